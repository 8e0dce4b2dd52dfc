"""Which events are the same happening. The answer depends on the set of events only, never on their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from dateline.incidents.similarity import SAME_FROM, Happening, score


def cluster(happenings: Iterable[Happening]) -> list[list[Happening]]:
    """Groups of events that are one incident each, every event in exactly one, sorted by event id inside and outside.

    Pairs are compared within blocks of type, country and week, and linked from SAME_FROM points on; the best link goes first,
    and two groups join only if no pair across them is ruled out, so that one vague report can't chain two incidents together.
    """
    events = sorted(happenings, key=lambda h: h.event_id)
    by_id = {event.event_id: event for event in events}
    links = sorted(
        ((points, a, b) for a, b in _pairs(events) if (points := score(by_id[a], by_id[b])) is not None and points >= SAME_FROM),
        key=lambda link: (-link[0], link[1], link[2]),
    )
    group_of = {event.event_id: event.event_id for event in events}
    members = {event.event_id: [event] for event in events}
    for _, a, b in links:
        one, other = sorted((group_of[a], group_of[b]))
        if one == other or any(_contradict(x, y) for x in members[one] for y in members[other]):
            continue
        for event in members[other]:
            group_of[event.event_id] = one
        members[one] = sorted(members[one] + members.pop(other), key=lambda h: h.event_id)
    return [members[key] for key in sorted(members)]


def _contradict(a: Happening, b: Happening) -> bool:
    return a.article_id != b.article_id and score(a, b) is None


def _pairs(events: list[Happening]) -> Iterator[tuple[str, str]]:
    """Ids of events worth comparing: same type, same country or none, weeks that touch."""
    blocks: dict[tuple[str, str | None, int], set[str]] = defaultdict(set)
    for event in events:
        for week in range(event.first_day.toordinal() // 7 - 1, event.last_day.toordinal() // 7 + 1):
            blocks[event.event_type, event.country, week].add(event.event_id)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks, key=str):
        for pair in combinations(sorted(blocks[key]), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
