"""A day with five bad rows in a hundred in each dataset: exactly those go to quarantine. A bad table stops the publication."""

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from crafted import publish_articles, publish_rows
from good_rows import Batch, large_batch
from planting import TAKEN, planted

from dateline import quality, store
from dateline.contracts import EXTRACTED_DATASETS, INCIDENTS, named
from dateline.pipelines import report
from dateline.settings import settings

pytestmark = pytest.mark.slow  # Great Expectations runs many times

ARTICLES = 60
REFERENCE = {"figures": "event_id"}
KEYS = {"row_id", "article_id", "event_id", "figure_id"}  # a row without its own is nobody's parent any more
EXTRACTED = [dataset.name for dataset in EXTRACTED_DATASETS]
Planted = set[tuple[str, str, str]]  # dataset, reason, row as JSON


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def plant(batch: Batch, dataset: str, source: random.Random) -> Planted:
    """Break one row in twenty, each in another way that a critical rule forbids; what ought to be in quarantine."""
    from dateline.quality.suites import rows_suite

    rows = batch[dataset]
    ways = [
        e
        for e in rows_suite(named(dataset)).expectations
        if e.severity.value == "critical" and "unique" not in e.expectation_type
    ]  # fmt: skip
    firsts = [n for n, row in enumerate(rows) if n == 0 or row.get("article_id", n) != rows[n - 1].get("article_id", n - 1)]
    found = set()
    for position, way in zip(source.sample(firsts, len(rows) // 20), source.sample(ways, len(rows) // 20), strict=True):
        values = planted(way, dataset, rows[position])
        if KEYS & values.keys() and dataset in ("events", "figures"):
            position += 1  # the article's second event or figure, to which nothing refers
        rows[position] |= planted(way, dataset, rows[position])
        [rows[position]] = named(dataset).table([rows[position]]).to_pylist()  # numbers as the columns have them
        found.add((dataset, str(way.meta["failure"]), as_json(rows[position])))
    return found


def publish_earlier_article(root: Path) -> str:
    """An article of the same day that was published before, whose rows have the id that `row_id_taken` plants."""
    batch = {
        name: [row for row in rows if row.get("article_id") == f"article-{ARTICLES}"] for name, rows in large_batch(ARTICLES + 1).items()
    }
    for dataset in EXTRACTED:
        batch[dataset][-1] |= {
            name: TAKEN for name in ("row_id", "event_id", "figure_id") if name in batch[dataset][-1] and name != REFERENCE.get(dataset)
        }
    publish_articles(root, batch["articles"], "ingest-earlier")
    publish_rows(root, batch, "extract-earlier")
    return f"article-{ARTICLES}"


def as_json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)


def in_quarantine(root: Path) -> Planted:
    """What is there; the rows parsed back and forth, so that every row has one wording."""
    rows = store.quarantine.read(root).to_pylist()
    assert all(len(row["reasons"]) == 1 for row in rows), "nothing but what was planted is wrong"
    return {(row["dataset"], row["reason"], row["content"]) for row in rows}


def good_rows_of(batch: Batch, dataset: str, bad: Planted) -> list[dict[str, Any]]:
    """The rows that weren't broken, without references to those that were."""
    gone = {json.loads(content).get("row_id") for name, _, content in bad if name in ("events", "figures")}
    broken = {content for name, _, content in bad if name == dataset}
    good = [dict(row) for row in batch[dataset] if as_json(row) not in broken]
    for row in good:
        for reference in ("event_id", "part_of_figure_id") if dataset == "figures" else ():
            row[reference] = None if row[reference] in gone else row[reference]
    return sorted(good, key=lambda row: row[named(dataset).key])


def files_of(root: Path) -> dict[str, str]:
    """Hashes of all files but the findings."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*.parquet"))
        if path.relative_to(root).parts[0] not in ("quality_results", "quarantine", "staging")
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exactly_the_planted_rows_of_a_day_go_to_quarantine_with_the_right_reasons(
    root: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    source = random.Random(seed)
    batch = large_batch(ARTICLES)
    bad = plant(batch, "articles", source)
    assert len(bad) == ARTICLES // 20
    publish_articles(root, batch["articles"], "ingest")
    assert in_quarantine(root) == bad
    good = good_rows_of(batch, "articles", bad)
    assert store.read(root, "articles").to_pylist() == good

    kept = {row["article_id"] for row in good}
    batch = {name: [row for row in rows if row.get("article_id") in kept] for name, rows in batch.items()} | {"articles": good}
    earlier = publish_earlier_article(root)
    for dataset in EXTRACTED:
        bad |= plant(batch, dataset, source)
    published = publish_rows(root, batch, "extract")
    assert published.stopped == published.held == ()
    assert in_quarantine(root) == bad
    for dataset in EXTRACTED:
        rows = [row for row in store.read(root, dataset).to_pylist() if row["article_id"] != earlier]
        assert rows == good_rows_of(batch, dataset, bad), dataset

    events = set(store.read(root, "events")["event_id"].to_pylist())
    incidents = [row for row in large_batch(ARTICLES)["incidents"] if events.issuperset(row["event_ids"])]
    bad |= plant({"incidents": incidents}, "incidents", source)
    known, validate = quality.Known(parents={"events": dict.fromkeys(events, "")}), quality.validate
    planted = {"incidents": INCIDENTS.table(incidents)}  # in place of what would be made of the events
    monkeypatch.setattr(quality, "validate", lambda _, articles, **facts: validate(planted, articles, **facts | {"known": known}))
    report.publish_incidents(report.find_incidents("report"))
    assert in_quarantine(root) == bad
    assert store.read(root, "incidents").to_pylist() == good_rows_of({"incidents": incidents}, "incidents", bad)


def test_a_bad_table_of_rows_stops_the_publication_and_earlier_files_stay_byte_for_byte(root: Path) -> None:
    batch = large_batch(60)
    publish_articles(root, batch["articles"], "ingest")
    publish_rows(root, batch, "first")
    before = files_of(root)
    for row in batch["mentions"][:70]:
        row["char_end"] = 9_999
    batch["times"][0]["timex_value"] = "2019"
    published = publish_rows(root, batch, "second")
    assert published.stopped == ("mentions",)
    assert files_of(root) == before
    failed = [row for row in store.read(root, "quality_results").to_pylist() if not row["success"] and row["suite"] == "mentions.batch"]
    assert [row["notes"].partition(":")[0] for row in failed] == ["most_rows_fail"]


def test_a_bad_table_of_articles_stops_the_publication_and_earlier_files_stay_byte_for_byte(root: Path) -> None:
    batch = large_batch(60)
    publish_articles(root, batch["articles"], "first")
    before = files_of(root)
    bad = [row | {"char_count": 1, "title": "Another"} for row in batch["articles"][:40]] + batch["articles"][40:]
    assert publish_articles(root, bad, "second").stopped == ("articles",)
    assert files_of(root) == before
