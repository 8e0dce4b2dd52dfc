"""Quarters of towns, whose names the gazetteer knows only from small towns abroad."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.places.gazetteer_names import plain_name
from dateline.extract.records import Place

_TOWN = 100_000  # people
_TRUST = 0.7  # of the confidence, where the namesake found is not the place meant
_COUNTRY_PREC = 6
_QUARTER = re.compile(r"\s+neighbou?rhood\b|, an? (?:[\w-]+ ){0,2}neighbou?rhood\b")


def in_their_towns(found: Sequence[Place], text: str) -> list[Place]:
    """ "The Almeda neighborhood" is in the large town told of beside it, and in no small town Almeda of a country of which nothing else speaks.

    Of such a quarter no more than the country is known.
    """
    quarters = {place.text for place in found if _is_small(place) and _QUARTER.match(text, place.span.end)}
    if not quarters:
        return list(found)
    sure = {place.country for place in found if place.text not in quarters and not place.is_metonym and not _is_small(place)}
    out = []
    towns = [place for place in found if _is_town(place, quarters)]
    for place in found:
        if place.text in quarters and place.country not in sure:
            town = _nearest(place, towns)
            if town is not None and town.country != place.country:
                place = _quarter(place, town)
        out.append(place)
    return out


def _nearest(place: Place, towns: Sequence[Place]) -> Place | None:
    return min(towns, key=lambda town: abs(town.span.start - place.span.start), default=None)


def _is_small(place: Place) -> bool:
    return place.place_kind == "city" and (place.population or 0) <= _TOWN


def _is_town(place: Place, quarters: set[str]) -> bool:
    is_large = place.place_kind in ("city", "admin1", "admin2") and (place.population or 0) > _TOWN
    return is_large and place.country is not None and place.text not in quarters


def _quarter(place: Place, town: Place) -> Place:
    return replace(
        place,
        name=plain_name(place.text),
        country=town.country,
        admin1_code=None,
        admin1_name=None,
        admin2_code=None,
        admin2_name=None,
        geonames_id=None,
        latitude=None,
        longitude=None,
        where_prec=_COUNTRY_PREC,
        population=None,
        confidence=round(place.confidence * _TRUST, 4),
    )
