"""Near-duplicates: what repeats what, as copy, update or longer piece, whatever the order in which articles come."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.articles import Article, Verdict, judge_duplicates, make, remember
from dateline.articles.comparison import overlap
from dateline.articles.fingerprints import fingerprint
from dateline.contracts.documents import Document

WORDS = [
    "river", "bridge", "council", "engineer", "crack", "pier", "detour", "school", "mayor", "brigade", "visit", "morning", "repair",
    "budget", "vote", "street", "market", "tower", "harvest", "storm", "power", "line", "village", "doctor", "nurse", "ward", "train",
    "signal", "delay", "ticket", "police", "court", "judge", "witness", "trial", "letter", "border",
]  # fmt: skip
STORY = [
    "Two bridges over the river Lenne were closed on Tuesday after engineers found cracks in their piers, the town council said.",
    "Buses will take a detour through the upper town until the end of the month, and 1,200 school children were told to walk.",
    "“Nobody was in danger at any time,” said the mayor, Hanna Vogt, who visited the site with the fire brigade in the morning.",
    "Repairs will cost some 4 million euros, half of which the state will pay if parliament agrees to the budget in January.",
]
NOON = datetime(2016, 12, 14, 12, 0, tzinfo=UTC)


def article(name: str, text: str, hours: float = 0) -> Article:
    made = make(
        Document("test", "jsonl", name, text, title=name, published=NOON + timedelta(hours=hours), published_from="input", language="en")
    )
    assert isinstance(made, Article)
    return replace(made, article_id=name)


def invented(seed: int, sentences: int = 8) -> list[str]:
    """Sentences that nobody wrote, the same for the same seed."""
    rng = random.Random(seed)
    return [" ".join(["The", *rng.choices(WORDS, k=14)]) + f" {rng.randrange(1000)}." for _ in range(sentences)]


def verdicts(articles: list[Article], folder: Path | None = None) -> dict[str, tuple[str | None, str | None]]:
    return {a.article_id: (a.duplicate_of, a.duplicate_kind) for a in judge_duplicates(articles, folder)[0]}


LEAD = " ".join(STORY)


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        pytest.param(LEAD, "copy", id="the same words"),
        pytest.param("\n\n".join(STORY), "copy", id="other paragraphs"),
        pytest.param(" ".join(STORY[:3]), "copy", id="last sentence dropped"),
        pytest.param("By Ann Bell\n\nLENNE (Reuters) - " + LEAD, "copy", id="byline, dateline and credit"),
        pytest.param(LEAD.replace("“", '"').replace("”", '"').replace("1,200", "1200"), "copy", id="other marks"),
        pytest.param(LEAD.replace("closed on Tuesday", "closed Tuesday"), "copy", id="house style"),
        pytest.param(
            LEAD.replace("Two bridges", "2 bridges").replace("4 million", "four million"), "copy", id="small numbers written otherwise"
        ),
        pytest.param(LEAD.replace("Two bridges", "Three bridges"), "update", id="another number in words"),
        pytest.param(LEAD.replace("1,200", "1,300"), "update", id="another number"),
        pytest.param(LEAD.replace("Hanna Vogt", "Karl Maurer"), "update", id="another name"),
        pytest.param(LEAD.replace("January", "March"), "update", id="another date"),
        pytest.param(LEAD.replace("if parliament", "although parliament never"), "update", id="another statement"),
        pytest.param(LEAD + " " + " ".join(invented(1, 3)), "contains", id="some sentences more"),
        pytest.param(" ".join(invented(2, 12)) + " " + LEAD, "contains", id="within a much longer piece"),
        pytest.param(LEAD.replace("1,200", "1,300") + " " + " ".join(invented(3, 3)), "update", id="longer, with another number"),
        pytest.param(" ".join(invented(4)), None, id="another story"),
        pytest.param(STORY[0] + " " + " ".join(invented(5)), None, id="one sentence in common"),
    ],
)
def test_how_a_later_piece_stands_to_its_lead(later: str, kind: str | None) -> None:
    found = verdicts([article("lead", LEAD), article("later", later, hours=1)])
    assert found == {"lead": (None, None), "later": ("lead" if kind else None, kind)}


def test_an_edit_of_every_tenth_word_is_found() -> None:
    words = " ".join(invented(6, 12)).split()
    edited = [("edited" if i % 10 == 9 else word) for i, word in enumerate(words)]
    (_, later), _ = judge_duplicates([article("lead", " ".join(words)), article("later", " ".join(edited), 1)], None)
    assert (later.duplicate_of, later.duplicate_kind) == ("lead", "update")
    assert later.similarity == pytest.approx(0.55, abs=0.05)


def test_reports_written_to_one_pattern_are_no_duplicates() -> None:
    pattern = (
        "{0}: {1} closed at {2} points on the {0} exchange after a quiet day of trading in which no share moved by more than a few "
        "cents, while {3} led the gainers and {4} lost ground for a third day running, according to the brokers {5}."
    )
    lenne = article("lenne", pattern.format("Lenne", "Alder", "812", "Brook Steel", "Cade Foods", "Dunn and Sons"))
    vale = article("vale", pattern.format("Vale", "Elm", "4,310", "Frost Rail", "Gale Homes", "Hart Brothers"), 24)
    assert overlap(fingerprint(lenne), fingerprint(vale)).similarity > 0.4
    assert verdicts([lenne, vale]) == {"lenne": (None, None), "vale": (None, None)}


def test_the_lead_is_the_earliest_then_the_smallest_id() -> None:
    found = verdicts([article("c", LEAD), article("b", LEAD, 1), article("a", LEAD)])
    assert found == {"a": (None, None), "b": ("a", "copy"), "c": ("a", "copy")}


def test_a_chain_of_updates_leads_to_its_first() -> None:
    words = " ".join(invented(7, 12)).split()
    chain = []
    for n in range(3):
        words = [(f"edit{n}" if i % 12 == 4 * n else word) for i, word in enumerate(words)]
        chain.append(article(f"v{n}", " ".join(words), hours=n))
    assert verdicts(chain) == {"v0": (None, None), "v1": ("v0", "update"), "v2": ("v0", "update")}


def test_only_usable_articles_take_part() -> None:
    withheld = replace(article("lead", LEAD), status="withheld")
    assert verdicts([withheld, article("later", LEAD, 1)]) == {"lead": (None, None), "later": (None, None)}


def test_a_lead_that_comes_late_changes_the_verdict_on_known_articles(tmp_path: Path) -> None:
    known, _ = judge_duplicates([article("b", LEAD, 1), article("c", LEAD, 2)], tmp_path)
    remember(known, tmp_path)
    (lead,), changed = judge_duplicates([article("a", LEAD)], tmp_path)
    assert lead.duplicate_of is None
    assert changed == [Verdict("b", "a", "copy", 1.0), Verdict("c", "a", "copy", 1.0)]


def test_a_lead_that_becomes_another_story_or_goes_sets_its_copies_free(tmp_path: Path) -> None:
    remember([article("a", LEAD), article("b", LEAD, 1), article("c", LEAD, 2)], tmp_path)
    for now in (article("a", " ".join(invented(8))), replace(article("a", LEAD), status="canceled")):
        _, changed = judge_duplicates([now], tmp_path)
        assert changed == [Verdict("b"), Verdict("c", "b", "copy", 1.0)]


def test_nothing_changes_when_the_same_articles_come_again(tmp_path: Path) -> None:
    first, _ = judge_duplicates([article("a", LEAD), article("b", LEAD, 1)], tmp_path)
    for _ in range(2):
        remember(first, tmp_path)
        assert judge_duplicates(first, tmp_path) == (first, [])


def test_a_run_that_was_not_remembered_is_judged_again_the_same_way(tmp_path: Path) -> None:
    remember([article("b", LEAD, 1)], tmp_path)
    once = judge_duplicates([article("a", LEAD)], tmp_path)
    assert judge_duplicates([article("a", LEAD)], tmp_path) == once


def a_small_world() -> list[Article]:
    """Twelve articles of three stories, with copies, updates, longer pieces and equal times."""
    world = []
    for story in range(3):
        sentences = invented(20 + story, 7)
        texts = [
            sentences,
            sentences[:5],
            [*sentences[:3], "The number was 77 and nobody said why.", *sentences[4:]],
            [*sentences, *invented(30 + story, 3)],
        ]
        world += [article(f"s{story}{n}", " ".join(text), hours=(n * 7 + story) % 3) for n, text in enumerate(texts)]
    return world


WORLD = a_small_world()


@given(order=st.permutations(range(12)), cuts=st.sets(st.integers(1, 11), max_size=4))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_verdicts_depend_on_the_set_of_articles_only(tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: set[int]) -> None:
    world = WORLD
    at_once = verdicts(world)
    folder = tmp_path_factory.mktemp("index")
    step_by_step: dict[str, tuple[str | None, str | None]] = {}
    bounds = [0, *sorted(cuts), len(world)]
    for start, end in pairwise(bounds):
        judged, changed = judge_duplicates([world[i] for i in order[start:end]], folder)
        remember(judged, folder)
        step_by_step |= {a.article_id: (a.duplicate_of, a.duplicate_kind) for a in judged}
        step_by_step |= {v.article_id: (v.duplicate_of, v.duplicate_kind) for v in changed}
    assert step_by_step == at_once
    assert len({lead for lead, _ in at_once.values() if lead}) == 3


def test_days_are_compared_like_instants() -> None:
    day = make(Document("test", "jsonl", "day", LEAD, published=date(2016, 12, 14), published_from="input"))
    assert isinstance(day, Article)
    assert verdicts([article("noon", LEAD), replace(day, article_id="day")]) == {"day": (None, None), "noon": ("day", "copy")}
