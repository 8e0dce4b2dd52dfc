"""What the rules about quotations work on: a parsed article with its marks and reporting words, and a stretch in its sentence."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract.quote_marks import Stretch
from dateline.extract.quotes.statements import Cue
from dateline.extract.records import Span

REACH = 3000  # characters of a paragraph that are looked at on either side of a stretch, so that hostile text stays cheap
STOP = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[^a-z\s]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|Prof|Rev|Hon|Pres|St|Jr|Sr|No|vs|[A-Z])|\b[A-Za-z]\.[A-Za-z])\.$"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of a stretch and how sure that is. `speaker` None: somebody's words, but the text leaves open whose."""

    speaker: Token | None
    span: Span | None  # the words that name the speaker
    cue: str | None
    stance: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed article with its stretches and the reporting words outside them."""

    doc: Doc
    text: str
    token_starts: list[int]  # characters
    stretches: tuple[Stretch, ...]  # the outermost ones, in reading order
    stretch_starts: list[int]
    cues: tuple[Cue, ...]  # those of the running text, in reading order
    cue_starts: list[int]

    def token_at(self, char: int) -> int:
        return max(bisect_right(self.token_starts, char) - 1, 0)

    def cues_between(self, start: int, end: int) -> tuple[Cue, ...]:
        return self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]

    def cue_at(self, token: Token) -> Cue | None:
        return next((cue for cue in self.cues_between(token.idx, token.idx + 1) if cue.token == token.i), None)

    def is_quoted(self, char: int) -> bool:
        before = bisect_right(self.stretch_starts, char) - 1
        return before >= 0 and char < self.stretches[before].outer.end


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A stretch in its sentence."""

    stretch: Stretch
    line: Span
    start: int  # of the sentence; full stops inside other stretches end it only before a capital
    end: int  # of the sentence, counted from behind the stretch
    ends_sentence: bool  # the sentence ends with the stretch: "… “Never.” Then"
    is_long: bool  # four words or more


def surroundings(page: Page, stretch: Stretch, *, is_long: bool) -> Surroundings:
    text, outer = page.text, stretch.outer
    line_start = max(text.rfind("\n", 0, outer.start) + 1, outer.start - REACH)
    line_end = text.find("\n", outer.end, outer.end + REACH)
    line_end = min(len(text), outer.end + REACH) if line_end < 0 else line_end
    start = line_start
    for stop in STOP.finditer(text, line_start, outer.start):
        if not is_abbreviation(text, stop.start()):
            start = stop.end()
    end = line_end
    for stop in STOP.finditer(text, outer.end, line_end):
        if not is_abbreviation(text, stop.start()):
            end = stop.start() + 1
            break
    rest = text[outer.end : line_end].lstrip(" \"”’'\xa0")
    is_final = text[stretch.inner.end - 1] in ".!?…" or rest[:1] in (".", "?", "!")
    return Surroundings(stretch, Span(line_start, line_end), start, end, is_final and not rest[:1].islower(), is_long)


def is_abbreviation(text: str, stop: int) -> bool:
    return text[stop] == "." and _ABBREVIATED.search(text[max(0, stop - 8) : stop + 1]) is not None
