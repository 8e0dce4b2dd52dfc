"""The checks in a process of their own, so that Great Expectations loads and works beside the process that asks for them."""

import signal
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

import pyarrow as pa

from dateline.quality import checking
from dateline.quality.checking import Checked
from dateline.quality.known import Known


def warm_up() -> Thread:
    """Import Great Expectations in the background while something else is done; `validate` waits for it by itself."""
    thread = Thread(target=_import, name="import-great-expectations", daemon=True)
    thread.start()
    return thread


def start_process() -> None:
    """Start a process for the checks, which ends with this one; from now on `validate` asks it."""
    _process()


def validate(
    tables: Mapping[str, pa.Table], articles: pa.Table, *, run_id: str, checked_at: datetime, known: Known | None = None
) -> Checked:
    """As `checking.validate`, in the process of the checks if it was started. Raises `RuntimeError` where that process died."""
    if not _process.cache_info().currsize:
        return checking.validate(tables, articles, run_id=run_id, checked_at=checked_at, known=known)
    connection = _process()
    try:
        connection.send((tables, articles, run_id, checked_at, known))
        answer = connection.recv()
    except (EOFError, OSError) as error:
        _process.cache_clear()
        raise RuntimeError("The process of the checks died, perhaps for want of memory. Run the command again.") from error
    if isinstance(answer, Exception):
        raise answer
    assert isinstance(answer, Checked)
    return answer


@cache
def _process() -> Connection:
    """The way to the process; it is a daemon, so that a command that ends early doesn't wait for its imports."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=_serve, args=(theirs,), name="checks", daemon=True).start()
    theirs.close()
    return ours


def _serve(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # how a daemon is ended: it gives back what it has of the system's
    _import()
    while True:
        try:
            tables, articles, run_id, checked_at, known = connection.recv()
        except EOFError:  # whoever asked has ended
            return
        answer: Checked | Exception
        try:
            answer = checking.validate(tables, articles, run_id=run_id, checked_at=checked_at, known=known)
        except Exception as error:  # noqa: BLE001 - raised again where the checks were asked for
            error.add_note(traceback.format_exc())
            answer = error
        connection.send(answer)


def _import() -> None:
    from dateline.quality import suites  # noqa: F401
