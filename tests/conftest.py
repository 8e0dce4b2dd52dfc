"""Shared by all tests."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample articles."""
    return PROJECT / "include" / "samples" / "articles"
