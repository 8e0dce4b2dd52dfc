"""Why a document can't be read, and what to do about it."""

import hashlib
import re

from dateline.contracts.documents import Rejected

MAX_ID_CHARS = 500
_CONTENT_CHARS = 2000
# Controls and lone surrogates, which no file holds, and marks that turn the direction of what is shown after them.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
REMEDIES = {
    "broken_xml": "Check the file against its format, or save it again from the system that wrote it.",
    "broken_archive": "Pack the files anew; check that the transfer was complete.",
    "broken_csv": "Check the quotation marks of the row; write one header line, UTF-8.",
    "bomb": "Don't unpack it. If it is meant to be like this, raise DATELINE_MAX_UNPACKED_BYTES or DATELINE_MAX_EXPANSION_RATIO.",
    "encrypted": "Give it without a password.",
    "entities": "Save it without a document type and entities of its own; feeds and NewsML need none.",
    "links_only": "The list holds addresses, no text: name it in sources.yaml as a source that is fetched.",
    "nested_archive": "Unpack it first: archives within archives are not read.",
    "nested_too_deeply": "Nothing to do if it is no article; otherwise check what wrote it.",
    "no_columns": "Name the column with the articles' text `text`; `dateline extract --help` says which others are read.",
    "too_many_members": "Pack it in several archives, or raise DATELINE_MAX_ARCHIVE_MEMBERS.",
    "unknown_kind": "Nothing to do if it is no article; docs/reading.md lists what is read.",
    "unsafe_name": "Pack it with plain relative names, and files instead of links.",
    "empty": "Nothing to do if the file is meant to be empty; otherwise fetch it again.",
    "binary": "Take the text out of it first (PDF, office file, archive), or give the file its right name.",
    "too_large": "Split it into articles, or raise DATELINE_MAX_DOCUMENT_CHARS or DATELINE_MAX_FILE_BYTES.",
    "undated": "State `published`, put the day into the file's name (NAME-2016-12-14.txt), or give --published.",
    "broken_json": "Write one JSON object per line, UTF-8; check what wrote this line.",
    "missing_text": "Put the article's body into `text`.",
    "not_text": "Write the article's body as a plain string; save a web page as .html.",
    "no_body": "Check that the page is an article and was saved with its content.",
    "unreadable": "Check the file and its permissions, then give it again.",
}


def reject(source_name: str, source_id: str, reason: str, detail: str, content: str | bytes = "") -> Rejected:
    """A `Rejected` with the remedy that belongs to the reason and the beginning of the input, made safe to store."""
    return Rejected(source_name, short_id(source_id), reason, detail, REMEDIES[reason], excerpt(content))


def excerpt(content: str | bytes) -> str:
    """The first 2,000 characters, with what cannot be stored or shown replaced."""
    if isinstance(content, bytes):
        content = content[: 4 * _CONTENT_CHARS].decode("utf-8", errors="replace")
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", content[:_CONTENT_CHARS])


def short_id(source_id: str) -> str:
    """An id as it is, but for controls; of an endless one its beginning and a hash that tells it from others."""
    if len(source_id) <= MAX_ID_CHARS:
        return storable(source_id)
    digest = hashlib.sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return storable(source_id[: MAX_ID_CHARS - len(digest)]) + digest


def storable(text: str) -> str:
    """A name or id without lone surrogates, control characters and marks that turn the direction of writing."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
