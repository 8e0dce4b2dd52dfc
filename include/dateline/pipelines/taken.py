"""Which input files were taken: by path, size, time and hash, under `<root>/_state/taken/`.

Input is only ever read, so this is the memory of what is done. One small JSON file per first byte of the path's hash: a
look-up reads only the files that it needs, and a change replaces one of them whole.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from dateline.paths import ObjectPath, version_of, write_whole

_LATELY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One input file as it was when it was taken."""

    path: str  # absolute, as it was read
    size: int  # bytes
    mtime_ns: int
    sha256: str


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def describe(path: Path) -> TakenFile:
    """A file as it is now."""
    stat = path.stat()
    return TakenFile(str(path.resolve()), stat.st_size, stat.st_mtime_ns, fingerprint(path))


def is_taken(root: Path, path: Path, size: int, mtime_ns: int) -> bool:
    """Whether exactly this file was taken: same path and size, and the same time or else the same bytes."""
    bucket = _bucket(root, str(path))
    content = _lately(bucket, int(time.monotonic() / _LATELY_SECONDS)) if isinstance(bucket, ObjectPath) else _current(bucket)
    known = content.get(str(path))
    if known is None or known["size"] != size:
        return False
    return known["mtime_ns"] == mtime_ns or known["sha256"] == fingerprint(path)


def remember(root: Path, files: Iterable[TakenFile]) -> None:
    """Write down files as taken. Call it inside the lock on the root, after publication."""
    by_bucket: dict[Path, list[TakenFile]] = defaultdict(list)
    for file in files:
        by_bucket[_bucket(root, file.path)].append(file)
    for bucket, taken in sorted(by_bucket.items()):
        known = _load(bucket) | {file.path: asdict(file) for file in taken}
        write_whole(bucket, json.dumps(known, sort_keys=True, ensure_ascii=False))


def _bucket(root: Path, path: str) -> Path:
    return root / "_state" / "taken" / f"{hashlib.sha256(path.encode()).hexdigest()[:2]}.json"


@lru_cache(256)
def _lately(bucket: Path, _: int) -> dict[str, dict]:
    """For the trigger, which asks for every file of the landing folder every few seconds."""
    return _load(bucket)


def _current(bucket: Path) -> dict[str, dict]:
    """What a bucket holds now, read once for each version of its file: a landing folder has thousands of files to a bucket."""
    return _of_version(bucket, version_of(bucket)) if bucket.exists() else {}


@lru_cache(256)
def _of_version(bucket: Path, _: str) -> dict[str, dict]:
    return _load(bucket)


def _load(bucket: Path) -> dict[str, dict]:
    return json.loads(bucket.read_text(encoding="utf-8")) if bucket.exists() else {}
