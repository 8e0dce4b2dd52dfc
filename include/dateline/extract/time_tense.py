"""Does the verb near a time expression look back or forward? Bare weekdays and months take their year or week from it."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

# Verbs and adjectives whose complement lies ahead: "is due Friday", "plans to meet in May".
_PLANS = frozenset(
    "plan expect schedule set due slate intend hope prepare want aim agree promise pledge vow ready likely able propose"
    " order offer decide threaten urge ask invite need upcoming poise bind begin start open close end expire".split()
)
_PLANNED = frozenset("plan expect schedule set due slate intend poise project propose".split())
_MODALS_AHEAD = frozenset(("will", "shall", "'ll", "’ll", "wo", "may", "might", "could", "would", "should", "must", "can"))
_BY = frozenset(("by", "until", "till", "before"))


def token_at(doc: Doc, starts: list[int], offset: int) -> Token:
    """The token that covers a character."""
    return doc[max(0, bisect_right(starts, offset) - 1)]


def direction(token: Token) -> str | None:
    """`past`, `future`, or None where no verb decides."""
    verb = _governor(token)
    if verb is None:
        return None
    found = _tense(verb, 0)
    if found != "past" and (token.head.lower_ in _BY or token.nbor(-1).lower_ in _BY if token.i else False):
        return "future"
    return found


def _governor(token: Token) -> Token | None:
    for _ in range(10):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head is token or token.head == token:
            return None
        token = token.head
    return None


def _tense(verb: Token, depth: int) -> str | None:
    """The tense of a clause by its verb and the auxiliaries that hang on it; infinitives ask the verb above."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {h.lower_ for h in helpers}
    if words & _MODALS_AHEAD:
        return "past" if words & {"would", "could", "might", "may", "should", "must"} and words & {"have", "'ve"} else "future"
    has_past_helper = any(h.tag_ == "VBD" for h in helpers)
    if verb.tag_ == "VBD":
        return "past"
    if "to" in words or (verb.tag_ in ("VB", "VBG") and not helpers):
        above = verb.head
        if above == verb or depth > 4:
            return None
        if above.lemma_.lower() in _PLANS or above.lower_ in _PLANS:
            return "future"
        governor = _governor(above)
        return _tense(governor, depth + 1) if governor is not None and governor != verb else None
    if has_past_helper:
        return "past"
    if verb.tag_ == "VBN":
        if not helpers:
            return _tense_above(verb, depth)
        return "future" if verb.lemma_ in _PLANNED else "past" if words & {"have", "has", "'ve", "had", "having"} else None
    if verb.tag_ == "VBG":
        return "future"
    if verb.tag_ in ("VBZ", "VBP"):
        return "past" if verb.lemma_ in ("say", "report", "write") else "future"
    return None


def _tense_above(verb: Token, depth: int) -> str | None:
    """A bare participle ("a truce signed Monday") looks back, unless it speaks of plans ("talks planned for Monday")."""
    return "future" if verb.lemma_ in _PLANNED else "past"
