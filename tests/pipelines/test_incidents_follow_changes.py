"""Runs over what changed leave the files that one run over everything leaves."""

import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from dateline import quality, store
from dateline.contracts import ARTICLES, EVENTS, INCIDENTS, QUALITY_RESULTS, QUARANTINE
from dateline.incidents import build_incidents
from dateline.pipelines import incident_segments, report
from dateline.settings import settings

FIRST = date(2024, 3, 1)
TOWNS = {"Goma": (-1.68, 29.22), "Bukavu": (-2.5, 28.86)}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty root in force; whatever is found there passes the checks."""

    def passes(tables: dict[str, pa.Table], *_: Any, **__: Any) -> SimpleNamespace:
        return SimpleNamespace(good=tables, quarantined=QUARANTINE.empty(), results=QUALITY_RESULTS.empty(), stopped=())

    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    monkeypatch.setattr(quality, "validate", passes)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def article(number: int, rng: random.Random) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An article and its events."""
    published = FIRST + timedelta(days=rng.randrange(6))
    common = {
        "article_id": f"{number:032x}", "text_sha256": f"{rng.randrange(1 << 64):064x}", "published_date": published,
        "published_at": datetime(published.year, published.month, published.day, rng.randrange(24), tzinfo=UTC),
    }  # fmt: skip
    row = blank(ARTICLES, common | {"publisher": rng.choice(("One", "Two", "Three")), "status": "usable", "rights": "full"})
    events = []
    for _ in range(rng.randrange(4)):
        town, started = rng.choice((*TOWNS, None)), published - timedelta(days=rng.randrange(4))
        event_id = f"{rng.randrange(1 << 64):032x}"
        known = {
            "event_id": event_id, "row_id": event_id, "extractor_version": "1", "factuality": rng.choice(("asserted",) * 5 + ("negated", "future")),
            "denied_by": rng.choice(("the army", None)), "event_type": "ASSAULT", "country": "CD", "place_name": town,
            "where_prec": 1 if town else 6, "latitude": TOWNS[town][0] if town else None, "longitude": TOWNS[town][1] if town else None,
            "date_start": started, "date_end": started + timedelta(days=rng.choice((0, 0, 5))), "date_prec": 1,
            "actor_text": rng.choice(("rebels", "the army", None)), "killed_low": 4, "killed_best": 4, "killed_high": 4,
        }  # fmt: skip
        events.append(blank(EVENTS, common | known))
    return row, events


def blank(dataset: Any, known: dict[str, Any]) -> dict[str, Any]:
    def nothing(kind: pa.DataType) -> Any:
        return "-" if pa.types.is_string(kind) else [] if pa.types.is_list(kind) else False if pa.types.is_boolean(kind) else 0

    return {f.name: known.get(f.name, None if f.nullable else nothing(f.type)) for f in dataset.schema}


def put(root: Path, rows: list[dict[str, Any]], events: list[dict[str, Any]], gone: list[str]) -> None:
    with store.publishing(root):
        for dataset, new in ((ARTICLES, rows), (EVENTS, events)):
            store.merge(root, dataset.name, dataset.table(new), replaced=gone, days=store.days(root, dataset.name))


def run(run_id: str) -> None:
    report.publish_incidents(report.find_incidents(run_id))


def assert_as_a_whole(root: Path) -> None:
    """The incidents are those of all events put together in one go."""
    events = store.read(root, "events").to_pylist()
    whole = INCIDENTS.table(build_incidents(events, store.read(root, "articles").to_pylist()))
    assert store.read(root, "incidents").sort_by("incident_id").to_pylist() == whole.to_pylist()


def test_any_change_leads_where_one_run_would(root: Path) -> None:
    rng = random.Random(0)
    for turn in range(7):
        numbers = [rng.randrange(24) for _ in range(4)]  # new articles, and others in a new version or on another day
        made = [article(number, rng) for number in sorted(set(numbers))]
        if turn % 3 == 2:
            made[0][0]["duplicate_of"] = f"{rng.randrange(24):032x}"
        put(root, [row for row, _ in made], [e for _, events in made for e in events], [row["article_id"] for row, _ in made])
        run(f"run-{turn}")
        assert_as_a_whole(root)


