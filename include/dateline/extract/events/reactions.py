"""Whose step it was that others react to: "criticised the decision", "the move is a disgrace", "found the ban unlawful".

The words themselves name nobody; the article has told before who took the step.
"""

from collections.abc import Sequence
from dataclasses import replace
from os.path import commonprefix

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import is_party
from dateline.extract.events.parties import same_words
from dateline.extract.events.records import Draft
from dateline.extract.events.structure import complement
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list

_REACTIONS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_SAID_ABOUT = frozenset({"about", "against", "at", "by", "of", "on", "over", "to", "toward", "towards", "with"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "such"})


def with_those_reacted_to(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in reading order, where a reaction without recipient is to a known step now with whoever took that step."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.event_type in _REACTIONS and draft.actors and not draft.recipients:
            step = next((step for thing in _things(draft.trigger) if (step := _step(thing, draft, out)) is not None), None)
            if step is not None:
                draft = replace(draft, recipients=step.actors)
        out.append(draft)
    return out


def _things(trigger: Trigger) -> list[Token]:
    """What the reaction is to, where that is a thing that the article has told of."""
    verb = trigger.token
    words = (verb, *(word for word in trigger.words if word != verb))
    found = [clauses.undergoer(verb) if clauses.is_verbal(verb) else None]
    found += [clauses.prep_object(word, *sorted(_SAID_ABOUT)) for word in words]
    below = complement(verb) if clauses.is_verbal(verb) else None
    found.append(None if below is None else clauses.subject(below))
    found.append(clauses.subject(verb) if clauses.is_verbal(verb) and not clauses.is_passive(verb) else None)
    return [thing for thing in found if thing is not None and _is_known(thing)]


def _is_known(thing: Token) -> bool:
    is_bare = not any(child.dep_ in ("relcl", "acl", "prep", "poss") for child in thing.children)
    return is_bare and thing.pos_ == "NOUN" and not is_party(thing) and any(child.lower_ in _KNOWN for child in thing.lefts)


def _step(thing: Token, reaction: Draft, before: Sequence[Draft]) -> Draft | None:
    """The step that `thing` names: one told by the same word, else, of a word for any step, the one that the article opens with."""
    steps = [
        draft
        for draft in before
        if draft.actors
        and draft.event_type not in _REACTIONS
        and not any(same_words(one, other) for one in draft.actors for other in reaction.actors)
    ]
    named = next((draft for draft in reversed(steps) if _is_same_word(draft.trigger.token.lemma_.lower(), thing.lemma_.lower())), None)
    if named is not None or thing.lemma_ not in word_list("steps"):
        return named
    return next((draft for draft in steps if draft.paragraph <= before[0].paragraph + 1), None)


def _is_same_word(one: str, other: str) -> bool:
    """ "withdraw" and "withdrawal", "prorogue" and "prorogation"."""
    return one == other or len(commonprefix([one, other])) >= max(5, min(len(one), len(other)) - 2)
