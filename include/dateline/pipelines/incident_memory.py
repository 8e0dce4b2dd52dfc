"""What is remembered of all events between two runs of `news_report`, so that a run looks at what changed only.

One small file for each day on which events began, below `_state/incidents/`, named by its content; `index.json` says which of them
hold, and which versions of the days' files of articles, events and incidents they follow from. It is replaced last and in one
step. Whatever doesn't fit (other code, incidents that somebody else wrote) makes it void, and all is put together anew.
"""

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline import __version__, store
from dateline.incidents import Happening, Report, keys
from dateline.incidents.bounds import NONE, SHARED, Columns, columns_of, most_points, numbers_of
from dateline.incidents.incremental import LINKED_FROM
from dateline.incidents.similarity import block_of, slip_days
from dateline.paths import write_whole

_HASHED = ("event", "article_key", "lead", "first_label", "label")
_COMPARED = {
    **dict.fromkeys(("article", "event_type", "mode_family", "country", "admin1", "place"), pa.int64()),
    **dict.fromkeys(("where_prec", "first_day", "last_day"), pa.int32()),
    **dict.fromkeys(("latitude", "longitude"), pa.float64()),
    **dict.fromkeys(("is_dated", "has_actor", "has_recipient"), pa.bool_()),
}
_SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.int64()) for name in _HASHED),
        *(pa.field(field.name, _COMPARED[field.name]) for field in fields(Columns)),
        pa.field("published_day", pa.int32()),
        pa.field("keys", pa.list_(pa.int64())),
        pa.field("report", pa.string()),
    ]
)
_LOOKED_UP = [name for name in _SCHEMA.names if name != "report"]
_LONG_DAYS = 31  # events that go on for longer are looked for by themselves
_PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Index:
    """Which files hold, and what they follow from."""

    days: dict[str, str] = field(default_factory=dict)  # first day → file
    seen: dict[str, list[str | None]] = field(default_factory=dict)  # day of publication → versions of events and articles
    published: dict[str, str] = field(default_factory=dict)  # day of incidents → version
    failed: list[str] = field(default_factory=list)  # events of incidents that didn't pass the checks: they are checked again

    def text(self) -> str:
        """As it is stored."""
        return json.dumps({"code": code_version(), **asdict(self)}, sort_keys=True)


@cache
def code_version() -> str:
    """A hash over the code that puts incidents together and remembers them."""
    digest = hashlib.sha256(__version__.encode() + Path(__file__).read_bytes())
    folder = files("dateline").joinpath("incidents")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py")):
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


def load(root: Path) -> Index:
    """What holds; an empty index where there is none, where other code made it, or where the incidents aren't those it led to."""
    file = _folder(root) / "index.json"
    stored = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"code": None}
    if stored.pop("code") != code_version() or stored["published"] != _published(root):
        return Index()
    return Index(**stored)


def save(root: Path, index: Index) -> None:
    """Say that this holds, of the incidents as they are published now, and remove the files of before. Call it inside the lock."""
    write_whole(_folder(root) / "index.json", replace(index, published=_published(root)).text())
    for path in sorted(_folder(root).glob("*.parquet")):
        if path.name not in index.days.values():
            path.unlink()


def versions(root: Path) -> dict[str, list[str | None]]:
    """By day of publication, the versions of the files of events and articles."""
    events, articles = (store.stamps(root, dataset) for dataset in ("events", "articles"))
    return {day.isoformat(): [events.get(day), articles.get(day)] for day in sorted(events.keys() | articles.keys())}


