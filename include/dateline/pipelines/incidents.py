"""Find and publish the incidents of those events that changed since they were last put together; see `incidents.incremental`."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import incidents, quality, store
from dateline.contracts import ARTICLES, EVENTS, INCIDENTS, REVISIONS
from dateline.paths import path_of
from dateline.pipelines import article_index
from dateline.pipelines.incident_memory import ArrowMemory, Index, article_hash, load, save, versions
from dateline.pipelines.published import Published
from dateline.pipelines.upsert import addition
from dateline.settings import settings

ARTICLE_COLUMNS = ["article_id", "publisher", "agency", "duplicate_of"]
ROWS_AT_ONCE = 50_000  # events; of a root that was never looked at so many are put together at a time
_NOT_ASKED = frozenset(("evidence_text", "title", "url", "contexts", "trigger_text", "place_text", "date_text", "text_sha256"))
_EVENT_COLUMNS = [name for name in EVENTS.names if name not in _NOT_ASKED]


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of the articles of some days."""

    reports: dict[str, incidents.Report]  # of articles that are new or changed
    gone: list[str]  # reports of articles that changed or left
    told_anew: list[str]  # reports of articles that followed one that changed


def find(run_id: str, attempt: int) -> str:
    """Put incidents together, of what changed, and check them; returns the staging folder."""
    root = settings().root
    seen = versions(root)
    base = load(root)
    index = base
    tables: list[pa.Table] = []
    newest: dict[str, int] = {}  # label → the table that has its row
    touched: set[str] = set()
    old_days: set[date] = set()
    failed = base.failed
    for days in _parts(root, sorted(day for day in seen.keys() | base.seen.keys() if seen.get(day) != base.seen.get(day)), bool(failed)):
        memory = ArrowMemory(root, index)
        change = _change(root, memory, days, failed)
        failed = []
        regrouped = incidents.regroup(memory, change.reports, change.gone, change.told_anew)
        labels = sorted(regrouped.incidents)
        table, reports = _rows(root, memory, regrouped, labels)
        events = {*change.gone, *(event_id for label in labels for event_id in regrouped.incidents[label])}
        known_before = (memory.report(event_id) for event_id in events - (change.reports.keys() - set(change.gone)))
        old_days |= {report.incident_day for report in known_before if report.incident_day}
        touched |= events
        for label in regrouped.replaced:
            newest.pop(label, None)
        newest |= dict.fromkeys(labels, len(tables))
        tables.append(table.append_column("label", pa.array(labels, pa.string())))
        index = memory.changed(change.gone, reports, {day: seen.get(day, [None, None]) for day in days})
    new = INCIDENTS.table([]) if not tables else _together(tables, newest)
    owners = {event_id: "" for event_ids in new["event_ids"].to_pylist() for event_id in event_ids}
    known = quality.Known(parents={"events": owners})
    checked = quality.validate({"incidents": new}, ARTICLES.empty(), run_id=run_id, checked_at=datetime.now(UTC), known=known)
    good = checked.good["incidents"]
    passed = {event_id for event_ids in good["event_ids"].to_pylist() for event_id in event_ids}
    index = replace(index, seen={day: stamps for day, stamps in index.seen.items() if day in seen}, failed=sorted(owners.keys() - passed))
    folder = store.staging.new(root, run_id, "incidents", attempt)
    store.staging.write_table(folder / "incidents.parquet", good)
    store.staging.write_table(folder / "quarantine.parquet", checked.quarantined)
    store.staging.write_table(folder / "quality_results.parquet", checked.results)
    store.staging.write_table(folder / "touched.parquet", pa.table({"event_id": pa.array(sorted(touched), pa.string())}))
    report = {
        "stopped": sorted(checked.stopped),
        "run_id": run_id,
        "base": base.text(),
        "index": index.text(),
        "is_whole": not base.seen,  # nothing is known of what is published
        "old_days": sorted(map(str, old_days)),
    }
    (folder / "checked.json").write_text(json.dumps(report), encoding="utf-8")
    store.staging.complete(folder)
    return str(folder)


