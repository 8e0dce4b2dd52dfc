"""Feeds, sitemaps and lists: what they announce."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import web_server

from dateline.sources.feeds import Entry, NoFeedError, read_feed
from dateline.sources.fetching import FetchError
from dateline.sources.lists import read_list
from dateline.sources.sitemaps import read_sitemap

BASE = "https://news.example/feeds/all"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example</title><language>en-GB</language>
<item><title>Dam &amp;amp; bridge &lt;b&gt;damaged&lt;/b&gt;</title><link>/2024/dam</link><guid isPermaLink="false">ex-17</guid>
<pubDate>Tue, 05 Mar 2024 08:30:00 +0300</pubDate><dc:creator>Amina Otieno</dc:creator><category>World</category></item>
<item><title>No link</title></item>
<item><title>By mail</title><link>https://news.example/mail</link><author>desk@example.org (Joe Bloggs)</author></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>L'Exemple</title>
<entry><id>tag:exemple,2024:1</id><title type="html">Deux &lt;i&gt;blessés&lt;/i&gt;</title><link href="https://exemple.example/1"/>
<updated>2024-03-05T10:00:00Z</updated><published>2024-03-05T08:00:00+01:00</published><author><name>Jeanne</name></author></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Example",
    "language": "en",
    "items": [
        {
            "id": "9",
            "url": "/a",
            "title": "Bridge open again",
            "date_published": "2024-03-05T08:30:00+03:00",
            "authors": [{"name": "Amina Otieno"}],
            "tags": ["Roads"],
        },
        {"id": "10", "content_text": "no address"},
        "nonsense",
    ],
}


def test_rss():
    first, by_mail = read_feed(RSS.encode(), BASE, {})
    assert first == Entry(
        url="https://news.example/2024/dam",
        guid="ex-17",
        title="Dam & bridge damaged",
        publisher="The Example",
        section="World",
        bylines=("Amina Otieno",),
        language="en-GB",
        published=datetime(2024, 3, 5, 8, 30, tzinfo=timezone(timedelta(hours=3))),
    )
    assert first.published.date() == date(2024, 3, 5), "the publisher's own zone is kept"
    assert by_mail.bylines == ("Joe Bloggs",)


def test_atom():
    [entry] = read_feed(ATOM.encode(), BASE, {})
    assert (entry.guid, entry.title, entry.bylines) == ("tag:exemple,2024:1", "Deux blessés", ("Jeanne",))
    assert entry.published.utcoffset() == timedelta(hours=1)
    assert entry.modified_at == datetime(2024, 3, 5, 10, tzinfo=UTC)


def test_json_feed():
    [entry] = read_feed(json.dumps(JSON_FEED).encode(), BASE, {})
    assert (entry.url, entry.guid, entry.title, entry.section) == ("https://news.example/a", "9", "Bridge open again", "Roads")
    assert entry.published.isoformat() == "2024-03-05T08:30:00+03:00"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param(b"<!doctype html><html><body>Not found</body></html>", "a web page", id="web page"),
        pytest.param(b"", "neither", id="empty"),
        pytest.param(b"\x00\xff\xfe\x01" * 50, "neither", id="bytes"),
        pytest.param(b'{"items": []}', "no JSON Feed", id="other JSON"),
        pytest.param(b"{" * 100_000, "broken JSON", id="deep JSON"),
        pytest.param(b"<rss>" + b"<a>" * 300_000, "more than", id="more elements than any feed has"),
        pytest.param(b"/etc/passwd", "neither", id="the name of a file is not opened"),
        pytest.param(b"http://127.0.0.1:9/feed", "neither", id="an address is not fetched"),
    ],
)
def test_what_is_no_feed_says_so(body, says):
    with pytest.raises(NoFeedError, match=says):
        read_feed(body, BASE, {})


def test_a_short_entity_does_no_harm():
    text = '<!DOCTYPE rss [<!ENTITY dam "Masinga">]><rss version="2.0"><channel>' + ITEM.format("a dam") + "</channel></rss>"
    assert len(read_feed(text.encode(), BASE, {})) == 1


ITEM = "<item><title>{}</title><link>https://news.example/x</link></item>"
BOMB = '<!ENTITY a "boom">' + "".join(f'<!ENTITY {c} "{f"&{b};" * 10}">' for b, c in ("ab", "bc", "cd", "de", "ei"))


@pytest.mark.parametrize(
    "declarations",
    [
        pytest.param(BOMB, id="entities within entities"),
        pytest.param(f'<!ENTITY i "{"boom" * 1000}">', id="a long text"),
        pytest.param('<!ENTITY % p "boom"><!ENTITY i "%p;%p;">', id="a parameter entity"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded_without_end(declarations, encoding):
    text = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE rss [{declarations}]><rss version='2.0'><channel>{ITEM.format('&i;')}</channel></rss>"
    with pytest.raises(NoFeedError, match="entities"):
        read_feed(text.encode(encoding), BASE, {})


@pytest.mark.parametrize(
    "declaration",
    [
        pytest.param("<!ENTITY i SYSTEM 'file://{file}'>", id="a file"),
        pytest.param('<!ENTITY % p SYSTEM "file://{file}"> %p;', id="a file of declarations"),
        pytest.param(
            '<!ENTITY % p PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" "{address}"> %p;', id="an address, as old feeds have it"
        ),
    ],
)
def test_entities_are_not_read_from_elsewhere(declaration, tmp_path):
    site = web_server.Site()
    server, address = web_server.start(site)
    try:
        (tmp_path / "secret").write_text("<!ENTITY i 'root:x:0'>")
        declared = declaration.format(file=tmp_path / "secret", address=address)
        text = f"<!DOCTYPE rss [{declared}]><rss version='2.0'><channel>{ITEM.format('&i;')}</channel></rss>"
        [entry] = read_feed(text.encode(), BASE, {})
        assert "root" not in (entry.title or "")
        assert not site.asked
    finally:
        server.shutdown()
        server.server_close()


def test_deep_nesting_ends():
    body = b"<rss version='2.0'><channel><item><link>https://news.example/x</link>" + b"<a>" * 5_000
    assert len(read_feed(body, BASE, {})) <= 1


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/a </loc><image:image><image:title>A picture</image:title></image:image><news:news><news:publication>
<news:name>The Example</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-05T08:30:00+03:00</news:publication_date><news:title>Dam damaged</news:title></news:news></url>
<url><loc>https://news.example/b</loc><lastmod>2024-03-04</lastmod></url><url><loc>mailto:x@y</loc></url></urlset>"""


