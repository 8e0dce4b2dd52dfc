"""Time expressions of one article, with their TIMEX3 values and the days that they stand for.

A left-to-right scan: each word that can begin an expression names the rules to try there, the longest reading wins, and
a later one may lean on it ("two days later"). Values follow TimeML as used in TempEval-3, days follow the value, and
precision is UCDP's.
"""

import re
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc

from dateline.extract import time_dates, time_days, time_quarters, time_units
from dateline.extract.records import Context, Span, Time
from dateline.extract.time_calendar import days_of, precision, unit_of
from dateline.extract.time_ranges import join_ranges
from dateline.extract.time_scene import Reading, Rule, Scene, part
from dateline.extract.time_words import DAY_PARTS, PART, SEASON, SEASON_NAMES, WEEKDAYS, ordinal_number

_WORD = re.compile(r"[A-Za-z0-9]+")
_DEEPEST = 2  # compositions within compositions: "late on the night of Friday, May 3"
_PREFIXES_WITH_HYPHEN = frozenset("mid late early pre post non year".split())

_RULES: dict[str, list[Rule]] = {}
for _rule in (*time_dates.RULES, *time_days.RULES, *time_quarters.RULES, *time_units.RULES):
    for _start in _rule.starts:
        _RULES.setdefault(_start, []).append(_rule)

_SHADED = re.compile(
    r"(?:(?:earlier|later|sometime|early|late|mid|middle)(?:\s+(?:on|in)\b)?[\s-]+(?:the\s+)?|(?:around|about)\s+)", re.IGNORECASE
)
_PART_OF = re.compile(
    r"(?:the\s+)?(?:very\s+)?(?P<head>end|beginning|start|middle|close|rest|remainder|most|eve|week|month|year|(?:early|latter|late|better|good) part"
    rf"|early (?:hours|days|months|weeks)|{PART}|{SEASON}|(?:first|second|last|latter) (?:half|two quarters)|(?:first|second|third|fourth) quarter)"
    r"\s+of\s+",
    re.IGNORECASE,
)
_COMPOSED_STARTS = frozenset(
    "earlier later sometime early late mid middle around about the a end beginning start close rest remainder most eve week month year latter"
    " better good very first second third fourth last".split()
) | DAY_PARTS.keys() | SEASON_NAMES.keys()  # fmt: skip
_GLUE = re.compile(r"\s*\([^()\n]{3,24}\)\s+(?P<aside>)(?:on\s+)?|(?P<comma>,?)\s+(?P<on>on\s+)?|(?P<whose>['’]s)\s+")


def find_times(doc: Doc, context: Context) -> tuple[Time, ...]:
    """All time expressions in reading order, non-overlapping.

    Relative ones are anchored to `context.published_date` and, where the text says so, to the last date before them.
    Both ends of a span ("from 3 to 5 May") carry the days of the whole span.
    """
    text = doc.text
    scene = Scene(doc, text, context.published_date, [token.idx for token in doc])
    readings: list[Reading] = []
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        key = _key(word[0])
        if key not in _RULES and key not in _COMPOSED_STARTS:
            continue
        if start and text[start - 1] == "-" and _is_tail(text, start):
            continue
        if reading := _read(scene, start, key, 0):
            scene.remember(reading)
            readings.append(reading)
            end = reading.end
    return tuple(_to_time(text, reading) for reading in join_ranges(text, readings))


def _key(word: str) -> str:
    word = word.lower()
    return "0" if word[0].isdigit() and word not in _RULES else word


def _is_tail(text: str, start: int) -> bool:
    """Is the word at `start` the tail of a compound ('blue-eyed'), rather than dated by its head ('post-1990')?"""
    head = re.search(r"(\w+)-$", text[max(0, start - 12) : start])
    return head is not None and head[1].lower() not in _PREFIXES_WITH_HYPHEN


