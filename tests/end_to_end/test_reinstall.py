"""Installed anew, elsewhere, under another user's settings: the same ids, the same bytes."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from tests_end_to_end import PROJECT, dateline, digests

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reinstalled(samples, tmp_path_factory):
    """The root of a run by a copy of the library, with news, home, cache, time zone, language and hash seed of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(PROJECT / "include" / "dateline", folder / "library" / "dateline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(samples, folder / "some" / "news")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")},
        "PYTHONPATH": str(folder / "library"),
        "HOME": str(folder / "home"),
        "DATELINE_CACHE": str(folder / "cache"),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
    }
    script = "import dateline, sys; print(dateline.__file__); from dateline.cli import main; sys.argv[0] = 'dateline'; main()"
    command = [sys.executable, "-c", script, "extract", str(folder / "some" / "news"), "--out", str(folder / "root")]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(str(folder / "library"))
    return folder / "root"


def test_a_reinstall_gives_the_same_ids(samples_run, reinstalled):
    done = dateline("diff", samples_run, reinstalled, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(not d["added"] and not d["changed"] and not d["removed"] for d in json.loads(done.stdout))


def test_a_reinstall_gives_the_same_bytes(samples_run, reinstalled):
    assert digests(reinstalled) == digests(samples_run)
