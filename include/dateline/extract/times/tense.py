"""Does the clause around a time expression look back or forward? Bare weekdays and months take their week or year from it."""

import re

from spacy.tokens import Token

from dateline.extract.times.words import DAY_PARTS, LEXICON, WEEKDAYS

_WORDS = LEXICON["tense"]
_PLANS, _PLANNED = frozenset(_WORDS["plans"]), frozenset(_WORDS["planned"])
_REPORTS, _SOUGHT = frozenset(_WORDS["reports"]), frozenset(_WORDS["sought"])
_AHEAD = frozenset(("will", "shall", "'ll", "’ll", "wo", "may", "might", "could", "would", "should", "must", "can"))
_PERFECT = frozenset(("have", "has", "had", "'ve", "’ve", "having"))
_MODIFIERS = frozenset(("poss", "compound", "nmod", "amod"))

_SHADE = r"\s+(?:(?:[\d:]+\s*[ap]\.?m\.?|noon|midnight)\s+(?:e[sd]t\s+)?|early\s+|late\s+)?(?:on\s+)?$"
_UNTIL = re.compile(rf"\b(?:until|till){_SHADE}")
_POINTS_AHEAD = re.compile(
    rf"\b(?:as (?:soon|early|late) as|(?:no|not) later than|starting|beginning|effective|due|upcoming|coming|ahead of){_SHADE}"
)
_MAY_POINT_AHEAD = re.compile(r"\b(?:by|before|through|from)\s+$")
_SCHEDULES, _APPOINTS = frozenset(_WORDS["schedules"]), frozenset(_WORDS["appoints"])
_STEPS_UP = 10


def direction(token: Token, before: str) -> str | None:
    """`past`, `present` or `future`; None where no verb decides. `before`: the words left of the expression, in lower case."""
    if _POINTS_AHEAD.search(before):
        return "future"
    if token.dep_ in _MODIFIERS and token.head.lower_ in DAY_PARTS:
        token = token.head  # "Saturday morning"
    verb = _governor(token)
    found = _tense(verb, 0) if verb is not None else None
    if _UNTIL.search(before):
        return "past" if found == "past" and verb is not None and (_is_negated(verb) or _is_pluperfect(verb)) else "future"
    if verb is None:
        return None
    is_modifier = token.dep_ in _MODIFIERS
    if found != "past" and not is_modifier and _MAY_POINT_AHEAD.search(before):
        return "future"
    if found == "past" and verb.tag_ == "VBD" and token.lower_ in WEEKDAYS and _appoints(verb, before):
        return "future"
    if is_modifier and found in ("present", "future") and not _is_announced(verb):
        return None  # "tries to lift Friday's ban" does not say which side of today Friday lies on
    return found


def _appoints(verb: Token, before: str) -> bool:
    """ "Students planned a march on Saturday", "the court set a hearing for Monday": the day is that of what is appointed."""
    has_object = any(c.dep_ == "dobj" for c in verb.children)
    return has_object and (verb.lemma_ in _SCHEDULES or (verb.lemma_ in _APPOINTS and before.endswith(" for ")))


def is_plan_of_the_past(token: Token) -> bool:
    """ "A march planned for Saturday was called off": the participle looks ahead from a past that the clause above tells."""
    verb = _governor(token)
    if verb is None or verb.tag_ != "VBN" or verb.dep_ != "acl" or verb.lemma_ not in _PLANNED:
        return False
    return _tense_above(verb, 0) == "past"


def is_of_saying(token: Token) -> bool:
    """Does the day say when something was said ("officials said on Thursday"), and not when it happened?"""
    above = token.head.head if token.head.pos_ == "ADP" else token.head
    return above.pos_ == "VERB" and above.lemma_ in _REPORTS


def _governor(token: Token) -> Token | None:
    for _ in range(_STEPS_UP):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _is_announced(verb: Token) -> bool:
    """Will it be so, or is it only wished or tried?"""
    return any(c.lower_ in ("will", "shall", "'ll", "’ll", "wo") for c in verb.children if c.dep_ == "aux")


def _tense(verb: Token, depth: int) -> str | None:
    """The tense of a clause by its verb and the auxiliaries on it; infinitives and participles ask the verb above."""
    helpers = {c.lower_: c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "could" in helpers and (_is_negated(verb) or verb.lemma_ in _SOUGHT):
        return "past"
    if helpers.keys() & _AHEAD:
        return "past" if helpers.keys() & _PERFECT else "future"
    if verb.tag_ == "VBD":
        return "past"
    if "to" in helpers:
        above = verb.head
        if above != verb and (above.lemma_.lower() in _PLANS or above.lower_ in _PLANS):
            governor = _governor(above)
            return "past" if governor is not None and _is_pluperfect(governor) else "future"
        return _tense_above(verb, depth)
    is_past = "VBD" in helpers.values()
    if verb.tag_ == "VBN":
        if verb.lemma_ in _PLANNED:
            return "past" if _is_pluperfect(verb) else "future"
        is_finite = any(tag != "VBG" for tag in helpers.values())  # not "a deal reached Friday", "a deal being reached Friday"
        return "past" if is_past or not is_finite or helpers.keys() & _PERFECT else "present"
    if is_past or helpers.keys() & _PERFECT:
        return "past"
    if verb.tag_ == "VBG":
        return "future" if helpers else _tense_above(verb, depth)
    if verb.tag_ in ("VBZ", "VBP"):
        return "past" if verb.lemma_ in _REPORTS else "present"
    return "present" if helpers else _tense_above(verb, depth)


def _tense_above(verb: Token, depth: int) -> str | None:
    governor = _governor(verb.head) if verb.head != verb and depth < 4 else None
    return _tense(governor, depth + 1) if governor is not None else None


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_pluperfect(verb: Token) -> bool:
    """'had been due to expire'."""
    return any(c.lower_ in ("had", "'d") and c.dep_ in ("aux", "auxpass") for c in verb.children)
