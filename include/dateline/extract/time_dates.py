"""Rules for days, months, years, weekdays, holidays, seasons and times of day. A rule turns a match into a Reading or None."""

import re
from datetime import date, timedelta

from dateline.extract.time_calendar import days_of, value_of
from dateline.extract.time_scene import Reading, Scene
from dateline.extract.time_words import (
    CENTURY_ORDINAL,
    DAY,
    DAY_PARTS,
    DECADE_WORD,
    HOLIDAYS,
    MONTH,
    MONTHS,
    PART,
    SEASON,
    SEASON_NAMES,
    WEEKDAY,
    YEAR,
    YEAR_WORDS,
    count_of,
    decade_digit,
    holiday,
    month_number,
    ordinal_number,
    weekday_number,
    year_in_words,
)

_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_ZONE = r"(?:,?\s+(?:[ECMP][SD]?T|GMT|UTC|BST|CET|EET|IST|JST|(?:local|eastern|pacific|central) (?:standard |daylight )?time))?"
_NOT_NOUNS = frozenset("CARDINAL QUANTITY MONEY PERCENT".split())
_NAMES = frozenset("PERSON ORG WORK_OF_ART FAC PRODUCT".split())
_WEEKDAY_TITLES = re.compile(
    r"\s+(?:Times|Mirror|Telegraph|Express|Mail|Herald|Star|Post|Night Live|Night Football|Agreement|Accords?|Tribune|Independent|World)\b"
)


def nearest_year(scene: Scene, offset: int, month: int, day: int | None) -> int | None:
    """The year that a month or month and day without one belongs to: the nearest, unless the verb points the other way."""
    tense, published = scene.tense(offset), scene.published
    best: tuple[float, int] | None = None
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            there = date(year, month, day or 15)
        except ValueError:
            continue
        distance = (there - (published if day else published.replace(day=15))).days
        if day:
            is_off = (tense == "past" and distance > 2) or (tense == "future" and distance < 0)
            cost = abs(distance) * (3 if is_off else 1)
        else:
            is_off = (tense == "past" and distance > 0) or (tense == "future" and distance < 0)
            cost = abs(distance) * (6 if is_off else 1.5 if distance > 0 and tense is None else 1)
        if best is None or cost < best[0]:
            best = (cost, year)
    return best[1] if best else None


def month_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'Dec. 14', 'December 14, 2016', '14 December', 'the 14th of December 2016', 'May 3-5'."""
    month, day = month_number(m["month"]), int(re.match(r"\d+", m["day"])[0])  # type: ignore[index]
    written = m["year"]
    year = int(written) if written else nearest_year(scene, m.start("month"), month, day)
    if year is None or (not written and _is_name(m, scene)):
        return None
    try:
        first = date(year, month, day)
        value = first.isoformat()
        if m["until"]:
            last = date(year, month, int(re.match(r"\d+", m["until"])[0]))  # type: ignore[index]
            if last <= first:
                return None
            value += "/" + last.isoformat()
    except ValueError:
        return None
    return Reading(m.start(), m.end(), "DATE", value, 0.97 if written else 0.93, not written)


def spelled_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'March eighth'."""
    month, day = month_number(m["month"]), ordinal_number(m["ordinal"])
    year = nearest_year(scene, m.start("month"), month, day)
    return Reading(m.start(), m.end(), "DATE", f"{year}-{month:02d}-{day:02d}", 0.85, True) if year else None


def _is_name(m: re.Match[str], scene: Scene) -> bool:
    """May the prime minister, April the witness, march the verb and may the modal are no months."""
    word = m["month"]
    if word[0].islower():
        return True
    token = scene.token(m.start("month"))
    if token.ent_type_ in ("PERSON", "ORG") and word.lower().rstrip(".") in ("may", "april", "june", "august", "jan", "march"):
        return True
    return token.pos_ in ("AUX", "VERB")


