"""What is remembered of all events between two runs of `news_report`, so that a run looks at what changed only.

A few files below `_state/incidents/` (see `incident_segments`), named by their content: each run adds a small one with what it changed,
which says whose place it takes, and small ones are joined before they are many, so a run writes about as much as it changed. A file with
an event that is gone, whose words nobody may keep, is written anew. `index.json` says which files hold, and which versions of the days'
files of articles, events and incidents they follow from. It is replaced last and in one step. Whatever doesn't fit (other code, incidents
that somebody else wrote) makes it void, and all is put together anew.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from dateline import __version__, store
from dateline.incidents import Happening, Report
from dateline.paths import write_whole
from dateline.pipelines import incident_segments as segments

_TIMES_LARGER = 4  # than the one after it a file has to be, else the two are joined


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
    digest = hashlib.sha256(__version__.encode() + Path(__file__).read_bytes() + Path(segments.__file__).read_bytes())
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
    segments.remove_others(_folder(root), {name for name, _ in index.segments})


def versions(root: Path) -> dict[str, list[str | None]]:
    """By day of publication, the versions of the files of events and articles."""
    events, articles = (store.stamps(root, dataset) for dataset in ("events", "articles"))
    return {day.isoformat(): [events.get(day), articles.get(day)] for day in sorted(events.keys() | articles.keys())}


class ArrowMemory:
    """The reports of an index; see `incidents.Memory`. What a run looks for is looked up in the files, reports are read as they are asked for."""

    def __init__(self, root: Path, index: Index) -> None:
        self.root, self.index = root, index
        self._segments = [segments.opened(_folder(root), name) for name, _ in index.segments]
        later = np.zeros(0, np.int64)
        for segment in reversed(self._segments):
            segment.forget(later)
            later = np.union1d(later, segment.gone)
        self._reports: dict[str, Report] = {}
        self._held_by: dict[str, int] = {}  # event → number of its segment

    def candidates(self, happenings: Collection[Happening]) -> dict[str, list[str]]:
        """See `incidents.Memory.candidates`."""
        found: dict[str, list[str]] = {happening.event_id: [] for happening in happenings}
        wanted = [(happening, segments.hashes_of(happening)) for happening in happenings]
        for number, segment in enumerate(self._segments):
            for event_id, rows in segment.candidates(wanted):
                found[event_id] += self._ids(number, rows)
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
        return {article: key for segment in self._segments for article, key in segment.articles_of_day(day)}

    def of_article_hashes(self, hashes: Collection[int], day: date) -> list[str]:
        """Ids of the reports of articles as they were published on a day, by their hashes."""
        found = []
        for number, segment in enumerate(self._segments):
            rows = segment.rows_having("article", hashes)
            found += self._ids(number, rows[segment.columns["published_day"][rows] == day.toordinal()])
        return found

    def present(self, event_ids: Collection[str]) -> list[str]:
        """Those of the events that are remembered."""
        return self._having("event", event_ids)

    def changed(self, gone: Collection[str], reports: Mapping[str, Report], seen: Mapping[str, list[str | None]]) -> Index:
        """The index without those that are gone and with these; what changed is written, and files of about its size with it."""
        known = self.present({*gone, *reports})
        sizes = [size for _, size in self.index.segments]
        kept, size = len(sizes), len(reports) + len(known)
        to_forget = min((self._held_by[event_id] for event_id in self.present(gone)), default=kept)
        while kept > to_forget or (kept and sizes[kept - 1] < _TIMES_LARGER * size):
            kept -= 1
            size += sizes[kept]
        joined = self._segments[kept:]
        replaced = np.array(sorted(map(segments.hash_of, known)), np.int64)
        for segment in joined:
            segment.forget(replaced)
        said_gone = np.unique(np.concatenate([replaced, *(segment.gone for segment in joined)])) if kept else np.zeros(0, np.int64)
        names = self.index.segments[:kept]
        name, row_count = segments.write(_folder(self.root), joined, reports.values(), said_gone)
        if row_count or len(said_gone):
            names = [*names, (name, row_count + len(said_gone))]
        return replace(self.index, segments=names, seen={**self.index.seen, **seen})

    def _having(self, column: str, values: Collection[str]) -> list[str]:
        hashes = {segments.hash_of(value) for value in values}
        return [e for number, segment in enumerate(self._segments) for e in self._ids(number, segment.rows_having(column, hashes))]

    def _ids(self, number: int, rows: np.ndarray) -> list[str]:
        """Ids of the events of these rows of a segment, whose reports are known from now on."""
        found = []
        for report in self._segments[number].reports(rows):
            event_id = report.happening.event_id
            self._reports[event_id], self._held_by[event_id] = report, number
            found.append(event_id)
        return found


def article_hash(article_id: str) -> int:
    """The hash by which an article is looked up."""
    return segments.hash_of(article_id)


def _published(root: Path) -> dict[str, str]:
    return {day.isoformat(): stamp for day, stamp in store.stamps(root, "incidents").items()}


def _folder(root: Path) -> Path:
    return root / "_state" / "incidents"
