"""Web pages: body, metadata, and where the date comes from."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read
from dateline.sources.html import without_site_name

PARAGRAPHS = [
    "Two bridges over the river Lenne were closed on Tuesday after engineers found cracks in their piers, the town council said.",
    "Buses will take a detour through the upper town until the end of the month, and school children were told to walk.",
    "“Nobody was in danger at any time,” said the mayor, Hanna Vogt, who visited the site with the fire brigade in the morning.",
]
BODY = "\n\n".join(PARAGRAPHS)


def page(head: str = "", title: str = "Two bridges closed", extra: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{title}</h1>{paragraphs}</article>{extra}"
        "<footer>All rights reserved</footer></body></html>"
    )


def read_page(folder: Path, markup: str | bytes, name: str = "page.html", published: date | None = None) -> Document | Rejected:
    (folder / name).write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    (file,) = discover([folder]).files
    (found,) = read(file, source_name="test", published=published, limits=Settings(max_document_chars=20_000))
    return found


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_takes_body_and_metadata(tmp_path: Path) -> None:
    head = (
        json_ld(
            '{"@graph": [{"@type": "WebSite", "name": "The Example"}, {"@type": "NewsArticle", "headline": "Two bridges closed",'
            '"datePublished": "2016-12-14T22:30:00-05:00", "dateModified": "2016-12-15T01:00:00Z", "articleSection": "Local",'
            '"author": [{"@type": "Person", "name": "Ann Bell"}], "publisher": {"@type": "Organization", "name": "The Example"}}]}'
        )
        + '<link rel="canonical" href="https://news.example/local/bridges">'
    )
    found = read_page(tmp_path, page(head, title="Two bridges closed | The Example"))
    assert isinstance(found, Document)
    assert found.text == BODY
    assert (found.title, found.publisher, found.section) == ("Two bridges closed", "The Example", "Local")
    assert (found.bylines, found.language) == (("Ann Bell",), "en")
    assert found.url == found.canonical_url == "https://news.example/local/bridges"
    assert found.published == datetime(2016, 12, 14, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert found.published_from == "jsonld"
    assert found.modified_at == datetime(2016, 12, 15, 1, 0, tzinfo=UTC)


LD = json_ld('{"@type": "NewsArticle", "datePublished": "2016-12-14"}')


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        pytest.param(LD + meta("article:published_time", "2016-12-15"), "p.html", (date(2016, 12, 14), "jsonld"), id="JSON-LD first"),
        pytest.param(
            meta("article:published_time", "2016-12-14T10:00:00Z"), "p-2015-01-01.html", (date(2016, 12, 14), "meta"), id="meta before name"
        ),
        pytest.param(
            '<link rel="canonical" href="https://news.example/2016/12/14/bridges">', "p.html", (date(2016, 12, 14), "path"), id="address"
        ),
        pytest.param('<link rel="canonical" href="http://[broken">', "p.html", (date(2020, 1, 1), "input"), id="broken address"),
        pytest.param("", "p-2016-12-14.html", (date(2016, 12, 14), "filename"), id="file name"),
        pytest.param("", "p.html", (date(2020, 1, 1), "input"), id="default"),
        pytest.param(json_ld("{broken"), "p.html", (date(2020, 1, 1), "input"), id="broken JSON-LD says nothing"),
        pytest.param(json_ld("[" * 50_000), "p.html", (date(2020, 1, 1), "input"), id="endless JSON-LD says nothing"),
    ],
)
def test_dates_a_page(tmp_path: Path, head: str, name: str, expected: tuple[date, str]) -> None:
    found = read_page(tmp_path, page(head), name, published=date(2020, 1, 1))
    assert isinstance(found, Document)
    day = found.published.date() if isinstance(found.published, datetime) else found.published
    assert (day, found.published_from) == expected


def test_reads_the_encoding_that_a_page_declares(tmp_path: Path) -> None:
    markup = page(LD + '<meta charset="iso-8859-2">').replace("Hanna Vogt", "Hana Šťastná")
    found = read_page(tmp_path, markup.replace("“", '"').replace("”", '"').encode("iso-8859-2"))
    assert isinstance(found, Document)
    assert "Hana Šťastná" in found.text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        pytest.param(page(), "undated", id="no date anywhere"),
        pytest.param("", "empty", id="nothing"),
        pytest.param("<html><body></body></html>", "no_body", id="no words"),
        pytest.param("words, but no page", "no_body", id="no markup"),
        pytest.param(b"\x89PNG\r\n" + bytes(200), "binary", id="picture"),
        pytest.param(page(LD, extra="<p>" + "long " * 60_000), "too_large", id="too long"),
        pytest.param(page(LD, extra="<i></i>" * 51_000), "too_large", id="too many elements"),
    ],
)
def test_refuses_with_a_reason(tmp_path: Path, markup: str | bytes, reason: str) -> None:
    found = read_page(tmp_path, markup)
    assert isinstance(found, Rejected)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        pytest.param("Two bridges closed | The Example", "The Example", "Two bridges closed", id="site at the end"),
        pytest.param("Two bridges closed - Example", "The Example", "Two bridges closed", id="part of the publisher's name"),
        pytest.param("War - and peace", "The Example", "War - and peace", id="a dash of its own"),
        pytest.param("Two bridges closed", None, "Two bridges closed", id="no publisher"),
        pytest.param(None, "The Example", None, id="no title"),
    ],
)
def test_takes_the_site_off_a_title(title: str | None, publisher: str | None, expected: str | None) -> None:
    assert without_site_name(title, publisher) == expected
