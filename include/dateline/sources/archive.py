"""Archives (zip, tar, tar.gz): a folder in one file, read as the folder would be."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.files import InputFile, discover
from dateline.sources.read import read
from dateline.sources.rejects import reject, storable
from dateline.sources.unpacking import BROKEN, BombError, Refused, unpack


def read_archive(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """What is in the files of the archive, one rejection for each file that can't be read; `source_id` is `NAME.zip/path/below`.

    It is unpacked into a temporary folder. Where it breaks off or grows too large, the files before that are read, and a last
    rejection says so. Archives within it are not opened. Raises `OSError` if it can't be opened.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as name:
        folder = Path(name)
        ending = None
        try:
            with file.path.open("rb") as stream:
                for refused in unpack(stream, file.size, folder, limits):
                    yield _reject(refused, file, source_name)
        except BombError as error:
            ending = Refused("", "bomb", str(error))
        except (*BROKEN, ValueError, RuntimeError, NotImplementedError) as error:  # what zipfile and tarfile raise on broken headers
            ending = Refused("", "broken_archive", f"It breaks off: {type(error).__name__}: {error}")
        found = discover([folder])
        for member in found.files:
            inner = replace(member, source_id=f"{file.source_id}/{member.source_id}")
            if inner.kind == "archive":
                yield reject(source_name, inner.source_id, "nested_archive", "An archive within an archive.")
            else:
                yield from read(inner, source_name=source_name, published=published, limits=limits)
        for member_name, why in found.skipped:
            yield reject(source_name, f"{file.source_id}/{member_name}", "unknown_kind", why)
        if ending is not None:
            yield _reject(ending, file, source_name)
        elif not found.files and not found.skipped:
            yield reject(source_name, file.source_id, "empty", "The archive holds no files that could be read.")


def _reject(refused: Refused, file: InputFile, source_name: str) -> Rejected:
    source_id = f"{file.source_id}/{storable(refused.name)[:500]}" if refused.name else file.source_id
    return reject(source_name, source_id, refused.reason, refused.detail)
