"""One record of a file, whatever wrote it: told by its own keys, read into a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.sources import jsonld, ninjs, reliefweb
from dateline.sources.fields import TEXT, Origin, Stated, finish, read_fields
from dateline.sources.markup import MarkupError, text_of
from dateline.sources.rejects import reject

Record = Mapping[str, Any]
Reader = Callable[[Record], tuple[Stated, object]]  # what is stated, and the text

_NEWS_PLEASE = ("maintext", "date_publish")
_MARKUP = ("html", "content_html", "body_html", "body_xhtml")  # where no plain text is given


def read_record(record: Record, origin: Origin, content: str) -> Document | Rejected:
    """The document of a record, or why there is none. `content` is the record as it was written, for the quarantine."""
    kind, reader = _format(record)
    given_id = record.get("uri" if kind == "ninjs" else "id")
    origin = replace(origin, source_kind=kind or origin.source_kind, source_id=_id(given_id) or origin.source_id)
    try:
        stated, text = reader(record)
    except MarkupError as error:
        return reject(origin.source_name, origin.source_id, "unreadable", f"The markup of its text: {error}", content)
    return finish(stated, text, origin, content)


def _format(record: Record) -> tuple[str | None, Reader]:
    """The kind (contracts.codes.SOURCE_KINDS) and the reader of a record; no kind for one with fields such as ours."""
    if ninjs.is_ninjs(record):
        return "ninjs", ninjs.read_ninjs
    if jsonld.is_article(record):
        return "jsonld", jsonld.read_article
    if reliefweb.is_report(record):
        return "reliefweb", reliefweb.read_report
    return ("news_please" if any(key in record for key in _NEWS_PLEASE) else None), _read_plain


def _read_plain(record: Record) -> tuple[Stated, object]:
    text = next((record[name] for name in TEXT if record.get(name) is not None), None)
    if text is None:
        markup = next((record[name] for name in _MARKUP if isinstance(record.get(name), str)), None)
        text = text_of(markup) if markup is not None else None
    return read_fields(record), text


def _id(given: object) -> str | None:
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() else None
