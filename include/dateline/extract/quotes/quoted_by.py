"""Who said the words in marks: the rules, strongest sign first.

1. reporting words right behind the stretch: "“…,” said Power", "“…,” the minister told reporters"
2. reporting words that lead to it, or the reported clause that holds it: "Power said: “…”", "called it “…”"
3. a name beside it: "Power: “…”", "“…” — Samantha Power"
4. the verb that governs it, or reporting words elsewhere in its sentence
5. none of these: it goes on with the speaker before it
"""

import re
from itertools import pairwise

from spacy.tokens import Token

from dateline.extract.quote_marks import Stretch
from dateline.extract.quotes.page import REACH, STOP, Attribution, Page, Surroundings, is_abbreviation
from dateline.extract.quotes.speakers import following_noun, is_speaker, preceding_noun, speaker_span
from dateline.extract.quotes.statements import Cue
from dateline.extract.records import Span

_ONLY_SMALL_WORDS = re.compile(
    r"[\s,:]*(?:\b(?:that|how|whether|if|as|it|them|him|her|this|the|a|an|his|their|its|of|for|to|on|about|like|being|us|me)\b[\s,:]*)*"
)
_NAME_GAP = re.compile(r"[\s,—–-]*(?:(?:then|later|also|and then|or|as)\s+)?", re.IGNORECASE)
# What may stand between a name and its verb: "(R-Texas)", ", the minister of health, ", "then"
_APPOSITION = re.compile(
    r"\s*(?:\([^)]{1,40}\))?\s*(?:,[^.!?\n]{1,150},)?\s*(?:(?:\w+ly|then|also|later|has|had|have|once|again|even)\s+)*"
)
_LEADS_ON = re.compile(r"[^.!?“”\"\n]{0,60}[:,]\s*[“\"‘']")
_SIGNED = re.compile(r"[\s.\"”]*(?:[—–]|--|-(?=\s?[A-Z]))\s*(?=[A-Z@])")
_SIGNED_BARE = re.compile(r"\s+(?=[A-Z][\w.]+ [A-Z][^.!?\n]{0,90}\W*(?:\n|$))")
_THIRD_PERSON = frozenset({"he", "she", "they", "it", "who"})
_TAKES_HEARER = frozenset({"tell", "inform", "remind", "assure", "notify", "advise"})  # "…,” told reporters" names no speaker
_CALLING = frozenset({"put", "call", "describe", "phrase", "term", "express"})
_SAYING = frozenset({"statement", "manner", "finding"})


def by_cue(page: Page, place: Surroundings, previous: tuple[Stretch, Attribution] | None) -> Attribution | None:
    """Rules 1 and 2: reporting words that belong to this stretch."""
    if previous is not None and _is_resumed(page, place, *previous):
        return previous[1]
    aside = _by_aside_behind(page, place)
    if aside is not None:
        return aside
    if _has_comma(page, place):
        return _by_cue_behind(page, place) or _by_cue_before(page, place) or _by_any_verb_behind(page, place)
    return _by_label(page, place) or _by_cue_before(page, place) or _by_cue_behind(page, place)


def _is_resumed(page: Page, place: Surroundings, before: Stretch, said: Attribution) -> bool:
    """ "“…,” said Power, “…”": only the speaker of the part before stands between the two."""
    start, end = before.outer.end, place.stretch.outer.start
    if said.cue is None or said.span is None or not start <= said.span.start < end <= start + 200:
        return False
    return page.text[start:end].rstrip().endswith((",", ";")) and not any(
        not is_abbreviation(page.text, stop.start()) for stop in STOP.finditer(page.text, start, end)
    )


def _has_comma(page: Page, place: Surroundings) -> bool:
    """Does the sentence go on behind the stretch? "“…,” said" """
    inner = page.text[place.stretch.inner.start : place.stretch.inner.end].rstrip("])")
    return inner.endswith((",", ";", "—", "–", "-")) or page.text[place.stretch.outer.end : place.stretch.outer.end + 1] in (
        ",",
        ";",
        "—",
        "–",
    )


def _by_label(page: Page, place: Surroundings) -> Attribution | None:
    """A name and a colon, no verb: "Power: “…”", "Talks fail - Samantha Power: “…”" """
    lead = page.text[place.start : place.stretch.outer.start].rstrip()
    if not lead.endswith(":"):
        return None
    colon = page.token_at(place.start + len(lead) - 1)
    head = page.doc[max(colon - 1, 0)]
    if head.pos_ != "PROPN":
        return None
    for token in reversed(page.doc[page.token_at(place.start) : colon]):
        if token.text in ("-", "–", "—", "|", ":") or token.is_space:
            break
        if token.pos_ in ("VERB", "AUX"):
            return None
    return _named(page, head, 0.85)


