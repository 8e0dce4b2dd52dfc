"""What speaks for and against an event being read rightly: the numbers from which its confidence is reckoned."""

from collections.abc import Sequence
from math import log1p

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.prominence import depth, stem
from dateline.extract.events.records import VERBAL, Draft
from dateline.extract.records import Party, Quote, Span

_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
_MISHAPS = frozenset({"ACCIDENT", "DISASTER"})
_POWERS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "UAF", "PAR", "PRM", "CRM"})  # PLOVER sectors of states and the armed
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONG_SENTENCE = 45  # tokens; above, the parser errs more
_FAR = 12  # tokens between doer and deed


def traits(
    doc: Doc,
    members: Sequence[Draft],
    best: Draft,
    factuality: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    quotes: Sequence[Quote],
    headline: frozenset[str],
) -> dict[str, float]:
    """The traits of one event by name, each between 0 and about 1; those that don't apply are left out (0)."""
    trigger = best.trigger
    token, sentence = trigger.token, trigger.token.sent
    at = Span(token.idx, token.idx + len(token))
    actor = doc.char_span(actors[0].span.start, actors[0].span.end, alignment_mode="expand") if actors else None
    marks = {
        "noun": trigger.is_noun,
        "phrase": len(trigger.words) > 1,
        "headline": any(stem(word.lemma_) in headline for word in trigger.words),
        "passive": not trigger.is_noun and clauses.is_passive(token),
        "participle": token.tag_ in ("VBG", "VBN") and token.dep_ in ("acl", "advcl", "amod", "conj", "pcomp") and not trigger.is_noun,
        "infinitive": token.tag_ == "VB" and token.dep_ != "ROOT",
        "past": not trigger.is_noun and clauses.tense(token) in ("past", "perfect"),
        "in_adverbial": any(word.dep_ == "advcl" for word in (token, *token.ancestors)),
        "deed": best.event_type in _DEEDS,
        "speech": best.event_type in VERBAL,
        "mishap": best.event_type in _MISHAPS,
        "not_asserted": factuality in ("future", "hypothetical", "negated"),
        "historical": factuality == "historical",
        "actor": actor is not None,
        "actor_named": bool(actors) and actors[0].name is not None,
        "actor_power": bool(actors) and actors[0].sector in _POWERS,
        "actor_organisation": actor is not None and actor.root.ent_type_ == "ORG",
        "actor_elsewhere": actor is not None and actor.root.sent != sentence,
        "actor_far": actor is not None and actor.root.sent == sentence and abs(actor.root.i - token.i) > _FAR,
        "actors_many": len(actors) > 2,
        "recipient": bool(recipients),
        "recipient_country": bool(recipients) and recipients[0].country is not None,
        "dated": any(draft.time is not None for draft in members),
        "placed": any(draft.place is not None for draft in members),
        "quoted": any(quote.quote_kind == "direct" and quote.span.covers(at) for quote in quotes),
        "reported": any(quote.quote_kind != "direct" and quote.span.covers(at) for quote in quotes),
        "broken_sentence": not _is_sentence(sentence.root),
        "long_sentence": len(sentence) > _LONG_SENTENCE,
        "told_again": len(members) > 1,
    }
    return {name: 1.0 for name, holds in marks.items() if holds} | {
        "weight": trigger.frame.weight,
        "depth": min(depth(trigger), 4) / 4,
        "late": min(log1p(best.sentence), 4.0) / 4,
    }


def _is_sentence(root: Token) -> bool:
    """Does the parse have a finite verb at its root?"""
    return root.tag_ in _FINITE or any(child.tag_ in _FINITE and child.dep_ in ("aux", "auxpass", "cop") for child in root.children)
