"""Sentences that say no more than when and where something told before was: "The incident happened on Tuesday in Zinder"."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.records import Place, Time

HAPPENINGS = frozenset(
    {
        "incident",
        "attack",
        "assault",
        "explosion",
        "blast",
        "shooting",
        "killing",
        "murder",
        "raid",
        "ambush",
        "clash",
        "fighting",
        "violence",
    }
    | {"kidnapping", "abduction", "accident", "crash", "collision", "fire", "tragedy", "robbery", "stabbing", "bombing", "protest", "march"}
)
_SPEECHES = frozenset(
    {
        "comment",
        "remark",
        "statement",
        "speech",
        "announcement",
        "address",
        "accusation",
        "warning",
        "appeal",
        "criticism",
        "claim",
        "threat",
    }
)
_STAGES = frozenset(
    {"rally", "conference", "briefing", "interview", "address", "sermon", "broadcast"}
)  # on which somebody says many things
_HAPPEN = frozenset({"happen", "occur", "unfold", "come"})
_UTTER = frozenset({"make", "deliver", "issue", "come", "give"})
_HOLD = frozenset({"hold", "deliver", "give", "address"})
_DEFINITE = frozenset({"the", "this", "these", "those", "her", "his", "their"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """What such a sentence says."""

    noun: Token
    verb: Token
    is_speech: bool
    is_definite: bool  # it goes on about what was told before
    speaker: Token | None
    time: Time | None
    place: Place | None


def find_occasions(doc: Doc, times: Sequence[tuple[Token, Time]], places: Sequence[tuple[Token, Place]]) -> list[Occasion]:
    """In reading order. A deed "took place", "happened", "occurred"; comments "were made", "came"; somebody "was speaking", "held a rally"."""
    verbs = {}
    for anchor, _ in (*times, *places):
        verb = clauses.clause_head(anchor)
        if verb.i not in verbs and (noun := _what(verb)) is not None:
            verbs[verb.i] = verb, noun
    found = []
    for _, (verb, noun) in sorted(verbs.items()):
        time = next((time for anchor, time in times if clauses.clause_head(anchor) == verb), None)
        place = next((place for anchor, place in places if clauses.clause_head(anchor) == verb and _is_there(anchor)), None)
        is_speech = noun.lemma_ in _SPEECHES | _STAGES or noun == verb
        speaker = clauses.subject(verb) if is_speech and noun.dep_ not in clauses.SUBJECTS else None
        found.append(Occasion(noun, verb, is_speech, _is_definite(noun) or noun == verb or noun.lower_ == "it", speaker, time, place))
    return found


def _what(verb: Token) -> Token | None:
    """The noun whose happening the verb tells; the verb itself in "was speaking"; None where it tells something else."""
    if verb.lemma_ == "speak" and verb.tag_ == "VBG" and verb.dep_ == "ROOT":
        return verb
    above = [clauses.antecedent(child) or child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    for noun in above:
        is_subject = noun.dep_ in clauses.SUBJECTS and noun.head == verb
        is_known = noun.lower_ == "it" or (_is_definite(noun) and noun.lemma_ in HAPPENINGS)
        if is_known and is_subject and (verb.lemma_ in _HAPPEN or _takes_place(verb)):
            return noun
        if _is_definite(noun) and noun.lemma_ in _SPEECHES and verb.lemma_ in _UTTER:
            return noun
        if noun.dep_ == "dobj" and noun.lemma_ in _SPEECHES | _STAGES and verb.lemma_ in _HOLD:
            return noun
    return None


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.children)


def _takes_place(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(child.dep_ == "dobj" and child.lower_ == "place" for child in verb.children)


def _is_there(anchor: Token) -> bool:
    return anchor.dep_ == "pobj" and anchor.head.lower_ in ("in", "at", "near", "outside", "on", "around")
