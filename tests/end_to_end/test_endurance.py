"""Kills, full disks, two runs at once and updates under a reader's eyes: a little of what `.ci/run` does a lot of."""

import subprocess
import sys

import pytest
from tests_end_to_end import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["--kills", "8"], "8 kills in", id="killed at 8 random moments"),
        pytest.param(["--full-disks", "2", "--pairs", "1"], "1 times two runs at once", id="full disks, two runs at once"),
        pytest.param(["--updates", "60"], "0 spans that don't hold", id="60 updates under a reader's eyes"),
    ],
)
def test_it_endures(arguments, expected):
    command = [sys.executable, str(PROJECT / "tests" / "end_to_end" / "endure.py"), *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=850, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert expected in done.stdout
