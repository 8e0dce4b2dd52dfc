"""The landing folder: which files lie there, held still, and are not taken yet. Light: no pandas, no pyarrow."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.paths import ObjectPath
from dateline.pipelines.taken import is_taken


def waiting(root: Path, folder: Path, settle_seconds: float) -> list[Path]:
    """Files in the landing folder that are settled and not taken, sorted; none if there is no such folder.

    A file is settled when it was last changed at least `settle_seconds` ago, by the inode's time as well: copying tools set
    the file's own time back while they still write. Hidden files and `done/` are left alone.
    """
    if not folder.is_dir():
        return []
    found = []
    for path in _files(folder):
        try:
            if is_waiting(root, [path], settle_seconds):
                found.append(path)
        except FileNotFoundError:
            continue  # taken away between the two looks
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    if isinstance(folder, ObjectPath):
        for path in folder.rglob("*"):
            *folders, name = path.relative_to(folder).parts
            if "done" not in folders and not any(part.startswith(".") for part in (*folders, name)):
                yield path
        return
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith(".") and name != "done")
        yield from (Path(directory) / name for name in files if not name.startswith("."))


def is_waiting(root: Path, paths: Sequence[Any], settle_seconds: float) -> bool:
    """Whether files that belong together (local paths or objects) are all settled, and one of them isn't taken.

    Raises `FileNotFoundError` if one has gone.
    """
    newest_ns = time.time_ns() - int(settle_seconds * 1e9)
    facts = [(path.resolve(), path.stat()) for path in paths]
    if any(max(stat.st_mtime_ns, stat.st_ctime_ns) > newest_ns for _, stat in facts):
        return False
    return not all(is_taken(root, path, stat.st_size, stat.st_mtime_ns) for path, stat in facts)
