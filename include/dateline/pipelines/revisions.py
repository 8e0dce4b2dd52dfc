"""What leaves the extracted datasets when an article is extracted anew, changed, canceled or found to be a copy."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import EXTRACTED_DATASETS, REVISIONS

_REASON_BY_OUTCOME = {"withdrawn": "canceled", "copy": "duplicate"}


def departures(
    root: Path, leaving: Sequence[Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]], new: Mapping[str, pa.Table]
) -> pa.Table:
    """Rows of `revisions` for every published id that the new rows don't hold.

    `leaving` are the new ledger rows of articles that were extracted before, `known` the old ledger rows by article,
    `new` the tables to be published. Call it inside the lock on the root, before anything is merged.
    """
    after = {row["article_id"]: row for row in leaving}
    days = {known[article_id]["published_date"] for article_id in after}
    rows = []
    for dataset in EXTRACTED_DATASETS if after else ():
        old = store.read(root, dataset.name, days=days, columns=["row_id", "article_id", "text_sha256", "published_date"])
        old = old.filter(pc.is_in(old["article_id"], value_set=pa.array(sorted(after), pa.string())))
        stays = set(new[dataset.name]["row_id"].to_pylist())
        rows += [_departure(dataset.name, row, after[row["article_id"]]) for row in old.to_pylist() if row["row_id"] not in stays]
    return REVISIONS.table(sorted(rows, key=lambda row: row["revision_id"]))


def _departure(dataset: str, row: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    is_same_text = row["text_sha256"] == after["text_sha256"]
    reason = _REASON_BY_OUTCOME.get(after["outcome"], "re-extracted" if is_same_text else "changed")
    parts = (dataset, row["row_id"], row["text_sha256"], after["text_sha256"], reason)
    return {
        "revision_id": hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32],
        "dataset": dataset,
        "id": row["row_id"],
        "article_id": row["article_id"],
        "published_date": row["published_date"],
        "old_text_sha256": row["text_sha256"],
        "new_text_sha256": None if is_same_text else after["text_sha256"],
        "replaced_by": None,
        "reason": reason,
    }
