"""Rules for days, months, years, decades and centuries that are named: 'Dec. 14', 'May 2016', 'fiscal 1989', "the late '80s"."""

import re
from datetime import date

from spacy.tokens import Token

from dateline.extract.times.calendar import days_of
from dateline.extract.times.scene import Reading, Rule, Scene, part, rule
from dateline.extract.times.words import (
    DATED,
    DAY,
    DECADE,
    MONTH,
    MONTHS,
    ORDINAL,
    ORDINALS,
    YEAR,
    YEAR_WORDS,
    any_of,
    decade_digit,
    leading_number,
    month_number,
    ordinal_number,
    year_in_words,
)

_AHEAD_IN_PAST = 3  # a day ahead with a past verb ("was set for Dec. 20") has to be this much nearer to be meant all the same
_BEHIND_IN_FUTURE = 15
_AGAINST_TENSE_MONTH = 6
_AHEAD_UNSAID = 1.5  # without a verb to tell, news look back


def nearest_year(scene: Scene, offset: int, month: int, day: int | None) -> int | None:
    """The year of a month, or of a day without a year: the nearest one, weighed by the tense of its clause."""
    tense, today = scene.tense(offset), scene.published
    if tense == "past" and not day and scene.before(offset, 9).endswith("through "):
        tense = None  # "was given loans through January" may reach ahead
    costs: list[tuple[float, int]] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            distance = (date(year, month, day or 15) - (today if day else today.replace(day=15))).days
        except ValueError:  # 29 February
            continue
        is_against = (tense == "past" and distance > (2 if day else 0)) or (tense == "future" and distance < 0)
        weight: float = 1
        if is_against:
            weight = _AGAINST_TENSE_MONTH if not day else _AHEAD_IN_PAST if tense == "past" else _BEHIND_IN_FUTURE
        if not day and distance > 0 and tense in (None, "present"):
            weight = _AHEAD_UNSAID
        costs.append((abs(distance) * weight, year))
    return min(costs)[1] if costs else None


def _year_told(scene: Scene, m: re.Match[str], month: int, day: int) -> int | None:
    """The year of a past that the paragraph tells of: "The army moved on 15 November 2017. … He resigned on 21 November"."""
    told = scene.past_nearby(m.start())
    if scene.before(m.start(), 9).endswith(("through ", "until ", "till ", "since ")):
        return None  # these reach on
    if told is None or scene.tense(m.start("month")) not in ("past", None):
        return None
    return told.year + ((month, day) < (told.month, told.day))


def _read_month_day(m: re.Match[str], scene: Scene) -> Reading | None:
    month, day, written = month_number(m["month"]), ordinal_number(m["day"]), part(m, "year") or _full_year(part(m, "short_year"), scene)
    if m["month"][0].islower() and not written:
        return None
    if part(m, "rel"):  # 'last Oct. 23'
        today = scene.published
        year: int | None = today.year - ((month, day) >= (today.month, today.day))
    elif whose := part(m, "whose_year"):
        year = whose_year(whose, scene)
    else:
        year = int(written) if written else _year_told(scene, m, month, day) or nearest_year(scene, m.start("month"), month, day)
    if not written and (month, day) == (9, 11) and scene.after(m.end(), 20).lstrip().startswith(("attack", "terror", "hijack")):
        year = 2001
    value = f"{year}-{month:02d}-{day:02d}"
    if until := part(m, "until"):
        value += f"/{year}-{month:02d}-{leading_number(until):02d}"
    if days_of(value) is None:
        return None
    return Reading(m.start(), m.end(), "DATE", value, 0.97 if written else 0.93, not written)


def _full_year(two_figures: str, scene: Scene) -> str:
    """'89' in '30 Oct 89 (…': the latest such year that is not ahead."""
    if not two_figures:
        return ""
    century, now = divmod(scene.published.year, 100)
    return f"{century - (int(two_figures) > now)}{two_figures}"


_LIST_BEFORE = re.compile(
    rf"(?P<month>{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{1,2}})*,?\s+(?:and|to|or|through|until)\s+(?:the\s+)?$", re.IGNORECASE
)
_LIST_WITHIN = re.compile(rf"(?P<month>{MONTH})\s+\d{{1,2}}(?:,\s+\d{{1,2}})*,\s+$", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"(?:,|,?\s+(?:and|or))\s+\d{1,2}\b(?![.,:]\d)")
_LIST_AFTER = re.compile(
    rf"(?:,?\s+(?:(?P<year>{YEAR})|(?P<whose>(?:of )?(?:last|next|that) year)))|\s*[,.;:)]|\s+(?:in|at|and|to|for|of|when|as|with|by|after|during|on|were|was|will)\b"
)


