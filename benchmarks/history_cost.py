"""What 100 new articles cost in a root with a year of news, to what they cost in an empty one.

    python benchmarks/history_cost.py [--articles 200000] [--times 3] [--keep FOLDER] [--out FILE.json]

Makes up a root with so many articles over 365 days (`made_history.py`), puts its incidents together once, and then adds 100 real
articles (`corpus.py`), falling on 20 of these days, to a copy of it and to an empty root in turn: each time ingest, extract and incidents in a
process of its own, with one worker. Two ratios are printed: of the process from its start to its end, as `whole_pipeline.py` counts,
and of the steps alone, after the language model and the checks were loaded. `--keep` keeps the root for the next time; `--steps` can
name marts and report too, which read everything. Ends with 1 when the process takes more than 1.3 times as long.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from corpus import FIRST_DAY, corpus, write_corpus
from rich.console import Console
from rich.table import Table

BAR = 1.3
NEW, NEW_DAYS, DAYS = 100, 20, 365
TEMPLATES = 120
STEPS = ("ingest", "extract", "incidents")
PROCESS = "process"


def write_news(file: Path) -> Path:
    """The new articles, on days all over the year."""
    lines = []
    for number, article in enumerate(corpus(NEW, seed=2)):
        day = FIRST_DAY + timedelta(days=(number % NEW_DAYS) * (DAYS // NEW_DAYS) + 7)
        lines.append(json.dumps({**article, "published": day.isoformat()}))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def add(news: Path, steps: tuple[str, ...] = STEPS) -> dict[str, tuple[float, float]]:
    """Send news through the pipeline in this process, under the root in force; wall and CPU seconds by step."""
    from dateline import quality
    from dateline.extract import nlp
    from dateline.extract.places import gazetteer
    from dateline.pipelines import extract, ingest, report

    quality.warm_up()
    nlp.parse("Two people were killed in Goma on Monday, police said.")
    gazetteer.load()
    import great_expectations  # noqa: F401 - waits for what `warm_up` began

    took: dict[str, tuple[float, float]] = {}

    @contextmanager
    def timed(step: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        took[step] = (time.perf_counter() - wall, time.process_time() - cpu)

    with timed("ingest"):
        batches = ingest.discover("new", inputs=[str(news)], source_name="corpus")
        read = [ingest.read(batch) for batch in batches]
        ingest.publish(ingest.validate(ingest.near_duplicates("new", read)))
    with timed("extract"):
        shards = extract.plan("new")
        published = extract.publish("new", shards, extract.validate("new", [extract.extract_shard(shard) for shard in shards]))
    if len(published.days) < NEW_DAYS and news.stem == "new":
        raise RuntimeError(f"only {len(published.days)} days were published")
    if "incidents" in steps:
        with timed("incidents"):
            report.publish_incidents(report.find_incidents("new"))
    if "marts" in steps:
        with timed("marts"):
            report.build_marts()
    if "report" in steps:
        with timed("report"):
            report.build_report()
    return took


def in_own_process(root: Path, *arguments: str) -> dict[str, tuple[float, float]]:
    """Run this script's inner part on a root."""
    environment = {**os.environ, "DATELINE_ROOT": str(root), "DATELINE_WORKERS": "1"}
    began, before = time.perf_counter(), _cpu_seconds_of_children()
    done = subprocess.run([sys.executable, __file__, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    whole = (time.perf_counter() - began, _cpu_seconds_of_children() - before)
    return {**json.loads(done.stdout.splitlines()[-1]), PROCESS: whole}


def _cpu_seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def history(folder: Path, count: int, has_incidents: bool) -> Path:
    """The root with a past, made unless it is there."""
    root = folder / f"history-{count}"
    if root.exists():
        return root
    from made_history import make_history

    templates, unfinished = folder / "templates", folder / "unfinished"
    for old in (templates, unfinished):
        shutil.rmtree(old, ignore_errors=True)
    in_own_process(templates, "--add", str(write_corpus(folder / "templates.jsonl", TEMPLATES, seed=3, days=1)))
    make_history(unfinished, templates, count, days=DAYS)
    if has_incidents:
        took = in_own_process(unfinished, "--incidents")
        print(f"first incidents of {count:,} articles: {took['incidents'][0]:.0f} s", flush=True)
    unfinished.rename(root)
    return root


def main() -> int:
    """Print the table; exit status 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--add", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--incidents", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--steps", default=",".join(STEPS), help="those to run")
    given = parser.parse_args()
    if given.add:
        print(json.dumps(add(given.add, tuple(given.steps.split(",")))))
        return 0
    if given.incidents:
        from dateline import store
        from dateline.pipelines import day_counts, extract, report
        from dateline.settings import settings

        extract.plan("history")  # what it finds done it needn't look at again; nor count, as the runs that brought it would have done
        day_counts.published_days(settings().root, store.days(settings().root, "articles"))
        began, cpu = time.perf_counter(), time.process_time()
        report.publish_incidents(report.find_incidents("history"))
        print(json.dumps({"incidents": (time.perf_counter() - began, time.process_time() - cpu)}))
        return 0
    with tempfile.TemporaryDirectory(dir=given.keep) as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        old = history(folder, given.articles, "incidents" in given.steps)
        news = write_news(Path(scratch) / "new.jsonl")
        took: dict[str, list[dict[str, tuple[float, float]]]] = {"empty": [], "history": []}
        for turn in range(given.times):
            for kind, runs in took.items():
                root = Path(scratch) / f"{kind}-{turn}"
                if kind == "history":
                    shutil.copytree(old, root, copy_function=os.link)  # files are only ever replaced
                runs.append(in_own_process(root, "--add", str(news), "--steps", given.steps))
                shutil.rmtree(root)
    table = Table(title=f"{NEW} new articles on {NEW_DAYS} days, {date.today()}: an empty root and one with {given.articles:,} articles")
    for column in ("step", "empty, s", "CPU s", "with a year, s", "CPU s", "ratio", "ratio, CPU"):
        table.add_column(column, justify="left" if column == "step" else "right")

    def row(name: str, steps: tuple[str, ...]) -> float:
        sums = [
            [statistics.median(sum(run[step][at] for step in steps) for run in took[kind]) for at in (0, 1)]
            for kind in ("empty", "history")
        ]
        ratios = [new / old for old, new in zip(*sums, strict=True)]
        table.add_row(name, *(f"{value:.1f}" for pair in sums for value in pair), *(f"{ratio:.2f}" for ratio in ratios))
        return ratios[0]

    steps = tuple(step for step in took["empty"][0] if step != PROCESS)
    for step in steps:
        row(step, (step,))
    row("the steps alone", steps)
    ratio = row("the process", (PROCESS,))
    Console(width=120).print(table)
    if given.out:
        given.out.write_text(json.dumps(took), encoding="utf-8")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
