"""Rows and documents that failed, kept with their reasons until somebody repairs or drops them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from dateline.contracts import QUARANTINE
from dateline.paths import ObjectPath
from dateline.store.objects import steadily
from dateline.store.parquet import conform, read_file
from dateline.store.paths import files_below, quarantine_folder, quarantined_datasets
from dateline.store.publication import Change, commit


def put(root: Path, table: pa.Table) -> None:
    """Add rows of the contract `quarantine`; one that is there already is replaced, so that doing it twice changes nothing.

    Raises `RuntimeError` outside `publishing(root)`, and `ValueError` for an id that occurs twice.
    """
    commit(root, additions(table))


def additions(table: pa.Table) -> list[Change]:
    """The changes that `put` makes, to be made together with others."""
    parts = ((name, table.filter(pc.equal(table["dataset"], name))) for name in sorted(pc.unique(table["dataset"]).to_pylist()))
    return [_change(name, rows, rows[QUARANTINE.key].to_pylist()) for name, rows in parts]


def read(root: Path, dataset: str | None = None, columns: Iterable[str] | None = None, days: Collection[date] | None = None) -> pa.Table:
    """What is in quarantine, of all datasets or of one, of all days or those named; all columns or those named."""
    columns = QUARANTINE.names if columns is None else list(columns)

    def look(instead: Mapping[Path, Path]) -> list[pa.Table]:
        names = sorted({*quarantined_datasets(root), *(file.parent.parent.name for file in instead)}) if dataset is None else [dataset]
        files = [pair for name in names for pair in files_below(quarantine_folder(root, name), instead).items()]
        chosen = [file for day, file in files if days is None or day in days]
        if isinstance(root, ObjectPath) or not chosen:
            return [read_file(file, QUARANTINE, columns) for file in chosen]
        # A year has thousands of files of a row or two: opening each by itself takes longer than reading it.
        together = ds.dataset(chosen, schema=QUARANTINE.schema, format="parquet").to_table(columns=columns)
        return [conform(together, QUARANTINE, columns)]

    return pa.concat_tables([conform(QUARANTINE.empty(), QUARANTINE, columns), *steadily(root, look)])


def drop(root: Path, ids: Collection[str]) -> None:
    """Take rows out of quarantine by their `quarantine_id`; ids that aren't there are none of its business.

    Raises `RuntimeError` outside `publishing(root)`.
    """
    commit(root, removals(root, ids))


def removals(root: Path, ids: Collection[str], days: Collection[date] | None = None) -> list[Change]:
    """The changes that `drop` makes, to be made together with others; `days`: those under which the rows may lie, if they are known."""
    if not ids:
        return []
    known = read(root, columns=["quarantine_id", "dataset", "quarantine_date"], days=days)
    known = known.filter(pc.is_in(known["quarantine_id"], value_set=pa.array(sorted(ids), pa.string())))
    days_of: dict[str, set[date]] = {}
    for row in known.to_pylist():
        days_of.setdefault(row["dataset"], set()).add(row["quarantine_date"])
    return [_change(name, QUARANTINE.empty(), ids, days_of[name]) for name in sorted(days_of)]


def _change(dataset: str, new: pa.Table, replaced: Collection[str], days: Collection[date] = ()) -> Change:
    return Change(QUARANTINE.name, new, replaced, QUARANTINE.key, days, folder=f"quarantine/{dataset}")
