"""What the checks cost: the share of `dateline extract`'s wall time that validation takes, in one process.

    python benchmarks/validation_share.py [COUNT]

Runs the command on COUNT articles (2,000 unless given) of `benchmarks/corpus.py`, in this process and into a new folder, and
times every call of the checks: the wait for Great Expectations' import is part of them, as far as it isn't over by then.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()  # imports are part of what a user waits for
from corpus import write_corpus
from rich.console import Console
from rich.table import Table


def timed(function: Callable[..., Any], calls: list[tuple[float, float]]) -> Callable[..., Any]:
    """The function, adding wall and CPU seconds of each call to `calls`."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        wall, cpu = time.perf_counter(), time.thread_time()
        result = function(*args, **kwargs)
        calls.append((time.perf_counter() - wall, time.thread_time() - cpu))
        return result

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=2_000)
    count = parser.parse_args().count
    calls: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATELINE_ROOT": f"{folder}/root", "DATELINE_WORKERS": "1"}
        news = write_corpus(Path(folder) / "corpus.jsonl", count)
        from dateline import quality
        from dateline.cli_extract import extract_files

        quality.validate = timed(quality.validate, calls)
        status = extract_files([str(news)], source_name="corpus", published=None, console=Console(), errors=Console(stderr=True))
    wall, cpu = time.perf_counter() - STARTED, time.process_time()
    table = Table(title=f"dateline extract over {count:,} articles, Python {platform.python_version()}")
    for column in ("", "wall seconds", "CPU seconds"):
        table.add_column(column, justify="right" if column else "left")
    checked, checked_cpu = sum(w for w, _ in calls), sum(c for _, c in calls)
    table.add_row("everything", f"{wall:.1f}", f"{cpu:.1f}")
    table.add_row(f"validation, {len(calls)} calls", f"{checked:.1f}", f"{checked_cpu:.1f}")
    table.add_row("share", f"{checked / wall:.1%}", f"{checked_cpu / cpu:.1%}")
    Console().print(table)
    sys.exit(status)


if __name__ == "__main__":
    main()
