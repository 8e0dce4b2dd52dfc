"""What a record says about an article: our names and those that other tools write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.dates import date_in_name, date_in_path, date_line, first_date, read_published
from dateline.sources.rejects import reject, short_id, storable

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
_PLACE = ("dateline_place", "located", "locationCreated", "contentLocation")
_EMBARGO = ("embargo_until", "embargoed")
_STATUS = ("status", "pubstatus", "pubStatus", "creativeWorkStatus")
_CANCELED = frozenset({"canceled", "cancelled", "withdrawn", "stat:canceled"})
_WITHHELD = frozenset({"withheld", "stat:withheld"})
# Every field that is known, as a table's columns may be called.
NAMES = frozenset(
    (
        "id", "html", "content_html", "body_html", "body_xhtml", "uri",
        *TEXT, *_TITLE, *_PUBLISHED, *_MODIFIED, *_PUBLISHER, *_BYLINES, *_SECTION, *_LANGUAGE, *_URL, *_CANONICAL, *_GUID, *_PLACE,
        *_EMBARGO, *_STATUS,
    )
)  # fmt: skip
_MAX_LINE_CHARS = 2_000  # of a title or name
_MAX_NAMES = 100
_MAX_URL_CHARS = 8_000
_WITHDRAWN_TEXT = "Withdrawn by its publisher."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document lies, and what holds for every document there."""

    source_name: str
    source_kind: str  # contracts.codes.SOURCE_KINDS
    source_id: str
    limits: Settings
    fallback: date | None = None  # the publication day of documents without any
    file_name: str = ""  # of a file that holds this document alone: its day counts


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source states beside the text."""

    guid: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    publisher: str | None = None
    title: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None
    published: datetime | date | None = None
    published_raw: str | None = None  # what stood there, when no day could be read from it
    published_from: str = "input"  # contracts.codes.PUBLISHED_SOURCES
    modified_at: datetime | None = None
    dateline_place: str | None = None
    embargo_until: datetime | None = None
    is_withheld: bool = False
    is_canceled: bool = False


def read_fields(record: Mapping[str, Any]) -> Stated:
    """Read what is known about an article; fields of an unexpected type count as not said."""
    published = next((p for name in _PUBLISHED if (p := read_published(record.get(name))) is not None), None)
    raw = next((storable(repr(record[name])[:100]) for name in _PUBLISHED if record.get(name) not in (None, "")), None)
    modified = next((m for name in _MODIFIED if (m := read_published(record.get(name))) is not None), None)
    embargo = next((e for name in _EMBARGO if (e := read_published(record.get(name))) is not None), None)
    status = (_string(record, _STATUS) or "").lower()
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
        dateline_place=_string(record, _PLACE),
        embargo_until=as_instant(embargo),
        is_withheld=status in _WITHHELD,
        is_canceled=status in _CANCELED,
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


def finish(stated: Stated, text: object, origin: Origin, content: str) -> Document | Rejected:
    """The document of a text and what is stated about it, or why there is none; `content` is the input for the quarantine.

    The day of publication is the one stated, else that in the file's name, a date line at the text's head, the address or
    path, or `origin.fallback`; where a date is stated that names no day, the fallback is no answer. A canceled article needs
    no text.
    """

    def refuse(reason: str, detail: str) -> Rejected:
        return reject(origin.source_name, origin.source_id, reason, detail, content)

    if stated.is_canceled and not (isinstance(text, str) and text.strip()):
        text = stated.title or _WITHDRAWN_TEXT
    if text is None:
        return refuse("missing_text", f"None of {', '.join(TEXT)} is there.")
    if not isinstance(text, str):
        return refuse("not_text", f"The text is a JSON {type(text).__name__}.")
    if not text.strip():
        return refuse("empty", "The text holds no characters but white space.")
    if len(text) > origin.limits.max_document_chars:
        return refuse("too_large", f"{len(text):,} characters; the limit is {origin.limits.max_document_chars:,}.")
    when, found_in = first_date(
        (stated.published, stated.published_from),
        (date_in_name(origin.file_name), "filename"),
        (date_line(text), "dateline"),
        (date_in_path(stated.canonical_url or stated.url or ""), "path"),
        (date_in_path(origin.source_id) if origin.file_name else None, "path"),
        (stated.modified_at if stated.is_canceled else None, "input"),
        (None if stated.published_raw else origin.fallback, "input"),
    )
    if when is None:
        detail = f"`published` {stated.published_raw} names no day." if stated.published_raw else "No date of publication anywhere."
        return refuse("undated", detail)
    return Document(
        source_name=origin.source_name,
        source_kind=origin.source_kind,
        source_id=short_id(origin.source_id),
        text=text,
        guid=stated.guid,
        url=_address(stated.url),
        canonical_url=_address(stated.canonical_url),
        publisher=_short(stated.publisher),
        title=_short(stated.title),
        section=_short(stated.section),
        bylines=tuple(name[:_MAX_LINE_CHARS] for name in stated.bylines[:_MAX_NAMES]),
        language=_short(stated.language),
        published=when,
        published_from=found_in,
        modified_at=stated.modified_at,
        dateline_place=_short(stated.dateline_place),
        embargo_until=stated.embargo_until,
        is_withheld=stated.is_withheld,
        is_canceled=stated.is_canceled,
    )


def _short(line: str | None) -> str | None:
    return line[:_MAX_LINE_CHARS] if line else None


def _address(url: str | None) -> str | None:
    """The address of a page; None for what would do something else when it is followed, such as `javascript:`."""
    return url if url and len(url) <= _MAX_URL_CHARS and url.lower().startswith(("http://", "https://")) else None


def line(value: object) -> str | None:
    """A string on one line; None for anything else, and for one without characters."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


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
