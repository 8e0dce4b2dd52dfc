"""Words that state an event: verbs and nouns whose frame fits what hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.symbols import AUX, NOUN, PROPN, VERB
from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import TARGET, Frame, classes, noun_frames, verb_frames
from dateline.extract.events.noun_needs import noun_holds
from dateline.extract.events.structure import has_prep, light_verb, modifiers
from dateline.extract.events.verb_needs import verb_holds
from dateline.extract.events.words import word_list

_VERBAL = frozenset({VERB, AUX})
_POS = frozenset({NOUN, PROPN, VERB, AUX})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "AGREE"})
_IN_PAPERS = _SPEECH | {"REJECT"}
_WHO_DOES = ("er", "or", "ist", "ian", "man")
_UNMEANT = frozenset({"accidentally", "inadvertently", "unintentionally"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})


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
            if trigger is None:
                continue
            used.update(word.i for word in trigger.words)
            if trigger.frame.event_type == "NONE":
                used.update(word.i for word in (clauses.subject(token),) if word is not None)  # "a landslide swept them to power"
            else:
                found.append(trigger)
    for token in candidates:
        frames = nouns.get(token.lower_ if token.tag_ == "VBG" else token.lemma_.lower())
        if frames and token.i not in used:
            trigger = _noun_trigger(token, frames)
            if trigger is not None:
                found.append(trigger)
    if not all(token.is_ascii for token in candidates):
        found = [trigger for trigger in found if not _is_of_another_script(trigger.token)]
    return sorted(found, key=lambda trigger: trigger.token.i)


def _is_of_another_script(token: Token) -> bool:
    """A borrowed word within a sentence of another script tells nothing that the parser could read."""
    letters = [letter for letter in token.sent.text if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) * 2 < len(letters)


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


def _phrase(
    token: Token, words: tuple[frozenset[str], ...], forms: dict[int, list[_Form]], found: tuple[Token, ...] = ()
) -> tuple[Token, ...] | None:
    """The tokens of a phrase's further words, each hanging on the head or on one before it: in "flew to Riyadh for talks" the "for".

    `forms` keeps what hangs on each word, from one phrase of the same head to the next.
    """
    if not words:
        return found
    word, *further = words
    hits = []
    for holder in (token, *reversed(found)):
        if holder.i not in forms:
            forms[holder.i] = [(part.lower_, part.lemma_.lower(), part) for part in _reachable(holder)]
        hits += [part for lower, lemma, part in forms[holder.i] if (lower in word or lemma in word) and part not in found]
    if not hits and clauses.is_passive(token):
        subject = clauses.subject(token)
        if subject is not None and word & {subject.lower_, subject.lemma_.lower()}:
            hits.append(subject)
    if not hits and not found and not further:
        beside = _conjoined(token, word) or _right_after(token, word)
        hits += [] if beside is None else [beside]
    wholes = (_phrase(token, tuple(further), forms, (*found, hit)) for hit in hits)
    return next((whole for whole in wholes if whole is not None), None)


def _reachable(holder: Token) -> Iterator[Token]:
    """What hangs on a word, with "aid" in "aid deliveries" and "captive" in "villagers captive" where the word is an object, and "emergency" in "state of emergency"."""
    for child in holder.children:  # "issued warrants and demanded": a second verb is no word of the first one's phrase
        if child.lower_ == "according":
            continue  # no accord
        if child.dep_ != "nsubj" and not (child.dep_ == "conj" and clauses.is_verbal(child)) and not _is_when(child):
            yield child
    for child in holder.children:
        if child.dep_ == "dobj":
            yield from (below for below in child.children if below.dep_ == "compound" or (below.dep_ == "amod" and below.i > child.i))
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (below for below in child.children if below.dep_ == "pobj")
        elif child.dep_ in ("advcl", "ccomp", "xcomp"):  # "called for the bill to be dropped"
            yield from (below for below in child.children if below.dep_ == "mark" and below.lower_ == "for")


def _is_when(preposition: Token) -> bool:
    """ "called off on Sunday" calls on nobody."""
    return preposition.dep_ == "prep" and any(
        child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in preposition.children
    )


def _right_after(token: Token, word: frozenset[str]) -> Token | None:
    """ "imposed sanctions on …": the noun right behind the verb, whatever a long sentence makes the parser take it for."""
    if token.i + 1 >= len(token.doc):
        return None
    following = token.doc[token.i + 1]
    return following if following.pos_ == "NOUN" and word & {following.lower_, following.lemma_.lower()} else None


def _conjoined(token: Token, word: frozenset[str]) -> Token | None:
    """ "tear gas and water cannon": the word may be a later member of the object's list."""
    thing = clauses.direct_object(token)
    if thing is None:
        return None
    return next((member for member in clauses.members(thing)[1:] if word & {member.lower_, member.lemma_.lower()}), None)


