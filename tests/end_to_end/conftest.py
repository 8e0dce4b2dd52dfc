"""Whole runs, each in a process of its own, as a user starts them."""

from pathlib import Path

import pytest
from tests_end_to_end import dateline


@pytest.fixture(scope="session")
def samples_run(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of one run over the samples."""
    root = tmp_path_factory.mktemp("samples_run")
    done = dateline("extract", samples, "--out", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root
