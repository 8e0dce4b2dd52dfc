"""Did it happen, as the text tells it? One of asserted, negated, future, hypothetical, historical.

The answer comes from the trigger's own verb (negation, modal, tense) and from all that governs it, walking up the parse: a
plan, an order, a failed attempt, a threat, a fear or the content of a demand has not happened; what somebody reports as a
fact has. Of several values the strongest stays: negated, hypothetical, future, historical, asserted.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.words import with_mistaken, word_list

ORDER = ("negated", "hypothetical", "future", "historical", "asserted")
_HYPOTHETICAL_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought", "would"})
_REPORTING_PAST = frozenset({"VBD", "VBN"})
_DEFINITE = frozenset({"the", "this", "these", "those", "that"})


@cache
def lexicon() -> dict[str, Any]:
    """factuality.yaml, its lists as sets."""
    raw = yaml.load(files("dateline.lexicons").joinpath("factuality.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        key: {name: with_mistaken(words) for name, words in value.items()} if isinstance(value, dict) else frozenset(value)
        for key, value in raw.items()
    }


def factuality(trigger: Token, governor: Token) -> str:
    """Whether what `trigger` names happened; `governor` is the verb that makes one predicate with it, or the trigger itself.

    Age is not judged here: "historical" needs the event's date.
    """
    found: set[str] = set()
    if governor == trigger and not clauses.is_verbal(trigger):
        found |= _of_noun(trigger)
    else:
        if governor != trigger:
            found |= _of_modifiers(trigger)
            if clauses.is_negated(trigger) or _is_called_off(governor):
                found.add("negated")
        found |= _of_verb(governor)
    return strongest(found)


def strongest(values: set[str]) -> str:
    """The value that wins where several fit."""
    return next((value for value in ORDER if value in values), "asserted")


def _of_verb(verb: Token) -> set[str]:
    """What the verb itself and everything above it say."""
    return _own_mood(verb) | _from_above(verb)


def _own_mood(verb: Token) -> set[str]:
    found = set()
    if any(
        child.dep_ in ("acomp", "oprd", "xcomp", "amod") and child.lemma_ == "guilty" and clauses.is_negated(child)
        for child in verb.children
    ):
        found.add("negated")  # "pleaded not guilty"
    if _is_ahead(verb):
        found.add("future")
    if clauses.is_negated(verb) and not _only(verb) and verb.lemma_ not in ("allow", "let", "permit"):
        found.add("negated")
    modal = clauses.modal(verb)
    if modal in ("will", "shall"):
        found.add("future")
    elif modal == "would" and _is_polite(verb):
        pass
    elif modal == "would":
        found.add("future" if _is_reported_in_past(verb) and not _has_aux(verb, "have") else "hypothetical")
    elif modal in _HYPOTHETICAL_MODALS:
        found.add("hypothetical")
    if clauses.is_conditional(verb) or _is_question(verb):
        found.add("hypothetical")
    if any(
        child.dep_ == "advmod" and child.lower_ in ("almost", "nearly", "narrowly") and child.i == verb.i - 1 for child in verb.children
    ):
        found.add("negated")
    return found


def _from_above(verb: Token) -> set[str]:
    """Walk up from a verb: each step is one relation to the word above."""
    head, relation = verb.head, verb.dep_
    if head == verb or relation == "relcl":
        return set()  # a relative clause is told as known
    if relation == "conj":
        return _from_coordination(verb)
    if relation in ("xcomp", "ccomp", "oprd", "dobj", "dep") and clauses.is_verbal(head):
        return _from_governing_verb(verb, head)
    if relation in ("acomp", "xcomp", "ccomp") or (relation in ("advcl", "xcomp") and head.pos_ == "ADJ"):
        return _from_adjective(verb, head)
    if relation == "acl":
        return _from_noun(verb, head)
    if relation == "advcl":
        return _from_adverbial(verb, head)
    if relation == "pcomp":
        return _from_preposition(verb, head)
    if relation in ("csubj", "csubjpass"):
        return {"hypothetical"} if verb.tag_ in ("VB", "VBG") and clauses.modal(head) else set()
    return set()


def _from_coordination(verb: Token) -> set[str]:
    first = verb.head
    if not clauses.is_verbal(first):
        return set()
    found = _from_above(first)
    is_dependent = not any(child.dep_ in clauses.SUBJECTS for child in verb.children)
    if is_dependent and clauses.is_conditional(first):
        found.add("hypothetical")
    if is_dependent and verb.tag_ in ("VB", "VBN", "VBG") and verb.tag_ == first.tag_:
        shared = _own_mood(first)
        found |= shared if not any(child.lower_ == "but" for child in first.children if child.dep_ == "cc") else shared - {"negated"}
    return found


def _from_governing_verb(verb: Token, head: Token) -> set[str]:
    words = lexicon()["verbs"]
    lemma = head.lemma_.lower()
    if lemma == "be" and any(child.dep_ == "acomp" and child.lemma_ in _UNCERTAIN for child in head.children):
        return {"hypothetical"}  # "it is possible that …"
    if lemma == "be" and verb.tag_ == "VB" and clauses.mark(verb) is None:  # "is to open", "was to end"
        return {"future"} | _of_verb(head)
    if lemma == "go" and head.tag_ == "VBG" and verb.tag_ == "VB":
        return {"future"}
    if lemma == "have" and verb.tag_ == "VB" and any(child.lower_ == "yet" for child in head.children):
        return {"negated"}  # "has yet to leave"
    if lemma in ("have", "need") and verb.tag_ == "VB" and verb.dep_ == "xcomp":  # "has to leave"
        return {"hypothetical"}
    if _is_called_off(head):
        return {"negated"}
    if lemma in words["transparent"]:
        return _of_verb(head)
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            if value == "hypothetical" and not _is_unreal_content(verb, lemma):
                break
            if value == "negated" and clauses.is_negated(head):  # "did not deny", "never failed to"
                return {"hypothetical"}
            return {value} | (_from_above(head) - {"asserted"})
    found = _from_above(head)
    if (
        verb.tag_ == "VB"
        and clauses.mark(verb) is None
        and clauses.tense(verb) == "infinitive"
        and clauses.modal(verb) is None
        and lemma not in words["transparent"]
    ):
        found.add("hypothetical")  # an infinitive under a verb that no list knows
    if verb.i > head.i and clauses.is_negated(head) and lemma in ("say", "confirm", "report", "believe", "think", "claim", "admit"):
        found.add("hypothetical")
    return found


def _is_unreal_content(verb: Token, lemma: str) -> bool:
    """ "warned that troops had crossed" tells of a fact; "warned them to leave" does not."""
    if lemma in ("fear", "doubt", "wonder", "question", "worry"):
        return True
    if verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and clauses.tense(verb) in ("past", "perfect", "present") and clauses.modal(verb) is None:
        return lemma in ("demand", "propose", "recommend", "request", "ask")
    return True


_UNCERTAIN = frozenset({"possible", "probable", "conceivable", "plausible", "feasible", "unlikely"})


def _from_adjective(verb: Token, head: Token) -> set[str]:
    lemma = head.lemma_.lower()
    if lemma in (
        "ready",
        "willing",
        "set",
        "due",
        "likely",
        "poised",
        "prepared",
        "scheduled",
        "eager",
        "bound",
        "certain",
        "expected",
        "about",
        "sure",
        "keen",
        "determined",
    ):
        return {"future"}
    if lemma in ("able", "happy", "sad", "sorry", "proud", "glad", "forced", "quick", "first", "last"):
        return _of_verb(head.head) if clauses.is_verbal(head.head) else set()
    if lemma in _UNCERTAIN:
        return {"hypothetical"}
    if lemma in ("unable", "unwilling", "reluctant"):
        return {"negated"}
    return {"hypothetical"} if verb.tag_ == "VB" else set()


def _from_noun(verb: Token, noun: Token) -> set[str]:
    """An infinitive or participle on a noun: "a plan to attack", "rebels fighting the army"."""
    if verb.tag_ != "VB":
        return set()
    words = lexicon()["nouns"]
    lemma = noun.lemma_.lower()
    if lemma in words["future"] and clauses.is_negated(noun):
        return {"negated"}  # "no plans to leave"
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            return {value}
    if (
        lemma in ("first", "last", "one")
        or noun.dep_ == "attr"
        and any(child.lower_ in ("first", "last", "latest", "second") for child in noun.children)
    ):
        return set()  # "the third minister to resign"
    return {"hypothetical"}


def _from_adverbial(verb: Token, head: Token) -> set[str]:
    head = clauses.adverbial_head(verb) if clauses.is_verbal(head) else head
    if clauses.is_purpose(verb):
        return {"hypothetical"}
    if not clauses.is_verbal(head):
        return set()
    if verb.tag_ in ("VBG", "VBN") and clauses.mark(verb) is None and not any(child.dep_ in clauses.SUBJECTS for child in verb.children):
        return _of_verb(head) - ({"negated"} if head != verb.head else set())  # "would attack, killing"
    return _from_above(head)


def _from_preposition(verb: Token, preposition: Token) -> set[str]:
    word = preposition.lower_
    above = preposition.head
    if word in lexicon()["negating_prepositions"] or any(child.lower_ in ("instead", "rather") for child in preposition.children):
        return {"negated"}
    if word == "of" and above.lower_ in ("instead", "because"):
        return {"negated"} if above.lower_ == "instead" else set()
    if word == "from" and above.lemma_ in lexicon()["verbs"]["negated"]:
        return {"negated"}
    lemma = above.lemma_.lower()
    if clauses.is_verbal(above):
        if word in ("of", "with", "for") and lemma in clauses.OBJECT_GERUND:
            return _from_above(above)
        if word in ("of", "about", "on", "against", "at", "to", "for", "with") and lemma in lexicon()["verbs"]["hypothetical"]:
            return {"hypothetical"}
        if word == "against":
            return {"negated" if lemma in ("decide", "choose", "opt", "vote", "rule") else "hypothetical"}
        if word in ("on", "to") and lemma in lexicon()["verbs"]["future"]:
            return {"future"}
        if word in ("by", "after", "while", "in", "since", "when"):
            return _of_verb(above) - {"negated"}
        if word == "before":
            return _from_above(above)
        return _from_above(above)
    if above.pos_ == "ADJ":
        return {"hypothetical"} if lemma in ("capable", "afraid", "wary") else set()
    words = lexicon()["nouns"]
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            return {value}
    return set()


# ── nouns ──


def _of_noun(noun: Token) -> set[str]:
    """A noun that is not the object of a light verb: its modifiers, what it hangs on, and, unless it is definite, its clause."""
    found = _of_modifiers(noun)
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
            found |= _of_object(above, preposition.lower_, is_definite)
    elif top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and clauses.is_verbal(head):
        found |= _of_object(head, "", is_definite and top.dep_ != "nsubjpass")
        if (
            top.dep_ == "nsubjpass"
            and clauses.is_negated(head)
            and head.lemma_ in ("report", "carry", "confirm", "see", "record", "allow", "hold", "launch")
        ):
            found.add("negated")
    clause = clauses.clause_head(noun)
    if (
        top.dep_ == "nsubj"
        and head == clause
        and head.lemma_ in word_list("occurrence") | {"happen", "occur"}
        and head.lemma_ in ("take", "occur", "happen", "begin", "start", "break", "erupt")
    ):
        found |= _own_mood(clause)
    if top.dep_ == "nsubj" and _is_ahead(head):
        found.add("future")
    if not is_definite and clause != noun and clauses.is_verbal(clause):
        found |= _of_verb(clause) - {"negated"}
    return found


_UNREAL_EVEN_IF_DEFINITE = frozenset({"plan", "threat", "possibility", "prospect", "failure", "absence", "lack", "preparation"})


# "discussed the attack" is about one that happened, "demanded the release" about one that did not.
_ABOUT_FACTS = frozenset({"discuss", "debate", "consider", "oppose", "mean", "predict", "encourage", "warn", "imagine", "fear", "ban"})


def _of_object(verb: Token, preposition: str, is_definite: bool) -> set[str]:
    words = lexicon()["objects"]
    lemma = verb.lemma_.lower()
    if _is_called_off(verb):
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


def _of_modifiers(noun: Token) -> set[str]:
    words = lexicon()["modifiers"]
    found = set()
    for child in noun.children:
        if child.dep_ in ("amod", "det", "compound", "nmod") and child.i < noun.i:
            for value, lemmas in words.items():
                if child.lower_ in lemmas and not (noun.lemma_ == "coup" and child.lower_ in ("attempted", "failed")):
                    found.add(value)
    return found


# ── small questions ──


def _is_called_off(verb: Token) -> bool:
    """ "called off", "ruled out"."""
    particle = {"call": "off", "rule": "out"}.get(verb.lemma_)
    return particle is not None and any(child.dep_ == "prt" and child.lower_ == particle for child in verb.children)


def _is_ahead(verb: Token) -> bool:
    """ "looms", "is on the way", "is in the offing"."""
    if verb.lemma_ in ("loom", "impend", "await"):
        return True
    return verb.lemma_ == "be" and any(
        child.dep_ == "prep" and any(noun.lemma_ in word_list("ahead") for noun in child.children) for child in verb.children
    )


def _is_question(verb: Token) -> bool:
    return verb.dep_ in ("ROOT", "conj", "ccomp") and any(child.text == "?" for child in verb.children)


def _is_reported_in_past(verb: Token) -> bool:
    """ "said it would send": the future, seen from the past."""
    head = verb.head
    while verb.dep_ == "conj" and clauses.is_verbal(head):
        verb, head = head, head.head
    if verb.dep_ == "ccomp" and clauses.is_verbal(head):
        return head.tag_ in _REPORTING_PAST
    return any(child.dep_ in ("parataxis", "ccomp") and child.tag_ == "VBD" for child in verb.children)


def _is_polite(verb: Token) -> bool:
    """ "I would urge anyone …": done by saying it."""
    return verb.lemma_ in word_list("performative") and any(
        child.dep_ == "nsubj" and child.lower_ in ("i", "we") for child in verb.children
    )


def _has_aux(verb: Token, word: str) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == word for child in verb.children)


def _only(verb: Token) -> bool:
    """ "not only attacked but …" negates nothing."""
    return any(
        child.lower_ == "only" and child.i > verb.doc[verb.left_edge.i].i for child in verb.children if child.dep_ in ("advmod", "preconj")
    )
