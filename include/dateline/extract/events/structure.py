"""What hangs on a verb or noun: the clauses it governs, what modifies it, the light verb beside it, what it is for."""

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import TARGET, classes, is_party
from dateline.extract.events.words import word_list

_PURPOSES = frozenset({"acl", "relcl", "advcl", "xcomp"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})


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


def has_prep(token: Token, name: str) -> bool:
    """Is there a noun after the preposition of `name`, "for", or "for_party": one of that class?"""
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


def modifiers(noun: Token) -> list[Token]:
    """What stands before the noun, and the noun after "of"."""
    found = []
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            found.append(child)
            found += [below for below in child.children if below.dep_ in ("compound", "amod", "punct")]
    of = clauses.prep_object(noun, "of")
    if of is not None:
        found.append(of)
    return found


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


def aim_of(noun: Token) -> Token | None:
    """What an operation is to do by force: "an operation to retake the town", "launched an offensive to retake it"."""
    verb = light_verb(noun)
    below = [*noun.children, *(() if verb is None else (child for child in verb.children if child.i > noun.i))]
    return next((child for child in below if child.dep_ in _PURPOSES and _is_taking(child)), None)


def _is_taking(verb: Token) -> bool:
    thing = clauses.direct_object(verb)
    is_target = thing is not None and bool(classes(thing) & TARGET) and "weapon" not in classes(thing)
    return is_target and verb.lemma_ in word_list("taking") and has_to(verb)


def has_to(verb: Token) -> bool:
    """ "to leave", which "does leave" and "could leave" are not."""
    return any(child.tag_ == "TO" for child in verb.children)


def is_of_campaign(gathering: Token) -> bool:
    """ "A campaign rally", "the senator's Ohio rally": supporters listen to one who asks for their votes."""
    if any(word.lemma_.lower() in word_list("of_campaign") for word in modifiers(gathering)):
        return True
    host = clauses.possessor(gathering)
    return host is not None and host.tag_ in ("NN", "NNP") and (host.ent_type_ == "PERSON" or "living" in classes(host))
