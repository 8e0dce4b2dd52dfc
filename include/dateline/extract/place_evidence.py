"""Whether a name of the gazetteer, as it stands in a text, means a place: what spaCy says, and the words around it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.tokens import Doc, Span, Token

from dateline.extract.countries import lexicon
from dateline.extract.gazetteer import NAME, Gazetteer
from dateline.extract.place_names import Match, Word
from dateline.extract.place_resolution import ADMIN1, ADMIN2, CITY, COUNTRY

# Log-odds, fitted on annotated news (logistic regression) and rounded.
WEIGHTS = {
    "bias": -2.0,
    "gpe": 4.0, "gpe_part": 2.0, "loc": 3.0, "fac": 1.5, "norp": 0.5, "org": 0.5, "person": -1.0, "other_entity": -1.0, "no_entity": 0.0,
    "in_org": -4.0, "in_person": -4.0, "in_other": -2.0, "in_fac": -1.0,
    "after_in": 2.0, "after_at": 1.0, "after_to_from": 1.0, "after_of": 0.5, "place_noun_of": 3.0,
    "place_noun_after": 2.0, "qualified": 4.0, "qualifies": 3.0, "dateline": 3.0,
    "title_before": -4.0, "name_before": -2.0, "name_after": -2.0, "direction_before": 1.0, "hyphen_after": 0.5, "possessive": 0.0,
    "known_person": -2.5, "not_proper": -3.0, "sentence_start": -0.5, "lower_elsewhere": -1.5,
    "is_country": 2.0, "is_admin1": 1.5, "is_admin2": 1.0, "is_large": 1.0, "is_small": -0.7, "is_own_table": 1.5, "other_name": -1.0, "many_words": 1.0, "capitals": 0.0,
    "voted": 1.5,
}  # fmt: skip

_IN = frozenset("in near outside across throughout inside around within through toward towards into beyond".split())
_AT = frozenset("at on over off".split())
_TO_FROM = frozenset("to from via between against for and or".split())
_PLACE_LABELS = frozenset(("GPE", "LOC"))


@dataclass(frozen=True, slots=True)
class Words:
    """`places_context.yaml` as sets."""

    kinds: dict[str, str]
    allowed_after: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]


@cache
def context_words() -> Words:
    table = lexicon("places_context")
    kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
    return Words(kinds, frozenset(table["not_a_name_after"]), frozenset(table["direction_before"]), frozenset(table["title_before"]))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the judging of one name needs to know of the whole text."""

    doc: Doc
    words: list[Word]
    token_at: np.ndarray  # by character
    entity_at: list[Span | None]  # by token
    person_words: frozenset[str]  # of full person names in this text
    lower_words: frozenset[str]  # written in lower case somewhere


def set_scene(doc: Doc, words: list[Word], token_at: np.ndarray) -> Scene:
    entity_at: list[Span | None] = [None] * len(doc)
    people: set[str] = set()
    for entity in doc.ents:
        for i in range(entity.start, entity.end):
            entity_at[i] = entity
        if entity.label_ == "PERSON" and entity.end - entity.start > 1:
            people.update(token.text for token in entity if token.text[0].isupper())
    lower = frozenset(word.text for word in words if word.text.islower())
    return Scene(doc, words, token_at, entity_at, frozenset(people), lower)


