"""Incidents after some articles changed, exactly as if all were put together anew, at the cost of what changed.

Groups are made greedily, the best link first, so a partition is the right one if and only if (1) within each group the links join
its members and none of them rule each other out, and (2) each link between two groups was refused when its turn came, which
depends on these two groups alone. So it is enough to group anew the events that changed together with their groups, and then
the neighbours of every group that came out differently, until none does. The rest fulfils both conditions as it did before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from dateline.incidents.clusters import _joined, _pairs
from dateline.incidents.similarity import SAME_FROM, STORY_SAME, Happening, keys, score

LINKED_FROM = SAME_FROM - STORY_SAME  # what may become a link


@dataclass(frozen=True, slots=True)
class Report:
    """What is remembered of an event that founds an incident, or of a denial."""

    happening: Happening
    published_date: date
    article_key: str  # changes whenever anything does that incidents take from the article or its events
    lead: str | None  # the article that told the story first
    is_denial: bool
    first_label: str = ""  # the smallest event id of its group after the first round
    label: str = ""  # the same after the second: its incident
    incident_day: date | None = None


class Memory(Protocol):
    """All reports as they were before the change."""

    def candidates(self, happenings: Collection[Happening]) -> Mapping[str, Collection[str]]:
        """By event id, the ids of reports that share a key with it, on days and in countries that don't rule them out."""

    def with_labels(self, labels: Collection[str], *, is_first: bool) -> Collection[str]:
        """Ids of the reports in these groups."""

    def of_articles(self, article_ids: Collection[str]) -> Collection[str]:
        """Ids of the reports of these articles."""

    def report(self, event_id: str) -> Report:
        """What is remembered of it."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What came of a change."""

    reports: dict[str, Report]  # new ones and those whose labels changed
    gone: frozenset[str]  # ids of reports to forget; some come again in `reports`
    incidents: dict[str, list[str]]  # by label, the events of incidents whose rows have to be made anew
    replaced: frozenset[str]  # old labels of incidents that these take the place of
    denied: frozenset[str]  # events of these incidents that another article denies


def regroup(memory: Memory, new: Mapping[str, Report], gone: Collection[str], told_anew: Collection[str] = ()) -> Regrouped:
    """Group anew after `gone` reports (ids) left and `new` ones came; an event that changed is in both.

    `told_anew` are ids of reports whose incidents' rows change although nothing about grouping did.
    """
    now = _Now(memory, new, frozenset(gone))
    founding = {event_id for event_id, report in new.items() if not report.is_denial}
    left = {event_id for event_id in gone if not memory.report(event_id).is_denial}
    first, first_changed = _settle(now, founding, left, lambda x, y, points: points, is_first=True)
    articles = {now.report(e).happening.article_id for e in first_changed if now.is_there(e)}
    articles |= {memory.report(e).happening.article_id for e in first_changed | left if e not in new or e in now.gone}
    now.first = first
    stirred = {e for e in now.of_articles(articles) if not now.report(e).is_denial} | founding
    second, second_changed = _settle(now, stirred, left, now.with_story, is_first=False)

    denials = [event_id for event_id, report in new.items() if report.is_denial]
    touched = {e for e in told_anew if now.is_there(e)} | second_changed | founding
    touched |= {y for d in denials for y, points in now.links([d])[d].items() if points >= SAME_FROM and not now.report(y).is_denial}
    old_denials = [memory.report(e).happening for e in gone if memory.report(e).is_denial]
    touched |= {y for y in now.linked_to(old_denials) if not now.report(y).is_denial}
    touched = {e for e in touched if now.is_there(e) and not now.report(e).is_denial}

    def label_of(event_id: str) -> str:
        return second.get(event_id) or now.report(event_id).label

    labels = {label_of(e) for e in touched}
    members: dict[str, set[str]] = {label: set() for label in labels}
    for event_id in {*second, *(e for e in memory.with_labels(labels, is_first=False) if now.is_there(e))}:
        if label_of(event_id) in labels:
            members[label_of(event_id)].add(event_id)
    in_rows = set().union(*members.values()) if members else set()
    replaced = {memory.report(e).label for e in {*in_rows, *left} if e in now.gone or e not in new} - {""}
    denied = {
        e
        for e, others in now.links(in_rows).items()
        if any(points >= SAME_FROM and now.report(y).is_denial for y, points in others.items())
    }
    relabelled = {
        e: replace(now.report(e), first_label=first.get(e) or now.report(e).first_label, label=label_of(e)) for e in {*first, *second}
    }
    reports = {e: r for e, r in {**new, **relabelled}.items() if e in new or r != memory.report(e)}
    return Regrouped(
        reports, frozenset(gone), {label: sorted(ids) for label, ids in members.items()}, frozenset(replaced), frozenset(denied)
    )


def _settle(
    now: "_Now", dirty: Collection[str], left: Collection[str], points_of: Callable[[str, str, float], float], *, is_first: bool
) -> tuple[dict[str, str], set[str]]:
    """The labels of all events that were grouped anew, and the events whose group isn't what it was (those that left among them).

    `dirty` events have links that may have changed.
    """
    open_events = set(dirty) | now.old_mates({*dirty, *left}, is_first=is_first)
    while True:
        links = now.links(open_events)
        events = sorted(open_events)
        numbers = {event_id: number for number, event_id in enumerate(events)}
        scored = [
            (points_of(one, other, points), number, numbers[other])
            for one, number in numbers.items()
            for other, points in links[one].items()
            if one < other and other in numbers
        ]
        groups = [[events[n] for n in group] for group in _joined([now.report(e).happening for e in events], scored)]
        changed = set(dirty) | {e for group in groups if not now.was_group(group, is_first=is_first) for e in group}
        beyond = {
            other
            for one in changed
            for other, points in links[one].items()
            if other not in open_events and not now.report(other).is_denial and points_of(one, other, points) >= SAME_FROM
        }
        if not beyond:
            return {e: group[0] for group in groups for e in group}, changed | set(left)
        open_events |= beyond | now.old_mates(beyond, is_first=is_first)


