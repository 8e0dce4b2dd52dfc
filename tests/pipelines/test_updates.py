"""What becomes of an article that repeats another: a copy isn't extracted again, the next version of a story is."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline import articles, store
from dateline.articles import Article
from dateline.contracts.documents import Document
from dateline.pipelines import extract
from dateline.settings import settings

STORY = (
    "A bus ran off the mountain road above Tarvo on Monday and fell into the river, killing 14 people, the transport ministry said.",
    "Divers searched the water until dark, and the road was closed between the two bridges.",
    "The driver, Emil Dano, had driven the line for eleven years, his company said in a letter to the families.",
    "It was the third accident on that road since June, when the district promised to put up barriers.",
)
NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)


def article(name: str, text: str, hours: int) -> Article:
    made = articles.make(
        Document("test", "jsonl", name, text, published=NOON + timedelta(hours=hours), published_from="input", language="en")
    )
    assert isinstance(made, Article)
    return made


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_a_story_with_another_toll_is_extracted_and_a_copy_is_not(root: Path) -> None:
    lead = article("lead", " ".join(STORY), 0)
    copy = article("copy", "TARVO (AP) - " + " ".join(STORY[:3]), 1)
    update = article("update", " ".join(STORY).replace("killing 14", "killing 17"), 2)
    longer = article("longer", " ".join(STORY) + "\n\nIn the north, farmers blocked two roads with tractors on Tuesday.", 3)
    judged, _ = articles.judge_duplicates([lead, copy, update, longer], None)
    assert [(a.duplicate_of, a.duplicate_kind) for a in judged] == [
        (None, None),
        (lead.article_id, "copy"),
        (lead.article_id, "update"),
        (lead.article_id, "contains"),
    ]
    with store.publishing(root):
        store.commit(root, [store.Change("articles", articles.to_table(judged), replaced=[])])
    (shard,) = extract.plan("test")
    planned = json.loads(Path(shard).read_text(encoding="utf-8"))
    settled = json.loads((Path(planned["plan"]) / "settled.json").read_text(encoding="utf-8"))
    assert {a["article_id"] for a in planned["articles"]} == {lead.article_id, update.article_id, longer.article_id}
    assert [(a["article_id"], a["outcome"]) for a in settled] == [(copy.article_id, "copy")]
