"""Rows and documents that failed, kept with their reasons until somebody repairs or drops them."""

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import QUARANTINE
from dateline.store.lock import require_publishing
from dateline.store.merging import merge_into
from dateline.store.parquet import read_file
from dateline.store.paths import days_below, file_of_day, quarantine_folder, quarantined_datasets


def put(root: Path, table: pa.Table) -> None:
    """Add rows of the contract `quarantine`; one that is there already is replaced, so that doing it twice changes nothing.

    Raises `RuntimeError` outside `publishing(root)`, and `ValueError` for an id that occurs twice.
    """
    require_publishing(root)
    for dataset in sorted(pc.unique(table["dataset"]).to_pylist()):
        rows = table.filter(pc.equal(table["dataset"], dataset))
        merge_into(
            quarantine_folder(root, dataset),
            QUARANTINE,
            rows,
            replaced=rows[QUARANTINE.key].to_pylist(),
            replaced_column=QUARANTINE.key,
            days=(),
        )


def read(root: Path, dataset: str | None = None) -> pa.Table:
    """What is in quarantine, of all datasets or of one."""
    tables = [QUARANTINE.empty()]
    for name in quarantined_datasets(root) if dataset is None else [dataset]:
        folder = quarantine_folder(root, name)
        tables += [read_file(file_of_day(folder, day), QUARANTINE) for day in days_below(folder)]
    return pa.concat_tables(tables)


def drop(root: Path, ids: Collection[str]) -> None:
    """Take rows out of quarantine by their `quarantine_id`; ids that aren't there are none of its business.

    Raises `RuntimeError` outside `publishing(root)`.
    """
    require_publishing(root)
    for name in quarantined_datasets(root):
        folder = quarantine_folder(root, name)
        merge_into(folder, QUARANTINE, QUARANTINE.empty(), replaced=ids, replaced_column=QUARANTINE.key, days=days_below(folder))
