"""Quotations and reported statements, each with its speaker.

A stretch in quotation marks is a quotation if somebody in the text said it; titles, nicknames and scare quotes are not.
`dateline.extract.quotes.quoted_by` has the rules for who said it, `dateline.extract.quotes.statements` finds what is reported without marks.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.extract.mentions.memory import description, party, refer
from dateline.extract.quote_marks import Stretch, find_stretches
from dateline.extract.quotes.issuers import issuer
from dateline.extract.quotes.page import Attribution, Page, surroundings
from dateline.extract.quotes.quoted_by import (
    attribution,
    by_clause_around,
    by_cue,
    by_sentence,
    by_signature,
    by_what_came_before,
)
from dateline.extract.quotes.speakers import speaker_span
from dateline.extract.quotes.statements import Cue, find_cues
from dateline.extract.records import Context, Mention, Party, Quote, Span
from dateline.extract.texts import text_of

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BREAK = re.compile(r"\n\s*")
_SMALL_TITLE_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "or",
        "but",
        "with",
        "from",
        "by",
        "as",
        "vs",
        "via",
        "is",
        "be",
        "it",
        "s",
        "t",
    ]
)
_LONGEST_TERM = 6  # words
_LONG = 4  # words; from here on, words in marks are a quotation unless something speaks against it
_SHORT_FACTOR = 0.85  # a fragment in marks may yet be somebody else's word, or nobody's
_RESUMES = frozenset({"he", "she", "they"})  # pronouns that may go on with the speaker before
_SHORTEST_STATEMENT = 10  # characters outside marks; less is the quotation alone
_NOT_REPORTED = frozenset({"i", "we", "you"})  # the writer or the reader: nobody in the text


def find_quotes(doc: Doc, context: Context, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """Find direct quotations, indirect statements and mixed ones in a parsed article, in reading order.

    Spans are characters of `doc.text`, without outer marks and without the reporting words. Stances are those of the
    project's reading guidelines. `context` is part of the extractors' common form; nothing in it is evidence of a quotation.
    """
    page, inner_cues = _page(doc)
    direct = _direct(page)
    reported = _reported(page, inner_cues, [quote for quote, _ in direct])
    resolved: list[Quote] = []
    for quote, head in sorted((*direct, *reported), key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[0].quote_kind)):
        resolved.append(_resolve(doc, mentions, quote, head, resolved))
    return tuple(resolved)


def _page(doc: Doc) -> tuple[Page, tuple[Cue, ...]]:
    """The article made ready for the rules, and apart from it the reporting words that stand inside quotations."""
    text = text_of(doc)
    stretches = tuple(stretch for stretch in find_stretches(text) if stretch.depth == 0)
    starts = [stretch.outer.start for stretch in stretches]
    page = Page(doc, text, doc.to_array("IDX").tolist(), stretches, starts, (), [])
    cues = find_cues(doc)
    free = tuple(cue for cue in cues if not page.is_quoted(cue.span.start))
    inner = tuple(cue for cue in cues if page.is_quoted(cue.span.start))
    return replace(page, cues=free, cue_starts=[cue.span.start for cue in free]), inner


def _direct(page: Page) -> list[tuple[Quote, Token | None]]:
    found: list[tuple[Quote, Token | None]] = []
    previous: tuple[Stretch, Attribution] | None = None
    for stretch in page.stretches:
        said = _said(page, stretch, previous)
        if said is not None:
            previous = stretch, said
            quote = _quote(page, stretch.inner, "direct", said)
            is_short = len(_WORD.findall(quote.text)) < _LONG
            found.append((replace(quote, confidence=round(quote.confidence * _SHORT_FACTOR, 2)) if is_short else quote, said.speaker))
    return found


def _said(page: Page, stretch: Stretch, previous: tuple[Stretch, Attribution] | None) -> Attribution | None:
    """Who said the stretch, or None if it is a title, a name or a scare quote."""
    words = _WORD.findall(page.text[stretch.inner.start : stretch.inner.end])
    if not words:
        return None
    place = surroundings(page, stretch, is_long=len(words) >= _LONG)
    found = by_cue(page, place, previous)
    if _is_title(words) and not (found is not None and (found.confidence >= 0.95 or _is_led_to(page.text, stretch))):
        return None
    if found is not None:
        return found
    if len(words) <= _LONGEST_TERM and _is_term(page, stretch):
        return None
    if not place.is_long and (found := by_clause_around(page, place)) is not None:
        return found
    is_alone = place.ends_sentence and not page.text[place.start : stretch.outer.start].strip()
    if not place.is_long and not is_alone:
        return None
    if is_alone:
        return by_signature(page, place) or by_what_came_before(page, place, previous)
    return by_sentence(page, place) or by_what_came_before(page, place, previous)


def _is_term(page: Page, stretch: Stretch) -> bool:
    """Words in marks as part of a noun phrase name a thing: "under the “two keys” rule"."""
    before = page.doc[max(page.token_at(stretch.outer.start) - 1, 0)]
    after = page.doc[min(page.token_at(stretch.outer.end - 1) + 1, len(page.doc) - 1)]
    return before.tag_ in ("DT", "PRP$", "POS") and after.pos_ == "NOUN" and page.text[stretch.outer.end : after.idx] == " "


def _is_led_to(text: str, stretch: Stretch) -> bool:
    return text[max(0, stretch.outer.start - 3) : stretch.outer.start].rstrip().endswith((":", ","))


def _is_title(words: list[str]) -> bool:
    """Titles of works, slogans and programmes: Every Word Capitalised."""
    return len(words) > 1 and all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_TITLE_WORDS for word in words)


def _reported(page: Page, inner_cues: tuple[Cue, ...], direct: list[Quote]) -> list[tuple[Quote, Token | None]]:
    """Indirect and mixed statements: contents of reporting words that are more than a quotation in marks."""
    found: list[tuple[Quote, Token | None]] = []
    starts = [quote.span.start for quote in direct]
    for cue in (*page.cues, *inner_cues):
        content = cue.content
        if content is None or cue.speaker is None or cue.frames == {"manner"} or cue.speaker.lower_ in _NOT_REPORTED:
            continue
        said = attribution(page, cue, 0.82 if "statement" in cue.frames else 0.62)
        if said is None or said.speaker is None:
            continue
        content, in_marks = _with_whole_stretches(page, content, cue)
        within = direct[bisect_left(starts, content.start) : bisect_left(starts, content.end)]
        if content.end - content.start - in_marks < _SHORTEST_STATEMENT:
            continue
        kind = "mixed" if any(content.covers(quote.span) for quote in within) else "indirect"
        found.append((_quote(page, content, kind, said), said.speaker))
    return found


def _with_whole_stretches(page: Page, content: Span, cue: Cue) -> tuple[Span, int]:
    """The content with the marks of the stretches in it, and how many of its characters are in marks; a content that breaks
    into a quotation or out of one is cut at the mark."""
    in_marks = 0
    first = max(bisect_right(page.stretch_starts, content.start) - 1, 0)
    for stretch in page.stretches[first : bisect_right(page.stretch_starts, content.end)]:
        if not stretch.outer.overlaps(content) or stretch.outer.covers(cue.span):
            continue
        if content.start <= stretch.inner.start and stretch.inner.end <= content.end + 1:
            content = Span(min(content.start, stretch.outer.start), max(content.end, stretch.outer.end))
            in_marks += stretch.outer.end - stretch.outer.start
        elif stretch.outer.covers(content):
            return content, content.end - content.start
        elif content.start < stretch.outer.start:
            content = Span(content.start, stretch.outer.start)
        else:
            content = Span(stretch.outer.end, content.end)
    start, end = content.start, content.end
    while start < end and (page.text[start].isspace() or page.text[start] in ",;:"):
        start += 1
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",;:"):
        end -= 1
    return Span(start, end), in_marks


def _quote(page: Page, span: Span, kind: str, said: Attribution) -> Quote:
    return Quote(
        span=span,
        text=page.text[span.start : span.end],
        quote_kind=kind,
        speaker=said.span,
        speaker_text=page.text[said.span.start : said.span.end] if said.span else None,
        cue=said.cue,
        stance=said.stance,
        confidence=said.confidence,
    )


def _resolve(doc: Doc, mentions: tuple[Mention, ...], quote: Quote, head: Token | None, earlier: list[Quote]) -> Quote:
    """Fill in who the speaker's words stand for: the fullest description in the text, with role and country."""
    if head is None or quote.speaker is None:
        return quote
    behind = issuer(head)
    head = behind or head
    span = Span(head.idx, head.idx + len(head))
    mention = refer(doc, mentions, span) or _apposed(doc, mentions, head)
    if mention is None:
        if head.pos_ != "PRON":
            return replace(quote, speaker_name=quote.speaker_text if behind is None else _words(doc, speaker_span(head)))
        group = party(doc, mentions, head) if head.lower_ in _RESUMES else None
        if group is not None and (_is_beside(doc, group, head) if head.lower_ != "they" else group.sector is not None):
            return replace(quote, speaker_name=group.text, speaker_country=group.country)
        before = earlier[-1] if earlier else None
        if before is None or head.lower_ not in _RESUMES or len(_BREAK.findall(text_of(doc), before.span.end, quote.span.start)) > 1:
            return quote
        return replace(quote, speaker_name=before.speaker_name, speaker_role=before.speaker_role, speaker_country=before.speaker_country)
    name = description(doc, mentions, mention)
    return replace(quote, speaker_name=name, speaker_role=mention.role_title, speaker_country=mention.country)


def _apposed(doc: Doc, mentions: tuple[Mention, ...], head: Token) -> Mention | None:
    """ "One of these groups, the Dockers' Union, said"."""
    apposition = next((child for child in head.rights if child.dep_ == "appos"), None)
    return None if apposition is None else refer(doc, mentions, Span(apposition.idx, apposition.idx + len(apposition)))


def _is_beside(doc: Doc, party: Party, pronoun: Token) -> bool:
    """ "The mayor hated it, as he put it": somebody known, in the pronoun's own sentence."""
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return words is not None and words[0].lower_ == "the" and words.root.sent == pronoun.sent


def _words(doc: Doc, span: Span) -> str:
    return text_of(doc)[span.start : span.end]
