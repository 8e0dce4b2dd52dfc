"""What a web page states about itself: in JSON-LD first, then in `meta` and microdata, then in its title and byline."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from trafilatura.metadata import extract_author, extract_sitename, extract_title

from dateline.sources.dates import date_in_path, first_date, read_published
from dateline.sources.fields import Stated, as_instant, read_fields
from dateline.sources.page_text import letters, without_site_name

Page = Any  # lxml.html.HtmlElement, which comes without types

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "article.published", "article:published_date", "published_time", "pubdate", "pdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "originalpublicationdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "displaydate", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified")
_TITLE = ("og:title", "headline", "dc.title", "dcterms.title", "sailthru.title", "twitter:title", "parsely-title")
_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "article.author")
_SECTION = ("article:section", "parsely-section", "section", "articlesection", "cxenseparse:recs:category")
_URL = ("og:url", "twitter:url", "parsely-link")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "language")
_NO_PERSON = re.compile(r"(?i)\W*(?:admin(?:istrator)?|editor|web ?master|guest|author|unknown|none|null|user\d*)\W*|https?://.*|@\w+|\d+")
_MAX_DEPTH = 6
# The library's own bounds follow the clock, and what is read must not.
_DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2199-12-31"}


def page_facts(page: Page, url: str | None = None) -> tuple[Stated, str | None]:
    """What a page states, and the body in its JSON-LD, if that is there; `url` is where it was fetched.

    The date of publication is the one in JSON-LD, then in `meta` or microdata, then in the address, then what htmldate finds.
    """
    meta = _meta(page)
    title = _first(meta, _TITLE)
    thing = article_json(page, title)
    stated = read_fields(thing)
    body = thing.get("articleBody")
    url = _address(url or _first(meta, _URL) or stated.url, None)
    canonical = _canonical(page, url)
    publisher = _site(stated.publisher or _first(meta, _SITE) or extract_sitename(page) or canonical or url)
    published, published_from = _published(thing, meta, page, canonical or url)
    section = next(iter(_strings(thing.get("articleSection"))), None) or _first(meta, _SECTION)
    return replace(
        stated,
        url=url or canonical,
        canonical_url=canonical,
        publisher=publisher,
        title=without_site_name(stated.title or title or extract_title(page), publisher),
        section=section.partition(",")[0].strip() or None if section else None,
        bylines=_bylines(stated.bylines, meta, page, publisher),
        language=stated.language or page.get("lang") or _first(meta, _LANGUAGE),
        published=published,
        published_raw=None,
        published_from=published_from,
        modified_at=_modified(thing, meta, published),
    ), body if isinstance(body, str) else None


def _site(name: str | None) -> str | None:
    """A site's name; the host of an address."""
    address = _address(name, None)
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else (name or "").strip().lstrip("@") or None


def article_json(page: Page, title: str | None = None) -> Mapping[str, Any]:
    """The page's schema.org object of an article, the one with the page's title where there are several.

    Else the first object with `datePublished`, else an empty one.
    """
    scripts = (s for s in page.iter("script") if (s.get("type") or "").strip().lower().startswith("application/ld+json"))
    things = [thing for script in scripts for thing in _things(_parse(script.text), 0)]
    articles = [thing for thing in things if any(_ARTICLE.search(t) for t in _strings(thing.get("@type")))]
    if len(articles) > 1 and title:
        articles.sort(key=lambda thing: letters(str(thing.get("headline"))) not in letters(title))  # stable: else the first stays first
    return next(iter(articles), None) or next((t for t in things if read_published(t.get("datePublished"))), {})


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


def _strings(value: Any) -> list[str]:
    """The strings in a value that may be a string, a list, or something else."""
    return [item.strip() for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item.strip()]


def _meta(page: Page) -> dict[str, str]:
    """What `meta` elements and microdata state, by name in lower case; the first of a name counts."""
    stated: dict[str, str] = {}
    for element in page.xpath("//meta[@content] | //*[@itemprop][@content or self::time]"):
        content = element.get("content") or (element.get("datetime") if element.tag == "time" else None)
        if not content or not content.strip():
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                stated.setdefault(name, content.strip())
    return stated


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _published(thing: Mapping[str, Any], meta: Mapping[str, str], page: Page, url: str | None) -> tuple[datetime | date | None, str]:
    by_json = read_published(thing.get("datePublished")) or read_published(thing.get("dateCreated"))
    by_meta = next((found for name in _PUBLISHED if (found := read_published(meta.get(name))) is not None), None)
    if isinstance(by_meta, datetime) and by_json == by_meta.date():
        return by_meta, "meta"  # the same day, and the time besides
    when, origin = first_date((by_json, "jsonld"), (by_meta, "meta"), (_only_time(page), "meta"), (date_in_path(url or ""), "path"))
    return (when, origin) if when else first_date((read_published(find_date(page, **_DATES)), "meta"))


def _only_time(page: Page) -> datetime | date | None:
    """The time beside the page's heading, if its first article has one."""
    article = next(page.iter("article", "main"), None)
    times = [] if article is None else [read_published(element.get("datetime")) for element in article.iter("time")]
    return times[0] if len(set(times)) == 1 else None


def _modified(thing: Mapping[str, Any], meta: Mapping[str, str], published: datetime | date | None) -> datetime | None:
    """The last change; what lies before the publication is a slip of the page."""
    stated = (read_published(value) for value in (thing.get("dateModified"), *(meta.get(name) for name in _MODIFIED)))
    modified, first = as_instant(next((found for found in stated if found is not None), None)), as_instant(published)
    return modified if modified and (first is None or modified >= first) else None


def _bylines(stated: tuple[str, ...], meta: Mapping[str, str], page: Page, publisher: str | None) -> tuple[str, ...]:
    """The writers; the site itself and its accounts are none. Searching the page for a byline takes long, so it comes last."""
    if stated:
        return _names(stated, publisher)
    by_meta = _names(_strings(_first(meta, _AUTHOR)), publisher)
    return by_meta or _names((extract_author(page) or "").split("; "), publisher)


def _names(found: Iterable[str], publisher: str | None) -> tuple[str, ...]:
    names = (name.partition("|")[0].strip() for name in found)
    return tuple(name for name in names if name and not _NO_PERSON.fullmatch(name) and letters(name) != letters(publisher or ""))


def _canonical(page: Page, url: str | None) -> str | None:
    links = (link for link in page.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((address for link in links if (address := _address(link.get("href"), url))), None)


def _address(href: str | None, base: str | None) -> str | None:
    """An absolute web address; None for anything else."""
    try:
        address = urljoin(base or "", (href or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
