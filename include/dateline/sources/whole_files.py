"""Reading a file into memory, within bounds."""

from dateline.settings import Settings
from dateline.sources.files import InputFile

_BYTES_PER_CHAR = 100  # a file may be so many times as large as its text may be long: pictures, layout, other fields


class TooLargeError(ValueError):
    """A file that has to be read as a whole is larger than it may be."""


def read_whole(file: InputFile, limits: Settings) -> bytes:
    """The bytes of a file. Raises `OSError`, or `TooLargeError` with a sentence for a person."""
    limit = min(_BYTES_PER_CHAR * limits.max_document_chars, limits.max_file_bytes)
    with file.path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"More than {limit:,} bytes, which is the limit for a file of this kind.")
    return data
