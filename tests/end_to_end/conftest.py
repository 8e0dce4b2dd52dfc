"""Whole runs, each in a process of its own, as a user starts them."""

import shutil
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


@pytest.fixture(scope="session")
def samples_run_to_change(samples_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of that root, for tests that write into it."""
    return Path(shutil.copytree(samples_run, tmp_path_factory.mktemp("samples_run_to_change") / "root"))