def _verb_fits(verb: Token, frame: Frame, words: tuple[Token, ...], doer: Token | None, undergoer: Token | None) -> bool:
    if undergoer in words:
        undergoer = None
    if doer in words:
        doer = None
    if frame.event_type == "ASSAULT" and undergoer is not None and undergoer.lower_ in _REFLEXIVE:
        return False  # nobody assaults themselves
    if frame.event_type == "ASSAULT" and _is_unmeant(verb, doer, words):
        return False
    if frame.without and any(child.lemma_.lower() in frame.without for word in words for child in modifiers(word)):
        return False  # to call off an air strike is no concession to employers
    if verb.lemma_ == "ask" and verb.tag_ == "VBN" and verb.dep_ == "advcl" and clauses.agent(verb) is None:
        return False  # "asked about the vote, he said …"
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
            not kinds
            and "living" in frame.object
            and "structure" not in frame.object
            and frame.weight >= 0.8
            and undergoer.pos_ == "NOUN"
            and undergoer.lemma_.endswith(_WHO_DOES)
        )  # "stabbed four stokers"
        if not kinds & frame.object and not is_unknown and not _extra_object(undergoer, frame):
            return False
    if (
        frame.object_not
        and undergoer is not None
        and classes(undergoer) & frame.object_not
        and not classes(undergoer) & (TARGET - {"group"} - frame.object_not)
    ):
        return False
    return all(verb_holds(need, verb, doer, undergoer) for need in frame.needs) and (
        not frame.any or any(verb_holds(need, verb, doer, undergoer) for need in frame.any)
    )


def _is_unmeant(verb: Token, doer: Token | None, words: tuple[Token, ...]) -> bool:
    """ "A neighbour accidentally hit him": a mishap, unless armed men or a state did it; jets are "shot down" by nobody else."""
    if doer is None or words or classes(doer) & {"armed", "state", "group"}:
        return False
    return any(child.dep_ == "advmod" and child.lower_ in _UNMEANT for child in verb.children)


def _extra_subject(doer: Token, frame: Frame) -> bool:
    if frame.event_type in _IN_PAPERS and doer.lemma_ in word_list("papers"):
        return any(child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") for child in doer.lefts)  # "a Turkish statement called for …"
    words = {doer.lemma_.lower()} | {child.lemma_.lower() for child in doer.children if child.dep_ == "compound"}
    return any(words & word_list(name) for name in frame.subject if name in ("protesters", "police", "officials", "chambers"))


def _extra_object(undergoer: Token, frame: Frame) -> bool:
    lemma = undergoer.lemma_.lower()
    return any(
        lemma in word_list(name)
        for name in frame.object
        if name in ("violence", "protest", "request", "permission", "border", "media", "website", "passage", "asked")
    )


# ── nouns ──


def _is_on_ideal(noun: Token) -> bool:
    """ "an attack on press freedom", "the war on poverty"."""
    thing = clauses.prep_object(noun, "on", "against", "upon")
    return thing is not None and not thing.ent_type_ and thing.lemma_ in word_list("ideals")


def _noun_trigger(noun: Token, frames: tuple[Frame, ...]) -> Trigger | None:
    if noun.ent_type_ in ("DATE", "TIME") or noun.text == "March":
        return None  # a month
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "PERSON", "NORP"):
        return None  # "the Democratic Rally", a party
    if noun.dep_ == "pobj" and noun.lower_ == "protest" and noun.head.lower_ == "in" and noun.i == noun.head.i + 1:
        return None  # "resigned in protest"
    if noun.lemma_.lower() in word_list("floods_of") and clauses.prep_object(noun, "of") is not None:
        return None  # "a flood of imports"
    if noun.lemma_ in ("attack", "assault", "offensive", "onslaught", "war") and _is_on_ideal(noun):
        return None
    if noun.dep_ in ("compound", "nmod", "amod", "npadvmod") or (noun.pos_ == "VERB" and noun.tag_ != "VBG"):
        return None
    if noun.pos_ == "VERB" and (
        noun.dep_ not in ("dobj", "pobj", "nsubj", "nsubjpass", "csubj", "attr")
        or any(child.dep_ in ("dobj", "nsubj", "aux") for child in noun.children)
    ):
        return None
    before = modifiers(noun)
    lemmas = {part for word in before for part in (word.lower_, word.lemma_.lower(), *word.lower_.split("-"))} | set(
        noun.lower_.split("-")[:-1]
    )
    for frame in frames:
        if frame.without & lemmas or (frame.is_plural and noun.tag_ not in ("NNS", "NNPS")):
            continue
        if (
            frame.having
            and not frame.having & lemmas
            and not any(name.startswith("of_") and has_prep(noun, name) for name in sorted(frame.having))
        ):
            continue
        if frame.any and not any(noun_holds(need, noun, lemmas) for need in frame.any):
            continue
        words = [
            noun,
            *(word for word in before if word.dep_ == "compound" and word.i < noun.i and frame.having & {word.lower_, word.lemma_.lower()}),
        ]
        return Trigger(noun, tuple(sorted(words, key=lambda word: word.i)), frame, light_verb(noun) or noun, True)
    return None
