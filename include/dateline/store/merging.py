"""Merge rows into a dataset day by day: some leave, some come, and each day's file is replaced whole."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset, named
from dateline.store.lock import require_publishing
from dateline.store.parquet import conform, read_file, replace_file, row_groups
from dateline.store.paths import dataset_folder, day_file, days, file_of_day


def merge(
    root: Path,
    dataset: str,
    new: pa.Table,
    *,
    replaced: Collection[str],
    replaced_column: str = "article_id",
    days: Collection[date] = (),
) -> dict[date, int]:
    """Take out the rows whose `replaced_column` is in `replaced`, put the new ones in, and replace the days that changed.

    Looks at the days of the new rows and at `days` only: name the days that rows may leave (`days_with` finds them). Each of
    them has a file afterwards, with no rows if need be. Returns the days whose file changed, with the rows each has now.
    Every day is whole at any moment, and streamed by row groups, never held whole.

    Raises `RuntimeError` outside `publishing(root)`, `ValueError` for a key that occurs twice in the new rows or a day, and
    for a row without a key or day. The files of the days before it in the calendar are then replaced, the others not.
    """
    require_publishing(root)
    return merge_into(dataset_folder(root, dataset), named(dataset), new, replaced, replaced_column, days)


def merge_into(
    folder: Path, dataset: Dataset, new: pa.Table, replaced: Collection[str], replaced_column: str, days: Collection[date]
) -> dict[date, int]:
    """`merge` for any folder of days; the caller holds the lock."""
    new = conform(new, dataset)
    _check_keys(new, dataset)
    leaving = pa.array(sorted(replaced), dataset.schema.field(replaced_column).type)
    changed: dict[date, int] = {}
    for day in sorted({*days, *pc.unique(new[dataset.day]).to_pylist()}):
        path = file_of_day(folder, day)
        old = (rows.filter(pc.invert(pc.is_in(rows[replaced_column], leaving))) for rows in row_groups(path, dataset))
        coming = new.filter(pc.equal(new[dataset.day], day))
        row_count, is_changed = replace_file(path, dataset, _merged(old, coming, dataset.key, path))
        if is_changed:
            changed[day] = row_count
    return changed


def days_with(root: Path, dataset: str, ids: Collection[str], column: str = "article_id") -> list[date]:
    """The days on which a dataset has rows with one of these ids: those to pass to `merge` when an article may have moved."""
    wanted = pa.array(sorted(ids), pa.string())
    contract = named(dataset)
    return [
        day
        for day in days(root, dataset)
        if pc.any(pc.is_in(read_file(day_file(root, dataset, day), contract, [column])[column], wanted)).as_py()
    ]


def _check_keys(new: pa.Table, dataset: Dataset) -> None:
    for column in (dataset.key, dataset.day):
        if new[column].null_count:
            raise ValueError(f"{dataset.name}: {new[column].null_count} new rows without {column}")
    if pc.count_distinct(new[dataset.key]).as_py() < new.num_rows:
        counts = pc.value_counts(new[dataset.key])
        twice = sorted(item["values"] for item in counts.to_pylist() if item["counts"] > 1)
        raise ValueError(f"{dataset.name}: {dataset.key} occurs more than once in the new rows: {', '.join(twice[:3])}")


def _merged(old: Iterable[pa.Table], coming: pa.Table, key: str, path: Path) -> Iterator[pa.Table]:
    """Rows of a day in the order of their key, from old ones that are in order already and new ones that needn't be."""
    coming = coming.sort_by(key)
    coming_keys = coming[key].to_pylist()
    taken = 0
    last: str | None = None
    for rows in old:
        if not rows.num_rows:
            continue
        # The new rows up to this stretch's last key belong into it; an equal key must fall into the same stretch to be found.
        upto = bisect_right(coming_keys, rows[key][-1].as_py(), lo=taken)
        stretch = pa.concat_tables([rows, coming.slice(taken, upto - taken)]).sort_by(key)
        taken = upto
        last = _check_ascends(stretch[key], last, path)
        yield stretch
    if taken < coming.num_rows:
        rest = coming.slice(taken)
        _check_ascends(rest[key], last, path)
        yield rest


def _check_ascends(keys: pa.ChunkedArray, last: str | None, path: Path) -> str:
    """The last key; `ValueError` if one doesn't come after the one before."""
    array = keys.combine_chunks()
    before, after = array[:-1], array[1:]
    twice = before.filter(pc.greater_equal(before, after))
    if len(twice):
        raise ValueError(f"{path}: key {twice[0]} occurs more than once")
    if last is not None and array[0].as_py() <= last:
        raise ValueError(f"{path}: key {array[0]} occurs more than once, or the file isn't in the order of its keys")
    return str(array[-1])
