"""Which files there are to read, and of which kind each is."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.sources.decoding import decode

KIND_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_HEAD_BYTES = 4096
_UNKNOWN = f"unknown kind of file; known are {' '.join(KIND_BY_SUFFIX)}"


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read."""

    path: Path
    source_id: str  # path below the given folder with `/`, or the file's name when the file itself was given
    kind: str  # contracts.codes.SOURCE_KINDS
    size: int  # bytes, with its sidecar
    mtime_ns: int  # the later of its own and its sidecar's


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a folder holds. Each file is in one of the two, but for hidden files and sidecars, which are in neither."""

    files: tuple[InputFile, ...]  # by source_id
    skipped: tuple[tuple[str, str], ...]  # (source_id, why), by source_id


def discover(inputs: Sequence[Path]) -> Discovered:
    """List the files below the given folders, and the given files themselves.

    Raises `FileNotFoundError` for an input that doesn't exist. Hidden files and folders are left out. Two different files
    with the same path below their folders would become one article, so the later one is skipped and named.
    """
    found: dict[str, InputFile] = {}
    skipped: dict[str, str] = {}
    unknown: dict[str, Path] = {}
    sidecars: set[Path] = set()
    for given in inputs:
        errors: list[OSError] = []
        for path, source_id in _walk(given, errors):
            try:
                known = found.get(source_id)
                if known is not None:
                    if not path.samefile(known.path):
                        skipped[f"{source_id} ({path})"] = f"has the same path as {known.path}; give their common parent folder instead"
                    continue
                kind = _kind(path)
                sidecar = sidecar_of(path) if kind == "text" else None
                facts = [p.stat() for p in (path, sidecar) if p is not None]
            except OSError as error:
                errors.append(error)
                continue
            if kind is None:
                unknown[source_id] = path
                continue
            found[source_id] = InputFile(path, source_id, kind, sum(f.st_size for f in facts), max(f.st_mtime_ns for f in facts))
            if sidecar is not None:
                sidecars.add(sidecar)
        skipped |= {_readable(os.path.relpath(e.filename, given)): f"cannot be opened: {e.strerror}" for e in errors}
    skipped |= {source_id: _UNKNOWN for source_id, path in unknown.items() if path not in sidecars}
    return Discovered(tuple(found[key] for key in sorted(found)), tuple(sorted(skipped.items())))


def _walk(given: Path, errors: list[OSError]) -> Iterator[tuple[Path, str]]:
    if given.is_dir():
        for folder, folders, names in os.walk(given, onerror=errors.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    path = Path(folder, name)
                    yield path, _readable(path.relative_to(given).as_posix())
    elif given.exists():
        yield given, _readable(given.name)
    else:
        raise FileNotFoundError(f"no such file or folder: {given}")


def _readable(path: str) -> str:
    """A name whose bytes are no UTF-8 could not be stored; its odd bytes are written as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def suffix(name: str) -> str:
    """The extension in lower case, `.jsonl.gz` in one piece."""
    suffixes = [s.lower() for s in Path(name).suffixes[-2:]]
    return "".join(suffixes) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def _kind(path: Path) -> str | None:
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    extension = suffix(path.name)
    return KIND_BY_SUFFIX.get(extension) if extension else _kind_by_content(path)


def _kind_by_content(path: Path) -> str | None:
    with path.open("rb") as file:
        head = decode(file.read(_HEAD_BYTES), is_cut=True)
    if head is None:
        return None
    start = head.lstrip()[:200].lower()
    if start.startswith("{"):
        return "jsonl"
    return "html" if is_web_page(start) else "text"


def is_web_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml", "<head", "<!--"))


def sidecar_of(path: Path) -> Path | None:
    """NAME.json beside the text NAME.txt: what is known about it."""
    sidecar = path.with_suffix(".json")
    return sidecar if sidecar.is_file() else None
