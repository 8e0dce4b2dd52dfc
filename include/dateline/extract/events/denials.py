"""Who denies a happening that the text gives as such: "the army denied bombing the town", "officials disputed this".

What others say happened and one side denies is one happening, asserted, with `denied_by`; what nobody says happened stays
negated (READING: "denied is not undone").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.parties import as_parties
from dateline.extract.events.records import VERBAL, Draft
from dateline.extract.events.same_party import same_party
from dateline.extract.events.scenes_apart import days_apart, places_apart
from dateline.extract.events.words import word_list
from dateline.extract.records import Mention, Party, Quote

_VERBS = frozenset({"deny", "dispute", "reject", "refute", "dismiss", "rebut"})
_POINTERS = frozenset({"it", "this", "that"})
_OWN_FORCES = frozenset({"COP", "MIL", "GOV", "SPY", "REB", "UAF", "PRM"})
_REACH = 2  # sentences: how far back "denied it" points


@dataclass(frozen=True, slots=True)
class Denial:
    """One verb of denial with its subject; `is_pointing` where its object is "it", "this" or "the accusation"."""

    verb: Token
    who: Party
    is_pointing: bool


def find_denials(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> list[Denial]:
    """All denials in reading order whose denier the text names."""
    found = []
    for token in doc:
        if token.lemma_ not in _VERBS or not clauses.is_verbal(token):
            continue
        if clauses.is_negated(token) or clauses.modal(token) or clauses.tense(token) == "infinitive":
            continue
        doer = clauses.doer(token)
        who = () if doer is None else as_parties(doc, mentions, quotes, [doer])
        thing = clauses.undergoer(token)
        is_pointing = thing is not None and (thing.lower_ in _POINTERS or thing.lemma_ in word_list("accusing") or _is_doing(thing))
        if who and (is_pointing or token.lemma_ in ("deny", "dispute")):
            found.append(Denial(token, who[0], is_pointing))
    return found


def _is_doing(thing: Token) -> bool:
    """ "denied bombing civilians", where the parser reads a kind of civilians."""
    return any(child.dep_ in ("compound", "amod") and child.lower_.endswith("ing") for child in thing.children)


def with_denials(doc: Doc, groups: list[list[Draft]], denials: Sequence[Denial]) -> tuple[list[list[Draft]], list[Party | None]]:
    """Groups with what was only denied put to what others tell, and for each group who denies it."""
    deniers: dict[int, Party] = {}  # by the first member's trigger
    joined: dict[int, int] = {}  # group that was only denied → group that others tell of
    for denial in denials:
        content = [i for i, members in enumerate(groups) if any(_is_content(draft, denial) for draft in members)]
        for i in content:
            told = i if _is_told(groups[i]) else _told_elsewhere(doc, groups, i, denial)
            if told is not None and groups[told][0].event_type not in VERBAL:
                deniers.setdefault(told, denial.who)
                if told != i:
                    joined[i] = told
        if not content and denial.is_pointing:
            told = _pointed_at(doc, groups, denial)
            if told is not None:
                deniers.setdefault(told, denial.who)
    for i, members in enumerate(groups):  # "we did not attack anyone", said by the denier
        if i not in joined and all(draft.factuality == "negated" for draft in members):
            same = [told for told in deniers if told != i and groups[told][0].event_type == members[0].event_type]
            told = next((told for told in same if any(_is_of(doc, party, deniers[told]) for party in members[0].actors)), None)
            if told is not None:
                joined[i] = told
    kept = [i for i in range(len(groups)) if i not in joined]
    merged = [groups[i] + [draft for other, told in joined.items() if told == i for draft in groups[other]] for i in kept]
    return merged, [deniers.get(i) for i in kept]


def _is_content(draft: Draft, denial: Denial) -> bool:
    """Told below the verb of denial, and not in its subject."""
    token, verb = draft.trigger.token, denial.verb
    if not verb.is_ancestor(token) or token.i < verb.i:
        return False
    return not any(above.dep_ == "advcl" and above.head == verb for above in (token, *token.ancestors))


def _is_told(members: Sequence[Draft]) -> bool:
    return any(draft.factuality == "asserted" for draft in members)


def _told_elsewhere(doc: Doc, groups: Sequence[list[Draft]], denied: int, denial: Denial) -> int | None:
    """The happening of the same type and time that others tell of, without a doer or with the one who denies it."""
    draft = groups[denied][0]
    fitting = [
        i
        for i, members in enumerate(groups)
        if members[0].event_type == draft.event_type
        and _is_told(members)
        and not days_apart(members, draft)
        and not places_apart(members, draft)
        and _may_be_doer(doc, members, denial.who)
    ]
    return min(fitting, key=lambda i: abs(groups[i][0].sentence - draft.sentence), default=None)


def _may_be_doer(doc: Doc, members: Sequence[Draft], who: Party) -> bool:
    actors = [party for draft in members for party in draft.actors]
    return not actors or any(_is_of(doc, party, who) for party in actors)


def _is_of(doc: Doc, actor: Party, who: Party) -> bool:
    """The denier, or forces of the country that it speaks for."""
    if same_party(doc, actor, who):
        return True
    return actor.country is not None and actor.country == who.country and actor.sector in _OWN_FORCES and who.sector in (None, *_OWN_FORCES)


def _pointed_at(doc: Doc, groups: Sequence[list[Draft]], denial: Denial) -> int | None:
    """The deed just told: with "this" that of the same sentence, else one that the denier is said to have done."""
    at = denial.verb.i
    sentence = sum(1 for one in doc.sents if one.end <= at)
    thing = clauses.undergoer(denial.verb)
    told = sorted(
        (
            (draft.trigger.token.i, i, draft)
            for i, members in enumerate(groups)
            for draft in members
            if draft.event_type not in VERBAL and draft.factuality == "asserted" and draft.trigger.token.i < at
        ),
        key=lambda item: -item[0],
    )
    if thing is not None and _is_doing(thing):
        return next((i for _, i, draft in told if draft.event_type == "ASSAULT" and _may_be_doer(doc, groups[i], denial.who)), None)
    near = [(i, draft) for _, i, draft in told if sentence - draft.sentence <= _REACH]
    if thing is not None and thing.lower_ in _POINTERS and near and near[0][1].sentence == sentence:
        return near[0][0]
    return next((i for i, draft in near if any(_is_of(doc, party, denial.who) for party in draft.actors)), None)