def _by_cue_behind(page: Page, place: Surroundings) -> Attribution | None:
    text, outer = page.text, place.stretch.outer
    last, has_comma = text[place.stretch.inner.end - 1], _has_comma(page, place)
    opens = not text[place.start : outer.start].strip(" ,:;—–-")  # nothing of the sentence before it
    for cue in page.cues_between(outer.end, place.end)[:3]:
        if not cue.frames & _SAYING:
            continue
        head = _subject_behind(page, outer.end, cue)
        if head is None:
            continue
        if has_comma and not opens and cue.content is not None and cue.content.start >= cue.span.end:
            continue  # "in the film “…,” Lee said it was over"
        if not has_comma:
            after = text[max(cue.span.end, head.idx + len(head)) : place.end]
            if cue.content is not None and cue.content.start >= cue.span.end:
                continue
            if _LEADS_ON.match(text, max(cue.span.end, head.idx + len(head))) or (last not in "!?" and (not opens or len(after) > 40)):
                continue
        return attribution(page, cue, 0.95, head)
    return None


def _by_aside_behind(page: Page, place: Surroundings) -> Attribution | None:
    """ "“…”, as the minister put it"."""
    behind = page.doc[page.token_at(place.stretch.outer.end - 1) + 1 : page.token_at(place.stretch.outer.end - 1) + 14]
    words = [word for word in behind if not word.is_punct]
    if not words or words[0].lower_ != "as":
        return None
    verb = next((word for word, after in pairwise(words) if word.lemma_ in _CALLING and after.lower_ in ("it", "them")), None)
    head = None if verb is None else next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return Attribution(head, speaker_span(head), verb.text, "asserts", 0.9) if verb is not None and is_speaker(head) else None


def _name_start(text: str, end: int) -> int:
    gap = _NAME_GAP.match(text, end)
    return end if gap is None else gap.end()


def _by_any_verb_behind(page: Page, place: Surroundings) -> Attribution | None:
    """ "“…,” he retaliated": what a verb that no lexicon has does behind a comma in marks."""
    start = page.token_at(_name_start(page.text, place.stretch.outer.end))
    head = following_noun(page.doc, start)
    if head is None or head.i + 1 >= len(page.doc) or page.doc[head.i + 1].tag_ not in ("VBD", "VBZ"):
        return None
    verb = page.doc[head.i + 1]
    opens = not page.text[place.start : place.stretch.outer.start].strip(" ,:;—–-")
    if not opens or verb.pos_ != "VERB" or head.idx > place.end:
        return None
    return Attribution(head, speaker_span(head), verb.text, "asserts", 0.75)


def _subject_behind(page: Page, end: int, cue: Cue) -> Token | None:
    """The speaker of reporting words behind a stretch, if name and verb follow it at once."""
    text = page.text
    head = cue.speaker
    if not text[end : cue.span.start].strip(" ,—–-\xa0"):  # said X
        verb = page.doc[cue.token]
        beside = following_noun(page.doc, cue.token + 1) if verb.tag_ != "VBG" and verb.lemma_ not in _TAKES_HEARER else None
        if beside is not None and (head is None or head.idx < end) and beside.ent_type_ not in ("DATE", "TIME"):
            return beside
        if head is not None and head.idx < end and not page.is_quoted(head.idx):
            return head
    if head is None or head.idx < end or page.is_quoted(head.idx):
        head = following_noun(page.doc, page.token_at(_name_start(text, end)))
        if head is None or head.idx > cue.span.start or _APPOSITION.fullmatch(text, head.idx + len(head), cue.span.start) is None:
            return None
    start = min(cue.span.start, speaker_span(head).start)
    return (
        head if _NAME_GAP.fullmatch(text, end, start) or (start - end < 25 and re.fullmatch(r",[^.!?:“\"]*,\s*", text[end:start])) else None
    )


