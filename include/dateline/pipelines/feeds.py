"""From feeds, sitemaps and lists to fetched articles: the steps of `news_feeds`.

plan → visit (once per site) → report. What is fetched waits in `pipelines.spool` for `news_ingest`. A step that dies goes on
where it stopped: what was announced is written down before anything is fetched, and each article when it is.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dateline.paths import path_of
from dateline.settings import settings

if TYPE_CHECKING:
    from dateline.pipelines.feed_state import Announced, SourceState
    from dateline.sources.catalog import Source
    from dateline.sources.visiting import Visitor

    _Task = tuple[Source, SourceState, Announced | None]  # None: look at the source

MAX_ATTEMPTS = 5  # of an article that might be there another time
PATIENCE_SECONDS = 5.0  # a longer wait is left to whoever runs the step
_LONGEST_WAIT_SECONDS = 900.0  # what has to wait longer waits for another run
_DAY_SECONDS = 86_400.0
_MAX_BATCHES = 1_000  # Airflow makes at most 1,024 copies of a mapped task
_MOST_TRIES = 500  # articles of one source that one run fetches; the others wait for the next


@dataclass(frozen=True, slots=True)
class Visited:
    """What a step did so far, and how long it wants to wait before it goes on; 0 when it is done."""

    counts: dict[str, int]  # outcome → looks and articles
    wait_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of `news_feeds` came to."""

    counts: dict[str, int]
    waiting: int  # files that wait to be ingested
    problems: tuple[str, ...]  # lines of sources.yaml that can't be used


def plan(run_id: str, *, sources: Sequence[str] = (), attempt: int = 1) -> list[str]:
    """Which sources are due, by site; returns the paths of batch files (one for each site), none when there is nothing to do.

    `sources` (names) takes these whether they are due or not. Raises `LookupError` for a name that is not in sources.yaml. A
    source that can't be used doesn't keep the others from being read; `report` names it.
    """
    from dateline import store
    from dateline.pipelines import feed_state
    from dateline.pipelines.announcements import site_of
    from dateline.sources.catalog import FETCHED_KINDS

    root, now = settings().root, time.time()
    known, problems = _catalog()
    fetched = {source.name: source for source in known if source.kind in FETCHED_KINDS}
    if missing := sorted(set(sources) - fetched.keys()):
        raise LookupError(f"{', '.join(missing)} not among the feeds, sitemaps and lists of {settings().sources_file}")
    by_site: dict[str, list[str]] = defaultdict(list)
    for name, source in sorted(fetched.items()):
        state = feed_state.load_source(root, name)
        if name in sources or (not sources and (_is_due(source, state, now) or state.waiting)):
            by_site[site_of(source)].append(name)
    if not by_site and not problems:
        return []
    folder = store.staging.new(root, run_id, "plan_feeds", attempt)
    batches = []
    sites = sorted(by_site)
    for number in range(max(1, min(len(sites), _MAX_BATCHES))):
        path = folder / f"site-{number:05d}.json"
        names = [name for site in sites[number::_MAX_BATCHES] for name in by_site[site]]
        batch = {"run_id": run_id, "sources": names, "is_forced": bool(sources), "problems": problems if number == 0 else []}
        path.write_text(json.dumps(batch), encoding="utf-8")
        batches.append(str(path))
    store.staging.complete(folder)
    return batches


def visit(batch_path: str, *, now: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep) -> Visited:
    """Look at the sources of one site and fetch what is new, until there is nothing left or a long wait is asked for.

    Call it again after `wait_seconds`; it goes on where it stopped.
    """
    from dateline.pipelines import feed_state
    from dateline.sources.visiting import Visitor, origin

    root = settings().root
    batch = json.loads(path_of(batch_path).read_text(encoding="utf-8"))
    progress = path_of(batch_path).with_suffix(".counts")
    counts = Counter(json.loads(progress.read_text(encoding="utf-8")) if progress.exists() else {})
    catalog = {source.name: source for source in _catalog()[0]}
    work = {name: (catalog[name], feed_state.load_source(root, name)) for name in batch["sources"] if name in catalog}
    for _, state in work.values():
        if state.run_id != batch["run_id"]:
            state.run_id, state.tries = batch["run_id"], 0
    with Visitor(settings(), now=now) as visitor:

        def wait_for(source: "Source", announced: "Announced | None") -> float:
            url = announced.entry.url if announced else source.where
            if origin(url) not in visitor.hosts:
                visitor.hosts[origin(url)] = feed_state.load_host(root, origin(url))
            return visitor.seconds_until_free(url)

        wait_seconds = 0.0
        while tasks := _tasks(work, batch["run_id"], now(), batch["is_forced"]):
            seconds, source, state, announced = _soonest(tasks, wait_for)
            if seconds > PATIENCE_SECONDS:
                wait_seconds = seconds if seconds <= _LONGEST_WAIT_SECONDS else 0.0
                break
            if seconds:
                sleep(seconds)
                continue
            if announced is None:
                counts.update(_look(visitor, source, state, now(), batch["run_id"]))
            else:
                counts.update(_fetch(visitor, source, state, announced, now(), batch["run_id"]))
            feed_state.save_source(root, source.name, state, now())
            progress.write_text(json.dumps(counts), encoding="utf-8")
        feed_state.save_hosts(root, visitor.hosts)
    return Visited(dict(sorted(counts.items())), wait_seconds)


