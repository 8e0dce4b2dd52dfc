"""Feeds that lie in a folder as files: RSS, Atom and JSON Feed. Their entries are read as they are, nothing is fetched.

An entry's text is its full content where the feed carries it, else its summary.
"""

import calendar
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import feeds
from dateline.sources.dates import read_published
from dateline.sources.fields import Origin, Stated, finish, read_fields
from dateline.sources.markup import MarkupError, text_of
from dateline.sources.rejects import reject, storable

Record = Mapping[str, Any]

_JSON_FEED = "https://jsonfeed.org/version/"


def is_json_feed(value: Record) -> bool:
    """Whether a JSON object is a JSON Feed 1 or 1.1."""
    return str(value.get("version", "")).startswith(_JSON_FEED) and isinstance(value.get("items"), list)


def read_json_feed(feed: Record, file_id: str, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or rejection for each item; a rejection for a feed without any."""
    items = feed["items"]
    if not items:
        yield reject(source_name, file_id, "empty", "The feed has no items.")
    for number, item in enumerate(items, 1):
        written = json.dumps(item)[:2000]
        if not isinstance(item, Mapping):
            yield reject(source_name, f"{file_id}:{number}", "broken_json", f"A JSON {type(item).__name__}, not an object.", written)
            continue
        stated = read_fields(
            {
                **item,
                "guid": item.get("id"),
                "publisher": feed.get("title"),
                "language": item.get("language", feed.get("language")),
                "authors": item.get("authors") or [item.get("author")],
                "section": next(iter(item["tags"]), None) if isinstance(item.get("tags"), list) else None,
            }
        )
        text = next((item[name] for name in ("content_text", "content_html", "summary") if isinstance(item.get(name), str)), None)
        is_markup = "content_text" not in item and "content_html" in item
        yield _finish(stated, text, is_markup, Origin(source_name, "feed", f"{file_id}:{number}", limits, published), written)


def read_feed_file(data: bytes, file_id: str, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or rejection for each entry of an RSS or Atom feed; a rejection for a feed without any."""
    parsed = feeds.parse(data, "", {})
    entries = parsed.entries
    if not entries:
        reason = "empty" if parsed.version else "broken_xml"
        yield reject(
            source_name, file_id, reason, "The feed has no entries." if parsed.version else "It is no feed that can be read.", data
        )
    publisher, language = parsed.feed.get("title"), parsed.feed.get("language")
    for number, entry in enumerate(entries, 1):
        stated = read_fields(
            {
                "guid": entry.get("id"),
                "url": entry.get("feedburner_origlink") or entry.get("link"),
                "title": _plain(entry.get("title")),
                "publisher": _plain((entry.get("source") or {}).get("title") or publisher),
                "authors": [author.get("name") for author in entry.get("authors") or ()],
                "section": next((tag.get("term") for tag in entry.get("tags") or () if tag.get("term")), None),
                "language": entry.get("language") or language,
                "published": _date(entry, "published") or _date(entry, "updated") or _date(entry, "created"),
                "modified": _date(entry, "updated"),
            }
        )
        contents = [*(entry.get("content") or ()), entry.get("summary_detail") or {"value": entry.get("summary")}]
        content: Record = next((one for one in contents if one.get("value")), {})
        origin = Origin(source_name, "feed", f"{file_id}:{number}", limits, published)
        yield _finish(stated, content.get("value"), content.get("type") != "text/plain", origin, storable(str(dict(entry))[:2000]))


def _finish(stated: Stated, text: str | None, is_markup: bool, origin: Origin, written: str) -> Document | Rejected:
    try:
        body = text_of(text) if text is not None and is_markup else text
    except MarkupError as error:
        return reject(origin.source_name, origin.source_id, "unreadable", f"The markup of its text: {error}", written)
    return finish(stated, body, origin, written)


def _date(entry: Any, name: str) -> str | None:
    """A stated date as it is written, since only that keeps the publisher's zone, else as feedparser could make it out."""
    if name not in entry:  # feedparser gives `published` for a missing `updated`
        return None
    parsed = entry.get(f"{name}_parsed")
    if parsed and read_published(entry.get(name)) is None:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()
    return entry.get(name) or None


def _plain(title: str | None) -> str | None:
    """A title, which feedparser leaves with its markup."""
    try:
        return text_of(title) if title else None
    except MarkupError:
        return None
