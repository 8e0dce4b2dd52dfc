"""Releasing what is in quarantine: the whole way again, and waivers only for what is about likelihood."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from crafted import publish_articles, publish_rows, stage_rows
from good_rows import Batch, large_batch

from dateline import store
from dateline.pipelines import extract, quarantined, waivers
from dateline.settings import settings

pytestmark = pytest.mark.slow  # Great Expectations runs many times


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def extractor(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says what extraction finds from now on, in place of the real one."""

    def finds(batch: Batch) -> None:
        monkeypatch.setattr(extract, "extract_shard", lambda shard: stage_rows(root, batch, "again"))

    return finds


def published(root: Path, **of_first_event: Any) -> Batch:
    """One article whose first event is wrong in one place."""
    batch = large_batch(1)
    batch["events"][0] |= of_first_event
    publish_articles(root, batch["articles"], "ingest")
    publish_rows(root, batch, "extract")
    return batch


LATE = {"date_start": date(2019, 3, 16), "date_end": date(2019, 3, 17)}  # after the article came out


def test_a_likelihood_is_waived_for_this_row_and_said_so(root: Path, extractor: Any) -> None:
    batch = published(root, **LATE)
    [row] = quarantined.listed(root)
    assert (row["dataset"], row["reason"]) == ("events", "starts_after_publication")
    extractor(batch)
    entry = quarantined.find(root, row["quarantine_id"][:8])
    assert quarantined.extract_again("release", [entry]) == {row["quarantine_id"]}
    assert quarantined.listed(root) == []
    assert batch["events"][0]["row_id"] in store.read(root, "events")["row_id"].to_pylist()
    results = store.read(root, "quality_results").to_pylist()
    [said] = [r for r in results if r["run_id"] == "release" and r["notes"].startswith("starts_after_publication")]
    assert not said["success"]
    assert json.loads(said["observed"])["waived"] == [batch["events"][0]["row_id"]]
    assert '"waived"' in (root / "_state" / "decisions.jsonl").read_text()


def test_a_waiver_lasts_when_the_article_is_extracted_again(root: Path, extractor: Any) -> None:
    batch = published(root, **LATE)
    extractor(batch)
    quarantined.extract_again("release", [quarantined.find(root, "")])
    publish_rows(root, batch, "reprocessed")
    assert quarantined.listed(root) == []


def test_a_promise_about_every_row_is_never_waived(root: Path, extractor: Any) -> None:
    batch = published(root, quad_code="VX")
    extractor(batch)
    entry = quarantined.find(root, "")
    assert quarantined.extract_again("release", [entry]) == set()
    assert waivers.read(root) == {}
    assert [row["reason"] for row in quarantined.listed(root)] == ["quad_of_another_type"]
    assert batch["events"][0]["row_id"] not in store.read(root, "events")["row_id"].to_pylist()


def test_a_row_that_is_right_now_is_published(root: Path, extractor: Any) -> None:
    published(root, quad_code="VX")
    extractor(large_batch(1))
    assert len(quarantined.extract_again("release", [quarantined.find(root, "")])) == 1
    assert quarantined.listed(root) == []
    figures = store.read(root, "figures")
    assert figures["event_id"].null_count == 0, "what referred to it refers to it again"


def test_an_article_is_taken_in_again_from_quarantine_when_it_is_right_now(root: Path, extractor: Any) -> None:
    batch = large_batch(1)
    article = batch["articles"][0]
    publish_articles(root, [article | {"published_at": article["published_at"].replace(day=17)}], "ingest")
    [row] = quarantined.listed(root)
    assert row["reason"] == "published_days_disagree"
    extractor(batch)
    assert quarantined.extract_again("release", [quarantined.find(root, "")]) == {row["quarantine_id"]}
    assert store.read(root, "articles")["article_id"].to_pylist() == [article["article_id"]]
    assert store.read(root, "events").num_rows == 2


def test_findings_that_a_later_run_does_not_make_again_go(root: Path) -> None:
    published(root, quad_code="VX")
    publish_rows(root, large_batch(1), "better")
    assert quarantined.listed(root) == []


def test_a_dropped_row_is_gone_and_noted(root: Path) -> None:
    published(root, quad_code="VX")
    quarantined.drop([quarantined.find(root, "")])
    assert quarantined.listed(root) == []
    [line] = (root / "_state" / "decisions.jsonl").read_text().splitlines()
    assert json.loads(line)["decision"] == "drop"


def test_an_id_that_is_not_there_says_where_to_look(root: Path) -> None:
    with pytest.raises(LookupError, match="quarantine list"):
        quarantined.find(root, "abc")
