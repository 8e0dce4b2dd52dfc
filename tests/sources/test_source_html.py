"""Web pages: body, metadata, and where the date comes from."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read
from dateline.sources.page_text import without_site_name

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
            '"datePublished": "2016-12-14T22:30:00-05:00", "dateModified": "2016-12-15T05:00:00Z", "articleSection": "Local",'
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
    assert found.modified_at == datetime(2016, 12, 15, 5, 0, tzinfo=UTC)


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
        pytest.param(
            LD + meta("article:published_time", "2016-12-14T10:00:00Z"),
            "p.html",
            (date(2016, 12, 14), "meta"),
            id="the same day with its time",
        ),
        pytest.param(
            '<meta itemprop="datePublished dateCreated" content="2016-12-14">', "p.html", (date(2016, 12, 14), "meta"), id="microdata"
        ),
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


def test_takes_the_only_time_in_the_article(tmp_path: Path) -> None:
    markup = page().replace("</h1>", '</h1><time datetime="2016-12-14T10:00:00Z">Wednesday</time>')
    found = read_page(tmp_path, markup)
    assert isinstance(found, Document)
    assert (found.published, found.published_from) == (datetime(2016, 12, 14, 10, 0, tzinfo=UTC), "meta")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Read more: How the town plans its budget", id="pointer"),
        pytest.param("RELATED ARTICLES", id="head of a list"),
        pytest.param("Related: the bridge that never was", id="related"),
        pytest.param("Sign up for our daily letter and never miss a story", id="letter"),
        pytest.param("Get the day's news in your inbox with our newsletter", id="inbox"),
        pytest.param("We and our partners use cookies to improve your visit", id="cookies"),
        pytest.param("Share this article on Facebook", id="sharing"),
        pytest.param("Follow us on Facebook, Twitter and Instagram", id="accounts"),
        pytest.param("Have a tip? Write to the desk.", id="tip"),
        pytest.param("12 comments", id="comments"),
        pytest.param("Advertisement", id="advertisement"),
        pytest.param("Photo: Ann Bell / The Example", id="picture credit"),
        pytest.param("The bridge over the Lenne, seen on Tuesday. Ann Bell/Getty Images", id="caption"),
        pytest.param("Last updated at 1:20 p.m.", id="time of a change"),
        pytest.param("Show key events only", id="live blog"),
        pytest.param("14.32 GMT", id="time of an entry"),
        pytest.param("12m ago", id="age of an entry"),
        pytest.param("To continue reading, become a member.", id="payment"),
        pytest.param("4 min read", id="length"),
        pytest.param("© 2016 The Example. All rights reserved.", id="rights"),
    ],
)
def test_leaves_out_what_is_no_report(tmp_path: Path, line: str) -> None:
    markup = page(LD).replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p><p>{line}</p>")
    found = read_page(tmp_path, markup)
    assert isinstance(found, Document)
    assert found.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Read my lips, the mayor told the council: there will be no toll.", id="begins like a pointer"),
        pytest.param("Share prices fell by 3 percent after the news.", id="begins like sharing"),
        pytest.param("More than 200 people live in the houses below the bridge.", id="begins like a list of more"),
        pytest.param("Related costs will be paid by the state, the minister said.", id="begins like related"),
        pytest.param("Follow-up checks are planned for January.", id="begins like an account"),
        pytest.param("Watch towers along the river were manned all night.", id="begins like a video"),
        pytest.param("Support for the mayor has grown since the news of the cracks broke.", id="begins like an appeal"),
        pytest.param("Sources: AFP", id="agencies are read from credits"),
    ],
)
def test_keeps_what_only_begins_like_it(tmp_path: Path, line: str) -> None:
    markup = page(LD).replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p><p>{line}</p>")
    found = read_page(tmp_path, markup)
    assert isinstance(found, Document)
    assert found.text == "\n\n".join([*PARAGRAPHS[:2], line, PARAGRAPHS[2]])


def test_leaves_out_links_to_other_pages_but_not_links_in_the_text(tmp_path: Path) -> None:
    pointer = "<p><strong>In depth: <a href='/b'>The bridges of the Lenne and their builders</a></strong></p>"
    linked = PARAGRAPHS[1].replace("school children", "<a href='/s'>school children</a>")
    found = read_page(tmp_path, page(LD).replace(f"<p>{PARAGRAPHS[1]}</p>", f"{pointer}<p>{linked}</p>"))
    assert isinstance(found, Document)
    assert found.text == BODY


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<div class='live-header'><p>Live from the valley</p></div>", id="head of a live blog"),
        pytest.param(
            "<div class='key-events'><ul><li>14.32 Mayor speaks</li><li>13.10 Bridges closed</li></ul></div>", id="its list of events"
        ),
        pytest.param("<figure><img src='a'><figcaption>The bridge on Tuesday</figcaption></figure>", id="caption"),
        pytest.param("<div class='wp-caption'><p class='wp-caption-text'>The bridge on Tuesday</p></div>", id="caption in a box"),
        pytest.param("<span class='photo credit'>Ann Bell for the paper</span>", id="credit of a picture"),
        pytest.param("<div id='cookie-notice'><p>To show you this map we need your consent.</p></div>", id="cookies"),
        pytest.param("<div class='related-articles'><ul><li><a href='/x'>The bridge of sighs and others</a></li></ul></div>", id="related"),
        pytest.param("<aside><p>The valley in figures: three bridges, two towns.</p></aside>", id="box beside the text"),
        pytest.param("<div id='comments'><p>I think the mayor should resign at once.</p></div>", id="comments"),
    ],
)
def test_leaves_out_parts_of_the_page(tmp_path: Path, part: str) -> None:
    found = read_page(tmp_path, page(LD).replace(f"<p>{PARAGRAPHS[1]}</p>", f"{part}<p>{PARAGRAPHS[1]}</p>"))
    assert isinstance(found, Document)
    assert found.text == BODY


def test_a_list_below_a_pointer_goes_with_it(tmp_path: Path) -> None:
    found = read_page(
        tmp_path, page(LD).replace("</article>", "<p>Read more:</p><ul><li>Bridges of old</li><li>A toll</li></ul></article>")
    )
    assert isinstance(found, Document)
    assert found.text == BODY


@pytest.mark.parametrize("body", [pytest.param(BODY, id="lines"), pytest.param("".join(f"<p>{p}</p>" for p in PARAGRAPHS), id="markup")])
def test_takes_the_body_from_the_json_where_the_page_hides_it(tmp_path: Path, body: str) -> None:
    head = json_ld(f'{{"@type": "NewsArticle", "datePublished": "2016-12-14", "articleBody": "{body}"}}'.replace("\n", "\\n"))
    markup = page().replace(f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>", "<p>Subscribe to read on.</p>")
    found = read_page(tmp_path, markup.replace("<head>", f"<head>{head}"))
    assert isinstance(found, Document)
    assert found.text == BODY


def test_of_several_objects_takes_the_one_with_the_title(tmp_path: Path) -> None:
    other = '{"@type": "NewsArticle", "headline": "Vote put off", "datePublished": "2015-01-01"}'
    own = '{"@type": "NewsArticle", "headline": "Two bridges closed", "datePublished": "2016-12-14"}'
    found = read_page(tmp_path, page(meta("og:title", "Two bridges closed") + json_ld(f"[{other}, {own}]")))
    assert isinstance(found, Document)
    assert (found.title, found.published) == ("Two bridges closed", date(2016, 12, 14))


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        pytest.param('{"@type": "Person", "name": "Ann Bell"}', ("Ann Bell",), id="a person"),
        pytest.param('[{"name": "Ann Bell"}, {"name": "Carl Dee"}]', ("Ann Bell", "Carl Dee"), id="two"),
        pytest.param('{"name": "Ann Bell | Example Media"}', ("Ann Bell",), id="with the house behind a bar"),
        pytest.param('{"name": "The Example"}', (), id="the site itself"),
        pytest.param('{"name": "admin"}', (), id="an account"),
        pytest.param('{"name": "Reuters"}', ("Reuters",), id="an agency, which becomes the credit"),
    ],
)
def test_reads_the_writers(tmp_path: Path, author: str, expected: tuple[str, ...]) -> None:
    head = json_ld(f'{{"@type": "NewsArticle", "datePublished": "2016-12-14", "author": {author}, "publisher": {{"name": "The Example"}}}}')
    found = read_page(tmp_path, page(head))
    assert isinstance(found, Document)
    assert found.bylines == expected


def test_a_change_before_the_publication_counts_as_not_said(tmp_path: Path) -> None:
    found = read_page(tmp_path, page(LD + meta("article:modified_time", "2016-12-13T10:00:00Z")))
    assert isinstance(found, Document)
    assert found.modified_at is None


def test_resolves_a_canonical_address_against_the_page(tmp_path: Path) -> None:
    head = LD + meta("og:url", "https://news.example/local/bridges?utm_source=x") + '<link rel="canonical" href="/local/bridges">'
    found = read_page(tmp_path, page(head))
    assert isinstance(found, Document)
    assert found.canonical_url == "https://news.example/local/bridges"


def test_the_first_section_counts(tmp_path: Path) -> None:
    found = read_page(tmp_path, page(LD + meta("article:section", "local-news,trials,roads")))
    assert isinstance(found, Document)
    assert found.section == "local-news"


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
