"""JSON files: records by many tools, told by their own keys; JSON Feed; GDELT's article lists."""

import json
from datetime import UTC, date, datetime

import pytest

from dateline.sources import lists
from dateline.sources.gdelt import is_list, read_list

TEXT = "Two ferries collided off the port of Bari on Tuesday."
NEWS_ARTICLE = {
    "@context": "https://schema.org",
    "@type": "ReportageNewsArticle",
    "headline": "Ferries collide",
    "datePublished": "2024-03-05T09:00:00+01:00",
    "dateModified": "2024-03-05T12:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ada Moretti"}, {"@type": "Person", "name": "Jonas Field"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Example"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/2024/ferries"},
    "articleSection": "World",
    "inLanguage": "en",
    "locationCreated": {"@type": "Place", "name": "Bari"},
    "articleBody": TEXT,
}
NEWS_PLEASE = {
    "authors": ["Ada Moretti"],
    "date_download": "2024-03-06 10:00:00",
    "date_modify": None,
    "date_publish": "2024-03-05 09:00:00",
    "description": "A collision.",
    "filename": "https%3A%2F%2Fexample.org%2Fferries.json",
    "image_url": "https://example.org/a.jpg",
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "example.org",
    "title": "Ferries collide",
    "title_page": None,
    "url": "https://example.org/ferries",
}
RELIEFWEB = {
    "time": 12,
    "href": "https://api.reliefweb.int/v2/reports?appname=example",
    "totalCount": 1,
    "count": 1,
    "data": [
        {
            "id": "4021",
            "score": 1,
            "fields": {
                "id": 4021,
                "title": "Ferries collide",
                "status": "published",
                "body": f"**{TEXT}**",
                "body-html": f"<p><strong>{TEXT}</strong></p>\n<ul><li>Nobody was hurt.</li></ul>",
                "primary_country": {"id": 1, "name": "Italy", "iso3": "ita"},
                "source": [{"id": 9, "name": "Example Relief", "shortname": "ER"}],
                "language": [{"id": 267, "name": "English", "code": "en"}],
                "date": {"created": "2024-03-06T01:00:00+00:00", "changed": "2024-03-07T01:00:00+00:00", "original": "2024-03-05T00:00:00+00:00"},
                "format": [{"id": 8, "name": "News and Press Release"}],
                "url": "https://reliefweb.int/node/4021",
                "url_alias": "https://reliefweb.int/report/italy/ferries-collide",
            },
        }
    ],
}  # fmt: skip
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Example",
    "home_page_url": "https://example.org/",
    "language": "en",
    "items": [
        {"id": "https://example.org/ferries", "url": "https://example.org/ferries", "title": "Ferries collide",
         "content_html": f"<p>{TEXT}</p><p>Nobody was hurt.</p>", "date_published": "2024-03-05T09:00:00Z",
         "date_modified": "2024-03-05T12:00:00Z", "authors": [{"name": "Ada Moretti"}], "tags": ["world"]},
        {"id": "2", "content_text": TEXT, "date_published": "2024-03-05T10:00:00Z", "author": {"name": "Jonas Field"}},
    ],
}  # fmt: skip
ARTICLE_LIST = {
    "articles": [
        {"url": "https://example.org/ferries", "url_mobile": "", "title": "Ferries collide", "seendate": "20240305T101500Z",
         "socialimage": "", "domain": "example.org", "language": "English", "sourcecountry": "Italy"},
        {"url": "mailto:nobody", "seendate": "20240305T101500Z"},
    ]
}  # fmt: skip


def test_reads_a_schema_org_article(document_of):
    found = document_of("article.jsonld", json.dumps(NEWS_ARTICLE))
    assert (found.source_kind, found.text, found.url) == ("jsonld", TEXT, "https://example.org/2024/ferries")
    assert (found.title, found.section, found.language) == ("Ferries collide", "World", "en")
    assert (found.publisher, found.bylines, found.dateline_place) == ("The Example", ("Ada Moretti", "Jonas Field"), "Bari")
    assert found.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")
    assert found.modified_at == datetime.fromisoformat("2024-03-05T12:00:00+01:00")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([NEWS_ARTICLE], id="in a list"),
        pytest.param({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, NEWS_ARTICLE]}, id="in a graph"),
        pytest.param({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": NEWS_ARTICLE}]}, id="in a list of items"),
    ],
)
def test_finds_schema_org_articles_wherever_they_stand(reasons_of, value):
    assert reasons_of("articles.json", json.dumps(value)) == ["read"]


