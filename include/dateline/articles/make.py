"""One document to one article."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

from dateline.articles.article import Article
from dateline.articles.credits import find_credits
from dateline.articles.identity import article_id, canonical_url, text_sha256
from dateline.articles.language import find_language
from dateline.articles.repair import repair, repair_line
from dateline.contracts.documents import Document, Rejected

EXTRACTED_LANGUAGE = "en"
_MIN_WORDS = 4
_MIN_LETTERS = 12
_LETTERS_WITHOUT_SPACES = 30  # scripts that write no spaces between words
_WORD = re.compile(r"[^\W\d_]+")
_CONTENT_CHARS = 2000


def make(document: Document) -> Article | Rejected:
    """Repair a document's text, find its language and identity, and read its credits.

    Rejected are documents without a date, without text after repair, and those too short to state anything (`not_news`).
    """
    document = _repaired(document)
    text = document.text
    if document.published is None:
        return _reject(document, "undated", "No date of publication.", "State `published`, or give --published.", text)
    if not text:
        return _reject(document, "empty", "Nothing readable is left after repair.", "Fetch it again.", text)
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    is_short = letters < _MIN_LETTERS or (len(words) < _MIN_WORDS and letters < _LETTERS_WITHOUT_SPACES)
    if is_short and not document.is_canceled:
        detail = f"{len(words)} words with {letters} letters state nothing."
        return _reject(document, "not_news", detail, "Nothing to do if this is no article; otherwise give its body as text.", text)
    language = find_language(text, document.language)
    credits_ = find_credits(text, document.bylines)
    published_at, published_date = _instant_and_day(document.published)
    return Article(
        article_id=article_id(document),
        source_name=document.source_name,
        source_kind=document.source_kind,
        source_id=document.source_id,
        url=document.url,
        canonical_url=canonical_url(document.canonical_url) or canonical_url(document.url),
        publisher=document.publisher,
        agency=credits_.agency,
        title=document.title,
        section=document.section,
        bylines=credits_.bylines,
        language=language,
        published_at=published_at,
        published_date=published_date,
        published_prec="instant" if isinstance(document.published, datetime) else "day",
        published_from=document.published_from or "input",
        modified_at=document.modified_at.astimezone(UTC) if document.modified_at else None,
        dateline_place=credits_.dateline_place or document.dateline_place,
        text=text,
        text_sha256=text_sha256(text),
        char_count=len(text),
        duplicate_of=None,
        duplicate_kind=None,
        similarity=None,
        rights=document.rights,
        embargo_until=document.embargo_until.astimezone(UTC) if document.embargo_until else None,
        status=_status(document, language),
    )


def _repaired(document: Document) -> Document:
    return replace(
        document,
        text=repair(document.text),
        guid=repair_line(document.guid),
        url=repair_line(document.url),
        canonical_url=repair_line(document.canonical_url),
        publisher=repair_line(document.publisher),
        title=repair_line(document.title),
        section=repair_line(document.section),
        dateline_place=repair_line(document.dateline_place),
        bylines=tuple(name for name in map(repair_line, document.bylines) if name),
    )


def _status(document: Document, language: str) -> str:
    """`withheld` for anything under embargo: what time it is, only a pipeline knows."""
    if document.is_canceled:
        return "canceled"
    if document.is_withheld or document.embargo_until is not None:
        return "withheld"
    return "usable" if language == EXTRACTED_LANGUAGE else "other_language"


def _instant_and_day(published: datetime | date) -> tuple[datetime, date]:
    """The instant in UTC, and the calendar day in the publisher's own zone."""
    if isinstance(published, datetime):
        return published.astimezone(UTC), published.date()
    return datetime.combine(published, time(), UTC), published


def _reject(document: Document, reason: str, detail: str, remedy: str, text: str) -> Rejected:
    content = text[:_CONTENT_CHARS]
    return Rejected(document.source_name, document.source_id, reason, detail, remedy, content, stage="articles")