def _read_day_alone(m: re.Match[str], scene: Scene) -> Reading | None:
    """'25' in 'April 24 and 25', '11' in 'Dec. 10, 11 and 12'."""
    before = scene.text[max(0, m.start() - 40) : m.start()]
    head = _LIST_BEFORE.search(before)
    tail = _LIST_AFTER.match(scene.text, m.end())
    if head is None and _LIST_GOES_ON.match(scene.text, m.end()):
        head = _LIST_WITHIN.search(before)
    if head is None or tail is None or head["month"][0].islower():
        return None
    month, day = month_number(head["month"]), leading_number(m["day"])
    if tail["whose"]:
        year: int | None = whose_year(tail["whose"], scene)
    else:
        year = int(tail["year"]) if tail["year"] else nearest_year(scene, m.start(), month, day)
    value = f"{year}-{month:02d}-{day:02d}"
    end = tail.end() if tail["year"] or tail["whose"] else m.end()
    return Reading(m.start(), end, "DATE", value, 0.85, not tail["year"]) if days_of(value) else None


_ALSO_NAMES = frozenset(("may", "april", "june", "august", "march"))


def _is_no_month(m: re.Match[str], scene: Scene) -> bool:
    """May the prime minister, April the witness, the March for Life, march the verb and may the modal."""
    if m["month"][0].islower():
        return True
    token = scene.token(m.start("month"))
    name = m["month"].lower()
    if name in _ALSO_NAMES and token.i and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).lower_ not in MONTHS:
        return True
    if token.pos_ in ("AUX", "VERB") or (name in _ALSO_NAMES and any(child.dep_ == "det" for child in token.children)):
        return True
    return token.ent_type_ in ("PERSON", "ORG") and name in _ALSO_NAMES


def _read_month(m: re.Match[str], scene: Scene) -> Reading | None:
    number, rel, whose = month_number(m["month"]), part(m, "rel").removeprefix("the "), part(m, "whose_year")
    written = part(m, "year") or (str(year_in_words(m["year_words"])) if m["year_words"] else "")
    if written:
        return Reading(m.start(), m.end(), "DATE", f"{written}-{number:02d}", 0.97) if m["month"][0].isupper() else None
    is_abbreviated = m["month"].lower() not in MONTHS
    if m["month"][0].islower() or (is_abbreviated and not whose and not rel) or (not whose and not rel and _is_no_month(m, scene)):
        return None
    today = scene.published
    if rel in ("every", "each"):
        return Reading(m.start(), m.end(), "SET", f"XXXX-{number:02d}", 0.85)
    if whose:
        year = whose_year(whose, scene)
    elif rel in ("last", "this past"):
        year = today.year - (number >= today.month)
    elif rel in ("next", "this coming", "coming"):
        year = today.year + (number <= today.month)
    elif rel == "this":
        year = today.year
    elif rel in ("following", "previous"):
        anchor = scene.anchor("month")
        year = anchor.year + (number <= anchor.month) if rel == "following" else anchor.year - (number >= anchor.month)
    else:
        year = nearest_year(scene, m.start("month"), number, None) or today.year
    return Reading(m.start(), m.end(), "DATE", f"{year}-{number:02d}", 0.88, True)


def whose_year(words: str, scene: Scene) -> int:
    """'of last year', 'next year', 'that year', 'the following year' after a month or a season."""
    if "that" in words or "same" in words or "following" in words:
        return scene.anchor("year").year + ("following" in words)
    return scene.published.year + (1 if "next" in words else -1 if "last" in words or "previous" in words else 0)


def _read_figures(m: re.Match[str], scene: Scene) -> Reading | None:
    """'2016-12-14'; '12/14/2016' is month first unless it can't be, '14.12.2016' day first."""
    first, second = part(m, "first"), part(m, "second")
    if not first:
        value, confidence = f"{m['year']}-{m['month']}-{m['day']}", 0.97
    else:
        is_day_first = int(first) > 12 or (m["separator"] == "." and int(second) <= 12)
        day, month = (first, second) if is_day_first else (second, first)
        value, confidence = f"{m['year']}-{int(month):02d}-{int(day):02d}", 0.9 if max(int(first), int(second)) > 12 else 0.6
    return Reading(m.start(), m.end(), "DATE", value, confidence) if days_of(value) else None