def test_reads_what_news_please_writes(document_of):
    found = document_of("article.json", json.dumps(NEWS_PLEASE, indent=2))
    assert (found.source_kind, found.text, found.publisher) == ("news_please", TEXT, "example.org")
    assert (found.title, found.url, found.bylines) == ("Ferries collide", "https://example.org/ferries", ("Ada Moretti",))
    assert found.published == datetime(2024, 3, 5, 9, tzinfo=UTC)


def test_reads_reports_of_reliefweb(document_of):
    found = document_of("reports.json", json.dumps(RELIEFWEB))
    assert found.text == f"{TEXT}\n\nNobody was hurt."
    assert (found.source_kind, found.source_id) == ("reliefweb", "4021")
    assert (found.url, found.publisher) == ("https://reliefweb.int/report/italy/ferries-collide", "Example Relief")
    assert found.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 3, 7, 1, tzinfo=UTC)
    assert (found.section, found.language) == ("News and Press Release", "en")


def test_reads_a_json_feed(read_file):
    first, second = read_file("feed.json", json.dumps(JSON_FEED))
    assert first.text == f"{TEXT}\n\nNobody was hurt."
    assert (first.source_kind, first.guid, first.publisher) == ("feed", "https://example.org/ferries", "The Example")
    assert (first.title, first.section, first.bylines) == ("Ferries collide", "world", ("Ada Moretti",))
    assert (second.text, second.bylines, second.language) == (TEXT, ("Jonas Field",), "en")


def test_a_list_of_addresses_is_for_the_fetcher(reasons_of):
    assert is_list(ARTICLE_LIST)
    (entry,) = read_list(ARTICLE_LIST)
    assert (entry.url, entry.title, entry.publisher) == ("https://example.org/ferries", "Ferries collide", "example.org")
    assert entry.published is None, "when GDELT saw it is not when it was published"
    assert reasons_of("list.json", json.dumps(ARTICLE_LIST)) == ["links_only"]
    assert lists.read_list(json.dumps(ARTICLE_LIST, indent=1).encode(), "list.json", 10_000) == [entry]
    assert lists.read_list(b'{"url": "https://example.org/a"}\n{"url": "https://example.org/b"}', "list", 10_000)[1].url.endswith("b")


def test_reads_objects_with_our_own_fields_alone_and_in_lists(read_file):
    plain = {"id": "a", "text": TEXT, "published": "2024-03-05", "title": "Ferries"}
    (alone,) = read_file("ferries.json", json.dumps(plain))
    assert (alone.source_kind, alone.source_id, alone.published) == ("json", "a", date(2024, 3, 5))
    listed = read_file("list.json", json.dumps([plain, {**plain, "id": None}, "words"]))
    assert [one.source_id for one in listed] == ["a", "list.json:2", "list.json:3"]
    assert listed[2].reason == "broken_json"


def test_a_file_of_one_object_may_have_its_day_in_its_name(document_of):
    found = document_of("ferries-2024-03-05.json", json.dumps({"text": TEXT}))
    assert (found.published, found.published_from) == (date(2024, 3, 5), "filename")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param('{"text": "x"', "broken_json", id="breaks off"),
        pytest.param("[" * 200_000, "nested_too_deeply", id="deep nesting"),
        pytest.param('{"a":' * 200_000, "nested_too_deeply", id="deep nesting of objects"),
        pytest.param("", "empty", id="nothing"),
        pytest.param("[]", "missing_text", id="an empty list"),
        pytest.param("17", "broken_json", id="a number"),
        pytest.param('{"version": "https://jsonfeed.org/version/1", "items": []}', "empty", id="a feed without items"),
        pytest.param(json.dumps(RELIEFWEB | {"data": [{"id": "1", "fields": {"title": "x"}}]}), "missing_text", id="a report without body"),
        pytest.param(json.dumps(NEWS_ARTICLE | {"articleBody": 5}), "not_text", id="a body that is no text"),
        pytest.param(json.dumps(NEWS_ARTICLE | {"datePublished": "soon"}), "undated", id="no date"),
        pytest.param(b"\x00\x01\x02\x03" * 100, "binary", id="bytes"),
        pytest.param('{"id": "\\ud800", "text": ""}', "empty", id="a lone surrogate in the id"),
        pytest.param('{"text": ' + "1" * 5000 + "}", "broken_json", id="an endless number"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(reasons_of, content, reason):
    assert reasons_of("file.json", content) == [reason]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//example.org/a"]
)
def test_only_addresses_of_pages_are_kept(document_of, url):
    found = document_of("a.json", json.dumps({"id": "a", "text": TEXT, "published": "2024-03-05", "url": url, "canonical_url": url}))
    assert (found.url, found.canonical_url) == (None, None)
