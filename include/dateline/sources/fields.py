"""What a JSON object says about an article: our names and those that other tools write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from dateline.contracts.documents import Document
from dateline.sources.dates import read_published

# Our own name first, then news-please's, then those of schema.org and of common scrapers.
TEXT = ("text", "maintext", "articleBody", "body", "content")
_TITLE = ("title", "headline", "title_page")
_PUBLISHED = ("published", "date_publish", "published_at", "datePublished", "date_published", "pub_date", "pubDate", "date")
_MODIFIED = ("modified", "date_modify", "modified_at", "dateModified", "date_modified")
_PUBLISHER = ("publisher", "source_domain", "sitename", "site_name")
_BYLINES = ("bylines", "authors", "author", "byline")
_SECTION = ("section", "articleSection", "category")
_LANGUAGE = ("language", "inLanguage", "lang")
_URL = ("url", "link")
_CANONICAL = ("canonical_url", "canonical")
_GUID = ("guid",)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source states beside the text."""

    guid: str | None
    url: str | None
    canonical_url: str | None
    publisher: str | None
    title: str | None
    section: str | None
    bylines: tuple[str, ...]
    language: str | None
    published: datetime | date | None
    published_raw: str | None  # what stood there, when no day could be read from it
    modified_at: datetime | None


def read_fields(record: Mapping[str, Any]) -> Stated:
    """Read what is known about an article; fields of an unexpected type count as not said."""
    published = next((p for name in _PUBLISHED if (p := read_published(record.get(name))) is not None), None)
    raw = next((repr(record[name]) for name in _PUBLISHED if record.get(name) not in (None, "")), None)
    modified = next((m for name in _MODIFIED if (m := read_published(record.get(name))) is not None), None)
    return Stated(
        guid=_string(record, _GUID),
        url=_string(record, _URL),
        canonical_url=_string(record, _CANONICAL),
        publisher=_string(record, _PUBLISHER),
        title=_string(record, _TITLE),
        section=_string(record, _SECTION),
        bylines=_strings(record, _BYLINES),
        language=_string(record, _LANGUAGE),
        published=published,
        published_raw=None if published else raw,
        modified_at=as_instant(modified),
    )


def parse_object(text: str) -> Mapping[str, Any]:
    """A JSON object. Raises `ValueError` with a sentence for a person if the text is none."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError(f"a JSON {type(value).__name__}, not an object")  # noqa: TRY004, the text is wrong, not its type
    return value


def make_document(
    stated: Stated, *, source_name: str, source_kind: str, source_id: str, text: str, published: datetime | date, published_from: str
) -> Document:
    """The document of a text and what is stated beside it."""
    return Document(
        source_name=source_name,
        source_kind=source_kind,
        source_id=source_id,
        text=text,
        guid=stated.guid,
        url=stated.url,
        canonical_url=stated.canonical_url,
        publisher=stated.publisher,
        title=stated.title,
        section=stated.section,
        bylines=stated.bylines,
        language=stated.language,
        published=published,
        published_from=published_from,
        modified_at=stated.modified_at,
    )


def as_instant(when: datetime | date | None) -> datetime | None:
    """An instant; midnight UTC of a day."""
    return when if when is None or isinstance(when, datetime) else datetime.combine(when, time(), UTC)


def _string(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        found = _name(record.get(name))
        if found:
            return found
    return None


def _strings(record: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        value = record.get(name)
        items = value if isinstance(value, list) else [value]
        found = tuple(s for s in map(_name, items) if s)
        if found:
            return found
    return ()


def _name(value: Any) -> str | None:
    """A string, or the `name` of an object such as schema.org's Person and Organization."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
