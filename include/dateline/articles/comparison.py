"""Do two articles tell the same story in the same words, and how does the later one stand to the earlier?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.articles.fingerprints import Fingerprint

# An edit of every tenth word leaves a Jaccard similarity of 0.57, of every seventh 0.45. Two reports of one event by different
# writers stay below 0.1, and two that share half their background below 0.35.
_MIN_SIMILARITY = 0.4
# A part of a longer piece: most of the shorter one stands in it, and it is long enough for that to mean something.
_MIN_CONTAINMENT = 0.75
_MIN_PART_SHINGLES = 30
# Reports written to one pattern (weather, markets, police blotters) share at most two of three names and numbers, the versions
# of one story nine of ten.
_MIN_SHARED_FACTS = 0.7
_MIN_FACTS = 3
# Below this an update of an update of an update has become a story of its own.
_MIN_KINSHIP = 0.2


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two fingerprints have in common."""

    similarity: float  # Jaccard, of word 3-grams
    containment: float  # share of the shorter one's 3-grams that are in the other
    shorter: int  # 3-grams of the shorter one
    shared_facts: float  # share of the names and numbers of the one with fewer that are in the other; 1 if there are hardly any

    @property
    def is_near_duplicate(self) -> bool:
        is_part = self.shorter >= _MIN_PART_SHINGLES and self.containment >= _MIN_CONTAINMENT
        return (self.similarity >= _MIN_SIMILARITY or is_part) and self.shared_facts >= _MIN_SHARED_FACTS

    @property
    def is_kin(self) -> bool:
        """Alike enough to be of one story when articles in between link them."""
        return self.similarity >= _MIN_KINSHIP or self.is_near_duplicate


def overlap(one: Fingerprint, other: Fingerprint) -> Overlap:
    """Compare two fingerprints; symmetric."""
    common = _common(one.shingles, other.shingles)
    sizes = sorted((len(one.shingles), len(other.shingles)))
    return Overlap(
        similarity=common / (sum(sizes) - common),
        containment=common / sizes[0],
        shorter=sizes[0],
        shared_facts=_shared_facts(one.facts, other.facts),
    )


def facts_agree(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
    """Whether the names and numbers of two articles allow them to be near-duplicates."""
    return _shared_facts(one, other) >= _MIN_SHARED_FACTS


def _shared_facts(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    fact_count = min(len(one), len(other))
    return _common(one, other) / fact_count if fact_count >= _MIN_FACTS else 1.0


def fewest_common(own: int, others: NDArray[np.integer]) -> NDArray[np.float64]:
    """How many 3-grams a near-duplicate has in common at least with one of so many, for each of the others' numbers."""
    by_similarity = _MIN_SIMILARITY / (1 + _MIN_SIMILARITY) * (own + others.astype(np.float64))
    shorter = np.minimum(own, others)
    return np.where(shorter < _MIN_PART_SHINGLES, by_similarity, np.minimum(by_similarity, _MIN_CONTAINMENT * shorter))


def may_share_facts(
    own: int, others: NDArray[np.integer], only_own: NDArray[np.integer], only_others: NDArray[np.integer]
) -> NDArray[np.bool_]:
    """Whether near-duplicates may be among articles with so many names and numbers, at least so many of them in one alone."""
    fewer = np.minimum(own, others)
    unshared = np.where(own <= others, only_own, only_others)
    # In floating point .7 × 10 may be more than 7.
    return (fewer < _MIN_FACTS) | (fewer - unshared >= _MIN_SHARED_FACTS * fewer - 1e-9)


def _common(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def duplicate_kind(later: Fingerprint, lead: Fingerprint) -> str:
    """How a near-duplicate stands to its lead (contracts.codes.DUPLICATE_KINDS).

    `copy`: each of its sentences is in the lead, word for word but for house style, so numbers, names and dates are the same.
    `contains`: it has all of the lead's sentences, and more. `update`: anything else.
    """
    if np.isin(later.sentences, lead.sentences, assume_unique=True).all():
        return "copy"
    if np.isin(lead.sentences, later.sentences, assume_unique=True).all():
        return "contains"
    return "update"
