"""The pages of checks: every expectation with its reason, static and without a network."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dateline import store
from dateline.contracts import LEDGER, QUALITY_RESULTS
from dateline.report import build_marts, build_report

NOW = datetime(2024, 5, 20, 6, tzinfo=UTC)


def outcome(number: int, **values):
    row = dict.fromkeys(QUALITY_RESULTS.names) | {
        "result_id": f"{number:032d}", "run_id": f"run-{number}", "suite": "events.rows", "dataset": "events", "expectation": "expect_in_set",
        "severity": "critical", "success": True, "row_count": 10, "unexpected_count": 0, "checked_date": NOW.date(), "checked_at": NOW,
        "notes": "quad_of_another_type: PLOVER's quad follows from the type.",
    }  # fmt: skip
    return row | values


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("root")
    before = NOW - timedelta(days=1)
    rows = [
        outcome(1),
        outcome(2, checked_at=before, checked_date=before.date(), success=False),
        outcome(
            3, suite="events.days", success=False, notes="place_name_rare: Speech acts have no place.", published_date=date(2024, 5, 19)
        ),
        outcome(4, dataset="places", suite="places.rows", observed='{"examples": ["<script>alert(1)</script>"]}', success=False),
    ]
    waits = {
        "article_id": "a", "text_sha256": "0" * 64, "extractor_version": "1", "published_date": date(2024, 5, 19), "outcome": "extracted",
        "attempts": 1, "run_id": "run", "extracted_at": NOW, "quarantined_count": 0, "seconds": None, "is_text_kept": True,
    } | {f"{name}_count": 0 for name in ("mention", "place", "time", "quote", "figure", "event")}  # fmt: skip
    with store.publishing(root):
        store.merge(root, "quality_results", QUALITY_RESULTS.table(rows), replaced=(), replaced_column="result_id")
        store.commit(root, [store.Change("ledger", LEDGER.table([waits]), replaced=(), folder="_held/ledger")])
    build_marts(root)
    return build_report(root).parent


def test_each_dataset_has_a_page_that_quality_leads_to(report):
    quality = (report / "quality.html").read_text(encoding="utf-8")
    assert 'href="checks/events.html"' in quality
    assert 'href="checks/places.html"' in quality
    assert sorted(page.name for page in (report / "checks").iterdir()) == ["events.html", "places.html"]


def test_the_page_says_what_is_expected_why_and_how_it_stands(report):
    page = (report / "checks" / "events.html").read_text(encoding="utf-8")
    assert "quad_of_another_type" in page
    assert "follows from the type" in page
    assert "place_name_rare" in page
    rules = page.split("<tr>")
    [quad] = [row for row in rules if "quad_of_another_type" in row]
    assert "holds" in quad, "in its last run"
    assert '<td class="n">1</td><td class="n">2</td>' in quad, "failed once of two times"


def test_held_days_are_listed(report):
    assert "2024-05-19: 1 article<" in (report / "quality.html").read_text(encoding="utf-8")


def test_the_pages_ask_no_other_host_and_escape_what_was_found(report):
    for file in (report / "checks").iterdir():
        page = file.read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert "src=" not in page
        assert "<link" not in page
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in (report / "checks" / "places.html").read_text(encoding="utf-8")
