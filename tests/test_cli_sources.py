"""`dateline sources`: what a person sees."""

import json

import pytest
import web_server
from typer.testing import CliRunner

from dateline.cli import app
from dateline.settings import settings


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setenv("DATELINE_HOST_DELAY_SECONDS", "0")
    monkeypatch.setenv("DATELINE_SETTLE_SECONDS", "0")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("DATELINE_SOURCES", raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def site():
    site = web_server.Site()
    server, site.address = web_server.start(site)
    yield site
    server.shutdown()
    server.server_close()


def run(*arguments):
    return CliRunner().invoke(app, ["sources", *arguments])


def files_below(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_without_a_file_says_what_to_do(root):
    done = run("check")
    assert done.exit_code == 2
    assert "copy sources.example.yaml" in done.stderr


def test_check_names_the_line_and_the_remedy(root):
    (root / "sources.yaml").write_text("sources:\n  - name: a\n    kind: rss\n    where: https://news.example/rss\n")
    done = run("check")
    assert done.exit_code == 1
    assert "sources.yaml:3: `kind: rss` is not known: write feed" in done.stderr
    (root / "sources.yaml").write_text("sources:\n  - name: a\n    kind: feed\n    where: https://news.example/rss\n")
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "1 sources can be used.\n")


def test_preview_of_a_feed_shows_and_stores_nothing(root, site):
    (root / "sources.yaml").write_text(f"sources:\n  - {{name: a, kind: feed, where: '{site.address}/rss', days: 3650}}\n")
    items = "".join(f"<item><title>Story {p}</title><link>/{p}</link></item>" for p in "ab")
    site.put("/rss", f'<rss version="2.0"><channel>{items}</channel></rss>')
    site.put("/a", web_server.page())
    done = run("preview", "a")
    assert done.exit_code == 0, done.output
    assert "2 announced, 2 would be fetched, 0 known, 0 too old." in done.stdout
    assert "Three officers killed in raid" in done.stdout
    assert site.asked["/b"] == 0
    assert files_below(root) == ["sources.yaml"]


def test_preview_of_a_feed_that_cannot_be_read(root, site):
    (root / "sources.yaml").write_text(f"sources:\n  - {{name: a, kind: feed, where: '{site.address}/rss'}}\n")
    done = run("preview", "a")
    assert done.exit_code == 1
    assert "gone" in done.stderr
    assert run("preview", "b").exit_code == 2


def test_preview_of_a_folder(root):
    (root / "sources.yaml").write_text("sources:\n  - {name: desk, kind: folder, where: desk, publisher: The Desk}\n")
    (root / "desk").mkdir()
    article = {"id": "1", "title": "Bridge closed", "published": "2024-03-05", "text": "The bridge was closed on Monday after the flood."}
    (root / "desk" / "a.jsonl").write_text(json.dumps(article))
    done = run("preview", "desk")
    assert done.exit_code == 0, done.output
    assert "1 files, 1 would be read" in done.stdout
    assert "The Desk" in done.stdout
    assert files_below(root) == ["desk/a.jsonl", "sources.yaml"]


def test_list_shows_how_the_sources_are(root):
    (root / "sources.yaml").write_text("sources:\n  - {name: a, kind: feed, where: 'https://news.example/rss'}\n")
    assert "never" in run("list").stdout
