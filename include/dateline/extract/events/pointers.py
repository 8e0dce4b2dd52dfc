"""Words that point to a place that the text names elsewhere: "here", "in this city", "in the capital"."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.places.gazetteer import is_metonym_name
from dateline.extract.records import Place

_TOWNS = frozenset({"city", "town", "capital", "village", "port"})
_KINDS = frozenset({"city", "admin1"})  # of capitals that are divisions of their own
_OF_CAPITALS = frozenset({"the", "capital", "country", "nation"})  # "the capital city", "the country's capital"
_AT = frozenset({"in", "near", "outside", "around", "across", "inside", "throughout"})


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the words mean in one article."""

    here: Place | None  # the town of the dateline
    capital: Place | None  # of the country in which the article plays


def pointers(doc: Doc, places: Sequence[Place], body_start: int, home: str | None) -> list[tuple[Token, Place]]:
    """Tokens that mean a named place, each with that place, in reading order.

    "Here" and "this city" are the town of the dateline, outside quotations as the correspondent says so; "the capital" is
    the one that the text names.
    """
    here = next((place for place in places if place.span.end <= body_start and place.place_kind in _KINDS), None)
    capital = next(
        (place for place in places if place.place_kind in _KINDS and place.country == home and is_metonym_name(place.name) == home), None
    )
    meant = _Meant(here, capital) if here or home else None
    if meant is None or (here is None and capital is None):
        return []
    return [(token, place) for token in doc if token.idx >= body_start and (place := _place_of(token, meant)) is not None]


def _place_of(token: Token, meant: _Meant) -> Place | None:
    word = token.lower_
    if word == "here":
        is_told = token.dep_ == "advmod" and clauses.tense(clauses.clause_head(token)) == "past"
        return meant.here if is_told else None
    if word not in _TOWNS or token.dep_ != "pobj" or token.head.lower_ not in _AT:
        return None
    words = [child.lower_ for child in token.children]
    if "this" in words:
        return meant.capital if word == "capital" and meant.here is None else meant.here
    is_capital = word == "capital" or (word == "city" and "capital" in words)
    return meant.capital if is_capital and words and set(words) <= _OF_CAPITALS else None
