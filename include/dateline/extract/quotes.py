"""Quotations and reported statements, each with its speaker.

A stretch in quotation marks is a quotation if somebody in the text said it. Who did is read off the strongest sign there is:
reporting words right behind it, right before it, around it, elsewhere in its sentence; a quotation without any of them goes on
with the speaker before it. Titles, nicknames and scare quotes have none of these signs.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract.quote_marks import Stretch, find_stretches
from dateline.extract.records import Context, Mention, Quote, Span
from dateline.extract.speakers import following_noun, preceding_noun
from dateline.extract.statements import Cue, find_cues, speaker_span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s)|\n")
_SMALL_TITLE_WORDS = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "for", "to", "and", "or", "but", "with", "from", "by", "as", "vs", "via", "is", "be", "it"]
)
_MIN_WORDS = 4  # from here on, words in marks are a quotation unless something speaks against it


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a stretch got its speaker."""

    speaker: Token | None
    speaker_span: Span | None
    cue: str | None
    stance: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """One article with what the rules below look up again and again."""

    doc: Doc
    text: str
    token_starts: list[int]
    stretches: tuple[Stretch, ...]
    cues: tuple[Cue, ...]
    cue_holder: tuple[int | None, ...]  # index of the innermost stretch that a cue lies in

    def token_at(self, char: int) -> int:
        return max(bisect_right(self.token_starts, char) - 1, 0)


