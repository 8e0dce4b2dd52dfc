"""Plain text files, with the sidecar that may stand beside them."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.decoding import decode
from dateline.sources.fields import Origin, finish, parse_object, read_fields
from dateline.sources.files import InputFile, is_web_page, sidecar_of
from dateline.sources.rejects import reject

_MAX_SIDECAR_BYTES = 1_000_000


def read_text(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection. Raises `OSError` if the file can't be read.

    The day of publication is the sidecar's, else the one in the file's name, else a date line at the text's head, else the
    folders', else `published`.
    """
    with file.path.open("rb") as stream:
        data = stream.read(4 * limits.max_document_chars + 4)  # no encoding takes more than four bytes a character
    text = decode(data)
    if text is None:
        yield reject(source_name, file.source_id, "binary", "The bytes are no text in any encoding.", data)
    elif len(text) > limits.max_document_chars:
        detail = f"More than {limits.max_document_chars:,} characters ({file.size:,} bytes)."
        yield reject(source_name, file.source_id, "too_large", detail, text)
    elif not text.strip():
        yield reject(source_name, file.source_id, "empty", "The file holds no characters but white space.", text)
    elif is_web_page(text):
        yield reject(source_name, file.source_id, "not_text", "The file holds a web page's markup.", text)
    else:
        yield _document(file, source_name, published, text, limits)


def _document(file: InputFile, source_name: str, published: date | None, text: str, limits: Settings) -> Document | Rejected:
    try:
        stated = read_fields(_read_sidecar(file))
    except ValueError as error:
        return reject(source_name, file.source_id, "broken_json", f"The sidecar {PurePosixPath(file.path.name).stem}.json: {error}", text)
    origin = Origin(source_name, "text", file.source_id, limits, published, file_name=file.path.name)
    return finish(stated, text, origin, text)


def _read_sidecar(file: InputFile) -> Mapping[str, Any]:
    sidecar = sidecar_of(file.path)
    if sidecar is None:
        return {}
    with sidecar.open("rb") as stream:
        data = stream.read(_MAX_SIDECAR_BYTES + 1)
    if len(data) > _MAX_SIDECAR_BYTES:
        raise ValueError(f"larger than {_MAX_SIDECAR_BYTES:,} bytes")
    return parse_object(decode(data) or "")
