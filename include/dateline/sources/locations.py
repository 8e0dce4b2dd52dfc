"""Where input lies: below a local folder, or below a prefix of object storage. Input is only ever read."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

_SCHEME = "s3://"


@dataclass(frozen=True, slots=True)
class Facts:
    """What `Path.stat` says of a file, as far as reading needs it."""

    st_size: int  # bytes
    st_mtime_ns: int

    @property
    def st_ctime_ns(self) -> int:
        """An object is written whole and at once: it has one time."""
        return self.st_mtime_ns


@dataclass(frozen=True, slots=True)
class S3Path:
    """An object of S3-compatible storage; answers like a `Path` wherever input is read. `str()` gives its `s3://` address.

    Credentials, region and endpoint are those that every AWS tool reads (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, …).
    """

    bucket: str
    key: str
    facts: Facts | None = field(default=None, compare=False)  # known from the listing

    def __str__(self) -> str:
        return f"{_SCHEME}{self.bucket}/{self.key}"

    @property
    def name(self) -> str:
        return PurePosixPath(self.key).name

    @property
    def stem(self) -> str:
        return PurePosixPath(self.key).stem

    def with_suffix(self, suffix: str) -> "S3Path":
        return S3Path(self.bucket, self.key[: len(self.key) - len(PurePosixPath(self.key).suffix)] + suffix)

    def resolve(self) -> "S3Path":
        return self

    def is_file(self) -> bool:
        try:
            self.stat()
        except FileNotFoundError:
            return False
        return True

    def stat(self) -> Facts:
        """Size and time of the object. Raises `FileNotFoundError` if there is none, `OSError` if the storage can't be asked."""
        if self.facts is not None:
            return self.facts
        info = _storage().get_file_info(f"{self.bucket}/{self.key}")
        if not info.is_file:
            raise FileNotFoundError(f"no such object: {self}")
        return Facts(info.size, info.mtime_ns)

    def open(self, mode: Literal["rb"] = "rb") -> io.BufferedReader:
        """A stream that can be searched. Raises `FileNotFoundError` or `OSError`."""
        return io.BufferedReader(_storage().open_input_file(f"{self.bucket}/{self.key}"))


@dataclass(frozen=True, slots=True)
class InMemory:
    """Bytes that came out of another file: a member of an archive, a page of a WARC."""

    name: str
    data: bytes = field(repr=False)

    def open(self, mode: Literal["rb"] = "rb") -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(self.data))


def at(location: str | Path | S3Path) -> Path | S3Path:
    """The file, folder or object of an address: a local path, or `s3://bucket/key`."""
    if isinstance(location, str) and location.startswith(_SCHEME):
        bucket, _, key = location.removeprefix(_SCHEME).partition("/")
        return S3Path(bucket, key)
    return Path(location) if isinstance(location, str) else location


def objects(prefix: S3Path) -> Iterator[tuple[S3Path, str]]:
    """The objects at or below a prefix, and their paths below it, in order; hidden ones are left out.

    Raises `FileNotFoundError` if nothing lies there, `OSError` if there is no such bucket or the storage can't be asked.
    """
    from pyarrow.fs import FileSelector

    base = f"{prefix.bucket}/{prefix.key}".rstrip("/")
    single = _storage().get_file_info(base)
    if single.is_file:
        yield S3Path(prefix.bucket, prefix.key, Facts(single.size, single.mtime_ns)), prefix.name
        return
    found = sorted(_storage().get_file_info(FileSelector(base, recursive=True)), key=lambda info: info.path)
    for info in found:
        below = info.path[len(base) + 1 :]
        if info.is_file and not any(part.startswith(".") for part in below.split("/")):
            yield S3Path(prefix.bucket, info.path[len(prefix.bucket) + 1 :], Facts(info.size, info.mtime_ns)), below


@cache
def _storage() -> Any:
    """Listing and reading of S3; imported when it is needed, because Arrow is heavy."""
    from pyarrow.fs import S3FileSystem

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")  # Arrow doesn't look for these two
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return S3FileSystem(endpoint_override=endpoint, region=region)
