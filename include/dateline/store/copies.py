"""Local copies of objects: Parquet readers and memory maps want files."""

import hashlib
import os
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import IO, Any

from dateline.paths import ObjectPath, version_of

UNUSED_DAYS = 3  # a copy that nobody asked for so long is removed


def readable(path: Path) -> Path | IO[Any]:
    """What pyarrow can open: the path itself, or an object's content, of one version throughout.

    Published files are kept on this machine until the object changes. What lies below `_…` and `staging` isn't kept: it may hold
    texts that have to be forgotten. Raises `FileNotFoundError`, and `ChangedMeanwhileError` for one that was replaced this moment.
    """
    if not isinstance(path, ObjectPath):
        return path
    if any(part.startswith("_") or part == "staging" for part in path.parts[2:]):
        return path.open("rb")
    return kept_copy(path)


def kept_copy(path: Path) -> Path:
    """A local file with the content of an object, fetched when this version isn't here yet; a local path is its own copy."""
    if not isinstance(path, ObjectPath):
        return path
    etag = version_of(path)
    name = hashlib.sha256(f"{path}\x1f{etag}".encode()).hexdigest()[:40]
    copy = copies_folder() / name[:2] / f"{name}{path.suffix}"
    try:
        os.utime(copy)
        return copy
    except FileNotFoundError:
        _remove_unused(copies_folder())
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copies_folder()) as folder:
        path.download(Path(folder) / "part", etag)
        os.replace(Path(folder) / "part", copy)
    return copy


def copies_folder() -> Path:
    """Where this machine keeps its copies."""
    home = os.environ.get("DATELINE_CACHE")
    return (Path(home) if home else Path.home() / ".cache" / "dateline") / "objects"


@cache
def _remove_unused(folder: Path) -> None:
    """Once in a process."""
    before = time.time() - UNUSED_DAYS * 86_400
    for copy in folder.glob("??/*"):
        if copy.stat().st_mtime < before:
            copy.unlink(missing_ok=True)