def observe(match: Match, scene: Scene, gazetteer: Gazetteer) -> list[str]:
    """The names of the features that hold for this match."""
    doc, words, table = scene.doc, scene.words, context_words()
    first, last = doc[int(scene.token_at[match.start])], doc[int(scene.token_at[match.end - 1])]
    found = ["bias", _entity(match, first, last, scene)]

    before = doc[first.i - 1] if first.i else None
    if before is not None and before.lower_ == "the" and first.i > 1:
        before = doc[first.i - 2]
    if before is not None:
        found += _before(before)
    if (previous := _joined_before(match, words)) is not None:
        if previous.text in table.titles or f"{previous.text}." in table.titles:
            found.append("title_before")
        elif previous.text in table.directions:
            found.append("direction_before")
        elif previous.text[0].isupper() and not previous.is_hyphenated and not _is_sentence_start(doc[int(scene.token_at[previous.start])]):
            found.append("name_before")
    following = words[match.last + 1] if match.last + 1 < len(words) and words[match.last + 1].is_joined else None
    rest = doc.text[match.end : match.end + 3]
    if following is not None:
        if following.is_hyphenated:
            found.append("hyphen_after")
        elif following.text.lower() in table.kinds:
            found.append("place_noun_after")
        elif following.text[0].isupper() and following.text not in table.allowed_after:
            found.append("name_after")
    elif rest.startswith(("'s", "’s")):
        found.append("possessive")

    if _is_dateline(match, doc.text):
        found.append("dateline")
    if match.first == match.last:
        if match.text in scene.person_words:
            found.append("known_person")
        if first.pos_ not in ("PROPN", "X"):
            found.append("not_proper")
        if match.text.lower() in scene.lower_words:
            found.append("lower_elsewhere")
    else:
        found.append("many_words")
    if _is_sentence_start(first):
        found.append("sentence_start")
    if match.text.isupper() and len(match.text) > 4:
        found.append("capitals")
    return found + _prior(match, gazetteer)


def _entity(match: Match, first: Token, last: Token, scene: Scene) -> str:
    entity = scene.entity_at[first.i] or scene.entity_at[last.i]
    if entity is None:
        return "no_entity"
    start, end = entity.start, entity.end
    if scene.doc[start].lower_ == "the":
        start += 1
    if scene.doc[end - 1].lower_ in ("'s", "’s", "."):
        end -= 1
    is_part = start < first.i or end > last.i + 1
    label = entity.label_
    if label in _PLACE_LABELS:
        return "gpe_part" if is_part else label.lower()
    if label in ("ORG", "PERSON", "FAC"):
        return f"in_{label.lower()}" if is_part else label.lower()
    if label == "NORP":
        return "norp"
    return "in_other" if is_part else "other_entity"


def _before(before: Token) -> list[str]:
    word = before.lower_
    if word in _IN:
        return ["after_in"]
    if word in _AT:
        return ["after_at"]
    if word in _TO_FROM:
        return ["after_to_from"]
    if word == "of":
        noun = before.doc[before.i - 1].lower_ if before.i else ""
        return ["place_noun_of" if noun in context_words().kinds else "after_of"]
    return []


def _joined_before(match: Match, words: list[Word]) -> Word | None:
    return words[match.first - 1] if match.first and words[match.first].is_joined else None


def _is_sentence_start(token: Token) -> bool:
    return bool(token.is_sent_start) or token.i == 0 or token.nbor(-1).is_space or token.nbor(-1).text in ('"', "“", "‘", ":")


def _is_dateline(match: Match, text: str) -> bool:
    """At the head of a paragraph, before a dash, a colon or a bracket."""
    if match.start and text[match.start - 1] not in "\n" and not (match.text.isupper() and len(match.text) > 3):
        return False
    after = text[match.end : match.end + 40]
    return after.lstrip().startswith(("—", "–", "--", "- ", "(", ":", "\x97")) or (
        match.text.isupper() and after.startswith(",") and any(mark in after for mark in ("—", "–", "--", " - ", "("))
    )


def _prior(match: Match, gazetteer: Gazetteer) -> list[str]:
    places = gazetteer.places[match.postings["place"]]
    proper = match.postings["grade"] == NAME
    kinds = set(places["kind"].tolist())
    found = [name for name, kind in (("is_country", COUNTRY), ("is_admin1", ADMIN1), ("is_admin2", ADMIN2)) if kind in kinds]
    if not proper.any():
        found.append("other_name")
    if kinds <= {CITY, ADMIN2}:
        population = places["population"][proper].max(initial=0)
        if population > 100_000:
            found.append("is_large")
        elif population < 5_000:
            found.append("is_small")
    if (places["geonames_id"] <= 0).any():
        found.append("is_own_table")
    return found