def month(m: re.Match[str], scene: Scene) -> Reading | None:
    """'March', 'last March', 'March 2016', 'March of last year', 'June last year'."""
    number, written, rel = month_number(m["month"]), m["year"] or m["year_words"], (m["rel"] or "").lower().split(" ")
    if m["month"][0].islower() or (len(m["month"].rstrip(".")) == 3 and m["month"] != "May" and not written and not m["rel_year"]):
        return None
    if not written and not m["rel_year"] and _is_name(m, scene):
        return None
    if m["year"]:
        return Reading(m.start(), m.end(), "DATE", f"{written}-{number:02d}", 0.97)
    if written:
        return Reading(m.start(), m.end(), "DATE", f"{year_in_words(written)}-{number:02d}", 0.9)
    today = scene.published
    if m["rel_year"]:
        year = _year_of(m["rel_year"], scene)
    elif rel[0] in ("last", "past"):
        year = today.year - (number >= today.month)
    elif rel[0] == "next":
        year = today.year + (number <= today.month)
    elif rel[0] == "every" or rel[0] == "each":
        return Reading(m.start(), m.end(), "SET", f"XXXX-{number:02d}", 0.85)
    elif rel[0] == "this" and "coming" not in rel and "past" not in rel:
        year = today.year
    else:
        year = nearest_year(scene, m.start("month"), number, None) or today.year
    if m["rel"] and rel[0] not in ("last", "past", "next", "this"):
        return None
    return Reading(m.start(), m.end(), "DATE", f"{year}-{number:02d}", 0.88, True)


def _year_of(words: str, scene: Scene) -> int:
    words = words.lower()
    if "last" in words or "previous" in words:
        return scene.published.year - 1
    if "next" in words:
        return scene.published.year + 1
    if "that" in words or "same" in words or "following" in words:
        return scene.anchor().year + ("following" in words)
    return scene.published.year


def iso_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'2016-12-14'."""
    return _absolute(m, m["year"], m["month"], m["day"])


def slash_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'12/14/2016', '14/12/2016', '14.12.2016'; ambiguous pairs are month first with slashes, day first with dots."""
    first, second = int(m["first"]), int(m["second"])
    is_day_first = first > 12 or (m["sep"] == "." and second <= 12)
    month_, day = (second, first) if is_day_first else (first, second)
    reading = _absolute(m, m["year"], month_, day)
    return reading and Reading(reading.start, reading.end, "DATE", reading.value, 0.9 if max(first, second) > 12 else 0.6)


def _absolute(m: re.Match[str], year: str, month_: str | int, day: str | int) -> Reading | None:
    try:
        value = date(int(year), int(month_), int(day)).isoformat()
    except ValueError:
        return None
    return Reading(m.start(), m.end(), "DATE", value, 0.97)


def iso_week(m: re.Match[str], scene: Scene) -> Reading | None:
    """'2016-W50', 'week 50 of 2016'."""
    value = f"{m['year']}-W{int(m['week']):02d}"
    return Reading(m.start(), m.end(), "DATE", value, 0.95) if days_of(value) else None


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|from|until|till|by|before|after|during|between|through|to|and|late|early|mid|the|year|around|about|for|circa|fiscal)\s+"
    r"|[(/–-]\s?)$"
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|of|percent|per|times|more|or more|dollars|euros|troops|miles|km|meters|metres|feet|pounds)\b"
)


def year(m: re.Match[str], scene: Scene) -> Reading | None:
    """'2016', 'the year 2000', 'fiscal 1989', '2014-16'. A number of something is no year."""
    start, number = m.start("year"), int(m["year"])
    if scene.text[max(0, start - 1) : start] in tuple("$€£#.,/:'’&=+@") or scene.text[m.end("year") : m.end("year") + 1] in tuple("%°$€£"):
        return None
    if not m["label"]:
        token, before = scene.token(start), scene.before(start)
        is_led = bool(_BEFORE_YEAR.search(before))
        if token.idx != start or _COUNTED.match(scene.text, m.end()):
            return None
        if not is_led and (number < 1700 or token.ent_type_ in _NOT_NOUNS):
            return None
        follower = token.nbor(1) if token.i + 1 < len(scene.doc) else None
        if follower is not None and follower.tag_ == "NNS" and token.dep_ == "nummod" and token.ent_type_ != "DATE":
            return None
        if number < 1000 or (number < 1700 and token.ent_type_ != "DATE"):
            return None
    if until := m["until"]:
        last = int(until) if len(until) == 4 else number // 100 * 100 + int(until)
        if not number < last < number + 120:
            return None
        return Reading(m.start(), m.end(), "DATE", f"{number}/{last}", 0.9)
    return Reading(m.start(), m.end(), "DATE", str(number), 0.95)


