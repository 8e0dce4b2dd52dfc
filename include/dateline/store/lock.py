"""One publisher at a time: the lock on a root."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from dateline.store.paths import lock_file


@cache
def _lock(path: Path) -> FileLock:
    # One object per path, because the lock is re-entrant per object.
    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path)


def _lock_of(root: Path) -> FileLock:
    return _lock(lock_file(root).resolve())


@contextmanager
def locked(root: Path, timeout_seconds: float) -> Iterator[None]:
    """Hold the lock on the root; see `publication.publishing`, by which it is entered."""
    lock = _lock_of(root)
    try:
        lock.acquire(timeout=timeout_seconds)
    except Timeout:
        holder = lock_file(root).read_text(encoding="utf-8").strip() or "unknown"
        raise TimeoutError(
            f"{root} is being published by process {holder}; waited {timeout_seconds:g} s. Try again when it has ended."
        ) from None
    try:
        lock_file(root).write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def require_publishing(root: Path) -> None:
    """Raise `RuntimeError` unless this thread holds the lock on the root."""
    if not _lock_of(root).is_locked:
        raise RuntimeError(f"{root} may only be changed inside `store.publishing(root)`")
