"""The whole way from files to report in one process, without Airflow: what `dateline extract` does."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.paths import path_of
from dateline.pipelines import extract, ingest, report
from dateline.pipelines.published import Published
from dateline.settings import settings


@dataclass(frozen=True, slots=True)
class Finding:
    """A document that went to quarantine, and why."""

    source_id: str
    reason: str
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the input."""

    documents: int
    accepted: int  # articles that passed the checks, new or known
    skipped: tuple[tuple[str, str], ...]  # files of unknown kind: name, why
    findings: tuple[Finding, ...]
    extracted: Published | None
    problems: tuple[str, ...]
    is_stopped: bool = False  # a critical table rule held a publication back


Progress = Callable[[str, int, int], None]  # step, done, of how many


def run_whole(run_id: str, inputs: Sequence[str], *, source_name: str, published: str | None, progress: Progress = lambda *_: None) -> Run:
    """Read, extract and report. Raises `FileNotFoundError` for an input that isn't there."""
    return run_batches(run_id, ingest.discover(run_id, inputs=inputs, source_name=source_name, published=published), progress)


def run_batches(run_id: str, batches: Sequence[str], progress: Progress = lambda *_: None) -> Run:
    """Read, extract and report batches of files (paths, as `ingest.discover` returns them)."""
    read = []
    for i, batch in enumerate(batches):
        progress("Reading", i, len(batches))
        read.append(ingest.read(batch))
    progress("Reading", len(batches), len(batches))
    counts = ingest.read_counts(read)
    if not read:
        return Run(0, 0, counts.skipped, (), None, ())
    extract.warm_up(counts.documents)
    progress("Checking articles", 0, 1)
    articles = ingest.validate(ingest.near_duplicates(run_id, read))
    ingested = ingest.publish(articles)
    progress("Checking articles", 1, 1)
    findings, accepted = _findings(path_of(articles) / "bad.parquet"), ingest.accepted_count(articles)
    problems = [f"not published, a critical table rule failed: {name}" for name in ingested.stopped]
    extracted: list[Published] = []
    while shards := extract.plan(f"{run_id}-{len(extracted)}"):  # one part of `max_articles_per_run` at a time
        checked = _extract(f"{run_id}-{len(extracted)}", shards, progress)
        findings += _findings(path_of(checked) / "quarantine.parquet")
        extracted.append(extract.publish(f"{run_id}-{len(extracted)}", shards, checked))
        problems += extract.verdict(shards, checked).problems
        if extracted[-1].stopped:
            break  # the same articles would come again
    if extracted or (accepted and report.is_due()):  # due as well when the run before broke off
        progress("Incidents and report", 0, 1)
        report.run_all(run_id)
        progress("Incidents and report", 1, 1)
    total = _together(extracted)
    is_stopped = bool(ingested.stopped or total.stopped)
    return Run(counts.documents, accepted, counts.skipped, tuple(findings), total if extracted else None, tuple(problems), is_stopped)


def load_checks() -> None:
    """Load Great Expectations while the first articles are read: beside this process, unless all is to be done in one."""
    from dateline import quality
    from dateline.pipelines.workers import cores

    if (settings().workers or cores()) > 1:
        quality.start_process()
    else:
        quality.warm_up()


def _extract(run_id: str, shards: Sequence[str], progress: Progress) -> str:
    """Extract and check all shards; returns the folder of the checked rows."""
    total, done = extract.planned(shards), 0

    def on_done() -> None:
        nonlocal done
        done += 1
        progress("Extracting", done, total)

    progress("Extracting", 0, total)
    folders = [extract.extract_shard(shard, tasks=1, on_done=on_done) for shard in shards]
    progress("Checking rows", 0, 1)
    checked = extract.validate(run_id, folders)
    progress("Checking rows", 1, 1)
    return checked


def _together(parts: Sequence[Published]) -> Published:
    """What all publications of a run did."""
    rows: Counter[str] = Counter()
    for part in parts:
        rows.update(part.rows)
    days = {day for part in parts for day in part.days}
    stopped = {name for part in parts for name in part.stopped}
    held = {day for part in parts for day in part.held}
    return Published(tuple(sorted(days)), dict(rows), sum(part.quarantined for part in parts), tuple(sorted(stopped)), tuple(sorted(held)))


def _findings(quarantine: Path) -> list[Finding]:
    """Documents and articles in a staged quarantine table; rows of other datasets are counted elsewhere."""
    from dateline import store

    return [
        Finding(row["source_id"] or row["article_id"] or "?", row["reason"], row["reasons"][0].partition(": ")[2], row["remedy"] or "")
        for row in store.staging.read_table(quarantine).to_pylist()
        if row["dataset"] == "articles"
    ]
