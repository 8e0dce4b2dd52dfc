"""Words that point to a place that the text names elsewhere: "here", "in this city", "in the capital"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.places.countries import country_of
from dateline.extract.places.gazetteer import is_metonym_name
from dateline.extract.records import Place

_TOWNS = frozenset({"city", "town", "capital", "village", "port"})
_KINDS = frozenset({"city", "admin1"})  # of capitals that are divisions of their own
_OF_CAPITALS = frozenset({"the", "capital", "country", "nation"})  # "the capital city", "the country's capital"
_AT = frozenset({"in", "near", "outside", "around", "across", "inside", "throughout"})


# "in several parts of the capital", "on the outskirts of the capital"
_PARTS = frozenset(
    {
        "part",
        "parts",
        "point",
        "points",
        "sector",
        "sectors",
        "area",
        "areas",
        "zone",
        "zones",
        "district",
        "districts",
        "neighborhood",
        "neighborhoods",
        "neighbourhood",
        "neighbourhoods",
        "suburb",
        "suburbs",
        "outskirts",
        "street",
        "streets",
        "center",
        "centre",
        "north",
        "south",
        "east",
        "west",
        "heart",
        "edge",
    }
)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the words mean in one article."""

    here: Place | None  # the town of the dateline
    home: str | None  # the country in which the article plays
    capitals: Mapping[str, Place]  # those that the text names, by country


def pointers(doc: Doc, places: Sequence[Place], body_start: int, home: str | None) -> list[tuple[Token, Place]]:
    """Tokens that mean a named place, each with that place, in reading order.

    "Here" and "this city" are the town of the dateline, outside quotations as the correspondent says so; "the capital" and "the
    Peruvian capital" are the one that the text names.
    """
    here = next((place for place in places if place.span.end <= body_start and place.place_kind in _KINDS), None)
    capitals: dict[str, Place] = {}
    for place in places:
        if place.place_kind in _KINDS and place.country is not None and is_metonym_name(place.name) == place.country:
            capitals.setdefault(place.country, place)
    if here is None and not capitals:
        return []
    meant = _Meant(here, home, capitals)
    return [(token, where) for token in doc if token.idx >= body_start and (where := _place_of(token, meant)) is not None]


def _place_of(token: Token, meant: _Meant) -> Place | None:
    word = token.lower_
    if word == "here":
        is_told = token.dep_ == "advmod" and clauses.tense(clauses.clause_head(token)) == "past"
        return meant.here if is_told else None
    if word not in _TOWNS or token.dep_ != "pobj" or not (token.head.lower_ in _AT or _is_part(token.head)):
        return None
    words = [child.lower_ for child in token.children]
    if "this" in words:
        return meant.capitals.get(meant.home or "") if word == "capital" and meant.here is None else meant.here
    is_capital = word == "capital" or (word == "city" and "capital" in words)
    if not is_capital or not words:
        return None
    of = {country for child in token.children if child.dep_ == "amod" and (country := country_of(child.text)) is not None}
    if len(of) > 1 or not all(child.lower_ in _OF_CAPITALS or country_of(child.text) in of for child in token.children):
        return None
    return meant.capitals.get(next(iter(of), meant.home) or "")


def _is_part(preposition: Token) -> bool:
    """ "in the north of", "across wide parts of": the place is still the whole."""
    part = preposition.head
    return preposition.lower_ == "of" and part.lower_ in _PARTS and part.dep_ == "pobj" and part.head.lower_ in _AT | {"on", "from"}