class ArrowMemory:
    """The reports of an index; see `incidents.Memory`. Columns of hashes are read at once, reports as they are asked for."""

    def __init__(self, root: Path, index: Index) -> None:
        self.root, self.index = root, index
        self._files = [(date.fromisoformat(day), _folder(root) / name) for day, name in sorted(index.days.items())]
        parts = [_read(path, _LOOKED_UP) for _, path in self._files]
        together = pa.concat_tables([_SCHEMA.empty_table().select(_LOOKED_UP), *parts]).combine_chunks()
        self._starts = np.cumsum([0, *(part.num_rows for part in parts)])
        self._columns = {name: together[name].to_numpy() for name in _LOOKED_UP if name != "keys"}
        self._compared = Columns(*(self._columns[field.name] for field in fields(Columns)))
        lists = together["keys"].combine_chunks() if together.num_rows else pa.array([], pa.list_(pa.int64()))
        self._keys = lists.flatten()
        self._key_rows = np.repeat(np.arange(together.num_rows), pc.list_value_length(lists).to_numpy(zero_copy_only=False))
        self._orders: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._reports: dict[str, Report] = {}
        self._texts: dict[int, pa.ChunkedArray] = {}
        self._rows: dict[str, int] = {}
        self._ids_of_rows: dict[int, str] = {}

    def candidates(self, happenings: Collection[Happening]) -> dict[str, list[str]]:
        """See `incidents.Memory.candidates`."""
        found: dict[str, list[str]] = {}
        wanted = [(happening, _hashes(happening)) for happening in happenings]
        hashes, rows = self._rows_with({key for _, keys_of_one in wanted for key in keys_of_one})
        is_long = (self._columns["last_day"] - self._columns["first_day"])[rows] > _LONG_DAYS
        short, long = (hashes[~is_long], rows[~is_long]), (hashes[is_long], rows[is_long])
        batch: list[tuple[Happening, np.ndarray, np.ndarray]] = []
        size = 0
        for happening, keys_of_one in wanted:
            near, shared = self._near(happening, keys_of_one, short, long)
            batch.append((happening, near, shared))
            size += len(near)
            if size > _PAIRS_AT_ONCE:
                found |= self._possible(batch)
                batch, size = [], 0
        return found | self._possible(batch)

    def _rows_with(self, wanted: Collection[int]) -> tuple[np.ndarray, np.ndarray]:
        """The keys asked for and the rows that have them, sorted by key and row."""
        hit = pc.indices_nonzero(pc.is_in(self._keys, value_set=pa.array(sorted(wanted), pa.int64()))).to_numpy()
        hashes, rows = self._keys.to_numpy()[hit], self._key_rows[hit]
        order = np.argsort(hashes, kind="stable")
        return hashes[order], rows[order]

    def _near(
        self,
        happening: Happening,
        keys_of_one: Mapping[int, int],
        short: tuple[np.ndarray, np.ndarray],
        long: tuple[np.ndarray, np.ndarray],
    ) -> tuple[np.ndarray, np.ndarray]:
        """Rows that share a key with a happening on days that touch, and the bits of the kinds of the keys that they share.

        `short` and `long` are keys and rows as `_rows_with` gives them, of events that go on for some days and for longer.
        """
        slip = slip_days(happening.event_type)
        latest, earliest = happening.last_day.toordinal() + slip, happening.first_day.toordinal() - slip
        window = np.searchsorted(self._columns["first_day"], (earliest - _LONG_DAYS, latest + 1))  # rows are sorted by their first day
        own, kinds_of_own = np.array([*keys_of_one], np.int64), [*keys_of_one.values()]
        found, bits = [], []
        for (hashes, rows), (first, end) in ((short, window), (long, (0, window[1]))):
            starts, ends = np.searchsorted(hashes, own, "left"), np.searchsorted(hashes, own, "right")
            for from_row, to_row, kind in zip(starts, ends, kinds_of_own, strict=True):
                if from_row < to_row:
                    with_key = rows[from_row:to_row]
                    found.append(with_key[slice(*np.searchsorted(with_key, (first, end)))])
                    bits.append(np.full(len(found[-1]), kind))
        together, kinds = np.concatenate([np.zeros(0, np.int64), *found]), np.concatenate([np.zeros(0, np.int64), *bits])
        is_near = self._columns["last_day"][together] >= earliest
        together, kinds = together[is_near], kinds[is_near]
        order = np.argsort(together, kind="stable")
        together, kinds = together[order], kinds[order]
        is_first = np.concatenate([together[:1] == together[:1], together[1:] != together[:-1]])
        return together[is_first], np.bitwise_or.reduceat(kinds, np.nonzero(is_first)[0]) if len(kinds) else kinds

    def _possible(self, batch: Sequence[tuple[Happening, np.ndarray, np.ndarray]]) -> dict[str, list[str]]:
        """Of each happening, those of the rows near it that may be linked to it."""
        counts = [len(near) for _, near, _ in batch]
        numbers = np.repeat(np.arange(len(batch)), counts)
        near = np.concatenate([np.zeros(0, np.int64), *(near for _, near, _ in batch)])
        shared = np.concatenate([np.zeros(0, np.int64), *(shared for _, _, shared in batch)])
        slips = np.array([slip_days(happening.event_type) for happening, _, _ in batch])
        asked = columns_of([happening for happening, _, _ in batch], _hash)
        if not len(near):
            return {happening.event_id: [] for happening, _, _ in batch}
        is_possible = most_points(asked.take(numbers), self._compared.take(near), shared, slips[numbers]) >= LINKED_FROM
        ends = np.cumsum([0, *counts])
        return {
            happening.event_id: self._ids(near[start:end][is_possible[start:end]])
            for (happening, _, _), start, end in zip(batch, ends, ends[1:], strict=False)
        }

    def with_labels(self, labels: Collection[str], *, is_first: bool) -> list[str]:
        """See `incidents.Memory.with_labels`."""
        return self._having("first_label" if is_first else "label", labels)

    def of_articles(self, article_ids: Collection[str]) -> list[str]:
        """See `incidents.Memory.of_articles`."""
        return self._having("article", article_ids)

    def with_leads(self, article_ids: Collection[str]) -> list[str]:
        """Ids of the reports that tell after one of these articles what it told."""
        return self._having("lead", article_ids)

    def report(self, event_id: str) -> Report:
        """See `incidents.Memory.report`."""
        if event_id not in self._reports:
            self._having("event", [event_id])
        return self._reports[event_id]

    def articles_of_day(self, day: date) -> dict[int, int]:
        """Hashes of the articles of a day of publication, and of their keys."""
        rows = np.nonzero(self._columns["published_day"] == day.toordinal())[0]
        return dict(zip(self._columns["article"][rows].tolist(), self._columns["article_key"][rows].tolist(), strict=True))

    def of_article_hashes(self, hashes: Collection[int], day: date) -> list[str]:
        """Ids of the reports of articles as they were published on a day, by their hashes."""
        if not hashes:
            return []
        rows = self._rows_having("article", hashes)
        return self._ids(rows[self._columns["published_day"][rows] == day.toordinal()])

    def present(self, event_ids: Collection[str]) -> list[str]:
        """Those of the events that are remembered."""
        return self._having("event", event_ids)

    def changed(self, gone: Collection[str], reports: Mapping[str, Report], seen: Mapping[str, list[str | None]]) -> Index:
        """The index without those that are gone and with these; its files are written, those that stay are not touched."""
        leaving: dict[int, set[int]] = defaultdict(set)
        self._having("event", [event_id for event_id in {*gone, *reports} if event_id not in self._rows])
        for row in (self._rows[event_id] for event_id in {*gone, *reports} if event_id in self._rows):
            number = self._file_of(row)
            leaving[number].add(row - int(self._starts[number]))
        coming: dict[date, list[Report]] = defaultdict(list)
        for event_id in sorted(reports):
            coming[reports[event_id].happening.first_day].append(reports[event_id])
        numbers = {day: number for number, (day, _) in enumerate(self._files)}
        days = dict(self.index.days)
        for day in sorted({*coming, *(self._files[number][0] for number in leaving)}):
            parts = [_table(coming[day])]
            if day in numbers:
                number = numbers[day]
                old = _read(self._files[number][1], _SCHEMA.names)
                stays = np.ones(old.num_rows, bool)
                stays[list(leaving[number])] = False
                parts.append(old.filter(pa.array(stays)))
            table = pa.concat_tables(parts).sort_by("event")
            days.pop(day.isoformat(), None)
            if table.num_rows:
                days[day.isoformat()] = _write(self.root, day, table)
        return replace(self.index, days=days, seen={**self.index.seen, **seen})

    def _having(self, column: str, values: Collection[str]) -> list[str]:
        return self._ids(self._rows_having(column, {_hash(value) for value in values}))

    def _rows_having(self, column: str, hashes: Collection[int]) -> np.ndarray:
        """Rows with one of these hashes, in order."""
        if column not in self._orders:
            order = np.argsort(self._columns[column], kind="stable")
            self._orders[column] = (order, self._columns[column][order])
        order, values = self._orders[column]
        wanted = np.array(sorted(hashes), np.int64)
        starts, ends = np.searchsorted(values, wanted, "left"), np.searchsorted(values, wanted, "right")
        return np.sort(np.concatenate([order[:0], *(order[start:end] for start, end in zip(starts, ends, strict=True))]))

    def _ids(self, rows: np.ndarray) -> list[str]:
        return [self._decoded(int(row)) for row in rows]

    def _decoded(self, row: int) -> str:
        if row in self._ids_of_rows:
            return self._ids_of_rows[row]
        number = self._file_of(row)
        if number not in self._texts:
            self._texts[number] = _read(self._files[number][1], ["report"])["report"]
        report = _unpacked(self._texts[number][row - int(self._starts[number])].as_py())
        event_id = report.happening.event_id
        self._reports[event_id], self._rows[event_id], self._ids_of_rows[row] = report, row, event_id
        return event_id

    def _file_of(self, row: int) -> int:
        return int(np.searchsorted(self._starts, row, "right")) - 1


