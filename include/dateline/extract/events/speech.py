"""Speech that is an event by its content: demands in "must" and "should", words of blame, refusals, promises and threats in "will".

"X said the rebels should lay down their arms" is REQUEST, "X said they have placed a noose around the city" ACCUSE, "X did
not accept the offer" REJECT, "X said it will send food" AGREE and "it will retaliate" THREATEN: each a deed of the speaker.
"""

from dataclasses import dataclass

from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import Frame, classes, is_party
from dateline.extract.events.mood import of_verb
from dateline.extract.events.parties import as_parties, speaker_party
from dateline.extract.events.roles import owner
from dateline.extract.events.structure import complements
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.verdicts import Verdict, verdict_of
from dateline.extract.events.words import word_list
from dateline.extract.quotes.attribution import source_of
from dateline.extract.records import Mention, Party, Quote, Span

_GOOD = frozenset({"AID", "COOPERATE", "RETREAT", "SUPPORT", "AGREE"})
_BAD = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT"})
# An article that tells of one of these is about public life.
_PUBLIC_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT"})
# Whose remarks on nobody in particular are acts of public life.
_PUBLIC = frozenset(
    {"GOV", "LEG", "JUD", "COP", "MIL", "PTY", "OPP", "REB", "UAF", "PRM", "IGO", "UNO", "EUR", "NGO", "SOC", "REL", "LAB", "SPY"}
)


_GRANTING = frozenset({"accept", "approve", "grant", "ratify", "endorse", "recognise", "recognize"})
_IN_COURT = frozenset({"sue", "prosecute", "challenge", "indict", "charge"})  # what is said to come of these is a threat


@dataclass(frozen=True, slots=True)
class Spoken:
    """An act of speech: the verb that carries it, who speaks, and to or of whom."""

    trigger: Trigger
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def find_spoken(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], triggers: list[Trigger]) -> list[Spoken]:
    """Acts of speech beside those that a verb of speech names by itself, in reading order."""
    named = {trigger.token.i: trigger for trigger in triggers}
    is_public = len({trigger.frame.event_type for trigger in triggers} & _PUBLIC_DEEDS) > 0
    found = []
    for i, pos in enumerate(doc.to_array("POS").tolist()):
        if pos not in (VERB, AUX):
            continue
        token = doc[i]
        if token.dep_ in ("aux", "auxpass"):
            continue
        spoken = _spoken(doc, mentions, quotes, token, named, is_public)
        if spoken is not None:
            found.append(spoken)
    return found


def _spoken(
    doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], verb: Token, named: dict[int, Trigger], is_public: bool
) -> Spoken | None:
    quote = source_of(quotes, Span(verb.idx, verb.idx + len(verb)))
    is_intention = _is_intention(verb, quote)
    if quote is None and not is_intention and verb.lemma_ not in word_list("judging") and verb.lemma_ not in word_list("consenting"):
        return None
    subject = clauses.subject(verb)
    own = named.get(verb.i)
    if own is None and verb.lemma_ in word_list("judging") and subject is not None:
        judge = clauses.agent(verb) if clauses.is_passive(verb) else subject  # "was called a liar by the mayor"
        if judge is not None and is_party(judge):
            return _judgement(doc, mentions, quotes, verb, judge)
        if clauses.is_passive(verb):
            return None
    if _is_refusal(verb, subject):
        assert subject is not None
        thing = clauses.direct_object(verb) or clauses.prep_object(verb, "to", "with")
        receiver = None if thing is None else thing if is_party(thing) else owner(thing)
        refuser = clauses.agent(verb) or subject
        return _act(
            "REJECT",
            verb,
            as_parties(doc, mentions, quotes, clauses.members(refuser)),
            as_parties(doc, mentions, quotes, [receiver] if receiver else []),
        )
    if subject is not None and is_intention and _is_own_word(doc, mentions, quote, subject):
        if quote is not None and quote.cue in ("announce", "announced") and own is not None and own.frame.event_type == "RETREAT":
            return None
        return _intention(doc, mentions, quotes, quote, verb, own, subject)
    if quote is None or (own is not None and own.frame.event_type in _SPOKEN) or _is_ruling(verb, named):
        return None
    verdict = verdict_of(verb, quote, own)
    return None if verdict is None else _remark(doc, mentions, quotes, quote, verb, verdict, is_public)


