"""article_id and canonical_url: the same article is the same, whatever route it came by."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.articles.identity import article_id, canonical_url, text_sha256
from dateline.contracts.documents import Document

LOOSE = Document(source_name="landing", source_kind="text", source_id="north/bridges.txt", text="x", published=date(2016, 12, 14))
LINE = replace(LOOSE, source_kind="jsonl", source_id="n1")
URL = "https://news.example/local/bridges"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(URL, URL, id="as it is"),
        pytest.param("HTTPS://News.Example:443/local/bridges", URL, id="case of scheme and host, default port"),
        pytest.param(f"{URL}?utm_source=x&fbclid=y&at_medium=rss#comments", URL, id="tracking and fragment"),
        pytest.param(
            "https://news.example/story?id=7&utm_campaign=z", "https://news.example/story?id=7", id="query that tells the article"
        ),
        pytest.param("https://news.example/Local/Bridges", "https://news.example/Local/Bridges", id="case of the path matters"),
        pytest.param("https://news.example:8080/a", "https://news.example:8080/a", id="other port"),
        pytest.param("https://news.example/", None, id="home page is no article"),
        pytest.param("/local/bridges", None, id="relative"),
        pytest.param("tag:news.example,2016:7", None, id="no web address"),
        pytest.param("https://[broken/a", None, id="broken"),
        pytest.param("https://news.example:port/a", None, id="broken port"),
        pytest.param(None, None, id="none"),
    ],
)
def test_takes_what_does_not_matter_off_an_address(url: str | None, expected: str | None) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(replace(LINE, url=URL), replace(LINE, url=f"{URL}?utm_source=x", source_id="n2"), id="one address"),
        pytest.param(replace(LINE, url=f"{URL}?x=1", canonical_url=URL), replace(LOOSE, url=URL), id="canonical goes before given"),
        pytest.param(replace(LINE, guid=URL), replace(LINE, url=URL), id="a GUID that is an address"),
        pytest.param(
            replace(LINE, guid="7", publisher="P", url=URL), replace(LINE, guid="7", publisher="P"), id="GUID goes before address"
        ),
        pytest.param(LOOSE, replace(LOOSE, source_name="samples"), id="a loose file is its path"),
        pytest.param(LINE, replace(LINE, text="changed", title="New title"), id="text and title don't matter"),
    ],
)
def test_the_same_article(one: Document, other: Document) -> None:
    assert article_id(one) == article_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LINE, replace(LINE, source_id="n2"), id="ids"),
        pytest.param(LINE, replace(LINE, source_name="other"), id="ids of different sources"),
        pytest.param(replace(LINE, guid="7", publisher="P"), replace(LINE, guid="7", publisher="Q"), id="GUIDs of different publishers"),
        pytest.param(LINE, replace(LOOSE, source_id="n1"), id="a line and a file"),
        pytest.param(
            replace(LINE, url="https://news.example/"), replace(LINE, url="https://news.example/", source_id="n2"), id="home page"
        ),
    ],
)
def test_different_articles(one: Document, other: Document) -> None:
    assert article_id(one) != article_id(other)


def test_ids_never_change() -> None:
    assert article_id(LOOSE) == "1b47deb0f3d4342c99c7d60121ca0813"
    assert article_id(replace(LINE, url=URL)) == "0b68420e9c3a039ef689c56ba117cf05"
    assert text_sha256("Zoë") == "c6a12698582fc1104ea24107a2d7268145ff06ef859707729d01fd060897f067"
