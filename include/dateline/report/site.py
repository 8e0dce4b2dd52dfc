"""The HTML report: static pages that ask no other host for anything and open from a file."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from dateline.contracts.codes import TOLL_METRICS
from dateline.contracts.countries import country_name
from dateline.paths import write_whole
from dateline.report.changes import Changes, since_last_report
from dateline.report.charts import events_by_period_chart, toll_chart
from dateline.report.checks import dataset_pages, held_days, summary
from dateline.report.database import connect
from dateline.report.marking import Span, pieces
from dateline.report.world import MapPoint, draw

INCIDENTS_SHOWN = 500  # newest first, with a page each; the datasets hold them all
ARTICLES_SHOWN = 800  # texts with their evidence marked
ARTICLE_CHARS_SHOWN = 6_000_000  # of all of them: keeps the whole report below 15 MB
TOLL_CHARTS = 60
LISTED = 25  # rows of a short table


def build_report(root: Path) -> Path:
    """Write `<root>/report/`: overview, incidents, sources, quality, a page per incident and article; returns the overview.

    Pages are replaced one by one, those that linked pages are needed by last; pages of incidents no longer shown are removed.
    The marts have to be there.
    """
    folder = root / "report"
    with connect(root) as connection:
        pages = dict(_pages(connection, root))
    for name, text in pages.items():
        write_whole(folder / name, text, is_synced=False)  # the next report makes them anew
    for part in ("incidents", "articles"):
        for file in (folder / part).glob("*.html"):
            if f"{part}/{file.name}" not in pages:
                file.unlink()
    return folder / "index.html"


def _pages(connection: duckdb.DuckDBPyConnection, root: Path) -> Iterable[tuple[str, str]]:
    """Name and text of every page, those that are linked to first."""
    incidents = query(connection, "incidents", shown=INCIDENTS_SHOWN)
    ids = [row["incident_id"] for row in incidents]
    events = _by(query(connection, "incident_events", ids=ids), "incident_id")
    statements = _by(query(connection, "statements", ids=ids), "incident_id")
    articles = _shown_articles(connection, [e["article_id"] for i in ids for e in events[i]])
    spans = _by(query(connection, "spans", ids=sorted(articles)), "article_id")
    for article_id, article in articles.items():
        marked = pieces(article["text"], (Span(s["char_start"], s["char_end"], s["kind"], s["note"] or "") for s in spans[article_id]))
        yield f"articles/{article_id}.html", render("article.html", "../", a={**article, "url": link(article["url"])}, pieces=marked)
    charts_left = TOLL_CHARTS
    for incident in incidents:
        told = statements[incident["incident_id"]]
        dead = [s for s in told if s["metric"] == "killed" and s["scope"] == "incident" and not (s["is_part"] or s["is_negated"])]
        has_chart = charts_left > 0 and len({s["stated_at"] for s in dead if s["best"] is not None}) > 1
        charts_left -= has_chart
        yield (
            f"incidents/{incident['incident_id']}.html",
            render(
                "incident.html",
                "../",
                i=incident,
                tolls=tolls_of(incident),
                chart=toll_chart(dead) if has_chart else None,
                statements=told,
                events=[with_parts(e) for e in events[incident["incident_id"]]],
                shown_articles=articles.keys(),
            ),
        )
    counts = query(connection, "counts")[0]
    yield "incidents.html", render("incidents.html", "", incidents=incidents, counts=counts)
    yield (
        "sources.html",
        render(
            "sources.html",
            "",
            speakers=query(connection, "speakers"),
            coverage=query(connection, "coverage"),
            figures=query(connection, "figures"),
        ),
    )
    checks = query(connection, "checks")
    for dataset, facts in dataset_pages(checks):
        yield f"checks/{dataset}.html", render("checks.html", "../", **facts)
    yield (
        "quality.html",
        render(
            "quality.html",
            "",
            checks=summary(checks),
            held_days=held_days(root),
            failed_expectations=query(connection, "failed_expectations"),
            quarantine=query(connection, "quarantine"),
            quality_days=query(connection, "quality_days"),
            review_weeks=query(connection, "review_weeks"),
        ),
    )
    changes = since_last_report(root / "_state" / "report.json", query(connection, "incident_tolls"))
    yield "index.html", render("index.html", "", **_overview(connection, incidents, counts, changes))


def _overview(
    connection: duckdb.DuckDBPyConnection, incidents: list[dict[str, Any]], counts: dict[str, Any], changes: Changes
) -> dict[str, Any]:
    by_period = query(connection, "by_period")
    different = {*changes.new, *changes.toll_changed}
    changed = [row for row in incidents if row["incident_id"] in different][:LISTED]
    deadly = [row for row in incidents if row["killed_best"]]
    return {
        "counts": counts,
        "changes": changes,
        "changed": changed,
        "changed_hidden": len(different) - len(changed),
        "map": draw([_point(row) for row in incidents if row["longitude"] is not None and (row["where_prec"] or 9) <= 5]),
        "chart": events_by_period_chart(by_period) if by_period else None,
        "chart_unit": by_period[0]["unit"] if by_period else None,
        "deadliest": sorted(deadly, key=lambda row: (-row["killed_best"], row["incident_id"]))[:LISTED],
        "by_type": query(connection, "by_type"),
        "dyads": query(connection, "dyads"),
    }


def _shown_articles(connection: duckdb.DuckDBPyConnection, wanted: list[str]) -> dict[str, dict[str, Any]]:
    """The articles behind the newest incidents, as many as there is room for."""
    rows = {row["article_id"]: row for row in query(connection, "articles", ids=list(dict.fromkeys(wanted))[:ARTICLES_SHOWN])}
    shown: dict[str, dict[str, Any]] = {}
    room = ARTICLE_CHARS_SHOWN
    for article_id in dict.fromkeys(wanted):
        if article_id in rows and len(rows[article_id]["text"]) <= room:
            room -= len(rows[article_id]["text"])
            shown[article_id] = rows[article_id]
    return shown


def _point(row: Mapping[str, Any]) -> MapPoint:
    killed = row["killed_best"] or row["killed_low"] or 0
    label = f"{row['incident_date']}, {row['place_name'] or row['admin1_name']}: {row['event_type'].lower()}"
    label += f", {killed} killed" if killed else ""
    return MapPoint(row["longitude"], row["latitude"], killed, row["event_type"], label, f"incidents/{row['incident_id']}.html")


def tolls_of(incident: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The metrics for which there is a statement."""
    return [
        {"name": metric, "count": incident[f"{metric}_statement_count"], **{b: incident[f"{metric}_{b}"] for b in ("low", "best", "high")}}
        for metric in TOLL_METRICS
        if incident[f"{metric}_statement_count"]
    ]


