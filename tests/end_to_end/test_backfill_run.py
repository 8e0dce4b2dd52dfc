"""A backfill that is killed in the middle ends, asked for again, with the bytes of a run over everything at once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests_end_to_end import PROJECT, dateline, digests

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CHUNK = 4


def done_chunks(root: Path) -> int:
    return len(list(root.glob("_state/backfills/*/done/*.json")))


def current(root: Path) -> dict[str, str]:
    """What holds now, without how it came to: a copy in an earlier chunk than its original is extracted, then withdrawn."""
    return {path: digest for path, digest in digests(root).items() if not path.startswith("revisions/")}


def test_killed_in_the_middle_it_does_the_rest(samples: Path, samples_run: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    arguments = ["backfill", str(samples), "--root", str(root), "--chunk", str(CHUNK), "--source", "files"]
    command = [str(Path(sys.executable).with_name("dateline")), *arguments]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        deadline = time.monotonic() + 300
        while done_chunks(root) < 1 and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)  # somewhere in the next one
        os.killpg(running.pid, signal.SIGKILL)
    [order] = root.glob("_state/backfills/*/order.json")
    chunks = len(json.loads(order.read_text(encoding="utf-8"))["chunks"])
    before = done_chunks(root)
    assert 1 <= before < chunks
    done = dateline(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len([line for line in done.stdout.splitlines() if f"of {chunks} chunks" in line]) == chunks - before
    assert current(root) == current(samples_run)
    again = dateline(*arguments)
    assert (again.returncode, again.stdout.strip()) == (0, "Nothing is left to do.")
