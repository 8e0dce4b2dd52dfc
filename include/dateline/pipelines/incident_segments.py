"""Files of remembered reports: columns of numbers that are looked up where they lie on the disk, and the reports themselves.

A file is one row of Arrow lists. Some hold the columns, sorted by the reports' first day, others the orders and keys by which rows are
found; the reports are JSON, a few together compressed. It is mapped into memory, so a look-up reads the pages that it touches, and
nothing is computed when a file is opened. Its name is a hash of its content.
"""

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dateline.incidents import Happening, Report, keys
from dateline.incidents.bounds import NONE, SHARED, Columns, columns_of, most_points, numbers_of
from dateline.incidents.incremental import LINKED_FROM
from dateline.incidents.similarity import block_of, slip_days
from dateline.paths import ObjectPath, write_whole

LOOKED_UP_BY = ("event", "article", "lead", "first_label", "label")
_TYPES: dict[str, type] = {
    **dict.fromkeys(("event", "article_key", "lead", "first_label", "label"), np.int64),
    **dict.fromkeys(("article", "event_type", "mode_family", "country", "admin1", "place"), np.int64),
    **dict.fromkeys(("where_prec", "first_day", "last_day", "published_day"), np.int32),
    **dict.fromkeys(("latitude", "longitude"), np.float64),
    **dict.fromkeys(("is_dated", "has_actor", "has_recipient"), np.uint8),
}
_GROUP_ROWS = 16  # reports that are compressed together
_LONG_DAYS = 31  # events that go on for longer are looked for by themselves
_PAIRS_AT_ONCE = 2_000_000
_CODEC = "zstd"
_SUFFIX = ".arrow"
Arrays = dict[str, np.ndarray]


class Segment:
    """One file. Rows are numbers of reports, in the order of their first days; those forgotten are never given."""

    def __init__(self, columns: Arrays) -> None:
        self.columns = columns
        self.gone = columns["gone"]  # hashes of the events of earlier files that this one takes the place of
        self._groups: dict[int, list[bytes]] = {}
        self._read: dict[int, Report] = {}
        self.is_alive = np.ones(len(columns["event"]), bool)

    def forget(self, events: np.ndarray) -> None:
        """Take the rows of these events (hashes) for gone: a later file tells of them."""
        self.is_alive[self.rows_having("event", events)] = False

    def rows_having(self, column: str, hashes: Collection[int] | np.ndarray) -> np.ndarray:
        """Rows with one of these hashes in one of the columns LOOKED_UP_BY, in order."""
        order, values = self.columns[f"by_{column}"], self.columns[f"sorted_{column}"]
        wanted = np.unique(np.fromiter(hashes, np.int64, len(hashes)))
        starts, ends = np.searchsorted(values, wanted, "left"), np.searchsorted(values, wanted, "right")
        rows = np.sort(np.concatenate([order[:0], *(order[start:end] for start, end in zip(starts, ends, strict=True) if start < end)]))
        return rows[self.is_alive[rows]]

    def articles_of_day(self, day: date) -> Iterator[tuple[int, int]]:
        """Hashes of the articles of a day of publication, and of their keys."""
        rows = np.nonzero(self.columns["published_day"] == np.int32(day.toordinal()))[0]
        rows = rows[self.is_alive[rows]]
        return zip(self.columns["article"][rows].tolist(), self.columns["article_key"][rows].tolist(), strict=True)

    def reports(self, rows: np.ndarray) -> Iterator[Report]:
        """The reports of rows."""
        for row in rows.tolist():
            if row not in self._read:
                self._read[row] = _unpacked(self.text(row))
            yield self._read[row]

    def text(self, row: int) -> bytes:
        """The report of a row, as it is stored."""
        group = row // _GROUP_ROWS
        if group not in self._groups:
            start, end = self.columns["text_starts"][group : group + 2]
            packed = self.columns["texts"][start:end].tobytes()
            size = int(self.columns["text_sizes"][group])
            self._groups[group] = pa.decompress(packed, size, codec=_CODEC, asbytes=True).split(b"\n")
        return self._groups[group][row % _GROUP_ROWS]

    def candidates(self, wanted: Iterable[tuple[Happening, Mapping[int, int]]]) -> Iterator[tuple[str, np.ndarray]]:
        """Of each happening (with its `hashes_of`) the id, and rows of reports that share a key with it and may be linked to it."""
        batch: list[tuple[Happening, np.ndarray, np.ndarray]] = []
        size = 0
        for happening, keys_of_one in wanted:
            near, shared = self._near(happening, keys_of_one)
            if len(near):
                batch.append((happening, near, shared))
            size += len(near)
            if size > _PAIRS_AT_ONCE:
                yield from self._possible(batch)
                batch, size = [], 0
        yield from self._possible(batch)

    def _near(self, happening: Happening, keys_of_one: Mapping[int, int]) -> tuple[np.ndarray, np.ndarray]:
        """Rows that share a key with a happening on days that touch, and the bits of the kinds of the keys that they share."""
        slip = slip_days(happening.event_type)
        latest, earliest = happening.last_day.toordinal() + slip, happening.first_day.toordinal() - slip
        # Needles have the arrays' own types: numpy would copy a whole array to another type otherwise.
        window = np.searchsorted(self.columns["first_day"], np.array((earliest - _LONG_DAYS, latest + 1), np.int32)).astype(np.int32)
        own, kinds_of_own = np.array([*keys_of_one], np.int64), [*keys_of_one.values()]
        found, bits = [], []
        for length, (first, end) in (("short", window), ("long", (np.int32(0), window[1]))):
            hashes, rows = self.columns[f"{length}_keys"], self.columns[f"{length}_key_rows"]
            starts, ends = np.searchsorted(hashes, own, "left"), np.searchsorted(hashes, own, "right")
            for from_row, to_row, kind in zip(starts, ends, kinds_of_own, strict=True):
                if from_row < to_row:
                    with_key = rows[from_row:to_row]
                    found.append(with_key[slice(*np.searchsorted(with_key, np.array((first, end), np.int32)))])
                    bits.append(np.full(len(found[-1]), kind))
        together, kinds = np.concatenate([np.zeros(0, np.int32), *found]), np.concatenate([np.zeros(0, np.int64), *bits])
        is_near = (self.columns["last_day"][together] >= earliest) & self.is_alive[together]
        together, kinds = together[is_near], kinds[is_near]
        order = np.argsort(together, kind="stable")
        together, kinds = together[order], kinds[order]
        is_first = np.concatenate([together[:1] == together[:1], together[1:] != together[:-1]])
        return together[is_first], np.bitwise_or.reduceat(kinds, np.nonzero(is_first)[0]) if len(kinds) else kinds

    def _possible(self, batch: Sequence[tuple[Happening, np.ndarray, np.ndarray]]) -> Iterator[tuple[str, np.ndarray]]:
        """Of each happening, those of the rows near it that may be linked to it."""
        if not batch:
            return
        counts = [len(near) for _, near, _ in batch]
        numbers = np.repeat(np.arange(len(batch)), counts)
        near = np.concatenate([near for _, near, _ in batch])
        shared = np.concatenate([shared for _, _, shared in batch])
        slips = np.array([slip_days(happening.event_type) for happening, _, _ in batch])
        asked = columns_of([happening for happening, _, _ in batch], hash_of)
        is_possible = most_points(asked.take(numbers), self._compared(near), shared, slips[numbers]) >= LINKED_FROM
        ends = np.cumsum([0, *counts])
        for (happening, _, _), start, end in zip(batch, ends, ends[1:], strict=False):
            yield happening.event_id, near[start:end][is_possible[start:end]]

    def _compared(self, rows: np.ndarray) -> Columns:
        taken = (self.columns[field.name][rows] for field in fields(Columns))
        return Columns(*(values.astype(bool) if values.dtype == np.uint8 else values for values in taken))


