"""Many statements of one toll to low, best and high."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.incidents.similarity import words_of

RULE = "latest_within_24h"
CURRENT_FOR = timedelta(hours=24)  # tolls rise as rescuers work: what was said a day before the newest word is overtaken


# Words that many sources share, as `words_of` gives them: who they are is in the others.
SAYS_LITTLE = frozenset(
    ("agency", "authoritie", "department", "general", "government", "local", "minister", "ministry", "national", "officer",
     "official", "provincial", "source", "spokesman", "spokesperson", "spokeswoman", "state", "witnesse")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A toll as one event of one article gives it."""

    published_at: datetime
    event_id: str
    low: int | None
    best: int | None
    high: int | None
    source: str  # who says so: the source named in the text, else the agency or publisher


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What the statements come to."""

    low: int | None
    best: int | None
    high: int | None
    rule: str | None
    statement_count: int
    sources: tuple[str, ...]


def is_same_source(one: str, other: str) -> bool:
    """Whether two names may stand for one source: "police" and "police spokesman Yahaya Garba" do, two officials do not."""
    a, b = _telling_words(one), _telling_words(other)
    return one == other or bool(a and b) and (a <= b or b <= a)


def _telling_words(source: str) -> frozenset[str]:
    return words_of(source) - SAYS_LITTLE


def reconcile(statements: Sequence[Statement]) -> Reconciled:
    """low ≤ best ≤ high of statements about one incident; all null and no rule when there are none.

        Each source is taken at its last word, if that is not more than 24 hours older than the newest word of all. `best` is the
    X no current word has a best, the newest best of all is taken and the bounds are widened to hold it.
    """
    if not statements:
        return Reconciled(None, None, None, None, 0, ())
    ordered = sorted(statements, key=lambda s: (s.published_at, s.event_id))
    current = [
        s
        for number, s in enumerate(ordered)
        if s.published_at >= ordered[-1].published_at - CURRENT_FOR
        and not any(is_same_source(s.source, later.source) for later in ordered[number + 1 :])
    ]
    bests = [s.best for s in current if s.best is not None] or [s.best for s in ordered if s.best is not None]
    best = bests[-1] if bests else None
    floors = [n for s in current for n in (s.low, s.best) if n is not None] + ([best] if best is not None else [])
    tops = [s.high for s in current if s.high is not None]
    low, high = min(floors, default=None), max(tops, default=None)
    if floors and tops and max(tops) < max(floors):  # "at least" of one is above what the others give as the most
        low, high = (low, None) if best is not None else (min(floors + tops), max(floors))
    sources = tuple(sorted({s.source for s in ordered}))
    return Reconciled(low, best, high, RULE, len(ordered), sources)
