"""Feeds: RSS and Atom of all versions by feedparser, and JSON Feed. What they announce, not the articles themselves."""

import calendar
import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from dateline.sources.dates import read_published
from dateline.sources.fields import as_instant

MAX_ENTRIES = 5_000  # a feed has some 50
_MAX_TAGS = 200_000  # feedparser takes 60 µs for each; a feed has some 1,000
_HARMLESS_ENTITY = re.compile(
    rb"""<!ENTITY\s+(?:\w+\s+(?:"[^"&%<]{0,100}"|'[^'&%<]{0,100}'|"&#\w+;")|(?:%\s+)?\w+\s+(?:SYSTEM|PUBLIC)\s[^<>]{0,300})\s*>"""
)
_UTF_7 = re.compile(rb"(?i)encoding\s*=\s*.\s*utf-?7")
_JSON_FEED = "https://jsonfeed.org/version/"
_TAG = re.compile(r"<[^<>]{1,500}>")
_MAIL = re.compile(r"\s*\(?\S+@\S+\)?\s*|\s*\((.+)\)\s*$")


class NoFeedError(ValueError):
    """The content is no feed; the message says what it looks like."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed, a sitemap or a list announces."""

    url: str
    guid: str | None = None
    title: str | None = None
    publisher: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None
    published: datetime | date | None = None
    modified_at: datetime | None = None


def parse(body: bytes, url: str, headers: Mapping[str, str]) -> Any:
    """feedparser's record of an RSS or Atom feed that came from `url`; relative links in it are resolved.

    Never raises for what the bytes hold. They are given as a stream: of a string feedparser would believe that it may be an
    address or a file's name, and open it.
    """
    return feedparser.parse(io.BytesIO(body), response_headers={"content-location": url, **headers})


def read_feed(body: bytes, url: str, headers: Mapping[str, str]) -> list[Entry]:
    """What a feed announces, in its order; entries without a link to an article are left out.

    Raises `NoFeedError` for a web page and whatever else is no feed.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    if body.count(b"<") + body.count(b"&lt;") > _MAX_TAGS:
        raise NoFeedError(f"a feed of more than {_MAX_TAGS:,} elements")
    if has_dangerous_entities(body):
        raise NoFeedError("declares entities that stand for other entities or for long texts")
    parsed = parse(body, url, headers)
    if not parsed.get("version") and not parsed.entries:
        start = body[:500].lower()
        raise NoFeedError("a web page" if b"<html" in start or b"<!doctype html" in start else "neither RSS, Atom nor JSON Feed")
    feed = parsed.feed
    entries = [_entry(e, url, _line(feed.get("title")), feed.get("language")) for e in parsed.entries[:MAX_ENTRIES]]
    return [entry for entry in entries if entry is not None]


def has_dangerous_entities(body: bytes) -> bool:
    """Whether a document type declares entities that could grow without end. Short ones do no harm, and others' files aren't read.

    feedparser drops dangerous declarations only where each begins a line, and expat stops late. UTF-7 could hide them from us.
    """
    plain = body.replace(b"\0", b"")  # UTF-16 and UTF-32
    return plain.count(b"<!ENTITY") > len(_HARMLESS_ENTITY.findall(plain)) or bool(_UTF_7.search(plain[:500]))


def _entry(entry: Any, base: str, publisher: str | None, language: str | None) -> Entry | None:
    link = _address(entry.get("feedburner_origlink") or entry.get("link"), base)
    if link is None:
        return None
    modified = _when(entry, "updated")
    return Entry(
        url=link,
        guid=_line(entry.get("id")),
        title=_line(entry.get("title")),
        publisher=_line((entry.get("source") or {}).get("title")) or publisher,
        section=next((term for tag in entry.get("tags") or () if (term := _line(tag.get("term")))), None),
        bylines=_names([author.get("name") for author in entry.get("authors") or ()]),
        language=_line(entry.get("language")) or language,
        published=_when(entry, "published") or _when(entry, "created") or modified,
        modified_at=as_instant(modified),
    )


def _when(entry: Any, name: str) -> datetime | date | None:
    """A stated date: as it is written, since only that keeps the publisher's zone, else as feedparser could make it out."""
    if name not in entry:  # feedparser gives `published` for a missing `updated`
        return None
    found = read_published(entry.get(name))
    parsed = entry.get(f"{name}_parsed")
    return found or (datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None)


def _json_feed(body: bytes, url: str) -> list[Entry]:
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise NoFeedError(f"broken JSON: {error}") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_JSON_FEED) or not isinstance(feed.get("items"), list):
        raise NoFeedError("JSON, but no JSON Feed")
    items = [item for item in feed["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    return [entry for item in items if (entry := _json_item(item, feed, url)) is not None]


def _json_item(item: Mapping[str, Any], feed: Mapping[str, Any], base: str) -> Entry | None:
    link = _address(item.get("url"), base)
    if link is None:
        return None
    authors = item.get("authors") or [item.get("author")]
    tags = item.get("tags")
    modified = read_published(item.get("date_modified"))
    return Entry(
        url=link,
        guid=_line(item.get("id")),
        title=_line(item.get("title")),
        publisher=_line(feed.get("title")),
        section=next(filter(None, map(_line, tags)), None) if isinstance(tags, list) else None,
        bylines=_names([a.get("name") for a in authors if isinstance(a, dict)]) if isinstance(authors, list) else (),
        language=_line(item.get("language")) or _line(feed.get("language")),
        published=read_published(item.get("date_published")) or modified,
        modified_at=as_instant(modified),
    )


def _address(link: Any, base: str) -> str | None:
    try:
        found = urljoin(base, link.strip()) if isinstance(link, str) and link.strip() else ""
    except ValueError:  # brackets that are no address
        return None
    return found if found.startswith(("http://", "https://")) else None


def _line(value: Any) -> str | None:
    """A value as one line without markup; None for anything but text."""
    return " ".join(html.unescape(_TAG.sub("", value)).split()) or None if isinstance(value, str) else None


def _names(values: list[Any]) -> tuple[str, ...]:
    """Names without mail addresses; RSS writes `mail@example.org (Name)`."""
    names = (_MAIL.sub(lambda m: m[1] if m[1] and "@" not in m[1] else "", line) for v in values if (line := _line(v)))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
