"""Many statements of one toll to low, best and high."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

RULE = "latest"  # best: of the latest statement that has one; low and high: the lowest and highest stated


@dataclass(frozen=True, slots=True)
class Statement:
    """A toll as one event of one article gives it."""

    published_at: datetime
    event_id: str
    low: int | None
    best: int | None
    high: int | None
    source: str | None  # who says so; the publisher where the article itself does


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

    Tolls rise as rescuers work, so the latest statement that gives a number is the best; `low` is the smallest and
    `high` the largest number that anybody stated as bound or as best.
    """
    if not statements:
        return Reconciled(None, None, None, None, 0, ())
    ordered = sorted(statements, key=lambda s: (s.published_at, s.event_id))
    best = next((s.best for s in reversed(ordered) if s.best is not None), None)
    lows = [n for s in ordered for n in (s.low, s.best) if n is not None]
    highs = [n for s in ordered for n in (s.best, s.high) if n is not None]
    low = min(lows) if lows else None
    high = max(highs) if highs else None
    if low is not None and high is not None and low > high:
        high = None  # only "at least" from one and "at most" from another, and they disagree: no upper bound is agreed
    return Reconciled(low, best, high, RULE, len(ordered), tuple(sorted({s.source for s in ordered if s.source})))