def publish(folder: str) -> Published:
    """Replace the published incidents of which the new ones take the place, under the root's lock.

    They are found anew if events, articles or incidents were published since, so that of two runs at once the slower loses nothing.
    Every id that is gone gets a line in `revisions` that says what took its place.
    """
    root = settings().root
    with store.publishing(root):
        checked = _checked(folder)
        if load(root).text() != checked["base"] or _index(checked).seen != versions(root):
            folder = find(checked["run_id"], 0)
            checked = _checked(folder)
        path, stopped = path_of(folder), tuple(checked["stopped"])
        new = store.staging.read_table(path / "incidents.parquet")
        quarantined = store.staging.read_table(path / "quarantine.parquet")
        findings = [
            addition("quality_results", store.staging.read_table(path / "quality_results.parquet")),
            *store.quarantine.additions(quarantined),
        ]
        if stopped:
            store.commit(root, findings)
            return Published((), {}, quarantined.num_rows, stopped)
        touched = set(store.staging.read_table(path / "touched.parquet")["event_id"].to_pylist())
        days = {*map(date.fromisoformat, checked["old_days"]), *new["incident_date"].to_pylist()}
        beside = store.read(root, "incidents", days=None if checked["is_whole"] else days, columns=list(incidents.OLD_COLUMNS))
        is_old = pa.array([True] * beside.num_rows, pa.bool_()) if checked["is_whole"] else _holding(beside, touched)
        old = beside.filter(is_old).to_pylist()
        ids = {row["incident_id"] for row in old}
        gone = incidents.departures(
            old, [*new.select(list(incidents.OLD_COLUMNS)).to_pylist(), *_like(beside.filter(pc.invert(is_old)), old)]
        )
        data = store.Change("incidents", new, replaced=ids, replaced_column="incident_id", days={row["incident_date"] for row in old})
        changed, *_ = store.commit(root, [data, addition("revisions", REVISIONS.table(gone)), *findings])
        save(root, _index(checked))
    return Published(tuple(str(day) for day in sorted(changed)), {"incidents": new.num_rows}, quarantined.num_rows)


def _holding(rows: pa.Table, event_ids: Collection[str]) -> pa.Array:
    """Which incidents hold one of these events."""
    lists = rows["event_ids"].combine_chunks()
    is_meant = pc.is_in(lists.flatten(), value_set=pa.array(sorted(event_ids), pa.string()))
    hit = pc.unique(pc.list_parent_indices(lists).filter(is_meant))
    return pc.is_in(pa.array(range(rows.num_rows), hit.type), value_set=hit)


