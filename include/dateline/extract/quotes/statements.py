"""Reporting words and what hangs on them: who says, which words say so, and the clause that is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.attrs import LEMMA, LOWER, POS
from spacy.strings import get_string_id
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from dateline.extract.quotes.reporting import ReportingVerb, reporting
from dateline.extract.quotes.speakers import is_speaker, speaker_span, subject_of
from dateline.extract.records import Span

_OBJECT_PREPOSITIONS = frozenset({"of", "for", "on", "in", "with"})


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
    is_heard: bool = False  # passive: the subject is told or asked, the speaker not named

    @property
    def phrase(self) -> Span:
        """The reporting words together with the speaker beside them."""
        if self.speaker_span is None:
            return self.span
        return Span(min(self.span.start, self.speaker_span.start), max(self.span.end, self.speaker_span.end))


@cache
def _lemma_ids() -> frozenset[int]:
    return frozenset(get_string_id(lemma) for lemma in reporting().verbs)


def find_cues(doc: Doc) -> tuple[Cue, ...]:
    """Find all reporting words of a parsed text, in reading order, whether or not they turn out to report anything."""
    lemma_ids, according = _lemma_ids(), get_string_id("according")
    cues: list[Cue] = []
    for i, (lemma, pos, lower) in enumerate(doc.to_array([LEMMA, POS, LOWER]).tolist()):
        if lemma in lemma_ids and pos in (VERB, AUX):
            cues.append(_verb_cue(doc[i]))
        if lower == according:
            cues += _according_cue(doc[i])
    return tuple(sorted(cues, key=lambda cue: cue.token))


def _verb_cue(verb: Token) -> Cue:
    entry = reporting().verbs[verb.lemma_]
    is_heard = any(child.dep_ == "auxpass" for child in verb.children) and verb.lemma_ not in reporting().passive_speaker_verbs
    speaker = subject_of(verb, passive_speaks=verb.lemma_ in reporting().passive_speaker_verbs)
    if not is_speaker(speaker):
        speaker = None
    stance = entry.stance
    content = _clause_of(verb, entry) or _object_of(verb)
    if any(child.dep_ == "neg" for child in verb.children):
        # "does not believe that" is a doubt; "did not say that" is no statement at all
        stance, content = ("doubts", content) if entry.frames & {"thought"} and "statement" not in entry.frames else (None, None)
    elif stance == "asserts" and any(child.lower_ in reporting().hedges for child in verb.children):
        stance = "claims"
    if content is not None and not _is_made(verb):
        content = None
    span = speaker_span(speaker) if speaker is not None else None
    return Cue(_cue_span(verb), verb.i, entry.frames, stance, speaker, span, content, is_heard and speaker is None)


def _is_made(verb: Token) -> bool:
    """Was the statement made? Not "could say", "will announce", "declined to say", "if he says"."""
    for child in verb.children:
        if child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether")):
            return False
        if child.lemma_ == "do" and child.dep_ == "aux":
            return True
    return verb.tag_ != "VB" or (verb.dep_ == "xcomp" and verb.head.lemma_ in reporting().leads_to_saying)


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
    """The reported clause: "said that …"; before the verb ("…, police said") it has to end in a comma."""
    doc = verb.doc
    if not entry.frames & {"statement", "finding", "thought"}:
        return None
    for child in (*verb.rights, *verb.lefts):
        if child.dep_ != "ccomp" or child.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            continue
        start, end = child.left_edge.i, child.right_edge.i + 1
        end = next((aside.left_edge.i for aside in child.rights if _is_reporting_aside(aside)), end)
        if child.i > verb.i:
            if entry.stance is None and not any(grandchild.dep_ == "mark" for grandchild in child.lefts):
                return None  # "urged them to leave" reports no statement, "asked whether" does
            has_subject = any(grandchild.dep_ in ("nsubj", "nsubjpass", "expl") for grandchild in child.children)
            return _trimmed(doc, max(start, verb.i + 1), end) if has_subject or "statement" in entry.frames else None
        if "statement" not in entry.frames or verb.tag_ == "VBG":
            return None
        if start < verb.i < end:  # "The attack, police said, killed 12" stays whole
            return _trimmed(doc, start, end)
        return _trimmed(doc, start, end) if any(doc[i].text in (",", "”", '"', "’") for i in (end - 1, min(end, len(doc) - 1))) else None
    if "statement" in entry.frames and (clause := _clause_at_venue(verb)) is not None:
        return _trimmed(doc, clause.left_edge.i, clause.right_edge.i + 1)
    if verb.dep_ == "parataxis" and "statement" in entry.frames:
        return _trimmed(doc, verb.head.left_edge.i, verb.head.right_edge.i + 1)
    return None


def _clause_at_venue(verb: Token) -> Token | None:
    """ "Said in a statement that …": the parser hangs the clause on the noun."""
    for preposition in verb.rights:
        if preposition.dep_ != "prep":
            continue
        for noun in preposition.rights:
            if noun.lemma_.lower() in reporting().venues:
                told = (clause for clause in noun.rights if clause.dep_ in ("acl", "relcl", "ccomp") and clause.pos_ in ("VERB", "AUX"))
                return next((clause for clause in told if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)), None)
    return None


def _is_reporting_aside(clause: Token) -> bool:
    """ ", adding that …", ", going on to say …": no part of the clause that it hangs on, but a statement of its own."""
    if clause.dep_ != "advcl" or clause.tag_ != "VBG" or clause.doc[clause.left_edge.i - 1].text != ",":
        return False
    verbs = reporting().verbs
    return any(verb.lemma_ in verbs and "statement" in verbs[verb.lemma_].frames for verb in (clause, *clause.rights))


def _object_of(verb: Token) -> Span | None:
    if verb.lemma_ not in reporting().object_verbs or verb.tag_ == "VB" or (verb.tag_ == "VBG" and verb.dep_ != "advcl"):
        return None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "xcomp"):
            continue
        allowed = reporting().object_verbs[verb.lemma_]
        if child.dep_ == "dobj" and allowed is not None and child.lemma_ not in allowed:
            return None
        end = child.right_edge.i + 1
        for other in verb.children:
            if other.dep_ == "prep" and other.i == end and other.lower_ in _OBJECT_PREPOSITIONS and not _is_when(other):
                end = other.right_edge.i + 1
        return _trimmed(verb.doc, child.left_edge.i, end)
    return None


def _is_when(preposition: Token) -> bool:
    return any(child.ent_type_ in ("DATE", "TIME") or child.lemma_.lower() in reporting().venues for child in preposition.children)


def _according_cue(word: Token) -> Iterator[Cue]:
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return
    to = doc[word.i + 1]
    speaker = next((child for child in (*to.children, *word.children) if child.dep_ == "pobj"), None)
    if speaker is None or speaker.lemma_.lower() in reporting().according_to_nothing:
        return
    span = speaker_span(speaker)
    clause = word.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head != clause:
        clause = clause.head
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    last = word.right_edge.i + 1
    before = doc[word.i - 1] if word.i > 0 else word
    if word.i - start <= 2 or before.text in (";", ":", "—", "–", "--") or before.dep_ == "cc":  # "According to police, …"
        start = last
    elif end - last <= 1 or before.text != ",":
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
