"""Whatever the bytes: no reader raises, and every input is accounted for."""

import json
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

LIMITS = Settings(max_document_chars=5_000)
BRIEFLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
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
