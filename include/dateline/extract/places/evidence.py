"""Whether a name of the gazetteer, as it stands in a text, means a place: what spaCy says, and the words around it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.tokens import Doc, Span, Token

from dateline.extract.places.countries import lexicon, people
from dateline.extract.places.gazetteer import KNOWN_NAME, NAME, Gazetteer
from dateline.extract.places.names import Match, Word
from dateline.extract.places.resolution import ADMIN1, ADMIN2, CITY, COUNTRY, REGION, SEA, SITE

# Log-odds, fitted on annotated news (logistic regression) and rounded.
WEIGHTS = {
    "bias": -1.9,
    "gpe": 3.0, "gpe_part": 0.3, "loc": 2.6, "fac": 2.1, "norp": 1.0, "org": 0.6, "person": 1.1, "other_entity": -1.5, "no_entity": 0.2,
    "in_org": -4.0, "in_person": -4.0, "in_other": -2.0, "in_fac": -3.0,
    "after_in": 1.4, "after_at": 0.3, "after_to_from": 0.7, "after_of": 0.7, "place_noun_of": 2.3,
    "place_noun_after": 1.0, "qualified": 2.6, "qualifies": 2.6, "dateline": 2.9,
    "title_before": -3.0, "name_before": -1.2, "name_after": -0.8, "direction_before": 0.0, "generic": -4.0, "acronym": -2.5, "hyphen_after": -0.5, "possessive": -0.3,
    "thing_after": -3.0, "people_after": 1.8, "party_before": 2.4, "listed": 1.3,
    "known_person": -4.0, "not_proper": -1.8, "lower_elsewhere": -1.4,
    "taken": 2.6, "hit": 1.4, "passed": 1.6, "said_to_be": 3.2,
    "is_admin1": 0.2, "is_known": 1.0, "is_large": 0.9, "is_small": -0.7, "other_name": -0.4, "capitals": 0.8, "voted": 0.4,
}  # fmt: skip

_BEFORE_OTHERS = frozenset(("Miss", "Deputy"))  # "Miss Ohio", "the deputy Russian minister"
_IN = frozenset(("in", "near", "outside", "across", "throughout", "inside", "around", "within", "beyond"))
_AT = frozenset(("at", "on", "over", "off", "into", "through", "toward", "towards"))
_TO_FROM = frozenset(("to", "from", "via", "between", "against", "for", "and", "or"))
_DIVISIONS = frozenset(("canton", "cantons", "department", "departments"))
_SAINT = re.compile(r"(?:Saint|St\.?|Sainte|San|Santa|Santo|São) ")
_OWN_KINDS = (CITY, REGION, SITE, SEA)  # our own names of these are there because they are in the news
_PLACE_LABELS = frozenset(("GPE", "LOC"))


@dataclass(frozen=True, slots=True)
class Words:
    """`places_context.yaml` as sets."""

    kinds: dict[str, str]
    allowed_after: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    no_place_before: frozenset[str]
    parties: frozenset[str]
    first: frozenset[str]
    taking: frozenset[str]  # lemmas of verbs
    hitting: frozenset[str]
    moving: frozenset[str]
    patronal: frozenset[str]
    generic: frozenset[str]  # directions and words like "Street", which are also towns


@cache
def context_words() -> Words:
    table = lexicon("places_context")
    kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
    names = (
        "not_a_name_after",
        "direction_before",
        "title_before",
        "people_after",
        "no_place_before",
        "party_before",
        "first_words",
        "taking",
        "hitting",
        "moving",
        "patronal",
    )
    generic = frozenset(
        word for row in (table["direction_before"], table["mostly_other"], *lexicon("places_sites").values()) for word in row
    )
    allowed_after, directions, titles, people_after, no_place_before, parties, *further = (frozenset(table[name]) for name in names)
    first, taking, hitting, moving, patronal = further
    return Words(
        kinds, allowed_after, directions, titles, people_after, no_place_before, parties, first, taking, hitting, moving, patronal, generic
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """What the judging of one name needs to know of the whole text."""

    doc: Doc
    text: str  # doc.text puts the text together anew each time
    words: list[Word]
    token_at: np.ndarray  # by character
    entities: tuple[Span, ...]
    entity_at: list[Span | None]  # by token
    person_words: frozenset[str]  # of full person names in this text
    written: frozenset[str]  # all words as they are written


def set_scene(doc: Doc, text: str, words: list[Word], token_at: np.ndarray) -> Scene:
    entity_at: list[Span | None] = [None] * len(doc)
    people: Counter[str] = Counter()
    entities = tuple(doc.ents)
    for entity in entities:
        for i in range(entity.start, entity.end):
            entity_at[i] = entity
        if entity.label_ == "PERSON" and entity.end - entity.start > 1:
            people.update(token.text for token in entity if token.text[0].isupper())
        elif entity.label_ == "GPE":
            people.subtract([entity.text])
    written = frozenset([word.text for word in words])
    known = frozenset(word for word, count in people.items() if count > 0) | _with_title(text)
    return Scene(doc, text, words, token_at, entities, entity_at, known, written)


@cache
def _titled() -> re.Pattern[str]:
    """ "Mr. Bush", "president Bush": a title and a single name, which no further name follows."""
    titles = context_words().titles - _BEFORE_OTHERS
    short = {title for title in titles if title.endswith(".")}
    words = {title for title in titles if f"{title}." not in short} - short
    small = {title.lower() for title in words if len(title) > 4}
    forms = [*(re.escape(title) for title in sorted(short)), *sorted(words | small), *sorted(title.removesuffix(".") for title in short)]
    return re.compile(rf"\b(?:{'|'.join(forms)}) ([A-Z][\w’'-]*[a-z])\b(?! [A-Z])")


def _with_title(text: str) -> frozenset[str]:
    """The names that somebody's title stands before, unless something is "in" or "near" what is called so."""
    names = {match[1].removesuffix("'s").removesuffix("’s") for match in _titled().finditer(text)}
    return frozenset(name for name in names if not any(f"{word} {name}" in text for word in ("in", "near", "outside")))


