"""Word documents (Office Open XML)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.fields import Origin, Stated, finish
from dateline.sources.files import InputFile
from dateline.sources.rejects import reject
from dateline.sources.unpacking import Allowance, BombError
from dateline.sources.whole_files import read_whole

_MAX_PART_BYTES = 100_000_000  # a part of a document, unpacked: its text has some 100,000
_MAX_PARTS = 5_000


def read_docx(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection: the paragraphs in order, tables row by row; headers, footers and notes are left out.

    The dates in its properties are when the file was made and saved, so they don't count: the day is in the file's name, at
    the text's head, or given. Raises `OSError`, `TooLargeError` or `BombError`.
    """
    import docx

    data = read_whole(file, limits)
    try:
        _check_size(data, limits)
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_blocks(document))
        properties = document.core_properties
        stated = Stated(title=properties.title or None, bylines=(properties.author,) if properties.author else ())
    except BombError:
        raise
    except Exception as error:  # noqa: BLE001, whatever a library raises on a hostile file is a finding about that file
        detail = f"The document cannot be opened: {type(error).__name__}: {error}"
        yield reject(source_name, file.source_id, "unreadable", detail, data)
        return
    yield finish(stated, text, Origin(source_name, "docx", file.source_id, limits, published, file_name=file.path.name), text)


def _check_size(data: bytes, limits: Settings) -> None:
    """Raise `BombError` if the package unpacks to too much. A part that says less than it holds is cut by `zipfile`."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sizes = [part.file_size for part in package.infolist()]
    Allowance(len(data), limits).take(sum(sizes))
    if len(sizes) > _MAX_PARTS or max(sizes, default=0) > _MAX_PART_BYTES:
        raise BombError(f"It unpacks to {len(sizes):,} parts, the largest of {max(sizes, default=0):,} bytes.")


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from filter(None, [" | ".join(dict.fromkeys(c.text.strip() for c in row.cells if c.text.strip()))])
        elif block.text.strip():
            yield block.text.strip()
