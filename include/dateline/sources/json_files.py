"""JSON files: an object, a list of objects, or what an API or a feed wraps around them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import feed_files, gdelt, jsonld
from dateline.sources.decoding import decode
from dateline.sources.fields import Origin
from dateline.sources.files import InputFile
from dateline.sources.records import read_record
from dateline.sources.rejects import reject
from dateline.sources.whole_files import read_whole

_WRAPPERS = ("data", "articles", "items", "results", "documents")  # ReliefWeb's `data`, and what other APIs call their list


def read_json(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each record; `source_id` is the record's own id, else `NAME.json`, or `NAME.json:N` in a list.

    Raises `OSError` or `TooLargeError`.
    """

    def refuse(reason: str, detail: str) -> Rejected:
        return reject(source_name, file.source_id, reason, detail, data)

    data = read_whole(file, limits)
    text = decode(data)
    if text is None:
        yield refuse("binary", "The bytes are no text in any encoding.")
        return
    if not text.strip():
        yield refuse("empty", "The file holds no characters but white space.")
        return
    try:
        value = json.loads(text)
    except RecursionError:
        yield refuse("nested_too_deeply", "The JSON is nested too deeply.")
        return
    except ValueError as error:
        yield refuse("broken_json", f"It is no JSON: {error}")
        return
    if isinstance(value, Mapping) and feed_files.is_json_feed(value):
        yield from feed_files.read_json_feed(value, file.source_id, source_name, published, limits)
    elif gdelt.is_list(value):
        yield refuse("links_only", f"A list of {len(gdelt.read_list(value)):,} addresses by GDELT.")
    else:
        records, is_list = _records(value)
        if not records:
            yield refuse("missing_text", "No record is in it.")
        for number, record in enumerate(records, 1):
            record_id = f"{file.source_id}:{number}" if is_list else file.source_id
            origin = Origin(source_name, "json", record_id, limits, published, file_name="" if is_list else file.path.name)
            written = json.dumps(record, ensure_ascii=True)[:2000] if is_list else text[:2000]
            if isinstance(record, Mapping):
                yield read_record(record, origin, written)
            else:
                yield reject(source_name, record_id, "broken_json", f"A JSON {type(record).__name__}, not an object.", written)


def _records(value: object) -> tuple[list[Any], bool]:
    """The records in a JSON value, and whether they stand in a list."""
    if isinstance(value, list):
        return value, True
    if isinstance(value, Mapping):
        if not jsonld.is_article(value) and (found := list(jsonld.articles(value))):
            return found, True
        for name in _WRAPPERS:
            inner = value.get(name)
            if isinstance(inner, list) and all(isinstance(item, Mapping) for item in inner):
                return inner, True
    return [value], False