def _read_week_number(m: re.Match[str], scene: Scene) -> Reading | None:
    value = f"{m['year']}-W{int(m['week']):02d}"
    return Reading(m.start(), m.end(), "DATE", value, 0.95) if days_of(value) else None


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|from|until|till|by|before|after|during|between|through|to|and|late|early|mid|the|year|circa)\s+|[(/–-]\s?)$"
)
_COUNTED = re.compile(
    r"[\s-]+(?:years?|months?|weeks?|days?|hours?|minutes?|people|men|women|children|of|percent|per|times|or more|more(?!\s+than)|dollars|euros|pounds|troops|soldiers|miles|km|kilomet|met(?:er|re)s|feet|tons"
    r"|tonnes|block\b|(?:to|or|and)\s+\d,?\d{3}\s+[a-z]+s\b)"
)
_ADDRESS = re.compile(
    r"\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z][\w.'’-]*\s+){1,3}"
    r"(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Boulevard|Blvd|Lane|Ln|Highway|Hwy|Parkway|Way|Court|Terrace)\b"
)
_IN_A_YEAR = re.compile(r"\b(?:in|since|until|till|by|during|after|before|from)\s+$")
_COUNTS = frozenset(("CARDINAL", "QUANTITY", "MONEY", "PERCENT"))
_OLDEST_YEAR_ALONE = 1700


def _read_year(m: re.Match[str], scene: Scene) -> Reading | None:
    """'2016', 'the year 2000', 'fiscal 1989', '2014-16'; a number of something is no year."""
    start, number, text = m.start("year"), int(m["year"]), scene.text
    if text[max(0, start - 1) : start] in tuple("$€£©#.,:'’&=+@") or text[m.end("year") : m.end("year") + 1] in tuple("%°$€£"):
        return None
    if not part(m, "label"):
        token, is_led = scene.token(start), bool(_BEFORE_YEAR.search(scene.before(start)))
        if _ADDRESS.match(text, m.end()) and not _IN_A_YEAR.search(scene.before(start)):
            return None  # "at 1915 Main Street"
        if _COUNTED.match(text, m.end()) or (token.idx != start and not is_led):
            return None
        if not is_led and (number < _OLDEST_YEAR_ALONE or token.ent_type_ in _COUNTS):
            return None
        if token.ent_type_ != "DATE" and (number < _OLDEST_YEAR_ALONE or _counts_the_next(token)):
            return None
    if until := part(m, "until"):
        last = int(until) if len(until) == 4 else number // 100 * 100 + int(until)
        return Reading(m.start(), m.end(), "DATE", f"{number}/{last}", 0.9) if number < last < number + 100 else None
    return Reading(m.start(), m.end(), "DATE", str(number), 0.93)


def _counts_the_next(token: Token) -> bool:
    return token.dep_ == "nummod" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "NNS"


def _read_year_words(m: re.Match[str], scene: Scene) -> Reading | None:
    if m["words"].lower() in ("two thousand", "nineteen hundred") and not m["label"]:
        return None
    return Reading(m.start(), m.end(), "DATE", str(year_in_words(m["words"])), 0.85)


def _read_decade(m: re.Match[str], scene: Scene) -> Reading | None:
    """'the 1990s', "the late '80s", 'the nineties': the latest such decade that has begun."""
    figures, start = part(m, "figures"), m.start()
    if len(figures) == 4:
        return Reading(start, m.end(), "DATE", figures[:3], 0.85)
    if figures:
        mark = m.start("figures") - 1
        if scene.text[mark : mark + 1] not in ("'", "’", "`", "‘"):
            return None  # temperatures and ages
        start = min(start, mark)
    elif not m[0].lower().startswith("the "):
        return None  # a man in his forties
    digit = int(figures[0]) if figures else decade_digit(m["word"])
    century, now = divmod(scene.published.year // 10, 10)
    return Reading(start, m.end(), "DATE", f"{century - (digit > now)}{digit}", 0.8)


def _read_century(m: re.Match[str], scene: Scene) -> Reading | None:
    number = ordinal_number(m["ordinal"])
    return Reading(m.start(), m.end(), "DATE", f"{number - 1:02d}", 0.9) if number else None


def _read_dated(m: re.Match[str], scene: Scene) -> Reading | None:
    return Reading(m.start(), m.end(), "DATE", DATED[m[0].lower()].isoformat(), 0.9)


_WHOSE_YEAR = r"(?P<whose_year>(?:of\s+)?(?:this|last|next|that|the same|the previous|the following)\s+year\b)"
_YEAR_AFTER = rf"(?:,?\s+(?:(?P<year>{YEAR})(?!\s+(?:people|troops))|{_WHOSE_YEAR}))?"
_UNTIL = r"(?:\s?[-–—]\s?(?P<until>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\b(?![:.]\d))?"
_MID = r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?:to[\s-](?:mid|late)[\s-])?"
_MONTH_STARTS = f"{' '.join(MONTHS)} {' '.join(name[:3] for name in MONTHS)} sept"

