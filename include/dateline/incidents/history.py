"""What became of incidents whose id is gone: every change of an id, for `revisions`."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

OLD_COLUMNS = ("incident_id", "incident_date", "event_type", "country", "place_name", "event_ids")


def departures(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `revisions` for every old incident id that is not among the new ones, sorted by id.

    `old` are rows with OLD_COLUMNS as published, `new` likewise. `split`: its events are now in several incidents; `merged`:
    in one that holds events of another old incident too; `reanchored`: in one of its own under another id. Where none of its
    events is left, an incident of the same type, day and place has taken its place if there is one (`changed`).
    """
    stays = {row["incident_id"] for row in new}
    incident_of = {event_id: row["incident_id"] for row in new for event_id in row["event_ids"]}
    was_in = {event_id: row["incident_id"] for row in old for event_id in row["event_ids"]}
    origins = {row["incident_id"]: {was_in[e] for e in row["event_ids"] if e in was_in} for row in new}
    alike = {_likeness(row): row["incident_id"] for row in sorted(new, key=lambda r: r["incident_id"], reverse=True)}
    rows = []
    for gone in old:
        if gone["incident_id"] in stays:
            continue
        heirs = Counter(incident_of[e] for e in gone["event_ids"] if e in incident_of)
        if heirs:
            heir: str | None = min(heirs, key=lambda h: (-heirs[h], h))
            reason = "split" if len(heirs) > 1 else "merged" if len(origins[heir or ""]) > 1 else "reanchored"
        else:
            heir, reason = alike.get(_likeness(gone)), "changed"
        rows.append(_departure(gone, heir, reason))
    return sorted(rows, key=lambda row: row["revision_id"])


def _likeness(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["event_type"], row["incident_date"], row["country"], row["place_name"]


def _departure(gone: Mapping[str, Any], heir: str | None, reason: str) -> dict[str, Any]:
    parts = ("incidents", gone["incident_id"], heir or "", reason)
    return {
        "revision_id": hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32],
        "dataset": "incidents",
        "id": gone["incident_id"],
        "article_id": None,
        "published_date": gone["incident_date"],
        "old_text_sha256": None,
        "new_text_sha256": None,
        "replaced_by": heir,
        "reason": reason,
    }
