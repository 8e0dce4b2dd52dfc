"""E-mail messages (RFC 5322), as newsletters and wire services by mail are saved."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.dates import read_published
from dateline.sources.decoding import decode
from dateline.sources.fields import Origin, Stated, finish
from dateline.sources.files import InputFile
from dateline.sources.markup import text_of
from dateline.sources.rejects import reject
from dateline.sources.whole_files import read_whole

_MAX_MULTIPARTS = 50
_MAX_BOUNDARIES = 1_000
_MAX_HEADER_CHARS = 20_000


def read_eml(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection: subject, sender, date, and the text, plain if the message has it so, else its HTML's words.

    Attachments are not read. Raises `OSError` or `TooLargeError`.
    """
    data = read_whole(file, limits)
    if not data.strip():
        yield reject(source_name, file.source_id, "empty", "The file holds no characters but white space.", data)
        return
    # The standard library's parser takes a time that grows with the square of these.
    if data.lower().count(b"multipart/") > _MAX_MULTIPARTS or data.count(b"\n--") > _MAX_BOUNDARIES:
        yield reject(source_name, file.source_id, "nested_too_deeply", "Too many parts, or parts within parts.", data)
        return
    try:
        # The newer policies parse headers into trees: half a megabyte of addresses took them 17 GB.
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
        if any(len(str(value)) > _MAX_HEADER_CHARS for part in parts for value in part.values()):
            raise ValueError(f"a header of more than {_MAX_HEADER_CHARS:,} characters")
        text, stated = _text(parts), _stated(message)
    except Exception as error:  # noqa: BLE001, the standard library raises a dozen kinds of errors on broken messages
        yield reject(source_name, file.source_id, "unreadable", f"The message cannot be parsed: {type(error).__name__}: {error}", data)
        return
    if text is None:
        yield reject(source_name, file.source_id, "no_body", "The message has no part with text.", data)
    else:
        yield finish(stated, text, Origin(source_name, "eml", file.source_id, limits, published, file_name=file.path.name), text)


def _stated(message: Message) -> Stated:
    name, address = parseaddr(_header(message, "From"))
    written = _header(message, "Date")
    when = read_published(written)
    return Stated(
        guid=_header(message, "Message-ID") or None,
        publisher=name or address.rpartition("@")[2] or None,
        title=_header(message, "Subject") or None,
        language=_header(message, "Content-Language") or None,
        published=when,
        published_raw=written[:100] if written and when is None else None,
    )


def _header(message: Message, name: str) -> str:
    """A header on one line, decoded; as it stands where it is encoded wrongly."""
    value = str(message.get(name, ""))
    with suppress(HeaderParseError, LookupError, ValueError):  # an unknown encoding, or bytes that are none of it
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def _text(parts: list[Message]) -> str | None:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                payload = part.get_payload(decode=True)
                body = decode(payload, declared=part.get_content_charset()) if isinstance(payload, bytes) else None
                if body and body.strip():
                    return text_of(body) if kind == "text/html" else body
    return None
