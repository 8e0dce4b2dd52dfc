"""Days whose rows are held: they wait for a person, and everything else is published."""

import hashlib
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crafted import publish_articles, publish_rows
from good_rows import DAY, Batch, large_batch

from dateline import store
from dateline.contracts import EXTRACTED_DATASETS
from dateline.pipelines import approve, extract, held
from dateline.settings import settings

pytestmark = pytest.mark.slow  # Great Expectations runs many times

PER_DAY = 20
DAYS_BEFORE = 14
NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def news(count: int, day: date, events: int = 2, **of_events: Any) -> Batch:
    """Articles of one day with all their rows, each with so many events."""
    batch = large_batch(count)
    for dataset, rows in batch.items():
        batch[dataset] = [_on(row, day) for row in rows if dataset != "incidents"]
    more = [
        row | {"row_id": f"{n}{row['row_id'][2:]}", "event_id": f"{n}{row['row_id'][2:]}", "event_rank": n}
        for row in batch["events"][1::2]
        for n in range(10, 8 + events)
    ]
    batch["events"] = [row | of_events for row in batch["events"] + more]
    return batch


def _on(row: dict[str, Any], day: date) -> dict[str, Any]:
    """The row of another day: its article has an id and a day of its own; everything that the text dates stays before."""
    moved = row | {
        name: hashlib.sha256(f"{row[name]}-{day}".encode()).hexdigest()[:32]
        for name in ("article_id", "row_id", "event_id", "figure_id", "part_of_figure_id")
        if row.get(name)
    }
    moved |= {"published_date": day, "published_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC)}
    return moved


def publish(root: Path, run_id: str, *batches: Batch) -> Any:
    together = {dataset: [row for batch in batches for row in batch[dataset]] for dataset in batches[0]}
    publish_articles(root, together["articles"], f"{run_id}-ingest")
    return publish_rows(root, together, run_id)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two weeks of the same news."""
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_ROOT", str(folder))
        settings.cache_clear()
        publish(folder, "history", *(news(PER_DAY, DAY - timedelta(days=n)) for n in range(DAYS_BEFORE)))
    settings.cache_clear()
    return folder


@pytest.fixture
def with_history(history: Path, root: Path) -> Path:
    shutil.copytree(history, root, dirs_exist_ok=True)
    return root


def days_of(root: Path, dataset: str) -> set[date]:
    return set(store.read(root, dataset)["published_date"].to_pylist())


def test_a_day_like_those_before_is_published(with_history: Path) -> None:
    done = publish(with_history, "usual", news(PER_DAY, NEXT_DAY))
    assert done.held == ()
    assert NEXT_DAY in days_of(with_history, "events")
    assert held.pending(with_history) == []


def test_a_day_with_far_more_events_than_usual_waits_and_the_others_do_not(with_history: Path) -> None:
    later = NEXT_DAY + timedelta(days=1)
    done = publish(with_history, "flood", news(PER_DAY, NEXT_DAY, events=9), news(PER_DAY, later))
    assert done.held == (str(NEXT_DAY),)
    for dataset in EXTRACTED_DATASETS:
        assert NEXT_DAY not in days_of(with_history, dataset.name)
        assert later in days_of(with_history, dataset.name)
    assert NEXT_DAY in days_of(with_history, "articles"), "the articles are there, their rows are not"
    assert NEXT_DAY not in days_of(with_history, "ledger")
    [waiting] = held.pending(with_history)
    assert (waiting.day, waiting.articles, waiting.rows["events"]) == (NEXT_DAY, PER_DAY, 9 * PER_DAY)
    assert any("event_count_unusual" in finding for finding in waiting.findings)
    assert "event_count_unusual" in waiting.text


@pytest.mark.parametrize(
    ("batch", "finding"),
    [
        pytest.param(lambda: news(PER_DAY * 5, NEXT_DAY), "article_count_unusual", id="far more articles"),
        pytest.param(lambda: news(4, NEXT_DAY), "article_count_unusual", id="hardly any article, and the day is over"),
        pytest.param(lambda: news(PER_DAY, NEXT_DAY) | {"events": [], "figures": []}, "event_count_unusual", id="no events"),
    ],
)
def test_volume_out_of_bounds_is_held_at_once(with_history: Path, batch: Any, finding: str) -> None:
    done = publish(with_history, "odd", batch())
    assert done.held == (str(NEXT_DAY),)
    assert [f.split(": ")[1] for f in held.pending(with_history)[0].findings] == [finding]


def test_what_is_held_is_not_extracted_again(with_history: Path) -> None:
    publish(with_history, "flood", news(PER_DAY, NEXT_DAY, events=9))
    assert extract.plan("next") == []


def test_a_table_rule_that_fails_twice_running_holds_the_day(root: Path) -> None:
    nameless = news(60, DAY, place_text=None, place_name=None, country=None, country_iso3=None, latitude=None, longitude=None)
    assert publish(root, "first", nameless).held == (), "once is published and reported"
    assert publish(root, "second", nameless).held == (str(DAY),)
    [waiting] = held.pending(root)
    assert [f.split(": ")[1] for f in waiting.findings] == ["place_name_rare"]
    assert publish(root, "third", news(60, DAY)).held == (), "it holds again"
    assert held.pending(root) == [], "what waited is overtaken by newer rows"
    assert publish(root, "fourth", nameless).held == (), "and fails for the first time"


def test_a_released_day_is_published_as_it_would_have_been(with_history: Path) -> None:
    batch = news(PER_DAY, NEXT_DAY, events=9)
    publish(with_history, "flood", batch)
    done = held.release("release", NEXT_DAY)
    assert done.days == (str(NEXT_DAY),)
    for dataset in EXTRACTED_DATASETS:
        rows = store.read(with_history, dataset.name, days=[NEXT_DAY]).to_pylist()
        assert rows == sorted(batch[dataset.name], key=lambda row: row[dataset.key]), dataset.name
    assert store.read(with_history, "ledger", days=[NEXT_DAY])["outcome"].to_pylist() == ["extracted"] * PER_DAY
    assert held.pending(with_history) == []
    with pytest.raises(LookupError, match="held"):
        held.release("again", NEXT_DAY)


def test_a_dropped_day_stays_without_rows_until_it_is_reprocessed(with_history: Path) -> None:
    publish(with_history, "flood", news(PER_DAY, NEXT_DAY, events=9))
    held.drop("drop", NEXT_DAY)
    assert NEXT_DAY not in days_of(with_history, "events")
    assert store.read(with_history, "ledger", days=[NEXT_DAY])["outcome"].to_pylist() == ["dropped"] * PER_DAY
    assert extract.plan("next") == []
    assert len(extract.plan("again", reprocess=True, date_from=str(NEXT_DAY))) == 1
    assert '"decision": "drop"' in (with_history / "_state" / "decisions.jsonl").read_text()


def test_an_article_that_changed_meanwhile_is_not_released(with_history: Path) -> None:
    batch = news(PER_DAY, NEXT_DAY, events=9)
    publish(with_history, "flood", batch)
    text = "Nothing of the kind happened in the town of Ladgham, police said on Thursday."
    changed = batch["articles"][0] | {"text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "char_count": len(text)}
    publish_articles(with_history, [changed], "correction")
    held.release("release", NEXT_DAY)
    events = store.read(with_history, "events", days=[NEXT_DAY])
    assert events.num_rows == 9 * (PER_DAY - 1)
    assert changed["article_id"] not in events["article_id"].to_pylist()
    assert len(extract.plan("next")) == 1, "it is extracted anew"


def test_each_held_day_is_asked_about_once(with_history: Path) -> None:
    batches = [news(PER_DAY, NEXT_DAY + timedelta(days=n), events=9) for n in (0, 1)]
    publish(with_history, "flood", *batches)
    asked = approve.days_to_ask()
    assert [entry["conf"] for entry in asked] == [{"day": str(NEXT_DAY)}, {"day": str(NEXT_DAY + timedelta(days=1))}]
    assert asked == approve.days_to_ask(), "the same run while it waits"
    assert "event_count_unusual" in approve.describe(str(NEXT_DAY))
