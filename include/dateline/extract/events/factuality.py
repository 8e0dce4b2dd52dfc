"""Did it happen, as the text tells it? One of asserted, negated, future, hypothetical, historical.

The answer comes from the trigger's own verb (negation, modal, tense) and from all that governs it, walking up the parse: a
plan, an order, a failed attempt, a threat, a fear or the content of a demand has not happened; what somebody reports as a
fact has. Of several values the strongest stays: negated, hypothetical, future, historical, asserted.
"""

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.mood import is_ahead, is_called_off, lexicon, of_verb, own_mood
from dateline.extract.events.words import word_list

ORDER = ("negated", "hypothetical", "future", "historical", "asserted")
_UNFINISHED = frozenset({"attempt", "plot"})  # on a life; a failed coup is violence all the same
_DEFINITE = frozenset({"the", "this", "these", "those", "that"})


def factuality(trigger: Token, governor: Token) -> str:
    """Whether what `trigger` names happened; `governor` is the verb that makes one predicate with it, or the trigger itself.

    Age is not judged here: "historical" needs the event's date.
    """
    found: set[str] = set()
    if governor == trigger and not clauses.is_verbal(trigger):
        found |= _of_noun(trigger)
    else:
        if governor != trigger:
            found |= _of_modifiers(trigger) | _of_predicate(trigger)
            if clauses.is_negated(trigger) or is_called_off(governor):
                found.add("negated")
        found |= of_verb(governor)
    return strongest(found)


def strongest(values: set[str]) -> str:
    """The value that wins where several fit."""
    return next((value for value in ORDER if value in values), "asserted")


# ── nouns ──


def _of_noun(noun: Token) -> set[str]:
    """A noun that is not the object of a light verb: its modifiers, what it hangs on, and, unless it is definite, its clause."""
    found = _of_modifiers(noun) | _of_predicate(noun)
    if noun.lemma_ in _UNFINISHED and not any(child.lower_ == "coup" for child in noun.children):
        found.add("hypothetical")
    if clauses.is_negated(noun):
        found.add("negated")
    top = noun
    while top.dep_ in ("conj", "appos") and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    words = lexicon()
    head = top.head
    is_definite = any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in noun.children)
    if top.dep_ in ("pobj", "dobj", "pcomp") and head.dep_ in ("prep", "agent"):
        preposition, above = head, head.head
        if preposition.lower_ in words["negating_prepositions"]:
            return found | {"negated"}
        lemma = above.lemma_.lower()
        if above.pos_ in ("NOUN", "PROPN"):
            for value in ("negated", "hypothetical", "future"):
                if (
                    lemma in words["nouns"][value]
                    and preposition.lower_ in words["prepositions"]
                    and not (is_definite and lemma not in _UNREAL_EVEN_IF_DEFINITE)
                ):
                    return found | {value}
        elif clauses.is_verbal(above) and preposition.lower_ in ("for", "of", "against", "from", "on", "to", "about", "with"):
            found |= _of_object(above, preposition.lower_, is_definite) | _of_paper(above, preposition)
    elif top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and clauses.is_verbal(head):
        found |= _of_object(head, "", is_definite and top.dep_ != "nsubjpass")
        if (
            top.dep_ == "nsubjpass"
            and clauses.is_negated(head)
            and head.lemma_ in ("report", "carry", "confirm", "see", "record", "allow", "hold", "launch")
        ):
            found.add("negated")
    clause = clauses.clause_head(noun)
    if top.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in ("anniversary", "centenary", "commemoration"):
        found.add("historical")
    if _is_demanded(top):
        found.add("hypothetical")
    if top.dep_ == "dobj" and head.lemma_ in _BRINGING_ABOUT:
        found |= of_verb(head) - {"negated"}  # "efforts to complete the withdrawal"
    if (
        top.dep_ == "nsubj"
        and head == clause
        and head.lemma_ in word_list("occurrence") | {"happen", "occur"}
        and head.lemma_ in ("take", "occur", "happen", "begin", "start", "break", "erupt")
    ):
        found |= own_mood(clause)
    if top.dep_ == "nsubj" and is_ahead(head):
        found.add("future")
    if not is_definite and clause != noun and clauses.is_verbal(clause):
        found |= of_verb(clause) - {"negated"}
    return found


def _is_demanded(noun: Token) -> bool:
    """ "Their demands include the release of students and the dropping of charges"."""
    while noun.dep_ == "conj" and noun.head.lemma_ != "include":
        noun = noun.head
    subject = clauses.subject(noun.head) if noun.head.lemma_ == "include" and noun.dep_ == "dobj" else None
    return subject is not None and any(subject.lemma_ in lexicon()["nouns"][value] for value in ("hypothetical", "future"))


_UNREAL_EVEN_IF_DEFINITE = frozenset({"plan", "threat", "possibility", "prospect", "failure", "absence", "lack", "preparation"})


_BRINGING_ABOUT = frozenset(
    {"complete", "secure", "achieve", "negotiate", "obtain", "win", "ensure", "speed", "facilitate", "effect", "finalise", "finalize"}
)


# "discussed the attack" is about one that happened, "demanded the release" about one that did not.
_ABOUT_FACTS = frozenset(
    {"discuss", "talk", "debate", "consider", "oppose", "mean", "predict", "encourage", "warn", "imagine", "fear", "ban"}
)


def _of_object(verb: Token, preposition: str, is_definite: bool) -> set[str]:
    words = lexicon()["objects"]
    lemma = verb.lemma_.lower()
    if is_called_off(verb):
        return {"negated"}
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            if value == "negated" and preposition not in ("", "from"):
                continue
            if value == "negated" and clauses.is_negated(verb):
                return set()
            if is_definite and value == "hypothetical" and lemma in _ABOUT_FACTS:
                continue
            return {value}
    return set()


def _of_paper(verb: Token, preposition: Token) -> set[str]:
    """ "issued a warrant for the arrest of …", "a petition was launched for her release": the parser hangs "for" on the verb."""
    if preposition.lower_ != "for":
        return set()
    papers = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.i < preposition.i]
    return {"hypothetical"} if any(paper.lemma_.lower() in word_list("papers_for") for paper in papers) else set()


def _of_predicate(noun: Token) -> set[str]:
    """ "A raid was imminent", "an attack is possible"; what is "likely to go on", and "the attack", are there already."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be" or any(child.lower_ in _DEFINITE for child in noun.children):
        return set()
    said = {
        child.lower_ for child in noun.head.children if child.dep_ == "acomp" and not any(below.dep_ == "xcomp" for below in child.children)
    }
    return {value for value in ("hypothetical", "future") if not said.isdisjoint(lexicon()["modifiers"][value])}


def _of_modifiers(noun: Token) -> set[str]:
    words = lexicon()["modifiers"]
    found = set()
    for child in noun.children:
        if child.dep_ in ("amod", "det", "compound", "nmod") and child.i < noun.i:
            for value, lemmas in words.items():
                if child.lower_ in lemmas and not (noun.lemma_ == "coup" and child.lower_ in ("attempted", "failed")):
                    found.add(value)
    return found