def report(batch_paths: Sequence[str]) -> Report:
    """What a run came to: counts by outcome, files that wait to be ingested, sources that can't be used."""
    from dateline.pipelines import spool

    counts: Counter[str] = Counter()
    problems: list[str] = []
    for path in map(path_of, batch_paths):
        progress = path.with_suffix(".counts")
        counts.update(json.loads(progress.read_text(encoding="utf-8")) if progress.exists() else {})
        problems += json.loads(path.read_text(encoding="utf-8"))["problems"]
    return Report(dict(sorted(counts.items())), len(spool.waiting(settings().root)), tuple(problems))


def _catalog() -> tuple[tuple["Source", ...], list[str]]:
    """The sources that can be used, and what is wrong with the others."""
    from dateline.sources import catalog

    file = settings().sources_file
    found = catalog.load(file)
    return found.sources, [f"{file}:{problem.line}: {problem.message}" for problem in found.problems]


def _is_due(source: "Source", state: "SourceState", now: float) -> bool:
    """A source that failed is looked at less and less often, but once a day."""
    from dateline.pipelines.feed_state import EARLY_SECONDS

    wait = min(source.seconds * 2 ** min(state.failures, 10), max(_DAY_SECONDS, source.seconds))
    return now - state.looked_at >= wait - EARLY_SECONDS


def _soonest(
    tasks: Sequence["_Task"], wait_for: Callable[["Source", "Announced | None"], float]
) -> tuple[float, "Source", "SourceState", "Announced | None"]:
    """The first task that may be done now, else the one that has to wait least; with the seconds until then."""
    best: tuple[float, Source, SourceState, Announced | None] | None = None
    for source, state, announced in tasks:
        is_local = announced is None and not source.where.startswith("http")
        seconds = 0.0 if is_local else wait_for(source, announced)
        if best is None or seconds < best[0]:
            best = (seconds, source, state, announced)
        if not seconds:
            break
    if best is None:
        raise ValueError("no tasks")
    return best


def _tasks(work: dict[str, tuple["Source", "SourceState"]], run_id: str, now: float, is_forced: bool) -> list["_Task"]:
    """What is left to do in this run: looks first, then articles that this run has not tried."""
    looks = [(*pair, None) for pair in work.values() if pair[1].looked_in != run_id and (is_forced or _is_due(*pair, now))]
    articles = [(*pair, a) for pair in work.values() if pair[1].tries < _MOST_TRIES for a in pair[1].waiting if a.tried_in != run_id]
    return [*looks, *articles]


def _look(visitor: "Visitor", source: "Source", state: "SourceState", now: float, run_id: str) -> Counter[str]:
    """See what a source announces; counts of `looked`, `unchanged` or the failure, and of entries that are new or too old."""
    from dateline.pipelines.announcements import announcements, enqueue
    from dateline.sources.feeds import NoFeedError
    from dateline.sources.fetching import FetchError

    state.looked_at, state.looked_in = now, run_id
    try:
        found = announcements(visitor, source, state)
    except (FetchError, NoFeedError, OSError) as error:
        reason = error.reason if isinstance(error, FetchError) else "no_feed" if isinstance(error, NoFeedError) else "unreadable"
        state.failures += 1
        state.problem = str(error)
        return Counter({f"look_{reason}": 1})
    state.failures, state.problem = 0, None
    return Counter({"look_unchanged": 1}) if found is None else Counter({"look_read": 1}) + enqueue(source, state, found, now)


def _fetch(visitor: "Visitor", source: "Source", state: "SourceState", announced: "Announced", now: float, run_id: str) -> Counter[str]:
    """Fetch one article and leave it in the spool; counts of `fetched` or the reason why not."""
    from dateline.pipelines import spool
    from dateline.pipelines.announcements import document_of, enqueue, entries_of_map, rejection_of
    from dateline.sources.feeds import NoFeedError
    from dateline.sources.fetching import FetchError

    found: Any = None
    state.tries += 1
    others = [a for a in state.waiting if a is not announced]
    try:
        if announced.is_map:
            found = entries_of_map(visitor, announced.entry.url)
        else:
            spool.put(settings().root, document_of(visitor, source, announced.entry), source.rights == "full")
    except (FetchError, NoFeedError) as error:
        reason = error.reason if isinstance(error, FetchError) else "no_feed"
        is_passing = isinstance(error, FetchError) and error.is_passing
        if is_passing and announced.attempts + 1 < MAX_ATTEMPTS:
            again = replace(announced, attempts=announced.attempts + 1, tried_in=None if reason == "rate_limited" else run_id)
            state.waiting = [*others, again]
        else:
            state.waiting = others
            spool.put(settings().root, rejection_of(source, announced.entry, error))
        return Counter({f"{'later' if is_passing else 'article'}_{reason}": 1})
    state.waiting = others
    return Counter({"article_fetched": 1}) if found is None else Counter({"map_read": 1}) + enqueue(source, state, found, now)
