"""What is remembered of all events between two runs of `news_report`, so that a run looks at what changed only.

One small file for each day on which events began, below `_state/incidents/`, named by its content; `index.json` says which of them
hold, and which versions of the days' files of articles, events and incidents they follow from. It is replaced last and in one
step. Whatever doesn't fit (other code, incidents that somebody else wrote) makes it void, and all is put together anew.
"""

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
from dateline.incidents.similarity import block_of, slip_days
from dateline.paths import write_whole

_HASHED = ("event", "article", "article_key", "lead", "first_label", "label", "country")
_SCHEMA = pa.schema(
    [
        *(pa.field(name, pa.int64()) for name in _HASHED),
        pa.field("published_date", pa.date32()),
        pa.field("first_day", pa.date32()),
        pa.field("last_day", pa.date32()),
        pa.field("keys", pa.list_(pa.int64())),
        pa.field("report", pa.string()),
    ]
)
_LOOKED_UP = [name for name in _SCHEMA.names if name != "report"]
_EPOCH = date(1970, 1, 1).toordinal()
_NONE = 0  # the hash of null


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
    """A hash over the code that puts incidents together."""
    digest = hashlib.sha256(__version__.encode())
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
        self._columns = {
            name: together[name].cast(pa.int32()).to_numpy() if name.endswith(("_day", "_date")) else together[name].to_numpy()
            for name in _LOOKED_UP
            if name != "keys"
        }
        lists = together["keys"].combine_chunks() if together.num_rows else pa.array([], pa.list_(pa.int64()))
        self._keys = lists.flatten()
        self._key_rows = np.repeat(np.arange(together.num_rows), pc.list_value_length(lists).to_numpy(zero_copy_only=False))
        self._reports: dict[str, Report] = {}
        self._texts: dict[int, pa.ChunkedArray] = {}
        self._rows: dict[str, int] = {}
        self._ids_of_rows: dict[int, str] = {}

    def candidates(self, happenings: Collection[Happening]) -> dict[str, list[str]]:
        """See `incidents.Memory.candidates`."""
        wanted = {happening.event_id: [_hash(key) for key in _words(happening)] for happening in happenings}
        hit = pc.indices_nonzero(pc.is_in(self._keys, value_set=pa.array(sorted({k for ks in wanted.values() for k in ks}), pa.int64())))
        hit = hit.to_numpy()
        hashes, rows = self._keys.to_numpy()[hit], self._key_rows[hit]
        order = np.argsort(hashes, kind="stable")
        hashes, rows = hashes[order], rows[order]
        found = {}
        by_days: dict[tuple[int, int], list[Happening]] = defaultdict(list)
        for happening in happenings:
            slip = slip_days(happening.event_type)
            by_days[happening.first_day.toordinal() - _EPOCH - slip, happening.last_day.toordinal() - _EPOCH + slip].append(happening)
        for (earliest, latest), of_days in by_days.items():  # the days come first: a word like "police" stands in every day of a year
            is_near = (self._columns["first_day"] <= latest) & (self._columns["last_day"] >= earliest)
            here = is_near[rows]
            hashes_here, rows_here = hashes[here], rows[here]
            for happening in of_days:
                own = np.array(wanted[happening.event_id], np.int64)
                starts, ends = np.searchsorted(hashes_here, own, "left"), np.searchsorted(hashes_here, own, "right")
                near = np.unique(np.concatenate([rows[:0], *(rows_here[start:end] for start, end in zip(starts, ends, strict=True))]))
                if happening.country:
                    near = near[np.isin(self._columns["country"][near], (_NONE, _hash(happening.country)))]
                found[happening.event_id] = self._ids(near)
        return found

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
        rows = np.nonzero(self._columns["published_date"] == day.toordinal() - _EPOCH)[0]
        return dict(zip(self._columns["article"][rows].tolist(), self._columns["article_key"][rows].tolist(), strict=True))

    def of_article_hashes(self, hashes: Collection[int], day: date) -> list[str]:
        """Ids of the reports of articles as they were published on a day, by their hashes."""
        if not hashes:
            return []
        is_meant = np.isin(self._columns["article"], np.array(sorted(hashes), np.int64))
        return self._ids(np.nonzero(is_meant & (self._columns["published_date"] == day.toordinal() - _EPOCH))[0])

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
        if not values:
            return []
        hashes = np.array(sorted(_hash(value) for value in values), np.int64)
        return self._ids(np.nonzero(np.isin(self._columns[column], hashes))[0])

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
            "article": _hash(report.happening.article_id),
            "article_key": _hash(report.article_key),
            "lead": _hash(report.lead),
            "first_label": _hash(report.first_label),
            "label": _hash(report.label),
            "country": _hash(report.happening.country),
            "published_date": report.published_date,
            "first_day": report.happening.first_day,
            "last_day": report.happening.last_day,
            "keys": sorted({_hash(key) for key in _words(report.happening)}),
            "report": _packed(report),
        }
        for report in reports
    ]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _words(happening: Happening) -> Iterator[str]:
    """What two events that may be linked have in common, at least one of it."""
    return ("\x1f".join((block_of(happening.event_type), *map(str, key))) for key in keys(happening))


def _hash(text: str | None) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) if text else _NONE


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
