"""What a verb and all that governs it say of whether its deed happened: negation, modals, tense, plans, orders, fears.

Sets of negated, hypothetical and future; empty where nothing speaks against it.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.words import with_mistaken, word_list

_HYPOTHETICAL_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought", "would"})
_REPORTING_PAST = frozenset({"VBD", "VBN"})


@cache
def lexicon() -> dict[str, Any]:
    """factuality.yaml, its lists as sets."""
    raw = yaml.load(files("dateline.lexicons").joinpath("factuality.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        key: {name: with_mistaken(words) for name, words in value.items()} if isinstance(value, dict) else frozenset(value)
        for key, value in raw.items()
    }


def of_verb(verb: Token) -> set[str]:
    """What the verb itself and everything above it say."""
    return own_mood(verb) | _from_above(verb)


def own_mood(verb: Token) -> set[str]:
    found = set()
    if any(
        child.dep_ in ("acomp", "oprd", "xcomp", "amod") and child.lemma_ == "guilty" and clauses.is_negated(child)
        for child in verb.children
    ):
        found.add("negated")  # "pleaded not guilty"
    if is_ahead(verb):
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
    if clauses.is_conditional(verb) or _is_question(verb) or _is_imperative(verb):
        found.add("hypothetical")
    if any(
        child.dep_ == "advmod" and child.lower_ in ("almost", "nearly", "narrowly") and child.i == verb.i - 1 for child in verb.children
    ):
        found.add("negated")
    return found


def _from_above(verb: Token) -> set[str]:
    """Walk up from a verb: each step is one relation to the word above."""
    head, relation = verb.head, verb.dep_
    if relation == "relcl" and _is_infinitive(verb):
        return _from_noun(verb, head)  # "a zone to house refugees", "called for the party, …, to be expelled"
    if head == verb or relation == "relcl":
        return set()  # a relative clause is told as known
    if relation == "conj":  # the parser may hang "two weeks after gunmen killed …" on the demand as a second one
        return set() if clauses.is_purpose(head) and _is_told_before(verb, head) else _from_coordination(verb)
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
        return {"hypothetical"} if verb.tag_ == "VB" or (verb.tag_ == "VBG" and clauses.modal(head)) else set()  # "to kill is a crime"
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
        shared = own_mood(first)
        found |= shared if not any(child.lower_ == "but" for child in first.children if child.dep_ == "cc") else shared - {"negated"}
    return found


def _from_governing_verb(verb: Token, head: Token) -> set[str]:
    words = lexicon()["verbs"]
    lemma = head.lemma_.lower()
    if lemma == "be" and any(child.dep_ == "acomp" and child.lemma_ in _UNCERTAIN for child in head.children):
        return {"hypothetical"}  # "it is possible that …"
    if lemma == "be" and verb.tag_ == "VB" and clauses.mark(verb) is None:  # "is to open", "was to end"
        return {"future"} | of_verb(head)
    if lemma == "go" and head.tag_ == "VBG" and verb.tag_ == "VB":
        return {"future"}
    if lemma == "have" and verb.tag_ == "VB" and any(child.lower_ == "yet" for child in head.children):
        return {"negated"}  # "has yet to leave"
    if lemma in ("have", "need") and verb.tag_ == "VB" and verb.dep_ == "xcomp":  # "has to leave"
        return {"hypothetical"}
    if is_called_off(head):
        return {"negated"}
    if lemma in words["transparent"] or (lemma == "vote" and _is_chamber_vote(verb, head)):
        return of_verb(head)
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


def _is_chamber_vote(verb: Token, vote: Token) -> bool:
    """ "The House voted to hold him in contempt" is done by the vote; strikers and troops act after theirs."""
    voter = clauses.subject(vote)
    words = (
        ()
        if voter is None
        else (word for word in (voter, *voter.lefts, *voter.rights) if word.dep_ in ("compound", "nsubj", "conj", "nmod"))
    )
    return verb.lemma_ not in ("strike", "leave", "go") and any(word.lemma_.lower() in word_list("chambers") for word in words)


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
        return of_verb(head.head) if clauses.is_verbal(head.head) else set()
    if lemma in _UNCERTAIN:
        return {"hypothetical"}
    if lemma in ("unable", "unwilling", "reluctant"):
        return {"negated"}
    return {"hypothetical"} if verb.tag_ == "VB" else set()


def _is_infinitive(verb: Token) -> bool:
    """ "to house", "to be expelled", but not "to have been expelled"."""
    is_passive = any(child.tag_ == "TO" for child in verb.children) and not _has_aux(verb, "have")
    return verb.tag_ == "VB" or (verb.tag_ == "VBN" and is_passive)


def _from_noun(verb: Token, noun: Token) -> set[str]:
    """An infinitive, participle or "that" clause on a noun: "a plan to attack", "rebels fighting the army", "no proof that …"."""
    if not _is_infinitive(verb):
        return {"negated"} if clauses.mark(verb) == "that" and _is_disowned(noun) else set()
    words = lexicon()["nouns"]
    lemma = noun.lemma_.lower()
    if lemma in words["future"] and clauses.is_negated(noun):
        return {"negated"}  # "no plans to leave"
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            return {value}
    if (
        lemma in ("first", "last", "one")
        or any(child.ent_type_ == "ORDINAL" for child in noun.lefts)
        or (noun.dep_ == "attr" and any(child.lower_ in ("first", "last", "latest", "second") for child in noun.children))
    ):
        return set()  # "the third minister to resign"
    return {"hypothetical"}


def _is_disowned(noun: Token) -> bool:
    """ "No evidence that …", "reports that … were false", "denied claims that …"."""
    if noun.lemma_ in _PROOFS and clauses.is_negated(noun):
        return True
    if noun.lemma_ not in _HEARSAY:
        return False
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head.lemma_ in ("deny", "dismiss", "reject", "refute", "rebut", "debunk", "disprove") and not clauses.is_negated(
            noun.head
        )
    return noun.dep_ == "nsubj" and any(
        child.dep_ in ("acomp", "attr", "oprd") and child.lemma_ in _FALSE and not clauses.is_negated(child) for child in noun.head.children
    )


_PROOFS = frozenset({"evidence", "proof", "sign", "indication", "suggestion", "confirmation", "truth"})
_HEARSAY = frozenset(
    {"report", "claim", "rumour", "rumor", "allegation", "accusation", "suggestion", "story", "statement", "assertion", "charge"}
)
_FALSE = frozenset(
    {"false", "untrue", "baseless", "unfounded", "groundless", "wrong", "fabricated", "lie", "nonsense", "fake", "hoax", "invention"}
)


def _from_adverbial(verb: Token, head: Token) -> set[str]:
    head = clauses.adverbial_head(verb) if clauses.is_verbal(head) else head
    if clauses.is_purpose(verb):
        return {"hypothetical"}
    if not clauses.is_verbal(head) or _is_told_before(verb, head):
        return set()
    if verb.tag_ in ("VBG", "VBN") and clauses.mark(verb) is None and not any(child.dep_ in clauses.SUBJECTS for child in verb.children):
        is_apart = head != verb.head or verb.lemma_ in word_list("saying")  # "gave no figures, saying …"
        return of_verb(head) - ({"negated"} if is_apart else set())  # "would attack, killing"
    return _from_above(head)


def _is_told_before(verb: Token, head: Token) -> bool:
    """ "to demand protection after gunmen had killed …": what came before is known, whatever the clause above asks or plans.

    The simple past below what is to come may be a shifted present: "said it would withdraw after the talks ended".
    """
    if clauses.mark(verb) not in ("after", "since", "because") or clauses.modal(verb) is not None:
        return False
    if clauses.tense(verb) == "perfect" or any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children):
        return True
    return clauses.tense(verb) == "past" and clauses.modal(head) is None and "future" not in of_verb(head)


_VERDICTS = frozenset({"sentence", "convict", "jail", "imprison", "condemn"})


def _from_preposition(verb: Token, preposition: Token) -> set[str]:
    word = preposition.lower_
    above = preposition.head
    if word in lexicon()["negating_prepositions"] or any(child.lower_ in ("instead", "rather") for child in preposition.children):
        return {"negated"}
    if word == "of" and above.lower_ in ("instead", "because"):
        return {"negated"} if above.lower_ == "instead" else set()
    if word == "from" and above.lemma_ in lexicon()["verbs"]["negated"]:
        return {"negated"}
    if word == "for" and any(verdict.lemma_ in _VERDICTS for verdict in preposition.ancestors):
        return set()  # "sentenced to life without the possibility of parole for killing …"
    lemma = above.lemma_.lower()
    if word == "with" and lemma in ("task", "entrust", "mandate", "busy", "assign"):
        return {"hypothetical"}  # "a unit tasked with investigating": what it is for
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
            return of_verb(above) - {"negated"}
        if word == "before":
            return _from_above(above)
        return _from_above(above)
    if lemma in ("close", "short", "far", "near", "shy"):
        return {"negated"}  # "came close to shelling it", "stopped short of", "far from"
    if above.pos_ == "ADJ":
        return {"hypothetical"} if lemma in ("capable", "afraid", "wary") else set()
    words = lexicon()["nouns"]
    for value in ("negated", "hypothetical", "future"):
        if lemma in words[value]:
            return {value}
    return set()


# ── small questions ──


def is_called_off(verb: Token) -> bool:
    """ "called off", "ruled out"."""
    particle = {"call": "off", "rule": "out"}.get(verb.lemma_)
    return particle is not None and any(child.dep_ == "prt" and child.lower_ == particle for child in verb.children)


def is_ahead(verb: Token) -> bool:
    """ "looms", "is on the way", "is in the offing"."""
    if verb.lemma_ in ("loom", "impend", "await"):
        return True
    return verb.lemma_ == "be" and any(
        child.dep_ == "prep" and any(noun.lemma_ in word_list("ahead") for noun in child.children) for child in verb.children
    )


def _is_imperative(verb: Token) -> bool:
    """ "Release them", "do not shoot"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis") or clauses.subject(verb) is not None:
        return False
    return not any(child.tag_ in ("TO", "MD") or (child.dep_ == "aux" and child.lower_ != "do") for child in verb.children)


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
