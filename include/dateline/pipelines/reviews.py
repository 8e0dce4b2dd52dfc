"""Verdicts of people on rows, in the dataset `reviews`."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import EXTRACTED_DATASETS, REVIEWS
from dateline.pipelines.upsert import upsert

ROW_COLUMNS = ("article_id", "text_sha256", "extractor_version", "published_date", "confidence")


def save(root: Path, dataset: str, row_id: str, verdict: Literal["right", "wrong"], reviewer: str, note: str | None = None) -> None:
    """Keep a person's verdict on a published row, in place of an earlier one by the same person.

    Raises `LookupError` when there is no such extracted dataset or no such row.
    """
    if dataset not in {d.name for d in EXTRACTED_DATASETS}:
        raise LookupError(f"{dataset} is no extracted dataset")
    rows = store.read(root, dataset, columns=["row_id", *ROW_COLUMNS])
    found = rows.filter(pc.equal(rows["row_id"], pa.scalar(row_id))).to_pylist()
    if not found:
        raise LookupError(f"{dataset} has no row {row_id}")
    review = {
        "review_id": hashlib.sha256(f"{dataset}\x1f{row_id}\x1f{reviewer}".encode()).hexdigest()[:32],
        "dataset": dataset,
        "id": row_id,
        **{name: found[0][name] for name in ROW_COLUMNS},
        "verdict": verdict,
        "note": note or None,
        "reviewer": reviewer,
        "reviewed_at": datetime.now(UTC),
    }
    with store.publishing(root):
        upsert(root, "reviews", REVIEWS.table([review]))
