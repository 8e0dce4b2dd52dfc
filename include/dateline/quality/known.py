"""What the checks need to know of what is published already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What is published of one day of publication."""

    articles: int
    extracted: int  # articles that gave the events; others are copies, or wait
    events_by_type: Mapping[str, int]

    @property
    def events(self) -> int:
        return sum(self.events_by_type.values())


@dataclass(frozen=True, slots=True)
class Known:
    """Published data beside a batch; each part may be left out, and what rests on it isn't asked then."""

    taken: Mapping[str, Collection[str]] = field(default_factory=dict)  # dataset → keys of rows of articles that aren't in the batch
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # dataset that isn't in the batch → key → article_id
    waived: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)  # (dataset, key) → failures that a person let pass
    days: Mapping[date, PublishedDay] = field(default_factory=dict)  # days of publication that have articles
    failed_before: frozenset[tuple[str, str, date]] = frozenset()  # (dataset, failure, day): what failed when it was last asked
