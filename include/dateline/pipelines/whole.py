"""The whole way from files to report in one process, without Airflow: what `dateline extract` does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.pipelines import extract, ingest, report
from dateline.pipelines.published import Published


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the input."""

    documents: int
    skipped: tuple[tuple[str, str], ...]  # files of unknown kind: name, why
    ingested: Published | None
    extracted: Published | None
    problems: tuple[str, ...]


Progress = Callable[[str, int, int], None]  # step, done, of how many


def run_whole(run_id: str, inputs: Sequence[str], *, source_name: str, published: str | None, progress: Progress = lambda *_: None) -> Run:
    """Read, extract and report. Raises `FileNotFoundError` for an input that isn't there."""
    batches = ingest.discover(run_id, inputs=inputs, source_name=source_name, published=published)
    read = []
    for i, batch in enumerate(batches):
        progress("Reading", i, len(batches))
        read.append(ingest.read(batch))
    progress("Reading", len(batches), len(batches))
    counts = ingest.read_counts(read)
    ingested = None
    if read:
        progress("Checking articles", 0, 1)
        ingested = ingest.publish(ingest.validate(ingest.near_duplicates(run_id, read)))
        progress("Checking articles", 1, 1)
    extracted, problems = None, []
    shards = extract.plan(run_id)
    if shards:
        extracted, problems = _extract(run_id, shards, progress)
        progress("Incidents and report", 0, 1)
        report.publish_incidents(report.find_incidents(run_id))
        report.build_marts()
        report.build_report()
        progress("Incidents and report", 1, 1)
    return Run(counts.documents, counts.skipped, ingested, extracted, tuple(problems))


def _extract(run_id: str, shards: Sequence[str], progress: Progress) -> tuple[Published, list[str]]:
    total, done = extract.planned(shards), 0

    def on_done() -> None:
        nonlocal done
        done += 1
        progress("Extracting", done, total)

    folders = [extract.extract_shard(shard, on_done=on_done) for shard in shards]
    progress("Checking rows", 0, 1)
    checked = extract.validate(run_id, folders)
    progress("Checking rows", 1, 1)
    published = extract.publish(run_id, shards, checked)
    return published, extract.verdict(shards, checked).problems