RULES: tuple[Rule, ...] = (
    rule(f"{_MONTH_STARTS} last", rf"(?P<rel>last\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY}){_UNTIL}{_YEAR_AFTER}", _read_month_day),
    rule(
        "0 the",
        rf"(?:the\s+)?(?P<day>{DAY}){_UNTIL}\s+(?:of\s+)?(?P<month>{MONTH})(?![a-z])(?:\s+(?P<short_year>\d\d)(?=\s*(?:\(|--|—)))?{_YEAR_AFTER}",
        _read_month_day,
    ),
    rule(
        "0 the",
        r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?=(?:,\s+\d{1,2}){0,6},?\s+(?:to|and|or|until|through|till)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
        rf"\s+(?:of\s+)?(?P<month>{MONTH}){_YEAR_AFTER})",
        _read_month_day,
    ),
    rule("0", r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?)\b(?![.,:]\d)", _read_day_alone),
    rule(
        _MONTH_STARTS,
        rf"(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{ORDINAL})\b(?!\s+(?:quarter|week|day|time|century)){_YEAR_AFTER}",
        _read_month_day,
    ),
    rule(
        f"{_MONTH_STARTS} last next this the every each coming",
        r"(?:(?P<rel>last|next|this(?: (?:coming|past))?|the (?:following|previous|coming)|every|each|coming)\s+)?"
        rf"(?P<month>{MONTH})(?![\w-]*\w)(?:,?\s+(?:of\s+)?(?:(?P<year>{YEAR})|(?P<year_words>{YEAR_WORDS})|{_WHOSE_YEAR}))?",
        _read_month,
    ),
    rule("0", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _read_figures),
    rule("0", r"(?P<first>\d{1,2})(?P<separator>[/.])(?P<second>\d{1,2})(?P=separator)(?P<year>(?:19|20)\d\d)(?!\d)", _read_figures),
    rule("0 week", r"(?:week\s+(?P<week>\d{1,2})\s+of\s+)(?P<year>(?:19|20)\d\d)\b", _read_week_number),
    rule("0", r"(?P<year>(?:19|20)\d\d)-?W(?P<week>\d\d)\b", _read_week_number),
    rule(
        "0 the fiscal year",
        rf"(?P<label>(?:the\s+)?(?:(?:fiscal|financial|calendar|school)\s+(?:year\s+)?|year\s+(?:fiscal\s+)?))?(?P<year>{YEAR})\b"
        r"(?:\s?[-–/]\s?(?P<until>(?:1[5-9]|20)\d\d|\d\d)\b(?![-–/.:]?\d)|\s+(?:or\s+(?:later|earlier)|and\s+beyond)\b)?",
        _read_year,
    ),
    rule("nineteen two the year", rf"(?P<label>(?:the\s+)?year\s+)?(?P<words>{YEAR_WORDS})\b", _read_year_words),
    rule(
        "0 the early late mid twenties thirties forties fifties sixties seventies eighties nineties",
        rf"{_MID}(?:['’`‘]?(?P<figures>(?:1[5-9]|20)\d0|\d0)['’]?s\b|(?P<word>{DECADE})\b)",
        _read_decade,
    ),
    rule(
        f"0 the early late mid twenty {' '.join(ORDINALS)}",
        rf"{_MID}(?P<ordinal>{ORDINAL})[\s-]century\b",
        _read_century,
    ),
    rule("0", rf"(?:{any_of(DATED)})(?![\w/])", _read_dated),
)
