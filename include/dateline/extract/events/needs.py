"""What a frame asks for beside classes of words: the `needs` and `any` of event_verbs.yaml and event_nouns.yaml."""

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import TARGET, classes, is_party, noun_classes
from dateline.extract.events.words import word_list

_ARMED_CHANGE = frozenset(
    {"coup", "putsch", "military", "army", "rebel", "rebellion", "uprising", "invasion", "war", "junta", "revolution"}
)
_PURPOSES = frozenset({"acl", "relcl", "advcl", "xcomp"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})


def verb_holds(need: str, verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    if need.startswith("prep:"):
        return has_prep(verb, need[5:])
    match need:
        case "object":
            return undergoer is not None
        case "no_object":
            return not any(child.dep_ in ("dobj", "oprd") for child in verb.children)
        case "intransitive":
            return undergoer is None or clauses.is_passive(verb)
        case "kept_in":  # "are not allowing civilians to leave": keeping people in is done, not refused
            below = complement(verb)
            held = None if below is None else clauses.subject(below)
            is_told = clauses.is_negated(verb) and clauses.modal(verb) is None
            return is_told and held is not None and bool(classes(held) & {"living"}) and not _same_party(held, doer)
        case "let":  # "allowed them to march": who may keep people from something gives way
            below = complement(verb)
            who = None if below is None else clauses.subject(below) or undergoer
            is_told = clauses.tense(verb) in ("past", "perfect") and not clauses.is_passive(verb) and not clauses.is_negated(verb)
            return is_told and who is not None and bool(classes(who) & {"living"}) and not _same_party(who, doer)
        case "for_thing":
            thing = clauses.prep_object(verb, "for")
            return thing is None or not classes(thing) & {"living"}
        case "not_press":  # "told reporters to wait" is rarer than telling them something
            return undergoer is None or undergoer.lemma_ not in ("reporter", "journalist", "press", "media", "newspaper", "correspondent")
        case "no_clause":
            return not any(child.dep_ == "ccomp" for child in verb.children)
        case "rough":
            stick = clauses.prep_object(verb, "with")  # "beat out his rival with 47 percent"
            is_blow = stick is not None and stick.pos_ == "NOUN" and stick.ent_type_ not in ("PERCENT", "CARDINAL", "MONEY")
            return clauses.is_passive(verb) or (doer is not None and "armed" in classes(doer)) or is_blow
        case "with_cudgel":
            stick = clauses.prep_object(verb, "with")
            return stick is not None and stick.lemma_ in word_list("cudgels")
        case "under_arms":  # "under fire from the hills", and not "from the unions" or "for its prices"
            sides = [below for word in verb.subtree if word.dep_ == "prep" and word.lower_ in ("from", "by") for below in word.rights]
            if sides:
                return any(classes(side) & {"armed", "weapon"} and not classes(side) & {"group"} for side in sides)
            is_thing = doer is not None and bool(classes(doer) & {"structure", "vehicle"}) and not classes(doer) & {"group", "living"}
            return is_thing and not _is_attack_in_words(verb)
        case "passive":
            return clauses.is_passive(verb) and verb.dep_ not in ("acl", "amod")
        case "active":
            return not clauses.is_passive(verb)
        case "weapon_object":
            thing = clauses.shared_object(verb) or clauses.direct_object(verb)
            return thing is not None and "weapon" in classes(thing)
        case "not_silent":  # "declined to comment"; what is refused to a parliament or court is more than silence
            below = complement(verb)
            is_silent = below is not None and below.lemma_ in word_list("commenting")
            return not is_silent or (
                verb.lemma_ == "refuse" and below is not None and below.lemma_ not in ("comment", "elaborate", "speculate")
            )
        case "of_deed":  # "suspected of fraud", "of taking bribes"
            deeds = [below for child in verb.children if child.dep_ == "prep" and child.lower_ == "of" for below in child.rights]
            return any(below.lemma_ not in ("die", "have", "be", "suffer", "carry", "contract") for below in deeds)
        case "ordered_deed":
            thing = clauses.undergoer(verb)
            if thing is not None and thing.lemma_ in ("check", "inspection", "review", "test", "search"):
                return True
            is_deed = thing is not None and thing.pos_ == "NOUN" and thing.lemma_.endswith(("tion", "sion", "ment", "ance"))
            return is_deed and thing is not None and clauses.prep_object(thing, "of") is not None
        case "not_published":  # "released them publicly": papers
            return not any(child.dep_ == "advmod" and child.lower_ in ("publicly", "online", "commercially") for child in verb.children)
        case "in_words":
            return _is_attack_in_words(verb)
        case "struck_down":
            return any(
                word.i > verb.i and word.lemma_.lower() in word_list("struck_down") and not clauses.is_negated(word)
                for word in verb.subtree
                if word.pos_ in ("ADJ", "VERB") and not clauses.is_negated(clauses.clause_head(word))
            )
        case "blamed":  # "was discharged for ill health", "on health grounds"
            reasons = [word for child in verb.children if child.dep_ in ("prep", "agent") and child.i > verb.i for word in child.subtree]
            return not any(word.lemma_.lower() in word_list("blameless") for word in reasons)
        case "by_arms":  # "was ousted in a coup"
            return (doer is not None and "armed" in classes(doer)) or any(word.lemma_.lower() in _ARMED_CHANGE for word in verb.sent)
        case "yielding":
            below = complement(verb)
            return below is not None and below.tag_ == "VB" and below.lemma_ in word_list("yielding")
        case "others_words":
            own = None if undergoer is None else clauses.possessor(undergoer)
            is_said = undergoer is not None and undergoer.lemma_.lower() in word_list("words_said")
            return is_said and (own is None or own.pos_ != "PRON") and _is_told(verb)
        case "own_wrong":
            return any(below.lemma_ in word_list("hostile") | word_list("wrongdoing") | {"down"} for below in complements(verb)) or (
                undergoer is not None and undergoer.lemma_ in ("mistake", "responsibility", "error", "guilt")
            )
        case "object_party":
            return undergoer is not None and is_party(undergoer)
        case "subject":
            return doer is not None
        case "agentive":
            return clauses.is_passive(verb) if doer is None else is_party(doer)
        case "clause":
            return complement(verb) is not None
        case "infinitive":
            below = complement(verb)
            return below is not None and below.tag_ == "VB" and _has_to(below)
        case "directive":
            below = complement(verb)
            return (
                below is not None
                and (below.tag_ == "VB" or clauses.modal(below) in ("should", "must") or _is_to_be(below))
                and clauses.mark(below) not in ("if", "whether")
            )
        case "affirmed":  # who pleads not guilty concedes nothing
            return not any(word.lower_ == "not" for word in verb.doc[verb.i + 1 : verb.i + 3])
        case "clause_deal":
            below = complement(verb)
            if below is not None and clauses.modal(below) == "should" and not verb_holds("plural_subject", verb, doer, undergoer):
                return False  # who agrees that others should decide holds an opinion
            return below is not None and clauses.modal(below) in ("will", "would", "should", "shall")
        case "must_clause":
            below = complement(verb)
            return below is not None and (clauses.modal(below) in ("must", "should") or below.lemma_ in ("need", "have"))
        case "weapon_subject":
            return doer is not None and "weapon" in classes(doer)
        case "armed_subject":
            return doer is not None and bool(classes(doer) & {"armed", "group"})
        case "place_object":
            thing = clauses.direct_object(verb)
            return thing is not None and bool(classes(thing) & {"place", "structure"})
        case "plural_subject":
            return doer is not None and (doer.tag_ in ("NNS", "NNPS") or len(clauses.members(doer)) > 1 or doer.lower_ == "they")
        case "official_subject":
            return doer is not None and any(word.lemma_.lower() in word_list("officials") for word in doer.subtree)
        case "hostile_infinitive":
            return any(below.lemma_ in word_list("hostile") for below in complements(verb))
        case "friendly":
            below = complement(verb)
            if below is not None:
                if below.lemma_ in ("keep", "continue", "go"):  # "vowed to keep fighting"
                    below = complement(below) or below
                return below.lemma_ not in word_list("hostile") and not _rules_out(below)
            return undergoer is not None and bool(
                classes(undergoer) & {"relief"} or undergoer.lemma_ in ("support", "reform", "cooperation", "investigation", "election")
            )
        case "friendly_commit":
            return any(below.lemma_ in word_list("friendly") for below in complements(verb))
        case "discuss_infinitive":
            return any(below.lemma_ in ("discuss", "talk", "negotiate", "debate", "consider") for below in complements(verb))
        case "threat":
            return _is_threat(verb, doer)
        case "restraining":  # "ordered the channel to close": restraint by those who can enforce it
            below = complement(verb)
            is_held = undergoer is not None and (is_party(undergoer) or "structure" in classes(undergoer))
            is_order = below is not None and below.tag_ == "VB" and is_held
            return is_order and below is not None and below.lemma_ in word_list("restraints")
        case "no_court":
            return not any(child.lower_ in ("for", "to") and child.dep_ == "prep" for child in verb.children)
        case "penal":
            return any(word.lemma_.lower() in word_list("penal") for word in verb.subtree)
        case "menace":
            return doer is not None and not any(child.dep_ == "neg" for child in verb.children)
        case "object_thing":
            return undergoer is not None and not classes(undergoer) & {"living", "name"}
        case "bears_relief":  # "a convoy of lorries carrying food"
            is_load = doer is not None and bool(classes(doer) & {"relief", "vehicle"})
            return is_load and doer is not None and any(word.lemma_.lower() in word_list("relief_goods") for word in doer.subtree)
        case "others_thing":  # who defends "his decision" praises nobody
            is_thing = undergoer is not None and not classes(undergoer) & {"living", "name"}
            own = None if undergoer is None else clauses.possessor(undergoer)
            return is_thing and (own is None or own.pos_ != "PRON") and _is_told(verb)
        case "noun_subject":
            return doer is not None and doer.pos_ != "PRON"
        case "told":
            return _is_told(verb)
        case "censured":
            return verb.lemma_ != "be" and (undergoer is None or not is_party(undergoer))
        case "tried":
            return clauses.is_passive(verb) and complement(verb) is None and clauses.tense(verb) in ("past", "perfect")
        case "by_state":
            if doer is not None and doer.pos_ == "PRON":  # "police said they questioned"
                said = clauses.reporting_verb(verb, word_list("saying"))
                doer = None if said is None else clauses.doer(said)
            return doer is not None and (bool(classes(doer) & {"armed"}) or doer.lemma_.lower() in noun_classes_of("state"))
        case "told_praise":
            return clauses.tense(verb) in ("past", "perfect") and not clauses.is_passive(verb)
        case "assuring":
            is_sure = clauses.is_passive(verb) and clauses.agent(verb) is None  # "is assured of winning"
            return undergoer is not None and is_party(undergoer) and complement(verb) is not None and not is_sure
        case "asked_thing":
            thing = clauses.direct_object(verb)
            below = complement(verb)
            is_asked = thing is not None and thing.lemma_ in word_list("asked")
            is_deed = below is not None and below.tag_ in ("VB", "VBG") and clauses.modal(below) in (None, "should", "must")
            if doer is None and clauses.is_passive(verb):
                return False  # "a bill was proposed", by nobody
            return is_asked or (below is not None and is_deed and not _same_party(clauses.subject(below), doer))
        case "with_official":
            other = clauses.prep_object(verb, "with", "to")
            return other is not None and any(word.lemma_.lower() in word_list("officials") for word in other.subtree)
        case "other_complement":
            below = complement(verb)
            own = None if below is None else next((child for child in below.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            return own is not None and is_party(own) and not _same_party(own, doer)
    raise ValueError(f"unknown need in the lexicon: {need!r}")


def _is_to_be(verb: Token) -> bool:
    """ "That the ban be lifted": what is asked for, in the subjunctive."""
    return clauses.is_passive(verb) and any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)


def complement(verb: Token) -> Token | None:
    """The verb of the clause that a verb governs."""
    return next(iter(complements(verb)), None)


def complements(verb: Token) -> list[Token]:
    """Verbs governed: "threatened to kill", "said it would leave", "ready to help", "gathered to discuss"."""
    found = []
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and clauses.is_verbal(child) and child.i > verb.i:
            found.append(child)
            found += [conjunct for conjunct in child.children if conjunct.dep_ == "conj" and clauses.is_verbal(conjunct)]
        elif child.dep_ in ("dobj", "acomp", "prep") and child.i > verb.i:
            found += [below for below in child.children if below.dep_ in ("acl", "xcomp", "pcomp", "relcl") and clauses.is_verbal(below)]
        elif child.dep_ == "advcl" and clauses.is_purpose(child) and child.i > verb.i:
            found.append(child)
    return found


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


def has_prep(token: Token, name: str) -> bool:
    preposition, _, kind = name.partition("_")
    noun = clauses.prep_object(token, preposition)
    if noun is None:
        return False
    match kind:
        case "":
            return True
        case "place":
            return bool(classes(noun) & {"place", "structure"})
        case "party":
            return is_party(noun)
        case _:
            return kind in classes(noun)


def _is_told(verb: Token) -> bool:
    """A finite clause of its own, in the past or perfect: "rebels backed by …" and "who supports …" describe."""
    if verb.dep_ in ("acl", "pcomp", "amod") or clauses.is_passive(verb):
        return False
    return clauses.tense(verb) in (("past", "perfect") if verb.dep_ in ("relcl", "advcl") else ("past", "perfect", "present"))


def noun_classes_of(name: str) -> frozenset[str]:
    """The lemmas of one class."""
    return frozenset(lemma for lemma, found in noun_classes().items() if name in found)


# ── nouns ──


def modifiers(noun: Token) -> list[Token]:
    found = []
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            found.append(child)
            found += [below for below in child.children if below.dep_ in ("compound", "amod", "punct")]
    of = clauses.prep_object(noun, "of")
    if of is not None:
        found.append(of)
    return found


def noun_holds(need: str, noun: Token, lemmas: set[str]) -> bool:
    if need.startswith("prep:"):
        return has_prep(noun, need[5:])
    owner = clauses.possessor(noun)
    match need:
        case "possessor":
            return owner is not None and is_party(owner)
        case "possessor_party":
            return owner is not None and is_party(owner)
        case "possessor_official":
            return owner is not None and any(word.lemma_.lower() in word_list("officials") for word in owner.subtree)
        case "possessor_captive":
            return owner is not None and bool(classes(owner) & {"captive", "living"})
        case "party":
            return any(
                word.ent_type_ in ("NORP", "ORG", "GPE") or word.lemma_.lower() in noun_classes() and is_party(word)
                for word in modifiers(noun)
            )
        case "light":
            return light_verb(noun) is not None
        case "begun_to_take":
            is_start = noun.dep_ == "pobj" and noun.head.head.lemma_ in ("start", "beginning", "launch")
            return (is_start or light_verb(noun) is not None) and aim_of(noun) is not None
        case "made":  # "issued a threat"; to "have" or "be" one is a state
            verb = light_verb(noun)
            return verb is not None and verb.lemma_ not in ("have", "see", "do", "be", "continue", "experience", "suffer")
        case "dated":
            return any(word.ent_type_ in ("DATE", "TIME") for word in noun.subtree)
        case "plural":
            return noun.tag_ in ("NNS", "NNPS")
        case "civil":
            return "civil" in lemmas
        case "reached":
            return any(word.lemma_ in ("reach", "sign", "conclude", "strike", "broker") for word in noun.subtree)
        case "opened":  # "the trial of two clerks began", "an inquiry into the deal got under way"
            return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in word_list("opening") and not clauses.is_negated(noun.head)
        case "opened_of":  # of somebody: a trial of a method is none in court
            whose = any(child.dep_ == "poss" and "living" in classes(child) for child in noun.children) or has_prep(noun, "of_living")
            return noun_holds("opened", noun, lemmas) and whose
        case "subject":
            return noun.dep_ in ("nsubj", "nsubjpass", "csubj") and noun.head.lemma_ in word_list("occurrence")
    raise ValueError(f"unknown need in the lexicon: {need!r}")


def aim_of(noun: Token) -> Token | None:
    """What an operation is to do by force: "an operation to retake the town", "launched an offensive to retake it"."""
    verb = light_verb(noun)
    below = [*noun.children, *(() if verb is None else (child for child in verb.children if child.i > noun.i))]
    return next((child for child in below if child.dep_ in _PURPOSES and _is_taking(child)), None)


def _is_taking(verb: Token) -> bool:
    thing = clauses.direct_object(verb)
    is_target = thing is not None and bool(classes(thing) & TARGET) and "weapon" not in classes(thing)
    return is_target and verb.lemma_ in word_list("taking") and _has_to(verb)


def light_verb(noun: Token) -> Token | None:
    """The verb with which the noun makes one predicate: "carried out an attack", "talks were held", "the clashes broke out"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    verb = top.head
    if top.dep_ in ("dobj", "nsubjpass") and clauses.is_verbal(verb) and verb.lemma_ in word_list("light"):
        return verb
    if top.dep_ in ("nsubj", "csubj") and verb.lemma_ in word_list("occurrence"):
        return verb
    if top.dep_ == "pobj" and top.head.dep_ in ("agent", "prep"):
        verb = top.head.head
        phrase = f"{verb.lemma_} {top.head.lower_}"
        if clauses.is_verbal(verb) and phrase in word_list("light"):
            return verb
    return None


def _has_to(verb: Token) -> bool:
    """ "to leave", which "does leave" and "could leave" are not."""
    return any(child.tag_ == "TO" for child in verb.children)
