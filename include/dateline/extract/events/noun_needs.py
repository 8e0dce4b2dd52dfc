"""What frames of nouns ask for beside classes of words: `any` of event_nouns.yaml, one function for each name."""

from collections.abc import Callable

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.frames import classes, is_party, noun_classes
from dateline.extract.events.structure import aim_of, has_prep, is_of_campaign, light_verb, modifiers
from dateline.extract.events.words import word_list

_Holds = Callable[[Token, set[str]], bool]
NEEDS: dict[str, _Holds] = {}


def noun_holds(need: str, noun: Token, lemmas: set[str]) -> bool:
    """Does a need of the lexicon hold for a noun? `lemmas` are the words before it; "prep:of_place" asks for a place after "of".

    Raises ValueError for a name that no function here has.
    """
    if need.startswith("prep:"):
        return has_prep(noun, need[5:])
    if need not in NEEDS:
        raise ValueError(f"unknown need in the lexicon: {need!r}")
    return NEEDS[need](noun, lemmas)


def _need(holds: _Holds) -> _Holds:
    """Put a function under its name without the underscore."""
    NEEDS[holds.__name__.removeprefix("_")] = holds
    return holds


@_need
def _not_of_campaign(noun: Token, lemmas: set[str]) -> bool:
    return not is_of_campaign(noun)


@_need
def _possessor(noun: Token, lemmas: set[str]) -> bool:
    owner = clauses.possessor(noun)
    return owner is not None and is_party(owner)


@_need
def _possessor_official(noun: Token, lemmas: set[str]) -> bool:
    owner = clauses.possessor(noun)
    return owner is not None and any(word.lemma_.lower() in word_list("officials") for word in owner.subtree)


@_need
def _possessor_captive(noun: Token, lemmas: set[str]) -> bool:
    owner = clauses.possessor(noun)
    return owner is not None and bool(classes(owner) & {"captive", "living"})


@_need
def _party(noun: Token, lemmas: set[str]) -> bool:
    return any(
        word.ent_type_ in ("NORP", "ORG", "GPE") or word.lemma_.lower() in noun_classes() and is_party(word) for word in modifiers(noun)
    )


@_need
def _light(noun: Token, lemmas: set[str]) -> bool:
    return light_verb(noun) is not None


@_need
def _begun_to_take(noun: Token, lemmas: set[str]) -> bool:
    is_start = noun.dep_ == "pobj" and noun.head.head.lemma_ in ("start", "beginning", "launch")
    return (is_start or light_verb(noun) is not None) and aim_of(noun) is not None


@_need
def _made(noun: Token, lemmas: set[str]) -> bool:
    """ "issued a threat"; to "have" or "be" one is a state."""
    verb = light_verb(noun)
    return verb is not None and verb.lemma_ not in ("have", "see", "do", "be", "continue", "experience", "suffer")


@_need
def _dated(noun: Token, lemmas: set[str]) -> bool:
    return any(word.ent_type_ in ("DATE", "TIME") for word in noun.subtree)


@_need
def _plural(noun: Token, lemmas: set[str]) -> bool:
    return noun.tag_ in ("NNS", "NNPS")


@_need
def _civil(noun: Token, lemmas: set[str]) -> bool:
    return "civil" in lemmas


@_need
def _reached(noun: Token, lemmas: set[str]) -> bool:
    return any(word.lemma_ in ("reach", "sign", "conclude", "strike", "broker") for word in noun.subtree)


@_need
def _opened(noun: Token, lemmas: set[str]) -> bool:
    """ "the trial of two clerks began", "an inquiry into the deal got under way"."""
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in word_list("opening") and not clauses.is_negated(noun.head)


@_need
def _opened_of(noun: Token, lemmas: set[str]) -> bool:
    """Of somebody: a trial of a method is none in court."""
    whose = any(child.dep_ == "poss" and "living" in classes(child) for child in noun.children) or has_prep(noun, "of_living")
    return _opened(noun, lemmas) and whose


@_need
def _subject(noun: Token, lemmas: set[str]) -> bool:
    """It is said to happen: "fighting broke out", "clashes were reported"."""
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ == "report":
        return True
    return noun.dep_ in ("nsubj", "nsubjpass", "csubj") and noun.head.lemma_ in word_list("occurrence")
