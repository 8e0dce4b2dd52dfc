"""The frames of event_verbs.yaml and event_nouns.yaml, and the classes of nouns that they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from dateline.extract.events.words import MISTAKEN_LEMMAS, word_list
from dateline.extract.mentions.sectors import sector_of

PARTY = frozenset({"living", "armed", "group", "place", "name"})
TARGET = PARTY | {"structure", "vehicle"}
_MACROS = {"party": PARTY, "target": TARGET}
_BY_ENTITY = {
    "PERSON": frozenset({"living", "name"}),
    "NORP": frozenset({"living", "group", "name"}),
    "ORG": frozenset({"group", "name"}),
    "GPE": frozenset({"place", "group", "structure", "name"}),
    "LOC": frozenset({"place", "name"}),
    "FAC": frozenset({"structure", "name"}),
}
_PEOPLE = frozenset({"living"})
_MONEY = frozenset({"relief"})
_HAZARD = frozenset({"hazard"})
_ZONES = frozenset({"ET", "EST", "EDT", "CT", "PT", "PST", "PDT", "GMT", "UTC", "CET", "BST"})  # "crashed at 9 a.m. ET"
_AILMENT = frozenset({"ailment"})
_ARMS = frozenset({"weapon"})
_WARSHIP = frozenset({"vehicle", "warship"})
_OF_ARMS = frozenset(
    {
        "artillery",
        "mortar",
        "rocket",
        "gun",
        "machine",
        "machinegun",
        "tank",
        "shell",
        "sniper",
        "rifle",
        "missile",
        "enemy",
        "hostile",
        "friendly",
    }
)
_OF_THE_BODY = frozenset({"heart", "asthma", "panic", "anxiety", "kidney", "liver", "organ", "lung", "brain"})
ANYBODY = frozenset({"anybody", "anyone", "everybody", "everyone"})
_PRONOUNS = {
    **dict.fromkeys(
        ("he", "she", "him", "her", "we", "us", "i", "me", "you", "who", "whom", "himself", "themselves", "those", *ANYBODY), _PEOPLE
    ),
    **dict.fromkeys(("his", "her", "our", "my", "your"), _PEOPLE),
    **dict.fromkeys(("their", "its"), frozenset({"living", "group"})),
    **dict.fromkeys(("they", "them", "which", "that"), frozenset({"living", "group", "armed", "structure"})),
    **dict.fromkeys(("it", "this"), frozenset({"group", "structure"})),
}
# "hundreds of homes": the class is that of the homes.
_QUANTITIES = frozenset(
    [
        "dozen",
        "score",
        "ten",
        "hundred",
        "thousand",
        "million",
        "number",
        "group",
        "lot",
        "majority",
        "series",
        "pair",
        "couple",
        "handful",
        "half",
        "third",
        "quarter",
        "most",
        "many",
        "some",
        "several",
        "all",
        "rest",
        "part",
        "member",
        "string",
        "wave",
        "round",
        "batch",
        "amount",
        "quantity",
        "one",
        "two",
        "three",
    ]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the lexicons: what a word needs around it to state an event, and where its parties are."""

    event_type: str  # or NONE: a figure of speech
    mode: str | None
    words: tuple[frozenset[str], ...]  # the lemma, and for each further word of a phrase what may stand there
    weight: float
    object: frozenset[str]
    object_not: frozenset[str]
    subject: frozenset[str]
    subject_not: frozenset[str]
    is_optional: bool  # no object needed
    needs: tuple[str, ...]
    any: tuple[str, ...]
    having: frozenset[str]  # nouns: one of these modifiers
    without: frozenset[str]  # nouns: none of these modifiers
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    is_mutual: bool  # nouns: "talks between A and B"
    is_plural: bool  # nouns: "talks", not "talk"


@cache
def verb_frames() -> dict[str, tuple[Frame, ...]]:
    """Frames by the verb's lemma, phrases before single words."""
    return _by_lemma(_read("event_verbs.yaml"), "verbs")


@cache
def noun_frames() -> dict[str, tuple[Frame, ...]]:
    """Frames by the noun's lemma, in the order of the file: the more particular ones first."""
    return _by_lemma(_read("event_nouns.yaml"), "nouns")


@cache
def noun_classes() -> dict[str, frozenset[str]]:
    """Classes of a common noun's lemma."""
    found: dict[str, set[str]] = {}
    for name, lemmas in _read("event_terms.yaml").items():
        for lemma in lemmas.split():
            found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


