"""Reporting words and what hangs on them: who says, which words say so, and the clause that is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from spacy.attrs import LEMMA, LOWER, POS
from spacy.strings import get_string_id
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from dateline.extract.records import Span
from dateline.extract.speakers import speaker_span, subject_of

FRAMES = ("statement", "finding", "thought", "verdict", "manner")
_NO_SPEAKER = frozenset({"it", "this", "that", "which", "what", "there", "who", "whoever", "one"})
_OBJECT_PREPOSITIONS = frozenset({"of", "for", "on", "in", "with"})


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    frames: frozenset[str]
    stance: str | None  # None: asks, orders, hopes


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words with their speaker and, where the parse shows it, the clause reported."""

    span: Span  # "said", "according to", "was quoted as saying"
    token: int  # the verb, or "according"
    frames: frozenset[str]
    stance: str | None
    speaker: Token | None  # head of the noun phrase that names the speaker
    speaker_span: Span | None
    content: Span | None  # without "that" and final punctuation

    @property
    def phrase(self) -> Span:
        """The reporting words together with the speaker beside them."""
        if self.speaker_span is None:
            return self.span
        return Span(min(self.span.start, self.speaker_span.start), max(self.span.end, self.speaker_span.end))


@cache
def _lexicon() -> dict:
    return yaml.safe_load(files("dateline.lexicons").joinpath("reporting.yaml").read_text(encoding="utf-8"))


@cache
def reporting_verbs() -> Mapping[str, ReportingVerb]:
    """Lemma → frames and stance; the stance of the first frame in which the verb is listed."""
    frames: dict[str, list[str]] = {}
    stances: dict[str, str | None] = {}
    for frame in FRAMES:
        for stance, lemmas in _lexicon()["verbs"][frame].items():
            for lemma in lemmas:
                frames.setdefault(lemma, []).append(frame)
                stances.setdefault(lemma, None if stance == "open" else stance)
    return {lemma: ReportingVerb(frozenset(listed), stances[lemma]) for lemma, listed in frames.items()}


@cache
def _lemma_ids() -> np.ndarray:
    return np.array(sorted(get_string_id(lemma) for lemma in reporting_verbs()), dtype=np.uint64)


def find_cues(doc: Doc) -> tuple[Cue, ...]:
    """Find all reporting words of a parsed text, in reading order, whether or not they turn out to report anything."""
    table = doc.to_array([LEMMA, POS, LOWER])
    is_verb = (table[:, 1] == VERB) | (table[:, 1] == AUX)
    verbs = np.flatnonzero(np.isin(table[:, 0], _lemma_ids()) & is_verb)
    according = np.flatnonzero(table[:, 2] == get_string_id("according"))
    cues = [*(_verb_cue(doc[int(i)]) for i in verbs), *(cue for i in according for cue in _according_cue(doc[int(i)]))]
    return tuple(sorted(cues, key=lambda cue: cue.token))


def _verb_cue(verb: Token) -> Cue:
    entry = reporting_verbs()[verb.lemma_]
    speaker = subject_of(verb, passive_speaks=verb.lemma_ in _lexicon()["passive_speaker_verbs"])
    if speaker is not None and (speaker.dep_ == "expl" or speaker.pos_ in ("ADV", "ADP", "PUNCT", "SCONJ")):
        speaker = None
    content = _clause_of(verb, entry) or _object_of(verb)
    is_hedged = any(child.lower_ in _lexicon()["hedges"] for child in verb.children)
    stance = "claims" if is_hedged and entry.stance == "asserts" else entry.stance
    if stance == "denies" or not any(child.dep_ == "neg" for child in verb.children):
        pass
    elif stance == "asserts":
        stance = None  # "did not say whether", "has not confirmed"
    return Cue(_cue_span(verb), verb.i, entry.frames, stance, speaker, speaker_span(speaker) if speaker is not None else None, content)


def token_span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _cue_span(verb: Token) -> Span:
    """The verb, its particle, and "was quoted as" before "saying"."""
    start, end = verb.i, verb.i + 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "prt":
        end += 1
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB" and verb.i - verb.head.head.i == 2:
        start = verb.head.head.i
        while start > 0 and verb.doc[start - 1].dep_ in ("auxpass", "aux") and verb.doc[start - 1].head.i == verb.head.head.i:
            start -= 1
    return token_span(verb.doc, start, end)


def _clause_of(verb: Token, entry: ReportingVerb) -> Span | None:
    if not entry.frames & {"statement", "finding", "thought"}:
        return None
    for child in verb.children:
        if child.dep_ != "ccomp" or child.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            continue
        if "statement" not in entry.frames and (
            child.i < verb.i or not any(grand.dep_ in ("nsubj", "nsubjpass", "expl") for grand in child.children)
        ):
            continue
        start, end = child.left_edge.i, child.right_edge.i + 1
        if start < verb.i < end:
            if child.i < verb.i:  # "The attack, police said, killed 12" stays whole
                pass
            else:
                start = verb.i + 1
        return _trimmed(verb.doc, start, end)
    if verb.dep_ == "parataxis" and "statement" in entry.frames:
        return _trimmed(verb.doc, verb.head.left_edge.i, verb.head.right_edge.i + 1)
    return None


def _object_of(verb: Token) -> Span | None:
    allowed = _lexicon()["object_verbs"].get(verb.lemma_)
    if allowed is None:
        return None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "xcomp"):
            continue
        if child.dep_ == "dobj" and allowed != "any" and child.lemma_ not in allowed:
            return None
        end = child.right_edge.i + 1
        for other in verb.children:
            if other.dep_ == "prep" and other.i == end and other.lower_ in _OBJECT_PREPOSITIONS and not _is_when(other):
                end = other.right_edge.i + 1
        return _trimmed(verb.doc, child.left_edge.i, end)
    return None


def _is_when(preposition: Token) -> bool:
    return any(child.ent_type_ in ("DATE", "TIME") or child.lemma_.lower() in _lexicon()["venues"] for child in preposition.children)


def _according_cue(word: Token) -> Iterator[Cue]:
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return
    to = doc[word.i + 1]
    speaker = next((child for child in (*to.children, *word.children) if child.dep_ == "pobj"), None)
    if speaker is None or speaker.lemma_.lower() in _lexicon()["according_to_nothing"]:
        return
    span = speaker_span(speaker)
    clause = word.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head is not clause:
        clause = clause.head
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    last = word.right_edge.i + 1
    if word.i - start <= 2:  # "According to police, …"
        start = last
    elif end - last <= 1:
        end = word.i
    content = _trimmed(doc, start, end) if start < end else None
    yield Cue(token_span(doc, word.i, word.i + 2), word.i, frozenset({"statement"}), "asserts", speaker, span, content)


def _trimmed(doc: Doc, start: int, end: int) -> Span | None:
    while start < end and (
        doc[start].is_space
        or doc[start].text in (",", ":", ";", "—", "–", "-", "--")
        or doc[start].dep_ == "mark"
        and doc[start].lower_ == "that"
    ):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ".", ":", ";", "—", "–", "-", "--")):
        end -= 1
    return token_span(doc, start, end) if start < end else None
