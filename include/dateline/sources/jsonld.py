"""schema.org articles in JSON-LD files (https://schema.org/NewsArticle)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.sources.fields import Stated, read_fields

Record = Mapping[str, Any]

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_MAX_DEPTH = 6


def is_article(record: Record) -> bool:
    """Whether a JSON object is a schema.org article of any kind, `ReportageNewsArticle` as well."""
    types = record.get("@type")
    return any(isinstance(name, str) and _ARTICLE.search(name) for name in (types if isinstance(types, list) else [types]))


def articles(value: object, depth: int = 0) -> Iterator[Record]:
    """The articles in a JSON-LD value: in lists, in `@graph`, in `itemListElement` and in `mainEntity`."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from articles(item, depth + 1)
    elif isinstance(value, Mapping):
        if is_article(value):
            yield value
            return
        for name in ("@graph", "itemListElement", "item", "mainEntity"):
            yield from articles(value.get(name), depth + 1)


def read_article(record: Record) -> tuple[Stated, object]:
    """What an article states, and its `articleBody`."""
    page = record.get("mainEntityOfPage")
    address = page.get("@id") if isinstance(page, Mapping) else page
    known = {"url": address if isinstance(address, str) and address.startswith("http") else None} | dict(record)
    return read_fields(known), record.get("articleBody", record.get("text"))
