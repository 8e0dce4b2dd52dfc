"""Days of publication whose extracted rows wait for a person, under `<root>/_held/`, laid out like the root itself.

Their articles are published, their rows and ledger rows are not; everything else is. `release` publishes a day's rows by the
same step as `news_extract`, `drop` settles its articles without rows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, LEDGER, Dataset
from dateline.pipelines import by_hand, extract, incoming
from dateline.pipelines.published import Published

FOLDER = "_held"
_DATASETS = (*EXTRACTED_DATASETS, LEDGER)


@dataclass(frozen=True, slots=True)
class HeldDay:
    """One day that waits."""

    day: date
    articles: int
    rows: dict[str, int]  # by dataset
    findings: tuple[str, ...]
    first_run_id: str  # the run whose rows have waited longest

    @property
    def text(self) -> str:
        """Everything a person has to know to decide, as Markdown."""
        rows = ", ".join(f"{count:,} {name}" for name, count in self.rows.items())
        findings = "\n".join(f"- {finding}" for finding in self.findings)
        return f"News published on {self.day} is held: {self.articles:,} articles with {rows}.\n\n{findings}"


def pending(root: Path) -> list[HeldDay]:
    """The days that wait, in order, with the reasons."""
    held = []
    for day in store.days(root / FOLDER, "ledger"):
        ledger = store.read(root / FOLDER, "ledger", days=[day])
        if ledger.num_rows:
            rows = {d.name: store.read(root / FOLDER, d.name, days=[day], columns=[d.key]).num_rows for d in EXTRACTED_DATASETS}
            first = ledger.sort_by([("extracted_at", "ascending"), ("run_id", "ascending")])["run_id"][0].as_py()
            held.append(HeldDay(day, ledger.num_rows, rows, _findings(root, day, ledger), first))
    return held


def versions(root: Path) -> set[tuple[str, str, str]]:
    """What waits, as (article_id, text_sha256, extractor_version): it isn't extracted again meanwhile."""
    ledger = store.read(root / FOLDER, "ledger", columns=["article_id", "text_sha256", "extractor_version"])
    return set(zip(*(ledger[name].to_pylist() for name in ledger.column_names), strict=True))


def split(table: pa.Table, days: Collection[date]) -> tuple[pa.Table, pa.Table]:
    """Rows that may go on, and those of days that are held."""
    is_held = pc.is_in(table["published_date"], value_set=pa.array(sorted(days), pa.date32()))
    return table.filter(pc.invert(is_held)), table.filter(is_held)


def staged(folder: Path) -> dict[str, pa.Table]:
    """The extracted tables and ledger rows that a run's checks held, from the folder that they left."""
    return {dataset.name: store.staging.read_table(folder / "held" / f"{dataset.name}.parquet") for dataset in _DATASETS}


def put(root: Path, tables: Mapping[str, pa.Table]) -> list[store.Change]:
    """The changes by which extracted tables and their ledger rows begin to wait; rows of the same articles are replaced."""
    ids = tables["ledger"]["article_id"].to_pylist()
    days = days_of(root, ids)
    return [_change(dataset, tables[dataset.name], ids, days) for dataset in _DATASETS] if ids else []


def remove(root: Path, ids: Collection[str]) -> list[store.Change]:
    """The changes by which whatever waits of these articles is taken away, because something newer is published."""
    days = days_of(root, ids)
    return [_change(dataset, dataset.empty(), ids, days) for dataset in _DATASETS] if days else []


def days_of(root: Path, ids: Collection[str]) -> set[date]:
    """The days under which these articles wait."""
    ledger = store.read(root / FOLDER, "ledger", columns=["article_id", "published_date"])
    return set(_only(ledger, ids)["published_date"].to_pylist())


def release(run_id: str, day: date, by: str | None = None) -> Published:
    """Publish what waits of a day. Rows of articles that have changed meanwhile are left out: they are extracted anew.

    `by` is who decided, the process's user unless given. Raises `LookupError` when nothing of the day waits.
    """
    return _settle(run_id, day, by, is_dropped=False)


def drop(run_id: str, day: date, by: str | None = None) -> Published:
    """Throw away what waits of a day: its articles get the ledger's outcome `dropped`, and no rows until they are reprocessed.

    Raises `LookupError` when nothing of the day waits.
    """
    return _settle(run_id, day, by, is_dropped=True)


def _settle(run_id: str, day: date, by: str | None, *, is_dropped: bool) -> Published:
    from dateline.settings import settings

    root = settings().root
    waiting = {dataset.name: store.read(root / FOLDER, dataset.name, days=[day]) for dataset in _DATASETS}
    if not waiting["ledger"].num_rows:
        raise LookupError(f"nothing of {day} is held")
    due = {
        (article["article_id"], article["text_sha256"])
        for article in incoming.current_versions(root, [day])
        if extract.due_outcome(article) == "extracted"
    }
    ledger = [row for row in waiting["ledger"].to_pylist() if (row["article_id"], row["text_sha256"]) in due]
    ids = sorted(row["article_id"] for row in ledger)
    changed = sorted(set(waiting["ledger"]["article_id"].to_pylist()) - set(ids))
    with store.publishing(root):
        store.commit(root, remove(root, changed))
    if not ids:
        return Published((), {}, 0)
    if is_dropped:
        ledger = [{**row, "outcome": "dropped", **{f"{name[:-1]}_count": 0 for name in extract.EXTRACTED_NAMES}} for row in ledger]
    tables = {d.name: d.empty() if is_dropped else _only(waiting[d.name], ids) for d in EXTRACTED_DATASETS}
    articles = incoming.read_articles(root, {row["article_id"]: row["published_date"] for row in ledger})
    folder = by_hand.checked_rows(root, run_id, {**tables, "articles": ARTICLES.table(articles), "ledger": LEDGER.table(ledger)})
    published = extract.publish(run_id, [by_hand.plan(root, run_id, articles)], folder)
    with store.publishing(root):
        by_hand.note(root, decision="drop" if is_dropped else "release", held_day=day, articles=len(ids), **({"by": by} if by else {}))
    return published


def _change(dataset: Dataset, new: pa.Table, ids: Collection[str], days: Collection[date]) -> store.Change:
    return store.Change(dataset.name, new, ids, "article_id", days, folder=f"{FOLDER}/{dataset.name}")


def _only(table: pa.Table, ids: Collection[str]) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=pa.array(sorted(ids), pa.string())))


def _findings(root: Path, day: date, ledger: pa.Table) -> tuple[str, ...]:
    """What the runs whose rows wait found wrong with the day."""
    run_ids = set(ledger["run_id"].to_pylist())
    first = min(ledger["extracted_at"].to_pylist()).date() - timedelta(days=1)
    days = [checked for checked in store.days(root, "quality_results") if checked >= first]
    results = store.read(root, "quality_results", days=days)
    wrong = results.filter(pc.and_(pc.equal(results["published_date"], day), pc.invert(results["success"])))
    return tuple(
        sorted({f"{row['dataset']}: {row['notes']} Observed: {row['observed']}" for row in wrong.to_pylist() if row["run_id"] in run_ids})
    )
