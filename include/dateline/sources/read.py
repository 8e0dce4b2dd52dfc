"""One file to its documents."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.files import InputFile
from dateline.sources.rejects import reject
from dateline.sources.unpacking import BROKEN, BombError
from dateline.sources.whole_files import TooLargeError

Reader = Callable[[InputFile, str, date | None, Settings], Iterator[Document | Rejected]]

# Imported when a file of the kind comes along: some of them load large libraries.
_READERS = {
    "text": "text.read_text",
    "html": "html.read_html",
    "jsonl": "jsonl.read_jsonl",
    "json": "json_files.read_json",
    "csv": "csv_files.read_csv",
    "parquet": "parquet_files.read_parquet",
    "xml": "xml_files.read_xml",
    "eml": "eml.read_eml",
    "pdf": "pdf.read_pdf",
    "docx": "docx_files.read_docx",
    "warc": "warc.read_warc",
    "archive": "archive.read_archive",
}
_STREAMED_FROM_DISK = ("archive", "warc")  # Common Crawl's archives have a gigabyte; never more than one page is in memory


def read(file: InputFile, *, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """Read a file: one `Document` or one `Rejected` for each article that it holds, at least one for a file of one article.

    `published` dates what has no date of its own. Never raises for what the file holds or for a file that has gone.
    """
    limit = limits.max_unpacked_bytes if file.kind in _STREAMED_FROM_DISK else limits.max_file_bytes
    if file.size > limit:
        yield reject(source_name, file.source_id, "too_large", f"{file.size:,} bytes; the limit is {limit:,}.")
        return
    try:
        yield from _reader(file.kind)(file, source_name, published, limits)
    except BombError as error:
        yield reject(source_name, file.source_id, "bomb", str(error))
    except TooLargeError as error:
        yield reject(source_name, file.source_id, "too_large", str(error))
    except BROKEN as error:
        yield reject(source_name, file.source_id, "unreadable", f"The file cannot be read: {error}")


def _reader(kind: str) -> Reader:
    module, _, name = _READERS[kind].partition(".")
    reader: Reader = getattr(import_module(f"dateline.sources.{module}"), name)
    return reader
