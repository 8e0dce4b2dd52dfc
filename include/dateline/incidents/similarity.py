"""How likely two events of different articles are the same happening: a sum of documented weights.

Every weight is in points; SAME_FROM points make a match. A fact that contradicts (another country, another day) rules a
match out, a fact that only one of the two states says nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, log, radians, sin, sqrt

SAME_FROM = 5.0

PLACE_SAME = 3.0  # same city or site
PLACE_NEAR = 2.0  # within 25 km, UCDP's 'near'
PLACE_NAMED = 2.0  # the one's town is a party's name in the other ("attacked Pemba"), or the other's province is called like it
ADMIN1_SAME = 1.0  # one of the two names only the province
COUNTRY_SAME = 0.5
DAY_SAME = 2.0
DAY_NEXT = 1.0  # reports slip by a day over midnight and time zones
RANGE_OVERLAPS = 0.5
MODE_SAME = 0.5  # or one of its family
MODE_OTHER = -0.5
TYPE_OTHER = -1.0  # types under which one happening is told, see RELATED
ACTOR_SAME = 1.5
ACTOR_OTHER = -0.75
RECIPIENT_SAME = 1.5
RECIPIENT_OTHER = -0.25  # "a market" of the one is "23 traders" of the other
TOLL_SAME = 2.0  # the same number of dead or abducted, of three or more
TOLL_SAYS_FROM = 3
TOLL_NEAR = 1.0  # counts of ten or more that differ by no more than a tenth: one more body was found
TOLL_NEAR_FROM = 10
_TOLL_STEP = log(10 / 9)  # two counts that are near are in one step or in two that touch
STORY_SAME = 1.0  # the two articles tell another incident together: they are about the same story
NEAR_KM = 25.0

SLIP_DAYS = 1
GOES_ON_DAYS = {"DISASTER": 7}  # a flood is told for a week, each day under its own date

# Types and modes under which reports tell one happening, where both do it to the same: a town is "seized" or "captured", people are
# "abducted" or "detained", and a truce is agreed on. None stands for no mode.
RELATED = {
    frozenset({("ASSAULT", None), ("COERCE", "seize")}),
    frozenset({("ASSAULT", "abduct"), ("COERCE", "arrest")}),
    frozenset({("ASSAULT", "abduct"), ("COERCE", "seize")}),
    frozenset({("AGREE", None), ("RETREAT", "ceasefire")}),
}
_RELATED_TYPES = {"COERCE": "ASSAULT", "AGREE": "RETREAT"}  # one key for both

# Modes that one attack may have together, as a bomb and the bomber who carries it.
_MODE_FAMILIES = {
    "abduct": "abduct", "sexual": "sexual", "crowd-control": "crowd-control", "aerial": "remote", "drone": "remote",
    "heavy-weapons": "remote", "explosives": "bomb", "suicide-attack": "bomb", "firearms": "hand", "primitive": "hand", "beat": "hand",
    "torture": "hand", "targeted": "hand", "arson": "hand", "destroy": "hand",
}  # fmt: skip

# Words that two parties may share and still be others: articles, and how many of them there are.
EMPTY_WORDS = frozenset(
    (
     "a", "about", "all", "an", "and", "around", "at", "both", "dozens", "few", "group", "hundreds", "in", "least", "many", "members",
     "nearly", "of", "other", "others", "over", "people", "person", "persons", "scores", "several", "some", "the", "thousands", "one",
     "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
     "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
     "hundred", "thousand", "million",
    )
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
    actor: frozenset[str]  # of what is done together, one side
    recipient: frozenset[str]
    killed: int | None
    abducted: int | None


def words_of(name: str | None) -> frozenset[str]:
    """The words of a party's name by which two names are compared, in the singular: no articles, no numbers ("30 people")."""
    words = re.findall(r"[^\W\d_][\w-]*", (name or "").lower().replace("’", "'").replace("'s", " "))
    told = (part for word in words for part in ([word] if word.partition("-")[0] not in EMPTY_WORDS else word.split("-")))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in told if word not in EMPTY_WORDS)


def score(a: Happening, b: Happening) -> float | None:
    """Points for a match, or None where a fact rules it out. Symmetric. Two events of one article are not compared: None."""
    if a.article_id == b.article_id:
        return None
    points = _type_points(a, b)
    if points is None:
        return None
    place = _place_points(a, b)
    if place is None:
        return None
    day = _day_points(a, b)
    if day is None:
        return None
    points += place + day + _party_points(a, b)
    return points + sum(_toll_points(one, other) for one, other in ((a.killed, b.killed), (a.abducted, b.abducted)))


