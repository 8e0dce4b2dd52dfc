"""Time expressions of one article, with their TIMEX3 values and the days that they stand for.

A left-to-right scan: each word that can begin an expression names the rules to try there, the longest reading wins, and
a later one may lean on it ("two days later"). Values follow TimeML as used in TempEval-3, days follow the value, and
precision is UCDP's.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from dateline.extract.records import Context, Span, Time
from dateline.extract.texts import text_of
from dateline.extract.times import dates as time_dates
from dateline.extract.times import days as time_days
from dateline.extract.times import quarters as time_quarters
from dateline.extract.times import units as time_units
from dateline.extract.times.calendar import days_of, precision
from dateline.extract.times.compose import STARTS, compose, extend
from dateline.extract.times.ranges import join_ranges
from dateline.extract.times.scene import Reading, Rule, Scene
from dateline.extract.times.words import CORES

_WORD = re.compile(r"[A-Za-z0-9]+")
_REACH = 48  # characters from the first word of an expression to its core: "no more than a hundred and twenty five days"
_DEEPEST = 2  # compositions within compositions: "late on the night of Friday, May 3"
_DATED_HEADS = frozenset(("mid", "late", "early", "pre", "post", "year"))

_RULES: dict[str, list[Rule]] = {}
for _rule in (*time_dates.RULES, *time_days.RULES, *time_quarters.RULES, *time_units.RULES):
    for _start in _rule.starts:
        _RULES.setdefault(_start, []).append(_rule)


def find_times(doc: Doc, context: Context) -> tuple[Time, ...]:
    """All time expressions in reading order, non-overlapping.

    Relative ones are anchored to `context.published_date` and, where the text says so, to the last date before them.
    Both ends of a span ("from 3 to 5 May") carry the days of the whole span.
    """
    text = text_of(doc)
    scene = Scene(doc, text, context.published_date)
    readings: list[Reading] = []
    end = 0
    for start, key in _starts(text):
        if start >= end and (reading := _read(scene, start, key, 0)):
            scene.remember(reading)
            readings.append(reading)
            end = reading.end
    return tuple(_to_time(text, reading) for reading in join_ranges(text, readings, scene.published))


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """The places where an expression may begin: at a word of the rules with a word of time close behind."""
    words = [(word.start(), _key(word[0])) for word in _WORD.finditer(text)]
    cores = [start for start, key in words if key in CORES] + [len(text) + _REACH]
    at = 0
    for start, key in words:
        while cores[at] < start:
            at += 1
        if cores[at] - start < _REACH and (key in _RULES or key in STARTS) and not _is_tail(text, start):
            yield start, key


def _key(word: str) -> str:
    """The word as rules name it: "0" for a number in figures."""
    word = word.lower()
    return "0" if word[0].isdigit() else word


def _is_tail(text: str, start: int) -> bool:
    """Is the word at `start` the tail of a compound ('blue-eyed'), rather than dated by its head ('post-1990')?"""
    head = re.search(r"(\w+)-$", text[max(0, start - 12) : start]) if text[start - 1 : start] == "-" else None
    return head is not None and head[1].lower() not in _DATED_HEADS


def _read(scene: Scene, start: int, key: str, depth: int) -> Reading | None:
    """The longest reading that begins here."""
    best: Reading | None = None
    for rule in _RULES.get(key, ()):
        m = rule.pattern.match(scene.text, start)
        if m and (best is None or m.end() > best.end) and (reading := rule.read(m, scene)) and (best is None or reading.end > best.end):
            best = reading
    if depth >= _DEEPEST:
        return best

    def read_at(offset: int) -> Reading | None:
        word = _WORD.match(scene.text, offset)
        found = _read(scene, offset, _key(word[0]), depth + 1) if word else None
        return found if found and found.timex_type in ("DATE", "TIME") and days_of(found.value) else None

    if key in STARTS and (composed := compose(scene, start, key, read_at)) and (best is None or composed.end > best.end):
        best = composed
    return extend(scene, best, read_at) if best else None


def _to_time(text: str, reading: Reading) -> Time:
    days = reading.days or days_of(reading.value)
    return Time(
        span=Span(reading.start, reading.end),
        text=text[reading.start : reading.end],
        timex_type=reading.timex_type,
        timex_value=reading.value,
        date_start=days[0] if days else None,
        date_end=days[1] if days else None,
        date_prec=precision(*days) if days else None,
        is_relative=reading.is_relative,
        confidence=reading.confidence,
    )
