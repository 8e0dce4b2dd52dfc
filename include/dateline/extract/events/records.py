"""One mention of a happening, before it is joined with the others."""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.records import Party, Place, Span, Time

VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "CONSULT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_HABITUAL = frozenset({"previously", "repeatedly", "before", "often", "regularly", "routinely", "sometimes", "frequently", "earlier"})
DEFINITE = frozenset({"the", "this", "these", "those", "that"})


def is_proclaimed(event_type: str, mode: str | None) -> bool:
    """Done in words, wherever those are spoken: speech, and sanctions that are imposed or ties that are cut."""
    return event_type in VERBAL or (event_type == "SANCTION" and mode in ("discontinue", "withdraw"))


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of a happening, before it is joined with the others."""

    trigger: Trigger
    event_type: str
    mode: str | None
    factuality: str
    span: Span
    sentence: int  # index in the article
    paragraph: int
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    time: Time | None
    place: Place | None
    where: Place | None = None  # what tells it from scenes elsewhere: its own place, a name that no list has, or the paragraph's last
    is_placed: bool = False  # `where` is its own
    links: tuple[int, ...] = ()  # tokens of triggers that name the same happening in the same sentence
    is_judged: bool = False  # what somebody is charged with or sentenced for

    @property
    def is_definite(self) -> bool:
        """ "the attack", "Brown's killing", "Monday's attack": a happening that is known by now."""
        return self.trigger.is_noun and any(
            child.lower_ in DEFINITE or (child.dep_ == "poss" and child.ent_type_ in ("PERSON", "DATE", "TIME"))
            for child in self.trigger.token.children
        )

    @property
    def is_told_again(self) -> bool:
        """ "the suit was filed", "handed down the sentence", against or to nobody: the text has told of it before."""
        if self.recipients or self.trigger.is_noun:
            return False
        return any(
            word.dep_ in ("dobj", "nsubjpass") and any(child.lower_ in DEFINITE for child in word.children) for word in self.trigger.words
        )

    @property
    def is_over_a_span(self) -> bool:
        """ "since May", "in the last three months": a sum of happenings, and none of the days in it."""
        if self.time is None or self.time.date_start is None or self.time.date_prec == 1:
            return False
        doc = self.trigger.token.doc
        words = doc.char_span(self.time.span.start, self.time.span.end, alignment_mode="expand")
        is_since = words is not None and words.start > 0 and doc[words.start - 1].lower_ == "since"
        return is_since or self.time.timex_type == "DURATION"

    @property
    def is_pointer(self) -> bool:
        """ "the war", but not "the war between Iran and Iraq"."""
        return self.is_definite and not (self.actors and self.recipients)

    @property
    def is_other(self) -> bool:
        """ "another attack", "a separate incident"."""
        token = self.trigger.token
        if any(_is_each(child) for child in clauses.clause_head(token).children):
            return True
        if clauses.is_verbal(token):
            return any(child.lower_ in _HABITUAL and child.dep_ == "advmod" for child in token.children)
        return token.dep_ != "appos" and any(
            child.lower_ in word_list("others") and child.dep_ in ("amod", "det") for child in token.children
        )


def _is_each(token: Token) -> bool:
    """ "every year", "each summer"."""
    return token.dep_ == "npadvmod" and any(child.lower_ in ("every", "each") for child in token.lefts)
