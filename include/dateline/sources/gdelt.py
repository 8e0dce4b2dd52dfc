"""Article lists of GDELT's DOC 2.0 API (`mode=ArtList&format=json`): addresses of articles, with no text.

GDELT's other lists, a line or a row for each article, are read by `lists`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from dateline.sources.feeds import Entry
from dateline.sources.fields import line

_LIST_KEYS = frozenset({"url", "seendate"})


def is_list(value: object) -> bool:
    """Whether a JSON value is an answer of the DOC 2.0 API in mode `ArtList`."""
    articles = value.get("articles") if isinstance(value, Mapping) else None
    return isinstance(articles, list) and bool(articles) and all(isinstance(a, Mapping) and a.keys() >= _LIST_KEYS for a in articles)


def read_list(value: Mapping[str, list[Mapping[str, object]]]) -> list[Entry]:
    """What an article list announces, in its order; entries without an address are left out.

    `seendate` is when GDELT saw the article, which is no publication date: it is only kept as the last change.
    """
    return [entry for article in value["articles"] if (entry := _entry(article)) is not None]


def read_answer(text: str) -> list[Entry] | None:
    """What an answer of the API announces; None if the text is something else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read_list(value) if is_list(value) else None


def _entry(article: Mapping[str, object]) -> Entry | None:
    url = line(article.get("url"))
    if url is None or not url.startswith(("http://", "https://")):
        return None
    return Entry(
        url=url,
        title=line(article.get("title")),
        publisher=line(article.get("domain")),
        language=line(article.get("language")),
        modified_at=_instant(line(article.get("seendate"))),
    )


def _instant(value: str | None) -> datetime | None:
    """`20240305T101500Z`."""
    try:
        return datetime.strptime(value or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