class _Now:
    """The memory with the change on top."""

    def __init__(self, memory: Memory, new: Mapping[str, Report], gone: frozenset[str]) -> None:
        self.memory, self.new, self.gone = memory, new, gone
        self.first: Mapping[str, str] = {}
        self._links: dict[str, dict[str, float]] = {}
        self._stories: dict[str, frozenset[str]] = {}
        self._groups: dict[tuple[bool, str], frozenset[str]] = {}
        self._of_article: dict[str, set[str]] = {}
        self._fresh = [report.happening for report in new.values()]
        self._among_fresh: dict[str, set[str]] = {event_id: set() for event_id in new}
        for one, other in _pairs(self._fresh):
            self._among_fresh[self._fresh[one].event_id].add(self._fresh[other].event_id)
            self._among_fresh[self._fresh[other].event_id].add(self._fresh[one].event_id)
        for event_id, report in new.items():
            self._of_article.setdefault(report.happening.article_id, set()).add(event_id)

    def is_there(self, event_id: str) -> bool:
        return event_id in self.new or event_id not in self.gone

    def report(self, event_id: str) -> Report:
        return self.new.get(event_id) or self.memory.report(event_id)

    def of_articles(self, article_ids: Collection[str]) -> set[str]:
        old = {e for e in self.memory.of_articles(article_ids) if e not in self.gone}
        return old.union(*(self._of_article.get(article_id, ()) for article_id in article_ids))

    def links(self, event_ids: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
        """By event, the others that may be linked to it and the points that the two have."""
        wanted = [e for e in event_ids if e not in self._links]
        self._links.update(self._linked([self.report(e).happening for e in wanted]))
        return self._links

    def linked_to(self, happenings: Collection[Happening]) -> set[str]:
        """Events that are linked to happenings of before."""
        return {y for others in self._linked(happenings).values() for y, points in others.items() if points >= SAME_FROM}

    def _linked(self, happenings: Collection[Happening]) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {h.event_id: {} for h in happenings}
        if not happenings:
            return found
        candidates = self.memory.candidates([*happenings])
        fresh = self._fresh_partners(happenings)
        is_now = {h.event_id: self.report(h.event_id).happening == h for h in happenings}
        looked_at: dict[str, set[str]] = {}
        for happening in happenings:
            others = {e for e in candidates.get(happening.event_id, ()) if e not in self.gone} | fresh[happening.event_id]
            for other in others - {happening.event_id}:
                if is_now[happening.event_id] and is_now.get(other) and happening.event_id in looked_at.get(other, ()):
                    points = found[other].get(happening.event_id)  # both ways the same
                else:
                    points = score(happening, self.report(other).happening)
                if points is not None and points >= LINKED_FROM:
                    found[happening.event_id][other] = points
            looked_at[happening.event_id] = others
        return found

    def _fresh_partners(self, happenings: Collection[Happening]) -> dict[str, set[str]]:
        """By event id, the new ones worth comparing with it."""
        found = {h.event_id: set(self._among_fresh.get(h.event_id, ())) for h in happenings}
        earlier = [h for h in happenings if h.event_id not in self.new or self.new[h.event_id].happening != h]
        words = {key for happening in earlier for key in keys(happening)}
        both = [*earlier, *(h for h in self._fresh if not words.isdisjoint(keys(h)))] if words else []
        for one, other in _pairs(both, across=len(earlier)):
            found[both[one].event_id].add(both[other].event_id)
        return found

    def old_mates(self, event_ids: Collection[str], *, is_first: bool) -> set[str]:
        """The events that were in one group with these, as far as they are there still."""
        known = (self.memory.report(e) for e in event_ids if e in self.gone or e not in self.new)
        labels = {report.first_label if is_first else report.label for report in known} - {""}
        missing = {label for label in labels if (is_first, label) not in self._groups}
        together: dict[str, set[str]] = {label: set() for label in missing}
        for event_id in self.memory.with_labels(missing, is_first=is_first):
            report = self.memory.report(event_id)
            together[report.first_label if is_first else report.label].add(event_id)
        self._groups |= {(is_first, label): frozenset(group) for label, group in together.items()}
        return {e for label in labels for e in self._groups[is_first, label] if self.is_there(e) and not self.report(e).is_denial}

    def was_group(self, group: Collection[str], *, is_first: bool) -> bool:
        """Whether these events, and no others, were a group, and none of them has changed."""
        if any(e in self.new for e in group):
            return False
        report = self.memory.report(min(group))
        return self._groups.get((is_first, report.first_label if is_first else report.label)) == frozenset(group)

    def with_story(self, one: str, other: str, points: float) -> float:
        """Points of the second round: more for articles that tell an incident together."""
        a, b = self._story(one), self._story(other)
        return points + STORY_SAME * (not a.isdisjoint(b))

    def _story(self, event_id: str) -> frozenset[str]:
        """The groups of the first round in which the event's article takes part."""
        article_id = self.report(event_id).happening.article_id
        if article_id not in self._stories:
            mine = (e for e in self.of_articles([article_id]) if not self.report(e).is_denial)
            self._stories[article_id] = frozenset(self.first.get(e) or self.report(e).first_label for e in mine)
        return self._stories[article_id]
