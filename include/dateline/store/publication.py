"""Publish: all changes or none, by one publisher at a time, each day's file replaced whole.

New versions of all files that change are built below `_state/` first and brought to the disk; whatever fails up to there (a
full disk, a bad row, a kill) has changed nothing. One rename then says that they stand, and they are moved over the old ones,
which needs no space. A publisher that dies in between is followed by one that moves the rest: `publishing` does so on entry.
In object storage one conditional PUT is what the rename is here (`objects`).
"""

import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset, named
from dateline.paths import ChangedMeanwhileError, ObjectPath
from dateline.store import objects
from dateline.store.lease import Lease, held
from dateline.store.lock import locked, require_publishing
from dateline.store.merging import check_keys, merged_day
from dateline.store.parquet import build_file, conform, is_same_file, sync_files, sync_folder
from dateline.store.paths import building_folder, file_of_day, lock_file, standing_folder

_MOVES = "moves.json"


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that leave a dataset (those whose `replaced_column` is in `replaced`) and rows that come.

    It reaches the days of the new rows and `days` only: name the days that rows may leave (`days_with` finds them). Each of
    them has a file afterwards, with no rows if need be.
    """

    dataset: str  # name of the contract
    new: pa.Table
    replaced: Collection[str]
    replaced_column: str = "article_id"
    days: Collection[date] = ()
    folder: str | None = None  # below the root, where that isn't the dataset's name


@dataclass(frozen=True, slots=True)
class _Building:
    """The new files of a publication while they are built."""

    folder: Path
    moves: list[tuple[str, Path]] = field(default_factory=list)  # file below `folder` → the file that it replaces; in this order
    newest: dict[Path, Path] = field(default_factory=dict)  # a file as it will be → where it is now
    etags: dict[Path, str | None] = field(default_factory=dict)  # of the objects that were read for them
    numbers: Iterator[int] = field(default_factory=count)  # of the files below `folder`

    def current(self, path: Path) -> Path:
        """Where the file for a place is now, on this machine's disk; it needn't exist."""
        if path in self.newest or not isinstance(path, ObjectPath):
            return self.newest.get(path, path)
        copy = self.folder / f"old-{len(self.etags):06}.parquet"
        try:
            self.etags[path] = path.download(copy)
        except FileNotFoundError:
            self.etags[path] = None
        return copy


@contextmanager
def publishing(root: Path, timeout_seconds: float = 600) -> Iterator[None]:
    """Hold the lock on the root; whoever changes a dataset does so inside. May be entered again by the thread that holds it.

    Finishes first what a publisher that died had begun. The lock ends with the process, however that ends (in object storage
    `lease.LEASE_SECONDS` later). Raises `TimeoutError` when another one holds it longer than `timeout_seconds`, and says which.
    """
    with locked(lock_file(root), timeout_seconds):
        if not isinstance(root, ObjectPath):
            _finish(root)
        elif (lease := _lease(root)).depth == 1:
            objects.begin(root, lease)
        yield


def commit(root: Path, changes: Sequence[Change]) -> list[dict[date, int]]:
    """Make all changes, one after the other, or none; for each the days whose file changed, with the rows each has now.

    Raises `RuntimeError` outside `publishing(root)`, `ValueError` for a key that occurs twice in the new rows or a day and
    for a row without a key or day, `OSError` for a disk that is full; nothing has changed then. In object storage
    `ChangedMeanwhileError` (an `OSError`) says that the lock was lost to another publisher: run the step again.
    """
    require_publishing(root)
    if isinstance(root, ObjectPath):
        with tempfile.TemporaryDirectory() as folder:
            building = _Building(Path(folder))
            changed = [_build(root, change, building) for change in changes]
            if building.newest:
                objects.publish(root, _lease(root), building.newest, building.etags)
            return changed
    _finish(root)
    building = _Building(building_folder(root))
    shutil.rmtree(building.folder, ignore_errors=True)
    building.folder.mkdir(parents=True)
    try:
        changed = [_build(root, change, building) for change in changes]
        if building.moves:
            _stand(root, building)
    finally:
        shutil.rmtree(building.folder, ignore_errors=True)
    _finish(root)
    return changed


def _lease(root: ObjectPath) -> Lease:
    lease = held(lock_file(root))
    if lease is None:
        raise ChangedMeanwhileError(f"{root}: the lock was lost to another publisher; run the step again")
    return lease


def merge(
    root: Path,
    dataset: str,
    new: pa.Table,
    *,
    replaced: Collection[str],
    replaced_column: str = "article_id",
    days: Collection[date] = (),
) -> dict[date, int]:
    """`commit` of one change: the days whose file changed, with the rows each has now."""
    [changed] = commit(root, [Change(dataset, new, replaced, replaced_column, days)])
    return changed


def _build(root: Path, change: Change, building: _Building) -> dict[date, int]:
    """Build the files of one change, on top of those before it."""
    dataset = named(change.dataset)
    new = conform(change.new, dataset)
    check_keys(new, dataset)
    leaving = pa.array(sorted(change.replaced), dataset.schema.field(change.replaced_column).type)
    coming = _by_day(new, dataset)
    days = sorted({*change.days, *coming})
    paths = [file_of_day(root / (change.folder or dataset.name), day) for day in days]
    targets = [building.folder / f"{number:06}.parquet" for number, _ in zip(building.numbers, days, strict=False)]
    currents = [building.current(path) for path in paths]

    def build(current: Path, day: date, target: Path) -> tuple[int, bool]:
        return _build_day(current, dataset, leaving, change.replaced_column, coming.get(day, new.slice(0, 0)), target)

    with ThreadPoolExecutor(pa.cpu_count()) as pool:  # Arrow holds no lock while it sorts, compresses and writes
        built = list(pool.map(build, currents, days, targets))
    changed: dict[date, int] = {}
    for day, path, target, (row_count, is_changed) in zip(days, paths, targets, built, strict=True):
        if is_changed:
            changed[day] = row_count
            building.newest[path] = target
            building.moves.append((target.name, path))
    return changed


def _by_day(new: pa.Table, dataset: Dataset) -> dict[date, pa.Table]:
    """Each day's new rows in the order of their keys: sorted once, not searched for each day."""
    ordered = new.combine_chunks().sort_by([(dataset.day, "ascending"), (dataset.key, "ascending")])
    parts: dict[date, pa.Table] = {}
    begin = 0
    for item in pc.value_counts(ordered[dataset.day]).to_pylist():
        parts[item["values"]] = ordered.slice(begin, item["counts"])
        begin += item["counts"]
    return parts


