"""What a source announces, and how an announcement becomes a document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from dateline import sources
from dateline.contracts.documents import Document, Rejected
from dateline.pipelines.feed_state import Announced, SourceState, is_known, key, mark
from dateline.settings import settings
from dateline.sources.catalog import Source
from dateline.sources.decoding import decode
from dateline.sources.feeds import Entry, NoFeedError, read_feed
from dateline.sources.fetching import FEED_TYPES, PAGE_TYPES, TEXT_TYPES, Fetched, FetchError
from dateline.sources.files import InputFile
from dateline.sources.lists import read_list
from dateline.sources.locations import InMemory
from dateline.sources.sitemaps import read_sitemap
from dateline.sources.visiting import Visitor

_MOST_MAPS = 20  # of an index, newest first; those of news come first everywhere
_DAY_SECONDS = 86_400
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_REMEDIES = {
    "robots_forbidden": "Nothing to do: the site does not want it fetched. Ask the publisher for a feed or an archive.",
    "tdm_reserved": "Nothing to do without a licence: the publisher reserves text and data mining.",
    "forbidden_address": "Nothing to do for a public site; set DATELINE_FETCH_PRIVATE=1 if it is meant to be a server of yours.",
    "gone": "Nothing to do: the article is no longer there.",
    "too_large": "Raise DATELINE_MAX_FETCH_BYTES if it is an article after all.",
}
_REMEDY = "Open the address in a browser; if it is an article there, save the page into the landing folder."


def announcements(visitor: Visitor, source: Source, state: SourceState) -> list[Announced] | None:
    """What a source announces now; None if it says that nothing changed since the last look.

    Raises `FetchError`, `NoFeedError`, or `OSError` for a list that can't be opened.
    """
    if source.kind == "articles" and not source.where.startswith("http"):
        body = Path(source.where).read_bytes()
        return [Announced(entry) for entry in read_list(body, source.where, settings().max_file_bytes)]
    types = TEXT_TYPES if source.kind == "articles" else (*FEED_TYPES, "gzip")
    fetched = visitor.visit(source.where, types=types, etag=state.etag, last_modified=state.last_modified)
    if fetched.is_unchanged:
        return None
    if source.kind == "feed":
        found = [Announced(entry) for entry in read_feed(fetched.body, fetched.url, fetched.headers)]
    elif source.kind == "sitemap":
        found = _of_map(fetched)
    else:
        found = [Announced(entry) for entry in read_list(fetched.body, fetched.url, settings().max_fetch_bytes)]
    state.etag, state.last_modified = fetched.headers.get("etag"), fetched.headers.get("last-modified")
    return found


def entries_of_map(visitor: Visitor, url: str) -> list[Announced]:
    """What a sitemap of an index announces. Raises `FetchError` or `NoFeedError`."""
    return [a for a in _of_map(visitor.visit(url, types=(*FEED_TYPES, "gzip"))) if not a.is_map]


def _of_map(fetched: Fetched) -> list[Announced]:
    found = read_sitemap(fetched.body, fetched.url, settings().max_fetch_bytes)
    maps = sorted(found.children, key=lambda child: _instant(child.modified), reverse=True)[:_MOST_MAPS]
    return [
        *(Announced(Entry(url=child.url, published=child.modified), is_map=True) for child in maps),
        *(Announced(entry) for entry in found.entries),
    ]


def enqueue(source: Source, state: SourceState, found: Sequence[Announced], now: float) -> Counter[str]:
    """Let what is new wait, newest first; counts of new, changed and too old entries. What is known is only marked as shown."""
    counts: Counter[str] = Counter()
    waiting = {(a.is_map, key(a.entry)): a for a in state.waiting}
    oldest = datetime.fromtimestamp(now - source.days * _DAY_SECONDS, UTC)
    for announced in found:
        entry = announced.entry
        is_dated_map = not announced.is_map or entry.published is not None  # an undated one may hold something new at any time
        if is_dated_map and is_known(state, entry):
            mark(state, entry, now)
        elif entry.published is not None and max(_instant(entry.published), _instant(entry.modified_at)) < oldest:
            mark(state, entry, now)
            counts["announced_too_old"] += 1
        else:
            if not announced.is_map:
                counts["announced_changed" if key(entry) in state.seen else "announced_new"] += 1
            mark(state, entry, now)
            waiting[announced.is_map, key(entry)] = announced
    state.waiting = sorted(waiting.values(), key=lambda a: (a.is_map, _instant(a.entry.published)), reverse=True)
    return counts


def document_of(visitor: Visitor, source: Source, entry: Entry) -> Document | Rejected:
    """Fetch an article and read it. What the page says goes before what its announcement says. Raises `FetchError`."""
    fetched = visitor.visit(entry.url, types=PAGE_TYPES)
    text = decode(fetched.body, declared=fetched.charset) if fetched.charset else None
    body = fetched.body if text is None else text.encode("utf-8")
    file = InputFile(InMemory("page.html", body), fetched.url, "html", len(body), 0)
    announced = entry.published.date() if isinstance(entry.published, datetime) else entry.published
    [document] = sources.read(file, source_name=source.name, published=announced, limits=settings())
    if isinstance(document, Rejected):
        return replace(document, source_id=entry.url)
    is_exact = isinstance(document.published, datetime) and document.published_from != "input"
    return replace(
        document,
        source_kind="feed",
        source_id=entry.url,
        guid=entry.guid,
        url=fetched.url,
        publisher=source.publisher or document.publisher or entry.publisher,
        title=document.title or entry.title,
        section=document.section or entry.section,
        bylines=document.bylines or entry.bylines,
        language=document.language or entry.language or source.language,
        published=document.published if is_exact or entry.published is None else entry.published,
        published_from=document.published_from if is_exact or entry.published is None else "feed",
        modified_at=document.modified_at or entry.modified_at,
        rights=source.rights,
    )


def rejection_of(source: Source, entry: Entry, error: FetchError | NoFeedError) -> Rejected:
    """An announced article that can't be had, for the quarantine."""
    reason = error.reason if isinstance(error, FetchError) else "no_feed"
    return Rejected(source.name, entry.url, reason, str(error), _REMEDIES.get(reason, _REMEDY), entry.title or "")


def site_of(source: Source) -> str:
    """Host and port of a source; empty for a file on this machine."""
    return urlsplit(source.where).netloc if source.where.startswith("http") else ""


def _instant(when: datetime | date | None) -> datetime:
    """Midnight UTC of a day; the earliest instant for none."""
    if isinstance(when, datetime):
        return when.astimezone(UTC)
    return _EARLIEST if when is None else datetime(when.year, when.month, when.day, 23, 59, tzinfo=UTC)
