"""staging: a folder per run, task and try, complete or not."""

import os
import time
from pathlib import Path

import pyarrow as pa
import pytest

from dateline import store
from dateline.contracts import EVENTS
from dateline.store.paths import safe_name


@pytest.mark.parametrize(
    "run_id",
    [
        pytest.param("manual__2026-11-22T14:00:00+00:00", id="colons and plus"),
        pytest.param("../../etc", id="a path"),
        pytest.param("x" * 300, id="long"),
        pytest.param("", id="empty"),
    ],
)
def test_run_ids_stay_out_of_paths(tmp_path: Path, run_id: str) -> None:
    folder = store.staging.new(tmp_path, run_id, "extract-3", 1)
    parts = folder.relative_to(tmp_path / "staging").parts
    assert parts[1:] == ("extract-3", "1")
    assert len(parts[0]) < 100
    assert parts[0].replace("-", "").replace("_", "").replace(".", "").isalnum()


def test_different_run_ids_have_different_folders() -> None:
    assert safe_name("a:b") != safe_name("a+b")


def test_a_folder_is_complete_when_it_says_so(tmp_path: Path) -> None:
    folder = store.staging.new(tmp_path, "run", "extract", 1)
    store.staging.write_table(folder / "events.parquet", EVENTS.empty())
    assert not store.staging.is_complete(folder)
    store.staging.complete(folder)
    assert store.staging.is_complete(folder)


def test_a_second_process_of_the_same_try_begins_anew(tmp_path: Path) -> None:
    folder = store.staging.new(tmp_path, "run", "extract", 1)
    store.staging.complete(folder)
    assert store.staging.new(tmp_path, "run", "extract", 1) == folder
    assert not list(folder.iterdir())


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    table = pa.table({"text": ["a", None], "n": [1, 2]})
    store.staging.write_table(tmp_path / "t.parquet", table)
    assert store.staging.read_table(tmp_path / "t.parquet").equals(table)


def test_clean_removes_old_runs_only(tmp_path: Path) -> None:
    old = store.staging.new(tmp_path, "old", "extract", 1)
    new = store.staging.new(tmp_path, "new", "extract", 1)
    long_ago = time.time() - 4 * 86_400
    for path in (old, old.parent, old.parent.parent):
        os.utime(path, (long_ago, long_ago))
    assert [folder.name for folder in store.staging.clean(tmp_path, days=3)] == ["old"]
    assert not old.exists()
    assert new.exists()