def article_hash(article_id: str) -> int:
    """The hash by which an article is looked up."""
    return _hash(article_id)


def _table(reports: Iterable[Report]) -> pa.Table:
    rows = [
        {
            "event": _hash(report.happening.event_id),
            "article_key": _hash(report.article_key),
            "lead": _hash(report.lead),
            "first_label": _hash(report.first_label),
            "label": _hash(report.label),
            **numbers_of(report.happening, _hash),
            "published_day": report.published_date.toordinal(),
            "keys": sorted(_hashes(report.happening)),
            "report": _packed(report),
        }
        for report in reports
    ]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _hashes(happening: Happening) -> dict[int, int]:
    """By the hash of each thing that two events may have in common, the bits of its kinds."""
    found: dict[int, int] = {}
    for kind, word in keys(happening):
        key = _hash("\x1f".join((block_of(happening.event_type), kind, word)))
        found[key] = found.get(key, 0) | SHARED[kind]
    return found


def _hash(text: str | None) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) if text else NONE


def _read(path: Path, columns: list[str]) -> pa.Table:
    return pq.read_table(pa.BufferReader(path.read_bytes()), columns=columns)


def _write(root: Path, day: date, table: pa.Table) -> str:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    content = sink.getvalue()
    name = f"{day}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
    write_whole(_folder(root) / name, content, is_synced=False)
    return name


def _packed(report: Report) -> str:
    return json.dumps({f.name: _plain(getattr(report, f.name)) for f in fields(Report)}, ensure_ascii=False)


def _unpacked(text: str) -> Report:
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


def _published(root: Path) -> dict[str, str]:
    return {day.isoformat(): stamp for day, stamp in store.stamps(root, "incidents").items()}


def _folder(root: Path) -> Path:
    return root / "_state" / "incidents"
