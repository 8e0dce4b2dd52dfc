"""The HTML report: one static page that asks no other host for anything."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from dateline.report.charts import events_by_day_chart
from dateline.report.database import connect

EVENTS_SHOWN = 2_000  # newest first; the datasets hold them all
CHART_DAYS = 90


def build_report(root: Path) -> Path:
    """Write `<root>/report/index.html`, replaced whole; returns its path. The marts have to be there."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = lambda n: "" if n is None else f"{n:,}"
    template = environment.from_string(files("dateline.report").joinpath("templates", "index.html").read_text(encoding="utf-8"))
    folder = root / "report"
    folder.mkdir(parents=True, exist_ok=True)
    with connect(root) as connection:
        page = template.render(_facts(connection))
    temporary = folder / f".index.{os.getpid()}.tmp"
    temporary.write_text(page, encoding="utf-8")
    os.replace(temporary, folder / "index.html")
    return folder / "index.html"


def _facts(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Everything that the page shows."""
    by_day = _query(connection, "by_day", days=CHART_DAYS)
    return {
        "counts": _query(connection, "counts")[0],
        "chart": events_by_day_chart(by_day) if by_day else None,
        "by_type": _query(connection, "by_type"),
        "figures": _query(connection, "figures"),
        "events": [_event(row) for row in _query(connection, "events", shown=EVENTS_SHOWN)],
        "events_shown": EVENTS_SHOWN,
        "quarantine": _query(connection, "quarantine"),
        "failed_expectations": _query(connection, "failed_expectations"),
    }


def _query(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[dict[str, Any]]:
    sql = files("dateline.report").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    result = connection.execute(sql, values) if values else connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _event(row: dict[str, Any]) -> dict[str, Any]:
    """An event with its evidence cut into what stands before, in and after the trigger."""
    start = row["trigger_char_start"] - row["char_start"]
    end = row["trigger_char_end"] - row["char_start"]
    evidence = row["evidence_text"]
    is_inside = 0 <= start < end <= len(evidence)
    parts = (evidence[:start], evidence[start:end], evidence[end:]) if is_inside else (evidence, "", "")
    # a link only where it is one: the address comes from the news
    url = row["url"] if row["url"] and row["url"].startswith(("http://", "https://")) else None
    return {**row, "evidence_parts": parts, "url": url}
