"""Shared by all tests."""

from pathlib import Path

import pytest
import web_server

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample articles."""
    return PROJECT / "include" / "samples" / "articles"


@pytest.fixture
def site():
    """What the local web server of a test answers."""
    return web_server.Site()


@pytest.fixture
def address(site):
    """The address of a local web server with that site."""
    server, address = web_server.start(site)
    yield address
    server.shutdown()
    server.server_close()
