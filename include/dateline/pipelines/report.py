"""From published events to incidents, marts and the report: the steps of `news_report`.

find_incidents → publish_incidents → build_marts → build_report. Every step may run twice.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from dateline.pipelines.published import Published
from dateline.settings import settings

ARTICLE_COLUMNS = ["article_id", "publisher", "agency", "duplicate_of"]


def find_incidents(run_id: str, *, attempt: int = 1) -> str:
    """Put the events of all articles together to incidents and check them; returns the staging folder."""
    from dateline import incidents, quality, store
    from dateline.contracts import ARTICLES, INCIDENTS

    root = settings().root
    events = store.read(root, "events").to_pylist()
    articles = store.read(root, "articles", columns=ARTICLE_COLUMNS).to_pylist()
    table = INCIDENTS.table(incidents.build_incidents(events, articles))
    known = quality.Known(parents={"events": {event["event_id"]: event["article_id"] for event in events}})
    checked = quality.validate({"incidents": table}, ARTICLES.empty(), run_id=run_id, checked_at=datetime.now(UTC), known=known)
    folder = store.staging.new(root, run_id, "incidents", attempt)
    store.staging.write_table(folder / "incidents.parquet", checked.good["incidents"])
    store.staging.write_table(folder / "quarantine.parquet", checked.quarantined)
    store.staging.write_table(folder / "quality_results.parquet", checked.results)
    (folder / "checked.json").write_text(json.dumps({"stopped": sorted(checked.stopped)}), encoding="utf-8")
    store.staging.complete(folder)
    return str(folder)


def publish_incidents(folder: str) -> Published:
    """Replace the published incidents by the new ones under the root's lock; days that lost all of theirs stay, empty.

    Every id that is gone gets a line in `revisions` that says what took its place.
    """
    from dateline import incidents, store
    from dateline.contracts import REVISIONS
    from dateline.pipelines.upsert import upsert

    path, root = Path(folder), settings().root
    stopped = tuple(json.loads((path / "checked.json").read_text(encoding="utf-8"))["stopped"])
    new = store.staging.read_table(path / "incidents.parquet")
    quarantined = store.staging.read_table(path / "quarantine.parquet")
    with store.publishing(root):
        upsert(root, "quality_results", store.staging.read_table(path / "quality_results.parquet"))
        store.quarantine.put(root, quarantined)
        if stopped:
            return Published((), {}, quarantined.num_rows, stopped)
        old = store.read(root, "incidents", columns=list(incidents.OLD_COLUMNS)).to_pylist()
        gone = incidents.departures(old, new.select(list(incidents.OLD_COLUMNS)).to_pylist())
        upsert(root, "revisions", REVISIONS.table(gone))
        touched = store.merge(
            root,
            "incidents",
            new,
            replaced=[row["incident_id"] for row in old],
            replaced_column="incident_id",
            days=store.days(root, "incidents"),
        )
    return Published(tuple(str(day) for day in sorted(touched)), {"incidents": new.num_rows}, quarantined.num_rows)


def build_marts() -> dict[str, int]:
    """Write every mart; returns rows by mart."""
    from dateline import report

    return report.build_marts(settings().root)


def build_report() -> str:
    """Write the static HTML report; returns the path of its first page."""
    from dateline import report

    return str(report.build_report(settings().root))
