"""Rows added by their own key, so that a step that runs twice changes nothing the second time."""

from datetime import date
from pathlib import Path

import pyarrow as pa

from dateline import store
from dateline.contracts import named


def addition(dataset: str, rows: pa.Table) -> store.Change:
    """The change that adds rows and replaces those with the same key."""
    key = named(dataset).key
    return store.Change(dataset, rows, replaced=rows[key].to_pylist(), replaced_column=key)


def upsert(root: Path, dataset: str, rows: pa.Table) -> dict[date, int]:
    """Add rows, replacing those with the same key; the days that changed, with their rows. Call it inside the lock."""
    [changed] = store.commit(root, [addition(dataset, rows)])
    return changed