def _by_cue_before(page: Page, place: Surroundings) -> Attribution | None:
    text, stretch = page.text, place.stretch
    cues = [cue for cue in page.cues_between(place.start, stretch.outer.start) if cue.speaker is not None or cue.frames & _SAYING]
    if not cues:
        return None
    lead = text[place.start : stretch.outer.start].rstrip()
    nearest = cues[-1]
    gap = text[nearest.span.end : stretch.outer.start]
    if not gap.strip(" ,:\xa0"):
        is_direct = bool(nearest.frames & {"statement", "verdict"}) or place.is_long or gap.strip() != ""  # "showed “respect”" is not
    else:
        is_direct = nearest.frames != {"manner"} and _ONLY_SMALL_WORDS.fullmatch(gap) is not None
    if is_direct:
        return attribution(page, _outermost(page, nearest), 0.9)
    if lead.endswith(":"):
        return attribution(page, min(cues, key=lambda cue: (_depth(page.doc[cue.token]), -cue.token)), 0.9)
    holders = [cue for cue in cues if cue.content is not None and cue.content.covers(stretch.inner) and cue.frames != {"manner"}]
    if holders:
        return attribution(page, _outermost(page, holders[-1]), 0.92)
    governing = _governing_cue(page, stretch)
    if governing is not None:
        return attribution(page, _outermost(page, governing), 0.85)
    if lead.endswith(","):
        said = [cue for cue in cues if "statement" in cue.frames]
        return attribution(page, _outermost(page, said[-1]), 0.8) if said and (place.is_long or place.ends_sentence) else None
    return None


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth


def _outermost(page: Page, cue: Cue) -> Cue:
    """In "Lee said he believed it was “…”" the words in marks are Lee's, as said, not as believed."""
    token = page.doc[cue.token]
    while token.head.i != token.i:
        is_content, token = token.dep_ == "ccomp", token.head
        outer = page.cue_at(token) if is_content else None
        if outer is None or not is_speaker(outer.speaker) or "statement" not in outer.frames:
            continue
        inner = cue.speaker
        if not is_speaker(inner) or inner.lower_ in _THIRD_PERSON:
            if inner is not None and inner.lower_ in ("he", "she") and outer.speaker.ent_type_ == "ORG":
                continue
            cue = outer
    return cue


def _governing_cue(page: Page, stretch: Stretch) -> Cue | None:
    """The reporting verb above the stretch in the parse."""
    first, last = page.token_at(stretch.inner.start), page.token_at(stretch.inner.end - 1)
    token = next((token for token in page.doc[first : last + 1] if not first <= token.head.i <= last), None)
    for _ in range(8):
        if token is None or token.head.i == token.i:
            return None
        token = token.head
        cue = page.cue_at(token)
        if cue is not None and is_speaker(cue.speaker) and cue.frames != {"manner"} and token.idx < stretch.outer.start:
            return cue
    return None


def by_sentence(page: Page, place: Surroundings) -> Attribution | None:
    """Rules 3 and 4, and reported clauses that end in their reporting words ("…, Power said")."""
    return (
        by_clause_around(page, place) or by_signature(page, place) or _by_subject_before(page, place) or _by_rest_of_sentence(page, place)
    )


def by_clause_around(page: Page, place: Surroundings) -> Attribution | None:
    inner = place.stretch.inner
    holders = [
        (cue.content.end - cue.content.start, cue.token, cue)
        for cue in page.cues_between(place.line.start, place.line.end)
        if cue.content is not None and cue.content.covers(inner) and is_speaker(cue.speaker)
    ]
    return attribution(page, min(holders)[2], 0.8) if holders else None


def by_signature(page: Page, place: Surroundings) -> Attribution | None:
    """ "“…” — Samantha Power"; in pull quotes without the dash."""
    end = place.stretch.outer.end
    signed = _SIGNED.match(page.text, end) or (_SIGNED_BARE.match(page.text, end) if place.ends_sentence else None)
    if signed is None:
        return None
    first, last = page.token_at(signed.end()), page.token_at(place.line.end)
    head = following_noun(page.doc, first)
    if head is None or head.pos_ != "PROPN" or any(token.tag_ in ("VBD", "VBZ", "VBP") for token in page.doc[first:last]):
        return None
    return _named(page, head, 0.75)


def _by_subject_before(page: Page, place: Surroundings) -> Attribution | None:
    """ "Power was blunt: “…”" """
    if not page.text[place.start : place.stretch.outer.start].rstrip().endswith((":", ",")):
        return None
    head = _subject(page, place.start, place.stretch.outer.start)
    return _named(page, head, 0.7) if head is not None else None


def _by_rest_of_sentence(page: Page, place: Surroundings) -> Attribution | None:
    if not place.is_long:
        return None
    outer = place.stretch.outer
    before = [cue for cue in page.cues_between(place.start, outer.start) if is_speaker(cue.speaker) and cue.frames != {"manner"}]
    if before:
        return attribution(page, _outermost(page, before[-1]), 0.65)
    if not place.ends_sentence:
        behind = [cue for cue in page.cues_between(outer.end, place.end) if is_speaker(cue.speaker) and "statement" in cue.frames]
        if behind:
            return attribution(page, behind[0], 0.6)
    head = _subject(page, place.start, outer.start)
    return _named(page, head, 0.45) if head is not None else None


