"""Rules for units of time: 'last month', 'two days earlier', 'the past three weeks', 'every day', 'now'."""

import re
from datetime import date, timedelta

from dateline.extract.times.calendar import CLOCK_LETTERS, YEARS_IN, days_of, duration, move, moved, unit_of, value_of
from dateline.extract.times.dates import whose_year
from dateline.extract.times.scene import Reading, Rule, Scene, part, rule
from dateline.extract.times.words import COUNT, COUNT_STARTS, FREQUENCIES, REFERENCES, ROUGHLY, UNIT, YEAR, any_of, count_of, unit_name

_COARSER = ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")
_LASTING = re.compile(r"\b(?:over|within|in|during|for|throughout|through|across)\s+$")


def _is_title(m: re.Match[str]) -> bool:
    """'60 Minutes', 'This Week': a unit in the capitals of a title."""
    word = m["unit"]
    return word[0].isupper() and word[1:].islower() and m.start("unit") != m.start()


def _read_relative(m: re.Match[str], scene: Scene) -> Reading | None:
    """'last month', 'this week', 'next year', 'the following day', 'that same year', 'the past decade', 'the current quarter'."""
    rel, unit, is_definite = part(m, "rel").removeprefix("the "), unit_name(m["unit"]), part(m, "rel").startswith("the ")
    unit = "week" if unit == "fortnight" else unit
    if unit not in _COARSER or _is_title(m):
        return None
    is_lasting = bool(_LASTING.search(scene.before(m.start())))
    if rel in ("same", "that", "that same", "that very"):
        if unit == "day" and (month := scene.month_nearby(m.start())):
            return Reading(m.start(), m.end(), "DATE", f"{month}-XX", 0.6, True, days_of(month))
        known = scene.last_day if unit == "day" else scene.last
        if known is None or (unit != "day" and _COARSER.index(unit_of(str(known))) > _COARSER.index(unit)):
            return None
        return _date(m, value_of(scene.anchor(unit), unit), 0.75)
    if rel in ("last", "past") and (rel == "past" or is_definite) and unit not in ("quarter", "weekend"):
        return None if unit == "day" else _span(m, scene, 1, unit, -1)
    if rel == "next" and is_definite and is_lasting and unit != "day":
        return _span(m, scene, 1, unit, 1)
    if rel in ("following", "previous", "preceding", "very next") or (rel == "next" and (unit == "day" or _is_told(m, scene, is_definite))):
        step = -1 if rel in ("previous", "preceding") else 1
        return _date(m, value_of(move(scene.anchor(unit), unit, step), unit), 0.7)
    if unit == "day" or (rel == "last" and unit == "century"):
        return None
    if rel == "latest":
        return _date(m, value_of(move(scene.published, unit, -1), unit), 0.6) if unit == "year" else None
    step = {"last": -1, "next": 1, "coming": 1, "this coming": 1, "this past": -1}.get(rel, 0)
    if unit == "weekend" and rel == "this" and scene.published.isoweekday() <= 2 and scene.tense(m.start()) == "past":
        step = -1
    return _date(m, value_of(move(scene.published, unit, step), unit), 0.88)


def _is_told(m: re.Match[str], scene: Scene, is_definite: bool) -> bool:
    """'The next year he returned': the year after the one spoken of."""
    return is_definite and scene.tense(m.start()) == "past"


def _date(m: re.Match[str], value: str, confidence: float) -> Reading:
    return Reading(m.start(), m.end(), "DATE", value, confidence, True)