def observe(match: Match, scene: Scene, gazetteer: Gazetteer) -> list[str]:
    """The names of the features that hold for this match."""
    doc, words, table = scene.doc, scene.words, context_words()
    first, last = doc[int(scene.token_at[match.start])], doc[int(scene.token_at[match.end - 1])]
    found = ["bias", _entity(match, first, last, scene)]

    before = doc[first.i - 1] if first.i else None
    has_article = before is not None and before.lower_ == "the"
    if before is not None and has_article and first.i > 1:
        before = doc[first.i - 2]
    if before is not None:
        found += _before(before)
        if before.lower_ in ("through", "into", "towards", "toward") and before.head.lemma_ in table.moving:
            found.append("passed")
    if (previous := _joined_before(match, scene)) is not None:
        if previous.text in table.parties and words[match.first].is_hyphenated:
            found.append("party_before")
        elif previous.text in table.titles or f"{previous.text}." in table.titles:
            found.append("title_before")
        elif previous.text in table.directions:
            found.append("direction_before")
        elif previous.text[0].isupper() and not previous.is_hyphenated and not _is_sentence_start(doc[int(scene.token_at[previous.start])]):
            found.append("name_before")
    following = words[match.last + 1] if match.last + 1 < len(words) and words[match.last + 1].is_joined else None
    rest = scene.text[match.end : match.end + 3]
    if following is not None:
        if _SAINT.match(match.text) and following.text.lower() in table.patronal:
            found.append("generic")
        elif following.text.lower() in table.no_place_before:
            found.append("thing_after")
        elif following.is_hyphenated:
            found.append("hyphen_after")
        elif following.text in table.people:
            found.append("people_after")
        elif following.text.lower() in table.kinds:
            found.append("place_noun_after")
        elif following.text[0].isupper() and following.text not in table.allowed_after and following.text not in table.titles:
            found.append("name_after")
    elif rest.startswith(("'s", "’s")):
        found.append("possessive")

    found += _in_clause(first, last, has_article)
    if _is_dateline(match, scene.text):
        found.append("dateline")
    if _is_kind(match, has_article, previous, following):
        found.append("generic")
    if match.first == match.last:
        if match.text in table.generic:
            found.append("generic")
        if match.text in table.first and following is not None and following.text[0].isupper():
            found.append("generic")
        if match.text.isupper() and 2 < len(match.text) < 5 and not (match.postings["grade"] == KNOWN_NAME).any():
            found.append("acronym")
        if match.text in scene.person_words:
            found.append("known_person")
        if first.pos_ not in ("PROPN", "X"):
            found.append("not_proper")
        if match.text.lower() in people():
            found.append("generic")  # "a Guatemalan"; there is a hamlet of that name
        if match.text.lower() in scene.written:
            found.append("lower_elsewhere")
    if match.text.isupper() and len(match.text) > 4:
        found.append("capitals")
    found += _prior(match, gazetteer)
    # "attacked Clinton", "captured Guzman": somebody, unless the town is a large one
    if "person" in found and "is_large" not in found or "org" in found and "hit" in found:
        found = [name for name in found if name not in ("taken", "hit")]
    return found