def _like(rows: pa.Table, old: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those of the incidents that could take the place of one of these: the same day and type."""
    days, types = (
        pa.array(sorted({row[column] for row in old}), kind)
        for column, kind in (("incident_date", pa.date32()), ("event_type", pa.string()))
    )
    return list(rows.filter(pc.and_(pc.is_in(rows["incident_date"], days), pc.is_in(rows["event_type"], types))).to_pylist())


def _checked(folder: str) -> dict[str, Any]:
    return dict(json.loads((path_of(folder) / "checked.json").read_text(encoding="utf-8")))


def _index(checked: Mapping[str, Any]) -> Index:
    return Index(**{name: value for name, value in json.loads(checked["index"]).items() if name != "code"})


def _parts(root: Path, changed: Sequence[str], has_failed: bool) -> Iterator[list[str]]:
    """The days of publication (ISO) that changed, in parts of some events each; one part at least if anything is to be done."""
    part: list[str] = []
    events = 0
    for day in changed:
        count = store.read(root, "events", days=[date.fromisoformat(day)], columns=["event_id"]).num_rows
        if part and events + count > ROWS_AT_ONCE:
            yield part
            part, events = [], 0
        part.append(day)
        events += count
    if part or has_failed:
        yield part


def _change(root: Path, memory: ArrowMemory, days: Collection[str], failed: Collection[str]) -> _Change:
    """What became of the articles of these days of publication (ISO) since they were remembered."""
    reports: dict[str, incidents.Report] = {}
    gone: list[str] = []
    changed: set[str] = set()
    for day in map(date.fromisoformat, days):
        rows = store.read(root, "events", days=[day], columns=_EVENT_COLUMNS)
        now, leads = _articles_of(root, day, rows)
        before = memory.articles_of_day(day)
        hashes = {article_hash(article_id): article_id for article_id in now}
        differing = {h for h, article_id in hashes.items() if before.get(h) != article_hash(now[article_id])}
        gone += memory.of_article_hashes((differing & before.keys()) | (before.keys() - hashes.keys()), day)
        changed |= {hashes[h] for h in differing}
        rows = rows.filter(pc.is_in(rows["article_id"], value_set=pa.array(sorted(hashes[h] for h in differing), pa.string())))
        reports |= incidents.reports_of(rows.to_pylist(), now, leads)
    gone += sorted(set(memory.present(reports)) - set(gone))  # of articles that moved here from a day that isn't looked at yet
    followed = [e for e in memory.with_leads(changed) if e not in gone]
    return _Change(reports, gone, [*followed, *memory.present(failed)])


def _articles_of(root: Path, day: date, events: pa.Table) -> tuple[dict[str, str], dict[str, str | None]]:
    """Of a day's articles with events that count: what changes whenever anything does that incidents take from them; and their leads."""
    counts = {item["values"]: item["counts"] for item in pc.value_counts(events["article_id"]).to_pylist()}
    telling = events.select(["article_id", "extractor_version", "published_at", "factuality"])
    telling = telling.filter(pc.is_in(telling["factuality"], value_set=pa.array(["asserted", "negated"])))
    one_each = telling.group_by("article_id").aggregate([("extractor_version", "max"), ("published_at", "max")])
    of_events = {row["article_id"]: (row["extractor_version_max"], row["published_at_max"].isoformat()) for row in one_each.to_pylist()}
    articles = {row["article_id"]: row for row in store.read(root, "articles", days=[day], columns=ARTICLE_COLUMNS).to_pylist()}
    keys = {}
    for article_id, facts in of_events.items():
        about = articles.get(article_id, {})
        parts = (article_id, *facts, counts[article_id], about.get("publisher"), about.get("agency"), about.get("duplicate_of"))
        keys[article_id] = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]
    return keys, {article_id: row["duplicate_of"] for article_id, row in articles.items()}


def _rows(
    root: Path, memory: ArrowMemory, regrouped: incidents.Regrouped, labels: Sequence[str]
) -> tuple[pa.Table, dict[str, incidents.Report]]:
    """The rows of these incidents, in the order of the labels; and the reports as they are to be remembered."""
    groups = [regrouped.incidents[label] for label in labels]
    reports = {e: regrouped.reports.get(e) or memory.report(e) for group in groups for e in group}
    days = {report.published_date for report in reports.values()}
    events = store.read(root, "events", days=days, columns=_EVENT_COLUMNS)
    events = events.filter(pc.is_in(events["event_id"], value_set=pa.array(sorted(reports), pa.string())))
    leads = {report.lead for report in reports.values() if report.lead}
    lead_days = set(article_index.days_of(root, leads).values()) if leads else set()
    wanted = pa.array(sorted({*leads, *(report.happening.article_id for report in reports.values())}), pa.string())
    articles = store.read(root, "articles", days=days | lead_days, columns=ARTICLE_COLUMNS)
    articles = articles.filter(pc.is_in(articles["article_id"], value_set=wanted))
    rows = incidents.incident_rows(groups, events.to_pylist(), articles.to_pylist(), regrouped.denied)
    placed = dict(regrouped.reports)
    for group, row in zip(groups, rows, strict=True):
        for event_id in group:
            if reports[event_id].incident_day != row["incident_date"]:
                placed[event_id] = replace(reports[event_id], incident_day=row["incident_date"])
    return INCIDENTS.table(rows), placed


def _together(tables: Sequence[pa.Table], newest: Mapping[str, int]) -> pa.Table:
    """The rows that no later part has made anew, sorted by id."""
    parts = []
    for number, table in enumerate(tables):
        is_newest = [newest.get(label) == number for label in table["label"].to_pylist()]
        parts.append(table.filter(pa.array(is_newest, pa.bool_())).drop_columns(["label"]))
    return pa.concat_tables([INCIDENTS.empty(), *parts]).sort_by("incident_id")
