"""Words that state an event: verbs and nouns whose frame fits what hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.symbols import AUX, NOUN, PROPN, VERB
from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import TARGET, Frame, classes, is_party, noun_classes, noun_frames, verb_frames
from dateline.extract.events.words import word_list

_VERBAL = frozenset({VERB, AUX})
_POS = frozenset({NOUN, PROPN, VERB, AUX})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "AGREE"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})


_Form = tuple[str, str, Token]  # a word in lower case, its lemma in lower case, its token


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word (with the other words of its phrase) that fits a frame, and the tokens in its roles."""

    token: Token
    words: tuple[Token, ...]  # in text order, the token among them
    frame: Frame
    governor: Token  # the verb whose mood decides: the light verb of "carried out an attack", else the token itself
    is_noun: bool = False  # also for gerunds that stand as nouns: "fighting continues"


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers in reading order, at most one for each word."""
    found: list[Trigger] = []
    verbs, nouns = verb_frames(), noun_frames()
    used: set[int] = set()
    candidates = [doc[i] for i, pos in enumerate(doc.to_array("POS").tolist()) if pos in _POS]
    for token in candidates:
        if token.pos in _VERBAL and (frames := verbs.get(token.lemma_)):
            trigger = _verb_trigger(token, frames)
            if trigger is not None:
                found.append(trigger)
                used.update(word.i for word in trigger.words)
    for token in candidates:
        frames = nouns.get(token.lower_ if token.tag_ == "VBG" else token.lemma_.lower())
        if frames and token.i not in used:
            trigger = _noun_trigger(token, frames)
            if trigger is not None:
                found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.token.i)


def _verb_trigger(verb: Token, frames: tuple[Frame, ...]) -> Trigger | None:
    if verb.dep_ in ("aux", "auxpass", "compound", "amod"):
        return None
    forms: dict[int, list[_Form]] = {}
    sides: tuple[Token | None, Token | None] | None = None
    for frame in frames:
        words = _phrase(verb, frame.words[1:], forms)
        if words is None:
            continue
        if sides is None:
            sides = clauses.doer(verb), clauses.undergoer(verb) or clauses.shared_object(verb)
        if _verb_fits(verb, frame, words, *sides):
            return Trigger(verb, tuple(sorted((verb, *words), key=lambda word: word.i)), frame, verb)
    return None


def _phrase(token: Token, words: tuple[str, ...], forms: dict[int, list[_Form]]) -> tuple[Token, ...] | None:
    """The tokens of a phrase's further words, each hanging on the head or on the one before it.

    `forms` keeps what hangs on each word, from one phrase of the same head to the next.
    """
    found: list[Token] = []
    for word in words:
        hit = None
        for holder in (token, *reversed(found)):
            if holder.i not in forms:
                forms[holder.i] = [(part.lower_, part.lemma_.lower(), part) for part in _reachable(holder)]
            hit = next((part for lower, lemma, part in forms[holder.i] if word in (lower, lemma) and part not in found), None)
            if hit is not None:
                break
        if hit is None and clauses.is_passive(token):
            subject = clauses.subject(token)
            if subject is not None and word in (subject.lower_, subject.lemma_.lower()):
                hit = subject
        if hit is None and len(found) == 0 and len(words) == 1:
            hit = _conjoined(token, word) or _right_after(token, word)
        if hit is None:
            return None
        found.append(hit)
    return tuple(found)


def _reachable(holder: Token) -> Iterator[Token]:
    """What hangs on a word, with "aid" in "aid deliveries" where the word is an object and "emergency" in "state of emergency"."""
    yield from (child for child in holder.children if child.dep_ != "nsubj" and not _is_when(child))
    for child in holder.children:
        if child.dep_ == "dobj":
            yield from (below for below in child.children if below.dep_ == "compound")
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (below for below in child.children if below.dep_ == "pobj")
        elif child.dep_ in ("advcl", "ccomp", "xcomp"):  # "called for the bill to be dropped"
            yield from (below for below in child.children if below.dep_ == "mark" and below.lower_ == "for")


def _is_when(preposition: Token) -> bool:
    """ "called off on Sunday" calls on nobody."""
    return preposition.dep_ == "prep" and any(
        child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in preposition.children
    )


def _right_after(token: Token, word: str) -> Token | None:
    """ "imposed sanctions on …": the noun right behind the verb, whatever a long sentence makes the parser take it for."""
    if token.i + 1 >= len(token.doc):
        return None
    following = token.doc[token.i + 1]
    return following if following.pos_ == "NOUN" and word in (following.lower_, following.lemma_.lower()) else None


def _conjoined(token: Token, word: str) -> Token | None:
    """ "tear gas and water cannon": the word may be a later member of the object's list."""
    thing = clauses.direct_object(token)
    if thing is None:
        return None
    return next((member for member in clauses.members(thing)[1:] if word in (member.lower_, member.lemma_.lower())), None)


