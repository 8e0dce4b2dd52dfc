"""Grouping anew what changed gives what grouping everything gives."""

import random
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.incidents.clusters import cluster, denied_by_others
from dateline.incidents.incremental import Report, regroup
from dateline.incidents.similarity import Happening, keys

FIRST = date(2024, 3, 1)
TOWNS = ("Goma", "Bukavu", "Beni")
ACTORS: tuple[frozenset[str], ...] = (frozenset({"army"}), frozenset({"rebel"}), frozenset({"police", "army"}), frozenset())
EVENTS_PER_ARTICLE = 4


class Remembered(dict[str, Report]):
    """A memory that looks at everything."""

    def candidates(self, happenings: Collection[Happening]) -> dict[str, list[str]]:
        return {
            one.event_id: [e for e, report in self.items() if not {*keys(one)}.isdisjoint(keys(report.happening))] for one in happenings
        }

    def with_labels(self, labels: Collection[str], *, is_first: bool) -> list[str]:
        return [e for e, report in self.items() if (report.first_label if is_first else report.label) in labels]

    def of_articles(self, article_ids: Collection[str]) -> list[str]:
        return [e for e, report in self.items() if report.happening.article_id in article_ids]

    def report(self, event_id: str) -> Report:
        return self[event_id]


def articles(count: int, rng: random.Random) -> dict[str, dict[str, Report]]:
    """Made-up reports by article: few towns, actors and days, so that many may be the same and many rule each other out."""
    return {f"a{n}": reports_of(f"a{n}", rng) for n in range(count)}


def reports_of(article_id: str, rng: random.Random) -> dict[str, Report]:
    made = {}
    for _ in range(EVENTS_PER_ARTICLE):
        town, first = rng.choice((*TOWNS, None)), FIRST + timedelta(days=rng.randrange(8))
        event_id = f"{rng.randrange(1 << 64):016x}"
        facts: dict[str, Any] = {
            **dict.fromkeys(Happening.__dataclass_fields__),
            "event_id": event_id,
            "article_id": article_id,
            "event_type": rng.choice(("ASSAULT", "DISASTER")),
            "event_mode": rng.choice(("firearms", "bombing", None)),
            "country": "CD" if town else rng.choice(("CD", None)),
            "place_name": town,
            "where_prec": 1 if town else 6,
            "latitude": TOWNS.index(town) * 0.2 if town else None,
            "longitude": 29.0 if town else None,
            "first_day": first,
            "last_day": first + timedelta(days=rng.choice((0, 0, 0, 1, 9))),
            "is_dated": rng.random() < 0.8,
            "actor": rng.choice(ACTORS),
            "recipient": rng.choice(ACTORS),
            "killed": rng.choice((None, 4, 5)),
        }
        happening = Happening(**facts)
        made[event_id] = Report(happening, FIRST, "key", None, is_denial=rng.random() < 0.1)
    return made


def groups_of(memory: Remembered) -> set[frozenset[str]]:
    together: dict[str, set[str]] = {}
    for event_id, report in memory.items():
        if not report.is_denial:
            together.setdefault(report.label, set()).add(event_id)
    return {frozenset(group) for group in together.values()}


def apply(memory: Remembered, rows: dict[frozenset[str], bool], new: dict[str, Report], gone: list[str]) -> None:
    """Take a change into the memory and into the rows (group → whether one of its events is denied)."""
    found = regroup(memory, new, gone)
    for group in [g for g in rows if any(memory[e].label in found.replaced for e in g)]:
        del rows[group]
    for event_id in found.gone:
        del memory[event_id]
    memory.update(found.reports)
    rows |= {frozenset(group): not found.denied.isdisjoint(group) for group in found.incidents.values()}


def as_a_whole(memory: Remembered) -> dict[frozenset[str], bool]:
    events = [report.happening for report in memory.values() if not report.is_denial]
    denied = denied_by_others([report.happening for report in memory.values() if report.is_denial], events)
    return {frozenset(ids): not denied.isdisjoint(ids) for group in cluster(events) if (ids := [h.event_id for h in group])}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_goes_and_changes(seed: int) -> None:
    rng = random.Random(seed)
    memory, rows = Remembered(), dict[frozenset[str], bool]()
    for article_id, reports in articles(20, rng).items():
        new, gone = dict(reports), []
        if memory and rng.random() < 0.4:  # an earlier article leaves
            left = rng.choice(sorted(memory.values(), key=lambda r: r.happening.event_id)).happening.article_id
            gone = memory.of_articles([left])
            if rng.random() < 0.5:  # it is only changed: some of its events stay under their ids, with another toll
                new |= {e: replace(memory[e], happening=replace(memory[e].happening, killed=9)) for e in gone[:2]}
        apply(memory, rows, new, gone)
        assert rows == as_a_whole(memory), article_id
        assert groups_of(memory) == set(rows)


def test_many_at_once_as_one_by_one() -> None:
    rng = random.Random(1)
    together = {e: report for reports in articles(40, rng).values() for e, report in reports.items()}
    memory, rows = Remembered(), dict[frozenset[str], bool]()
    apply(memory, rows, together, [])
    assert rows == as_a_whole(memory)


def test_what_is_far_away_is_not_grouped_anew() -> None:
    rng = random.Random(2)
    memory, rows = Remembered(), dict[frozenset[str], bool]()
    apply(memory, rows, {e: report for reports in articles(20, rng).values() for e, report in reports.items()}, [])
    later = {
        e: replace(r, happening=replace(r.happening, first_day=date(2024, 9, 1), last_day=date(2024, 9, 1)))
        for e, r in reports_of("new", rng).items()
    }
    found = regroup(memory, later, [])
    assert {event_id for group in found.incidents.values() for event_id in group} == {e for e, r in later.items() if not r.is_denial}
