"""What the rules of the time grammar work with: the article with its anchors, a reading, a rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from dateline.extract.times.calendar import days_of, unit_of, value_of
from dateline.extract.times.tense import direction, is_of_saying
from dateline.extract.times.words import MONTH

_MONTH = re.compile(rf"\b{MONTH}\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:on|by|since|until|from|in|of|after|before)\s+$")
_DAY_NEARBY = 450  # characters: how far back "in the morning" looks for its day
_LONG_AGO = 365  # days
_QUARTER_NEARBY = 900  # likewise "a year earlier" for the quarter that an earnings report speaks of


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression as a rule understands it. `days` is given where the value alone does not say which days are meant."""

    start: int
    end: int
    timex_type: str  # DATE, TIME, DURATION, SET
    value: str  # TIMEX3
    confidence: float
    is_relative: bool = False
    days: tuple[date, date] | None = None
    is_anchor: bool = True  # False: named for comparison only ("up from a year earlier"); the story does not move there


@dataclass(slots=True)
class Scene:
    """The article while it is read from left to right; what was `last` said anchors "the next day" and "two weeks later"."""

    doc: Doc
    text: str
    published: date
    last: str | None = None  # TIMEX3 value of the last calendar date
    last_at: int = 0
    last_day: date | None = None
    last_day_at: int = 0
    last_quarter: str | None = None  # that was over when the article came out
    last_quarter_at: int = 0

    def token(self, offset: int) -> Token:
        """The token that covers a character."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no token at character {offset}")
        return span[0]

    def tense(self, offset: int) -> str | None:
        """`past`, `present`, `future` or None for the clause around a character."""
        return direction(self.token(offset), self.before(offset))

    def before(self, offset: int, width: int = 24) -> str:
        """The words just before, in lower case."""
        return self.text[max(0, offset - width) : offset].lower()

    def after(self, offset: int, width: int = 24) -> str:
        """The words just after, in lower case."""
        return self.text[offset : offset + width].lower()

    def this(self, unit: str) -> str:
        """The unit in which the publication day lies."""
        return value_of(self.published, unit)

    def remember(self, reading: Reading) -> None:
        """Make a calendar date the anchor of what follows."""
        days = days_of(reading.value) if reading.is_anchor and reading.timex_type in ("DATE", "TIME") else None
        if days is not None and self._names_a_thing(reading):
            return
        if days is None or (unit := unit_of(reading.value)) in ("decade", "century", "span"):
            return
        self.last, self.last_at = reading.value, reading.start
        if unit == "day":
            if self.last_day is not None and is_of_saying(self.token(reading.start)):
                return  # the story stays on its day
            self.last_day, self.last_day_at = days[0], reading.start
        elif unit == "quarter" and days[1] < self.published:
            self.last_quarter, self.last_quarter_at = reading.value, reading.start

    def _names_a_thing(self, reading: Reading) -> bool:
        """ "the November 27 agreement": the story does not move to that day."""
        words = self.doc.char_span(reading.start, reading.end, alignment_mode="expand")
        if words is None or not _MONTH.search(self.text, reading.start, reading.end) or _LED.search(self.before(reading.start)):
            return False
        root = words.root
        return root.dep_ in ("compound", "nmod", "nummod", "amod") and root.head.pos_ in ("NOUN", "PROPN")

    def anchor(self, unit: str) -> date:
        """The day from which "the next day" or "two years later" is counted: the last one named, or the publication day."""
        if unit in ("day", "night"):
            return self.last_day or self.published
        days = days_of(self.last) if self.last else None
        return days[0] if days else self.published

    def month_nearby(self, offset: int) -> str | None:
        """The month to which "that day" belongs where the text has just named no more than it."""
        if self.last is None or len(self.last) != len("2016-12") or unit_of(self.last) != "month":
            return None
        paragraph = self.text.rfind("\n", 0, offset)
        is_near = self.last_at > paragraph and not (self.last_day and self.last_day_at > paragraph)
        return self.last if is_near else None

    def past_nearby(self, offset: int) -> date | None:
        """The first day of the last month or day that the paragraph has named, if that is more than a year before publication."""
        if self.last is None or unit_of(self.last) not in ("day", "month") or self.last_at <= self.text.rfind("\n", 0, offset):
            return None
        days = days_of(self.last)
        return days[0] if days is not None and (self.published - days[1]).days > _LONG_AGO else None

    def day_nearby(self, offset: int) -> date:
        """The day that a time of day without a date belongs to."""
        return self.last_day if self.last_day and offset - self.last_day_at <= _DAY_NEARBY else self.published

    def quarter_nearby(self, offset: int) -> str | None:
        """The quarter that the text is speaking of, if any."""
        return self.last_quarter if offset - self.last_quarter_at <= _QUARTER_NEARBY else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern to try at certain words, and the function that reads a match (None: no time after all)."""

    starts: tuple[str, ...]  # lower-case words at which a match may begin; "0" stands for any number in figures
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scene], Reading | None]


def rule(starts: str, pattern: str, read: Callable[[re.Match[str], Scene], Reading | None]) -> Rule:
    """A rule for the words in `starts`, which are separated by spaces; patterns ignore case."""
    return Rule(tuple(starts.split()), re.compile(pattern, re.IGNORECASE), read)


def part(m: re.Match[str], name: str) -> str:
    """A group in lower case with single spaces; empty where it did not take part or the rule has none of that name."""
    found = m[name] if name in m.re.groupindex else None
    return " ".join(found.lower().split()) if found else ""
