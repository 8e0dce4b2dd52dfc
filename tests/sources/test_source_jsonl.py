"""JSON lines: each line that isn't blank is one document or one rejection."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read

GOOD = {"id": "n1", "text": "Fighting went on in the north of the city.", "published": "2016-12-14"}


def read_lines(path: Path, published: date | None = None, **knobs: Any) -> list[Document | Rejected]:
    (file,) = discover([path]).files
    return list(read(file, source_name="test", published=published, limits=Settings(**knobs)))


def write_lines(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_reads_our_own_names(tmp_path: Path) -> None:
    record = {**GOOD, "title": "A title", "url": "https://news.example/a", "language": "en", "publisher": "The Example", "section": "World"}
    assert read_lines(write_lines(tmp_path / "n.jsonl", record)) == [
        Document(
            source_name="test",
            source_kind="jsonl",
            source_id="n1",
            text=GOOD["text"],
            url="https://news.example/a",
            publisher="The Example",
            title="A title",
            section="World",
            language="en",
            published=date(2016, 12, 14),
            published_from="input",
        )
    ]


def test_reads_the_names_of_news_please(tmp_path: Path) -> None:
    record = {
        "maintext": "Fighting went on.",
        "date_publish": "2016-12-14 10:30:00",
        "date_modify": "2016-12-15 08:00:00",
        "source_domain": "news.example",
        "authors": ["Ann Bell"],
        "title": "A title",
        "url": "https://news.example/a",
        "language": "en",
    }
    (found,) = read_lines(write_lines(tmp_path / "n.jsonl", record))
    assert isinstance(found, Document)
    assert (found.text, found.publisher, found.bylines) == ("Fighting went on.", "news.example", ("Ann Bell",))
    assert found.published == datetime(2016, 12, 14, 10, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2016, 12, 15, 8, 0, tzinfo=UTC)


def test_a_line_without_id_is_called_by_its_number(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "n.jsonl", "", {**GOOD, "id": None}, {**GOOD, "id": 7})
    assert [d.source_id for d in read_lines(path)] == ["n.jsonl:2", "7"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"id": "n1", "text": ', "broken_json", id="cut off"),
        pytest.param("[1, 2]", "broken_json", id="no object"),
        pytest.param("[" * 30_000, "broken_json", id="nested too deeply"),
        pytest.param('{"n": ' + "9" * 5000 + "}", "broken_json", id="a number beyond all bounds"),
        pytest.param({"id": "n1", "published": "2016-12-14"}, "missing_text", id="no text"),
        pytest.param({**GOOD, "text": None}, "missing_text", id="null text"),
        pytest.param({**GOOD, "text": ["a", "b"]}, "not_text", id="list"),
        pytest.param({**GOOD, "text": "  "}, "empty", id="white space"),
        pytest.param({**GOOD, "published": None}, "undated", id="no date"),
        pytest.param({**GOOD, "published": "sometime"}, "undated", id="no day"),
        pytest.param({**GOOD, "text": "long " * 1000}, "too_large", id="too long"),
        pytest.param({**GOOD, "text": "x", "junk": "long " * 9000}, "too_large", id="line too long"),
    ],
)
def test_refuses_a_line_and_reads_on(tmp_path: Path, line: object, reason: str) -> None:
    refused, read_on = read_lines(write_lines(tmp_path / "n.jsonl", line, GOOD), max_document_chars=1000)
    assert isinstance(refused, Rejected)
    assert refused.reason == reason
    assert isinstance(read_on, Document)


def test_a_date_of_its_own_goes_before_the_default(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "n.jsonl",
        GOOD,
        {**GOOD, "published": None},
        {**GOOD, "published": None, "url": "https://news.example/2016/12/13/a"},
    )
    found = read_lines(path, published=date(2020, 1, 1))
    assert [(d.published, d.published_from) for d in found if isinstance(d, Document)] == [
        (date(2016, 12, 14), "input"),
        (date(2020, 1, 1), "input"),
        (date(2016, 12, 13), "path"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_reads_lines_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    record = {**GOOD, "text": "Fighting went on, said Zoë. It was a long night for all of them in the café."}
    lines = json.dumps(record, ensure_ascii=False) + "\n"
    (tmp_path / "n.jsonl").write_bytes((lines * 2).encode(encoding))
    assert [d.text for d in read_lines(tmp_path / "n.jsonl") if isinstance(d, Document)] == [record["text"]] * 2


def test_reads_compressed_lines(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress((json.dumps(GOOD) + "\n").encode() * 3))
    assert len(read_lines(tmp_path / "n.jsonl.gz")) == 3


def test_says_where_a_compressed_file_breaks_off(tmp_path: Path) -> None:
    content = gzip.compress(b"".join(json.dumps({**GOOD, "id": str(n)}).encode() + b"\n" for n in range(20_000)))
    (tmp_path / "n.jsonl.gz").write_bytes(content[: len(content) // 2])
    *read_before, last = read_lines(tmp_path / "n.jsonl.gz")
    assert read_before
    assert isinstance(last, Rejected)
    assert (last.reason, last.source_id) == ("unreadable", f"n.jsonl.gz:{len(read_before) + 1}")


def test_what_is_no_gzip_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl.gz").write_bytes(b"not compressed at all")
    assert [d.reason for d in read_lines(tmp_path / "n.jsonl.gz") if isinstance(d, Rejected)] == ["unreadable"]