def _type_points(a: Happening, b: Happening) -> float | None:
    if a.event_type != b.event_type:
        kinds = frozenset({(a.event_type, a.event_mode), (b.event_type, b.event_mode)})
        if kinds not in RELATED or not _is_done_to_the_same(a, b):
            return None
        return 0.0 if is_mutual(a.event_type, a.event_mode) else TYPE_OTHER
    if a.event_mode is None or b.event_mode is None:
        return 0.0
    return MODE_SAME if mode_family(a.event_mode) == mode_family(b.event_mode) else MODE_OTHER


def _is_done_to_the_same(a: Happening, b: Happening) -> bool:
    """The same recipient, or the same two sides."""
    if is_mutual(a.event_type, a.event_mode) and is_mutual(b.event_type, b.event_mode):
        return _party_points(a, b) >= ACTOR_SAME + RECIPIENT_SAME
    return bool(a.recipient and b.recipient) and _alike(a.recipient, b.recipient)


def _party_points(a: Happening, b: Happening) -> float:
    """Actor against actor and recipient against recipient; of what is done together the other way round if that fits better."""
    points = _side_points(a, b.actor, b.recipient)
    if is_mutual(a.event_type, a.event_mode) and is_mutual(b.event_type, b.event_mode):
        points = max(points, _side_points(a, b.recipient, b.actor))
    return points


def _side_points(a: Happening, actor: frozenset[str], recipient: frozenset[str]) -> float:
    points = 0.0
    if a.actor and actor:
        points += ACTOR_SAME if _alike(a.actor, actor) else ACTOR_OTHER
    if a.recipient and recipient:
        points += RECIPIENT_SAME if _alike(a.recipient, recipient) else RECIPIENT_OTHER
    return points


def is_mutual(event_type: str, event_mode: str | None) -> bool:
    """Done by both sides together: whoever is named first is the actor."""
    return event_type in ("AGREE", "CONSULT") or event_mode == "ceasefire"


def _toll_points(one: int | None, other: int | None) -> float:
    if one is None or other is None or min(one, other) < TOLL_SAYS_FROM:
        return 0.0
    if one == other:
        return TOLL_SAME
    return TOLL_NEAR if min(one, other) >= TOLL_NEAR_FROM and abs(one - other) * 10 <= max(one, other) else 0.0


def keys(a: Happening) -> list[tuple[str, str]]:
    """What two events have to share, at least one of it, to reach SAME_FROM: a place or its name, a word of a party, a toll.

    Without any of these the most is ADMIN1_SAME + DAY_SAME + MODE_SAME, or PLACE_NEAR in place of the first.
    """
    found = [("actor", word) for word in a.actor] + [("recipient", word) for word in a.recipient]
    if is_mutual(a.event_type, a.event_mode):
        found += [("side", word) for word in a.actor | a.recipient]
    if a.place_name and (a.where_prec or 6) <= 4:
        found.append(("place", a.place_name))
        found += [("named", word) for word in words_of(a.place_name)]
    if a.place_name is None or (a.where_prec or 6) > 3:
        found += [("named", word) for word in a.recipient]
    for metric, toll in (("killed", a.killed), ("abducted", a.abducted)):
        if toll is not None and toll >= TOLL_SAYS_FROM:
            found.append((metric, str(toll)))
        if toll is not None and toll >= TOLL_NEAR_FROM:
            step = int(log(toll) / _TOLL_STEP)
            found += [(f"about {metric}", str(step)), (f"about {metric}", str(step + 1))]
    return sorted(set(found))


def mode_family(event_mode: str | None) -> str | None:
    """Modes that one happening may have together have one family."""
    return _MODE_FAMILIES.get(event_mode or "", event_mode)


def block_of(event_type: str) -> str:
    """Types that may be compared have one block."""
    return _RELATED_TYPES.get(event_type, event_type)


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
    if a.place_name and a.place_name == b.place_name and max(a.where_prec or 6, b.where_prec or 6) <= 3:
        return PLACE_SAME
    if _is_named(a, b) or _is_named(b, a):
        return PLACE_NAMED
    if a.latitude is not None and b.latitude is not None and max(a.where_prec or 6, b.where_prec or 6) <= 3:
        return PLACE_NEAR if distance_km(a, b) <= NEAR_KM else None
    if a.admin1_code and b.admin1_code:
        return ADMIN1_SAME if a.admin1_code == b.admin1_code else None
    return COUNTRY_SAME


def _is_named(a: Happening, b: Happening) -> bool:
    """The name of a's town is that of b's province, or stands in b's recipient where b has no town."""
    if not a.place_name or (a.where_prec or 6) > 3 or (b.place_name and (b.where_prec or 6) <= 3):
        return False
    if a.admin1_code and b.admin1_code and a.admin1_code != b.admin1_code:
        return False
    words = words_of(a.place_name)
    return a.place_name == b.place_name or bool(words and words <= b.recipient)


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