def _in_clause(first: Token, last: Token, has_article: bool) -> list[str]:
    """What the parse says of the name as a whole: it was taken or hit, or is a town by apposition ("Kenscoff, a suburb")."""
    table = context_words()
    if any(child.dep_ == "appos" and child.lower_ in table.kinds for child in last.children) or _is_after_capital(first, last):
        return ["said_to_be"]
    head = last
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    is_whole = not has_article and last.left_edge.i >= first.i
    if not is_whole or head.dep_ not in ("dobj", "nsubjpass"):
        return []
    verb = head.head.lemma_
    return ["taken"] if verb in table.taking else ["hit"] if verb in table.hitting else []


def _is_after_capital(first: Token, last: Token) -> bool:
    """ "the country's capital, Tunis,", "the capital Tunis": hardly anybody's name stands there, whatever spaCy takes it for."""
    doc, at = first.doc, first.i - 1
    is_apart = at > 0 and doc[at].text == ","
    if is_apart:
        at -= 1
    closes = last.i + 1 == len(doc) or doc[last.i + 1].is_punct
    return at >= 0 and doc[at].lower_ == "capital" and (closes or not is_apart)


def _is_kind(match: Match, has_article: bool, previous: Word | None, following: Word | None) -> bool:
    """A kind of place with a capital, and no town of that name: "the Village of Tashin", "Santo Tomas Canton"."""
    word = match.text.lower().removeprefix("the ")
    if word not in context_words().kinds and word not in _DIVISIONS:
        return False
    return (
        has_article
        or word != match.text.lower()
        or (previous is not None and previous.text[0].isupper())
        or (following is not None and (following.text == "of" or following.text[0].isupper()))
    )


def _entity(match: Match, first: Token, last: Token, scene: Scene) -> str:
    entity = scene.entity_at[first.i] or scene.entity_at[last.i]
    if entity is None:
        return "no_entity"
    start, end = entity.start, entity.end
    while start < first.i and (
        scene.doc[start].text.islower() or scene.doc[start].text in context_words().directions or scene.doc[start].lower_ == "the"
    ):
        start += 1  # "the North Caucasus", "southern Iraq"
    if scene.doc[end - 1].lower_ in ("'s", "’s", "."):
        end -= 1
    # A list taken for one name, or a town and what is in it, is no longer name.
    if end > last.i + 1 and scene.doc[last.i + 1].lower_ in ("and", ",", "'s", "’s", "or"):
        end = last.i + 1
    if start < first.i and scene.doc[first.i - (2 if scene.doc[first.i - 1].lower_ == "the" else 1)].lower_ in ("and", ",", "or"):
        start = first.i
    is_part = start < first.i or end > last.i + 1
    label = entity.label_
    if label == "PERSON" and start == first.i and is_part and scene.doc[last.i + 1].text in context_words().titles:
        return "gpe_part"  # "Mansfield Mayor Ann Smith"
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


def _joined_before(match: Match, scene: Scene) -> Word | None:
    if not match.first:
        return None
    previous, first = scene.words[match.first - 1], scene.words[match.first]
    is_title = previous.text in context_words().titles and scene.text[previous.end : first.start] == ". "  # "Mrs. Lincoln"
    return previous if first.is_joined or is_title else None


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
    kinds, grades = places["kind"].tolist(), match.postings["grade"].tolist()
    found = ["is_admin1"] if ADMIN1 in kinds or COUNTRY in kinds else []
    if min(grades) > NAME:
        found.append("other_name")
    if any(grade == KNOWN_NAME and kind in _OWN_KINDS for kind, grade in zip(kinds, grades, strict=True)):
        found.append("is_known")
    if all(kind in (CITY, ADMIN2) for kind in kinds):
        population = max((people for people, grade in zip(places["population"].tolist(), grades, strict=True) if grade <= NAME), default=0)
        if population > 100_000:
            found.append("is_large")
        elif population < 5_000:
            found.append("is_small")
    return found
