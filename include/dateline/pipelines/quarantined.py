"""What a person does about quarantined rows and documents: find, release, drop.

A release never writes a row by hand. A document is read again from repaired input; an article goes through extraction and
checks again, with a waiver for those failures that a person may let pass. What then still fails stays in quarantine.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, QUARANTINE
from dateline.pipelines import by_hand, extract, incoming, ingest, report, waivers, whole
from dateline.pipelines.upsert import upsert
from dateline.settings import settings

LIST_COLUMNS = ("quarantine_id", "dataset", "stage", "reason", "reasons", "source_name", "source_id", "article_id", "quarantine_date")


def listed(root: Path, dataset: str | None = None, reason: str | None = None) -> list[dict[str, Any]]:
    """LIST_COLUMNS of what is in quarantine, in the order of dataset, day and id."""
    rows = store.quarantine.read(root, columns=LIST_COLUMNS).to_pylist()
    wanted = [row for row in rows if dataset in (None, row["dataset"]) and reason in (None, row["reason"])]
    return sorted(wanted, key=lambda row: (row["dataset"], row["quarantine_date"], row["quarantine_id"]))


def find(root: Path, beginning: str) -> dict[str, Any]:
    """The whole row whose id begins so. Raises `LookupError` when there is none or more than one."""
    ids = store.quarantine.read(root, columns=["quarantine_id", "dataset"]).to_pylist()
    found = [row for row in ids if row["quarantine_id"].startswith(beginning)]
    if len(found) != 1:
        raise LookupError(f"{len(found) or 'no'} entries of the quarantine begin with {beginning}; `dateline quarantine list` shows them")
    rows = store.quarantine.read(root, found[0]["dataset"]).to_pylist()
    return next(row for row in rows if row["quarantine_id"] == found[0]["quarantine_id"])


def is_document(row: Mapping[str, Any]) -> bool:
    """Whether it is a document that couldn't be read or made an article of: only repaired input can help."""
    return row["stage"] in ("read", "articles")


def waivable_failures(row: Mapping[str, Any]) -> frozenset[str]:
    """Those of a row's failures that a person may let pass."""
    from dateline import quality

    return frozenset(reason.partition(":")[0] for reason in row["reasons"]) & quality.waivable()


def read_again(run_id: str, row: Mapping[str, Any], repaired: Path, published: date | None) -> whole.Run:
    """Send repaired input through the whole way under the source and id of a quarantined document.

    `repaired` stands for the whole file that the document came from; `published` is for documents without a date. The
    document leaves the quarantine when it is accepted. Raises `FileNotFoundError`.
    """
    batches = ingest.discover(
        run_id, inputs=[str(repaired)], source_name=row["source_name"], published=published.isoformat() if published else None
    )
    original_id, _, line = row["source_id"].rpartition(":")
    for path in map(Path, batches):
        batch = json.loads(path.read_text(encoding="utf-8"))
        for file in batch["files"]:
            file["source_id"] = original_id if line.isdecimal() else row["source_id"]
        path.write_text(json.dumps(batch), encoding="utf-8")
    run = whole.run_batches(run_id, batches)
    with store.publishing(settings().root):
        _note("release", [row], repaired=str(repaired))
        if run.accepted and row["source_id"] not in {finding.source_id for finding in run.findings}:
            store.quarantine.drop(settings().root, [row["quarantine_id"]])  # it may have another id now: a line by itself
    return run


def is_gone(root: Path, row: Mapping[str, Any]) -> bool:
    """Whether an entry isn't in quarantine any more."""
    return row["quarantine_id"] not in store.quarantine.read(root, row["dataset"], columns=["quarantine_id"])["quarantine_id"].to_pylist()