def opened(folder: Path, name: str) -> Segment:
    """The file of this name. Raises `FileNotFoundError`."""
    file = folder / f"{name}{_SUFFIX}"
    source = pa.BufferReader(file.read_bytes()) if isinstance(file, ObjectPath) else pa.memory_map(str(file))
    batch = pa.ipc.open_file(source).get_batch(0)
    return Segment({field.name: batch.column(field.name).values.to_numpy() for field in batch.schema})


def write(folder: Path, joined: Sequence[Segment], reports: Collection[Report], gone: np.ndarray) -> tuple[str, int]:
    """A file of what is not forgotten of some others, and of new reports; its name, and how many rows it has.

    `gone` are hashes of events of earlier files whose place it takes.
    """
    coming, owners, coming_keys = _numbers(reports)
    parts = [(segment.columns, np.nonzero(segment.is_alive)[0], *_pairs(segment)) for segment in joined]
    parts.append((coming, np.arange(len(reports)), coming_keys, owners))
    texts = [segment.text(row) for segment, (_, rows, *_) in zip(joined, parts, strict=False) for row in rows.tolist()]
    texts += [_packed(report).encode() for report in reports]
    columns: Arrays = {name: np.concatenate([part[name][rows] for part, rows, *_ in parts]) for name in _TYPES}
    pair_keys, pair_rows, before = [], [], 0
    for part, rows, keys_there, owners_there in parts:
        new_rows = np.full(len(part["event"]), -1)
        new_rows[rows] = np.arange(before, before + len(rows))
        pair_rows.append(new_rows[owners_there])
        pair_keys.append(keys_there)
        before += len(rows)
    order = np.lexsort((columns["event"], columns["first_day"]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    columns = {name: values[order] for name, values in columns.items()}
    all_keys, all_rows = np.concatenate(pair_keys), np.concatenate(pair_rows)
    is_there = all_rows >= 0
    found_by = {**_orders(columns), **_keys_of(columns, all_keys[is_there], place[all_rows[is_there]])}
    content = _as_arrow({**columns, **found_by, **_compressed([texts[row] for row in order.tolist()]), "gone": gone})
    name = hashlib.sha256(content).hexdigest()[:32]
    write_whole(folder / f"{name}{_SUFFIX}", content, is_synced=False)
    return name, len(order)


def remove_others(folder: Path, names: Collection[str]) -> None:
    """Remove the files that aren't of these names, those of earlier versions too: they hold words that nobody may keep."""
    for path in sorted({*folder.glob(f"*{_SUFFIX}"), *folder.glob("*.parquet")}):
        if path.name not in {f"{name}{_SUFFIX}" for name in names}:
            path.unlink()


def hashes_of(happening: Happening) -> dict[int, int]:
    """By the hash of each thing that two events may have in common, the bits of its kinds."""
    found: dict[int, int] = {}
    for kind, word in keys(happening):
        key = hash_of("\x1f".join((block_of(happening.event_type), kind, word)))
        found[key] = found.get(key, 0) | SHARED[kind]
    return found


def hash_of(text: str | None) -> int:
    """64 bits of a name; NONE for null."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) if text else NONE


def _numbers(reports: Collection[Report]) -> tuple[Arrays, np.ndarray, np.ndarray]:
    """The columns of new reports, and pairs of row and key."""
    rows = [
        {
            "event": hash_of(report.happening.event_id),
            "article_key": hash_of(report.article_key),
            "lead": hash_of(report.lead),
            "first_label": hash_of(report.first_label),
            "label": hash_of(report.label),
            **numbers_of(report.happening, hash_of),
            "published_day": report.published_date.toordinal(),
        }
        for report in reports
    ]
    columns: Arrays = {name: np.array([row[name] for row in rows], kind) for name, kind in _TYPES.items()}
    pairs = [(row, key) for row, report in enumerate(reports) for key in sorted(hashes_of(report.happening))]
    return columns, np.array([row for row, _ in pairs], np.int64), np.array([key for _, key in pairs], np.int64)


def _pairs(segment: Segment) -> tuple[np.ndarray, np.ndarray]:
    """All keys of a segment, and the rows that have them."""
    columns = segment.columns
    together = (np.concatenate([columns[f"short_{what}"], columns[f"long_{what}"]]) for what in ("keys", "key_rows"))
    return next(together), next(together)


def _orders(columns: Arrays) -> Arrays:
    """By what rows are looked up: the values in order, and the rows in that order."""
    found: Arrays = {}
    for name in LOOKED_UP_BY:
        order = np.argsort(columns[name], kind="stable").astype(np.int32)
        found |= {f"by_{name}": order, f"sorted_{name}": columns[name][order]}
    return found


def _keys_of(columns: Arrays, all_keys: np.ndarray, rows: np.ndarray) -> Arrays:
    """Keys and the rows that have them, sorted by both, of short and of long events."""
    order = np.lexsort((rows, all_keys))
    all_keys, rows = all_keys[order], rows[order].astype(np.int32)
    is_long = (columns["last_day"] - columns["first_day"])[rows] > _LONG_DAYS
    return {
        f"{length}_{what}": values[is_meant]
        for length, is_meant in (("short", ~is_long), ("long", is_long))
        for what, values in (("keys", all_keys), ("key_rows", rows))
    }


def _as_arrow(arrays: Arrays) -> bytes:
    """One row of lists, one a column, so that columns may differ in length; uncompressed, so that they can be mapped."""
    lists = {name: pa.LargeListArray.from_arrays([0, len(values)], pa.array(values)) for name, values in arrays.items()}
    batch = pa.RecordBatch.from_pydict(lists)
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue()


def _compressed(texts: Sequence[bytes]) -> Arrays:
    """Reports, one a line, some compressed together; where each of these groups starts, and its size before."""
    groups = [b"\n".join(texts[start : start + _GROUP_ROWS]) for start in range(0, len(texts), _GROUP_ROWS)]
    packed = [pa.compress(group, codec=_CODEC, asbytes=True) for group in groups]
    return {
        "texts": np.frombuffer(b"".join(packed), np.uint8),
        "text_starts": np.cumsum([0, *map(len, packed)]),
        "text_sizes": np.array([len(group) for group in groups], np.int64),
    }


def _packed(report: Report) -> str:
    return json.dumps({f.name: _plain(getattr(report, f.name)) for f in fields(Report)}, ensure_ascii=False)


def _unpacked(text: bytes) -> Report:
    return Report(**{name: _rich(value) for name, value in json.loads(text).items()})


def _plain(value: Any) -> Any:
    """A value as JSON, with a mark on what JSON doesn't know."""
    if isinstance(value, Happening):
        return {"happening": {f.name: _plain(getattr(value, f.name)) for f in fields(Happening)}}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, frozenset):
        return {"set": sorted(map(_plain, value), key=str)}
    if isinstance(value, tuple):
        return {"tuple": [_plain(item) for item in value]}
    return value


def _rich(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(mark, content)] = value.items()
    if mark == "happening":
        return Happening(**{name: _rich(item) for name, item in content.items()})
    if mark == "date":
        return date.fromisoformat(content)
    return frozenset(map(_rich, content)) if mark == "set" else tuple(map(_rich, content))