@pytest.mark.parametrize("body", [SITEMAP.encode(), gzip.compress(SITEMAP.encode())], ids=["plain", "gz"])
def test_news_sitemap(body):
    a, b = read_sitemap(body, BASE, 10_000).entries
    assert (a.url, a.title, a.publisher, a.language) == ("https://news.example/a", "Dam damaged", "The Example", "en")
    assert a.published.isoformat() == "2024-03-05T08:30:00+03:00"
    assert (b.url, b.published) == ("https://news.example/b", date(2024, 3, 4))


def test_an_index_names_further_sitemaps():
    text = "<sitemapindex><sitemap><loc>https://news.example/1.xml</loc><lastmod>2024-03-04</lastmod></sitemap></sitemapindex>"
    [child] = read_sitemap(text.encode(), BASE, 10_000).children
    assert (child.url, child.modified) == ("https://news.example/1.xml", date(2024, 3, 4))


@pytest.mark.parametrize(
    "body",
    [b"", b"news", b"<html/>", b"\x1f\x8b\x08", gzip.compress(b" " * 100_000), b"<a>" * 5_000],
    ids=["empty", "text", "page", "broken gz", "bomb", "deep"],
)
def test_what_is_no_sitemap_says_so(body):
    with pytest.raises((NoFeedError, FetchError)):
        read_sitemap(body, BASE, 10_000)


def test_a_sitemap_s_entities_stay_unread():
    text = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://news.example/&x;</loc></url></urlset>'
    assert all("root" not in entry.url for entry in read_sitemap(text.encode(), BASE, 10_000).entries)


def test_lists_of_addresses():
    gdelt = "1190\t20240305\tGOV\t\thttps://news.example/gdelt"
    lines = [
        "https://news.example/a,b",
        "# a note",
        '{"url": "https://news.example/json", "title": "Dam damaged", "date": "2024-03-05T05:30:00Z", "lang": "en"}',
        '3,"Dam, again",https://news.example/csv',
        gdelt,
        "https://news.example/a,b",
        '{"url": 3}',
        "{broken",
    ]
    entries = read_list("\n".join(lines).encode(), "list", 10_000)
    assert [e.url.removeprefix("https://news.example/") for e in entries] == ["a,b", "json", "csv", "gdelt"]
    assert entries[1].published == datetime(2024, 3, 5, 5, 30, tzinfo=UTC)
    assert read_list(gzip.compress(b"https://news.example/z"), "list", 10_000)[0].url.endswith("z")
