"""The index of articles follows the articles, whatever broke off, at the cost of what changed."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dateline import articles, store
from dateline.articles import Article
from dateline.contracts.documents import Document
from dateline.pipelines import article_index
from dateline.store import reading

FIRST = date(2024, 3, 1)
WORDS = [
    "river",
    "bridge",
    "council",
    "engineer",
    "pier",
    "detour",
    "school",
    "mayor",
    "brigade",
    "visit",
    "repair",
    "budget",
    "vote",
    "street",
    "market",
    "tower",
]


def article(number: int, day: date, text: str | None = None) -> Article:
    text = (
        text
        or f"The {WORDS[number % 16]} of {number} was closed when {number * 7} people met the {WORDS[number // 16 % 16]} of town {number}."
    )
    when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = articles.make(Document("test", "jsonl", f"a{number}", text, published=when, published_from="input", language="en"))
    assert isinstance(made, Article)
    return made


def publish(root: Path, *published: Article, below: str | None = None) -> None:
    with store.publishing(root):
        ids = [a.article_id for a in published]
        store.commit(root, [store.Change("articles", articles.to_table(published), replaced=ids, folder=below)])


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of datasets that were opened."""
    opened: list[Path] = []
    real = reading.read_file

    def counted(path: Path, *rest: object, **named: object) -> object:
        opened.append(path)
        return real(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_file", counted)
    return opened


def test_knows_what_is_published_though_nobody_remembered_it(tmp_path: Path) -> None:
    one, other = article(1, FIRST), article(2, FIRST + timedelta(days=3))
    publish(tmp_path, one, other)
    assert article_index.days_of(tmp_path, [one.article_id, other.article_id, "unknown"]) == {
        one.article_id: FIRST,
        other.article_id: FIRST + timedelta(days=3),
    }


def test_a_publisher_that_died_before_it_remembered_loses_no_duplicate(tmp_path: Path) -> None:
    lead = article(1, FIRST)
    publish(tmp_path, lead)
    article_index.catch_up(tmp_path)
    copy = replace(article(9, FIRST + timedelta(days=1), lead.text), article_id="copy")
    (judged,), _ = articles.judge_duplicates([copy], article_index.folder(tmp_path))
    assert (judged.duplicate_of, judged.duplicate_kind) == (lead.article_id, "copy")


def test_an_index_that_is_gone_or_of_an_older_format_is_made_anew(tmp_path: Path) -> None:
    published = [article(n, FIRST + timedelta(days=n % 5)) for n in range(20)]
    publish(tmp_path, *published)
    assert article_index.catch_up(tmp_path) == 20
    manifest = article_index.folder(tmp_path) / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 0}))
    assert article_index.catch_up(tmp_path) == 20
    shutil.rmtree(article_index.folder(tmp_path))
    assert len(article_index.days_of(tmp_path, [a.article_id for a in published])) == 20


def test_of_two_versions_the_one_that_waits_counts(tmp_path: Path) -> None:
    published = article(1, FIRST)
    newer = article(1, FIRST, "Three bridges over the river were closed on Tuesday, the council said, and nobody was hurt.")
    publish(tmp_path, published)
    publish(tmp_path, newer, below="_incoming/articles")
    article_index.catch_up(tmp_path)
    found = articles.known(article_index.folder(tmp_path), [newer.article_id])
    assert found[newer.article_id].version == articles.version_of(newer.text_sha256)
    publish(tmp_path, article(2, FIRST))  # the day's file changes, and with it what is read again
    article_index.catch_up(tmp_path)
    assert articles.known(article_index.folder(tmp_path), [newer.article_id]) == found


def test_a_text_that_is_not_stored_is_known_but_compared_with_nothing(tmp_path: Path) -> None:
    full = article(1, FIRST)
    publish(tmp_path, replace(full, text=" " * len(full.text), rights="spans"))
    assert article_index.days_of(tmp_path, [full.article_id]) == {full.article_id: FIRST}
    (judged,), _ = articles.judge_duplicates([replace(full, article_id="copy")], article_index.folder(tmp_path))
    assert judged.duplicate_of is None


def test_the_cost_follows_what_changed_not_history(tmp_path: Path, files_read: list[Path]) -> None:
    publish(tmp_path, *(article(n, FIRST + timedelta(days=n % 15)) for n in range(30)))
    article_index.catch_up(tmp_path)
    files_read.clear()
    new = [article(1_000 + n, FIRST + timedelta(days=n)) for n in range(5)]
    assert article_index.days_of(tmp_path, [a.article_id for a in new]) == {}
    articles.judge_duplicates(new, article_index.folder(tmp_path))
    assert files_read == []  # looking up opens no day
    publish(tmp_path, *new)
    articles.remember(new, article_index.folder(tmp_path))
    files_read.clear()
    assert article_index.catch_up(tmp_path) == 0
    assert {path.parent.name for path in files_read} == {f"day={FIRST + timedelta(days=n)}" for n in range(5)}
    files_read.clear()
    assert article_index.catch_up(tmp_path) == 0
    assert files_read == []


def test_looking_up_opens_few_files_of_the_index(tmp_path: Path) -> None:
    index = article_index.folder(tmp_path)
    for n in range(24):
        articles.remember([article(n, FIRST + timedelta(days=n))], index)
    assert len(list(index.glob("segment-*"))) <= 5
