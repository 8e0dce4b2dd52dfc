"""What differs between two states of the datasets: ids that came, changed and went."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from dateline import store
from dateline.contracts import Dataset
from dateline.releases.contents import RELEASED


@dataclass(frozen=True, slots=True)
class Difference:
    """The keys of one dataset by what became of them, each sorted."""

    dataset: str
    added: tuple[str, ...]
    changed: tuple[str, ...]  # the same key, another value in any column
    removed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def compare(old: Path, new: Path) -> list[Difference]:
    """What became of the rows of every dataset between two folders, roots or releases.

    Reads only days whose files differ. A column that one of them doesn't know yet counts as null there.
    """
    return [_compare(dataset, old, new) for dataset in RELEASED]


def _compare(dataset: Dataset, old: Path, new: Path) -> Difference:
    days = {day for folder in (old, new) for day in store.days(folder, dataset.name)}
    differing = sorted(day for day in days if not _is_same(dataset, day, old, new))
    if not differing:
        return Difference(dataset.name, (), (), ())
    with duckdb.connect() as connection:
        connection.register("old_rows", store.read(old, dataset.name, days=differing))
        connection.register("new_rows", store.read(new, dataset.name, days=differing))
        key = f'"{dataset.key}"'
        rows = connection.execute(
            f"SELECT coalesce(o.{key}, n.{key}) AS id, o.{key} IS NULL, n.{key} IS NULL "
            f"FROM old_rows o FULL JOIN new_rows n ON o.{key} = n.{key} WHERE o IS DISTINCT FROM n ORDER BY id"
        ).fetchall()
    return Difference(
        dataset.name,
        added=tuple(id_ for id_, is_new, _ in rows if is_new),
        changed=tuple(id_ for id_, is_new, is_gone in rows if not (is_new or is_gone)),
        removed=tuple(id_ for id_, _, is_gone in rows if is_gone),
    )


def _is_same(dataset: Dataset, day: date, *folders: Path) -> bool:
    files = [store.day_file(folder, dataset.name, day) for folder in folders]
    return all(file.exists() for file in files) and store.is_same_file(*files)


def counts(differences: Collection[Difference]) -> dict[str, dict[str, int]]:
    """How many ids came, changed and went, by dataset."""
    return {d.dataset: {"added": len(d.added), "changed": len(d.changed), "removed": len(d.removed)} for d in differences}
