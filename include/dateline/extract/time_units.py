"""Rules for units of time: 'last month', 'two days earlier', 'the past three weeks', 'every Friday', quarters, references."""

import re
from datetime import date, timedelta

from dateline.extract.time_calendar import CLOCK_LETTERS, days_of, duration, move, unit_of, value_of
from dateline.extract.time_scene import Reading, Scene
from dateline.extract.time_words import COUNT, NUMBER_WORDS, ORDINAL, REFERENCES, ROUGHLY, UNIT, YEAR, count_of, ordinal_number, unit_name

_SPAN_BEFORE = re.compile(r"\b(?:over|within|in|during|for|throughout|through|across)\s+$")
_CALENDAR_UNITS = frozenset("day week weekend month quarter year decade century".split())


def relative_unit(m: re.Match[str], scene: Scene) -> Reading | None:
    """'last month', 'this week', 'next year', 'the following day', 'that same year', 'the past decade', 'the current quarter'."""
    rel, unit = re.sub(r"\s+", " ", m["rel"].lower()), unit_name(m["unit"])
    if unit == "fortnight":
        unit = "week"
    if unit not in _CALENDAR_UNITS:
        return None
    is_definite = rel.startswith("the ")
    rel = rel.removeprefix("the ")
    today, kind = scene.published, "DATE"
    if "same" in rel or rel in ("that", "that very"):
        if scene.last is None and unit != "day":
            return None
        return Reading(m.start(), m.end(), kind, value_of(scene.anchor(), unit), 0.8, True)
    if rel in ("following", "previous", "preceding", "next day", "very next") or (
        rel == "next" and (unit == "day" or (is_definite and scene.tense(m.start()) == "past"))
    ):
        if rel == "next" and _SPAN_BEFORE.search(scene.before(m.start())) and unit != "day":
            return _span(m, scene, 1, unit, 1)
        step = -1 if rel in ("previous", "preceding") else 1
        if unit == "quarter" and step < 0:
            return Reading(m.start(), m.end(), kind, value_of(move(today, unit, -2), unit), 0.6, True)
        anchor = scene.last_day or today if unit == "day" else scene.anchor()
        return Reading(m.start(), m.end(), kind, value_of(move(anchor, unit, step), unit), 0.75, True)
    if rel.startswith("this") or rel in ("current", "present"):
        if unit == "day":
            return None
        step = -1 if rel == "this past" and unit in ("week", "weekend", "month", "year") else 1 if rel == "this coming" else 0
        if unit == "weekend" and rel == "this" and today.isoweekday() <= 2 and scene.tense(m.start()) == "past":
            step = -1
        return Reading(m.start(), m.end(), kind, value_of(move(today, unit, step), unit), 0.9 if unit != "century" else 0.7, True)
    if rel in ("last", "past"):
        if (rel == "past" or is_definite) and unit not in ("quarter", "weekend"):
            return None if unit == "day" else _span(m, scene, 1, unit, -1)
        if unit in ("day", "century"):
            return None
        return Reading(m.start(), m.end(), kind, value_of(move(today, unit, -1), unit), 0.9, True)
    if rel == "latest":
        return Reading(m.start(), m.end(), kind, value_of(move(today, unit, -1), unit), 0.6, True) if unit in ("quarter", "year") else None
    if rel == "next" and is_definite and _SPAN_BEFORE.search(scene.before(m.start())):
        return _span(m, scene, 1, unit, 1)
    return Reading(m.start(), m.end(), kind, value_of(move(today, unit, 1), unit), 0.88, True)


def _span(m: re.Match[str], scene: Scene, count: float | str, unit: str, side: int) -> Reading:
    """A duration that touches the publication day: 'the past three months' (side -1), 'the next two weeks' (1)."""
    days = None
    if not isinstance(count, str) and unit not in CLOCK_LETTERS and count == int(count) and count < 2000:
        try:
            far = move(scene.published, unit, side * int(count))
            days = (far, scene.published) if side < 0 else (scene.published, far)
        except (ValueError, OverflowError):
            days = None
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.85, True, days)