def classes(noun: Token) -> frozenset[str]:
    """What kind of thing a noun stands for; empty for what no list knows."""
    lower = noun.lower_
    if lower in _PRONOUNS and noun.pos_ in ("PRON", "DET", "SCONJ", "ADJ"):
        return _PRONOUNS[lower]
    if noun.ent_type_ == "MONEY":
        return _MONEY
    if noun.ent_type_ in ("DATE", "TIME", "PERCENT", "QUANTITY") or noun.text in _ZONES:
        return frozenset()
    lemma = noun.lemma_.lower()
    known = noun_classes().get(lemma, frozenset()) or noun_classes().get(lemma.removeprefix("ex-").removeprefix("vice-"), frozenset())
    if (
        lemma in _QUANTITIES
        or noun.pos_ == "NUM"
        or noun.like_num  # a number that begins a sentence may be taken for a name
        or (lemma in word_list("floods_of") and any(child.lower_ == "of" for child in noun.children))
    ):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                of = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
                if of is not None:
                    return classes(of) or (_PEOPLE if lemma == "member" else frozenset())  # "members of civil defence"
        return known if "weapon" in known else _PEOPLE  # "live rounds"
    if noun.dep_ in ("nsubj", "agent", "pobj") and any(
        child.dep_ == "compound" and child.lower_ in _OF_THE_BODY for child in noun.children
    ):
        return _AILMENT  # "a heart attack"
    if lemma == "fire" and any(child.dep_ in ("compound", "amod") and child.lemma_.lower() in _OF_ARMS for child in noun.children):
        return _ARMS  # "artillery fire"
    if lemma == "carrier" and any(child.lower_ == "aircraft" for child in noun.children):
        return _WARSHIP
    if noun.pos_ == "PROPN" and any(
        child.dep_ == "compound" and "hazard" in noun_classes().get(child.lemma_.lower(), ()) for child in noun.children
    ):
        return _HAZARD  # "Hurricane Maria", whatever the entity recogniser takes it for
    if lemma == "campaign" and any(child.dep_ == "compound" and child.ent_type_ == "PERSON" for child in noun.children):
        return _BY_ENTITY["ORG"]  # "the Lopez campaign"
    if noun.ent_type_ in _BY_ENTITY and (noun.pos_ == "PROPN" or not known):
        return _BY_ENTITY[noun.ent_type_] | known
    if known:
        return known
    if noun.pos_ == "PROPN":
        return frozenset({"name"})
    if noun.pos_ == "NOUN" and (lemma.endswith(("ist", "man", "woman", "men")) or sector_of((lemma,)) is not None):
        return _PEOPLE
    return frozenset()


def is_party(noun: Token) -> bool:
    """True for persons, bodies, groups and countries; never for weapons, hazards or papers."""
    found = classes(noun)
    return bool(found & PARTY) and not (
        found & {"weapon", "hazard", "accident"} and "name" not in found and "living" not in found and "armed" not in found
    )


def expand(names: Iterable[str]) -> frozenset[str]:
    out: set[str] = set()
    for name in names:
        out |= _MACROS.get(name, {name})
    return frozenset(out)


def _read(name: str) -> Any:
    return yaml.load(files("dateline.lexicons").joinpath(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _by_lemma(rows: list[dict[str, Any]], key: str) -> dict[str, tuple[Frame, ...]]:
    phrases: dict[str, list[Frame]] = {}
    single: dict[str, list[Frame]] = {}
    for row in rows:
        for phrase in row.get("phrases", []):
            first, *further = (frozenset(word.split("|")) for word in phrase.split())
            for lemma in sorted(first):
                phrases.setdefault(lemma, []).append(_frame(row, (frozenset({lemma}), *further)))
        for lemma in row.get(key, "").split():
            single.setdefault(lemma, []).append(_frame(row, (frozenset({lemma}),)))
    for found in phrases.values():
        found.sort(key=lambda frame: -len(frame.words))
    found_all = {lemma: (*phrases.get(lemma, ()), *single.get(lemma, ())) for lemma in [*phrases, *single]}
    return found_all | {
        MISTAKEN_LEMMAS[lemma]: frames for lemma, frames in found_all.items() if lemma in MISTAKEN_LEMMAS and key == "verbs"
    }


def _frame(row: dict[str, Any], words: tuple[frozenset[str], ...]) -> Frame:
    actor = row.get("actor", ())
    return Frame(
        event_type=row["type"],
        mode=row.get("mode"),
        words=words,
        weight=row.get("weight", 0.75),
        object=expand(row.get("object", ())),
        object_not=expand(row.get("object_not", ())),
        subject=expand(row.get("subject", ())),
        subject_not=expand(row.get("subject_not", ())),
        is_optional=row.get("optional", False),
        needs=tuple(row.get("needs", ())),
        any=tuple(row.get("any", ())),
        having=frozenset(row.get("with", "").split()),
        without=frozenset(row.get("without", "").split()),
        actor=(actor,) if isinstance(actor, str) else tuple(actor),
        recipient=tuple(
            row.get("recipient", ("object",) if "verbs" in row or "phrases" in row else ("prep:of", "prep:on", "prep:against"))
        ),
        is_mutual=row.get("both", False),
        is_plural=row.get("plural", False),
    )