def with_parts(row: dict[str, Any]) -> dict[str, Any]:
    """An event with its evidence cut into what stands before, in and after the trigger."""
    start = row["trigger_char_start"] - row["char_start"]
    end = row["trigger_char_end"] - row["char_start"]
    evidence = row["evidence_text"]
    is_inside = 0 <= start < end <= len(evidence)
    return {
        **row,
        "parts": (evidence[:start], evidence[start:end], evidence[end:]) if is_inside else (evidence, "", ""),
        "url": link(row["url"]),
    }


def link(url: str | None) -> str | None:
    """An address only where it is one: it comes from the news."""
    return url if url and url.startswith(("http://", "https://")) else None


def _by(rows: Iterable[dict[str, Any]], column: str) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def query(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[dict[str, Any]]:
    """The rows of `queries/<name>.sql` with these values."""
    sql = files("dateline.report").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    result = connection.execute(sql, values) if values else connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def render(template: str, up: str, **facts: Any) -> str:
    """A page; `up` is the way from it to the pages' folder. What the facts hold is escaped."""
    return _templates().get_template(template).render(up=up, here=template, **facts)


def _country_name(alpha2: str | None) -> str:
    """A country as readers call it; nothing where none is known."""
    return (country_name(alpha2) or alpha2) if alpha2 else ""


@cache
def _templates() -> jinja2.Environment:
    folder = files("dateline.report").joinpath("templates")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda n: "" if n is None else f"{n:,.0f}"
    environment.filters["percent"] = lambda share: "" if share is None else f"{share:.0%}"
    environment.filters["country_name"] = _country_name
    environment.filters["countries_by_name"] = lambda codes: sorted((_country_name(code), code) for code in codes)
    script = folder.joinpath("script.js").read_text(encoding="utf-8")
    environment.globals |= {
        "style": folder.joinpath("style.css").read_text(encoding="utf-8"),
        "script": script,
        "desk_script": folder.joinpath("desk.js").read_text(encoding="utf-8"),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return environment