def relative_count(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the past three months', 'the next two weeks', 'the first nine months', 'recent years', 'coming weeks'."""
    rel, words, unit = m["rel"].lower().removeprefix("the ").strip(), m["count"], unit_name(m["unit"])
    if not words:
        if not m["unit"].lower().endswith("s"):
            return None
        if rel == "recent":
            return Reading(m.start(), m.end(), "DATE", "PAST_REF", 0.7, True)
        if rel in ("coming", "future"):
            return Reading(m.start(), m.end(), "DATE", "FUTURE_REF", 0.6, True)
        if rel in ("past", "previous", "last") and unit not in ("second", "minute"):
            return Reading(m.start(), m.end(), "DATE", "PAST_REF", 0.5, True)
        return None
    count = count_of(words)
    side = -1 if rel in ("last", "past", "previous", "preceding") else 1 if rel in ("next", "coming", "following") else 0
    if side and rel not in ("previous", "preceding", "following"):
        return _span(m, scene, count, unit, side)
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.85)


def shifted(m: re.Match[str], scene: Scene) -> Reading | None:
    """'two weeks ago', 'a year earlier', 'three days later', 'five months from now'."""
    count, unit, way = count_of(m["count"]), unit_name(m["unit"]), re.sub(r"\s+", " ", m["way"].lower())
    is_from_today = way in ("ago", "from now", "hence", "from today")
    step = -1 if way in ("ago", "earlier", "before", "previously", "prior", "before that") else 1
    if isinstance(count, str):
        if is_from_today:
            return Reading(m.start(), m.end(), "DATE", "PAST_REF" if step < 0 else "FUTURE_REF", 0.75, True)
        return Reading(m.start(), m.end("unit_s"), "DURATION", duration(count, unit), 0.7)
    if unit in CLOCK_LETTERS:
        return Reading(m.start(), m.end(), "TIME" if is_from_today else "DURATION", duration(count, unit), 0.5)
    if unit in ("night", "weekend"):
        unit = "day" if unit == "night" else unit
    if unit == "fortnight":
        count, unit = count * 2, "week"
    if unit in ("decade", "century", "millennium"):
        count, unit = count * {"decade": 10, "century": 100, "millennium": 1000}[unit], "year"
    if unit == "year" and count == 1 and step < 0 and (quarter := scene.quarter_nearby(m.start())):
        return Reading(m.start(), m.end(), "DATE", f"{int(quarter[:4]) - 1}{quarter[4:]}", 0.7, True)
    if count != int(count):
        return Reading(m.start(), m.end(), "DATE", "PAST_REF" if step < 0 else "FUTURE_REF", 0.3, True)
    if is_from_today:
        start = scene.published
    elif unit == "day":
        start = scene.last_day or scene.published
    else:
        start = scene.anchor()
    try:
        there = move(start, unit, step * int(count))
    except (ValueError, OverflowError):
        return None
    return Reading(m.start(), m.end(), "DATE", value_of(there, unit), 0.8 if is_from_today else 0.65, True)


def day_beside(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the day before', 'the day after': of the day that was last spoken of."""
    day = (scene.last_day or scene.published) + timedelta(-1 if m["way"].lower() in ("before", "earlier") else 1)
    return Reading(m.start(), m.end(), "DATE", day.isoformat(), 0.7, True)


_LASTING = re.compile(r"[- ](?:old|long)\b", re.IGNORECASE)


def length(m: re.Match[str], scene: Scene) -> Reading | None:
    """'nearly four hours', 'two-week', '2 1/2 years', 'a couple of years', 'a minute and a half', '52-year-old'."""
    words, unit = m["count"].lower(), unit_name(m["unit"])
    is_article = words in ("a", "an", "another")
    before = scene.before(m.start())
    if unit in ("second", "night", "quarter") and (is_article or words in ("one",) or not m["unit"].lower().endswith("s")):
        return None
    if words in ("these", "those", "some", "many", "numerous", "various", "few") and not m["unit"].lower().endswith("s"):
        return None
    if words in ("these", "those", "various"):
        return None
    if words == "some" and not m["unit"].lower().endswith("s"):
        return None
    count = count_of(words)
    if m["half"]:
        count = 1.5 if is_article else f"{count}" if isinstance(count, str) else count + 0.5
    if is_article and not m["half"]:
        if words != "another" and not m["roughly"] and (rate := _rate(m, scene, unit, before)):
            return rate
        if (
            unit in ("day", "weekend", "night", "minute", "century", "millennium", "quarter")
            and not m["roughly"]
            and not _LASTING.match(scene.text, m.end())
            and not _SPAN_BEFORE.search(before)
            and not re.match(r"[- ](?:later|after|before|of)", scene.after(m.end(), 9))
        ):
            return None
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.85 if not is_article else 0.7)


