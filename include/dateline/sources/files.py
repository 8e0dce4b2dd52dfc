"""Which files there are to read, and of which kind each is."""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dateline.sources.decoding import decode
from dateline.sources.locations import InMemory, S3Path, at, objects
from dateline.sources.rejects import storable

KIND_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".json": "json",
    ".jsonld": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".eml": "eml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "archive",
    ".tar": "archive",
    ".tar.gz": "archive",
    ".tgz": "archive",
}
_KIND_BY_MAGIC = ((b"%PDF-", "pdf"), (b"PAR1", "parquet"), (b"PK\x03\x04", "archive"), (b"WARC/", "warc"))
_XML = ("<?xml", "<rss", "<feed", "<rdf:rdf", "<newsitem", "<newsmessage")
_HEAD_BYTES = 4096
UNKNOWN = f"unknown kind of file; known are {' '.join(KIND_BY_SUFFIX)}"


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read."""

    path: Path | S3Path | InMemory
    source_id: str  # path below the given folder with `/`, or the file's name when the file itself was given
    kind: str  # a value of KIND_BY_SUFFIX: which reader takes it
    size: int  # bytes, with its sidecar
    mtime_ns: int  # the later of its own and its sidecar's


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a folder holds. Each file is in one of the two, but for hidden files and sidecars, which are in neither."""

    files: tuple[InputFile, ...]  # by source_id
    skipped: tuple[tuple[str, str], ...]  # (source_id, why), by source_id


def discover(inputs: Sequence[str | Path | S3Path]) -> Discovered:
    """List the files below the given folders and `s3://` prefixes, and the given files themselves.

    Raises `FileNotFoundError` for an input that doesn't exist. Hidden files and folders are left out. Two different files
    with the same path below their folders would become one article, so the later one is skipped and named.
    """
    found: dict[str, InputFile] = {}
    skipped: dict[str, str] = {}
    unknown: dict[str, Path | S3Path] = {}
    sidecars: set[Path | S3Path] = set()
    for given in map(at, inputs):
        errors: list[OSError] = []
        for path, source_id in _walk(given, errors):
            try:
                known = found.get(source_id)
                if known is not None:
                    if not _is_same(path, known.path):
                        skipped[f"{source_id} ({path})"] = f"has the same path as {known.path}; give their common parent folder instead"
                    continue
                kind = _kind(path)
                sidecar = sidecar_of(path) if kind == "text" else None
                facts = [p.stat() for p in (path, sidecar) if p is not None]
            except OSError as error:
                skipped[source_id] = f"cannot be opened: {error.strerror or error}"
                continue
            if kind is None:
                unknown[source_id] = path
                continue
            found[source_id] = InputFile(path, source_id, kind, sum(f.st_size for f in facts), max(f.st_mtime_ns for f in facts))
            if sidecar is not None:
                sidecars.add(sidecar)
        skipped |= {_readable(os.path.relpath(str(e.filename), str(given))): f"cannot be opened: {e.strerror}" for e in errors}
    skipped |= dict.fromkeys(unknown, UNKNOWN)
    files = tuple(found[key] for key in sorted(found) if found[key].path not in sidecars)
    return Discovered(files, tuple(sorted(skipped.items())))


def _walk(given: Path | S3Path, errors: list[OSError]) -> Iterator[tuple[Path | S3Path, str]]:
    if isinstance(given, S3Path):
        yield from ((path, storable(name)) for path, name in objects(given))
    elif given.is_dir():
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


def _is_same(one: Path | S3Path, other: Path | S3Path | InMemory) -> bool:
    return one.samefile(other) if isinstance(one, Path) and isinstance(other, Path) else one == other


def _readable(path: str) -> str:
    """A name whose bytes are no UTF-8 could not be stored; its odd bytes are written as `\\xNN`."""
    return storable(os.fsencode(path).decode("utf-8", errors="backslashreplace"))


def suffix(name: str) -> str:
    """The extension in lower case, `.jsonl.gz` in one piece."""
    suffixes = [s.lower() for s in PurePosixPath(name).suffixes[-2:]]
    return "".join(suffixes) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def _kind(path: Path | S3Path) -> str | None:
    if isinstance(path, Path) and not stat.S_ISREG(path.stat().st_mode):
        return None
    extension = suffix(path.name)
    return KIND_BY_SUFFIX.get(extension) if extension else _kind_by_content(path)


def _kind_by_content(path: Path | S3Path) -> str | None:
    with path.open("rb") as file:
        data = file.read(_HEAD_BYTES)
    by_magic = next((kind for magic, kind in _KIND_BY_MAGIC if data.startswith(magic)), None)
    head = decode(data, is_cut=True)
    if by_magic or head is None:
        return by_magic
    start = head.lstrip()
    if start.startswith("{"):
        return "jsonl" if _is_object(start.partition("\n")[0]) or len(data) == _HEAD_BYTES and "\n" not in start else "json"
    if start.lower().startswith(_XML) and "<html" not in start.lower():
        return "xml"
    return "html" if is_web_page(start) else "text"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def is_web_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml", "<head", "<!--"))


def sidecar_of(path: Path | S3Path | InMemory) -> Path | S3Path | None:
    """NAME.json beside the text NAME.txt: what is known about it."""
    if isinstance(path, InMemory):
        return None
    sidecar = path.with_suffix(".json")
    return sidecar if sidecar.is_file() else None
