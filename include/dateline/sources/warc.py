"""WARC archives, plain and gz, such as Common Crawl's of news: one pass, one page in memory at a time."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.fields import Origin
from dateline.sources.files import InputFile
from dateline.sources.html import read_page
from dateline.sources.rejects import reject, storable

_PAGES = ("text/html", "application/xhtml+xml")
_BYTES_PER_CHAR = 20  # of a page; longer ones are refused by the reader of pages


def read_warc(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each web page that a server answered with (status 200, HTML); other records are passed over.

    `source_id` is the page's address. `WARC-Date` says when the page was fetched, which is no date of publication. Raises
    `OSError` if the file can't be opened; where it breaks off, a last rejection says so.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    limit = _BYTES_PER_CHAR * limits.max_document_chars
    count = 0
    with file.path.open("rb") as stream:
        records = iter(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False))
        while True:
            try:
                record = next(records, None)
                page = None if record is None else _page(record, limit)
            except Exception as error:  # noqa: BLE001, the library raises what it likes on broken records
                yield reject(source_name, f"{file.source_id}:{count + 1}", "unreadable", f"The archive breaks off: {error}")
                return
            if record is None:
                if count == 0:
                    yield reject(source_name, file.source_id, "no_body", "No web page is in it, or it is no WARC file.")
                return
            if page is None:
                continue
            count += 1
            name = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
            origin = Origin(source_name, "warc", page.url, limits, published, file_name=name)
            yield read_page(page.body, origin, page.url, page.charset)


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    body: bytes = field(repr=False)
    charset: str | None  # as the server stated it


def _page(record: Any, limit: int) -> _Page | None:
    """The page in a record; None for anything else than a page."""
    record.parse_http(auto_decode="none")
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return None
    if (headers.get("Content-Type") or "").partition(";")[0].strip().lower() not in _PAGES:
        return None
    url = storable(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    encoding = (headers.get("Content-Encoding") or "").strip().lower()
    body = record.reader.read(limit + 1)
    if len(body) < min(record.content_length, limit + 1):
        raise EOFError(f"{url} has {len(body):,} of {record.content_length:,} bytes")
    return _Page(url, _decoded(body, encoding, limit), record.http_charset)


def _decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """The body without the compression that its header states. Archives often state one that they have undone already."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        return zlib.decompressobj(wbits=47).decompress(body, limit + 1)
    except zlib.error:
        return body
