"""Forty-four reports of fifteen happenings, from text to incidents: what belongs together, and what the tolls come to."""

import json
import random
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from dateline.contracts import INCIDENTS
from dateline.extract.article import ArticleRow, extract_article
from dateline.incidents import build_incidents

FOLDER = Path(str(files("dateline"))).parent / "samples" / "incidents"
REPORTS = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
ARTICLES = [{"article_id": r["id"], "publisher": r["publisher"], "agency": None, "duplicate_of": None} for r in REPORTS]


def happening_of(report_id: str) -> str:
    return report_id.rpartition("-")[0]


@cache
def events() -> tuple[dict, ...]:
    """The events of all reports."""
    rows: list[dict] = []
    for report in REPORTS:
        published = datetime.fromisoformat(report["published"])
        article = ArticleRow(
            article_id=report["id"],
            text=report["text"],
            text_sha256=sha256(report["text"].encode()).hexdigest(),
            title=report["title"],
            publisher=report["publisher"],
            url=None,
            dateline_place=None,
            published_at=published.astimezone(UTC),
            published_date=published.date(),
        )
        rows += extract_article(article)[0]["events"]
    return tuple(rows)


def main_incidents(incidents: list[dict]) -> dict[str, dict | None]:
    """The incident that each report stands for: that of its highest-ranked event of a type that its happening may have."""
    incident_of = {event_id: row for row in incidents for event_id in row["event_ids"]}
    found: dict[str, dict | None] = {report["id"]: None for report in REPORTS}
    for event in sorted(events(), key=lambda e: -e["event_rank"]):
        if event["event_type"] in EXPECTED[happening_of(event["article_id"])]["types"] and event["event_id"] in incident_of:
            found[event["article_id"]] = incident_of[event["event_id"]]
    return found


def pairs(labels: dict[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(labels), 2) if labels[a] == labels[b]}


def test_reports_of_one_happening_are_one_incident():
    found = main_incidents(build_incidents(events(), ARTICLES))
    wanted = pairs({report["id"]: happening_of(report["id"]) for report in REPORTS})
    got = pairs({report_id: row["incident_id"] if row else report_id for report_id, row in found.items()})
    f1 = 2 * len(wanted & got) / (len(wanted) + len(got))
    assert f1 >= 0.95, f"apart: {sorted(wanted - got)}, together: {sorted(got - wanted)}"


def test_tolls_are_what_a_careful_reader_reconciles():
    incidents = build_incidents(events(), ARTICLES)
    INCIDENTS.table(incidents)
    found = main_incidents(incidents)
    wrong, count = [], 0
    for name, expected in EXPECTED.items():
        rows = [row for report_id, row in found.items() if happening_of(report_id) == name and row]
        row = max(rows, key=lambda r: (r["article_count"], r["incident_id"])) if rows else None
        for metric in ("killed", "injured", "abducted"):
            for bound, value in zip(("low", "best", "high"), expected.get(metric, ()), strict=False):
                count += 1
                if row is None or row[f"{metric}_{bound}"] != value:
                    wrong.append(f"{name}: {metric}_{bound} {row and row[f'{metric}_{bound}']} for {value}")
    assert 1 - len(wrong) / count >= 0.90, wrong


def test_what_is_denied_is_disputed():
    found = main_incidents(build_incidents(events(), ARTICLES))
    row = found["fasher-hospital-1"]
    assert row is not None
    assert row["is_disputed"] is EXPECTED["fasher-hospital"]["is_disputed"]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_reports_changes_nothing(seed):
    shuffled = list(events())
    random.Random(seed).shuffle(shuffled)
    assert build_incidents(shuffled, ARTICLES) == build_incidents(events(), ARTICLES)
