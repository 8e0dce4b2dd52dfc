"""An archive through the scheduler: LocalExecutor with two slots, from an empty database and an empty root to the report.

    PYTHONPATH=plugins python benchmarks/scheduled_archive.py [COUNT]

Starts `make up`'s components on free ports with a home and a root of their own, hands COUNT articles (20,000 unless given) to
`news_ingest` over the REST API, and starts `news_extract` until nothing is left to extract. Articles are made-up reports of some
100 words: what is measured is whether Airflow carries so many, not how long news is. Prints articles, words, wall time, failed
tasks, what every step took and its largest process, and Airflow's own overhead: of a task what it takes beyond its step (a
process, Airflow's imports, the DAG file, the API), of a run the time in which none of its tasks ran.
Exit status 1 when a task failed or was tried twice, or an article is missing.
"""

import argparse
import itertools
import json
import os
import platform
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from corpus import FIRST_DAY, TOWNS
from corpus_copies import story
from rich.console import Console
from rich.table import Table

from dateline_airflow.rest import Rest
from dateline_airflow.up import free_port

PROJECT = Path(__file__).resolve().parents[1]
SLOTS = 2
PARAGRAPHS, DAYS = 3, 28
ARTICLES_PER_FILE = 500
FILES_PER_TASK = 4
ARTICLES_PER_SHARD = 500  # of some 107 words each: as many words as 130 news articles
START_SECONDS, POLL_SECONDS = 300, 5
RUNS = ("news_ingest", "news_extract", "news_report")


@dataclass
class Measured:
    """What the steps sent to StatsD."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    peak_memory_mb: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def take(self, line: str) -> None:
        """One StatsD line: `airflow.dateline.step.DAG.TASK.seconds:1234.5|ms` or `….peak_memory_mb:900|g`."""
        name, _, rest = line.partition(":")
        step, _, what = name.removeprefix("airflow.dateline.step.").rpartition(".")
        value = float(rest.partition("|")[0])
        if what == "seconds":
            self.seconds[step].append(value / 1000)
        elif what == "peak_memory_mb":
            self.peak_memory_mb[step] = max(self.peak_memory_mb[step], value)


@contextmanager
def statsd() -> Iterator[tuple[int, Measured]]:
    """A StatsD server that keeps what Dateline's steps send: its port and what came."""
    measured = Measured()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def listen() -> None:
            while data := server.recv(65_536):
                for line in data.decode().splitlines():
                    if line.startswith("airflow.dateline.step."):
                        measured.take(line)
                    elif line == "end":
                        return

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        yield server.getsockname()[1], measured
        server.sendto(b"end", server.getsockname())
        listener.join()


def short_stories(count: int) -> Iterator[dict[str, str]]:
    """Made-up reports in real towns, as records of JSONL, no two alike: `benchmarks/corpus.py` has too few paragraphs for so many."""
    for number in range(count):
        rng = random.Random(number)
        told = story(rng)
        text = "\n\n".join(" ".join(sentences) for sentences in told.paragraphs[:PARAGRAPHS]).replace(told.place, rng.choice(TOWNS))
        day = FIRST_DAY + timedelta(days=number % DAYS)
        yield {"id": f"story-{number:06d}", "title": text.partition(",")[0], "published": day.isoformat(), "text": text}


def write_news(folder: Path, count: int) -> int:
    """Write the articles as JSONL files; returns their words."""
    folder.mkdir()
    articles = short_stories(count)
    words = 0
    for number in range(0, count, ARTICLES_PER_FILE):
        part = list(itertools.islice(articles, ARTICLES_PER_FILE))
        words += sum(len(article["text"].split()) for article in part)
        (folder / f"{number:06d}.jsonl").write_text("".join(f"{json.dumps(article)}\n" for article in part), encoding="utf-8")
    return words


@contextmanager
def airflow(folder: Path, statsd_port: int) -> Iterator[Rest]:
    """Scheduler, DAG processor, triggerer and API server, until the block ends."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW__", "DATELINE_"))},
        "PYTHONPATH": os.pathsep.join((str(PROJECT / "include"), str(PROJECT / "plugins"))),
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(SLOTS),
        "AIRFLOW__METRICS__STATSD_ON": "True",
        "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
        "AIRFLOW__METRICS__STATSD_PORT": str(statsd_port),
        "DATELINE_ROOT": str(folder / "root"),
        "DATELINE_BATCH_SIZE": str(FILES_PER_TASK),
        "DATELINE_SHARD_SIZE": str(ARTICLES_PER_SHARD),
        "DATELINE_WORKERS": "1",
    }
    if "DATELINE_CACHE" in os.environ:
        environment["DATELINE_CACHE"] = os.environ["DATELINE_CACHE"]
    log = folder / "up.log"
    with log.open("wb") as stream:
        command = [sys.executable, "-m", "dateline_airflow.up", "--port", str(port)]
        up = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        rest = Rest(f"http://127.0.0.1:{port}")

        def is_ready() -> bool:
            if up.poll() is not None:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            try:
                return set(RUNS) <= rest.dag_ids()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                return False

        wait_for(is_ready, START_SECONDS)
        rest.pause("news_feeds", is_paused=True)  # nothing to fetch
        yield rest
    finally:
        up.send_signal(signal.SIGTERM)
        up.wait(timeout=60)


def carry(rest: Rest, news: Path, say: Callable[[str], None]) -> None:
    """Ingest everything, extract until nothing is left, and wait for the reports."""
    run_id = rest.trigger("news_ingest", {"inputs": [str(news)], "source_name": "corpus"})
    wait_for(lambda: rest.run("news_ingest", run_id)["state"] in ("success", "failed"), None)
    say(f"news_ingest {(state := rest.run('news_ingest', run_id)['state'])}")
    if state == "failed":
        return
    wait_for(lambda: bool(rest.runs("news_extract")), 300)  # started by the asset
    while True:
        wait_for(lambda: all(is_over(run) for run in rest.runs("news_extract")), None)
        last = max(rest.runs("news_extract"), key=lambda run: run["end_date"])
        states = [task["state"] for task in rest.tasks("news_extract", last["dag_run_id"]) if task["task_id"] == "extract_shard"]
        say(f"news_extract {last['state']}, {states.count('success')} shards")
        if last["state"] == "failed" or "success" not in states:
            break
        rest.trigger("news_extract")
    wait_for(lambda: bool(rest.runs("news_report")) and all(is_over(run) for run in rest.runs("news_report")), None)
    say("news_report ended")


def read_root(root: Path) -> tuple[list[str], int]:
    """The ledger's outcomes, and how many events there are; nothing where nothing was published."""
    import pyarrow.parquet as pq

    if not (root / "events").exists():
        return [], 0
    return pq.read_table(root / "ledger", columns=["outcome"])["outcome"].to_pylist(), pq.read_table(
        root / "events", columns=["event_id"]
    ).num_rows


