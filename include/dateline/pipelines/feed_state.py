"""What is remembered of sources and sites between runs, under `<root>/_state/feeds/`: one small JSON file each."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.paths import write_whole
from dateline.sources.feeds import Entry
from dateline.sources.visiting import Host

EARLY_SECONDS = 60.0  # a run that starts a little early still counts as in time
SEEN_DAYS = 120  # an entry that no look has shown for so long is forgotten
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Announced:
    """An article (or a further sitemap) that a look has shown and that isn't fetched yet."""

    entry: Entry
    is_map: bool = False
    attempts: int = 0
    tried_in: str | None = None  # the run of the last try


@dataclass(slots=True)
class SourceState:
    """What is known of a source."""

    etag: str | None = None
    last_modified: str | None = None
    looked_at: float = 0.0  # seconds since 1970
    run_id: str | None = None  # of the run that had to do with it last
    looked_in: str | None = None  # the run of the last look
    failures: int = 0  # looks in a row that failed
    problem: str | None = None  # of the last look, in words
    seen: dict[str, list[Any]] = field(default_factory=dict)  # key → [version, day of the last look that showed it]
    waiting: list[Announced] = field(default_factory=list)
    tries: int = 0  # of articles, in the run `run_id`


def key(entry: Entry) -> str:
    """Which article it is, as far as its announcement tells."""
    return _digest(entry.guid or entry.url)


def version(entry: Entry) -> str:
    """Changes when the announcement says that the article changed."""
    return _digest(f"{entry.url}\x1f{entry.title}\x1f{entry.published}\x1f{entry.modified_at}")


def is_known(state: SourceState, entry: Entry) -> bool:
    """Whether this version of the article was taken, or waits."""
    known = state.seen.get(key(entry))
    return known is not None and known[0] == version(entry)


def mark(state: SourceState, entry: Entry, now: float) -> None:
    """Remember that a look has shown this version."""
    state.seen[key(entry)] = [version(entry), int(now // _DAY_SECONDS)]


def load_source(root: Path, name: str) -> SourceState:
    """What is known of a source; an empty record of a new one."""
    values = _load(_source_file(root, name))
    values["waiting"] = [_announced(item) for item in values.get("waiting", [])]
    return SourceState(**values)


def save_source(root: Path, name: str, state: SourceState, now: float) -> None:
    """Keep what is known of a source; entries not shown for `SEEN_DAYS` are dropped."""
    oldest = int(now // _DAY_SECONDS) - SEEN_DAYS
    state.seen = {k: v for k, v in state.seen.items() if v[1] >= oldest}
    _save(_source_file(root, name), asdict(state))


def load_host(root: Path, origin: str) -> Host:
    """What is known of a site; an empty record of a new one."""
    return Host(**_load(_host_file(root, origin)))


def save_hosts(root: Path, hosts: Mapping[str, Host]) -> None:
    """Keep what is known of sites."""
    for origin, host in hosts.items():
        _save(_host_file(root, origin), asdict(host))


def _announced(values: dict[str, Any]) -> Announced:
    entry = dict(values["entry"])
    published, modified = entry["published"], entry["modified_at"]
    entry["bylines"] = tuple(entry["bylines"])
    if published is not None:
        entry["published"] = date.fromisoformat(published) if len(published) == 10 else datetime.fromisoformat(published)
    entry["modified_at"] = modified and datetime.fromisoformat(modified)
    return Announced(**{**values, "entry": Entry(**entry)})


def _source_file(root: Path, name: str) -> Path:
    return root / "_state" / "feeds" / "sources" / f"{name}.json"


def _host_file(root: Path, origin: str) -> Path:
    return root / "_state" / "feeds" / "hosts" / f"{_digest(origin)}.json"


def _load(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _save(path: Path, values: Mapping[str, Any]) -> None:
    write_whole(path, json.dumps(values, default=lambda value: value.isoformat()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
