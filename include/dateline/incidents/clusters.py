"""Which events are the same happening. The answer depends on the set of events only, never on their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from dateline.incidents.similarity import SAME_FROM, STORY_SAME, Happening, block_of, keys, score, slip_days


def cluster(happenings: Iterable[Happening]) -> list[list[Happening]]:
    """Groups of events that are one incident each, every event in exactly one, sorted by event id inside and outside.

    Pairs that share a key are compared, and linked from SAME_FROM points on; the best link goes first, and two groups join
    only if no pair across them is ruled out, so that one vague report can't chain two incidents together. Articles that are
    found to tell one incident together get STORY_SAME points for their other events in a second round.
    """
    events = sorted(happenings, key=lambda h: h.event_id)
    scored = [(points, one, other) for one, other in _pairs(events) if (points := score(events[one], events[other])) is not None]
    told_together = {
        frozenset((events[a].article_id, events[b].article_id)) for group in _joined(events, scored) for a, b in combinations(group, 2)
    }
    again = [
        (points + STORY_SAME * (frozenset((events[one].article_id, events[other].article_id)) in told_together), one, other)
        for points, one, other in scored
    ]
    return [[events[number] for number in group] for group in _joined(events, again)]


def _joined(events: list[Happening], scored: list[tuple[float, int, int]]) -> list[list[int]]:
    """Groups of numbers of events, made of the pairs (points, one, other) that have SAME_FROM points or more."""
    links = sorted((-points, one, other) for points, one, other in scored if points >= SAME_FROM)
    group_of = list(range(len(events)))
    members = {number: [number] for number in group_of}
    apart: set[tuple[int, int]] = set()  # groups found to contradict each other; stays so, as groups only grow
    for _, a, b in sorted((-points, a, b) for points, a, b in links):
        one, other = sorted((group_of[a], group_of[b]))
        if one == other or (one, other) in apart:
            continue
        if any(_contradict(events[x], events[y]) for x in members[one] for y in members[other]):
            apart.add((one, other))
            continue
        for number in members[other]:
            group_of[number] = one
        members[one] += members.pop(other)
    return [sorted(members[key]) for key in sorted(members)]


def denied_by_others(denials: Sequence[Happening], events: Sequence[Happening]) -> frozenset[str]:
    """Ids of the events that a denial in another article is about: it fits as well as another report of them would."""
    both = [*denials, *events]
    return frozenset(
        both[two].event_id for one, two in _pairs(both, across=len(denials)) if (score(both[one], both[two]) or 0) >= SAME_FROM
    )


def _contradict(a: Happening, b: Happening) -> bool:
    return a.article_id != b.article_id and score(a, b) is None


def _pairs(events: list[Happening], across: int | None = None) -> Iterator[tuple[int, int]]:
    """Numbers of events worth comparing, each pair once: types of one block, same country or none, days that touch, a key in common.

    With `across` only pairs of one of the first so many events and one of the others.

    The events are gone through by their first day; those that ended too long before are forgotten on the way, so the work
    grows with the events of a few days at a time, not with the whole history.
    """
    waiting: dict[tuple[bool, str, str | None, str, str], list[int]] = defaultdict(list)
    countries: dict[tuple[str, str, str], set[str | None]] = defaultdict(set)
    for number in sorted(range(len(events)), key=lambda n: (events[n].first_day, n)):
        event = events[number]
        earliest = event.first_day - timedelta(days=slip_days(event.event_type))
        partners: set[int] = set()
        block = block_of(event.event_type)
        side = across is not None and number < across
        other_side = side if across is None else not side
        for kind, word in keys(event):
            known = countries[block, kind, word]
            for country in {event.country, None} if event.country else known:
                key = (other_side, block, country, kind, word)
                if key in waiting:
                    waiting[key] = [n for n in waiting[key] if events[n].last_day >= earliest]
                    partners.update(waiting[key])
            known.add(event.country)
            waiting[side, block, event.country, kind, word].append(number)
        for partner in sorted(partners):
            yield min(number, partner), max(number, partner)
