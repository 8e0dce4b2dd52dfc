"""The desk's pages, rendered from the live datasets: incidents to search, articles to read and judge, the quarantine."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dateline.contracts import EXTRACTED_DATASETS
from dateline.contracts.codes import EVENT_TYPES
from dateline.report.database import connect
from dateline.report.marking import Span, pieces
from dateline.report.site import link, query, render, tolls_of, with_parts

PAGE_ROWS = 100


@dataclass(frozen=True, slots=True)
class Search:
    """What incidents are looked for; an empty string narrows nothing. `first` and `last` are ISO days."""

    words: str = ""
    kind: str = ""
    country: str = ""
    first: str = ""
    last: str = ""
    start: int = 0


def incidents_page(root: Path, up: str, search: Search) -> str:
    """Incidents that fit, PAGE_ROWS at a time."""
    with connect(root) as connection:
        found = query(connection, "desk_incidents", shown=PAGE_ROWS + 1, **asdict(search))
    following = urlencode(asdict(replace(search, start=search.start + PAGE_ROWS))) if len(found) > PAGE_ROWS else None
    facts: dict[str, Any] = {"search": search, "kinds": EVENT_TYPES, "incidents": found[:PAGE_ROWS], "following": following}
    return render("desk_incidents.html", up, **facts)


def incident_page(root: Path, up: str, incident_id: str) -> str:
    """One incident and the events behind it. Raises `LookupError` when there is none of that id."""
    with connect(root) as connection:
        found = query(connection, "incident", id=incident_id)
        if not found:
            raise LookupError(f"no incident {incident_id}")
        events = query(connection, "incident_events", ids=[incident_id])
    return render("desk_incident.html", up, i=found[0], tolls=tolls_of(found[0]), events=[with_parts(e) for e in events])


def article_page(root: Path, up: str, article_id: str, reviewer: str) -> str:
    """One article with all its evidence marked, and every row to be called right or wrong. Raises `LookupError`."""
    with connect(root) as connection:
        found = query(connection, "articles", ids=[article_id])
        if not found:
            raise LookupError(f"no article {article_id}")
        spans = query(connection, "spans", ids=[article_id])
        rows = query(connection, "article_rows", article_id=article_id, reviewer=reviewer)
    marked = pieces(found[0]["text"], (Span(s["char_start"], s["char_end"], s["kind"], s["note"] or "") for s in spans))
    return render("desk_article.html", up, a={**found[0], "url": link(found[0]["url"])}, pieces=marked, rows=rows)


def quarantine_page(root: Path, up: str, dataset: str = "", reason: str = "", start: int = 0) -> str:
    """What is in quarantine, PAGE_ROWS at a time."""
    with connect(root) as connection:
        found = query(connection, "desk_quarantine", dataset=dataset, reason=reason, shown=PAGE_ROWS + 1, start=start)
    following = urlencode({"dataset": dataset, "reason": reason, "start": start + PAGE_ROWS}) if len(found) > PAGE_ROWS else None
    releasable = {d.name for d in EXTRACTED_DATASETS}
    return render("desk_quarantine.html", up, entries=found[:PAGE_ROWS], following=following, releasable=releasable)
