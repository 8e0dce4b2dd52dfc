"""What is told of no single happening: habits, what is so in general, counts over many years."""

from spacy.tokens import Token

from dateline.extract import clauses

# Their past is written like their present: "the men who beat him" tells of a deed.
_SAME_IN_PAST = frozenset({"beat", "hit", "cut", "set", "put", "hurt", "burst", "shut", "spread", "split", "burn", "overrun"})
_HOW_OFTEN = frozenset(
    {"historically", "traditionally", "customarily", "rarely", "seldom", "habitually", "typically", "usually", "invariably"}
)
_SPAN = frozenset({"in", "during", "over", "throughout", "within"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "along", "across"})
_NO_WHOLE = frozenset({"a", "an", "some", "many", "several", "these", "those", "any", "no", "other"})


def is_repeated(verb: Token) -> bool:
    """ "The lodges march each July"."""
    return verb.tag_ in ("VBP", "VBZ") and any(
        child.dep_ == "npadvmod" and any(word.lower_ in ("each", "every") for word in child.lefts) for child in verb.children
    )


_RULES = frozenset({"constitution", "law", "rule", "statute", "act", "convention", "code", "charter", "legislation", "bylaw"})


def is_in_general(verb: Token) -> bool:
    """ "Mines kill", "people reject ideas": bare plurals in the simple present tell what is so, and not what was done."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return (
        subject is not None
        and verb.tag_ == "VBP"
        and subject.tag_ == "NNS"
        and not any(child.dep_ in ("det", "poss", "nummod", "amod", "compound", "relcl", "acl", "prep") for child in subject.children)
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    )


def is_by_law(verb: Token) -> bool:
    """ "Under the constitution, the House impeaches a president": what is so by rule."""
    if verb.tag_ not in ("VBP", "VBZ") or any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    rules = (below for child in verb.children if child.dep_ == "prep" and child.lower_ == "under" for below in child.children)
    return any(rule.dep_ == "pobj" and rule.lemma_.lower() in _RULES for rule in rules)


def is_trait(verb: Token) -> bool:
    """ "gangs that rob travellers", "a state that bombs its people", "those who kidnap and murder": what they are like."""
    first = verb
    while first.dep_ == "conj" and first.head.tag_ in ("VBP", "VBZ"):
        first = first.head
    return (
        first.dep_ == "relcl"
        and verb.tag_ in ("VBP", "VBZ", "VB")
        and first.tag_ in ("VBP", "VBZ")
        and verb.lemma_ not in _SAME_IN_PAST
        and any(child.dep_ == "nsubj" and child.lower_ in ("who", "that", "which") for child in first.children)
        and not any(child.dep_ in ("aux", "auxpass", "neg") for child in (*first.children, *verb.children))
    )


def is_over_years(verb: Token) -> bool:
    """ "During ten years of war 70,000 people have been killed", "… killed thousands in the past few years": a count, no happening."""
    if verb.dep_ == "acl":
        return False  # "the first mayor killed in two decades"
    spans = (noun for child in verb.children if child.dep_ == "prep" and child.lower_ in _SPAN for noun in child.children)
    return any(
        noun.dep_ == "pobj"
        and noun.lemma_ in ("year", "decade")
        and (noun.tag_ == "NNS" or noun.lemma_ == "decade")
        and (noun.head.i == 0 or noun.head.nbor(-1).lower_ not in ("time", "first"))
        for noun in spans
    ) and clauses.tense(verb) in ("past", "perfect", "participle")


def is_of_kind(verb: Token) -> bool:
    """ "People who have been accused of crimes", "anyone sentenced to death": which people are meant, and no happening."""
    whom = verb.head
    return (
        verb.dep_ in ("relcl", "acl")
        and clauses.is_passive(verb)
        and clauses.agent(verb) is None
        and (whom.lower_ in ("people", "persons", "those", "anyone", "anybody") or (whom.lemma_ == "person" and _has_any(whom)))
        and not any(
            child.dep_ in ("nummod", "amod", "poss") or child.lower_ in ("the", "some", "many", "several") for child in whom.children
        )
    )


def _has_any(noun: Token) -> bool:
    return any(child.lower_ in ("a", "any", "every", "each", "no") for child in noun.children)


_HABITS = frozenset({"history", "habit", "record", "tradition", "practice", "tendency", "custom", "reputation", "way"})


def is_over_ages(verb: Token) -> bool:
    """ "They have historically been accused of it", "have a long history of blaming others": no single happening."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and verb.head.head.lemma_ in _HABITS:
        return True
    return any(child.dep_ == "advmod" and child.lower_ in _HOW_OFTEN for child in verb.children)


def is_of_record(verb: Token) -> bool:
    """ "Only two mayors have ever been impeached", "in the history of the city": how often it happened so far."""
    if clauses.tense(verb) != "perfect":
        return False
    whom = clauses.undergoer(verb)  # "has impeached two mayors in its history"
    below = [*verb.children, *(whom.children if whom is not None and whom.tag_ in ("NNS", "NNPS") else ())]
    return any(
        child.lower_ == "ever" or (child.lower_ in ("in", "throughout") and any(noun.lemma_ == "history" for noun in child.children))
        for child in below
        if child.dep_ in ("advmod", "prep")
    )


def is_on_a_whole_people(verb: Token) -> bool:
    """ "They are attacking the Malian people", "has bombed its own population": a charge against somebody, and no single deed.

    A number or a place makes it one, and so does what tells which people are meant ("the people in the market").
    """
    if any(child.dep_ == "prep" and child.lower_ in _WHERE for child in verb.children):
        return False
    if clauses.tense(verb) == "past" and verb.dep_ != "relcl":
        return False
    whom = clauses.undergoer(verb)
    return whom is not None and not any(child.dep_ == "conj" for child in whom.children) and _is_whole_people(whom)


def _is_whole_people(noun: Token) -> bool:
    """ "The population", "the Malian people", "its own people"."""
    if noun.lemma_ not in ("people", "population", "populace") or noun.tag_ == "NNP":
        return False
    if any(child.dep_ in ("nummod", "relcl", "acl", "prep", "appos") or child.lower_ in _NO_WHOLE for child in noun.children):
        return False
    if noun.lemma_ != "people":
        return any(child.dep_ in ("det", "poss") for child in noun.children)
    return any(child.dep_ == "poss" or child.ent_type_ == "NORP" for child in noun.children)