def _build_day(current: Path, dataset: Dataset, leaving: pa.Array, column: str, coming: pa.Table, target: Path) -> tuple[int, bool]:
    """Build a day's file with what leaves and comes; the number of its rows, and whether any byte changed."""
    row_count = build_file(target, dataset, merged_day(current, dataset, leaving, column, coming))
    if current.exists() and is_same_file(current, target):
        target.unlink()
        return row_count, False
    return row_count, True


def _stand(root: Path, building: _Building) -> None:
    """Say, by one rename, that the files that were built stand."""
    sync_files(building.folder / name for name, _ in building.moves)
    with open(building.folder / _MOVES, "w", encoding="utf-8") as sink:
        json.dump([[name, path.relative_to(root).as_posix()] for name, path in building.moves], sink)
        sink.flush()
        os.fsync(sink.fileno())
    sync_folder(building.folder)
    os.rename(building.folder, standing_folder(root))


def _finish(root: Path) -> None:
    """Move the files that stand ready over the old ones; does nothing where none do. May be broken off and begun again."""
    standing = standing_folder(root)
    if not standing.exists():
        return
    sync_folder(standing.parent)
    moves: list[tuple[str, str]] = json.loads((standing / _MOVES).read_text(encoding="utf-8"))
    targets = [root / path for _, path in moves]
    for (name, _), target in zip(moves, targets, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        if (standing / name).exists():  # otherwise it was moved before somebody died
            os.replace(standing / name, target)
    sync_files(sorted({target.parent for target in targets} | {target.parent.parent for target in targets} | {root}))
    # In one step back to what nobody takes for standing: a half removed list of moves would stop all publishers.
    building = building_folder(root)
    shutil.rmtree(building, ignore_errors=True)
    os.rename(standing, building)
    sync_folder(standing.parent)
    shutil.rmtree(building)
