"""Many statements of one toll to low, best and high."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

RULE = "latest_within_48h"
CURRENT_FOR = timedelta(hours=48)  # tolls rise as rescuers work: what was said two days before the newest word is overtaken


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


def reconcile(statements: Sequence[Statement]) -> Reconciled:
    """low ≤ best ≤ high of statements about one incident; all null and no rule when there are none.

        Each source is taken at its last word, if that is not more than 48 hours older than the newest word of all. `best` is the
    X no current word has a best, the newest best of all is taken and the bounds are widened to hold it.
    """
    if not statements:
        return Reconciled(None, None, None, None, 0, ())
    ordered = sorted(statements, key=lambda s: (s.published_at, s.event_id))
    last_word = {s.source: s for s in ordered}
    current = [s for s in ordered if last_word[s.source] is s and s.published_at >= ordered[-1].published_at - CURRENT_FOR]
    bests = [s.best for s in current if s.best is not None] or [s.best for s in ordered if s.best is not None]
    best = bests[-1] if bests else None
    floors = [n for s in current for n in (s.low, s.best) if n is not None] + ([best] if best is not None else [])
    tops = [s.high for s in current if s.high is not None]
    low, high = min(floors, default=None), max(tops, default=None)
    if floors and tops and max(tops) < max(floors):  # "at least" of one is above what the others give as the most
        low, high = (low, None) if best is not None else (min(floors + tops), max(floors))
    sources = tuple(sorted({s.source for s in ordered}))
    return Reconciled(low, best, high, RULE, len(ordered), sources)
