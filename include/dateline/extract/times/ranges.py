"""Spans between two dates: 'from 3 to 5 May', 'between March and June 2015', 'Monday through Friday'."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.extract.times.calendar import days_of, unit_of
from dateline.extract.times.scene import Reading

_TO = re.compile(r"\s+(?:to|until|till|through)\s+(?:the\s+)?|\s[–-]\s|[–-]")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_RESCHEDULED = re.compile(r"\b(?:postpon|mov|delay|reschedul|chang|put off|brought|push)\w*\b[^.]*$")
_NAMES_YEAR = re.compile(r"\b(?:\d{4}|year)\b")
_LOOK_BACK = 50  # characters: how far the verb of a rescheduling may stand before its dates


def join_ranges(text: str, readings: list[Reading], published: date) -> list[Reading]:
    """Give both ends of a span the days of the whole span; values stay those of the words.

    The first end takes its year from the second where only that one says it ("between March and June 2015").
    """
    joined = list(readings)
    for i in range(len(joined) - 1):
        first, second = joined[i], joined[i + 1]
        if {first.timex_type, second.timex_type} != {"DATE"}:
            continue
        between, before = text[first.end : second.start], text[max(0, first.start - _LOOK_BACK) : first.start].lower()
        is_span = _TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(before))
        is_pair = is_span or _AND.fullmatch(between)
        if not is_pair or not days_of(first.value) or not days_of(second.value) or unit_of(first.value) != unit_of(second.value):
            continue
        first = _same_year(first, second, text[second.start : second.end])
        if is_span:
            first, second = _in_order(first, second, published)
        ends = days_of(f"{first.value}/{second.value}")
        if is_span and ends and not (_FROM.search(before) and _RESCHEDULED.search(before)):
            first, second = replace(first, days=ends), replace(second, days=ends)
        joined[i], joined[i + 1] = first, second
    return joined


def _in_order(first: Reading, second: Reading, published: date) -> tuple[Reading, Reading]:
    """'From Monday to Thursday', said on a Wednesday: of the same week, the last one or the next one."""
    days = [days_of(reading.value) for reading in (first, second)]
    if days[0] is None or days[1] is None or not (first.is_relative and second.is_relative and len(first.value) == len(second.value) == 10):
        return first, second
    start, end = days[0][0], days[1][0]
    if not 0 < (start - end).days < 7:
        return first, second
    if end < published:
        return replace(first, value=(start - timedelta(7)).isoformat()), second
    return first, replace(second, value=(end + timedelta(7)).isoformat())


def _same_year(first: Reading, second: Reading, words: str) -> Reading:
    """The year that only the second of two months or days names ("and June 2015", "to 5 May last year") holds for the first one too."""
    if not first.is_relative or unit_of(first.value) not in ("month", "day") or not _NAMES_YEAR.search(words):
        return first
    value = second.value[:4] + first.value[4:]
    return replace(first, value=value, is_relative=second.is_relative) if value <= second.value and days_of(value) else first
