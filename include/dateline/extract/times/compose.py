"""Expressions made of expressions: 'early next year', 'the night of Aug. 5', 'two days before Christmas', 'Friday, Oct. 13'."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dateline.extract.times.calendar import days_of, moved, unit_of, value_of
from dateline.extract.times.scene import Reading, Scene, part
from dateline.extract.times.words import (
    COUNT,
    COUNT_STARTS,
    DAY_PARTS,
    PART,
    SEASON,
    SEASON_NAMES,
    WEEKDAYS,
    count_of,
    ordinal_number,
    unit_name,
)

ReadAt = Callable[[int], Reading | None]  # the calendar date or time of day that begins at an offset, if one does

_SHADED = re.compile(
    r"(?:(?:earlier|later|sometime|early|late|mid|middle)(?:\s+(?:on|in)\b)?[\s-]+(?:the\s+)?|(?:around|about)\s+)", re.IGNORECASE
)
_PART_OF = re.compile(
    r"(?:the\s+)?(?:very\s+)?(?P<head>end|beginning|start|middle|close|rest|remainder|most|eve|week|month|year|(?:early|latter|late|better|good) part"
    rf"|early (?:hours|days|months|weeks)|{PART}|{SEASON}|(?:first|second|last|latter) (?:half|two quarters)|(?:first|second|third|fourth) quarter"
    r"|(?:first|second|third|fourth|last) (?:day|week|weekend))\s+of\s+",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?:the\s+)?(?:(?P<count>{COUNT})\s+)?(?P<unit>day|week|month|year)s?\s+(?P<way>before|after)\s+", re.IGNORECASE)
_STARTS = {
    _SHADED: frozenset(("earlier", "later", "sometime", "early", "late", "mid", "middle", "around", "about")),
    _PART_OF: frozenset(
        (
            "the",
            "a",
            "end",
            "beginning",
            "start",
            "middle",
            "close",
            "rest",
            "remainder",
            "most",
            "eve",
            "week",
            "month",
            "year",
            "early",
            "late",
        )
        + ("latter", "better", "good", "very", "first", "second", "third", "fourth", "last", *DAY_PARTS, *SEASON_NAMES)
    ),
    _BESIDE: frozenset(("the", "day", "week", "month", "year", *COUNT_STARTS.split())),
}
STARTS = frozenset().union(*_STARTS.values())  # the words at which a composition may begin; "0" stands for any number in figures

_GLUE = re.compile(r"\s*[({][^()\n]{3,24}\)\s+(?P<aside>(?:on\s+)?)|(?P<comma>,?)\s+(?P<on>on\s+)?|(?P<whose>['’]s)\s+")


def compose(scene: Scene, start: int, key: str, read_at: ReadAt) -> Reading | None:
    """A shade, a part or a neighbour of the expression that follows: 'early next year', 'the end of 1990', 'the day before Christmas'."""
    for pattern, starts in _STARTS.items():
        if key in starts and (m := pattern.match(scene.text, start)) and (inner := read_at(m.end())):
            if pattern is _SHADED:
                return replace(inner, start=start)
            return _part_of(part(m, "head"), inner, start) if pattern is _PART_OF else _beside(m, inner, start)
    return None


def _part_of(head: str, inner: Reading, start: int) -> Reading | None:
    value = _value_of_part(head, inner.value)
    return replace(inner, start=start, value=value, timex_type="TIME" if "T" in value else "DATE") if value else None


def _value_of_part(head: str, value: str) -> str | None:
    """The value of 'the second half of', 'the week of' … a date; where TIMEX3 has none for the part, the value of the whole."""
    days, unit = days_of(value), unit_of(value)
    if days is None:
        return None
    if head in DAY_PARTS:
        return f"{value}T{DAY_PARTS[head]}" if unit == "day" and "T" not in value else None
    if head in SEASON_NAMES:
        return f"{value}-{SEASON_NAMES[head]}" if unit == "year" else None
    if head.endswith(" quarter"):
        return f"{value}-Q{ordinal_number(head.split()[0])}" if unit == "year" else None
    if head.endswith(("half", "two quarters")):
        return f"{value}-H{1 if head.startswith('first') else 2}" if unit == "year" else value
    if head.endswith((" day", " week", " weekend")):
        which, small_unit = head.split()
        return _value_of_nth(which, small_unit, *days) if unit in ("month", "year") else None
    if head == "week":
        return value_of(days[0], "week") if unit == "day" else None
    if head == "eve":
        return (days[0] - timedelta(1)).isoformat()
    return value if head not in ("month", "year") or unit == head else None


def _value_of_nth(which: str, unit: str, first: date, last: date) -> str:
    """'the first week of', 'the last weekend of' a month or year."""
    if unit == "weekend":  # count Saturdays
        first, last = first + timedelta((5 - first.weekday()) % 7), last - timedelta((last.weekday() - 5) % 7)
    step = 1 if unit == "day" else 7
    return value_of(last if which == "last" else first + timedelta(step * (ordinal_number(which) - 1)), unit)


def _beside(m: re.Match[str], inner: Reading, start: int) -> Reading | None:
    """'the day before Christmas', 'two weeks after May 3', 'a year before 2010'."""
    days, unit, count = days_of(inner.value), unit_name(m["unit"]), count_of(m["count"] or "a")
    there = moved(days[0], unit, count, -1 if part(m, "way") == "before" else 1) if days else None
    if there is None or unit_of(inner.value) not in ("day", unit):
        return None
    return replace(inner, start=start, timex_type="DATE", value=value_of(there, unit), is_relative=True, confidence=0.7)


def _in_half(clock: str, half: str, words: str) -> str:
    """'6:30' with 'Thursday evening' is T18:30."""
    if half not in ("TAF", "TEV", "TNI") or not "T01" <= clock < "T12" or re.search(r"[ap]\.?\s?m\b", words, re.IGNORECASE):
        return clock
    return f"T{int(clock[1:3]) + 12}{clock[3:]}" if half != "TNI" or clock >= "T06" else clock


def extend(scene: Scene, reading: Reading, read_at: ReadAt) -> Reading:
    """Join what stands side by side: 'Friday, Oct. 13', '5 p.m. EST Nov. 9', "this year's third quarter"."""
    if reading.timex_type not in ("DATE", "TIME") or not days_of(reading.value):
        return reading
    glue = _GLUE.match(scene.text, reading.end)
    inner = read_at(glue.end()) if glue else None
    if glue is None or inner is None:
        return reading
    unit, inner_unit = unit_of(reading.value), unit_of(inner.value)
    if glue["whose"]:
        is_part = unit == "year" and inner_unit in ("quarter", "half", "month") and inner.is_relative
        value = reading.value + inner.value[4:]
        return replace(inner, start=reading.start, value=value, is_relative=reading.is_relative) if is_part else reading
    if unit != "day" or inner_unit != "day":
        return reading
    is_apart = bool(glue["on"]) or glue["aside"] is not None
    if "T" in reading.value and (reading.value[-1].isdigit() or "T" not in inner.value):
        value = inner.value[:10] + _in_half(reading.value[10:], inner.value[10:], scene.text[reading.start : reading.end])
        if is_apart:  # '10 p.m. (0200 GMT) on Friday': two expressions, of the same day
            return replace(reading, value=value)
        return replace(inner, start=reading.start, timex_type="TIME", value=value)
    words, inner_words = scene.text[reading.start : reading.end].lower(), scene.text[inner.start : inner.end].lower()
    is_said_anew = inner_words.startswith((*WEEKDAYS, "the same", "that"))
    is_one_day = words.endswith(tuple(WEEKDAYS)) and not is_said_anew and "T" not in inner.value
    return replace(inner, start=reading.start) if is_one_day and not is_apart else reading
