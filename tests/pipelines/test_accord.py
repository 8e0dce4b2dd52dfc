"""A plan reads the days that changed, and finds whatever a comparison of all days would find."""

import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline import store
from dateline.contracts import ARTICLES, LEDGER
from dateline.extract import version
from dateline.extract.version import extractor_version
from dateline.pipelines import accord, extract, incoming
from dateline.settings import settings
from dateline.store import reading

FIRST = date(2024, 3, 1)
ACCORD = Path("_state") / "accord.json"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty root in force."""
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    monkeypatch.setattr(os, "fsync", lambda _: None)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def days_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The days of `articles` and `ledger` whose files were opened."""
    opened: list[str] = []
    real = reading.read_file

    def counted(path: Path, *rest: Any, **named: Any) -> Any:
        if path.parent.parent.name in ("articles", "ledger"):
            opened.append(path.parent.name.removeprefix("day="))
        return real(path, *rest, **named)

    monkeypatch.setattr(reading, "read_file", counted)
    return opened


def article(number: int, day: date, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(ARTICLES.names)
    return row | {
        "article_id": f"{number:032x}", "source_name": "wire", "source_kind": "jsonl", "source_id": str(number), "bylines": [],
        "language": "en", "published_at": datetime(day.year, day.month, day.day, tzinfo=UTC), "published_date": day,
        "published_prec": "day", "published_from": "input", "text": f"Story {number}.", "text_sha256": f"{number:064x}",
        "char_count": 8, "rights": "full", "status": "usable",
    } | more  # fmt: skip


def ledger_row(article: dict[str, Any], outcome: str = "extracted") -> dict[str, Any]:
    counts = {name: 0 for name in LEDGER.names if name.endswith("_count")}
    same = {name: article[name] for name in ("article_id", "text_sha256", "published_date")}
    return {
        **same, **counts, "extractor_version": extractor_version(), "outcome": outcome, "attempts": 1, "run_id": "r", "seconds": None,
        "extracted_at": datetime(2024, 4, 1, tzinfo=UTC), "is_text_kept": True,
    }  # fmt: skip


def put(root: Path, dataset: str, *rows: dict[str, Any], folder: str | None = None) -> None:
    """Publish rows, wherever their articles' rows lay before."""
    base = root / "_incoming" if folder else root
    table = (ARTICLES if dataset == "articles" else LEDGER).table(rows)
    with store.publishing(root):
        store.commit(root, [store.Change(dataset, table, [r["article_id"] for r in rows], days=store.days(base, dataset), folder=folder)])


def done(root: Path, *articles: dict[str, Any]) -> None:
    put(root, "articles", *articles)
    put(root, "ledger", *map(ledger_row, articles))


def planned(run_id: str = "run") -> dict[str, list[str]]:
    """Ids of the articles that a plan would extract and settle."""
    shards = extract.plan(run_id)
    if not shards:
        return {}
    contents = [json.loads(Path(shard).read_text(encoding="utf-8")) for shard in shards]
    settled = json.loads((Path(contents[0]["plan"]) / "settled.json").read_text(encoding="utf-8"))
    return {
        "extract": [a["article_id"] for content in contents for a in content["articles"]],
        "settle": sorted(f"{row['article_id']} {row['outcome']}" for row in settled),
    }


def test_days_in_accord_are_not_read_again(root: Path, days_read: list[str]) -> None:
    done(root, *(article(n, FIRST + timedelta(days=n % 5)) for n in range(20)))
    assert planned() == {}
    days_read.clear()
    assert planned() == {}
    assert days_read == []
    new = article(100, FIRST + timedelta(days=3))
    put(
        root,
        "articles",
        article(3, FIRST + timedelta(days=3)),
        article(8, FIRST + timedelta(days=3)),
        article(13, FIRST + timedelta(days=3)),
        article(18, FIRST + timedelta(days=3)),
        new,
    )
    days_read.clear()
    assert planned() == {"extract": [new["article_id"]], "settle": []}
    assert set(days_read) == {"2024-03-04"}


def test_a_new_version_of_the_extractors_opens_all_days(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(root, article(1, FIRST), article(2, FIRST + timedelta(days=1)))
    assert planned() == {}
    for module in (accord, version):
        monkeypatch.setattr(module, "extractor_version", lambda: "newer")
    assert len(planned()["extract"]) == 2


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda root: store.day_file(root, "ledger", FIRST).unlink(), id="a day of the ledger is gone"),
        pytest.param(lambda root: put(root, "ledger", {**ledger_row(article(1, FIRST)), "extractor_version": ""}), id="asked for again"),
        pytest.param(lambda root: put(root, "articles", article(1, FIRST, text_sha256="f" * 64)), id="another text that nobody announced"),
        pytest.param(lambda root: (root / ACCORD).unlink(), id="the memory is gone"),
        pytest.param(lambda root: put(root, "articles", article(1, FIRST + timedelta(days=9))), id="moved to another day"),
        pytest.param(lambda root: put(root, "articles", article(1, FIRST, text="new"), folder="_incoming/articles"), id="one waits"),
    ],
)
def test_whatever_happened_to_the_files_is_found(root: Path, harm: Any) -> None:
    done(root, article(1, FIRST), article(2, FIRST + timedelta(days=5)))
    assert planned() == {}
    harm(root)
    found = planned("after")
    (root / ACCORD).unlink(missing_ok=True)
    assert found == planned("whole")
    assert found == {} or article(1, FIRST)["article_id"] in found["extract"]


@pytest.mark.parametrize("seed", range(2))
def test_finds_what_a_comparison_of_all_days_finds(root: Path, seed: int) -> None:
    """Random changes, some of what is planned is done; after each the plan by days is that of a root without memory."""
    rng = random.Random(seed)
    current: dict[int, dict[str, Any]] = {}
    for turn in range(16):
        number, day = rng.randrange(12), FIRST + timedelta(days=rng.randrange(5))
        known = current.get(number) or article(number, day)
        new = rng.choice(
            [
                known,
                {**known, "published_date": day},
                {**known, "text_sha256": f"{rng.randrange(1 << 64):064x}"},
                {**known, "status": rng.choice(["usable", "canceled", "other_language"])},
                {**known, "duplicate_kind": rng.choice([None, "copy"])},
            ]
        )
        if rng.random() < 0.25 and number in current:
            put(root, "articles", new, folder="_incoming/articles")
        else:
            put(root, "articles", new)
            current[number] = new
        found = planned(f"days-{turn}")
        memory = (root / ACCORD).read_bytes() if (root / ACCORD).exists() else b"{}"
        (root / ACCORD).unlink(missing_ok=True)
        assert found == planned(f"whole-{turn}")
        (root / ACCORD).write_bytes(memory)
        if found and rng.random() < 0.7:
            finish(root, found, rng)


def finish(root: Path, found: dict[str, list[str]], rng: random.Random) -> None:
    """Do some of what is planned as `publish` does: waiting versions are published, one ledger row for each article."""
    outcomes = dict.fromkeys(found["extract"], "extracted") | dict(line.split() for line in found["settle"])
    for row in incoming.current_versions(root):
        if row["article_id"] in outcomes and rng.random() < 0.8:
            [whole] = incoming.read_articles(root, {row["article_id"]: row["published_date"]})
            if row["is_waiting"]:
                put(root, "articles", whole)
                with store.publishing(root):
                    store.commit(root, incoming.removals(root, ARTICLES.table([whole])))
            put(root, "ledger", ledger_row(whole, outcomes[row["article_id"]]))
