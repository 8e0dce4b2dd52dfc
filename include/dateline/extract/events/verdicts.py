"""What a remark does by its content: blame, praise, a demand or a threat in a speaker's own words, without a verb that says so.

"This is a farce" blames, "they have been very brave" praises, "the siege must end" demands, "they will pay for this" threatens.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import classes, is_party
from dateline.extract.events.roles import owner
from dateline.extract.events.structure import complements
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.records import Quote

_DEEDS = frozenset({"it", "this", "that", "these", "those"})  # may stand for what somebody did
_NOBODY = frozenset({"it", "this", "that", "there", "one", "what", "which", "i", "we", "who", "everyone", "nobody", "you"})
_REGARDING = frozenset({"remember", "regard", "view", "consider", "judge", "celebrate", "commemorate", "honour", "honor", "note"})
_DESCRIPTIONS = frozenset({"attr", "acomp", "oprd"})
_DONE = frozenset({"conduct", "step", "restriction"})  # what somebody has done or decided, so that it can be judged
_DEALING = frozenset({"treat", "act", "behave", "respond", "react", "handle", "govern", "rule"})
_COMPASSION = frozenset({"thought", "prayer", "heart", "sympathy", "condolence"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause does, and the token of whoever it is aimed at, if anybody is named."""

    event_type: str
    target: Token | None


def verdict_of(verb: Token, quote: Quote, own: Trigger | None) -> Verdict | None:
    """The act that the clause of a verb amounts to as the words of a speaker; None where it only tells something.

    `own`: the event that the verb tells by itself.
    """
    subject = clauses.subject(verb)
    is_direct = quote.quote_kind == "direct"
    if clauses.is_conditional(verb) or verb.dep_ in ("relcl", "acl"):
        return None
    if _is_want_of_good(verb):
        return Verdict("ACCUSE", None)
    if subject is None:
        is_said = is_direct and (_is_command(verb) or _is_deed_judged(verb))
        return Verdict("REQUEST" if _is_command(verb) else "ACCUSE", None) if is_said else None
    if _is_demand(verb, subject, is_direct):
        return Verdict("REQUEST", _aim(verb, subject))
    if _is_menace(verb, subject):
        return Verdict("THREATEN", _aim(verb, subject))
    if _is_blame(verb, subject, quote, own):
        return Verdict("ACCUSE", _aim(verb, subject))
    if is_direct and _is_praise(verb, subject):
        with_whom = clauses.prep_object(verb, "with") if verb.lemma_ == "be" else None
        return Verdict("SUPPORT", with_whom if with_whom is not None and _is_compassion(verb, subject) else _aim(verb, subject))
    return None


def _aim(verb: Token, subject: Token) -> Token | None:
    """Whoever the clause is about, or whose deed it is; what is done in the passive is up to its agent."""
    if clauses.is_passive(verb):
        return clauses.agent(verb)
    if subject.lower_ in _NOBODY:
        return None
    return subject if is_party(subject) else owner(subject)


def _is_demand(verb: Token, subject: Token, is_direct: bool) -> bool:
    """ "must" and "should" of others, and of "we" in the speaker's own words; "needs to", "has to"; "it is time to"."""
    if subject.lower_ in ("i", "what", "who", "which", "there") or (subject.lower_ == "we" and not is_direct):
        return False
    if verb.lemma_ == "be" and any(child.dep_ == "attr" and child.lemma_ == "time" for child in verb.children):
        return is_direct and bool(complements(verb)) and clauses.tense(verb) == "present"
    modal = clauses.modal(verb)
    if _is_general(subject, verb):
        return False
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children):
        return False  # "should have known": blame, if anything
    below = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB" and child.i > verb.i), None)
    if (below or verb).lemma_ in word_list("minding") or (clauses.is_passive(verb) and verb.lemma_ in _REGARDING):
        return False  # "people must know", "he should be remembered for"
    if modal in ("must", "should"):
        is_thing = not is_party(subject)
        return verb.lemma_ != "be" and not (
            is_thing and modal == "should" and not clauses.is_passive(verb) and verb.lemma_ not in word_list("ending")
        )
    is_bound = (
        subject.lower_ != "you"
        and not (subject.lower_ == "people" and subject.left_edge == subject.right_edge)  # "people have to remember": anybody
        and verb.lemma_ in ("need", "have")
        and clauses.tense(verb) == "present"
        and not clauses.is_negated(verb)
        and not any(child.dep_ == "advcl" and any(word.lower_ in ("if", "when") for word in child.children) for child in verb.children)
    )
    return is_direct and is_bound and modal is None and below is not None and is_party(subject)


def _is_general(subject: Token, verb: Token) -> bool:
    """ "I don't think any leader should …", "a state must protect its citizens", "we must always …": of nobody in particular."""
    if any(child.dep_ in ("advmod", "neg") and child.lower_ in ("always", "never", "ever") for child in verb.children):
        return True
    determiners = {child.lower_ for child in subject.children if child.dep_ == "det"}
    if determiners & {"any", "every", "each"}:
        return True
    return bool(determiners & {"a", "an"}) and is_party(subject) and not clauses.is_passive(verb)