_RATE_BEFORE = re.compile(
    r"(?:\b(?:once|twice|times|dollars|euros|pounds|cents|percent|million|billion|trillion|thousand|hundred|hours|days|days|weeks|months|minutes)"
    r"|[\d%]|\b(?:flights|barrels|tons|tonnes|people|units|visits|deaths|shares?))\s+$"
)


def _rate(m: re.Match[str], scene: Scene, unit: str, before: str) -> Reading | None:
    """'$1 billion a year', 'four flights a week': a set, not a length."""
    if unit == "weekend":
        return None
    token = scene.token(m.start("unit"))
    if _RATE_BEFORE.search(before) or (token.dep_ == "npadvmod" and token.head.pos_ in ("NOUN", "NUM", "SYM") and token.head.i < token.i):
        return Reading(m.start(), m.end(), "SET", duration(1, unit), 0.8)
    return None


def every(m: re.Match[str], scene: Scene) -> Reading | None:
    """'every day', 'each month', 'every two weeks', 'twice a year', 'per hour'."""
    count = count_of(m["count"]) if m["count"] else 2 if m["other"] else 1
    return Reading(m.start(), m.end(), "SET", duration(count, unit_name(m["unit"])), 0.85)


_FREQUENCIES = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
    "biannually": "P6M",
}


def frequency(m: re.Match[str], scene: Scene) -> Reading | None:
    """'daily', 'annually'; not in a newspaper's name."""
    if m[0][0].isupper() and scene.token(m.start()).i != scene.token(m.start()).sent.start:
        return None
    return Reading(m.start(), m.end(), "SET", _FREQUENCIES[m[0].lower()], 0.85)


_INDEFINITE_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|took|take|takes|taken|spent|spend|lasted|last|of|just|only|the|follows|following|around|about)\s+$"
)
_INDEFINITE_AFTER = re.compile(r"\s+(?:ago|later|earlier|before|after|of|in which|that followed|ahead|or (?:weeks|months|years|decades))\b")


def indefinite(m: re.Match[str], scene: Scene) -> Reading | None:
    """'for years', 'within weeks', 'months of', 'centuries', 'weeks or months'."""
    unit, before = unit_name(m["unit"]), scene.before(m.start())
    if m["way"]:
        return Reading(m.start(), m.end(), "DATE", "PAST_REF" if m["way"].lower() == "ago" else "FUTURE_REF", 0.5, True)
    if not (_INDEFINITE_BEFORE.search(before) or _INDEFINITE_AFTER.match(scene.text, m.end())) or unit in ("second", "quarter", "night"):
        return None
    return Reading(m.start(), m.end(), "DURATION", duration("X", unit_name(m["second"] or m["unit"]) if not m["second"] else unit), 0.7)


_MONEY_WORDS = re.compile(r"\b(?:share|net|profit|loss|earn|earned|earnings|revenue|sales|income|results|dividend)", re.IGNORECASE)