def is_over(run: dict[str, Any]) -> bool:
    return run["state"] in ("success", "failed")


def wait_for(happened: Callable[[], bool], seconds: float | None) -> None:
    """Ask every few seconds. Raises `TimeoutError` when it doesn't happen in time; None waits for ever."""
    begun = time.monotonic()
    while not happened():
        if seconds is not None and time.monotonic() - begun > seconds:
            raise TimeoutError(f"waited {seconds} s")
        time.sleep(POLL_SECONDS)


def seconds_between(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def idle_seconds(run: dict[str, Any], tasks: list[dict[str, Any]]) -> float:
    """How much of a run's time none of its tasks was running."""
    busy, until = 0.0, run["start_date"]
    for start, end in sorted((task["start_date"], task["end_date"]) for task in tasks if task["start_date"] and task["end_date"]):
        if end > until:
            busy += seconds_between(max(start, until), end)
            until = end
    return seconds_between(run["start_date"], run["end_date"]) - busy


def show(console: Console, runs: list[dict[str, Any]], tasks: list[dict[str, Any]], measured: Measured) -> None:
    """Tables: steps, and Airflow's overhead."""
    ran = [task for task in tasks if task["state"] == "success" and task["duration"]]
    durations = defaultdict(list)
    for task in ran:
        durations[f"{task['dag_id']}.{task['task_id']}"].append(task["duration"])
    table = Table(title="Steps")
    for column in ("step", "tasks", "seconds of the step, mean", "longest", "Airflow's beside it, mean", "largest process, MB"):
        table.add_column(column, justify="left" if column == "step" else "right")
    beside, count = 0.0, 0
    for name in sorted(measured.seconds):
        own, whole = measured.seconds[name], durations.get(name, [])
        if len(own) == len(whole):
            beside, count = beside + sum(whole) - sum(own), count + len(own)
        extra = f"{(sum(whole) - sum(own)) / len(own):.1f}" if len(own) == len(whole) else "-"
        figures = (str(len(own)), f"{statistics.mean(own):.1f}", f"{max(own):.1f}", extra, f"{measured.peak_memory_mb[name]:,.0f}")
        table.add_row(name, *figures)
    console.print(table)
    by_run = defaultdict(list)
    for task in tasks:
        by_run[task["dag_run_id"], task["dag_id"]].append(task)
    idle = [idle_seconds(run, by_run[run["dag_run_id"], run["dag_id"]]) for run in runs if run["start_date"] and run["end_date"]]
    console.print(
        f"Airflow's overhead: {beside / max(count, 1):.1f} s a task; {statistics.median(idle):.1f} s a run (median of {len(idle)} runs)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    count = parser.parse_args().count
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # everything that was started is stopped on the way out
    console = Console(width=140)
    started = time.monotonic()

    def say(text: str) -> None:
        console.print(f"[{time.monotonic() - started:7.0f} s] {text}", highlight=False)

    with tempfile.TemporaryDirectory() as name, statsd() as (statsd_port, measured):
        folder = Path(name)
        words = write_news(folder / "news", count)
        with airflow(folder, statsd_port) as rest:
            say(f"Airflow is up; {count:,} articles, {words:,} words")
            begun = time.monotonic()
            carry(rest, folder / "news", say)
            wall = time.monotonic() - begun
            runs, tasks = [run for run in rest.runs() if is_over(run)], rest.tasks()
        outcomes, events = read_root(folder / "root")
    failed = [f"{task['dag_id']}.{task['task_id']}" for task in tasks if task["state"] in ("failed", "upstream_failed")]
    again = [f"{task['dag_id']}.{task['task_id']}" for task in tasks if task["try_number"] > 1]
    ran = sum(task["state"] == "success" for task in tasks)
    console.print(f"Python {platform.python_version()}, LocalExecutor with {SLOTS} slots, SQLite")
    console.print(f"{count:,} articles, {words:,} words: {wall:,.0f} s by the clock, {words / wall:,.0f} words/s")
    console.print(f"{len(runs)} runs, {ran} tasks ended well, {len(failed)} failed {failed or ''}, {len(again)} tried twice {again or ''}")
    console.print(f"articles by outcome: { {name: outcomes.count(name) for name in sorted(set(outcomes))} }; {events:,} events")
    show(console, runs, tasks, measured)
    return 1 if failed or again or len(outcomes) != count else 0


if __name__ == "__main__":
    sys.exit(main())