def _is_command(verb: Token) -> bool:
    """ "Release him", "let us talk", "don't shoot": an imperative with which people are called upon."""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis") or clauses.modal(verb) is not None:
        return False
    if any(child.tag_ == "TO" or (child.dep_ == "aux" and child.lower_ != "do") for child in verb.children):
        return False
    is_lets = verb.lemma_ == "let" and any(child.lower_ in ("'s", "’s") for child in verb.subtree if child.i == verb.i + 1)
    return verb.lemma_ in word_list("commands") and not is_lets  # "let's go"


def _is_want_of_good(verb: Token) -> bool:
    """ "There was a lack of honesty", "there has been fraud": nobody is named, but what is said is blame."""
    if verb.lemma_ != "be" or clauses.modal(verb) is not None or not any(child.dep_ == "expl" for child in verb.children):
        return False
    things = [child for child in verb.children if child.dep_ == "attr"]
    if clauses.is_negated(verb) or any(child.lower_ == "no" for thing in things for child in thing.children):
        return False
    for thing in things:
        of = clauses.prep_object(thing, "of")
        if thing.lemma_ in ("lack", "absence", "want") and of is not None and of.lemma_ in word_list("virtues"):
            return True
        if thing.lemma_ in word_list("malpractice"):
            return True
    return False


def _is_deed_judged(verb: Token) -> bool:
    """ "Leaving them there is a mistake": the deed is the subject."""
    is_deed = any(child.dep_ in ("csubj", "csubjpass") for child in verb.children)
    return is_deed and verb.lemma_ == "be" and clauses.modal(verb) is None and not clauses.is_negated(verb) and _is_badly_called(verb)


def _is_menace(verb: Token, subject: Token) -> bool:
    """ "Will not be tolerated", "they will pay for it"."""
    if clauses.modal(verb) not in ("will", "shall"):
        return False
    if clauses.is_passive(verb):
        if clauses.is_negated(verb):
            return verb.lemma_ in ("tolerate", "accept", "forgive", "permit")
        return verb.lemma_ in ("punish", "avenge", "crush", "eliminate") and clauses.agent(verb) is None
    return (
        subject.lower_ not in ("i", "we", "it") and not clauses.is_negated(verb) and verb.lemma_ in ("pay", "regret") and is_party(subject)
    )


def _is_blame(verb: Token, subject: Token, quote: Quote, own: Trigger | None) -> bool:
    """Bad words for what somebody else does or is."""
    head = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in word_list("pursuing") else verb
    if head.dep_ in ("advcl", "xcomp") or clauses.modal(head) is not None or clauses.tense(head) not in ("past", "present", "perfect"):
        return False
    if subject.lower_ in ("i", "we", "who", "which", "what", "there", "nobody", "everyone"):
        return False
    is_denied = clauses.is_negated(verb)
    if verb.lemma_ == "be":
        if subject.lemma_ in word_list("accusing"):
            return False  # "the allegations are false": a denial
        if _is_worst(subject) and quote.quote_kind == "direct":
            return True
        is_done = bool(classes(subject) & _DONE) and not is_denied
        if quote.quote_kind != "direct" and (
            subject.lower_ in _DEEDS or (not is_party(subject) and owner(subject) is None and not is_done)
        ):
            return False
        is_nobody = subject.lower_ in _DEEDS or (not is_party(subject) and owner(subject) is None)
        if not is_denied and is_party(subject) and any(child.dep_ == "xcomp" and child.lemma_ == "blame" for child in verb.children):
            return True  # "is to blame"
        return _is_hardly_good(verb) if is_denied else _is_badly_called(verb, word_list("mild") if is_nobody else frozenset())
    if is_denied or subject.lower_ in _DEEDS:
        return False
    if (
        verb.lemma_ in word_list("doing_evil")
        and is_party(subject)
        and any(child.dep_ == "dobj" and child.lemma_.lower() in word_list("evil") for child in verb.children)
    ):
        return True
    if any(child.dep_ == "advmod" and child.lower_ in word_list("wrongly") for child in verb.children):
        return True
    if is_party(subject) and _is_meanly_done(verb, quote):
        return True
    if own is None and verb.lemma_ in word_list("wrongdoing") and clauses.is_passive(verb) and quote.quote_kind != "direct":
        return quote.cue is not None and quote.cue.lower().startswith(("claim", "alleg", "complain"))  # "claimed that rules are ignored"
    if verb.lemma_ in ("bear", "share") and is_party(subject):
        return any(child.dep_ == "dobj" and child.lemma_ in ("responsibility", "blame", "guilt") for child in verb.children)
    if verb.lemma_ == "break" and is_party(subject):
        return any(child.dep_ == "dobj" and child.lemma_ in ("law", "rule", "promise", "pledge", "constitution") for child in verb.children)
    is_of_others = quote.quote_kind == "direct" or (own is None and subject.pos_ != "PRON")
    if verb.lemma_ in ("fail", "neglect") and is_party(subject):
        return is_of_others and any(child.dep_ == "xcomp" for child in verb.children)
    if verb.lemma_.lower() in word_list("faults") and not clauses.is_passive(verb) and is_party(subject) and is_of_others:
        return True
    if verb.lemma_.lower() in word_list("wrongdoing") and not clauses.is_passive(verb) and is_party(subject):
        is_violence = own is not None and own.frame.event_type in ("ASSAULT", "COERCE")
        return quote.quote_kind == "direct" and not is_violence or quote.stance in ("blames", "claims")
    is_done = bool(classes(subject) & _DONE) and own is None and not clauses.is_passive(verb)
    return is_done and quote.quote_kind == "direct" and verb.lemma_.lower() in word_list("wrongdoing")


