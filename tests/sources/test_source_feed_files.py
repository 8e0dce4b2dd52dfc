"""Feeds that lie in a folder: RSS 2.0, RSS 1.0 and Atom, whole, broken and hostile."""

import time
from datetime import UTC, datetime

import pytest

BODY = "&lt;p&gt;Two ferries collided off the port of Bari on Tuesday.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example</title><link>https://example.org/</link><description>News</description><language>en-gb</language>
<item><title>Ferries &lt;b&gt;collide&lt;/b&gt;</title><link>https://example.org/ferries</link><guid isPermaLink="false">ferry-1</guid>
<pubDate>Tue, 05 Mar 2024 09:00:00 +0100</pubDate><dc:creator>Ada Moretti</dc:creator><category>World</category>
<description>A collision.</description><content:encoded>{BODY}</content:encoded></item>
<item><title>Port closed</title><link>https://example.org/port</link><pubDate>Wed, 06 Mar 2024 09:00:00 GMT</pubDate>
<description>The harbour master closed the port for the afternoon.</description></item>
<item><title>No text</title><link>https://example.org/none</link><pubDate>Wed, 06 Mar 2024 09:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title><id>urn:feed</id><updated>2024-03-05T12:00:00Z</updated>
<entry><title>Ferries collide</title><link rel="alternate" href="https://example.org/ferries"/><id>urn:ferry-1</id>
<published>2024-03-05T09:00:00Z</published><updated>2024-03-05T12:00:00Z</updated><author><name>Ada Moretti</name></author>
<content type="html">{BODY}</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.org/"><title>The Example</title><link>https://example.org/</link></channel>
<item rdf:about="https://example.org/ferries"><title>Ferries</title><link>https://example.org/ferries</link>
<description>Two ferries collided off the port of Bari.</description><dc:date>2024-03-05T09:00:00Z</dc:date></item></rdf:RDF>"""
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "words ">{ENTITIES}]>' + RSS.partition("?>")[2].replace("A collision.", "&a11;")
OUTSIDE = '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>' + RSS.partition("?>")[2].replace(
    "closed the port", "closed &file; the port"
)


def test_reads_rss(read_file):
    first, second, third = read_file("feed.rss", RSS)
    assert first.text == "Two ferries collided off the port of Bari on Tuesday.\n\nNobody was hurt."
    assert (first.source_kind, first.source_id, first.guid, first.url) == ("feed", "feed.rss:1", "ferry-1", "https://example.org/ferries")
    assert (first.title, first.publisher, first.section, first.language) == ("Ferries collide", "The Example", "World", "en-gb")
    assert first.bylines == ("Ada Moretti",)
    assert first.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")
    assert second.text == "The harbour master closed the port for the afternoon."
    assert third.reason == "missing_text"


@pytest.mark.parametrize("content", [pytest.param(ATOM, id="Atom"), pytest.param(RDF, id="RSS 1.0")])
def test_reads_other_feeds(document_of, content):
    found = document_of("feed.xml", content)
    assert found.text.startswith("Two ferries collided off the port of Bari")
    assert found.published == datetime(2024, 3, 5, 9, tzinfo=UTC)
    assert (found.url, found.publisher) == ("https://example.org/ferries", "The Example")


def test_a_text_that_is_no_markup_keeps_its_signs_and_an_odd_date_is_made_out(document_of):
    entry = "<entry><id>urn:a</id><published>2024-03-05T09:00Z</published><content type='text'>Waves of &lt; 2 metres, he said.</content></entry>"
    found = document_of("feed.atom", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entry}</feed>")
    assert found.text == "Waves of < 2 metres, he said."
    assert document_of("odd.atom", ATOM.replace("2024-03-05T09:00:00Z", "2024-03-05T09Z")).published == datetime(2024, 3, 5, 9, tzinfo=UTC)


def test_entities_are_not_expanded(read_file):
    started = time.perf_counter()
    bomb = read_file("feed.xml", BOMB)
    assert time.perf_counter() - started < 5
    assert all(len(getattr(one, "text", "")) < 10_000 for one in bomb)
    assert "root:" not in "".join(getattr(one, "text", "") for one in read_file("feed.xml", OUTSIDE))


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        pytest.param(RSS.partition("<item>")[0] + "</channel></rss>", ["empty"], id="no entries"),
        pytest.param(RSS[: RSS.index("Port closed")], ["read", "missing_text"], id="breaks off within an entry"),
        pytest.param("<rss><channel>" + "<item>" * 3_000, None, id="items in items"),
        pytest.param("<feed>" + "<entry><content type='xhtml'>" + "<div>" * 5_000, None, id="deep nesting"),
        pytest.param("<rss" + "<" * 1000, None, id="no XML"),
    ],
)
def test_a_broken_feed_raises_nothing(reasons_of, content, reasons):
    found = reasons_of("feed.xml", content)
    assert found
    assert reasons is None or found == reasons
