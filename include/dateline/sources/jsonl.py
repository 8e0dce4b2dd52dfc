"""JSON lines: one article a line, read as a stream."""

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import date
from typing import IO

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.dates import date_in_path, date_line, first_date
from dateline.sources.decoding import decode, wide_encoding
from dateline.sources.fields import TEXT, make_document, parse_object, read_fields
from dateline.sources.files import InputFile
from dateline.sources.rejects import reject, storable

_LINE_BYTES_PER_CHAR = 32  # `\ud83d\ude00` takes 12 for one character; a line may hold the page's markup beside the text
_HEAD_BYTES = 4096
BROKEN = (OSError, EOFError, zlib.error)  # what reading a file, compressed or not, raises


def read_jsonl(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each line that isn't blank; `source_id` is the line's `id`, else `NAME.jsonl:LINE`.

    Raises one of `BROKEN` if the file can't be opened. When it breaks off while it is read, a last rejection says where.
    """
    with _open(file) as stream:
        head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
        wide = wide_encoding(head)
        if decode(head, is_cut=True) is None:
            yield reject(source_name, file.source_id, "binary", "The bytes are no text in any encoding.", head)
            return
        number = 0
        lines = _lines(stream, wide, _LINE_BYTES_PER_CHAR * limits.max_document_chars)
        while True:
            number += 1
            line_id = f"{file.source_id}:{number}"
            try:
                line, is_whole = next(lines)
            except StopIteration:
                return
            except BROKEN as error:
                yield reject(source_name, line_id, "unreadable", f"The file breaks off: {error}")
                return
            if not is_whole:
                yield reject(source_name, line_id, "too_large", f"A line of more than {len(line):,} bytes.", line)
            elif line.strip():
                yield _read_line(line, line_id, source_name, published, limits)


def _open(file: InputFile) -> io.BufferedReader:
    with_suffix = file.path.name.lower().endswith(".gz")
    return io.BufferedReader(gzip.open(file.path, "rb")) if with_suffix else file.path.open("rb")


def _lines(stream: io.BufferedReader, wide: str | None, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Lines as bytes, and whether each is whole; of a line longer than `limit` only the beginning."""
    source: IO[bytes] | IO[str] = stream if wide is None else io.TextIOWrapper(stream, encoding=wide, errors="replace", newline="\n")
    while line := _as_bytes(source.readline(limit)):
        if len(line) < limit or line.endswith(b"\n"):
            yield line, True
        else:
            while (rest := _as_bytes(source.readline(limit))) and not rest.endswith(b"\n"):
                pass
            yield line, False


def _as_bytes(line: bytes | str) -> bytes:
    return line if isinstance(line, bytes) else line.encode("utf-8")


def _read_line(line: bytes, line_id: str, source_name: str, published: date | None, limits: Settings) -> Document | Rejected:
    decoded = decode(line)
    if decoded is None:
        return reject(source_name, line_id, "binary", "The line's bytes are no text in any encoding.", line)
    try:
        record = parse_object(decoded)
    except ValueError as error:
        return reject(source_name, line_id, "broken_json", str(error), decoded)
    given_id = record.get("id")
    source_id = storable(str(given_id)) if isinstance(given_id, str | int) and str(given_id).strip() else line_id
    text = next((record[name] for name in TEXT if record.get(name) is not None), None)
    if text is None:
        return reject(source_name, source_id, "missing_text", f"None of {', '.join(TEXT)} is there.", decoded)
    if not isinstance(text, str):
        return reject(source_name, source_id, "not_text", f"The text is a JSON {type(text).__name__}.", decoded)
    if not text.strip():
        return reject(source_name, source_id, "empty", "The text holds no characters but white space.", decoded)
    if len(text) > limits.max_document_chars:
        detail = f"{len(text):,} characters; the limit is {limits.max_document_chars:,}."
        return reject(source_name, source_id, "too_large", detail, decoded)
    stated = read_fields(record)
    when, origin = first_date(
        (stated.published, "input"),
        (date_line(text), "dateline"),
        (date_in_path(stated.canonical_url or stated.url or ""), "path"),
        (None if stated.published_raw else published, "input"),
    )
    if when is None:
        detail = f"`published` {stated.published_raw} names no day." if stated.published_raw else "No date of publication."
        return reject(source_name, source_id, "undated", detail, decoded)
    return make_document(
        stated, source_name=source_name, source_kind="jsonl", source_id=source_id, text=text, published=when, published_from=origin
    )
