"""A lock in object storage: an object that names its holder, taken and given back by conditional PUTs.

The holder writes it anew every few seconds. Whoever waits and sees it unchanged for `LEASE_SECONDS`, by its own clock, takes it
over: no clocks are compared. A holder that only stood still finds out at its next write, and `objects.publish` refuses it.
"""

import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache

from dateline.paths import ChangedMeanwhileError, ObjectPath

LEASE_SECONDS = 45.0
_BEATS = 5  # writes in that time
_LOOK_SECONDS = 0.5


@dataclass(slots=True)
class Lease:
    """A lock that this thread holds."""

    file: ObjectPath
    etag: str  # as it was last written
    depth: int = 1  # how often the thread has entered
    fence: str | None = None  # see `objects.publish`
    is_lost: bool = False
    released: threading.Event = field(default_factory=threading.Event)


class _OfThread(threading.local):
    def __init__(self) -> None:
        self.leases: dict[ObjectPath, Lease] = {}


_mine = _OfThread()


@contextmanager
def leased(file: ObjectPath, timeout_seconds: float) -> Iterator[Lease]:
    """Hold the lock; may be entered again by the thread that holds it. Raises `TimeoutError`, which says who holds it.

    Raises `RuntimeError` for a store that ignores conditions: there two publishers could overwrite each other's rows.
    """
    lease = _mine.leases.get(file)
    if lease is not None:
        lease.depth += 1
    else:
        lease = _mine.leases[file] = _take(file, timeout_seconds)
        beating = threading.Thread(target=_beat, args=(lease,), daemon=True)
        beating.start()
    try:
        if lease.depth == 1:
            _require_conditions(file)
        yield lease
    finally:
        lease.depth -= 1
        if not lease.depth:
            del _mine.leases[file]
            lease.released.set()
            beating.join()
            with suppress(OSError):  # lost, or out of reach: then it runs out by itself
                file.put(_record(None), replaces=lease.etag)


def held(file: ObjectPath) -> Lease | None:
    """The lease that this thread holds, if it does."""
    lease = _mine.leases.get(file)
    return None if lease is None or lease.is_lost else lease


def _take(file: ObjectPath, timeout_seconds: float) -> Lease:
    deadline = time.monotonic() + timeout_seconds
    seen, since = "", 0.0
    while True:
        try:
            content, etag = file.read_version()
            holder = json.loads(content)["holder"]
        except FileNotFoundError:
            holder, etag = None, None
        if etag != seen:
            seen, since = etag or "", time.monotonic()
        if holder is None or time.monotonic() - since >= LEASE_SECONDS:
            with suppress(ChangedMeanwhileError):  # another was quicker
                return Lease(file, file.put(_record(_own_name()), replaces=etag))
        if time.monotonic() >= deadline:
            raise TimeoutError(f"{file.parent.parent} is being published by {holder}; waited {timeout_seconds:g} s. Try again later.")
        time.sleep(min(_LOOK_SECONDS, LEASE_SECONDS / _BEATS))


def _beat(lease: Lease) -> None:
    while not lease.released.wait(LEASE_SECONDS / _BEATS):
        try:
            lease.etag = lease.file.put(_record(_own_name()), replaces=lease.etag)
        except ChangedMeanwhileError:
            lease.is_lost = True
            return
        except OSError:
            continue  # out of reach for the moment


def _record(holder: str | None) -> bytes:
    """Never the same bytes twice, so that no two states have one ETag."""
    return json.dumps({"holder": holder, "beat": uuid.uuid4().hex}).encode()


def _own_name() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


@cache
def _require_conditions(file: ObjectPath) -> None:
    """Once in a process: the object is there, so this must fail."""
    try:
        file.put(b'{"holder": null}', replaces=None)
    except ChangedMeanwhileError:
        return
    raise RuntimeError(f"{file.bucket}: this object storage ignores If-None-Match on PUT; a root needs one that has conditional writes")
