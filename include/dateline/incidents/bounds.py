"""The most points that two events can have, from columns of numbers: that rules nearly all pairs out before anybody looks at words.

Follows `similarity` rule by rule. Where numbers can't tell (is it half of the words?) the better case counts, so a pair may get
more points here than `similarity.score` gives it, never fewer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from dateline.incidents import similarity as s
from dateline.incidents.similarity import Happening

NONE = 0  # the hash of null
SHARED = {kind: 1 << n for n, kind in enumerate(
    ("actor", "recipient", "side", "place", "named", "killed", "abducted", "about killed", "about abducted")
)}  # fmt: skip
RULED_OUT = -np.inf
_FAR_KM = s.NEAR_KM + 0.001  # numpy's and Python's cosines differ in their last bits
_NO_PREC = 9


@dataclass(frozen=True, slots=True)
class Columns:
    """What of happenings can be compared as numbers, a row each. Days are ordinals, names are hashes."""

    article: np.ndarray
    event_type: np.ndarray
    mode_family: np.ndarray
    country: np.ndarray
    admin1: np.ndarray
    place: np.ndarray
    where_prec: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    is_dated: np.ndarray
    has_actor: np.ndarray
    has_recipient: np.ndarray

    def take(self, rows: np.ndarray) -> "Columns":
        """These rows."""
        return Columns(*(getattr(self, field.name)[rows] for field in fields(self)))


def numbers_of(happening: Happening, hash_of: Callable[[str | None], int]) -> dict[str, int | float | bool]:
    """A happening's row of `Columns`. `hash_of` gives a number for a name, NONE for null."""
    family = s.mode_family(happening.event_mode)
    is_mutual = s.is_mutual(happening.event_type, happening.event_mode)  # either side may be named first, so no other name contradicts
    has_point = happening.latitude is not None and happening.longitude is not None
    return {
        "article": hash_of(happening.article_id),
        "event_type": hash_of(happening.event_type),
        "mode_family": hash_of(family),
        "country": hash_of(happening.country),
        "admin1": hash_of(happening.admin1_code),
        "place": hash_of(happening.place_name),
        "where_prec": happening.where_prec or _NO_PREC,
        "latitude": happening.latitude if has_point and happening.latitude is not None else np.nan,
        "longitude": happening.longitude if has_point and happening.longitude is not None else np.nan,
        "first_day": happening.first_day.toordinal(),
        "last_day": happening.last_day.toordinal(),
        "is_dated": happening.is_dated,
        "has_actor": bool(happening.actor) and not is_mutual,
        "has_recipient": bool(happening.recipient) and not is_mutual,
    }


def columns_of(happenings: Sequence[Happening], hash_of: Callable[[str | None], int]) -> Columns:
    """Happenings as columns."""
    rows = [numbers_of(happening, hash_of) for happening in happenings]
    return Columns(*(np.array([row[field.name] for row in rows]) for field in fields(Columns)))


def most_points(a: Columns, b: Columns, shared: np.ndarray, slip_days: np.ndarray) -> np.ndarray:
    """For each row, the most that `score` can give the pair, RULED_OUT where it can't be the same.

    `shared` has the bits of the kinds of keys (SHARED) that the two have in common, `slip_days` by how much their days may differ.
    """
    points = _type_points(a, b) + _place_points(a, b, shared) + _day_points(a, b, slip_days) + _party_points(a, b, shared)
    for metric in ("killed", "abducted"):
        near = np.where(shared & SHARED[f"about {metric}"], s.TOLL_NEAR, 0.0)
        points += np.where(shared & SHARED[metric], s.TOLL_SAME, near)
    return np.where(a.article == b.article, RULED_OUT, points)


def _type_points(a: Columns, b: Columns) -> np.ndarray:
    """Two types of one block count as if nothing spoke against it."""
    say = (a.event_type == b.event_type) & (a.mode_family != NONE) & (b.mode_family != NONE)
    return np.where(say, np.where(a.mode_family == b.mode_family, s.MODE_SAME, s.MODE_OTHER), 0.0)


def _place_points(a: Columns, b: Columns, shared: np.ndarray) -> np.ndarray:
    are_towns = (a.where_prec <= 3) & (b.where_prec <= 3)
    is_same = are_towns & (a.place == b.place) & (a.place != NONE)
    may_be_named = (a.place == b.place) & (a.place != NONE) | ((shared & SHARED["named"]) != 0)
    have_points = are_towns & ~np.isnan(a.latitude) & ~np.isnan(b.latitude)
    near = np.full(len(shared), RULED_OUT)
    near[have_points] = np.where(_distance_km(a.take(have_points), b.take(have_points)) <= _FAR_KM, s.PLACE_NEAR, RULED_OUT)
    admin1 = np.where(a.admin1 == b.admin1, s.ADMIN1_SAME, RULED_OUT)
    beside = np.where(have_points, near, np.where((a.admin1 != NONE) & (b.admin1 != NONE), admin1, s.COUNTRY_SAME))
    beside = np.where(may_be_named, np.maximum(s.PLACE_NAMED, beside), beside)
    points = np.where(is_same, s.PLACE_SAME, beside)
    points = np.where(a.country == b.country, points, RULED_OUT)
    return np.where((a.country == NONE) | (b.country == NONE), 0.0, points)


def _day_points(a: Columns, b: Columns, slip_days: np.ndarray) -> np.ndarray:
    gap = np.maximum(a.first_day, b.first_day) - np.minimum(a.last_day, b.last_day)
    is_exact = a.is_dated & b.is_dated & (a.first_day == a.last_day) & (b.first_day == b.last_day) & (gap <= 1)
    points = np.where(is_exact, np.where(gap == 0, s.DAY_SAME, s.DAY_NEXT), s.RANGE_OVERLAPS)
    return np.where(gap > slip_days, RULED_OUT, points)


def _party_points(a: Columns, b: Columns, shared: np.ndarray) -> np.ndarray:
    actor = np.where(shared & SHARED["actor"], s.ACTOR_SAME, np.where(a.has_actor & b.has_actor, s.ACTOR_OTHER, 0.0))
    others = np.where(a.has_recipient & b.has_recipient, s.RECIPIENT_OTHER, 0.0)
    recipient = np.where(shared & SHARED["recipient"], s.RECIPIENT_SAME, others)
    turned = np.where(shared & SHARED["side"], s.ACTOR_SAME + s.RECIPIENT_SAME, RULED_OUT)
    return np.maximum(actor + recipient, turned)


def _distance_km(a: Columns, b: Columns) -> np.ndarray:
    phi_a, phi_b = np.radians(a.latitude), np.radians(b.latitude)
    half = np.sin((phi_b - phi_a) / 2) ** 2 + np.cos(phi_a) * np.cos(phi_b) * np.sin(np.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.minimum(1.0, np.sqrt(half)))
