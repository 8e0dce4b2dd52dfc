"""Web pages: main text and metadata by trafilatura, the date of publication from the page's own statements or htmldate."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import trafilatura
from htmldate import find_date

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.dates import date_in_name, date_in_path, first_date, read_published
from dateline.sources.decoding import decode
from dateline.sources.fields import as_instant, read_fields
from dateline.sources.files import InputFile
from dateline.sources.page_facts import Page, article_json, meta_date
from dateline.sources.rejects import reject

_MARKUP_PER_CHAR = 10  # a page may be so many times as long as its text may; beyond that parsing takes minutes
_MAX_ELEMENTS = 50_000  # an article's page has some 2,000, a long live blog 30,000
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_TITLE_SEPARATOR = re.compile(r"\s(?:[|–—»-]|::)\s")
_CHARSET_BYTES = 4096
# The libraries' own bounds follow the clock, and what is read must not.
_DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2199-12-31"}


def read_html(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection. Raises `OSError` if the file can't be read.

    The date of publication is the page's own (JSON-LD, then `meta`, then its address, then what htmldate finds), else the
    one in the file's name or its folders, else `published`.
    """
    limit = _MARKUP_PER_CHAR * limits.max_document_chars
    with file.path.open("rb") as stream:
        data = stream.read(limit + 1)
    charset = _CHARSET.search(data[:_CHARSET_BYTES])
    markup = decode(data, declared=charset[1].decode("ascii") if charset else None)
    if markup is None:
        yield reject(source_name, file.source_id, "binary", "The bytes are no text in any encoding.", data)
    elif len(data) > limit:
        yield reject(source_name, file.source_id, "too_large", f"A page of more than {limit:,} bytes.", markup)
    elif not markup.strip():
        yield reject(source_name, file.source_id, "empty", "The file holds no characters but white space.", markup)
    else:
        yield _read_page(markup, file, source_name, published, limits)


def _read_page(markup: str, file: InputFile, source_name: str, published: date | None, limits: Settings) -> Document | Rejected:
    try:
        page = trafilatura.load_html(markup)
        if page is None:
            return reject(source_name, file.source_id, "no_body", "The markup is no web page.", markup)
        if sum(1 for _ in page.iter()) > _MAX_ELEMENTS:
            return reject(source_name, file.source_id, "too_large", f"A page of more than {_MAX_ELEMENTS:,} elements.", markup)
        facts = article_json(page)
        modified = read_published(facts.get("dateModified")) or meta_date(page, is_modified=True)
        by_json, by_meta = read_published(facts.get("datePublished")), meta_date(page)
        by_htmldate = None if by_json or by_meta else read_published(find_date(page, **_DATES))
        found: Any = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, favor_precision=True, date_extraction_params=_DATES
        )
    except Exception as error:  # noqa: BLE001, whatever a library raises on a hostile page is a finding about that page
        return reject(source_name, file.source_id, "unreadable", f"The page cannot be parsed: {type(error).__name__}: {error}", markup)
    text = without_title(paragraphs(found.text), found.title) if found is not None else ""
    if not text:
        return reject(source_name, file.source_id, "no_body", "No main text was found in the page.", markup)
    if len(text) > limits.max_document_chars:
        detail = f"{len(text):,} characters; the limit is {limits.max_document_chars:,}."
        return reject(source_name, file.source_id, "too_large", detail, text)
    stated = read_fields(facts)
    url = found.url or stated.url
    publisher = stated.publisher or found.sitename or found.hostname
    when, origin = first_date(
        (by_json, "jsonld"),
        (by_meta, "meta"),
        (date_in_path(url or ""), "path"),
        (by_htmldate, "meta"),
        (date_in_name(file.path.name), "filename"),
        (date_in_path(file.source_id), "path"),
        (published, "input"),
    )
    if when is None:
        return reject(source_name, file.source_id, "undated", "Neither the page nor the file's name gives a date of publication.", text)
    return Document(
        source_name=source_name,
        source_kind="html",
        source_id=file.source_id,
        text=text,
        url=url,
        canonical_url=_canonical(page),
        publisher=publisher,
        title=without_site_name(found.title or stated.title, publisher),
        section=stated.section or next(iter(found.categories or ()), None),
        bylines=stated.bylines or tuple(name for name in (found.author or "").split("; ") if name),
        language=stated.language or found.language or page.get("lang"),
        published=when,
        published_from=origin,
        modified_at=as_instant(modified),
    )


def paragraphs(text: str | None) -> str:
    """trafilatura's lines, which are blocks of the page, as paragraphs."""
    return "\n\n".join(line.strip() for line in (text or "").split("\n") if line.strip())


def without_title(text: str, title: str | None) -> str:
    """The body without a first paragraph that is the title, which has a column of its own."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and _letters(first) in {_letters(title), _letters(_TITLE_SEPARATOR.split(title)[0])} else text


def without_site_name(title: str | None, publisher: str | None) -> str | None:
    """`Ceasefire holds | The Example` without the name of the site, when that is the publisher's or a part of it."""
    name = _letters(publisher or "")
    for separator in _TITLE_SEPARATOR.finditer(title or ""):
        site = _letters(separator.string[separator.end() :])
        if site and site in name:
            return separator.string[: separator.start()].strip() or title
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _canonical(page: Page) -> str | None:
    links: Any = page.xpath("//link[@rel='canonical']/@href")
    return next((str(href).strip() for href in links if str(href).startswith(("http://", "https://"))), None)
