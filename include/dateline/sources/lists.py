"""Lists of articles' addresses: one a line, as JSON lines, or in a column of a table such as GDELT's exports and article lists."""

import csv
import json
from collections.abc import Iterator

from dateline.sources import gdelt
from dateline.sources.decoding import decode
from dateline.sources.feeds import Entry, NoFeedError
from dateline.sources.fetching import gunzipped
from dateline.sources.fields import read_fields

MAX_ENTRIES = 100_000
_LINE_CHARS = 100_000  # csv refuses longer cells


def read_list(body: bytes, name: str, max_bytes: int) -> list[Entry]:
    """The addresses of a list in its order, each once; lines without an address are left out. `.gz` is understood.

    JSON lines may say `title`, `date` and the other fields of our JSONL. In other lines the first column that holds a web
    address counts: GDELT's events and knowledge graph have one such column. Raises `NoFeedError` for what is no text, and
    `fetching.FetchError` for gzip that can't be read.
    """
    if body.startswith(b"\x1f\x8b"):
        body = _bounded(gunzipped(iter([body]), name), max_bytes)
    text = decode(body)
    if text is None:
        raise NoFeedError("no text: unpack it first")
    if text.lstrip().startswith("{") and (announced := gdelt.read_answer(text)) is not None:
        return list({entry.url: entry for entry in announced[:MAX_ENTRIES]}.values())
    entries: dict[str, Entry] = {}
    for line in text.splitlines():
        entry = _from_json(line) if line.lstrip().startswith("{") else _from_columns(line)
        if entry is not None:
            entries.setdefault(entry.url, entry)
        if len(entries) == MAX_ENTRIES:
            break
    return list(entries.values())


def _from_json(line: str) -> Entry | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None  # one broken line among many is no reason to drop the list
    stated = read_fields(record)
    if not _is_address(stated.url):
        return None
    return Entry(
        url=stated.url or "",
        guid=stated.guid,
        title=stated.title,
        publisher=stated.publisher,
        section=stated.section,
        bylines=stated.bylines,
        language=stated.language,
        published=stated.published,
        modified_at=stated.modified_at,
    )


def _from_columns(line: str) -> Entry | None:
    if _is_address(line.strip()):  # an address may hold commas
        return Entry(url=line.strip())
    cells = line.split("\t") if "\t" in line else next(csv.reader([line[:_LINE_CHARS]]), [])
    found = next((cell.strip() for cell in cells if _is_address(cell.strip())), None)
    return Entry(url=found) if found else None


def _is_address(value: str | None) -> bool:
    return value is not None and value.startswith(("http://", "https://")) and not any(map(str.isspace, value))


def _bounded(pieces: Iterator[bytes], max_bytes: int) -> bytes:
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) > max_bytes:
            raise NoFeedError(f"more than {max_bytes:,} bytes when decompressed")
    return bytes(out)