def _span(m: re.Match[str], scene: Scene, count: float | str, unit: str, side: int) -> Reading:
    """A duration that touches the publication day: 'the past three months' (side -1), 'the next two weeks' (1)."""
    days = None
    if unit == "hour" and not isinstance(count, str):
        there = moved(scene.published, "day", -(-count // 24), side)  # begun days count
    else:
        there = moved(scene.published, unit, count, side)
    if there is not None:
        days = (there, scene.published) if side < 0 else (scene.published, there)
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.85, True, days)


_NOT_COUNTED = {"recent": "PAST_REF", "past": "PAST_REF", "previous": "PAST_REF", "coming": "FUTURE_REF", "future": "FUTURE_REF"}
_WITHIN = re.compile(r"\b(?:in|over|during|within|throughout)\s+$")  # "in recent years" is a length, "the boom of recent years" a time


def _read_relative_count(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the past three months', 'the next two weeks', 'the first nine months', 'recent years', 'coming weeks'."""
    rel, unit = part(m, "rel").removeprefix("the "), unit_name(m["unit"])
    if not m["count"]:
        if rel in ("recent", "coming") and _WITHIN.search(scene.before(m.start())):
            return Reading(m.start(), m.end(), "DURATION", duration("X", unit), 0.6, True)
        value = _NOT_COUNTED.get(rel)
        return _date(m, value, 0.6) if value else None
    count = count_of(m["count"])
    if rel in ("last", "past", "next", "coming") and not m["of_year"]:
        return _span(m, scene, count, unit, 1 if rel in ("next", "coming") else -1)
    days = _within_year(scene, part(m, "of_year"), rel, unit, count) if m["of_year"] else None
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.85, days=days)


def _within_year(scene: Scene, words: str, rel: str, unit: str, count: float | str) -> tuple[date, date] | None:
    """The days of 'the first nine months of 2016', 'the final two weeks of last year'."""
    year = int(words) if words.isdigit() else whose_year(words, scene)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if rel == "first" and (there := moved(first, unit, count, 1)):
        return first, there - timedelta(1)
    if rel in ("last", "final") and (there := moved(last + timedelta(1), unit, count, -1)):
        return there, last
    return None


def _read_shifted(m: re.Match[str], scene: Scene) -> Reading | None:
    """'two weeks ago', 'a year earlier', 'three days later', 'five months from now'."""
    count, unit, way = count_of(m["count"]), unit_name(m["unit"]), part(m, "way")
    is_from_today = way in ("ago", "from now", "hence", "from today")
    step = -1 if way in ("ago", "earlier", "previously", "before that") else 1
    if isinstance(count, str) or unit in CLOCK_LETTERS or count % 1:
        if is_from_today and unit not in CLOCK_LETTERS:
            return _date(m, "PAST_REF" if step < 0 else "FUTURE_REF", 0.7)
        return Reading(m.start(), m.end("plural"), "DURATION", duration(count, unit), 0.7)
    unit = {"night": "day", "fortnight": "week"}.get(unit, "year" if unit in YEARS_IN else unit)
    count *= {"fortnight": 2}.get(unit_name(m["unit"]), YEARS_IN.get(unit_name(m["unit"]), 1))
    if unit == "year" and count == 1 and step < 0 and (quarter := scene.quarter_nearby(m.start())):
        return Reading(m.start(), m.end(), "DATE", f"{int(quarter[:4]) - 1}{quarter[4:]}", 0.7, True, is_anchor=False)
    there = moved(scene.published if is_from_today else scene.anchor(unit), unit, count, step)
    if there is None:
        return None
    is_anchor = way != "ago" or unit != "year"
    return Reading(m.start(), m.end(), "DATE", value_of(there, unit), 0.8 if is_from_today else 0.6, True, is_anchor=is_anchor)


def _read_day_beside(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the day before', 'the day after': of the day that was last spoken of."""
    return _date(m, (scene.anchor("day") + timedelta(1 if part(m, "way") in ("after", "later") else -1)).isoformat(), 0.65)


_BARE_UNITS = ("day", "weekend", "night", "minute", "century", "millennium", "quarter", "second")  # "a day" is mostly no length


_RATE_AFTER = re.compile(r"\s+(?:a|per|each|every)\s+(?P<unit>day|week|month|year)\b", re.IGNORECASE)
_RATED = {  # "24 hours a day" is one set, of the longer unit
    "day": ("second", "minute", "hour"),
    "week": ("minute", "hour", "day", "night"),
    "month": ("hour", "day", "night", "week"),
    "year": ("hour", "day", "night", "week", "month"),
}


def _read_length(m: re.Match[str], scene: Scene) -> Reading | None:
    """'nearly four hours', 'two-week', '2 1/2 years', 'a couple of years', 'a minute and a half'. Ages are left out."""
    words, unit, is_plural = part(m, "count"), unit_name(m["unit"]), bool(m["plural"])
    if words == "one" and unit == "day" and _MODAL_BEFORE.search(scene.before(m.start())):
        return None  # "will one day be"
    if (within := _RATE_AFTER.match(scene.text, m.end())) and unit in _RATED.get(unit_name(within["unit"]), ()):
        return Reading(m.start(), within.end(), "SET", duration(1, unit_name(within["unit"])), 0.8)
    is_article, rest = words in ("a", "an", "another"), scene.text[m.end() : m.end() + 5]
    if _is_title(m) or re.match(r"[\s-](?:olds?|ago)\b", rest) or (words in ("some", "many", "numerous", "few") and not is_plural):
        return None
    count = count_of(words)
    if m["half"] and not isinstance(count, str):
        count += 0.5
    if unit == "second" and scene.token(m.start("unit")).pos_ == "ADJ":
        return None  # "for a second night"
    if is_article and not m["half"]:
        if rate := _rate(m, scene, unit):
            return rate
        if unit == "quarter" or part(m, "kind") in ("calendar", "business", "school", "trading", "working", "fiscal"):
            return None
        is_free = not m["roughly"] and not part(m, "long") and not _LASTING.search(scene.before(m.start()))
        if unit in _BARE_UNITS and is_free and not re.match(r"\s(?:afte|befo|late)", rest):
            return None
    elif unit in ("second", "quarter", "night") and (is_plural == ("-" in m[0]) or (unit == "quarter" and rest.startswith(" of "))):
        return None  # "three-quarters of", "two quarters of the town"
    return Reading(m.start(), m.end(), "DURATION", duration(count, unit), 0.7 if is_article else 0.85)


_RATE_BEFORE = re.compile(
    r"(?:[\d%]|\b(?:once|twice|times|dollars|euros|pounds|cents|percent|million|billion|trillion|thousand|hundred|hours|days|weeks|months|minutes"
    r"|flights|barrels|tons|tonnes|people|units|visits|deaths))\s+$"
)


def _rate(m: re.Match[str], scene: Scene, unit: str) -> Reading | None:
    """'$1 billion a year', 'four flights a week': a set, not a length."""
    token = scene.token(m.start("unit"))
    is_attached = token.dep_ == "npadvmod" and token.head.pos_ in ("NOUN", "NUM", "SYM") and token.head.i < token.i
    if part(m, "count") == "another" or m["roughly"] or not (is_attached or _RATE_BEFORE.search(scene.before(m.start()))):
        return None
    return Reading(m.start(), m.end(), "SET", duration(1, unit), 0.65)


def _read_every(m: re.Match[str], scene: Scene) -> Reading | None:
    """'every day', 'each month', 'every two weeks', 'every other year', 'per day'."""
    if part(m, "every") == "per" and unit_name(m["unit"]) in CLOCK_LETTERS:
        return None  # a speed
    count = count_of(m["count"]) if m["count"] else 2 if m["other"] else 1
    return Reading(m.start(), m.end(), "SET", duration(count, unit_name(m["unit"])), 0.85)


def _read_frequency(m: re.Match[str], scene: Scene) -> Reading | None:
    if m[0][0].isupper() and not scene.token(m.start()).is_sent_start:
        return None  # the Daily Mail
    return Reading(m.start(), m.end(), "SET", FREQUENCIES[m[0].lower()], 0.65)


_OPEN_BEFORE = re.compile(r"\b(?:for|in|within|after|over|took|take|takes|taken|spent|spend|lasted|last|follows|following|around)\s+$")
_OPEN_AFTER = re.compile(r"\s+(?:later|earlier|before|after|of|in which|ahead)\b")


def _read_open_length(m: re.Match[str], scene: Scene) -> Reading | None:
    """'for years', 'within weeks', 'months of', 'decades-long', 'weeks or months'; 'months ago' is some time in the past."""
    unit = unit_name(m["unit"])
    if m["way"]:
        return _date(m, "PAST_REF" if part(m, "way") == "ago" else "FUTURE_REF", 0.5)
    if not (m["long"] or _OPEN_BEFORE.search(scene.before(m.start())) or _OPEN_AFTER.match(scene.text, m.end())):
        return None
    return Reading(m.start(), m.end(), "DURATION", duration("X", unit), 0.6)


_ANCHORED_NOUN = re.compile(r"\s+(?:before|after|when|that|since|he|she|it|they|we|i|earlier|prior)\b")
_WHOLE_BEFORE = re.compile(r"\b(?:for|of|during|in|throughout|by|on)\s+$")


def _read_whole(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the year', 'the week', 'the weekend': the one that the text is in; 'the year ended June 30' is a length."""
    unit, today = unit_name(m["unit"]), scene.published
    if re.match(r"\s+(?:ended|ending)\b", scene.text[m.end() : m.end() + 10]):
        return Reading(m.start(), m.end(), "DURATION", duration(1, unit), 0.7)
    if unit == "weekend":
        step = -1 if today.isoweekday() <= 5 and scene.tense(m.start()) not in ("future", "present") else 0
        return _date(m, value_of(move(today, "week", step), unit), 0.75)
    after = scene.after(m.end())
    if not _WHOLE_BEFORE.search(scene.before(m.start())) or after.startswith(" of ") or _ANCHORED_NOUN.match(after):
        return None
    return _date(m, scene.this(unit), 0.55)


def _read_bare_weekend(m: re.Match[str], scene: Scene) -> Reading | None:
    """'a weekend shooting', 'weekend talks'."""
    if scene.token(m.start()).dep_ not in ("compound", "nmod", "amod") or m[0][0].isupper():
        return None
    return _date(m, value_of(move(scene.published, "week", -1 if scene.published.isoweekday() <= 5 else 0), "weekend"), 0.6)


def _read_in_the_unit(m: re.Match[str], scene: Scene) -> Reading | None:
    """'earlier in the day', 'later in the week'."""
    unit = unit_name(m["unit"])
    return _date(m, value_of(scene.day_nearby(m.start()) if unit == "day" else scene.published, unit), 0.75)


_MODAL_BEFORE = re.compile(r"\b(?:will|could|would|may|might|to|can|hope[sd]?)\s+$")
_AFTER_SOON = re.compile(r"\s+(?:after|as|enough)\b")
_OF_THE_PAST = re.compile(r"\b(?:in|of|from|than|about|with|to|unlike)\s+$")


def _is_title_word(words: str) -> bool:
    """'the Future' in the name of a film."""
    return " " in words and words.rsplit(" ", 1)[1].istitle() and words[0].islower()


def _read_reference(m: re.Match[str], scene: Scene) -> Reading | None:
    """'now', 'recently', 'the future'."""
    words, before, after = " ".join(m[0].lower().split()), scene.before(m.start()), scene.after(m.end(), 8)
    if after.startswith("-") or (words == "current" and scene.token(m.start()).pos_ == "NOUN") or _is_title_word(m[0]):
        return None
    if words == "the present" and scene.token(m.end() - 1).pos_ != "NOUN":
        return None
    if (words == "the past" and not _OF_THE_PAST.search(before)) or (words == "one day" and not _MODAL_BEFORE.search(before)):
        return None
    if words == "in future" and not re.match(r"\s*(?:[,.;:)”\"]|$)", after):
        return None  # "in future years"
    if (
        before.endswith((" then ", "every "))
        or re.match(r"\s+and\s+(?:then|again)\b", scene.after(m.end()))
        or (words == "soon" and (_AFTER_SOON.match(after) or scene.tense(m.start()) == "past"))
    ):
        return None
    return _date(m, REFERENCES[words], 0.7)


_REL = (
    r"(?P<rel>(?:the )?(?:last|past|next|coming|previous|preceding|following|very next|current|same|present)|this(?: (?:past|coming|same|very))?"
    r"|that(?: (?:same|very))?|the latest)"
)
_KIND = r"(?P<kind>more|additional|full|straight|consecutive|whole|further|extra|trading|working|business|school|calendar|long|fiscal)\b"
_REFERENCE_STARTS = " ".join(sorted({words.split()[0] for words in REFERENCES}))

RULES: tuple[Rule, ...] = (
    rule(
        "the last past next coming previous preceding following current same this that",
        rf"{_REL}\s+(?:(?:fiscal|financial|calendar|school|academic|business|trading|full)\s+)?(?P<unit>{UNIT})\b(?!-)",
        _read_relative,
    ),
    rule(
        "the last past next coming first previous recent final preceding following future latest additional",
        r"(?P<rel>(?:the )?(?:last|past|next|coming|first|previous|recent|final|preceding|following|future|latest|year-earlier|additional))\s+"
        rf"(?:(?P<count>{COUNT})\s+)?(?:{_KIND}\s+)?(?P<unit>{UNIT})s\b(?:\s+(?:and|or)\s+(?:months|years|so)\b)?"
        rf"(?=\s+of\s+(?P<of_year>{YEAR}|(?:this|last|that)\s+year))?",
        _read_relative_count,
    ),
    rule(
        COUNT_STARTS,
        rf"{ROUGHLY}?(?P<count>{COUNT})[\s-]+(?:more\s+)?(?P<unit>{UNIT})(?P<plural>s?)\b(?:\s+or\s+so)?\s+"
        r"(?P<way>ago|earlier|later|previously|from\s+now|hence|from\s+today|before\s+that)\b",
        _read_shifted,
    ),
    rule(
        "the a",
        r"(?:the|a)\s+day\s+(?P<way>before|after|earlier|later)\b(?=\s*[,.;:)”\"]|\s+(?:and|but|in|at|said)\b|\s*$)",
        _read_day_beside,
    ),
    rule(
        COUNT_STARTS,
        rf"(?P<roughly>{ROUGHLY})?(?P<count>{COUNT})(?:[\s-]+{_KIND})?[\s-]\s*(?P<unit>{UNIT})(?P<plural>s?)\b(?!-(?:ago|earlier|old|end|round))"
        r"(?P<half>\s+and\s+a\s+half\b)?(?P<long>[- ]long\b)?(?:\s+or\s+(?:so|more|two)\b)?",
        _read_length,
    ),
    rule(
        "the", rf"the\s+(?P<count>{COUNT})\s+(?:{_KIND}\s+)?(?P<unit>{UNIT})(?P<plural>s)\b(?P<half>)(?P<roughly>)(?P<long>)", _read_length
    ),
    rule(
        "every each per",
        rf"(?P<every>every|each|per)\s+(?P<other>other\s+|second\s+)?(?:single\s+)?(?:(?P<count>{COUNT})\s+)?(?P<unit>{UNIT})s?\b",
        _read_every,
    ),
    rule(" ".join(FREQUENCIES), rf"(?:{any_of(FREQUENCIES)})\b", _read_frequency),
    rule(
        "days weeks months years decades centuries hours minutes",
        r"(?P<unit>day|week|month|year|decade|centurie|hour|minute)s\b(?:\s+(?:or|and)(?:\s+even)?\s+(?:weeks|months|years|decades)\b)?"
        r"(?P<long>-long\b)?(?!-old)(?:\s+(?P<way>ago|from now)\b)?",
        _read_open_length,
    ),
    rule("the", r"the\s+(?:(?:fiscal|full|whole)\s+)?(?P<unit>week|weekend|month|year)\b(?!-)", _read_whole),
    rule("weekend", r"weekend\b(?!-)", _read_bare_weekend),
    rule(
        "earlier later early late",
        r"(?:earlier|later|early|late)\s+(?:on\s+)?in\s+the\s+(?P<unit>day|week|month|year)\b",
        _read_in_the_unit,
    ),
    rule(_REFERENCE_STARTS, rf"(?:{any_of(REFERENCES)})(?![\w’'])", _read_reference),
)
