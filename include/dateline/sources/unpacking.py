"""Unpacking with bounds: a compressed file may not grow into anything, an archive may not write anywhere."""

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dateline.settings import Settings

# What reading a file, compressed or not, raises.
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
_FREE_BYTES = 50_000_000  # whatever its ratio, so much is no harm
_PIECE_BYTES = 1_048_576
_MAX_NAME_BYTES = 255  # what file systems hold
_MAX_DEPTH = 50  # folders within folders


class BombError(OSError):
    """Something unpacks to more than the settings allow."""


@dataclass(slots=True)
class Allowance:
    """How many bytes may still come out of a file of `packed_size` bytes."""

    packed_size: int
    limits: Settings
    taken: int = 0

    def take(self, size: int) -> None:
        """Count bytes. Raises `BombError` once they are too many."""
        self.taken += size
        if self.taken > self.limits.max_unpacked_bytes:
            raise BombError(f"It unpacks to more than {self.limits.max_unpacked_bytes:,} bytes.")
        if self.taken > _FREE_BYTES and self.taken > self.limits.max_expansion_ratio * self.packed_size:
            raise BombError(f"{self.packed_size:,} bytes unpack to more than {self.limits.max_expansion_ratio:,.0f} times as many.")


class _Counted(io.RawIOBase):
    """A stream of unpacked bytes that are counted as they come."""

    def __init__(self, stream: gzip.GzipFile, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._allowance.take(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def gunzipped(stream: IO[bytes], packed_size: int, limits: Settings) -> io.BufferedReader:
    """The unpacked bytes of a gzip stream; reading raises `BombError`, or one of `BROKEN`."""
    return io.BufferedReader(_Counted(gzip.GzipFile(fileobj=stream, mode="rb"), Allowance(packed_size, limits)))


@dataclass(frozen=True, slots=True)
class Refused:
    """A member of an archive that was not unpacked."""

    name: str
    reason: str  # a reason of `rejects.REMEDIES`
    detail: str


def unpack(stream: IO[bytes], packed_size: int, folder: Path, limits: Settings) -> Iterator[Refused]:
    """Unpack a zip or tar (plain or gz) into an empty folder; yields the members that were refused.

    Only plain files are written, and only below the folder: links, devices, absolute names and names with `..` are refused.
    Raises `BombError` when it grows too large, and one of `BROKEN` when it breaks off; what came before lies in the folder.
    """
    allowance = Allowance(packed_size, limits)
    is_zip = zipfile.is_zipfile(stream)
    stream.seek(0)
    yield from _unpack_zip(stream, folder, allowance) if is_zip else _unpack_tar(stream, folder, allowance)


def _unpack_zip(stream: IO[bytes], folder: Path, allowance: Allowance) -> Iterator[Refused]:
    with zipfile.ZipFile(stream) as archive:
        for number, member in enumerate(archive.infolist()):
            _check_number(number, allowance.limits)
            mode = member.external_attr >> 16
            if member.is_dir():
                continue
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                yield Refused(member.filename, "unsafe_name", "It is a link or a device, no file.")
            elif member.flag_bits & 1:
                yield Refused(member.filename, "encrypted", "It is encrypted.")
            elif why := _why_unsafe(member.filename, folder):
                yield Refused(member.filename, "unsafe_name", why)
            else:
                try:
                    with archive.open(member) as source:
                        _write(source, folder / member.filename, allowance)
                except NotImplementedError as error:
                    yield Refused(member.filename, "broken_archive", f"Its compression is not known: {error}")
                except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                    yield Refused(member.filename, "broken_archive", f"It is damaged: {error}")


def _unpack_tar(stream: IO[bytes], folder: Path, allowance: Allowance) -> Iterator[Refused]:
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    plain = gunzipped(stream, allowance.packed_size, allowance.limits) if packed else stream
    # Each byte of a packed tar is counted as it is unpacked, headers and all; of a plain one as it is written.
    counter = Allowance(allowance.packed_size, allowance.limits)
    with tarfile.open(fileobj=plain, mode="r|", bufsize=_PIECE_BYTES) as archive:
        for number, member in enumerate(archive):
            _check_number(number, allowance.limits)
            archive.members.clear()  # type: ignore[attr-defined]  # tarfile remembers every member
            if member.isdir():
                continue
            if not member.isreg():
                yield Refused(member.name, "unsafe_name", "It is a link or a device, no file.")
            elif why := _why_unsafe(member.name, folder):
                yield Refused(member.name, "unsafe_name", why)
            else:
                source = archive.extractfile(member)
                assert source is not None, "a plain file has content"
                _write(source, folder / member.name, counter)


def _check_number(number: int, limits: Settings) -> None:
    if number >= limits.max_archive_members:
        raise BombError(f"It holds more than {limits.max_archive_members:,} files.")


def _why_unsafe(name: str, folder: Path) -> str | None:
    """Why a member may not be written under its name, in words; None if it may."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts:
        return "Its name leads out of the archive."
    if len(parts) > _MAX_DEPTH or any(len(part.encode("utf-8", "replace")) > _MAX_NAME_BYTES for part in parts):
        return "Its name is too long."
    if not parts[-1] or any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in name):
        return "Its name can't be written down."
    if (folder / name).exists() or any(parent.is_file() for parent in (folder / name).parents):
        return "Another file of the archive has the same name."
    return None


def _write(source: IO[bytes], target: Path, allowance: Allowance) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("wb") as file:
            while piece := source.read(_PIECE_BYTES):
                allowance.take(len(piece))
                file.write(piece)
    except BaseException:
        target.unlink()  # half a text is worse than none
        raise
