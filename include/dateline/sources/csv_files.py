"""Tables as text: a header line that names the columns, one article a row, read as a stream."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.decoding import decode, wide_encoding
from dateline.sources.fields import NAMES, TEXT, Origin
from dateline.sources.files import InputFile
from dateline.sources.records import read_record
from dateline.sources.rejects import reject

_HEAD_BYTES = 65_536
_DELIMITERS = (",", "\t", ";", "|")
_MAX_COLUMNS = 1_000
_FIELD_CHARS_PER_CHAR = 4  # a field may be longer than a text may, so that it is refused with the right reason


def read_csv(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each row that isn't blank, one rejection for a table without any; `source_id` is the row's `id`, else `NAME.csv:LINE`.

    Columns are named as the fields of JSON lines are, without regard to case. Raises `OSError` if the file can't be opened.
    """
    with file.path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        text = decode(head, is_cut=True)
        if text is None:
            yield reject(source_name, file.source_id, "binary", "The bytes are no text in any encoding.", head)
            return
        stream.seek(0)
        encoding = wide_encoding(head) or _narrow_encoding(head)
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="dateline_western" if encoding == "utf-8" else "replace", newline="")
        csv.field_size_limit(_FIELD_CHARS_PER_CHAR * limits.max_document_chars)
        rows = csv.reader(_without_nul(lines), delimiter=_delimiter(text))
        try:
            header = next(rows, [])
        except csv.Error as error:
            yield reject(source_name, file.source_id, "broken_csv", f"The header line: {error}", head)
            return
        names = [name.strip().lower().lstrip("\ufeff") for name in header]
        if len(names) > _MAX_COLUMNS or not set(names) & {name.lower() for name in TEXT}:
            found = ", ".join(names[:10])
            detail = f"No column is called {', '.join(TEXT)}; there are {len(names)}: {found}."
            yield reject(source_name, file.source_id, "no_columns" if text.strip() else "empty", detail, head)
            return
        yield from _read_rows(rows, names, file, Origin(source_name, "csv", "", limits, published))


def _read_rows(rows: "Iterator[list[str]]", names: list[str], file: InputFile, origin: Origin) -> Iterator[Document | Rejected]:
    exact = {name.lower(): name for name in NAMES}
    count = 0
    while True:
        line_id = f"{file.source_id}:{rows.line_num + 1}"  # type: ignore[attr-defined]
        try:
            row = next(rows)
        except StopIteration:
            if not count:
                yield reject(origin.source_name, file.source_id, "empty", "No row holds anything.")
            return
        except (csv.Error, OSError) as error:
            yield reject(origin.source_name, line_id, "broken_csv", f"The table breaks off here: {error}")
            return
        if not any(value.strip() for value in row):
            continue
        count += 1
        written = json.dumps([value[:1000] for value in row[:100]])
        if len(row) > len(names):
            detail = f"{len(row)} values for {len(names)} columns."
            yield reject(origin.source_name, line_id, "broken_csv", detail, written)
            continue
        record = {exact.get(name, name): value for name, value in zip(names, row, strict=False) if value}
        yield read_record(record, Origin(origin.source_name, "csv", line_id, origin.limits, origin.fallback), written)


def _narrow_encoding(head: bytes) -> str:
    return "utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else "utf-8"


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    """`csv` stops at a NUL in Python 3.11 and reads it in 3.13: neither says anything, so it goes."""
    return (line.replace("\0", "") for line in lines)


def _delimiter(head: str) -> str:
    """What separates the columns: the most frequent candidate of the header line."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
