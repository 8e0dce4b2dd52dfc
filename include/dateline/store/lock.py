"""One publisher at a time: the lock on a root."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from dateline.paths import ObjectPath
from dateline.store.lease import held, leased
from dateline.store.paths import lock_file


@cache
def _lock(path: Path) -> FileLock:
    # One object per path, because the lock is re-entrant per object.
    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path)


@contextmanager
def locked(file: Path, timeout_seconds: float) -> Iterator[None]:
    """Hold the lock that a file stands for; of a root see `publication.publishing`, by which it is entered."""
    if isinstance(file, ObjectPath):
        with leased(file, timeout_seconds):
            yield
        return
    lock = _lock(file.resolve())
    try:
        lock.acquire(timeout=timeout_seconds)
    except Timeout:
        holder = file.read_text(encoding="utf-8").strip() or "unknown"
        raise TimeoutError(
            f"{file.parent.parent} is being published by process {holder}; waited {timeout_seconds:g} s. Try again when it has ended."
        ) from None
    try:
        file.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def require_publishing(root: Path) -> None:
    """Raise `RuntimeError` unless this thread holds the lock on the root."""
    file = lock_file(root)
    is_held = held(file) is not None if isinstance(file, ObjectPath) else _lock(file.resolve()).is_locked
    if not is_held:
        raise RuntimeError(f"{root} may only be changed inside `store.publishing(root)`")
