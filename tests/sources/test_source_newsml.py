"""NewsML-G2: items as the IPTC's specification has them, alone and in a message, whole and broken."""

from datetime import UTC, datetime

import pytest

NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.33" conformance="power" xml:lang="en-GB"'
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Ferries</title></head>'
    "<body><p>Two ferries collided off the port of Bari<br/>on Tuesday.</p><p>Nobody was hurt, the <em>coast guard</em> said.</p>"
    "</body></html></inlineXML>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Ferries</title></head>'
    "<body><body.head><hedline><hl1>Two ferries collide</hl1></hedline></body.head><body.content><block>"
    "<p>Two ferries collided off Bari.</p></block></body.content><body.end/></body></nitf></inlineXML>"
)


def item(content: str = XHTML, meta: str = "", guid: str = "urn:newsml:wire.example:20240305:ferry") -> str:
    return f"""<newsItem {NS} guid="{guid}" version="3">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_39.xml"/>
  <rightsInfo><copyrightHolder literal="Example Wire"/><usageTerms>Not for resale.</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:example"><name>Example Wire</name></provider>
    <versionCreated>2024-03-05T11:30:00+00:00</versionCreated>
    <firstCreated>2024-03-05T09:00:00+00:00</firstCreated>
    {meta}
  </itemMeta>
  <contentMeta>
    <contentCreated>2024-03-05T08:59:00+00:00</contentCreated>
    <located qcode="city:bari"><name>Bari</name></located>
    <creator qcode="staff:am"><name>Ada Moretti</name></creator>
    <genre qcode="genre:Current"><name>Current</name></genre>
    <language tag="en-GB"/>
    <headline role="hld:subHeadline">Nobody hurt</headline>
    <headline>Two ferries collide off Bari</headline>
  </contentMeta>
  <contentSet>{content}</contentSet>
</newsItem>"""


def message(*items: str) -> str:
    header = "<header><sent>2024-03-05T12:00:00Z</sent></header>"
    return f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{header}<itemSet>{"".join(items)}</itemSet></newsMessage>'


def test_takes_what_an_item_states(document_of):
    found = document_of("item.xml", '<?xml version="1.0" encoding="UTF-8"?>\n' + item())
    assert found.text == "Two ferries collided off the port of Bari\n\non Tuesday.\n\nNobody was hurt, the coast guard said."
    assert (found.source_kind, found.guid) == ("newsml", "urn:newsml:wire.example:20240305:ferry")
    assert (found.title, found.section, found.language) == ("Two ferries collide off Bari", "Current", "en-GB")
    assert (found.publisher, found.bylines, found.dateline_place) == ("Example Wire", ("Ada Moretti",), "Bari")
    assert found.published == datetime(2024, 3, 5, 9, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 3, 5, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(NITF, "Two ferries collided off Bari.", id="NITF without head and headline"),
        pytest.param('<inlineData contenttype="text/plain">Two ferries collided.</inlineData>', "Two ferries collided.", id="plain text"),
    ],
)
def test_reads_the_text_however_it_is_written(document_of, content, text):
    assert document_of("item.xml", item(content)).text == text


def test_a_status_and_an_embargo_are_kept(document_of):
    assert document_of("a.xml", item(meta='<pubStatus qcode="stat:canceled"/>')).is_canceled
    assert document_of("a.xml", item(content="", meta='<pubStatus qcode="stat:canceled"/>')).text == "Two ferries collide off Bari"
    assert document_of("b.xml", item(meta='<pubStatus qcode="stat:withheld"/>')).is_withheld
    embargoed = document_of("c.xml", item(meta="<embargoed>2024-03-06T06:00:00Z</embargoed>"))
    assert embargoed.embargo_until == datetime(2024, 3, 6, 6, tzinfo=UTC)


def test_every_item_of_a_message_is_accounted_for(read_file, reasons_of):
    package = f'<packageItem {NS} guid="urn:package" version="1"><itemMeta/></packageItem>'
    picture = item('<remoteContent contenttype="image/jpeg" href="a.jpg"/>', guid="urn:picture")
    assert reasons_of("m.xml", message(item(), package, picture, item(guid="urn:b"))) == ["read", "no_body", "no_body", "read"]
    assert reasons_of("m.xml", message()) == ["empty"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(item()[:-30], "broken_xml", id="breaks off"),
        pytest.param("<newsItem", "broken_xml", id="hardly begun"),
        pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>' + item(), "entities", id="declares entities"),
        pytest.param("<office>text</office>", "unknown_kind", id="another XML"),
        pytest.param("just words", "broken_xml", id="no XML"),
        pytest.param(" \n", "empty", id="nothing"),
        pytest.param('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "links_only", id="a sitemap"),
        pytest.param("<a>" * 100_000, "unknown_kind", id="deep nesting"),
        pytest.param("<newsItem>" * 100_000, "broken_xml", id="deep nesting of items"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(reasons_of, content, reason):
    assert reasons_of("item.xml", content) == [reason]
