"""Whatever the bytes: no reader raises, and every input is accounted for."""

import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read
from dateline.sources.dates import read_published
from dateline.sources.decoding import decode
from dateline.sources.fields import Origin
from dateline.sources.files import KIND_BY_SUFFIX
from dateline.sources.markup import MarkupError, text_of
from dateline.sources.records import read_record
from dateline.sources.unpacking import unpack

LIMITS = Settings(max_document_chars=5_000)
BRIEFLY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
MARKUP = st.lists(
    st.sampled_from(["<html>", "<p>", "</p>", "<div", ">", "</", "<script type='application/ld+json'>", "{", "&#xD800;", "<!--", "word "])
    | st.text(max_size=8),
    max_size=40,
).map("".join)


def read_bytes(folder: Path, name: str, content: bytes) -> list[Document | Rejected]:
    (folder / name).write_bytes(content)
    (file,) = discover([folder / name]).files
    return list(read(file, source_name="test", published=date(2016, 12, 14), limits=LIMITS))


def assert_storable(found: Document | Rejected) -> None:
    found.source_id.encode()
    if isinstance(found, Rejected):
        found.content.encode()
        assert len(found.content) <= 2000
        assert found.reason
    else:
        assert found.published


@pytest.mark.parametrize("name", ["x.txt", "x.html"])
@given(content=st.binary(max_size=500) | st.text(max_size=200).map(lambda s: s.encode("utf-8", "surrogatepass")))
@BRIEFLY
def test_any_bytes_give_one_document_or_one_rejection(tmp_path: Path, name: str, content: bytes) -> None:
    (found,) = read_bytes(tmp_path, name, content)
    assert_storable(found)


@given(markup=MARKUP)
@BRIEFLY
def test_any_markup_gives_one_document_or_one_rejection(tmp_path: Path, markup: str) -> None:
    (found,) = read_bytes(tmp_path, "x.html", markup.encode("utf-8", "surrogatepass"))
    assert_storable(found)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
RECORD = st.dictionaries(
    st.sampled_from(["id", "text", "title", "published", "url", "language", "publisher", "authors", "date_modify", "maintext"]), JSON
)
LINE = RECORD.map(json.dumps) | st.text(max_size=30).filter(lambda s: "\n" not in s and s.isprintable())


@given(lines=st.lists(LINE, max_size=8))
@BRIEFLY
def test_every_line_that_is_not_blank_is_accounted_for(tmp_path: Path, lines: list[str]) -> None:
    # a first line in ASCII, so that no line is taken for the beginning of another format
    found = read_bytes(tmp_path, "x.jsonl", "\n".join(["{}", *lines]).encode("utf-8", "surrogatepass"))
    assert len(found) == 1 + sum(bool(line.encode("utf-8").strip()) for line in lines)
    for one in found:
        assert_storable(one)


@given(content=st.binary(max_size=300))
@BRIEFLY
def test_any_bytes_called_jsonl_raise_nothing(tmp_path: Path, content: bytes) -> None:
    for name in ("x.jsonl", "x.jsonl.gz"):
        for one in read_bytes(tmp_path, name, content):
            assert_storable(one)


@given(text=st.text(max_size=200).filter(lambda s: s.isprintable() and s.strip() and s[0] != "<"))
@BRIEFLY
def test_text_comes_through_unchanged(tmp_path: Path, text: str) -> None:
    (found,) = read_bytes(tmp_path, "x.txt", text.encode())
    assert isinstance(found, Document)
    assert found.text == text


@given(data=st.binary(max_size=300), declared=st.none() | st.text(max_size=10))
@BRIEFLY
def test_decoding_never_raises(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str | None)


@given(
    value=st.text(max_size=30) | st.integers() | st.floats() | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}.{0,12}", fullmatch=True)
)
@BRIEFLY
def test_any_date_is_a_day_that_arrow_can_hold_or_none(value: object) -> None:
    found = read_published(value)
    assert found is None or 1600 <= found.year <= 2200


