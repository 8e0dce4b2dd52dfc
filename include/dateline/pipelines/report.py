"""From published events to incidents, marts and the report: the steps of `news_report`.

find_incidents → publish_incidents → build_marts → build_report. Every step may run twice.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from dateline.paths import path_of, write_whole
from dateline.pipelines.published import Published
from dateline.settings import settings

INPUTS = ("articles", "events")
ARTICLE_COLUMNS = ["article_id", "publisher", "agency", "duplicate_of"]


def find_incidents(run_id: str, *, attempt: int = 1) -> str:
    """Put the events of all articles together to incidents and check them; returns the staging folder."""
    from dateline import incidents, quality, store
    from dateline.contracts import ARTICLES, INCIDENTS

    root = settings().root
    state = store.state(root, *INPUTS)
    events = store.read(root, "events").to_pylist()
    articles = store.read(root, "articles", columns=ARTICLE_COLUMNS).to_pylist()
    table = INCIDENTS.table(incidents.build_incidents(events, articles))
    known = quality.Known(parents={"events": {event["event_id"]: event["article_id"] for event in events}})
    checked = quality.validate({"incidents": table}, ARTICLES.empty(), run_id=run_id, checked_at=datetime.now(UTC), known=known)
    folder = store.staging.new(root, run_id, "incidents", attempt)
    store.staging.write_table(folder / "incidents.parquet", checked.good["incidents"])
    store.staging.write_table(folder / "quarantine.parquet", checked.quarantined)
    store.staging.write_table(folder / "quality_results.parquet", checked.results)
    (folder / "checked.json").write_text(
        json.dumps({"stopped": sorted(checked.stopped), "run_id": run_id, "state": state}), encoding="utf-8"
    )
    store.staging.complete(folder)
    return str(folder)


def publish_incidents(folder: str) -> Published:
    """Replace the published incidents by the new ones under the root's lock; days that lost all of theirs stay, empty.

    They are found anew if events or articles were published since, so that of two runs at once the slower loses nothing. Every id that is gone gets a line in `revisions` that says what took its place.
    """
    from dateline import incidents, store
    from dateline.contracts import REVISIONS
    from dateline.pipelines.upsert import addition

    root = settings().root
    with store.publishing(root):
        checked = json.loads((path_of(folder) / "checked.json").read_text(encoding="utf-8"))
        if checked["state"] != store.state(root, *INPUTS):
            folder = find_incidents(checked["run_id"], attempt=0)
            checked = json.loads((path_of(folder) / "checked.json").read_text(encoding="utf-8"))
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
        old = store.read(root, "incidents", columns=list(incidents.OLD_COLUMNS)).to_pylist()
        gone = incidents.departures(old, new.select(list(incidents.OLD_COLUMNS)).to_pylist())
        ids = [row["incident_id"] for row in old]
        data = store.Change("incidents", new, replaced=ids, replaced_column="incident_id", days=store.days(root, "incidents"))
        touched, *_ = store.commit(root, [data, addition("revisions", REVISIONS.table(gone)), *findings])
    return Published(tuple(str(day) for day in sorted(touched)), {"incidents": new.num_rows}, quarantined.num_rows)


def build_marts() -> dict[str, int]:
    """Write every mart; returns rows by mart."""
    from dateline import report

    return report.build_marts(settings().root, with_csv=settings().marts_csv)


def build_report() -> str:
    """Write the static HTML report; returns the path of its first page."""
    from dateline import report

    return str(report.build_report(settings().root))


def is_due() -> bool:
    """Whether the last report was made of other articles and events than are published now, or broke off."""
    from dateline import store

    file = _reported(settings().root)
    return not file.exists() or file.read_text(encoding="utf-8") != store.state(settings().root, *INPUTS)


def run_all(run_id: str) -> None:
    """All steps, one after the other."""
    from dateline import store

    root = settings().root
    state = store.state(root, *INPUTS)
    publish_incidents(find_incidents(run_id))
    build_marts()
    build_report()
    write_whole(_reported(root), state)


def _reported(root: Path) -> Path:
    return root / "_state" / "reported"
