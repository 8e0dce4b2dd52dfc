"""Whatever a site sends: the readers of feeds, sitemaps, lists and rules return or say `NoFeedError`, and announce web addresses only."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.sources import catalog
from dateline.sources.feeds import NoFeedError, read_feed
from dateline.sources.fetching import FetchError, retry_after_seconds
from dateline.sources.lists import read_list
from dateline.sources.robots import is_allowed, is_reserved_by_answer, is_reserved_by_file
from dateline.sources.sitemaps import read_sitemap

PIECES = [
    "<rss version='2.0'><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<item>", "</item>", "<entry>", "</entry>", "<link>",
    "https://news.example/a", "/a", "javascript:alert(1)", "http://[", "</link>", "<link href='x'/>", "<title>", "</title>", "<pubDate>",
    "Tue, 05 Mar 2024 08:30:00 +9999", "9999-99-99", "0000-00-00T00:00:00Z", "</pubDate>", "<updated>", "</updated>", "&amp;", "&#0;", "&x;",
    "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "\x00", "\ud800", "\u202e", "<urlset>", "<url>", "<loc>", "</loc>",
    "</url>", "<lastmod>", "</lastmod>", "<sitemapindex>", "<sitemap>", '{"version": "https://jsonfeed.org/version/1", "items": [',
    '{"url": "/a", "date_published": 3, "authors": [3], "tags": 3}', "]}", ",", "\n", "\t", "author", "<author>", "(x)", "</author>", "a" * 500,
]  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
BYTES = st.one_of(MARKUP, st.binary(max_size=300))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def announced(read, *arguments):
    try:
        return read(*arguments)
    except (NoFeedError, FetchError):
        return []


@FEW
@given(BYTES)
@example(b"<rss><channel><item><link>https://a.example</link><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item></channel></rss>")
def test_feeds(body):
    for entry in announced(read_feed, body, "https://news.example/rss", {"content-type": "text/xml; charset=nonsense"}):
        assert entry.url.startswith(("http://", "https://"))
        assert entry.published is None or entry.published.year


@FEW
@given(BYTES)
def test_sitemaps(body):
    found = announced(read_sitemap, body, "https://news.example/sitemap.xml", 10_000)
    for entry in found.entries if found else ():
        assert entry.url.startswith(("http://", "https://"))


@FEW
@given(BYTES)
def test_lists(body):
    for entry in announced(read_list, body, "list", 10_000):
        assert entry.url.startswith(("http://", "https://"))


@FEW
@given(st.text(max_size=200), st.text(max_size=60))
def test_rules_of_sites(rules, path):
    assert is_allowed(rules, f"https://news.example/{path}", "Dateline") in (True, False)
    assert is_reserved_by_file(rules, f"https://news.example/{path}") in (True, False)
    assert is_reserved_by_answer({}, rules.encode("utf-8", "replace")) in (True, False)


@FEW
@given(st.text(max_size=40))
@example("9" * 5000)
@example("Wed, 21 Oct 99999 07:28:00 GMT")
@example("²")
def test_retry_after(value):
    seconds = retry_after_seconds(value)
    assert seconds is None or seconds >= 0


@FEW
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(["sources:", "\n", "- ", "  ", "name: a", "kind: feed", "where: [", "{", "}", "&a", "*a", "!!x", "? ", ": "])).map("".join),
    )
)  # fmt: skip
def test_lists_of_sources(text):
    found = catalog.check(text)
    assert found.problems or found.sources or text
    assert all(problem.line >= 1 and problem.message for problem in found.problems)