def _verb_fits(verb: Token, frame: Frame, words: tuple[Token, ...], doer: Token | None, undergoer: Token | None) -> bool:
    if undergoer in words:
        undergoer = None
    if doer in words:
        doer = None
    if frame.event_type == "ASSAULT" and undergoer is not None and undergoer.lower_ in _REFLEXIVE:
        return False  # nobody assaults themselves
    if frame.without and any(child.lemma_.lower() in frame.without for word in words for child in word.children):
        return False  # to call off an air strike is no concession to employers
    if frame.event_type == "CONSULT" and undergoer is not None and undergoer.pos_ == "NUM":
        return False  # "phoned 911"
    if frame.event_type in _SPEECH and verb.dep_ in ("acl", "amod") and clauses.is_passive(verb) and clauses.agent(verb) is None:
        return False  # "people accused of crimes": of a kind, not of a deed
    if frame.subject or frame.subject_not:
        kinds = classes(doer) if doer is not None else frozenset()
        if doer is not None and frame.subject and not kinds & frame.subject and not _extra_subject(doer, frame):
            return False
        if doer is not None and kinds & frame.subject_not and "name" not in kinds:
            return False
    if frame.object and not (undergoer is None and frame.is_optional):
        if undergoer is None:
            return False
        kinds = classes(undergoer)
        is_unknown = (
            not kinds and "living" in frame.object and "structure" not in frame.object and frame.weight >= 0.8 and undergoer.pos_ == "NOUN"
        )  # "stabbed four clerks"
        if not kinds & frame.object and not is_unknown and not _extra_object(undergoer, frame):
            return False
    if (
        frame.object_not
        and undergoer is not None
        and classes(undergoer) & frame.object_not
        and not classes(undergoer) & (TARGET - {"group"})
    ):
        return False
    return all(_holds(need, verb, doer, undergoer) for need in frame.needs) and (
        not frame.any or any(_holds(need, verb, doer, undergoer) for need in frame.any)
    )


def _extra_subject(doer: Token, frame: Frame) -> bool:
    words = {doer.lemma_.lower()} | {child.lemma_.lower() for child in doer.children if child.dep_ == "compound"}
    return any(words & word_list(name) for name in frame.subject if name in ("protesters", "police", "officials"))


def _extra_object(undergoer: Token, frame: Frame) -> bool:
    lemma = undergoer.lemma_.lower()
    return any(
        lemma in word_list(name)
        for name in frame.object
        if name in ("violence", "protest", "request", "permission", "border", "media", "website", "passage")
    )


def _holds(need: str, verb: Token, doer: Token | None, undergoer: Token | None) -> bool:
    if need.startswith("prep:"):
        return _has_prep(verb, need[5:])
    match need:
        case "object":
            return undergoer is not None
        case "intransitive":
            return undergoer is None or clauses.is_passive(verb)
        case "kept_in":  # "are not allowing civilians to leave": keeping people in is done, not refused
            below = complement(verb)
            held = None if below is None else clauses.subject(below)
            is_told = clauses.is_negated(verb) and clauses.modal(verb) is None
            return is_told and held is not None and bool(classes(held) & {"living"}) and not _same_party(held, doer)
        case "for_thing":
            thing = clauses.prep_object(verb, "for")
            return thing is None or not classes(thing) & {"living"}
        case "not_press":  # "told reporters to wait" is rarer than telling them something
            return undergoer is None or undergoer.lemma_ not in ("reporter", "journalist", "press", "media", "newspaper", "correspondent")
        case "no_clause":
            return not any(child.dep_ == "ccomp" for child in verb.children)
        case "rough":
            return clauses.is_passive(verb) or (doer is not None and "armed" in classes(doer)) or _has_prep(verb, "with")
        case "active":
            return not clauses.is_passive(verb)
        case "weapon_object":
            thing = clauses.shared_object(verb) or clauses.direct_object(verb)
            return thing is not None and "weapon" in classes(thing)
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
                and (below.tag_ == "VB" or clauses.modal(below) in ("should", "must"))
                and clauses.mark(below) not in ("if", "whether")
            )
        case "clause_deal":
            below = complement(verb)
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
                return below.lemma_ not in word_list("hostile")
            return undergoer is not None and bool(
                classes(undergoer) & {"relief"} or undergoer.lemma_ in ("support", "reform", "cooperation", "investigation", "election")
            )
        case "friendly_commit":
            return any(below.lemma_ in word_list("friendly") for below in complements(verb))
        case "discuss_infinitive":
            return any(below.lemma_ in ("discuss", "talk", "negotiate", "debate", "consider") for below in complements(verb))
        case "threat":
            return _is_threat(verb, doer)
        case "other_complement":
            below = complement(verb)
            own = None if below is None else next((child for child in below.children if child.dep_ == "nsubj"), None)
            return own is not None and is_party(own) and not _same_party(own, doer)
    raise ValueError(f"unknown need in the lexicon: {need!r}")


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


