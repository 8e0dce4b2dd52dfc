"""Rules for weekdays, holidays, seasons, parts of the day and the clock: 'last Friday', 'Tuesday night', 'the summer', '7:15 p.m.'."""

import re
from datetime import date, timedelta

from dateline.extract.times.calendar import days_of, value_of
from dateline.extract.times.dates import whose_year
from dateline.extract.times.scene import Reading, Rule, Scene, part, rule
from dateline.extract.times.tense import is_plan_of_the_past
from dateline.extract.times.words import (
    DAY_PARTS,
    HOLIDAY,
    HOLIDAYS,
    MONTH,
    NUMBERS,
    PART,
    SEASON,
    SEASON_NAMES,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    any_of,
    count_of,
    holiday,
    weekday_number,
)

_TITLES = re.compile(
    r"\s+(?:Times|Mirror|Telegraph|Express|Mail|Herald|Star|Post|Night Live|Night Football|Agreement|Accords?|Tribune|Independent|World)\b"
)
_SHARED_PART = re.compile(
    rf"(?:,\s+{WEEKDAY})*,?\s+(?:and|or)\s+{WEEKDAY}\s+(?P<part>{any_of(w for w in DAY_PARTS if w.endswith('s'))})\b", re.IGNORECASE
)
_DATE_FOLLOWS = re.compile(rf",?\s+(?:{MONTH}|\d)", re.IGNORECASE)


def _read_weekday(m: re.Match[str], scene: Scene) -> Reading | None:
    """The most recent such day including today, or the next one where the clause looks ahead."""
    word, rel, today = m["weekday"], part(m, "rel").removeprefix("on ").removeprefix("the "), scene.published
    is_abbreviated = word.lower() not in WEEKDAYS
    if (
        (word[0].islower() and is_abbreviated)
        or _TITLES.match(scene.text, m.end("weekday"))
        or scene.before(m.start("weekday"), 7).endswith(("bloody ", "black "))
    ):
        return None
    if is_abbreviated and not word.endswith(".") and word.lower() not in ("tues", "thurs") and not _DATE_FOLLOWS.match(scene.text, m.end()):
        return None
    number, code = weekday_number(word), DAY_PARTS.get(part(m, "part"), "")
    suffix = f"T{code}" if code else ""
    if not code and (shared := _SHARED_PART.match(scene.text, m.end())):
        return Reading(m.start(), m.end(), "SET", f"XXXX-WXX-{number}T{DAY_PARTS[shared['part'].lower()]}", 0.8)
    if m["plural"] or part(m, "part").endswith("s") or rel.startswith(("every", "each")):
        return Reading(m.start(), m.end(), "SET", f"XXXX-WXX-{number}{suffix}", 0.85)
    if not rel and scene.before(m.start(), 3).endswith(" a ") and not _belongs_to_next(m, scene):
        return Reading(m.start(), m.end(), "SET", f"XXXX-WXX-{number}{suffix}", 0.6)  # "on a Friday"
    back = (today.isoweekday() - number) % 7
    if part(m, "week"):
        week = {"last": -1, "next": 1}.get(part(m, "week").split()[0], 0)
        day = today + timedelta(7 * week + number - today.isoweekday())
    elif rel in ("last", "past", "this past"):
        day = today - timedelta(back or 7)
    elif rel == "next":
        day = today + timedelta(7 + number - today.isoweekday())
    elif "coming" in rel:
        day = today + timedelta(-back % 7 or 7)
    elif rel in ("previous", "preceding"):
        anchor = scene.anchor("day")
        day = anchor - timedelta((anchor.isoweekday() - number) % 7 or 7)
    elif rel == "following":
        anchor = scene.anchor("day")
        day = anchor + timedelta((number - anchor.isoweekday()) % 7 or 7)
    elif scene.tense(m.start("weekday")) in ("future", "present"):
        was_yesterday = back == 1 and is_plan_of_the_past(scene.token(m.start("weekday")))
        day = today + timedelta(-1 if was_yesterday else -back % 7)
    elif rel == "this" and scene.tense(m.start("weekday")) is None:
        day = today + timedelta(number - today.isoweekday())
    else:
        day = today - timedelta(back)
    return Reading(m.start(), m.end(), "TIME" if code else "DATE", day.isoformat() + suffix, 0.9, True)


