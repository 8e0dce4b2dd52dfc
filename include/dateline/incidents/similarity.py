"""How likely two events of different articles are the same happening: a sum of documented weights.

Every weight is in points; SAME_FROM points make a match. A fact that contradicts (another country, another day) rules a
match out, a fact that only one of the two states says nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

SAME_FROM = 5.0

PLACE_SAME = 3.0  # same city or site
PLACE_NEAR = 2.0  # within 25 km, UCDP's 'near'
ADMIN1_SAME = 1.0  # one of the two names only the province
COUNTRY_SAME = 0.5
DAY_SAME = 2.0
DAY_NEXT = 1.0  # reports slip by a day over midnight and time zones
RANGE_OVERLAPS = 0.5
MODE_SAME = 0.5
ACTOR_SAME = 1.5
ACTOR_OTHER = -0.75
RECIPIENT_SAME = 1.5
RECIPIENT_OTHER = -0.25  # "a market" of the one is "23 traders" of the other
TOLL_SAME = 2.0  # the same number of dead or abducted, of three or more
TOLL_SAYS_FROM = 3
STORY_SAME = 1.0  # the two articles tell another incident together: they are about the same story
NEAR_KM = 25.0

SLIP_DAYS = 1
GOES_ON_DAYS = {"DISASTER": 7}  # a flood is told for a week, each day under its own date

# Words that two parties may share and still be others: articles, and how many of them there are.
EMPTY_WORDS = frozenset(
    ("a", "about", "an", "and", "at", "dozens", "group", "hundreds", "in", "least", "members", "of", "people", "person", "persons", "some",
     "the", "thousands")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event says that matters for telling whether another is the same. Words are those of the parties, lower case."""

    event_id: str
    article_id: str
    event_type: str
    event_mode: str | None
    country: str | None
    admin1_code: str | None
    place_name: str | None
    where_prec: int | None
    latitude: float | None
    longitude: float | None
    first_day: date
    last_day: date
    is_dated: bool  # False: the days are only the days before publication
    actor: frozenset[str]
    recipient: frozenset[str]
    killed: int | None
    abducted: int | None


def words_of(name: str | None) -> frozenset[str]:
    """The words of a party's name by which two names are compared, in the singular: no articles, no numbers ("30 people")."""
    words = re.findall(r"[^\W\d_][\w-]*", (name or "").lower().replace("’", "'").replace("'s", " "))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in EMPTY_WORDS)


def score(a: Happening, b: Happening) -> float | None:
    """Points for a match, or None where a fact rules it out. Symmetric. Two events of one article are not compared: None."""
    if a.event_type != b.event_type or a.article_id == b.article_id:
        return None
    place = _place_points(a, b)
    if place is None:
        return None
    day = _day_points(a, b)
    if day is None:
        return None
    points = place + day
    if a.event_mode and b.event_mode:
        points += MODE_SAME if a.event_mode == b.event_mode else -MODE_SAME
    if a.actor and b.actor:
        points += ACTOR_SAME if _alike(a.actor, b.actor) else ACTOR_OTHER
    if a.recipient and b.recipient:
        points += RECIPIENT_SAME if _alike(a.recipient, b.recipient) else RECIPIENT_OTHER
    for one_toll, other_toll in ((a.killed, b.killed), (a.abducted, b.abducted)):
        if one_toll is not None and one_toll == other_toll and one_toll >= TOLL_SAYS_FROM:
            points += TOLL_SAME
    return points


def keys(a: Happening) -> list[tuple[str, str]]:
    """What two events have to share, at least one of it, to reach SAME_FROM: a place, a word of a party, a toll.

    Without any of these the most is ADMIN1_SAME + DAY_SAME + MODE_SAME, or PLACE_NEAR in place of the first.
    """
    found = [("actor", word) for word in a.actor] + [("recipient", word) for word in a.recipient]
    if a.place_name and (a.where_prec or 6) <= 3:
        found.append(("place", a.place_name))
    found += [("killed", str(a.killed))] if a.killed is not None and a.killed >= TOLL_SAYS_FROM else []
    found += [("abducted", str(a.abducted))] if a.abducted is not None and a.abducted >= TOLL_SAYS_FROM else []
    return sorted(found)


def slip_days(event_type: str) -> int:
    """By how many days two reports of one happening of this type may differ."""
    return GOES_ON_DAYS.get(event_type, SLIP_DAYS)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Half of the shorter one's words in common."""
    return len(one & other) * 2 >= min(len(one), len(other))


def _place_points(a: Happening, b: Happening) -> float | None:
    if a.country is None or b.country is None:
        return 0.0
    if a.country != b.country:
        return None
    if a.place_name and a.place_name == b.place_name and (a.where_prec or 6) <= 3:
        return PLACE_SAME
    if a.latitude is not None and b.latitude is not None and max(a.where_prec or 6, b.where_prec or 6) <= 3:
        return PLACE_NEAR if distance_km(a, b) <= NEAR_KM else None
    if a.admin1_code and b.admin1_code:
        return ADMIN1_SAME if a.admin1_code == b.admin1_code else None
    return COUNTRY_SAME


def _day_points(a: Happening, b: Happening) -> float | None:
    gap = (max(a.first_day, b.first_day) - min(a.last_day, b.last_day)).days
    if gap > slip_days(a.event_type):
        return None
    if a.is_dated and b.is_dated and a.first_day == a.last_day and b.first_day == b.last_day and gap <= 1:
        return DAY_SAME if gap == 0 else DAY_NEXT
    return RANGE_OVERLAPS


def distance_km(a: Happening, b: Happening) -> float:
    """Great-circle distance of two happenings that have points."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        raise ValueError("both happenings need a point")
    phi_a, phi_b = radians(a.latitude), radians(b.latitude)
    h = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def days_of(date_start: date | None, date_end: date | None, published: date) -> tuple[date, date, bool]:
    """First and last day on which an event may have happened, and whether the text says so.

    Without a day of its own an event in the news is taken to have happened in the three days up to publication.
    """
    if date_start is not None:
        return date_start, date_end or date_start, True
    return published - timedelta(days=3), date_end or published, False
