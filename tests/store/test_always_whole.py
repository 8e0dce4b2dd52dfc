"""Files are whole at any moment: while they are replaced, when the publisher is killed, and when the disk is full."""

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dateline import store

pytestmark = pytest.mark.slow

# Rows of one version each for two days; the first argument is the root, the second one says what becomes of the publisher.
PUBLISHER = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
import pyarrow as pa
from dateline import store
from dateline.contracts import TIMES
from dateline.store import publication

ROWS = 3_000

def table(version):
    n = 2 * ROWS
    columns = {name: pa.nulls(n, TIMES.schema.field(name).type) for name in TIMES.names}
    columns |= {
        "row_id": [f"{i:08}" for i in range(n)], "article_id": ["a"] * n, "text_sha256": ["0" * 64] * n,
        "extractor_version": [version] * n, "published_at": [datetime(2016, 12, 12, tzinfo=UTC)] * n,
        "published_date": [date(2016, 12, 12 + i % 2) for i in range(n)],
        "sentence_index": [0] * n, "char_start": [0] * n, "char_end": [1] * n, "confidence": [0.5] * n,
        "text": ["x"] * n, "timex_type": ["DATE"] * n, "timex_value": ["2016"] * n,
    }
    return pa.table(columns, schema=TIMES.schema)

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

root, fate = Path(sys.argv[1]), sys.argv[2]
versions = [table("1"), table("2")]
with store.publishing(root):
    store.merge(root, "times", versions[0], replaced=["a"])
    print("ready", flush=True)
    name, count = fate.split()  # die at the so manieth call of a function that matters
    module = {"build_file": publication, "sync_folder": publication}.get(name, os)
    function, calls = getattr(module, name, None), iter(range(1, 10_000))
    if function:
        setattr(module, name, lambda *args, **kwargs: die() if next(calls) == int(count) else function(*args, **kwargs))
    for turn in range(1, 10_000):
        store.merge(root, "times", versions[turn % 2], replaced=["a"])
"""
FIRST, SECOND = date(2016, 12, 12), date(2016, 12, 13)


def publisher(root: Path, fate: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", PUBLISHER, str(root), fate], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_readers_see_whole_days_while_they_are_replaced(tmp_path: Path) -> None:
    seen = set()
    process = publisher(tmp_path, "lives 0")
    try:
        began = time.monotonic()
        while (spent := time.monotonic() - began) < 1 or (seen != {"1", "2"} and spent < 60):
            frame = pd.read_parquet(tmp_path / "times", columns=["row_id", "extractor_version"])
            assert len(frame) == 6_000
            for _, day in frame.groupby(frame.row_id.astype(int) % 2):
                assert day.extractor_version.nunique() == 1
                seen.add(day.extractor_version.iloc[0])
            assert store.read(tmp_path, "times", columns=["extractor_version"]).num_rows == 6_000
    finally:
        process.kill()
        process.wait()
    assert seen == {"1", "2"}


@pytest.mark.parametrize(
    ("fate", "version"),
    [
        pytest.param("build_file 1", "1", id="before the first file is built: the old rows"),
        pytest.param("build_file 2", "1", id="while files are built: the old rows"),
        pytest.param("rename 1", "1", id="before they stand: the old rows"),
        pytest.param("replace 1", "2", id="when they stand, before the first is moved: the new rows"),
        pytest.param("replace 2", "2", id="between two moves: the new rows"),
        pytest.param("sync_folder 3", "2", id="after the last move: the new rows"),
        pytest.param("rename 2", "2", id="before the list of moves is put away: the new rows"),
    ],
)
def test_a_killed_publisher_leaves_whole_files_and_the_next_one_finishes_its_work(tmp_path: Path, fate: str, version: str) -> None:
    assert publisher(tmp_path, fate).wait(timeout=60) == -signal.SIGKILL
    for day in (FIRST, SECOND):
        table = store.read(tmp_path, "times", days=[day])
        assert table.num_rows == 3_000
        assert len(table["extractor_version"].unique()) == 1
    assert len(pd.read_parquet(tmp_path / "times")) == 6_000
    with store.publishing(tmp_path, timeout_seconds=1):  # the lock died with it
        assert store.read(tmp_path, "times")["extractor_version"].unique().to_pylist() == [version]
        store.merge(tmp_path, "times", store.read(tmp_path, "times", days=[]), replaced=["a"], days=[FIRST, SECOND])
    assert pd.read_parquet(tmp_path / "times").empty
    assert [path.name for path in (tmp_path / "_state").iterdir()] == ["publish.lock"], "nothing is left lying"