def year_words(m: re.Match[str], scene: Scene) -> Reading | None:
    """'nineteen ninety-seven', 'the year two thousand'."""
    if m["words"].lower() in ("two thousand", "nineteen hundred") and not m["label"]:
        return None
    if m["words"].lower().startswith("twenty") and not m["label"]:
        return None
    return Reading(m.start(), m.end(), "DATE", str(year_in_words(m["words"])), 0.85)


def decade(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the 1990s', "the late '80s", 'the nineties'."""
    if m["word"]:
        digits = f"{(scene.published.year // 100) - (decade_digit(m['word']) > scene.published.year % 100 // 10)}{decade_digit(m['word'])}"
    elif len(m["digits"]) == 4:
        digits = m["digits"][:3]
    elif scene.text[m.start("digits") - 1] in "'’`":
        digits = f"{scene.published.year // 100 - (int(m['digits'][0]) > scene.published.year % 100 // 10)}{m['digits'][0]}"
    else:
        return None
    start = m.start() - 1 if m["digits"] and m.start() == m.start("digits") and len(m["digits"]) == 2 else m.start()
    return Reading(start, m.end(), "DATE", digits, 0.85)


def century(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the 19th century', 'the 18th and 19th centuries' (each alone)."""
    return Reading(m.start(), m.end(), "DATE", f"{ordinal_number(m['ordinal']) - 1:02d}", 0.9)


_SET_BEFORE = re.compile(r"\b(?:every|each)(?: other| single)?\s+$")


def weekday(m: re.Match[str], scene: Scene) -> Reading | None:
    """'Friday', 'last Friday', 'next Friday', 'this coming Sunday', 'Mondays', 'Tuesday nights'."""
    word, rel = m["weekday"], (m["rel"] or "").lower()
    if word[0].islower() or _WEEKDAY_TITLES.match(scene.text, m.end("weekday")):
        return None
    if len(word.rstrip(".")) < 6 and not word.endswith(".") and word.lower() not in ("tues", "thurs") and not _month_follows(m, scene):
        return None
    if scene.before(m.start("weekday"), 8).endswith(("bloody ", "black ")) or (
        word.startswith("Sat") and word == "Sat" and not _month_follows(m, scene)
    ):
        return None
    number, today = weekday_number(word), scene.published
    part = f"T{DAY_PARTS[m['part'].lower()]}" if m["part"] else ""
    kind = "TIME" if part else "DATE"
    if m["plural"] or (m["part"] or "").lower().endswith("s") or rel.startswith(("every", "each")):
        return Reading(m.start(), m.end(), "SET", f"XXXX-WXX-{number}{part}", 0.85)
    back = (today.isoweekday() - number) % 7
    if rel.startswith(("last", "past", "this past")):
        day = today - timedelta(back or 7)
    elif rel.startswith("next"):
        day = today + timedelta(8 - today.isoweekday() + number - 1)
    elif "coming" in rel:
        day = today + timedelta((-back) % 7 or 7)
    elif "previous" in rel or "preceding" in rel:
        anchor = scene.last_day or today
        day = anchor - timedelta((anchor.isoweekday() - number) % 7 or 7)
    elif "following" in rel:
        anchor = scene.last_day or today
        day = anchor + timedelta((number - anchor.isoweekday()) % 7 or 7)
    elif scene.tense(m.start("weekday")) == "future":
        day = today + timedelta((-back) % 7)
    elif rel.startswith("this"):
        day = today + timedelta(number - today.isoweekday())
    else:
        day = today - timedelta(back)
    if m["week"]:
        day = today + timedelta(7 * _week_step(m["week"]) + number - today.isoweekday())
    return Reading(m.start(), m.end(), kind, day.isoformat() + part, 0.9, True)


def _month_follows(m: re.Match[str], scene: Scene) -> bool:
    return bool(_MONTH_AFTER.match(scene.text, m.end()))


_MONTH_AFTER = re.compile(rf",?\s+(?:{MONTH}|\d)", re.IGNORECASE)


def _week_step(words: str) -> int:
    return -1 if "last" in words.lower() else 1 if "next" in words.lower() else 0


def near_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'today', 'yesterday afternoon', 'tomorrow', 'the day before yesterday'."""
    words = m[0].lower()
    step = 1 if "tomorrow" in words else -1 if "yesterday" in words else 0
    if words.startswith(("day", "the day")):
        step *= 2
    part = f"T{DAY_PARTS[m['part'].lower()]}" if m["part"] else ""
    if m["day"].lower() == "tonight":
        part = "TNI"
    value = (scene.published + timedelta(step)).isoformat() + part
    return Reading(m.start(), m.end(), "TIME" if part else "DATE", value, 0.93, True)


def part_of_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """'this morning', 'last night', 'that evening', 'the next morning', 'the night before', 'in the afternoon'."""
    rel, code = (m["rel"] or "").lower(), DAY_PARTS[m["part"].lower()]
    if m["part"].lower().endswith("s"):
        return None
    nearby = scene.day_nearby(m.start())
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-XX-XXT{code}", 0.8)
    if rel.startswith("this"):
        day = scene.published
    elif rel.startswith("last"):
        day = scene.published - timedelta(1)
    elif "next" in rel or "following" in rel:
        day = nearby + timedelta(1)
    elif "previous" in rel or "preceding" in rel or m["before"]:
        day = nearby - timedelta(1)
    elif "same" in rel or "that" in rel:
        day = nearby
    elif rel == "the":
        if (
            not re.search(r"\b(?:in|during|throughout|by|of|into|early|late|later|earlier)\s+$", scene.before(m.start()))
            or scene.after(m.end(), 4) == " of "
        ):
            return None
        day = nearby
    elif rel.startswith("mid"):
        day = nearby
    elif not rel and re.search(r"\b(?:at|by|before|after|until|since|around)\s+$", scene.before(m.start())):
        if m["part"].lower() in ("night", "day", "daytime"):
            return None
        day = nearby
    else:
        return None
    value = f"{day.isoformat()}T{'12:00' if code == 'MI' else code}"
    return Reading(m.start(), m.end(), "TIME", value, 0.85, True)


def overnight(m: re.Match[str], scene: Scene) -> Reading | None:
    """'overnight': the night before publication."""
    return Reading(m.start(), m.end(), "TIME", f"{scene.published - timedelta(1)}TNI", 0.6, True)


def season(m: re.Match[str], scene: Scene) -> Reading | None:
    """'last fall', 'this summer', 'the summer of 2015', 'spring 2016', 'in the winter'."""
    rel, code, today = (m["rel"] or "").lower(), SEASON_NAMES[m["season"].lower()], scene.published
    if m["year"]:
        return Reading(m.start(), m.end(), "DATE", f"{m['year']}-{code}", 0.93)
    this_year = today.year - (code == "WI" and today.month < 6)
    has_begun = date(this_year, _FIRST_MONTH[code], 1) <= today
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-{code}", 0.8)
    if rel in ("last", "this past", "past"):
        is_over = (days_of(f"{this_year}-{code}") or (today, today))[1] < today
        year_ = this_year if is_over or rel == "this past" and has_begun else this_year - 1
    elif rel == "next":
        year_ = this_year + 1 if has_begun else this_year
    elif rel in ("this", "this coming", "the coming", "coming"):
        year_ = this_year
    elif rel == "that":
        year_ = scene.anchor().year
    elif re.search(
        r"\b(?:in|over|during|by|until|since|through|throughout|into|of|for|early|late|mid|before|after)\s+$", scene.before(m.start())
    ):
        if not rel and m["season"][0].isupper():
            return None
        tense = scene.tense(m.start("season"))
        year_ = this_year if tense != "past" or has_begun else this_year - 1
        if tense == "future" and days_of(f"{year_}-{code}")[1] < today:  # type: ignore[index]
            year_ += 1
    else:
        return None
    return Reading(m.start(), m.end(), "DATE", f"{year_}-{code}", 0.8, True)


def feast(m: re.Match[str], scene: Scene) -> Reading | None:
    """'Thanksgiving Day', 'last Christmas', 'Easter 2015'."""
    name, rel, today = m["name"].lower().replace("’", "'"), (m["rel"] or "").lower(), scene.published
    if (
        m["name"][0].islower()
        or re.match(r"\s+[A-Z]", scene.text[m.end() : m.end() + 3])
        or scene.token(m.start("name")).ent_type_ in ("PERSON", "ORG", "FAC")
    ):
        return None
    if m["year"]:
        return Reading(m.start(), m.end(), "DATE", holiday(name, int(m["year"])).isoformat(), 0.93)
    days = [holiday(name, year_) for year_ in (today.year - 1, today.year, today.year + 1)]
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-{days[1]:%m-%d}", 0.6)
    if rel.startswith("last"):
        day = max(d for d in days if d < today)
    elif rel.startswith("next"):
        day = min(d for d in days if d > today)
    else:
        tense = scene.tense(m.start("name"))
        day = min(days, key=lambda d: abs((d - today).days) * (3 if (tense == "past") == (d > today) and tense else 1))
    return Reading(m.start(), m.end(), "DATE", day.isoformat(), 0.75, True)


def clock(m: re.Match[str], scene: Scene) -> Reading | None:
    """'7:15 p.m.', '9 am EST', '19:30', '0735 GMT', "four o'clock", 'noon', 'midnight'."""
    if m["noon"]:
        word = m["noon"].lower()
        hour, minute = (24 if word == "midnight" else 12), 0
    else:
        half = (m["half"] or "").lower()
        hour, minute = int(count_of(m["hour"])), int(m["minute"] or 0)
        if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
            return None
        if not (
            half
            or m["zone"]
            or m["clock"]
            or re.search(r"\b(?:at|by|until|about|around|before|after|since|from|to|and)\s+$", scene.before(m.start()))
        ):
            return None
        hour = hour % 12 + 12 * half.startswith("p") if half else hour
    value = f"{scene.day_nearby(m.start()).isoformat()}T{hour:02d}:{minute:02d}"
    return Reading(m.start(), m.end(), "TIME", value, 0.85, True)


_REL_DAY = r"(?:(?P<rel>(?:on )?every(?: other)?|(?:on )?each|last|next|this(?: (?:coming|past))?|the (?:previous|preceding|following)|(?:the )?coming|past)\s+)?"
_REL_YEAR = r"(?P<rel_year>(?:of )?(?:(?:this|last|next|that|the same|the previous|the following) year))"
_YEAR_END = rf"(?:,?\s+(?P<year>{YEAR})(?!\s+(?:people|troops)))?"
_UNTIL = r"(?:\s?[-–—]\s?(?P<until>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\b(?![:.]\d))?"
_NAMES_OF_FEASTS = "|".join(sorted((re.escape(n).replace("'", "['’]").replace("\\ ", r"\s") for n in HOLIDAYS), key=lambda n: (-len(n), n)))

_MONTH_STARTS = (*MONTHS, *(n[:3] for n in MONTHS), "sept")
_WEEKDAY_STARTS = (
    *"monday tuesday wednesday thursday friday saturday sunday".split(),
    *"mon tue tues wed weds thu thur thurs fri sat".split(),
)
_REL_STARTS = ("last", "next", "this", "past", "the", "every", "each", "coming", "that")
_CLOCK_WORDS = tuple("one two three four five six seven eight nine ten eleven twelve".split())
_PAIR_STARTS = ("nineteen", "twenty", "two", "the")

# Each rule: the lower-case words at which it may begin ("0" for a number), the pattern, the reader.
RULES = (
    ((*_MONTH_STARTS, "0"), rf"(?P<month>{MONTH})\s+(?P<day>{DAY}){_UNTIL}{_YEAR_END}", month_day),
    (("0", "the"), rf"(?:the\s+)?(?P<day>{DAY}){_UNTIL}\s+(?:of\s+)?(?P<month>{MONTH})(?![a-z]){_YEAR_END}", month_day),
    (
        _MONTH_STARTS,
        rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+(?:quarter|week|day))",
        spelled_day,
    ),
    (
        (*_MONTH_STARTS, *_REL_STARTS),
        rf"{_REL_DAY}(?P<month>{MONTH})(?![\w’'-]*\w*[a-z]{{2}})(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<year_words>{YEAR_WORDS})|{_REL_YEAR}))?",
        month,
    ),
    (("0",), r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", iso_day),
    (("0",), r"(?P<first>\d{1,2})(?P<sep>[/.])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)", slash_day),
    (("0",), r"(?P<year>(?:19|20)\d\d)-?W(?P<week>\d\d)\b", iso_week),
    (("week",), r"week\s+(?P<week>\d{1,2})\s+of\s+(?P<year>(?:19|20)\d\d)\b", iso_week),
    (
        ("0", "the", "fiscal", "year"),
        rf"(?P<label>(?:the\s+)?(?:(?:fiscal|financial|calendar|school)\s+)?(?:year\s+)?(?:fiscal\s+)?)?(?P<year>{YEAR})\b(?:\s?[-–/]\s?(?P<until>(?:1[5-9]|20)\d\d|\d\d)\b(?![-–/.:]?\d))?",
        year,
    ),
    (
        _PAIR_STARTS,
        rf"(?P<label>(?:the\s+)?year\s+)?(?P<words>{YEAR_WORDS})\b(?!\s+(?:people|men|women|children|dollars|years))",
        year_words,
    ),
    (
        ("0", "the", "early", "late", "mid"),
        rf"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?:to[\s-](?:mid|late)[\s-])?(?:['’`]?(?P<digits>(?:1[5-9]|20)\d0|\d0)['’]?s\b|(?P<word>{DECADE_WORD})\b)",
        decade,
    ),
    (
        ("0", "the", "early", "late", "mid", "twenty", "nineteenth", "eighteenth", "seventeenth", "sixteenth", "twentieth"),
        rf"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<ordinal>{CENTURY_ORDINAL})[\s-]century\b",
        century,
    ),
    (
        (*_WEEKDAY_STARTS, *_REL_STARTS, "on"),
        rf"{_REL_DAY}(?P<weekday>{WEEKDAY})(?P<plural>s\b)?(?![\w-])(?:\s+(?P<part>{PART})\b)?(?:\s+(?P<week>(?:last|next|this) week)\b)?",
        weekday,
    ),
    (
        ("today", "yesterday", "tomorrow", "tonight", "the", "day"),
        rf"(?:(?:the )?day (?:before|after) )?(?P<day>today|yesterday|tomorrow|tonight)\b(?:\s+(?P<part>{PART})\b)?",
        near_day,
    ),
    (
        (*_REL_STARTS, *DAY_PARTS, "mid"),
        rf"(?:(?P<rel>this(?: very)?|last|that(?: same)?|the(?: (?:next|following|previous|preceding|same|very next))?|every|each|mid)[\s-]+)?(?P<part>{PART})\b(?P<before>\s+before\b(?=[,.;]|\s+(?:and|when|in|at|by)\b))?",
        part_of_day,
    ),
    (("overnight",), r"overnight\b", overnight),
    (
        (*_REL_STARTS, *SEASON_NAMES),
        rf"(?:(?P<rel>last|next|this(?: (?:past|coming))?|past|the(?: coming)?|every|each|that)\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{YEAR}))?\b(?!-)",
        season,
    ),
    (
        (*sorted({n.split()[0].rstrip(".").split("'")[0].split("’")[0] for n in HOLIDAYS}), *_REL_STARTS),
        rf"(?:(?P<rel>last|next|this|every|each)\s+)?(?P<name>{_NAMES_OF_FEASTS})(?:,?\s+(?P<year>{YEAR}))?(?![\w-])",
        feast,
    ),
    (("noon", "midnight", "midday"), r"(?P<noon>noon|midnight|midday)\b(?P<hour>)(?P<minute>)(?P<half>)(?P<zone>)(?P<clock>)", clock),
    (
        ("0",),
        rf"(?P<noon>)(?P<clock>)(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::\d\d)?)?\s?(?P<half>[ap](?:m\b|\.\s?m\b\.?))(?P<zone>{_ZONE})",
        clock,
    ),
    (
        ("0",),
        rf"(?P<noon>)(?P<half>)(?P<clock>)(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?(?!\d)(?:\s?(?:hours|hrs|h)\b)?(?P<zone>{_ZONE})",
        clock,
    ),
    (("0",), r"(?P<noon>)(?P<half>)(?P<clock>)(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>\s?(?:GMT|UTC|hours|hrs)\b)", clock),
    (
        ("0", *_CLOCK_WORDS),
        rf"(?P<noon>)(?P<half>)(?P<minute>)(?P<zone>)(?P<hour>\d{{1,2}}|{'|'.join(_CLOCK_WORDS)})(?P<clock> o['’]clock)\b",
        clock,
    ),
)
