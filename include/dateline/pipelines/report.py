"""From published events to incidents, marts and the report: the steps of `news_report`.

find_incidents → publish_incidents → build_marts → build_report. Every step may run twice.
"""

from pathlib import Path

from dateline.paths import write_whole
from dateline.pipelines.published import Published
from dateline.settings import settings

INPUTS = ("articles", "events")


def find_incidents(run_id: str, *, attempt: int = 1) -> str:
    """Put the events that changed together to incidents and check them; returns the staging folder."""
    from dateline.pipelines import incidents

    return incidents.find(run_id, attempt)


def publish_incidents(folder: str) -> Published:
    """Publish the incidents that came out differently; days that lost all of theirs stay, empty."""
    from dateline.pipelines import incidents

    return incidents.publish(folder)


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