def _is_worst(subject: Token) -> bool:
    """ "The biggest lie is that …", "the real crime is …"."""
    return subject.lemma_ in word_list("evil") and any(
        child.dep_ == "amod" and (child.tag_ == "JJS" or child.lower_ in ("real", "only", "true")) for child in subject.children
    )


def _is_meanly_done(verb: Token, quote: Quote) -> bool:
    """ "Treats the courts with contempt"; "claimed that she won through fraud"."""
    manner = clauses.prep_object(verb, "with")
    if verb.lemma_ in _DEALING and manner is not None:
        return manner.lemma_ in word_list("contempt") | word_list("malpractice")
    if quote.quote_kind == "direct" or quote.cue is None or not quote.cue.lower().startswith(("claim", "alleg")):
        return False
    means = (clauses.prep_object(verb, name) for name in ("through", "by", "due"))
    causes = (
        below
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in ("because", "due")
        for below in child.subtree
        if below.dep_ == "pobj"
    )
    return any(noun is not None and noun.lemma_ in word_list("malpractice") for noun in (*means, *causes))


def _is_badly_called(verb: Token, mild: frozenset[str] = frozenset()) -> bool:
    """ "Is a disgrace", "are unlawful", "was a grave mistake"; without the words that are `mild` where nobody is judged."""
    return any(
        child.dep_ in _DESCRIPTIONS
        and child.lemma_.lower() not in mild
        and (child.lemma_.lower() in word_list("evil") | word_list("damning") or child.lower_ in word_list("damning"))
        and not clauses.is_negated(child)
        for child in _described(verb)
    )


def _is_hardly_good(verb: Token) -> bool:
    """ "Is not acceptable", "was not a fair trial"."""
    return any(
        child.lemma_.lower() in word_list("owed")
        or any(below.dep_ == "amod" and below.lemma_.lower() in word_list("owed") for below in child.children)
        for child in _described(verb)
    )


def _is_praise(verb: Token, subject: Token) -> bool:
    """ "They are heroes", "he made the right decision", "our thoughts are with her"."""
    if verb.lemma_ == "be" and clauses.tense(verb) == "present" and _is_compassion(verb, subject):
        return True
    if (
        verb.dep_ in ("advcl", "xcomp")
        or clauses.modal(verb) is not None
        or clauses.is_negated(verb)
        or subject.lower_ in ("i", "we", "who", "there")
    ):
        return False
    if clauses.tense(verb) not in ("past", "present", "perfect"):
        return False
    good = word_list("praising")
    if verb.lemma_ == "be":
        return _is_well_called(verb, subject)
    thing = clauses.direct_object(verb)
    return (
        verb.lemma_ in ("make", "take", "do", "show")
        and thing is not None
        and is_party(subject)
        and any(child.dep_ == "amod" and child.lemma_.lower() in good for child in thing.children)
        and thing.lemma_ in ("decision", "choice", "step", "job", "thing", "work", "courage", "leadership", "progress")
    )


def _is_well_called(verb: Token, subject: Token) -> bool:
    """ "Is a hero", "was a great judge"."""
    is_person = is_party(subject)
    is_done = bool(classes(subject) & _DONE)
    if any(
        child.lemma_.lower() in word_list("praising")
        and (is_person or subject.lower_ in _DEEDS or owner(subject) is not None or (is_done and child.dep_ == "acomp"))
        for child in _described(verb)
        if child.dep_ in ("acomp", "attr")
    ):
        return True
    return is_person and any(
        below.dep_ == "amod" and below.lemma_.lower() in word_list("admiring")
        for child in _described(verb)
        if "living" in classes(child)
        for below in child.children
    )


def _is_compassion(verb: Token, subject: Token) -> bool:
    """ "Our thoughts are with the families", "I am with him today"."""
    whom = clauses.prep_object(verb, "with")
    if whom is None or not is_party(whom) or clauses.is_negated(verb):
        return False
    return subject.lemma_ in _COMPASSION or (subject.lower_ in ("i", "we") and whom.lower_ in ("you", "him", "her", "them"))


def _described(verb: Token) -> list[Token]:
    """The predicate's nouns and adjectives, with those coordinated to them."""
    found = []
    for child in verb.children:
        if child.dep_ in _DESCRIPTIONS:
            found += [child, *(below for below in child.subtree if below.dep_ == "conj" and below.head == child)]
    return found
