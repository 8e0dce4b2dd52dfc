"""What is remembered of all events between two runs of `news_report`, so that a run looks at what changed only.

A few files below `_state/incidents/`, named by their content: each run adds a small one with what it changed, which says whose place
it takes, and small ones are joined before they are many, so a run writes about as much as it changed. A file with an event that is
gone, whose words nobody may keep, is written anew. `index.json` says which files hold, and which versions of the days' files of
articles, events and incidents they follow from. It is replaced last and in one step. Whatever doesn't fit (other code, incidents
that somebody else wrote) makes it void, and all is put together anew.
"""

import hashlib
import io
import json
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
from dateline.paths import ObjectPath, write_whole

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
_GROUP_ROWS = 2_048  # reports that are read together: about a day of much news
_TIMES_LARGER = 4  # than the one after it a file has to be, else the two are joined
_GONE = b"gone"  # in a file's metadata: hashes of the events of earlier files that it takes the place of
_LONG_DAYS = 31  # events that go on for longer are looked for by themselves
_PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Index:
    """Which files hold, and what they follow from."""

    segments: list[tuple[str, int]] = field(default_factory=list)  # files and their sizes in rows; what a later one says holds
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
        if path.name not in {name for name, _ in index.segments}:
            path.unlink()


def versions(root: Path) -> dict[str, list[str | None]]:
    """By day of publication, the versions of the files of events and articles."""
    events, articles = (store.stamps(root, dataset) for dataset in ("events", "articles"))
    return {day.isoformat(): [events.get(day), articles.get(day)] for day in sorted(events.keys() | articles.keys())}


class ArrowMemory:
    """The reports of an index; see `incidents.Memory`. Columns of hashes are read at once, reports as they are asked for."""

    def __init__(self, root: Path, index: Index) -> None:
        self.root, self.index = root, index
        self._files = [_opened(_folder(root) / name) for name, _ in index.segments]
        parts = [_read(file, _LOOKED_UP) for file in self._files]
        alive = _alive(self._files, [part["event"].to_numpy() for part in parts])
        segments = np.repeat(np.arange(len(parts)), [len(rows) for rows in alive])
        rows = np.concatenate([np.zeros(0, np.int64), *alive])
        together = pa.concat_tables([_SCHEMA.empty_table().select(_LOOKED_UP), *(p.take(r) for p, r in zip(parts, alive, strict=True))])
        order = np.argsort(together["first_day"].to_numpy(), kind="stable")
        together = together.take(order).combine_chunks()
        self._origins = segments[order], rows[order]
        self._columns = {name: together[name].to_numpy() for name in _LOOKED_UP if name != "keys"}
        self._compared = Columns(*(self._columns[field.name] for field in fields(Columns)))
        lists = together["keys"].combine_chunks() if together.num_rows else pa.array([], pa.list_(pa.int64()))
        self._keys = lists.flatten()
        self._key_rows = np.repeat(np.arange(together.num_rows), pc.list_value_length(lists).to_numpy(zero_copy_only=False))
        self._orders: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._reports: dict[str, Report] = {}
        self._texts: dict[tuple[int, int], pa.ChunkedArray] = {}
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
        """The index without those that are gone and with these; what changed is written, and files of about its size with it."""
        known = self.present({*gone, *reports})
        coming = _table(sorted(reports.values(), key=lambda report: (report.happening.first_day, report.happening.event_id)))
        sizes = [size for _, size in self.index.segments]
        kept, size = len(sizes), coming.num_rows + len(known)
        to_forget = min((int(self._origins[0][self._rows[event_id]]) for event_id in self.present(gone)), default=kept)
        while kept > to_forget or (kept and sizes[kept - 1] < _TIMES_LARGER * size):
            kept -= 1
            size += sizes[kept]
        files = self._files[kept:]
        tables = [*(_read(file, _SCHEMA.names) for file in files), coming]
        replaced = [*(_gone(file) for file in files), np.array(sorted(map(_hash, known)), np.int64)]
        alive = _alive_rows([table["event"].to_numpy() for table in tables], replaced)
        table = pa.concat_tables(table.take(rows) for table, rows in zip(tables, alive, strict=True))
        table = table.sort_by([("first_day", "ascending"), ("event", "ascending")])
        said_gone = np.unique(np.concatenate(replaced)) if kept else np.zeros(0, np.int64)
        segments = self.index.segments[:kept]
        if table.num_rows or len(said_gone):
            segments = [*segments, (_write(self.root, table, said_gone), table.num_rows + len(said_gone))]
        return replace(self.index, segments=segments, seen={**self.index.seen, **seen})

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
        number, row_there = (int(origin[row]) for origin in self._origins)
        group = number, row_there // _GROUP_ROWS
        if group not in self._texts:
            self._texts[group] = self._files[number].read_row_group(group[1], ["report"])["report"]
        report = _unpacked(self._texts[group][row_there % _GROUP_ROWS].as_py())
        event_id = report.happening.event_id
        self._reports[event_id], self._rows[event_id], self._ids_of_rows[row] = report, row, event_id
        return event_id


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


def _opened(path: Path) -> pq.ParquetFile:
    return pq.ParquetFile(pa.BufferReader(path.read_bytes()) if isinstance(path, ObjectPath) else path)


def _read(file: pq.ParquetFile, columns: list[str]) -> pa.Table:
    return file.read(columns).replace_schema_metadata(None)


def _gone(file: pq.ParquetFile) -> np.ndarray:
    return np.frombuffer(file.schema_arrow.metadata[_GONE], "<i8")


def _alive(files: Sequence[pq.ParquetFile], events: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Of each file, the rows whose place no later file takes."""
    return _alive_rows(events, [_gone(file) for file in files])


def _alive_rows(events: Sequence[np.ndarray], gone: Sequence[np.ndarray]) -> list[np.ndarray]:
    found = []
    later = np.zeros(0, np.int64)
    for hashes, replaced in zip(reversed(events), reversed(gone), strict=True):
        found.append(np.nonzero(~np.isin(hashes, later))[0])
        later = np.union1d(later, replaced)
    return found[::-1]


def _write(root: Path, table: pa.Table, gone: np.ndarray) -> str:
    sink = io.BytesIO()
    table = table.replace_schema_metadata({_GONE: gone.astype("<i8").tobytes()})
    pq.write_table(table, sink, compression="zstd", row_group_size=_GROUP_ROWS)
    content = sink.getvalue()
    name = f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
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