def find_quotes(doc: Doc, context: Context, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """Find direct quotations, indirect statements and mixed ones in a parsed article, in reading order.

    `context` is not evidence and only completes the interface shared by the extractors. Spans are characters of `doc.text`.
    """
    page = _page(doc)
    direct = _direct_quotes(page)
    reported = _reported_quotes(page, [quote for quote, _ in direct])
    resolved = _Resolver(doc, mentions)
    quotes = [resolved(quote, head) for quote, head in (*direct, *reported)]
    return tuple(sorted(quotes, key=lambda quote: (quote.span.start, -quote.span.end, quote.quote_kind)))


def _page(doc: Doc) -> Page:
    stretches = find_stretches(doc.text)
    cues = find_cues(doc)
    return Page(doc, doc.text, [token.idx for token in doc], stretches, cues, tuple(_holder(stretches, cue.span) for cue in cues))


def _holder(stretches: tuple[Stretch, ...], span: Span) -> int | None:
    best = None
    for index, stretch in enumerate(stretches):
        if stretch.outer.start > span.start:
            break
        if stretch.outer.covers(span):
            best = index
    return best


def _direct_quotes(page: Page) -> list[tuple[Quote, Token | None]]:
    found: list[tuple[Quote, Token | None]] = []
    by_stretch: dict[int, Attribution] = {}
    for index, stretch in enumerate(page.stretches):
        if stretch.depth > 0:
            continue
        attribution = _attribute(page, index, by_stretch)
        if attribution is None:
            continue
        by_stretch[index] = attribution
        found.append((_quote(page, stretch.inner, "direct", attribution), attribution.speaker))
    return found


def _quote(page: Page, span: Span, kind: str, attribution: Attribution) -> Quote:
    speaker = attribution.speaker_span
    return Quote(
        span=span,
        text=page.text[span.start : span.end],
        quote_kind=kind,
        speaker=speaker,
        speaker_text=page.text[speaker.start : speaker.end] if speaker else None,
        cue=attribution.cue,
        stance=attribution.stance,
        confidence=attribution.confidence,
    )


def _attribute(page: Page, index: int, earlier: dict[int, Attribution]) -> Attribution | None:
    stretch = page.stretches[index]
    words = _WORD.findall(page.text[stretch.inner.start : stretch.inner.end])
    if not words:
        return None
    is_long = len(words) >= _MIN_WORDS
    start, end = _sentence_around(page, stretch)
    found = _cue_behind(page, stretch, end) or _cue_before(page, stretch, start, is_long=is_long)
    if found is not None:
        return found
    if _is_title(page, stretch, words):
        return None
    found = _cue_around(page, stretch)
    if found is not None:
        return found
    is_sentence = _is_whole_sentence(page, stretch, start, end)
    if not (is_long or is_sentence):
        return None
    return (
        _cue_in_sentence(page, stretch, start, end)
        or _colon(page, stretch, start)
        or _continued(page, index, earlier, is_sentence=is_sentence)
    )


def _sentence_around(page: Page, stretch: Stretch) -> tuple[int, int]:
    """The surface sentence around a stretch: full stops inside other stretches do not end it."""
    text = page.text
    start = 0
    line = text.rfind("\n", 0, stretch.outer.start) + 1
    before = text[line : stretch.outer.start]
    for found in _SENTENCE_END.finditer(before):
        start = found.end()
    start += line
    stop = text.find("\n", stretch.outer.end)
    stop = len(text) if stop < 0 else stop
    if _ends_sentence(text, stretch) and re.match(r"\s+[A-Z“\"]", text[stretch.outer.end : stop]):
        pass
    found = _SENTENCE_END.search(text, stretch.outer.end, stop)
    return start, found.start() + 1 if found else stop


def _ends_sentence(text: str, stretch: Stretch) -> bool:
    return text[stretch.inner.end - 1] in ".!?…"


def _from_cue(cue: Cue, confidence: float, page: Page, head: Token | None = None) -> Attribution | None:
    head = head if head is not None else cue.speaker
    if head is None:
        return None
    span = cue.speaker_span if head is cue.speaker else speaker_span(head)
    return Attribution(head, span, page.text[cue.span.start : cue.span.end], cue.stance, confidence)


def _free_cues(page: Page, start: int, end: int) -> list[Cue]:
    """Cues of the running text between two offsets: not those inside quotations."""
    return [
        cue
        for cue, holder in zip(page.cues, page.cue_holder, strict=True)
        if holder is None and start <= cue.span.start and cue.span.end <= end
    ]


def _cue_behind(page: Page, stretch: Stretch, end: int) -> Attribution | None:
    """“…,” said Power. “…,” the minister told reporters."""
    text = page.text
    last = text[stretch.inner.end - 1]
    has_comma = last in ",—–-" or text[stretch.outer.end : stretch.outer.end + 1] == ","
    for cue in _free_cues(page, stretch.outer.end, end)[:2]:
        if not cue.frames & {"statement", "manner", "finding"}:
            continue
        gap = text[stretch.outer.end : cue.span.start]
        head = cue.speaker
        if not gap.strip(" ,—–-\xa0"):  # inverted: said X
            beside = following_noun(page.doc, cue.token + 1)
            if beside is not None and (head is None or head.idx < stretch.outer.end):
                head = beside
        if head is None or _inside(page, head):
            head = preceding_noun(page.doc, cue.token) if gap.strip(" ,—–-") else head
        if head is None or head.idx < stretch.outer.end:
            if has_comma and head is not None and not gap.strip(" ,"):
                return _from_cue(cue, 0.7, page, head)
            continue
        named = speaker_span(head)
        between = text[stretch.outer.end : min(cue.span.start, named.start)]
        if re.search(r"[.!?:“\"]|\b(?:and|but|while|as|that|which|who)\b", between) or len(between) > 30:
            continue
        if not has_comma and (_leads_on(page, cue, end) or (cue.content is not None and cue.content.start > cue.span.end)):
            continue
        if last not in ",—–-.!?…" and not has_comma and between.strip() and len(between) > 12:
            continue
        return _from_cue(cue, 0.95, page, head)
    return None


def _leads_on(page: Page, cue: Cue, end: int) -> bool:
    """Do the reporting words lead to a quotation that follows?"""
    return re.match(r"[^.!?“\"\n]{0,60}[:,]\s*[“\"‘]", page.text[cue.phrase.end :]) is not None


def _cue_before(page: Page, stretch: Stretch, start: int, *, is_long: bool) -> Attribution | None:
    """Power said: “…”; asked whether “…”; called it “…”: the nearest reporting words before the marks."""
    text = page.text
    for cue in reversed(_free_cues(page, start, stretch.outer.start)):
        between = text[cue.span.end : stretch.outer.start]
        is_direct = re.fullmatch(r"\s*(?:,|:|that|it|them|him|her|this|as|the|a|an|of|for|\s)*\s*[,:]?\s*", between) is not None
        is_leading = is_direct or between.rstrip().endswith((":", ","))
        if not (is_direct or is_leading or is_long or (cue.content and cue.content.covers(stretch.inner)) or "verdict" in cue.frames):
            continue
        if cue.frames == {"manner"} and not is_leading:
            continue
        head = cue.speaker
        if head is None or _inside(page, head):
            head = preceding_noun(page.doc, cue.token)
        if head is None or head.i > page.token_at(stretch.outer.start):
            continue
        found = _from_cue(cue, 0.93 if is_direct else 0.85 if is_leading else 0.75, page, head)
        if found is not None:
            return found
    return None


def _inside(page: Page, token: Token) -> bool:
    return _holder(page.stretches, Span(token.idx, token.idx + len(token))) is not None


def _cue_around(page: Page, stretch: Stretch) -> Attribution | None:
    """The stretch lies in a clause that is reported: “…” in "The ‘noose’ is tightening, Power said"."""
    holders = [
        cue
        for cue, holder in zip(page.cues, page.cue_holder, strict=True)
        if holder is None and cue.content is not None and cue.content.covers(stretch.inner) and cue.speaker is not None
    ]
    if not holders:
        return None
    cue = min(holders, key=lambda cue: cue.content.end - cue.content.start)
    return _from_cue(cue, 0.8, page)


def _cue_in_sentence(page: Page, stretch: Stretch, start: int, end: int) -> Attribution | None:
    for cue in (*reversed(_free_cues(page, start, stretch.outer.start)), *_free_cues(page, stretch.outer.end, end)):
        if cue.speaker is not None and not _inside(page, cue.speaker):
            return _from_cue(cue, 0.6, page)
    return None


def _is_whole_sentence(page: Page, stretch: Stretch, start: int, end: int) -> bool:
    before = page.text[start : stretch.outer.start].strip()
    return not before and (_ends_sentence(page.text, stretch) or not page.text[stretch.outer.end : end].strip(" ."))


def _colon(page: Page, stretch: Stretch, start: int) -> Attribution | None:
    """X was blunt: “…”, MAYOR: “…”"""
    before = page.text[start : stretch.outer.start].rstrip()
    if not before.endswith((":", ",")) or not before.strip(" :,"):
        return None
    head = _sentence_subject(page, page.token_at(start + len(before) - len(before.lstrip())), page.token_at(stretch.outer.start))
    return Attribution(head, speaker_span(head), None, "asserts", 0.6) if head is not None else None


def _sentence_subject(page: Page, first: int, last: int) -> Token | None:
    for token in page.doc[first:last]:
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.head.dep_ in ("ROOT", "ccomp", "conj", "parataxis")
        ):
            return token
    for token in page.doc[first:last]:
        if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            while token.head.i > token.i and token.head.ent_type_ == token.ent_type_ and token.head.i < last:
                token = token.head
            return token
    return None


