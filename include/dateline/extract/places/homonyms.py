"""Names that the gazetteer knows only from elsewhere: a village that it lacks has a namesake on another continent.

Two signs tell such a namesake. The text says in which country or division the name lies, and no place of that name is there. Or the
place is small, and nothing else in the article is in its country, while two thirds of all names are in another one.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from dateline.extract.places.countries import lexicon
from dateline.extract.places.evidence import context_words
from dateline.extract.places.gazetteer import Gazetteer, GazetteerPlace, load
from dateline.extract.places.links import Link
from dateline.extract.places.names import Match
from dateline.extract.places.resolution import ADMIN1, ADMIN2, CITY, COUNTRY

_GAPS = (", ", " in ", ", in ", " (", ", a village in ", ", a town in ", ", in the ", " in the ")
_LARGE = 300_000  # people: known beyond its country
_WELL_KNOWN = 100_000  # people: told of without a word on where it is
_LEAST_NAMES = 3  # that have to agree on a country
_ITEMS = (", ", " and ", ", and ", " or ")


def stated_container(
    i: int, matches: Sequence[Match], links: Sequence[Link], places: Sequence[GazetteerPlace | None], text: str
) -> int | None:
    """Index of the country or division in which the text puts a town, where the town found for the name lies elsewhere."""
    place, outer = places[i], places[i + 1] if i + 1 < len(matches) else None
    if place is None or outer is None:
        return None
    if text[matches[i].end : matches[i + 1].start] == " of " and is_compass_name(matches[i]):
        return None if _lies_in(place, outer) else i + 1  # "the Eastern District of Virginia"
    if place.kind not in ("city", "admin2") or (place.population or 0) > _LARGE:
        return None
    if links[i].within is not None or text[matches[i].end : matches[i + 1].start] not in _GAPS:
        return None
    is_division = outer.kind in ("admin1", "admin2") and (
        links[i + 1].kind in (ADMIN1, ADMIN2) or matches[i + 1].text.rpartition(" ")[2] in _division_words()
    )
    if not is_division and (outer.kind != "country" or _is_item(i, matches, text)):
        return None
    return i + 1 if not _lies_in(place, outer) else None


@cache
def _division_words() -> frozenset[str]:
    return frozenset(lexicon("places_context")["division_words"])


def is_compass_name(match: Match) -> bool:
    """ "Northern District", "Central Region": many countries have one."""
    first, _, last = match.text.rpartition(" ")
    return last in _division_words() and bool(first) and all(word in context_words().directions for word in first.split())


def _is_item(i: int, matches: Sequence[Match], text: str) -> bool:
    """One of a list of names: "from Tunis, Algeria and Mali"."""
    before = i and text[matches[i - 1].end : matches[i].start] in _ITEMS
    after = i + 2 < len(matches) and text[matches[i + 1].end : matches[i + 2].start] in _ITEMS
    return bool(before or after)


def _lies_in(place: GazetteerPlace, outer: GazetteerPlace) -> bool:
    if place.country != outer.country:
        return False
    if outer.kind == "country":
        return True
    return outer.row == place.row or outer.admin1_code is None or place.admin1_code in (None, outer.admin1_code)


def usual_country(
    places: Sequence[GazetteerPlace | None], matches: Sequence[Match], peoples: Counter[str], gazetteer: Gazetteer
) -> str | None:
    """The country of two thirds of the article's different names, of which there are at least three; peoples speak for theirs.

    Small towns count where something else in the article is in their country.
    """
    sure = set(peoples) | {place.country for place in places if place is not None and not _is_small(place, gazetteer)}
    found = {(match.key, place.country) for match, place in zip(matches, places, strict=True) if place and place.country}
    names = Counter(dict.fromkeys(peoples, 1))
    names.update(country for _, country in found if country in sure)
    if not names or len(found) + len(peoples) < _LEAST_NAMES:
        return None
    country = max(sorted(names), key=lambda code: names[code])
    return country if names[country] * 3 >= names.total() * 2 and not _lists_its_villages(country) else None


@cache
def _lists_its_villages(country: str) -> bool:
    """At least 3,000 towns, and 60 to a million people: those that lack one are few."""
    gazetteer = load()
    of_country = gazetteer.places["country"] == country.encode()
    towns = int((of_country & (gazetteer.places["kind"] == CITY)).sum())
    people = int(gazetteer.places["population"][of_country & (gazetteer.places["kind"] == COUNTRY)].sum())
    return towns >= 3_000 and towns * 1_000_000 > 60 * people


def is_alone(
    i: int, matches: Sequence[Match], places: Sequence[GazetteerPlace | None], peoples: Counter[str], gazetteer: Gazetteer, is_home: bool
) -> bool:
    """Whether nothing else in the article, neither a name nor a people, speaks for the country of a small town.

    Where the usual country is that of dateline or publisher (`is_home`), another small town doesn't: two namesakes on another
    continent vouch for each other.
    """
    place = places[i]
    if place is None or not _is_small(place, gazetteer) or place.country in peoples:
        return False
    return not any(
        other and other.country == place.country and match.key != matches[i].key and not (is_home and _is_small(other, gazetteer))
        for match, other in zip(matches, places, strict=True)
    )


def _is_small(place: GazetteerPlace, gazetteer: Gazetteer) -> bool:
    """A town or district of which nobody hears abroad."""
    if place.kind not in ("city", "admin2") or (place.population or 0) > _WELL_KNOWN or place.country is None:
        return False
    return not gazetteer.places[place.row]["is_capital"]
