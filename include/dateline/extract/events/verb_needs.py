"""What frames of verbs ask for beside classes of words: `needs` and `any` of event_verbs.yaml, one function for each name."""

from collections.abc import Callable

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import classes, is_party, noun_classes
from dateline.extract.events.structure import complement, complements, has_prep, has_to, is_of_campaign
from dateline.extract.events.words import word_list
from dateline.extract.places.countries import country_of

_ARMED_CHANGE = frozenset(
    {"coup", "putsch", "military", "army", "rebel", "rebellion", "uprising", "invasion", "war", "junta", "revolution"}
)
_Holds = Callable[[Token, Token | None, Token | None], bool]
NEEDS: dict[str, _Holds] = {}


def verb_holds(need: str, verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Does a need of the lexicon hold for a verb with its doer and what it is done to? "prep:for_party" asks for a party after "for".

    Raises ValueError for a name that no function here has.
    """
    if need.startswith("prep:"):
        return has_prep(verb, need[5:])
    if need not in NEEDS:
        raise ValueError(f"unknown need in the lexicon: {need!r}")
    return NEEDS[need](verb, doer, undergoer)


def _need(holds: _Holds) -> _Holds:
    """Put a function under its name without the underscore."""
    NEEDS[holds.__name__.removeprefix("_")] = holds
    return holds


@_need
def _object(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return undergoer is not None


@_need
def _no_object(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return not any(child.dep_ in ("dobj", "oprd") for child in verb.children)


@_need
def _intransitive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return undergoer is None or clauses.is_passive(verb)


@_need
def _kept_in(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "are not allowing civilians to leave": keeping people in is done, not refused."""
    below = complement(verb)
    held = None if below is None else clauses.subject(below)
    is_told = clauses.is_negated(verb) and clauses.modal(verb) is None
    return is_told and held is not None and bool(classes(held) & {"living"}) and not _same_party(held, doer)


@_need
def _let(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "allowed them to march": who may keep people from something gives way."""
    below = complement(verb)
    who = None if below is None else clauses.subject(below) or undergoer
    is_told = clauses.tense(verb) in ("past", "perfect") and not clauses.is_passive(verb) and not clauses.is_negated(verb)
    return is_told and who is not None and bool(classes(who) & {"living"}) and not _same_party(who, doer)


@_need
def _for_thing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    thing = clauses.prep_object(verb, "for")
    return thing is None or not classes(thing) & {"living"}


@_need
def _not_press(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "told reporters to wait" is rarer than telling them something."""
    return undergoer is None or undergoer.lemma_ not in ("reporter", "journalist", "press", "media", "newspaper", "correspondent")


@_need
def _no_clause(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return not any(child.dep_ == "ccomp" for child in verb.children)


@_need
def _rough(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    stick = clauses.prep_object(verb, "with")  # "beat out his rival with 47 percent"
    is_blow = stick is not None and stick.pos_ == "NOUN" and stick.ent_type_ not in ("PERCENT", "CARDINAL", "MONEY")
    is_of_teams = undergoer is not None and undergoer.ent_type_ == "ORG"  # "Raiders beat Broncos"
    return clauses.is_passive(verb) or (doer is not None and "armed" in classes(doer) and not is_of_teams) or is_blow


@_need
def _with_cudgel(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    stick = clauses.prep_object(verb, "with")
    return stick is not None and stick.lemma_ in word_list("cudgels")


@_need
def _under_arms(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "under fire from the hills", and not "from the unions" or "for its prices"."""
    sides = [below for word in verb.subtree if word.dep_ == "prep" and word.lower_ in ("from", "by") for below in word.rights]
    if sides:
        return any(classes(side) & {"armed", "weapon"} and not classes(side) & {"group"} for side in sides)
    is_thing = doer is not None and bool(classes(doer) & {"structure", "vehicle"}) and not classes(doer) & {"group", "living"}
    return is_thing and not _is_attack_in_words(verb)


@_need
def _passive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return clauses.is_passive(verb) and verb.dep_ not in ("acl", "amod")


@_need
def _active(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return not clauses.is_passive(verb)


@_need
def _weapon_object(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    thing = clauses.shared_object(verb) or clauses.direct_object(verb)
    return thing is not None and "weapon" in classes(thing)


@_need
def _not_silent(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "declined to comment"; what is refused to a parliament or court is more than silence."""
    below = complement(verb)
    is_silent = below is not None and below.lemma_ in word_list("commenting")
    return not is_silent or (verb.lemma_ == "refuse" and below is not None and below.lemma_ not in ("comment", "elaborate", "speculate"))


@_need
def _of_deed(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "suspected of fraud", "of taking bribes"."""
    deeds = [below for child in verb.children if child.dep_ == "prep" and child.lower_ == "of" for below in child.rights]
    return any(below.lemma_ not in ("die", "have", "be", "suffer", "carry", "contract") for below in deeds)


@_need
def _ordered_deed(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    thing = clauses.undergoer(verb)
    if thing is not None and thing.lemma_ in ("check", "inspection", "review", "test", "search"):
        return True
    is_deed = thing is not None and thing.pos_ == "NOUN" and thing.lemma_.endswith(("tion", "sion", "ment", "ance"))
    return is_deed and thing is not None and clauses.prep_object(thing, "of") is not None


@_need
def _not_published(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "released them publicly": papers."""
    return not any(child.dep_ == "advmod" and child.lower_ in ("publicly", "online", "commercially") for child in verb.children)


@_need
def _not_patient(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Treated and released", "released from hospital"."""
    origin = clauses.prep_object(verb, "from")
    if origin is not None and origin.lemma_.lower() in word_list("care_homes"):
        return False
    return not (verb.dep_ == "conj" and verb.head.lemma_ in word_list("healing"))


@_need
def _in_words(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return _is_attack_in_words(verb)


@_need
def _struck_down(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return any(
        word.i > verb.i and word.lemma_.lower() in word_list("struck_down") and not clauses.is_negated(word)
        for word in verb.subtree
        if word.pos_ in ("ADJ", "VERB") and not clauses.is_negated(clauses.clause_head(word))
    )


@_need
def _blamed(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "was discharged for ill health", "on health grounds"; and those that are fired are no shots."""
    if undergoer is not None and any("weapon" in classes(member) for member in clauses.members(undergoer)):
        return False
    reasons = [word for child in verb.children if child.dep_ in ("prep", "agent") and child.i > verb.i for word in child.subtree]
    return not any(word.lemma_.lower() in word_list("blameless") for word in reasons)


@_need
def _by_arms(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "was ousted in a coup"."""
    return (doer is not None and "armed" in classes(doer)) or any(word.lemma_.lower() in _ARMED_CHANGE for word in verb.sent)


@_need
def _yielding(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    return below is not None and below.tag_ == "VB" and below.lemma_ in word_list("yielding")


@_need
def _others_words(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    own = None if undergoer is None else clauses.possessor(undergoer)
    is_said = undergoer is not None and undergoer.lemma_.lower() in word_list("words_said")
    return is_said and (own is None or own.pos_ != "PRON") and _is_told(verb)


@_need
def _own_wrong(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Admitted killing him", "admitted that mistakes had been made"."""
    below = complements(verb)
    if any(word.lemma_ in word_list("hostile") | word_list("wrongdoing") | {"down"} for word in below):
        return True
    things = (undergoer, *(clauses.undergoer(word) for word in below))
    return any(thing is not None and thing.lemma_ in ("mistake", "responsibility", "error", "guilt") for thing in things)


@_need
def _object_party(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return undergoer is not None and is_party(undergoer)


@_need
def _subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None


@_need
def _agentive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return clauses.is_passive(verb) if doer is None else is_party(doer)


@_need
def _clause(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return complement(verb) is not None


@_need
def _infinitive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    return below is not None and below.tag_ == "VB" and has_to(below)


@_need
def _directive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    if below is not None and below.lemma_ in word_list("naming") and clauses.is_negated(below):
        return False  # "a clerk, who asked not to be named"
    return (
        below is not None
        and (below.tag_ == "VB" or clauses.modal(below) in ("should", "must") or _is_to_be(below))
        and clauses.mark(below) not in ("if", "whether")
    )


@_need
def _affirmed(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Who pleads not guilty concedes nothing."""
    return not any(word.lower_ == "not" for word in verb.doc[verb.i + 1 : verb.i + 3])


@_need
def _clause_deal(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    if below is not None and clauses.modal(below) == "should" and not _plural_subject(verb, doer, undergoer):
        return False  # who agrees that others should decide holds an opinion
    return below is not None and clauses.modal(below) in ("will", "would", "should", "shall")


@_need
def _must_clause(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    return below is not None and (clauses.modal(below) in ("must", "should") or below.lemma_ in ("need", "have"))


@_need
def _weapon_subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and "weapon" in classes(doer)


@_need
def _armed_subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and bool(classes(doer) & {"armed", "group"})


@_need
def _place_object(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    thing = clauses.direct_object(verb)
    return thing is not None and bool(classes(thing) & {"place", "structure"})


@_need
def _plural_subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and (doer.tag_ in ("NNS", "NNPS") or len(clauses.members(doer)) > 1 or doer.lower_ == "they")


@_need
def _official_subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and any(word.lemma_.lower() in word_list("officials") for word in doer.subtree)


@_need
def _hostile_infinitive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return any(below.lemma_ in word_list("hostile") for below in complements(verb))


@_need
def _friendly(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    if below is not None:
        if below.lemma_ in ("keep", "continue", "go"):  # "vowed to keep fighting"
            below = complement(below) or below
        return below.lemma_ not in word_list("hostile") and not _rules_out(below)
    return undergoer is not None and bool(
        classes(undergoer) & {"relief"} or undergoer.lemma_ in ("support", "reform", "cooperation", "investigation", "election")
    )


@_need
def _friendly_commit(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return any(below.lemma_ in word_list("friendly") for below in complements(verb))


@_need
def _discuss_infinitive(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return any(below.lemma_ in ("discuss", "talk", "negotiate", "debate", "consider", "meet") for below in complements(verb))


@_need
def _threat(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return _is_threat(verb, doer)


@_need
def _restraining(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "ordered the channel to close": restraint by those who can enforce it."""
    below = complement(verb)
    is_held = undergoer is not None and (is_party(undergoer) or "structure" in classes(undergoer))
    is_order = below is not None and below.tag_ == "VB" and is_held
    return is_order and below is not None and below.lemma_ in word_list("restraints")


@_need
def _no_court(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return not any(child.lower_ in ("for", "to") and child.dep_ == "prep" for child in verb.children)


@_need
def _penal(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return any(word.lemma_.lower() in word_list("penal") for word in verb.subtree)


@_need
def _menace(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and not any(child.dep_ == "neg" for child in verb.children)


@_need
def _object_thing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return undergoer is not None and not classes(undergoer) & {"living", "name"}


@_need
def _bears_relief(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "a convoy of lorries carrying food"."""
    is_load = doer is not None and bool(classes(doer) & {"relief", "vehicle", "carrier"})
    return is_load and doer is not None and any(word.lemma_.lower() in word_list("relief_goods") for word in doer.subtree)


@_need
def _arms_handed(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Supplied Ukraine with tanks", "gave the army rifles", "delivered two missile systems to Turkey"."""
    thing, equipment = clauses.direct_object(verb), clauses.prep_object(verb, "with")
    if thing is None:
        return False
    if equipment is not None and _is_arms(equipment):
        return _is_power(thing)
    dative = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    receiver = dative or clauses.prep_object(verb, "to") or clauses.prep_object(thing, "to")
    return _is_arms(thing) and receiver is not None and _is_power(receiver)


def _is_arms(noun: Token) -> bool:
    words = {noun.lemma_.lower(), *(child.lemma_.lower() for child in noun.lefts)}
    return not words.isdisjoint(word_list("arms_exported"))


def _is_power(noun: Token) -> bool:
    return country_of(noun.text) is not None or bool(classes(noun) & {"armed"})


@_need
def _condemned(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Hanged two men", "were hanged for smuggling"; not "was found hanged"."""
    return verb.lower_ != "hung" and (clauses.is_passive(verb) or doer is not None)


@_need
def _backed_by(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Won the backing of the governor": of a body or somebody in office, not of fans."""
    thing = clauses.direct_object(verb)
    if thing is None:
        return False
    givers = (clauses.prep_object(thing, "of"), clauses.prep_object(thing, "from"), clauses.prep_object(verb, "from"))
    known = (giver for giver in givers if giver is not None)
    return any(classes(giver) & {"group", "name", "armed", "state"} or giver.lemma_ in word_list("officials") for giver in known)


@_need
def _of_nothing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Not "won freedom of movement", "walked free of pain"."""
    return not any(word.lower_ == "of" and word.dep_ == "prep" for word in verb.subtree)


@_need
def _received_by_official(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "The delegation was received by the emir"."""
    return (
        clauses.is_passive(verb) and doer is not None and _official_subject(verb, doer, undergoer) and _object_party(verb, doer, undergoer)
    )


@_need
def _deadline(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Gave the protesters until Friday to leave"."""
    return any(child.lower_ in ("until", "till") for child in verb.children) and any(
        word.dep_ in ("xcomp", "advcl", "ccomp", "acl", "relcl") and has_to(word) for word in verb.subtree
    )


@_need
def _with_grievance(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Who gathers to mourn, to watch, at the scene of a crash or for a candidate protests against nothing."""
    gathering = clauses.undergoer(verb)
    if gathering is not None and is_of_campaign(gathering):
        return False
    for word in (verb, undergoer):
        for child in () if word is None else word.children:
            if child.lemma_ in word_list("festive_aims") and has_to(child):
                return False
            if child.dep_ == "prep" and any(below.lemma_.lower() in word_list("festive") for below in child.children):
                return False
    return True


@_need
def _no_trade(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """A firm that agrees to buy another trades; a country that agrees to buy jets makes a deal."""
    below = complement(verb)
    if below is None or below.lemma_ not in word_list("trading") or doer is None:
        return True
    said = clauses.reporting_verb(verb, word_list("saying")) if doer.pos_ == "PRON" else None
    doer = (None if said is None else clauses.doer(said)) or doer
    is_state = not doer.ent_type_ and doer.lemma_.lower() in noun_classes_of("state") | {"country", "state", "side"}
    return doer.ent_type_ in ("GPE", "NORP") or is_state


@_need
def _own_thing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Who stands by "its findings" backs nobody."""
    thing = clauses.prep_object(verb, "by")
    holder = None if thing is None else clauses.possessor(thing)
    return thing is not None and not classes(thing) & {"living", "armed", "group"} and holder is not None and holder.pos_ == "PRON"


@_need
def _trapped(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "freed two women trapped in the wreckage"."""
    return undergoer is not None and any(child.lemma_ in word_list("caught") for child in undergoer.children)


@_need
def _others_thing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Who defends "his decision" praises nobody."""
    is_thing = undergoer is not None and not classes(undergoer) & {"living", "name"}
    own = None if undergoer is None else clauses.possessor(undergoer)
    return is_thing and (own is None or own.pos_ != "PRON") and _is_told(verb)


@_need
def _under_way(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """Troops that "were stationed" or "are being stationed" came; where they "are stationed" is a state."""
    is_state = clauses.is_passive(verb) and clauses.tense(verb) == "present"
    return not is_state or any(child.lower_ == "being" for child in verb.children)


@_need
def _not_habitual(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """ "Are patrolling", "patrolled"; not what they "patrol" every day."""
    return verb.tag_ not in ("VBP", "VBZ")


@_need
def _noun_subject(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return doer is not None and doer.pos_ != "PRON"


@_need
def _told(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return _is_told(verb)


@_need
def _censured(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return verb.lemma_ != "be" and (undergoer is None or not is_party(undergoer))


@_need
def _tried(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return clauses.is_passive(verb) and complement(verb) is None and clauses.tense(verb) in ("past", "perfect")


@_need
def _by_state(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    if doer is not None and doer.pos_ == "PRON":  # "police said they questioned"
        said = clauses.reporting_verb(verb, word_list("saying"))
        doer = None if said is None else clauses.doer(said)
    return doer is not None and (bool(classes(doer) & {"armed"}) or doer.lemma_.lower() in noun_classes_of("state"))


@_need
def _by_power(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    """A state, a country or armed men shut others out; whose own shop closes does not, nor a road that is just shut."""
    if doer is not None:
        return doer.ent_type_ == "GPE" or bool(classes(doer) & {"armed"}) or doer.lemma_.lower() in noun_classes_of("state") | {"protester"}
    return clauses.is_passive(verb) and undergoer is not None and undergoer.lemma_.lower() in word_list("gates")


@_need
def _told_praise(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    return clauses.tense(verb) in ("past", "perfect") and not clauses.is_passive(verb)


@_need
def _assuring(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    is_sure = clauses.is_passive(verb) and clauses.agent(verb) is None  # "is assured of winning"
    return undergoer is not None and is_party(undergoer) and complement(verb) is not None and not is_sure


@_need
def _asked_thing(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    thing = clauses.direct_object(verb)
    below = complement(verb)
    is_asked = thing is not None and thing.lemma_ in word_list("asked")
    is_deed = below is not None and below.tag_ in ("VB", "VBG") and clauses.modal(below) in (None, "should", "must")
    if doer is None and clauses.is_passive(verb):
        return False  # "a bill was proposed", by nobody
    return is_asked or (below is not None and is_deed and not _same_party(clauses.subject(below), doer))


@_need
def _with_official(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    other = clauses.prep_object(verb, "with", "to")
    return other is not None and any(word.lemma_.lower() in word_list("officials") for word in other.subtree)


@_need
def _other_complement(verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    below = complement(verb)
    own = None if below is None else next((child for child in below.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return own is not None and is_party(own) and not _same_party(own, doer)


# ── used by several ──


def _is_to_be(verb: Token) -> bool:
    """ "That the ban be lifted": what is asked for, in the subjunctive."""
    return clauses.is_passive(verb) and any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)


def _is_attack_in_words(verb: Token) -> bool:
    """ "for", "over" or "as" says what somebody is attacked for; with "with" or a length of time it is no matter of words.

    "Harshly" and "in a speech" say how.
    """
    if any(child.dep_ == "advmod" and child.lower_ in word_list("in_words") for child in verb.children):
        return True
    paper = clauses.prep_object(verb, "in")
    if paper is not None and paper.lemma_ in word_list("addresses") | word_list("papers"):
        return True
    if any(child.dep_ == "prep" and child.lower_ in ("with", "from", "near") for child in verb.children):
        return False
    matter = clauses.prep_object(verb, "on")
    if matter is not None and matter.lemma_ in word_list("matters"):
        return True
    for preposition in ("for", "over", "as"):
        reason = clauses.prep_object(verb, preposition)
        if reason is not None and reason.ent_type_ not in ("DATE", "TIME", "ORDINAL", "CARDINAL") and reason.lemma_ not in ("time", "part"):
            return preposition == "as" or not classes(reason) & {"living", "armed", "place", "structure"}
    return any(
        child.dep_ == "prep" and child.lower_ in ("for", "over") and any(below.dep_ == "pcomp" for below in child.children)
        for child in verb.children
    )


def _rules_out(below: Token) -> bool:
    """ "vowed that there would be no revolution": what others shall not do; a promise of no harm is one."""
    thing = next((child for child in below.children if child.dep_ in ("attr", "nsubj", "dobj")), None)
    is_none = below.lemma_ == "be" and any(child.dep_ == "expl" for child in below.children)
    if not is_none or thing is None or not any(child.lower_ == "no" for child in thing.children):
        return False
    return thing.lemma_ not in word_list("violence") | word_list("reprisals")


def _is_threat(verb: Token, doer: Token | None) -> bool:
    of = clauses.prep_object(verb, "of")
    if of is not None and of.lemma_ in word_list("reprisals"):
        return True
    for below in complements(verb):
        if clauses.modal(below) in ("will", "would", "shall") and (
            below.lemma_ in word_list("hostile") or _same_party(clauses.subject(below), doer)
        ):
            return True
    return False


def _same_party(one: Token | None, other: Token | None) -> bool:
    """The same noun, a pronoun for it, or something that is "our", "its", "their" own."""
    if one is not None and any(
        child.dep_ == "poss" and child.lower_ in ("our", "its", "their", "my", "his", "her") for child in one.children
    ):
        return True
    return one is not None and other is not None and (one.i == other.i or one.lower_ in ("it", "he", "she", "they", "we"))


def _is_told(verb: Token) -> bool:
    """A finite clause of its own, in the past or perfect: "rebels backed by …" and "who supports …" describe."""
    if verb.dep_ in ("acl", "pcomp", "amod") or clauses.is_passive(verb):
        return False
    return clauses.tense(verb) in (("past", "perfect") if verb.dep_ in ("relcl", "advcl") else ("past", "perfect", "present"))


def noun_classes_of(name: str) -> frozenset[str]:
    """The lemmas of one class."""
    return frozenset(lemma for lemma, found in noun_classes().items() if name in found)