def _belongs_to_next(m: re.Match[str], scene: Scene) -> bool:
    """Is the article that of a noun behind ("a Sunday night concert"), rather than of the day ("on a Sunday night")?"""
    token = scene.token(m.end() - 1)
    return token.dep_ in ("compound", "nmod", "amod") and token.head.idx >= m.end()


def _read_near_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'today', 'yesterday afternoon', 'tomorrow', 'tonight', 'the day before yesterday'."""
    word = part(m, "day")
    if (
        m["day"][0].isupper()
        and m["day"].islower() is False
        and scene.token(m.start("day")).nbor(-1 if m.start("day") else 0).pos_ == "PROPN"
    ):
        return None  # the name of a paper or a programme
    step = {"tomorrow": 1, "yesterday": -1}.get(word, 0) * (2 if m["beside"] else 1)
    code = "NI" if word == "tonight" else DAY_PARTS.get(part(m, "part"), "")
    value = (scene.published + timedelta(step)).isoformat() + (f"T{code}" if code else "")
    return Reading(m.start(), m.end(), "TIME" if code else "DATE", value, 0.93, True)


_IN_THE = re.compile(r"\b(?:in|during|throughout|by|of|into|early|late|later|earlier)\s+$")
_CLAUSE_AFTER = re.compile(r"\s+(?:[A-Z]|(?:of|when|that|he|she|they|it|we|before)\b)")  # "the night she was shot"
_AT = re.compile(r"\b(?:at|by|before|after|until|since|around)\s+$")


def _read_day_part(m: re.Match[str], scene: Scene) -> Reading | None:
    """'this morning', 'last night', 'that evening', 'the next morning', 'the night before', 'in the afternoon', 'by nightfall'."""
    rel, word, before = part(m, "rel").removeprefix("the "), part(m, "part"), scene.before(m.start())
    is_definite = part(m, "rel").startswith("the")
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-XX-XXT{DAY_PARTS[word]}", 0.8)
    if word.endswith("s"):
        return None
    day = scene.day_nearby(m.start())
    if rel.startswith("this"):
        day = scene.published
    elif rel == "last":
        day = scene.published - timedelta(1)
    elif rel in ("next", "very next", "following"):
        day += timedelta(1)
    elif rel in ("previous", "preceding") or m["earlier"]:
        day -= timedelta(1)
    elif rel in ("that", "that same", "same"):
        day = scene.anchor("day")
    elif is_definite:
        if not _IN_THE.search(before) or _CLAUSE_AFTER.match(scene.text, m.end()):
            return None
    elif rel == "mid":
        pass
    elif not _AT.search(before) or word in ("night", "daytime"):
        return None
    return Reading(m.start(), m.end(), "TIME", f"{day.isoformat()}T{DAY_PARTS[word]}", 0.85, True)


def _read_overnight(m: re.Match[str], scene: Scene) -> Reading | None:
    return Reading(m.start(), m.end(), "TIME", f"{scene.published - timedelta(1)}TNI", 0.6, True)


_SEASON_LED = re.compile(r"\b(?:in|over|during|by|until|since|through|throughout|into|of|for|early|late|mid|before|after)\s+$")


def _read_season(m: re.Match[str], scene: Scene) -> Reading | None:
    """'last fall', 'this summer', 'spring 2016', 'in the winter'; a winter is that of the year in which it begins."""
    rel, code, today = part(m, "rel"), SEASON_NAMES[part(m, "season")], scene.published
    if part(m, "year"):
        return Reading(m.start(), m.end(), "DATE", f"{m['year']}-{code}", 0.93)
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-{code}", 0.8)
    year = today.year - (code == "WI" and today.month < 6)
    first, last = days_of(f"{year}-{code}") or (today, today)
    has_begun, is_over = first <= today, last < today
    if part(m, "whose_year"):
        year = whose_year(part(m, "whose_year"), scene)
    elif rel in ("last", "this past", "past"):
        year -= not (is_over or (has_begun and rel == "this past"))
    elif rel == "next":
        year += has_begun
    elif rel == "that":
        year = scene.anchor("year").year
    elif rel not in ("this", "this coming", "the coming", "coming"):
        if not _SEASON_LED.search(scene.before(m.start())) or (not rel and m["season"][0].isupper()):
            return None
        tense = scene.tense(m.start("season"))
        year += (tense == "future" and is_over) - (tense == "past" and not has_begun)
    return Reading(m.start(), m.end(), "DATE", f"{year}-{code}", 0.8, True)


def _read_holiday(m: re.Match[str], scene: Scene) -> Reading | None:
    """'Thanksgiving Day', 'last Christmas', 'Easter 2015', 'Easter week', 'Labor Day weekend'."""
    name, rel, today = part(m, "name").replace("’", "'"), part(m, "rel"), scene.published
    if m["name"][0].islower() or re.match(r"\s+[A-Z]", scene.text[m.end() : m.end() + 3]):
        return None
    if scene.token(m.start("name")).ent_type_ in ("PERSON", "ORG", "FAC"):
        return None
    if part(m, "year"):
        return Reading(m.start(), m.end(), "DATE", _value_around(holiday(name, int(m["year"])), part(m, "around")), 0.93)
    days = [holiday(name, year) for year in (today.year - 1, today.year, today.year + 1)]
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-{days[1]:%m-%d}", 0.6)
    if rel == "last":
        day = max(d for d in days if d < today)
    elif rel == "next":
        day = min(d for d in days if d > today)
    else:
        tense = scene.tense(m.start("name"))
        day = min(days, key=lambda d: abs((d - today).days) * _tense_weight(tense, d, today))
    return Reading(m.start(), m.end(), "DATE", _value_around(day, part(m, "around")), 0.75, True)


def _value_around(day: date, unit: str) -> str:
    """The holiday itself, its week, or the weekend that it touches: the one before a Monday or Tuesday."""
    return value_of(day - timedelta(7 if unit == "weekend" and day.isoweekday() <= 2 else 0), unit or "day")


def _tense_weight(tense: str | None, day: date, today: date) -> int:
    return 3 if (tense == "past" and day > today) or (tense == "future" and day < today) else 1


_CLOCK_LED = re.compile(r"\b(?:at|by|until|about|around|before|after|since|from|to|and)\s+$")


def _read_clock(m: re.Match[str], scene: Scene) -> Reading | None:
    """'7:15 p.m.', '9 am EST', '19:30', '0735 GMT', "four o'clock", '4 in the morning', 'noon', 'midnight'."""
    if word := part(m, "word"):
        if m["word"][0].isupper() and scene.token(m.start()).is_sent_start is not True:
            return None
        hour, minute = (24 if word == "midnight" else 12), 0
    else:
        half, minute = part(m, "half"), int(part(m, "minute") or 0)
        hour = int(float(count_of(m["hour"])))
        is_afternoon = half.startswith("p") or half.endswith(("afternoon", "evening")) or (half.endswith("night") and hour > 5)
        if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
            return None
        if not (
            half or part(m, "zone") or ("mark" in m.re.groupindex and m["mark"] is not None) or _CLOCK_LED.search(scene.before(m.start()))
        ):
            return None  # a score, a verse, a ratio
        hour = hour % 12 + 12 * is_afternoon if half else hour
    value = f"{scene.day_nearby(m.start()).isoformat()}T{hour:02d}:{minute:02d}"
    return Reading(m.start(), m.end(), "TIME", value, 0.85, True)


_REL_DAY = (
    r"(?:(?P<rel>(?:on\s+)?(?:every|each)(?: other)?|last|next|this(?: (?:coming|past))?|the (?:previous|preceding|following)"
    r"|(?:the )?coming|past)\s+)?"
)
_ZONE = r"(?P<zone>,?\s+(?:[ECMP][SD]?T|GMT|UTC|BST|CET|EET|IST|JST|(?:local|eastern|pacific|central)(?: standard| daylight)? time)\b)"
_WEEKDAY_STARTS = f"{' '.join(WEEKDAYS)} {'s '.join(WEEKDAYS)}s mon tue tues wed weds thu thur thurs fri sat"
_HOLIDAY_STARTS = " ".join(sorted({re.split(r"\W", name)[0] for name in HOLIDAYS}))
_HOURS = tuple(NUMBERS)[1:13]

RULES: tuple[Rule, ...] = (
    rule(
        f"{_WEEKDAY_STARTS} on every each last next this the coming past",
        rf"{_REL_DAY}(?P<weekday>{WEEKDAY})(?P<plural>s\b)?(?![\w-])(?:\s+(?P<part>{PART})\b)?(?:\s+(?P<week>(?:last|next|this) week)\b)?",
        _read_weekday,
    ),
    rule(
        "today yesterday tomorrow tonight the day",
        rf"(?P<beside>(?:the )?day (?:before|after) )?(?P<day>today|yesterday|tomorrow|tonight)\b(?:\s+(?P<part>{PART})\b)?",
        _read_near_day,
    ),
    rule(
        f"last this that the every each mid {' '.join(DAY_PARTS)}",
        r"(?:(?P<rel>this(?: very)?|last|that(?: same)?|the(?: (?:next|very next|following|previous|preceding|same))?|every|each|mid)[\s-]+)?"
        rf"(?P<part>{PART})\b(?P<earlier>\s+before\b(?=[,.;]|\s+(?:and|when|in|at|by)\b))?",
        _read_day_part,
    ),
    rule("overnight", r"overnight\b", _read_overnight),
    rule(
        f"{' '.join(SEASON_NAMES)} last next this past the every each that",
        rf"(?:(?P<rel>last|next|this(?: (?:past|coming))?|past|the(?: coming)?|every|each|that)\s+)?(?P<season>{SEASON})\b(?!-)"
        rf"(?:\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<whose_year>(?:last|next|that) year)))?",
        _read_season,
    ),
    rule(
        f"{_HOLIDAY_STARTS} last next this every each",
        rf"(?:(?P<rel>last|next|this|every|each)\s+)?(?P<name>{HOLIDAY})(?:\s+(?P<around>week|weekend)\b)?(?:,?\s+(?P<year>{YEAR}))?(?![\w-])",
        _read_holiday,
    ),
    rule("noon midday midnight", r"(?P<word>noon|midday|midnight)\b", _read_clock),
    rule("0", rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::\d\d)?)?\s?(?P<half>[ap](?:m\b|\.\s?m\b\.?)){_ZONE}?", _read_clock),
    rule("0", rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?(?!\d)(?P<mark>\s?(?:hours|hrs|h)\b)?{_ZONE}?", _read_clock),
    rule(
        "0",
        r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<mark>\s?(?:GMT|UTC|hours|hrs)\b|(?=\s+(?:today|yesterday|tomorrow|on \d)))",
        _read_clock,
    ),
    rule(
        f"0 {' '.join(_HOURS)}",
        rf"(?P<hour>\d{{1,2}}|{any_of(_HOURS)})(?P<mark>\s+o['’]clock)\b(?P<half>\s+(?:in the (?:morning|afternoon|evening)|at night)\b)?",
        _read_clock,
    ),
    rule("0", r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?P<half>\s+(?:in the (?:morning|afternoon|evening)|at night)\b)", _read_clock),
)