def extract_again(run_id: str, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Send the articles of quarantined rows through extraction and checks again; returns the ids of those that left.

    Articles that failed as a whole are taken in again from the quarantine first.
    """
    root = settings().root
    with store.publishing(root):
        waivers.add(root, {(row["dataset"], row["row_id"]): failures for row in rows if (failures := waivable_failures(row))})
        _note("release", rows, waived={row["row_id"]: sorted(names) for row in rows if (names := waivable_failures(row))})
    if taken_in := [row for row in rows if row["dataset"] == ARTICLES.name and row["stage"] == "validate"]:
        _take_in(f"{run_id}-articles", taken_in)
    if any(row["dataset"] == "incidents" for row in rows):
        report.publish_incidents(report.find_incidents(f"{run_id}-incidents"))
    wanted = {row["article_id"] for row in rows if row["dataset"] != "incidents"}
    articles = [
        article
        for article in incoming.current_versions(root)
        if article["article_id"] in wanted and extract.due_outcome(article) == "extracted"
    ]
    if articles:
        shard = by_hand.plan(root, run_id, articles)
        extract.publish(run_id, [shard], extract.validate(run_id, [extract.extract_shard(shard)]))
    return {row["quarantine_id"] for row in rows} - set(store.quarantine.read(root, columns=["quarantine_id"])["quarantine_id"].to_pylist())


def drop(rows: Sequence[Mapping[str, Any]]) -> None:
    """Throw rows and documents of the quarantine away; a note of it stays."""
    root = settings().root
    with store.publishing(root):
        _note("drop", rows)
        store.quarantine.drop(root, [row["quarantine_id"] for row in rows])


def _take_in(run_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Publish articles from the quarantine, if they pass the checks now."""
    root = settings().root
    folder = store.staging.new(root, run_id, "read", 1)
    articles = [_typed(json.loads(row["content"])) for row in rows]
    store.staging.write_table(folder / "articles.parquet", ARTICLES.table(articles))
    store.staging.write_table(folder / "quarantine.parquet", QUARANTINE.empty())
    about = {"run_id": run_id, "files": [], "documents": len(articles), "skipped": [], "fetched": []}
    (folder / "read.json").write_text(json.dumps(about), encoding="utf-8")
    store.staging.complete(folder)
    ingest.publish(ingest.validate(ingest.near_duplicates(run_id, [str(folder)])))


def _typed(article: dict[str, Any]) -> dict[str, Any]:
    """An article's row as JSON holds it, with its instants and days."""
    instants = ("published_at", "modified_at", "embargo_until")
    return article | {name: datetime.fromisoformat(article[name]) for name in instants if article[name]} | {
        "published_date": date.fromisoformat(article["published_date"])
    }  # fmt: skip


def _note(decision: str, rows: Collection[Mapping[str, Any]], **more: Any) -> None:
    for row in rows:
        about = {name: row[name] for name in ("quarantine_id", "dataset", "reason", "source_name", "source_id", "article_id")}
        by_hand.note(settings().root, decision=decision, **about, **more)


def ask_again(rows: Sequence[Mapping[str, Any]]) -> None:
    """Let the next run of `news_extract` send the articles of quarantined rows through the whole way again, with their waivers.

    For where nothing may be extracted on the spot, as in the UI. Raises `ValueError` for what a run cannot take up by itself:
    documents that couldn't be read, articles, incidents.
    """
    root = settings().root
    extracted = {dataset.name for dataset in EXTRACTED_DATASETS}
    if others := sorted({row["dataset"] for row in rows} - extracted):
        raise ValueError(f"not rows of an article: {', '.join(others)}; use `dateline quarantine release`")
    with store.publishing(root):
        waivers.add(root, {(row["dataset"], row["row_id"]): failures for row in rows if (failures := waivable_failures(row))})
        _note("release", rows, waived={row["row_id"]: sorted(names) for row in rows if (names := waivable_failures(row))})
        ledger = store.read(root, "ledger")
        asked = ledger.filter(pc.is_in(ledger["article_id"], value_set=pa.array(sorted({row["article_id"] for row in rows}), pa.string())))
        version = asked.schema.get_field_index("extractor_version")
        # No version of the extractors is done with them: the plan takes them up.
        blank = pa.array([""] * asked.num_rows, pa.string())
        upsert(root, "ledger", asked.set_column(version, asked.schema.field(version), blank))