def _subject(page: Page, start: int, end: int) -> Token | None:
    """The subject of the stretch of running text: of its main clause first, a name at least."""
    tokens = [token for token in page.doc[page.token_at(start) : page.token_at(max(start, end - 1)) + 1] if token.idx >= start]
    subjects = [token for token in tokens if token.dep_ in ("nsubj", "nsubjpass") and is_speaker(token) and not page.is_quoted(token.idx)]
    main = [token for token in subjects if token.head.dep_ == "ROOT"] or subjects
    if main:
        return main[0]
    return next((token for token in tokens if token.ent_type_ in ("PERSON", "ORG") and token.dep_ not in ("compound", "poss")), None)


def by_what_came_before(page: Page, place: Surroundings, previous: tuple[Stretch, Attribution] | None) -> Attribution:
    """Rule 5: the speaker before goes on, unless whole sentences about somebody else lie between; at the head of a
    paragraph, the one whom the paragraph before was about."""
    text, outer = page.text, place.stretch.outer
    if previous is not None and previous[0].outer.end > place.line.start:
        between = _last_sentence(text, previous[0].outer.end, outer.start, is_rest=True)
        return (_told_by(page, between) if between is not None else None) or _again(previous[1], 0.9)
    here = _last_sentence(text, place.line.start, outer.start)
    if here is not None:
        found = _told_by(page, here)
        if found is not None:
            return found
    ahead = max(0, place.line.start - REACH)
    before_end = ahead + len(text[ahead : place.line.start].rstrip())
    paragraph = max(text.rfind("\n", 0, before_end) + 1, ahead)
    if previous is not None and previous[0].outer.end > paragraph and text[before_end - 1 : before_end] != ":":
        return _again(previous[1], 0.75 if previous[1].confidence > 0.5 else 0.5)
    there = _last_sentence(text, paragraph, before_end)
    if there is not None:
        found = _told_by(page, there) or _told_by(page, Span(paragraph, before_end))
        if found is not None:
            return found
    return _again(previous[1], 0.4) if previous is not None else Attribution(None, None, None, None, 0.3)


def _last_sentence(text: str, start: int, end: int, *, is_rest: bool = False) -> Span | None:
    """The last sentence between two offsets; `is_rest`: what comes first is the rest of another one and does not count."""
    stops = [stop.end() for stop in STOP.finditer(text, start, end) if not is_abbreviation(text, stop.start())]
    starts = [stop for stop in (stops if is_rest else [start, *stops]) if text[stop:end].strip(" \n\xa0\t\"'”’")]
    return Span(starts[-1], end) if starts else None


def _told_by(page: Page, sentence: Span) -> Attribution | None:
    """Who a sentence without quotation is about: the speaker of its outermost reporting words, else its subject."""
    cues = [cue for cue in page.cues_between(sentence.start, sentence.end) if is_speaker(cue.speaker) and "statement" in cue.frames]
    if cues:
        return attribution(page, min(cues, key=lambda cue: (_depth(page.doc[cue.token]), cue.token)), 0.7)
    head = _subject(page, sentence.start, sentence.end)
    return _named(page, head, 0.45) if head is not None else None


def _again(attribution: Attribution, confidence: float) -> Attribution:
    return Attribution(attribution.speaker, attribution.span, None, attribution.stance, min(confidence, attribution.confidence))


def _named(page: Page, head: Token, confidence: float) -> Attribution:
    return Attribution(head, speaker_span(head), None, "asserts", confidence)


def attribution(page: Page, cue: Cue, confidence: float, head: Token | None = None) -> Attribution | None:
    """The attribution that `cue` makes, to `head` if the parse missed its subject; None where nobody is named."""
    head = head if head is not None else cue.speaker
    if head is None and page.doc[cue.token].tag_ == "VBN":  # "was told: “…”", but "a game called “…”"
        is_said = cue.is_heard and "statement" in cue.frames
        return Attribution(None, None, page.text[cue.span.start : cue.span.end], None, 0.5) if is_said else None
    if head is None or page.is_quoted(head.idx):
        head = preceding_noun(page.doc, cue.token)
    if not is_speaker(head) or page.is_quoted(head.idx):
        return None
    span = speaker_span(head)
    if span.covers(cue.span):  # "tweeted Mayor of London", read as one noun phrase
        span = Span(cue.span.end + 1, span.end) if head.idx > cue.span.start else Span(span.start, cue.span.start - 1)
    return Attribution(head, span, page.text[cue.span.start : cue.span.end], cue.stance, confidence)