def _read(scene: Scene, start: int, key: str, depth: int) -> Reading | None:
    """The longest reading that begins here."""
    best: Reading | None = None
    for one in _RULES.get(key, ()):
        m = one.pattern.match(scene.text, start)
        if m and (best is None or m.end() > best.end) and (reading := one.read(m, scene)) and (best is None or reading.end > best.end):
            best = reading
    if key in _COMPOSED_STARTS and depth < _DEEPEST:
        composed = _compose(scene, start, depth)
        if composed and (best is None or composed.end > best.end):
            best = composed
    return _extend(scene, best, depth) if best else None


def _read_at(scene: Scene, start: int, depth: int) -> Reading | None:
    word = _WORD.match(scene.text, start)
    reading = _read(scene, start, _key(word[0]), depth) if word else None
    return reading if reading and reading.timex_type in ("DATE", "TIME") and days_of(reading.value) else None


def _compose(scene: Scene, start: int, depth: int) -> Reading | None:
    """A shade or a part of another expression: 'early next year', 'the end of 1990', 'the night of Aug. 5'."""
    if (m := _SHADED.match(scene.text, start)) and (inner := _read_at(scene, m.end(), depth + 1)):
        return replace(inner, start=start)
    if (m := _PART_OF.match(scene.text, start)) and (inner := _read_at(scene, m.end(), depth + 1)):
        value = _value_of_part(part(m, "head"), inner.value)
        return replace(inner, start=start, value=value, timex_type="TIME" if "T" in value else "DATE") if value else None
    return None


def _value_of_part(head: str, value: str) -> str | None:
    """The value of 'the second half of', 'the week of' … a date; of one that TIMEX3 does not name, the value of the whole."""
    days, unit = days_of(value), unit_of(value)
    if head in DAY_PARTS:
        return f"{value}T{DAY_PARTS[head]}" if unit == "day" and "T" not in value else None
    if head in SEASON_NAMES:
        return f"{value}-{SEASON_NAMES[head]}" if unit == "year" else None
    if head.endswith(" quarter"):
        return f"{value}-Q{ordinal_number(head.split()[0])}" if unit == "year" else None
    if head.endswith(("half", "two quarters")):
        return f"{value}-H{1 if head.startswith('first') else 2}" if unit == "year" else value
    if head == "week":
        year, week, _ = days[0].isocalendar() if days else (0, 0, 0)
        return f"{year}-W{week:02d}" if unit == "day" else None
    if head == "eve":
        return (days[0] - timedelta(1)).isoformat() if days else None
    return value if head not in ("month", "year") or unit == head else None


def _extend(scene: Scene, reading: Reading, depth: int) -> Reading:
    """Join what belongs together: 'Friday, Oct. 13', '5 p.m. EST Nov. 9', "this year's third quarter"."""
    if depth > _DEEPEST or reading.timex_type not in ("DATE", "TIME") or not days_of(reading.value):
        return reading
    glue = _GLUE.match(scene.text, reading.end)
    inner = _read_at(scene, glue.end(), depth + 1) if glue else None
    if glue is None or inner is None:
        return reading
    unit, inner_unit = unit_of(reading.value), unit_of(inner.value)
    if glue["whose"]:
        if unit == "year" and inner_unit in ("quarter", "half", "month") and inner.is_relative:
            return replace(inner, start=reading.start, value=reading.value + inner.value[4:], is_relative=reading.is_relative)
        return reading
    if unit != "day" or inner_unit != "day" or "T" in inner.value:
        return reading
    if "T" in reading.value:
        is_clock = reading.value[-1].isdigit()
        if glue["on"] or (glue["aside"] is not None and not is_clock):
            return replace(reading, value=inner.value + reading.value[10:])
        return replace(inner, start=reading.start, timex_type="TIME", value=inner.value + reading.value[10:])
    is_weekday = scene.text[reading.start : reading.end].lower() in WEEKDAYS and glue["aside"] is None
    return replace(inner, start=reading.start) if is_weekday and not glue["on"] and scene.text[inner.start].isalnum() else reading


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
