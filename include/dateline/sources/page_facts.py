"""What a web page states about itself in JSON-LD and `meta`: trafilatura and htmldate give its day, not the instant and its zone."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from dateline.sources.dates import read_published

Page = Any  # lxml.html.HtmlElement, which comes without types

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "published_time", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dc.date",
)  # fmt: skip
_META_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod")
_MAX_DEPTH = 6


def article_json(page: Page) -> Mapping[str, Any]:
    """The page's schema.org object of an article, else the first one with `datePublished`, else an empty one."""
    things = [thing for script in page.iterfind(".//script[@type='application/ld+json']") for thing in _things(_parse(script.text), 0)]
    for thing in things:
        if any(_ARTICLE.search(t) for t in _types(thing)):
            return thing
    return next((thing for thing in things if read_published(thing.get("datePublished"))), {})


def meta_date(page: Page, is_modified: bool = False) -> datetime | date | None:
    """The date of publication, or of the last change, that a `meta` element states; the most usual name first."""
    content: dict[str, str] = {}
    for element in page.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            content.setdefault(element.get(attribute, "").strip().lower(), element.get("content"))
    names = _META_MODIFIED if is_modified else _META_PUBLISHED
    return next((found for name in names if (found := read_published(content.get(name))) is not None), None)


def _parse(text: str | None) -> Any:
    """A page whose JSON-LD is broken is read like one without; its text is what matters."""
    try:
        return json.loads((text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(name), depth + 1)


def _types(thing: Mapping[str, Any]) -> list[str]:
    types = thing.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