def _continued(page: Page, index: int, earlier: dict[int, Attribution], *, is_sentence: bool) -> Attribution | None:
    """A quotation without reporting words goes on with the speaker before it; at a loss, with the subject of the text before it."""
    stretch = page.stretches[index]
    text = page.text
    line = text.rfind("\n", 0, stretch.outer.start) + 1
    previous = max((k for k in earlier if k < index), default=None)
    if previous is not None and page.stretches[previous].outer.end > line:
        return _again(earlier[previous], 0.8)
    before_line = text[:line].rstrip()
    paragraph = before_line.rfind("\n") + 1
    opening = before_line.endswith(":") or (previous is None or page.stretches[previous].outer.end <= paragraph)
    if previous is not None and not opening:
        return _again(earlier[previous], 0.75)
    if paragraph < line and before_line:
        cues = _free_cues(page, paragraph, line)
        for cue in reversed(cues):
            if cue.speaker is not None:
                return _from_cue(cue, 0.55, page)
        head = _sentence_subject(page, page.token_at(paragraph), page.token_at(line))
        if head is not None:
            return Attribution(head, speaker_span(head), None, "asserts", 0.45)
    if previous is not None:
        return _again(earlier[previous], 0.45)
    return Attribution(None, None, None, None, 0.3)


def _again(attribution: Attribution, confidence: float) -> Attribution:
    return Attribution(attribution.speaker, attribution.speaker_span, None, attribution.stance, min(confidence, attribution.confidence))


def _is_title(page: Page, stretch: Stretch, words: list[str]) -> bool:
    """Titles of works and programmes: Every Word Capitalised."""
    if _ends_sentence(page.text, stretch) and len(words) < 3:
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_TITLE_WORDS for word in words) and len(words) > 1


def _reported_quotes(page: Page, direct: list[Quote]) -> list[tuple[Quote, Token | None]]:
    """Indirect and mixed statements: contents of reporting words that are more than a quotation in marks."""
    found: list[tuple[Quote, Token | None]] = []
    for cue, holder in zip(page.cues, page.cue_holder, strict=True):
        if cue.content is None or cue.speaker is None or cue.speaker_span is None or cue.frames == {"manner"}:
            continue
        if cue.speaker.lower_ in ("you", "i", "we", "this", "that", "what", "there", "who"):
            continue
        if _inside(page, cue.speaker) and holder is None:
            continue
        content = cue.content
        inner = [quote for quote in direct if quote.span.overlaps(content)]
        covered = sum(min(content.end, quote.span.end + 2) - max(content.start, quote.span.start - 2) for quote in inner)
        if content.end - content.start - covered < 6:
            continue
        kind = "mixed" if any(content.covers(quote.span) for quote in inner) else "indirect"
        attribution = _from_cue(cue, 0.85 if "statement" in cue.frames else 0.65, page)
        if attribution is not None:
            found.append((_quote(page, content, kind, attribution), cue.speaker))
    return found


class _Resolver:
    """Speaker as written → name, role and country."""

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...]) -> None:
        self._mentions = mentions

    def __call__(self, quote: Quote, head: Token | None) -> Quote:
        from dataclasses import replace

        if head is None or quote.speaker is None:
            return quote
        if head.lower_ in ("he", "she"):
            people = [m for m in self._mentions if m.mention_type == "PERSON" and m.span.end <= head.idx]
            if not people:
                return quote
            mention = people[-1]
        else:
            covering = [m for m in self._mentions if m.span.start <= head.idx < m.span.end]
            if not covering:
                return replace(quote, speaker_name=quote.speaker_text)
            mention = covering[0]
        return replace(quote, speaker_name=mention.canonical_name, speaker_role=mention.role_title, speaker_country=mention.country)
