"""PDF files that hold text. Scanned pages hold none: they go to quarantine, since nothing here reads pictures."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.fields import Origin, Stated, finish
from dateline.sources.files import InputFile
from dateline.sources.rejects import reject
from dateline.sources.whole_files import read_whole

_MAX_PAGES = 300
_MAX_CONTENT_BYTES = 4_000_000  # drawing instructions of a page, unpacked; a page of text has some 20,000
_LINE_END_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SENTENCE_END = re.compile(r"[.!?:\"”’)\]]\s*$")


def read_pdf(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection. Raises `OSError` or `TooLargeError`.

    Lines are joined to paragraphs, words divided at a line's end are put together. The date in a PDF's properties is when the
    file was made, so it doesn't count: the day is in the file's name, at the text's head, or given.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every flaw of a file
    data = read_whole(file, limits)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield reject(source_name, file.source_id, "encrypted", "It asks for a password.", data)
            return
        pages = len(reader.pages)
        if pages > _MAX_PAGES:
            yield reject(source_name, file.source_id, "too_large", f"{pages:,} pages; the limit is {_MAX_PAGES:,}.", data)
            return
        stated = _stated(reader.metadata)
        text = _text(reader, limits)
    except Exception as error:  # noqa: BLE001, whatever a library raises on a hostile file is a finding about that file
        yield reject(source_name, file.source_id, "unreadable", f"The PDF cannot be parsed: {type(error).__name__}: {error}", data)
        return
    if not text.strip():
        yield reject(source_name, file.source_id, "no_body", f"No text is in its {pages:,} pages: they are pictures.", data)
    else:
        yield finish(stated, text, Origin(source_name, "pdf", file.source_id, limits, published, file_name=file.path.name), text)


def _stated(metadata: Any) -> Stated:
    title, author = (str(value).strip() if value else "" for value in (metadata and metadata.title, metadata and metadata.author))
    return Stated(title=title or None, bylines=(author,) if author else ())


def _text(reader: Any, limits: Settings) -> str:
    """The pages' text, until there is more than may be read."""
    pages: list[str] = []
    chars = 0
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MAX_CONTENT_BYTES:
            raise ValueError(f"a page with more than {_MAX_CONTENT_BYTES:,} bytes of instructions")
        pages.append(page.extract_text())
        chars += len(pages[-1])
        if chars > limits.max_document_chars:
            break
    return "\n\n".join(paragraphs(page) for page in pages)


def paragraphs(page: str) -> str:
    """The lines of a page as paragraphs.

    A paragraph ends at an empty line, and where a line is clearly shorter than the longest and ends a sentence.
    """
    lines = [line.strip() for line in _LINE_END_HYPHEN.sub("", page).split("\n")]
    longest = max(map(len, lines), default=0)
    out: list[str] = []
    is_open = False
    for line in lines:
        if line and is_open:
            out[-1] += " " + line
        elif line:
            out.append(line)
        is_open = bool(line) and not (len(line) < 0.75 * longest and _SENTENCE_END.search(line))
    return "\n\n".join(out)
