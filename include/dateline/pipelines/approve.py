"""A person's answer about a held day: the steps of `news_approve`, and the list of days to ask about.

Light like all modules that a DAG file imports: what is heavy is imported inside the functions.
"""

import hashlib
from datetime import date
from typing import Any

from dateline.pipelines.published import Published
from dateline.settings import settings


def days_to_ask() -> list[dict[str, Any]]:
    """One run of `news_approve` for each held day: its id and parameters. The id stays the same while the day waits."""
    from dateline.pipelines import held

    return [
        {
            "trigger_run_id": f"held__{day.day}__{hashlib.sha256(day.first_run_id.encode()).hexdigest()[:8]}",
            "conf": {"day": day.day.isoformat()},
        }
        for day in held.pending(settings().root)
    ]


def describe(day: str) -> str:
    """What is held of a day (ISO) and why, as Markdown. Raises `LookupError` when nothing is."""
    from dateline.pipelines import held

    for pending in held.pending(settings().root):
        if pending.day.isoformat() == day:
            return pending.text
    raise LookupError(f"nothing of {day} is held: it was released or dropped since")


def publish_held(run_id: str, day: str) -> Published:
    """Publish the rows of a held day."""
    from dateline.pipelines import held

    return held.release(run_id, date.fromisoformat(day), by="news_approve")


def drop_held(run_id: str, day: str) -> None:
    """Throw the rows of a held day away."""
    from dateline.pipelines import held

    held.drop(run_id, date.fromisoformat(day), by="news_approve")