def quarter(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the third quarter', 'fourth-quarter', 'Q3 2015', 'the 1988 second quarter', 'the year-ago quarter', 'the quarter', 'first half'."""
    today, ordinal, year = scene.published, m["ordinal"] or m["short"], m["year"] or m["year_after"]
    is_before = bool(m["ago"])
    if ordinal:
        number = ordinal_number(ordinal) if m["ordinal"] else int(ordinal)
        if number > 4:
            return None
        if year:
            value = f"{year}-Q{number}"
        else:
            first = date(today.year, 3 * number - 2, 1)
            tense = scene.tense(m.start("ordinal") if m["ordinal"] else m.start("short"))
            is_ahead = first > today and not (tense == "future" and (first - today).days < 200)
            value = f"{today.year - is_ahead}-Q{number}"
        if is_before:
            value = f"{int(value[:4]) - 1}{value[4:]}"
    elif is_before or year:
        last = scene.quarter_nearby(m.start()) or value_of(move(today, "quarter", -1), "quarter")
        value = f"{year or int(last[:4]) - 1}{last[4:]}"
    elif (m["the"] or "").strip().lower() == "the":
        if re.match(r"\s+(?:of|century|mile|final|share)\b|-", scene.text[m.end() : m.end() + 10]) or m["noun"][0].isupper():
            return None
        value = scene.quarter_nearby(m.start()) or value_of(move(today, "quarter", -1), "quarter")
    else:
        return None
    return Reading(m.start(), m.end(), "DATE", value, 0.8 if ordinal else 0.65, not year)


def year_ago(m: re.Match[str], scene: Scene) -> Reading | None:
    """'year-earlier profit', 'the year-ago period', 'the latest period', 'the 1988 period'."""
    last = scene.quarter_nearby(m.start()) or value_of(move(scene.published, "quarter", -1), "quarter")
    if m["latest"]:
        return Reading(m.start(), m.end(), "DATE", last, 0.5, True) if scene.quarter_nearby(m.start()) else None
    return Reading(m.start(), m.end(), "DATE", f"{m['year'] or int(last[:4]) - 1}{last[4:]}", 0.6, True)


def whole(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the year', 'the week', 'the weekend', 'the month', 'the fiscal year': the one that the text is in."""
    unit = unit_name(m["unit"])
    if re.match(r"\s+(?:ended|ending|to)\b", scene.text[m.end() : m.end() + 10]):
        return Reading(m.start(), m.end(), "DURATION", duration(1, unit), 0.7)
    if unit == "weekend":
        step = -1 if scene.published.isoweekday() <= 5 and scene.tense(m.start()) != "future" else 0
        return Reading(m.start(), m.end(), "DATE", value_of(move(scene.published, "week", step), unit), 0.75, True)
    if not re.search(r"\b(?:for|of|during|in|throughout|by|on)\s+$", scene.before(m.start())) or scene.after(m.end(), 4) == " of ":
        return None
    if re.match(r"\s+(?:before|after|when|that|since|he|she|it|they|we|i|earlier|prior)\b", scene.after(m.end())):
        return None
    return Reading(m.start(), m.end(), "DATE", scene.this(unit), 0.55, True)


def part_of_whole(m: re.Match[str], scene: Scene) -> Reading | None:
    """'earlier in the day', 'later in the week', 'year-end', "the year's end"."""
    unit = unit_name(m["unit"])
    if unit not in ("day", "week", "month", "year"):
        return None
    anchor = scene.day_nearby(m.start()) if unit == "day" else scene.published
    return Reading(m.start(), m.end(), "DATE", value_of(anchor, unit), 0.75, True)


def year_end(m: re.Match[str], scene: Scene) -> Reading | None:
    """'year-end', "year's end"."""
    return Reading(m.start(), m.end(), "DATE", scene.this("year"), 0.6, True)


def reference(m: re.Match[str], scene: Scene) -> Reading | None:
    """'now', 'recently', 'the future'."""
    words = re.sub(r"\s+", " ", m[0].lower())
    value = REFERENCES[words]
    token = scene.token(m.start())
    if words in ("present", "the present") and token.pos_ != "NOUN":
        return None
    if words in ("the past", "the present", "the time", "future", "the future") and scene.after(m.end(), 1) == "-":
        return None
    if words == "the past" and not re.search(r"\b(?:in|of|from|than|about|with|to|unlike)\s+$", scene.before(m.start())):
        return None
    if words == "the time" and not (
        scene.before(m.start()).endswith("at ") and not re.match(r"\s+(?:of|when|that|he|she|it|they|for|to)\b", scene.after(m.end()))
    ):
        return None
    if words == "one day" and not re.search(r"\b(?:will|could|would|may|might|to|can|hope[sd]?)\s+$", scene.before(m.start())):
        return None
    if words == "soon" and re.match(r"\s+(?:after|as|enough)\b", scene.after(m.end())):
        return None
    if words == "now" and re.match(r"\s+that\b", scene.after(m.end())) or (words == "now" and scene.after(m.end(), 1) == "-"):
        return None
    return Reading(m.start(), m.end(), "DATE", value, 0.85, True)


_REL = r"(?P<rel>(?:the )?(?:last|past|next|coming|previous|preceding|following|very next|current|same|present)|this(?: (?:past|coming|same|very))?|that(?: (?:same|very))?|the latest)"
_LABEL = r"(?:(?:fiscal|financial|calendar|school|academic|business|trading|full)\s+)?"
_COUNT_STARTS = (
    "0",
    "a",
    "an",
    "another",
    "several",
    "some",
    "many",
    "few",
    "hundred",
    "half",
    "couple",
    "dozen",
    "dozens",
    "hundreds",
    "numerous",
    "countless",
    *NUMBER_WORDS,
)
_ROUGH_STARTS = (
    "about",
    "around",
    "almost",
    "nearly",
    "more",
    "less",
    "fewer",
    "at",
    "up",
    "over",
    "under",
    "approximately",
    "roughly",
    "no",
    "as",
    "just",
    "only",
    "barely",
    "close",
    "well",
)
_REL_STARTS = ("the", "last", "past", "next", "coming", "previous", "preceding", "following", "current", "same", "this", "that")
_REFERENCE = "|".join(sorted((re.escape(w).replace("\\ ", r"\s+") for w in REFERENCES), key=lambda w: (-len(w), w)))

RULES = (
    (_REL_STARTS, rf"{_REL}\s+{_LABEL}(?P<unit>{UNIT})\b(?!-(?:old|long))", relative_unit),
    (
        (
            "the",
            "last",
            "past",
            "next",
            "coming",
            "first",
            "previous",
            "recent",
            "final",
            "preceding",
            "following",
            "future",
            "latest",
            "additional",
            "another",
        ),
        rf"(?P<rel>(?:the )?(?:last|past|next|coming|first|previous|recent|final|preceding|following|future|latest|year-earlier|additional))\s+(?:(?P<count>{COUNT})\s+)?(?:(?:more|additional|full|consecutive|fiscal|calendar|trading)\s+)?(?P<unit>{UNIT})s\b(?:\s+or\s+so\b)?",
        relative_count,
    ),
    (
        (*_COUNT_STARTS, *_ROUGH_STARTS),
        rf"{ROUGHLY}?(?P<count>{COUNT})[\s-]+(?:more\s+)?(?P<unit>{UNIT})(?P<unit_s>s?)\b(?:\s+or\s+so)?\s+(?P<way>ago|earlier|later|previously|from\s+now|hence|from\s+today|before\s+that)\b",
        shifted,
    ),
    (
        ("the", "a"),
        r"(?:the|a)\s+day\s+(?P<way>before|after|earlier|later)\b(?=\s*[,.;:)”\"]|\s+(?:and|but|in|at|that|said)\b|\s*$)",
        day_beside,
    ),
    (
        (*_COUNT_STARTS, *_ROUGH_STARTS, "those"),
        rf"(?P<roughly>{ROUGHLY})?(?P<count>{COUNT})(?:[\s-]+(?:more|additional|full|straight|consecutive|whole|further|extra|trading|working|business|school|calendar|long|solid)\b)?"
        rf"(?:\s|-(?:to-\w+-)?)\s*(?P<unit>{UNIT})s?\b(?P<half>\s+and\s+a\s+half\b)?(?:[- ](?:long|old)\b)?(?:\s+or\s+(?:so|more|two)\b)?",
        length,
    ),
    (
        ("every", "each", "per"),
        rf"(?:every|each|per)\s+(?P<other>other\s+|second\s+)?(?:single\s+)?(?:(?P<count>{COUNT})\s+)?(?P<unit>{UNIT})s?\b",
        every,
    ),
    (tuple(_FREQUENCIES), rf"(?:{'|'.join(_FREQUENCIES)})\b", frequency),
    (
        ("days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes", "generations"),
        r"(?P<unit>day|week|month|year|decade|centurie|hour|minute)s\b(?:\s+(?:or|and)(?:\s+even)?\s+(?P<second>week|month|year|decade)s\b)?(?:-long|-old)?(?:\s+(?P<way>ago|from now)\b)?",
        indefinite,
    ),
    (
        ("the", "a", "first", "second", "third", "fourth", "0", "q1", "q2", "q3", "q4", "fiscal", "its", "year"),
        rf"(?P<the>(?:the\s+)?(?:(?:latest|same|comparable|corresponding)\s+)?)(?P<ago>year-(?:ago|earlier)\s+)?(?:(?P<year>{YEAR})\s+)?(?:(?:fiscal|financial)[\s-]+)?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal[\s-])?)?(?:(?P<noun>quarter)\b|q(?P<short>[1-4])\b)(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year_after>{YEAR}))?",
        quarter,
    ),
    (
        ("the", "year", "latest"),
        rf"(?:the\s+)?(?:(?:year-(?:ago|earlier))(?:\s+period)?|(?P<latest>latest)\s+period|(?P<year>{YEAR})\s+period)\b",
        year_ago,
    ),
    (("the",), rf"the\s+{_LABEL}(?P<unit>week|weekend|month|year)\b(?!-)", whole),
    (
        ("earlier", "later", "early", "late"),
        r"(?:earlier|later|early|late|earliest)\s+(?:on\s+)?in\s+the\s+(?P<unit>day|week|month|year)\b",
        part_of_whole,
    ),
    (("year", "the"), r"(?:the\s+)?year(?:['’]s|-|\s)\s?end\b", year_end),
    (tuple(sorted({w.split()[0].split("-")[0] for w in REFERENCES})), rf"(?:{_REFERENCE})(?![\w’'])", reference),
)
