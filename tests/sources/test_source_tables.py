"""CSV and Parquet with named columns."""

import csv
import io
import time
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

TEXT = "Two ferries collided off the port of Bari on Tuesday."
ROW = {
    "id": "a7",
    "text": f'{TEXT}\n\n"Nobody was hurt," the coast guard said.',
    "title": "Ferries, again",
    "published": "2024-03-05",
    "url": "https://example.org/ferries",
    "publisher": "The Example",
    "language": "en",
}


def table(*rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8", names: tuple[str, ...] = tuple(ROW)) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def parquet(columns: dict[str, pa.Array], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("news.csv", table(ROW), id="commas"),
        pytest.param("news.csv", table(ROW, delimiter=";"), id="semicolons"),
        pytest.param("news.tsv", table(ROW, delimiter="\t"), id="tabs"),
        pytest.param("news.csv", table(ROW, encoding="utf-8-sig"), id="with a byte order mark"),
        pytest.param("news.csv", table(ROW, encoding="utf-16"), id="UTF-16"),
        pytest.param("news.csv", table(ROW).replace(b"text,title", b"TEXT, Title "), id="names in other case"),
    ],
)
def test_a_row_is_an_article(document_of, name, content):
    found = document_of(name, content)
    assert (found.source_kind, found.source_id, found.text) == ("csv", "a7", ROW["text"])
    assert (found.title, found.url, found.publisher) == ("Ferries, again", "https://example.org/ferries", "The Example")
    assert found.published == date(2024, 3, 5)


def test_rows_without_id_are_called_by_their_line(read_file):
    rows = [{**ROW, "id": ""}, {**ROW, "id": "", "text": TEXT}]
    assert [one.source_id for one in read_file("news.csv", table(*rows))] == ["news.csv:2", "news.csv:5"]


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        pytest.param(b"id,words\na,b\n", ["no_columns"], id="no column with text"),
        pytest.param(b"", ["empty"], id="nothing"),
        pytest.param(b"\x00\x01\x02" * 50, ["binary"], id="bytes"),
        pytest.param(b"text,published\na b c d,2024-03-05,x,y\n", ["broken_csv"], id="more values than columns"),
        pytest.param(b"text,published\n,2024-03-05\nwords,\n\n", ["missing_text", "undated"], id="empty cells"),
        pytest.param(b'text,published\n"' + b"never closed\n" * 200_000, ["broken_csv"], id="a quotation mark that is never closed"),
        pytest.param(b"text,published\nNUL \0 within words" + b" and more words" * 10 + b",2024-03-05\n", ["read"], id="a NUL"),
        pytest.param(b"text," * 5_000 + b"\n", ["no_columns"], id="thousands of columns"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(reasons_of, content, reasons):
    assert reasons_of("news.csv", content) == reasons


def test_a_parquet_row_is_an_article(read_file):
    columns = {
        "id": pa.array([1, None]),
        "text": pa.array([TEXT, TEXT + " Nobody was hurt."]),
        "authors": pa.array([["Ada Moretti", "Jonas Field"], None]),
        "published": pa.array([datetime(2024, 3, 5, 9), datetime(2024, 3, 6)], pa.timestamp("us", tz="UTC")),
        "embedding": pa.array([[0.1], [0.2]]),
    }
    first, second = read_file("news.parquet", parquet(columns))
    assert (first.source_kind, first.source_id, second.source_id) == ("parquet", "1", "news.parquet:2")
    assert (first.text, first.bylines) == (TEXT, ("Ada Moretti", "Jonas Field"))
    assert first.published == datetime.fromisoformat("2024-03-05T09:00:00+00:00")
    assert second.bylines == ()


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        pytest.param(b"PAR1 and no more", ["unreadable"], id="no Parquet"),
        pytest.param(b"", ["unreadable"], id="nothing"),
        pytest.param(parquet({"words": pa.array(["x"])}), ["no_columns"], id="no column with text"),
        pytest.param(parquet({"text": pa.array([5]), "date": pa.array([date(2024, 3, 5)])}), ["not_text"], id="text that is a number"),
        pytest.param(parquet({"text": pa.array([TEXT, None])}), ["undated", "missing_text"], id="null and undated"),
        pytest.param(parquet({"text": pa.array([b"\xff\xfe"])}), ["not_text"], id="bytes"),
    ],
)
def test_what_is_wrong_with_a_parquet_file_is_said(reasons_of, content, reasons):
    assert reasons_of("news.parquet", content) == reasons


def test_a_parquet_file_that_breaks_within_gives_what_came_before(reasons_of):
    content = bytearray(parquet({"text": pa.array([f"{TEXT} {i}" for i in range(500)])}, row_group_size=100, compression="zstd"))
    content[len(content) // 2 : len(content) // 2 + 200] = bytes(200)
    reasons = reasons_of("news.parquet", bytes(content), published=date(2024, 3, 5))
    assert reasons[-1] in ("unreadable", "read")
    assert len(reasons) >= 1


def test_a_text_that_stands_in_every_row_does_not_grow(read_file):
    content = parquet({"text": pa.array(["x" * 300_000] * 300)}, compression="zstd")
    started = time.perf_counter()
    found = read_file("news.parquet", content, published=date(2024, 3, 5), max_document_chars=1000)
    assert {one.reason for one in found} <= {"too_large", "bomb"}
    assert time.perf_counter() - started < 20