def _is_ruling(verb: Token, named: dict[int, Trigger]) -> bool:
    """ "ruled that the ban was unlawful": what the court finds is its ruling, and no remark."""
    return any(above.i in named and "court" in named[above.i].frame.subject for above in verb.ancestors)


def _remark(
    doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], quote: Quote, verb: Token, verdict: Verdict, is_public: bool
) -> Spoken | None:
    """The verdict as a deed of whoever says it; nobody blames themselves."""
    speaker = speaker_party(doc, mentions, quote)
    if speaker is None:
        return None
    whom = () if verdict.target is None else as_parties(doc, mentions, quotes, clauses.members(verdict.target))
    if any(party.text == speaker.text or (party.name is not None and party.name == speaker.name) for party in whom):
        return None
    if not whom and not is_public and speaker.sector not in _PUBLIC:
        return None  # what a novelist finds wrong about nobody is no news
    return _act(verdict.event_type, verb, (speaker,), whom)


def _act(event_type: str, verb: Token, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> Spoken | None:
    if not actors:
        return None
    mode = "disapprove" if event_type == "ACCUSE" else None
    none: frozenset[str] = frozenset()
    frame = Frame(
        event_type, mode, (frozenset({verb.lemma_}),), 0.6, none, none, none, none, True, (), (), none, none, (), (), False, False
    )
    return Spoken(Trigger(verb, (verb,), frame, verb), actors, recipients)


def _judgement(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], verb: Token, judge: Token) -> Spoken | None:
    """ "called the raid an act of aggression", "called him a hero": a bad name in the object's complement, or a good one of a party."""
    if verb.lemma_ == "refer" and (clauses.is_passive(verb) or clauses.prep_object(verb, "as") is None):
        return None  # "referred them to a court"
    thing = clauses.undergoer(verb) if clauses.is_passive(verb) else clauses.direct_object(verb)
    words = [token for token in verb.subtree if token.i > verb.i and token.i - verb.i < 30]
    if thing is not None:
        words = [token for token in words if token.i > thing.i and not thing.is_ancestor(token)] or [
            token for token in words if token.i > thing.i
        ]
    if verb.lemma_ == "hold":  # "held the firm responsible"; a protest held against corruption judges nobody
        words = [token for token in verb.subtree if token.lemma_ in ("responsible", "accountable") and token.i > verb.i]
    named = {token.lemma_.lower() for token in words if token.pos_ in ("NOUN", "ADJ") and not clauses.is_negated(token)}
    is_bad = bool(named & (word_list("evil") | word_list("damning")))
    is_good = thing is not None and is_party(thing) and bool(named & (word_list("praising") | word_list("admiring")))
    if of_verb(verb) or not (is_bad or is_good):
        return None
    aim = None if thing is None else thing if is_party(thing) else owner(thing)
    whom = () if aim is None else as_parties(doc, mentions, quotes, [aim])
    return _act("ACCUSE" if is_bad else "SUPPORT", verb, as_parties(doc, mentions, quotes, clauses.members(judge)), whom)


def _is_refusal(verb: Token, subject: Token | None) -> bool:
    if verb.lemma_ not in word_list("consenting") or subject is None:
        return False
    if clauses.is_passive(verb):  # "were not accepted by his campaign"
        who = clauses.agent(verb)
        is_done = (
            verb.dep_ not in ("relcl", "acl", "advcl") and verb.lemma_ in _GRANTING and any(child.dep_ == "neg" for child in verb.children)
        )
        return is_done and who is not None and is_party(who) and clauses.modal(verb) is None
    if not is_party(subject):
        return False
    if verb.dep_ == "relcl" or not any(child.dep_ == "neg" for child in verb.children) or clauses.is_conditional(verb):
        return False
    if verb.lemma_ in word_list("refused_ahead") and (clauses.modal(verb) not in ("will", "would") or clauses.direct_object(verb) is None):
        return False
    return clauses.modal(verb) in (None, "will", "would") and "living" in classes(subject) | {"living"}


