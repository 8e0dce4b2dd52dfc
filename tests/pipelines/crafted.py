"""The steps from checks to publication on rows that a test has made, without reading files or extracting anything."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline import store
from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, LEDGER, QUARANTINE
from dateline.extract.version import extractor_version
from dateline.pipelines import by_hand, extract, ingest
from dateline.pipelines.published import Published

Rows = Sequence[Mapping[str, Any]]


def publish_articles(root: Path, articles: Rows, run_id: str) -> Published:
    """Check and publish articles, as `news_ingest` does after it has judged near-duplicates."""
    folder = store.staging.new(root, run_id, "near_duplicates", 1)
    store.staging.write_candidates(folder / "articles.parquet", ARTICLES.table(articles))
    store.staging.write_table(folder / "quarantine.parquet", QUARANTINE.empty())
    index = ingest._state_of(root / "_state" / "near_duplicates")
    nothing: dict[str, Any] = {name: [] for name in ("files", "skipped", "fetched", "changed_verdicts")}
    report = {**nothing, "run_id": run_id, "documents": len(articles), "index": index}
    (folder / "read.json").write_text(json.dumps(report), encoding="utf-8")
    return ingest.publish(ingest.validate(str(folder)))


def publish_rows(root: Path, batch: Mapping[str, Rows], run_id: str) -> Published:
    """Check and publish the extracted rows of the batch's articles, as `news_extract` does after extraction."""
    shard = by_hand.plan(root, run_id, batch["articles"])
    return extract.publish(run_id, [shard], extract.validate(run_id, [stage_rows(root, batch, run_id)]))


def stage_rows(root: Path, batch: Mapping[str, Rows], run_id: str) -> str:
    """What extraction leaves: the folder with the batch's rows."""
    folder = store.staging.new(root, run_id, "extract-shard-00000", 1)
    store.staging.write_table(folder / "articles.parquet", ARTICLES.table(batch["articles"]))
    for dataset in EXTRACTED_DATASETS:
        store.staging.write_candidates(folder / f"{dataset.name}.parquet", dataset.table(batch[dataset.name]))
    store.staging.write_table(folder / "ledger.parquet", LEDGER.table([_done(article, run_id) for article in batch["articles"]]))
    store.staging.write_table(folder / "quarantine.parquet", QUARANTINE.empty())
    store.staging.complete(folder)
    return str(folder)


def _done(article: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    same = {name: article[name] for name in ("article_id", "text_sha256", "published_date")}
    counts = {f"{dataset.name[:-1]}_count": 0 for dataset in EXTRACTED_DATASETS}
    return {
        **same, **counts, "extractor_version": extractor_version(), "outcome": "extracted", "attempts": 1, "run_id": run_id,
        "extracted_at": datetime.now(UTC), "quarantined_count": 0, "seconds": None, "is_text_kept": True,
    }  # fmt: skip
