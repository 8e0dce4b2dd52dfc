"""Web pages: their main text and what they state about themselves."""

import re
from collections.abc import Iterator
from datetime import date

import trafilatura

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.decoding import decode
from dateline.sources.fields import Origin, finish
from dateline.sources.files import InputFile
from dateline.sources.markup import text_of
from dateline.sources.page_facts import page_facts
from dateline.sources.page_text import headings, main_text, without_title
from dateline.sources.rejects import reject

_MARKUP_PER_CHAR = 20  # a page may be so many times as long as its text may; beyond that parsing takes minutes
_MAX_ELEMENTS = 30_000  # an article has some 1,000, a long live blog 20,000; reading 40,000 paragraphs takes five seconds
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHARSET_BYTES = 4096
_BODY_FACTOR = 2  # a body in the JSON-LD counts where the page shows less than half of it: scripts put the rest there


def read_html(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection. Raises `OSError` if the file can't be read.

    The date of publication is the page's own, else the one in the file's name or its folders, else `published`.
    """
    origin = Origin(source_name, "html", file.source_id, limits, published, file.path.name)
    with file.path.open("rb") as stream:
        data = stream.read(_MARKUP_PER_CHAR * limits.max_document_chars + 1)
    yield read_page(data, origin)


def read_page(data: bytes, origin: Origin, url: str | None = None, charset: str | None = None) -> Document | Rejected:
    """The article of a web page; `url` is where it was fetched, `charset` what the server called its encoding."""

    def refuse(reason: str, detail: str, content: str | bytes) -> Rejected:
        return reject(origin.source_name, origin.source_id, reason, detail, content)

    limit = _MARKUP_PER_CHAR * origin.limits.max_document_chars
    declared = _CHARSET.search(data[:_CHARSET_BYTES])
    markup = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None))
    if markup is None:
        return refuse("binary", "The bytes are no text in any encoding.", data)
    if len(data) > limit:
        return refuse("too_large", f"A page of more than {limit:,} bytes.", markup)
    if not markup.strip():
        return refuse("empty", "The file holds no characters but white space.", markup)
    try:
        page = trafilatura.load_html(markup)
        if page is None:
            return refuse("no_body", "The markup is no web page.", markup)
        if page.xpath("count(//*)") > _MAX_ELEMENTS:
            return refuse("too_large", f"A page of more than {_MAX_ELEMENTS:,} elements.", markup)
        stated, body = page_facts(page, url)
        titles = [stated.title, *headings(page)]
        text = main_text(page)
        if body and len(body) > _BODY_FACTOR * len(text):
            lines = (text_of(body) if "</" in body else body).split("\n")
            text = "\n\n".join(line.strip() for line in lines if line.strip())
    except Exception as error:  # noqa: BLE001, whatever a library raises on a hostile page is a finding about that page
        return refuse("unreadable", f"The page cannot be parsed: {type(error).__name__}: {error}", markup)
    text = without_title(text, titles)
    return finish(stated, text, origin, markup) if text else refuse("no_body", "No main text was found in the page.", markup)