def _intention(
    doc: Doc,
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    quote: Quote | None,
    verb: Token,
    own: Trigger | None,
    subject: Token,
) -> Spoken | None:
    """ "said it will …", "is ready to …": a promise, or a threat where the deed is hostile."""
    if clauses.is_conditional(verb) or clauses.is_passive(verb) or verb.dep_ == "relcl" or not is_party(subject):
        return None
    if subject.lower_ in ("which", "that", "what"):
        return None  # "a decree, which he said would allow him to act"
    who = as_parties(doc, mentions, quotes, clauses.members(subject))
    if not who and quote is not None and subject.lower_ in ("it", "they"):  # "the militia said it would attack"
        speaker = speaker_party(doc, mentions, quote)
        who = () if speaker is None else (speaker,)
    event_type = None if own is None else own.frame.event_type
    is_lawsuit = event_type == "ACCUSE" and verb.lemma_ in _IN_COURT
    if event_type in _BAD or is_lawsuit or (own is not None and own.frame.mode == "boycott"):
        return _act("THREATEN", verb, who, ())
    if own is None and (verb.lemma_ in ("retaliate", "avenge") or (verb.lemma_ in ("respond", "answer") and _with_force(verb))):
        return _act("THREATEN", verb, who, ())
    if own is None and _is_ruin(verb):
        return _act("THREATEN", verb, who, ())
    if own is not None and own.frame.mode in ("resign", "boycott"):
        return None
    if event_type == "CONCEDE":
        return _act("CONCEDE", verb, who, ())
    if event_type in _GOOD or (event_type is None and verb.lemma_ in word_list("friendly") and complement_of(verb)):
        return _act("AGREE", verb, who, ())
    return None


def _is_ruin(verb: Token) -> bool:
    """ "We will crush their army", "will continue to pursue such criminals": what is to be done to somebody by force or law."""
    below = next(iter(complements(verb)), None) if verb.lemma_ in ("continue", "keep", "go") else verb
    thing = None if below is None else clauses.direct_object(below)
    if below is None or thing is None:
        return False
    if below.lemma_ in ("pursue", "hunt", "chase", "punish"):
        return bool(classes(thing) & {"living", "armed"})
    return below.lemma_ in word_list("ruining") and (is_party(thing) or owner(thing) is not None)


def _with_force(verb: Token) -> bool:
    noun = clauses.prep_object(verb, "with")
    return noun is not None and noun.lemma_ in word_list("reprisals") | {"force", "fire", "might", "power"}


def complement_of(verb: Token) -> bool:
    """True where the verb says to whom or what it is done: "will allow refugees to return", not "will continue"."""
    return any(child.dep_ in ("dobj", "ccomp", "xcomp", "dative") for child in verb.children)


def _is_intention(verb: Token, quote: Quote | None) -> bool:
    """In "will" or "would" as reported, or after "ready", "prepared", "willing"."""
    if clauses.modal(verb) in ("will", "would", "shall"):
        is_told = quote is not None or clauses.reporting_verb(verb, word_list("saying")) is not None
        return is_told and not _has_perfect(verb) and not clauses.is_negated(verb)
    return (
        verb.dep_ == "xcomp"
        and (
            (verb.head.lemma_ in ("ready", "prepared", "willing", "prepare") and (verb.head.pos_ == "ADJ" or verb.head.tag_ == "VBN"))
            or (verb.head.lemma_ == "intend" and quote is not None)
        )
        and verb.tag_ == "VB"
        and not clauses.is_negated(verb)
    )


def _is_own_word(doc: Doc, mentions: tuple[Mention, ...], quote: Quote | None, subject: Token) -> bool:
    """Who intends it says so, or somebody who speaks for them; what others expect or fear of them is no word of theirs."""
    if quote is None or quote.speaker is None:
        return True
    if quote.cue is not None and quote.cue.lower() in word_list("expecting"):
        return False
    if subject.pos_ == "PRON" or any(child.dep_ == "poss" and child.pos_ == "PRON" for child in subject.children):
        return True
    speaker = speaker_party(doc, mentions, quote)
    words = doc.char_span(quote.speaker.start, quote.speaker.end, alignment_mode="expand")
    if speaker is None or words is None or any(word.lemma_.lower() in word_list("spokespersons") for word in words):
        return True
    own = as_parties(doc, mentions, (), [subject])
    return any(
        party.text == speaker.text
        or (party.name is not None and party.name == speaker.name)
        or (party.country is not None and party.country == speaker.country)
        or (speaker.sector in ("GOV", "MIL", "REB", "UAF", "COP") and party.sector == speaker.sector)
        for party in own
    )


def _has_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children)