SHORTLY = settings(BRIEFLY, max_examples=8)
PIECES = {
    "xml": ["<rss>", "<feed>", "<channel>", "<item>", "<entry>", "<title>", "</item>", "<pubDate>", "Tue, 05 Mar 2024 09:00:00 GMT", "<newsItem ",
            "guid='a'>", "<newsMessage>", "<itemMeta>", "<pubStatus qcode='", "<inlineXML>", "<p>", "&lt;p&gt;", "<![CDATA[", "]]>", "&a;", "<!DOCTYPE", "xmlns=''"],
    "eml": ["From: ", "Date: ", "Subject: =?utf-8?b?", "?=", "\n", "\r\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "--b", "text/html",
            "Content-Transfer-Encoding: base64\n", "Content-Type: text/plain; charset=", "\n\n", "words "],
    "csv": ["text,published\n", "id", ",", '"', "\n", ";", "\t", "2024-03-05", "words ", "\0"],
    "warc": ["WARC/1.0\r\n", "WARC-Type: response\r\n", "WARC-Target-URI: http://[x\r\n", "Content-Length: ", "30", "\r\n\r\n",
             "HTTP/1.1 200 OK\r\n", "Content-Type: text/html\r\n", "Content-Encoding: gzip\r\n", "<p>words</p>"],
    "json": ['{"', '"articles": [', '"url": ', '"seendate": 1', '"version": "https://jsonfeed.org/version/1"', '"items": [', "{}", '"data": [', '"fields": {',
             "]", "}", ",", '"uri": "a"', '"bodies": ', '"@type": "NewsArticle"', '"@graph": ', "null", "1e999", '"\\ud800"'],
}  # fmt: skip


@pytest.mark.parametrize("name", [f"x{suffix}" for suffix in sorted(KIND_BY_SUFFIX)])
@given(content=st.binary(max_size=300))
@SHORTLY
def test_any_bytes_are_accounted_for_under_every_name(tmp_path: Path, name: str, content: bytes) -> None:
    found = read_bytes(tmp_path, name, content)
    assert found
    for one in found:
        assert_storable(one)


@pytest.mark.parametrize("kind", sorted(PIECES))
@given(data=st.data())
@SHORTLY
def test_any_pieces_of_a_format_are_accounted_for(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[kind]) | st.text(max_size=5), max_size=40))
    found = read_bytes(tmp_path, f"x.{kind}", "".join(pieces).encode("utf-8", "surrogatepass"))
    assert found
    for one in found:
        assert_storable(one)


TYPED = st.dictionaries(
    st.sampled_from(
        ["uri", "bodies", "headlines", "versionCreated", "pubstatus", "located", "by", "embargoed", "@type", "articleBody", "author", "publisher",
         "mainEntityOfPage", "datePublished", "fields", "id", "text", "content_html", "date", "source", "body-html", "standard"]
    ),
    JSON | st.just("NewsArticle") | st.just("2024-03-05") | st.lists(st.dictionaries(st.sampled_from(["name", "value", "role", "contenttype"]), JSON), max_size=2)
    | st.dictionaries(st.sampled_from(["name", "title", "body", "date", "source", "language", "url"]), JSON, max_size=3),
)  # fmt: skip


@given(record=TYPED)
@BRIEFLY
def test_any_record_gives_one_document_or_one_rejection(record: dict[str, object]) -> None:
    assert_storable(read_record(record, Origin("test", "json", "x", LIMITS, date(2016, 12, 14)), repr(record)[:100]))


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.lists(st.sampled_from(["..", ".", "a", "/", "\\", "b.txt", "C:", "", "\0", "\udc80"]), max_size=6).map("/".join)
)
@BRIEFLY
def test_no_name_leads_out_of_an_archive(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("unpacked") / "below"
    folder.mkdir()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = 5
        archive.addfile(member, io.BytesIO(b"words"))
    refused = list(unpack(io.BytesIO(packed.getvalue()), len(packed.getvalue()), folder, LIMITS))
    written = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert len(refused) + len(written) <= 1
    assert all(folder in path.parents for path in written)


@given(markup=MARKUP)
@BRIEFLY
def test_any_fragment_has_words_or_is_refused(markup: str) -> None:
    try:
        text_of(markup).encode()
    except (MarkupError, UnicodeEncodeError):
        assert "<" in markup or "&" in markup or any("\ud800" <= c <= "\udfff" for c in markup)
