"""publishing: one at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import store

HOLDER = """
import sys
from pathlib import Path
from dateline import store
with store.publishing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_waits_and_then_says_who_holds_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(TimeoutError, match=f"process {holder.pid}"), store.publishing(tmp_path, timeout_seconds=0.2):
            pass
        holder.communicate(b"")
    with store.publishing(tmp_path, timeout_seconds=0.2):
        assert (tmp_path / "_state" / "publish.lock").read_text() == f"{os.getpid()}\n"


def test_may_be_entered_again_by_its_holder(tmp_path: Path) -> None:
    with store.publishing(tmp_path):
        with store.publishing(tmp_path, timeout_seconds=0):
            pass
        with pytest.raises(KeyError):  # still held: the error is the merge's own
            store.merge(tmp_path, "nothing", store.read(tmp_path, "events"), replaced=())
    with pytest.raises(RuntimeError):
        store.merge(tmp_path, "events", store.read(tmp_path, "events"), replaced=())


def test_is_released_by_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), store.publishing(tmp_path):
        raise ZeroDivisionError
    with store.publishing(tmp_path, timeout_seconds=0):
        pass
