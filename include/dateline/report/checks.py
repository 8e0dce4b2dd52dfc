"""What the datasets are held to: a static page for each with every expectation, its reason, and how it stood of late.

Great Expectations' own pages fetch styles and scripts from other hosts; these open from a file.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from dateline import store

PARTS = {
    "columns": "Columns: of the table",
    "types": "Types: of the table",
    "rows": "Rows: a row that fails something critical goes to quarantine",
    "batch": "Batch: all rows of a run together; something critical stops the publication",
    "days": "Days of publication: out of bounds or failing twice running, a day's rows are held",
}


def dataset_pages(checks: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and facts of the page of each dataset (`checks`: rows of `checks.sql`)."""
    for dataset, rows in groupby(checks, itemgetter("dataset")):
        by_part = {part: list(of_part) for part, of_part in groupby(rows, itemgetter("part"))}
        yield dataset, {"dataset": dataset, "parts": [(title, by_part[part]) for part, title in PARTS.items() if part in by_part]}


def summary(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One record per dataset: expectations, those that failed when last asked, and those that failed at all."""
    found = []
    for dataset, group in groupby(checks, itemgetter("dataset")):
        rows = list(group)
        failing = sum(not row["is_success"] for row in rows)
        found.append({"dataset": dataset, "count": len(rows), "failing": failing, "failed": sum(bool(row["failed"]) for row in rows)})
    return found


def held_days(root: Path) -> list[dict[str, Any]]:
    """The days whose rows wait for a person, with the number of their articles."""
    counts = pc.value_counts(store.read(root / "_held", "ledger", columns=["published_date"])["published_date"]).to_pylist()
    return sorted(({"day": item["values"], "articles": item["counts"]} for item in counts), key=itemgetter("day"))
