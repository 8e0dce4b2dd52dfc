"""What is told of no single happening: habits, what is so in general, counts over many years."""

from spacy.tokens import Token

from dateline.extract import clauses

# Their past is written like their present: "the men who beat him" tells of a deed.
_SAME_IN_PAST = frozenset({"beat", "hit", "cut", "set", "put", "hurt", "burst", "shut", "spread", "split", "burn", "overrun"})
_SPAN = frozenset({"in", "during", "over", "throughout", "within"})


def is_repeated(verb: Token) -> bool:
    """ "The lodges march each July"."""
    return verb.tag_ in ("VBP", "VBZ") and any(
        child.dep_ == "npadvmod" and any(word.lower_ in ("each", "every") for word in child.lefts) for child in verb.children
    )


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