def _has_prep(token: Token, name: str) -> bool:
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


# ── nouns ──


def _noun_trigger(noun: Token, frames: tuple[Frame, ...]) -> Trigger | None:
    if noun.ent_type_ in ("DATE", "TIME") or noun.text == "March":
        return None  # a month
    if noun.lemma_.lower() in word_list("floods_of") and clauses.prep_object(noun, "of") is not None:
        return None  # "a flood of imports"
    if noun.dep_ in ("compound", "nmod", "amod", "npadvmod") or (noun.pos_ == "VERB" and noun.tag_ != "VBG"):
        return None
    if noun.pos_ == "VERB" and (
        noun.dep_ not in ("dobj", "pobj", "nsubj", "csubj") or any(child.dep_ in ("dobj", "nsubj", "aux") for child in noun.children)
    ):
        return None
    modifiers = _modifiers(noun)
    lemmas = {part for word in modifiers for part in (word.lower_, word.lemma_.lower(), *word.lower_.split("-"))} | set(
        noun.lower_.split("-")[:-1]
    )
    for frame in frames:
        if frame.without & lemmas or (frame.is_plural and noun.tag_ not in ("NNS", "NNPS")):
            continue
        if (
            frame.having
            and not frame.having & lemmas
            and not any(name.startswith("of_") and _has_prep(noun, name) for name in sorted(frame.having))
        ):
            continue
        if frame.any and not any(_noun_holds(need, noun, lemmas) for need in frame.any):
            continue
        words = [
            noun,
            *(
                word
                for word in modifiers
                if word.dep_ == "compound" and word.i < noun.i and frame.having & {word.lower_, word.lemma_.lower()}
            ),
        ]
        return Trigger(noun, tuple(sorted(words, key=lambda word: word.i)), frame, light_verb(noun) or noun, True)
    return None


def _modifiers(noun: Token) -> list[Token]:
    found = []
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            found.append(child)
            found += [below for below in child.children if below.dep_ in ("compound", "amod", "punct")]
    of = clauses.prep_object(noun, "of")
    if of is not None:
        found.append(of)
    return found


def _noun_holds(need: str, noun: Token, lemmas: set[str]) -> bool:
    if need.startswith("prep:"):
        return _has_prep(noun, need[5:])
    owner = clauses.possessor(noun)
    match need:
        case "possessor":
            return owner is not None and is_party(owner)
        case "possessor_party":
            return owner is not None and is_party(owner)
        case "possessor_captive":
            return owner is not None and bool(classes(owner) & {"captive", "living"})
        case "party":
            return any(
                word.ent_type_ in ("NORP", "ORG", "GPE") or word.lemma_.lower() in noun_classes() and is_party(word)
                for word in _modifiers(noun)
            )
        case "light":
            return light_verb(noun) is not None
        case "dated":
            return any(word.ent_type_ in ("DATE", "TIME") for word in noun.subtree)
        case "plural":
            return noun.tag_ in ("NNS", "NNPS")
        case "civil":
            return "civil" in lemmas
        case "reached":
            return any(word.lemma_ in ("reach", "sign", "conclude", "strike", "broker") for word in noun.subtree)
        case "subject":
            return noun.dep_ in ("nsubj", "nsubjpass", "csubj") and noun.head.lemma_ in word_list("occurrence")
    raise ValueError(f"unknown need in the lexicon: {need!r}")


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
