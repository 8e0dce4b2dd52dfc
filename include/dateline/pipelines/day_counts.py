"""How much each day holds, counted once for each version of its files: a batch on some days is compared with the days before them."""

import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.paths import write_whole
from dateline.quality import PublishedDay

_COUNTED = ("articles", "ledger", "events")


def published_days(root: Path, days: Collection[date]) -> dict[date, PublishedDay]:
    """Articles, those extracted, and events by type of those of the days that have articles.

    Only days whose files have changed since they were counted are read. What is remembered is no truth of its own: without the file
    all days are counted anew, and of two runs that write it at once one is forgotten.
    """
    stamps = [store.stamps(root, dataset) for dataset in _COUNTED]  # before the rows: a file that is replaced meanwhile is counted again
    versions = {day: [of_dataset.get(day) for of_dataset in stamps] for day in stamps[0]}
    file = root / "_state" / "day_counts.json"
    try:
        known = {date.fromisoformat(day): entry for day, entry in json.loads(file.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        known = {}
    changed = {day for day in days if day in versions and known.get(day, {}).get("versions") != versions[day]}
    if changed:
        counted = _counted(root, changed)
        known |= {day: {"versions": versions[day], **asdict(counts)} for day, counts in counted.items()}
        kept = {day.isoformat(): known[day] for day in sorted(known) if day in versions}
        write_whole(file, json.dumps(kept))
    return {
        day: PublishedDay(**{k: v for k, v in known[day].items() if k != "versions"})
        for day in sorted(days)
        if day in known and day in versions
    }


def _counted(root: Path, days: Collection[date]) -> dict[date, PublishedDay]:
    articles = _counts(store.read(root, "articles", days=days, columns=["published_date"]))
    ledger = store.read(root, "ledger", days=days, columns=["published_date", "outcome"])
    extracted = _counts(ledger.filter(pc.equal(ledger["outcome"], "extracted")))
    events = store.read(root, "events", days=days, columns=["published_date", "event_type"])
    types: dict[date, dict[str, int]] = {}
    for row in events.group_by(["published_date", "event_type"]).aggregate([([], "count_all")]).to_pylist():
        types.setdefault(row["published_date"], {})[row["event_type"]] = row["count_all"]
    return {day: PublishedDay(count, extracted.get(day, 0), types.get(day, {})) for day, count in articles.items()}


def _counts(table: pa.Table) -> dict[date, int]:
    """Rows by day of publication."""
    return {item["values"]: item["counts"] for item in pc.value_counts(table["published_date"]).to_pylist()}
