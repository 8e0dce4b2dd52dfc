"""One file to its documents."""

from collections.abc import Iterator
from datetime import date

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.files import InputFile
from dateline.sources.html import read_html
from dateline.sources.jsonl import BROKEN, read_jsonl
from dateline.sources.rejects import reject
from dateline.sources.text import read_text

_READERS = {"text": read_text, "jsonl": read_jsonl, "html": read_html}


def read(file: InputFile, *, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """Read a file: one `Document` or one `Rejected` for a text or page, and for each line of a JSONL that isn't blank.

    `published` dates what has no date of its own. Never raises for what the file holds or for a file that has gone.
    """
    if file.size > limits.max_file_bytes:
        yield reject(source_name, file.source_id, "too_large", f"{file.size:,} bytes; the limit is {limits.max_file_bytes:,}.")
        return
    try:
        yield from _READERS[file.kind](file, source_name, published, limits)
    except BROKEN as error:
        yield reject(source_name, file.source_id, "unreadable", f"The file cannot be read: {error}")