def test_parts_of_a_large_root_are_put_together(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.pipelines.incidents.ROWS_AT_ONCE", 8)
    made = [article(number, random.Random(number)) for number in range(30)]
    put(root, [row for row, _ in made], [e for _, events in made for e in events], [])
    run("one")
    assert_as_a_whole(root)


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda root: store.day_file(root, "incidents", store.days(root, "incidents")[0]).unlink(), id="a day is gone"),
        pytest.param(lambda root: shutil.rmtree(root / "_state" / "incidents"), id="the memory is gone"),
        pytest.param(lambda root: (root / "_state" / "incidents" / "index.json").write_text('{"code": "older"}'), id="other code"),
        pytest.param(lambda root: put(root, [], [], [f"{3:032x}"]), id="an article was taken away by hand"),
    ],
)
def test_what_was_harmed_is_made_good(root: Path, harm: Any) -> None:
    made = [article(number, random.Random(number)) for number in range(12)]
    put(root, [row for row, _ in made], [e for _, events in made for e in events], [])
    run("one")
    harm(root)
    run("other")
    assert_as_a_whole(root)


def test_a_run_that_finds_nothing_changed_reads_no_events(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [article(number, random.Random(number)) for number in range(12)]
    put(root, [row for row, _ in made], [e for _, events in made for e in events], [])
    run("one")
    before = (root / "_state" / "incidents" / "index.json").read_bytes()
    monkeypatch.setattr(incident_segments, "opened", None)  # not even the memory
    run("other")
    assert json.loads(before) == json.loads((root / "_state" / "incidents" / "index.json").read_bytes())


def remembered(root: Path) -> dict[str, list[str]]:
    """By file of the memory, the reports that it holds, those that no longer hold among them."""
    folder = root / "_state" / "incidents"
    opened = {path.name: incident_segments.opened(folder, path.stem) for path in folder.glob("*.arrow")}
    return {name: [segment.text(row).decode() for row in range(len(segment.is_alive))] for name, segment in opened.items()}


def test_of_an_article_that_is_gone_nothing_is_remembered(root: Path) -> None:
    made = [article(number, random.Random(number)) for number in range(12)]
    put(root, [row for row, _ in made], [e for _, events in made for e in events], [])
    run("one")
    gone = next(row["article_id"] for row, events in made if any(e["factuality"] == "asserted" for e in events))
    assert any(gone in text for texts in remembered(root).values() for text in texts)
    put(root, [], [], [gone])
    run("other")
    assert not any(gone in text for texts in remembered(root).values() for text in texts)


def test_a_run_writes_little_beside_what_is_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [article(number, random.Random(number)) for number in range(40)]
    put(root, [row for row, _ in made], [e for _, events in made for e in events], [])
    run("many")
    [(first, many)] = remembered(root).items()
    monkeypatch.setattr(sys.modules[__name__], "FIRST", FIRST + timedelta(days=400))  # elsewhere in time
    for number in range(40, 48):
        row, events = article(number, random.Random(number))
        put(root, [row], events, [])
        run(f"one-{number}")
        assert len(remembered(root)) < 5, "small ones are joined"
        if number < 43:
            assert len(remembered(root)[first]) == len(many), "stays as it is"
    assert_as_a_whole(root)


def test_incidents_found_before_somebody_published_are_found_anew(root: Path) -> None:
    one, other = (article(number, random.Random(number + 3)) for number in (1, 2))
    put(root, [one[0]], one[1], [])
    found = report.find_incidents("slow")
    put(root, [other[0]], other[1], [])
    run("quick")
    report.publish_incidents(found)
    assert_as_a_whole(root)
