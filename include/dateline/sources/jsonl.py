"""JSON lines: one article a line, read as a stream."""

import io
from collections.abc import Iterator
from datetime import date
from typing import IO

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.decoding import decode, wide_encoding
from dateline.sources.fields import Origin, parse_object
from dateline.sources.files import InputFile
from dateline.sources.records import read_record
from dateline.sources.rejects import reject
from dateline.sources.unpacking import BROKEN, BombError, gunzipped

_LINE_BYTES_PER_CHAR = 32  # `\ud83d\ude00` takes 12 for one character; a line may hold the page's markup beside the text
_HEAD_BYTES = 4096


def read_jsonl(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each line that isn't blank, one rejection for a file without any; `source_id` is the line's `id`, else `NAME.jsonl:LINE`.

    Raises one of `BROKEN` if the file can't be opened. When it breaks off while it is read, a last rejection says where.
    """
    with _open(file, limits) as stream:
        head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
        wide = wide_encoding(head)
        if decode(head, is_cut=True) is None:
            yield reject(source_name, file.source_id, "binary", "The bytes are no text in any encoding.", head)
            return
        number = blank = 0
        lines = _lines(stream, wide, _LINE_BYTES_PER_CHAR * limits.max_document_chars)
        while True:
            number += 1
            line_id = f"{file.source_id}:{number}"
            try:
                line, is_whole = next(lines)
            except StopIteration:
                if number == blank + 1:
                    yield reject(source_name, file.source_id, "empty", "No line holds anything.", head)
                return
            except BombError as error:
                yield reject(source_name, line_id, "bomb", str(error))
                return
            except BROKEN as error:
                yield reject(source_name, line_id, "unreadable", f"The file breaks off: {error}")
                return
            if not is_whole:
                yield reject(source_name, line_id, "too_large", f"A line of more than {len(line):,} bytes.", line)
            elif line.strip():
                yield _read_line(line, Origin(source_name, "jsonl", line_id, limits, published))
            else:
                blank += 1


def _open(file: InputFile, limits: Settings) -> io.BufferedReader:
    stream = file.path.open("rb")
    return gunzipped(stream, file.size, limits) if file.path.name.lower().endswith(".gz") else stream


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


def _read_line(line: bytes, origin: Origin) -> Document | Rejected:
    decoded = decode(line)
    if decoded is None:
        return reject(origin.source_name, origin.source_id, "binary", "The line's bytes are no text in any encoding.", line)
    try:
        record = parse_object(decoded)
    except ValueError as error:
        return reject(origin.source_name, origin.source_id, "broken_json", str(error), decoded)
    return read_record(record, origin, decoded)
