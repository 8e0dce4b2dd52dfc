"""Merge rows into the rows of a day: some leave, some come, and the order of the keys stays."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset, named
from dateline.store.parquet import read_file, row_groups
from dateline.store.paths import day_file, days

_FEW = 20  # new rows are spliced where there are this many old ones for each


def days_with(root: Path, dataset: str, ids: Collection[str], column: str = "article_id") -> list[date]:
    """The days on which a dataset has rows with one of these ids: those to pass to `merge` when an article may have moved."""
    wanted = pa.array(sorted(ids), pa.string())
    contract = named(dataset)
    return [
        day
        for day in days(root, dataset)
        if pc.any(pc.is_in(read_file(day_file(root, dataset, day), contract, [column])[column], wanted)).as_py()
    ]


def merged_day(path: Path, dataset: Dataset, leaving: pa.Array, column: str, coming: pa.Table) -> Iterator[pa.Table]:
    """The rows of a day's file, without those whose `column` is in `leaving`, with those that come; in the order of the key.

    The coming rows are in that order already. Streams row groups, never holds the day whole. Raises `ValueError` for a key that is there twice.
    """
    staying = (_without(rows, column, leaving) for rows in row_groups(path, dataset))
    return _merged(staying, coming, dataset.key, path)


def check_keys(new: pa.Table, dataset: Dataset) -> None:
    """Raise `ValueError` for a row without key or day, and for a key that occurs twice."""
    for column in (dataset.key, dataset.day):
        if new[column].null_count:
            raise ValueError(f"{dataset.name}: {new[column].null_count} new rows without {column}")
    if pc.count_distinct(new[dataset.key]).as_py() < new.num_rows:
        counts = pc.value_counts(new[dataset.key])
        twice = sorted(item["values"] for item in counts.to_pylist() if item["counts"] > 1)
        raise ValueError(f"{dataset.name}: {dataset.key} occurs more than once in the new rows: {', '.join(twice[:3])}")


def _without(rows: pa.Table, column: str, leaving: pa.Array) -> pa.Table:
    is_leaving = pc.is_in(rows[column], leaving)
    return rows.filter(pc.invert(is_leaving)) if pc.any(is_leaving).as_py() else rows


def _merged(old: Iterable[pa.Table], coming: pa.Table, key: str, path: Path) -> Iterator[pa.Table]:
    """Rows of a day in the order of their key, from old and from new ones that are each in it."""
    coming_keys = coming[key].to_pylist()
    taken = 0
    last: str | None = None
    for rows in old:
        if not rows.num_rows:
            continue
        # The new rows up to this stretch's last key belong into it; an equal key must fall into the same stretch to be found.
        upto = bisect_right(coming_keys, rows[key][-1].as_py(), lo=taken)
        stretch = _spliced(rows, coming.slice(taken, upto - taken), key)
        taken = upto
        last = _check_ascends(stretch[key], last, path)
        yield stretch
    if taken < coming.num_rows:
        rest = coming.slice(taken)
        _check_ascends(rest[key], last, path)
        yield rest


def _spliced(rows: pa.Table, coming: pa.Table, key: str) -> pa.Table:
    """Both in the order of their keys, each already in it: a few new rows in a long stretch cost next to nothing."""
    if not coming.num_rows:
        return rows
    if coming.num_rows * _FEW > rows.num_rows:
        return pa.concat_tables([rows, coming]).sort_by(key)  # cheaper than as many pieces
    keys = rows[key].to_pylist()
    pieces, begin = [], 0
    for number, wanted in enumerate(coming[key].to_pylist()):
        end = bisect_right(keys, wanted, lo=begin)
        pieces += [rows.slice(begin, end - begin), coming.slice(number, 1)]
        begin = end
    return pa.concat_tables([*pieces, rows.slice(begin)])


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
