"""Time expressions of one article, with their TIMEX3 values and the days that they stand for.

A left-to-right scan: each word that can begin an expression names the rules to try there, the longest reading wins, and
the next date may lean on it ("two days later"). Rules are in `time_dates` and `time_units`; values follow TimeML as used
in TempEval-3, days follow the value, precision is UCDP's.
"""

import re
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc

from dateline.extract import time_dates, time_units
from dateline.extract.records import Context, Span, Time
from dateline.extract.time_calendar import days_of, precision, unit_of
from dateline.extract.time_scene import Reading, Scene
from dateline.extract.time_words import DAY_PARTS, PART, SEASON, SEASON_NAMES, ordinal_number

_WORD = re.compile(r"[A-Za-z0-9]+")
_EARLY = r"(?:earlier|later|sometime|early|late|mid|middle|around|about)(?:\s+on\b|\s+in\b)?[\s-]+(?:the\s+)?"
_HEAD_OF = (
    r"(?:the\s+)?(?:very\s+)?(?P<head>end|beginning|start|middle|close|rest|remainder|most|eve|week|month|year|"
    rf"(?:early|latter|late|better|good) part|early (?:hours|days|months|weeks)|{PART}|{SEASON}|(?:first|second|last|latter) (?:half|two quarters)|(?:first|second|third|fourth) quarter)"
    r"\s+of\s+"
)
_COMPOSED = ((re.compile(_EARLY, re.IGNORECASE), "early"), (re.compile(_HEAD_OF, re.IGNORECASE), "of"))
_COMPOSED_STARTS = (
    frozenset(
        "earlier later sometime early late mid middle around about the end beginning start close rest remainder most eve week month year latter better"
        " good very first second third fourth last".split()
    )
    | set(DAY_PARTS)
    | set(SEASON_NAMES)
)

_RULES: dict[str, list[tuple[re.Pattern[str], object]]] = {}
for _starts, _pattern, _reader in (*time_dates.RULES, *time_units.RULES):
    _compiled = re.compile(_pattern, re.IGNORECASE)
    for _start in _starts:
        _RULES.setdefault(_start, []).append((_compiled, _reader))


def find_times(doc: Doc, context: Context) -> tuple[Time, ...]:
    """All time expressions in reading order, non-overlapping; relative ones are anchored to `context.published_date`
    and, where the text says so, to the last date before them."""
    text = doc.text
    scene = Scene(doc, text, context.published_date, [t.idx for t in doc])
    readings: list[Reading] = []
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        key = word[0].lower()
        key = "0" if key[0].isdigit() and key not in _RULES else key
        if key not in _RULES and key not in _COMPOSED_STARTS:
            continue
        if start and (text[start - 1] == "-" and start > 1 and text[start - 2].isalnum() and not key == "year"):
            continue
        reading = _read(scene, start, key, 0)
        if reading is None:
            continue
        scene.remember(reading)
        readings.append(reading)
        end = reading.end
    return tuple(_to_time(text, r) for r in readings)


def _read(scene: Scene, start: int, key: str, depth: int) -> Reading | None:
    """The longest reading that begins here."""
    best: Reading | None = None
    for pattern, reader in _RULES.get(key, ()):
        if (m := pattern.match(scene.text, start)) and (best is None or m.end() > best.end):
            reading = reader(m, scene)  # type: ignore[operator]
            if reading is not None and (best is None or reading.end > best.end):
                best = reading
    if key in _COMPOSED_STARTS and depth < 3:
        for pattern, kind in _COMPOSED:
            if (m := pattern.match(scene.text, start)) and (inner := _read_at(scene, m.end(), depth + 1)):
                if inner.timex_type in ("DATE", "TIME") and (best is None or inner.end > best.end):
                    composed = _of(m, inner, start) if kind == "of" else replace(inner, start=start)
                    best = composed or best
    return _extend(scene, best, depth) if best else None


def _read_at(scene: Scene, start: int, depth: int) -> Reading | None:
    word = _WORD.match(scene.text, start)
    if word is None:
        return None
    key = word[0].lower()
    return _read(scene, start, "0" if key[0].isdigit() and key not in _RULES else key, depth)


def _of(m: re.Match[str], inner: Reading, start: int) -> Reading | None:
    """'the end of 1990', 'the night of Aug. 5', 'the second half of last year', 'the week of March 6'."""
    days = days_of(inner.value)
    if days is None:
        return None
    head, value = re.sub(r"\s+", " ", m["head"].lower()), inner.value
    unit = unit_of(value)
    if head in DAY_PARTS:
        if unit != "day" or "T" in value:
            return None
        return replace(inner, start=start, timex_type="TIME", value=f"{value}T{DAY_PARTS[head]}")
    if head in SEASON_NAMES:
        return replace(inner, start=start, value=f"{value}-{SEASON_NAMES[head]}") if unit == "year" else None
    if head.endswith("quarter"):
        return replace(inner, start=start, value=f"{value}-Q{ordinal_number(head.split()[0])}") if unit == "year" else None
    if head.endswith(("half", "two quarters")):
        half = 1 if head.startswith("first") else 2
        return replace(inner, start=start, value=f"{value}-H{half}" if unit == "year" else value)
    if head == "week":
        year, week, _ = days[0].isocalendar()
        return replace(inner, start=start, value=f"{year}-W{week:02d}") if unit == "day" else None
    if head == "eve":
        return replace(inner, start=start, value=(days[0] - timedelta(1)).isoformat())
    if head in ("month", "year"):
        return replace(inner, start=start) if unit == head else None
    return replace(inner, start=start)


_GLUE = re.compile(r"(?:,?\s+(?:on\s+)?|\s+of\s+|['’]s\s+)")


def _extend(scene: Scene, reading: Reading, depth: int) -> Reading:
    """'Friday, Oct. 13', '5 p.m. EST Nov. 9', "this year's third quarter"."""
    if depth > 2 or reading.timex_type not in ("DATE", "TIME"):
        return reading
    m = _GLUE.match(scene.text, reading.end)
    if m is None or not days_of(reading.value):
        return reading
    inner = _read_at(scene, m.end(), depth + 1)
    if inner is None or inner.timex_type not in ("DATE", "TIME") or not days_of(inner.value):
        return reading
    unit, inner_unit = unit_of(reading.value), unit_of(inner.value)
    has_clock, inner_clock = "T" in reading.value, "T" in inner.value
    glue = m[0].strip()
    if glue in ("'s", "’s"):
        if unit == "year" and inner_unit in ("quarter", "half", "month"):
            return replace(inner, start=reading.start, value=reading.value + inner.value[4:], is_relative=reading.is_relative)
        return reading
    if has_clock and inner_unit == "day" and not inner_clock:
        return replace(inner, start=reading.start, timex_type="TIME", value=inner.value + reading.value[reading.value.index("T") :])
    if unit == "day" and not has_clock and inner_unit == "day" and not inner_clock and glue == "," and scene.text[inner.start].isalnum():
        is_weekday = scene.text[reading.start : reading.start + 3].lower() in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return replace(inner, start=reading.start) if is_weekday else reading
    if unit == "day" and not has_clock and inner_unit == "day" and glue == "":
        is_weekday = scene.text[reading.start : reading.start + 3].lower() in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        if is_weekday and not inner_clock and scene.text[inner.start].isupper():
            return replace(inner, start=reading.start)
    return reading


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
