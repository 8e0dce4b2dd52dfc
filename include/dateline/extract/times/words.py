"""The vocabulary of time expressions: names, numbers, and the fragments of which the grammar is made."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files

import yaml

from dateline.extract.times.calendar import move

LEXICON = yaml.safe_load(files("dateline").joinpath("lexicons/times.yaml").read_text(encoding="utf-8"))
MONTHS: list[str] = LEXICON["months"]
WEEKDAYS: list[str] = LEXICON["weekdays"]
ORDINALS: list[str] = LEXICON["ordinals"]
SEASON_NAMES: dict[str, str] = LEXICON["seasons"]
FREQUENCIES: dict[str, str] = LEXICON["frequencies"]
_ONES, _TENS = LEXICON["numbers"], LEXICON["tens"]
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_DECADE_NAMES = {w: n for n, w in enumerate(LEXICON["decades"], 2)}
REFERENCES: dict[str, str] = {words: value for value, entries in LEXICON["references"].items() for words in entries}
DAY_PARTS: dict[str, str] = {word: code for code, words in LEXICON["day_parts"].items() for word in words}
DATED: dict[str, date] = LEXICON["dated"]
HOLIDAYS = {name.lower(): (kind, when) for kind, names in LEXICON["holidays"].items() for name, when in names.items()}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first; a blank stands for any white space, ' for either apostrophe."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+").replace("'", "['’]") for word in ordered)


_ABBREVIATED_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
_ABBREVIATED_DAY = r"(?:mon|tues|tue|weds|wed|thurs|thur|thu|fri|sat)\b\.?"
MONTH = rf"(?:(?:{any_of(MONTHS)})\b|{_ABBREVIATED_MONTH})"
WEEKDAY = rf"(?:{any_of(WEEKDAYS)}|{_ABBREVIATED_DAY})"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?![\d%])(?![.,:]\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d%])(?![.,]\d)"
DECADE = any_of(_DECADE_NAMES)
PART = any_of(DAY_PARTS)
SEASON = any_of(SEASON_NAMES)
HOLIDAY = any_of(HOLIDAYS)
ORDINAL = rf"(?:{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
UNIT = r"(?:day|week|weekend|fortnight|month|quarter|year|decade|century|centurie|millennium|second|minute|hour|night)"

_TEEN_YEAR = rf"(?:(?:{any_of(_TENS)})(?:[ -](?:{any_of(_ONES[1:10])}))?|{any_of(_ONES[10:])})"
YEAR_WORDS = rf"(?:nineteen (?:hundred|oh (?:{any_of(_ONES[1:10])})|{_TEEN_YEAR})|two thousand(?: and)?(?: {_TEEN_YEAR}| (?:{any_of(_ONES[1:10])}))?)"

_VAGUE = r"(?:a few|several|many|some) (?:dozen|hundred|thousand)|several|some|many|a few|few|a number of|dozens of|hundreds of|thousands of|countless|numerous"
_NUMBER_WORD = rf"(?:{any_of(NUMBERS)}|hundred|thousand)"
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -]1/2|½)?"
    rf"|(?:a (?=hundred|thousand))?{_NUMBER_WORD}(?:[ -](?:and )?(?:a )?{_NUMBER_WORD})*(?: and a half)?)"
)
COUNT = rf"(?:{_NUMBER}(?:(?:\s+(?:to|or)\s+|\s?[–-]\s?){_NUMBER})?|(?:a |another )?(?:couple(?: of)?|half(?:[ -]an?)?|dozen)|{_VAGUE}|another|an?)"
ROUGHLY = (
    r"(?:(?:just |only )?(?:about|around|almost|nearly|more than|less than|fewer than|at least|at most|up to|approximately|roughly"
    r"|no more than|no less than|as (?:many|long|much) as|barely|close to|well over|an estimated)\s+)"
)
COUNT_STARTS = (
    "0 a an another several some many few hundred half couple dozen dozens hundreds thousands numerous countless about around almost nearly"
    f" more less fewer at up approximately roughly no as just only barely close well {' '.join(NUMBERS)}"
)


_OTHER_CORES = (
    "sept mon tue tues wed weds thu thur thurs fri sat 0 centuries thousand nineteen overnight noon midday midnight clock period today"
    " yesterday tomorrow tonight q1 q2 q3 q4"
)
CORES = frozenset(  # every expression holds one of these words, or a number in figures ("0")
    [
        *_OTHER_CORES.split(),
        *MONTHS,
        *(name[:3] for name in MONTHS),
        *WEEKDAYS,
        *(f"{name}s" for name in WEEKDAYS),
        *SEASON_NAMES,
        *FREQUENCIES,
        *_DECADE_NAMES,
        *DAY_PARTS,
        *(unit + ending for unit in UNIT.strip("(?:)").split("|") for ending in ("", "s")),
        *(words.split()[-1] for words in REFERENCES),
        *(re.split(r"\W", name)[0] for name in HOLIDAYS),
    ]
)


def month_number(word: str) -> int:
    """'Sept.' gives 9."""
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3] == word[:3].lower())


def weekday_number(word: str) -> int:
    """'Mon.' gives 1, 'Sunday' 7 (ISO)."""
    return next(n for n, name in enumerate(WEEKDAYS, 1) if name[:3] == word[:3].lower())


def leading_number(word: str) -> int:
    """'3rd' gives 3."""
    return int("".join(c for c in word if c.isdigit()))


def ordinal_number(word: str) -> int:
    """'third' and '3rd' give 3."""
    return leading_number(word) if word[0].isdigit() else ORDINALS.index(word.lower()) + 1


def decade_digit(word: str) -> int:
    """'nineties' gives 9."""
    return _DECADE_NAMES[word.lower()]


def unit_name(word: str) -> str:
    """'Weeks' gives 'week', 'centuries' gives 'century'."""
    return {"centurie": "century"}.get(word.lower().removesuffix("s"), word.lower().removesuffix("s"))


def count_of(words: str) -> float | str:
    """A number in figures or words, the lower one of two; 'X' where the words leave it open ('several', 'a few')."""
    words = re.split(r"\s+(?:to|or)\s+|(?<=[\w½])\s?–\s?|(?<=\d)-(?=\d+$)", " ".join(words.lower().split()))[0]
    if re.fullmatch(_VAGUE, words):
        return "X"
    if m := re.fullmatch(r"([\d,]+(?:\.\d+)?)([ -]1/2|½)?", words):
        return float(m[1].replace(",", "")) + (0.5 if m[2] else 0)
    if "couple" in words:
        return 2
    if "dozen" in words:
        return 12
    if words.startswith(("half", "a half", "another half")):
        return 0.5
    return _sum(words.removesuffix(" and a half")) + (0.5 if words.endswith("and a half") else 0)


def _sum(words: str) -> float:
    total = current = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        else:
            current += NUMBERS.get(word, 0)
    return total + current or 1  # 'a', 'another'


def year_in_words(words: str) -> int:
    """'nineteen ninety-seven' gives 1997, 'two thousand and three' 2003."""
    first, *rest = re.split(r"[ -]", words.lower())
    hundreds = 2000 if first == "two" else 1900
    return hundreds + sum(NUMBERS.get(word, 0) for word in rest)


def holiday(name: str, year: int) -> date:
    """The day of a holiday of the lexicon in a year; `KeyError` for an unknown name."""
    kind, when = HOLIDAYS[" ".join(name.lower().replace("’", "'").split())]
    if kind == "fixed":
        month, day = map(int, when.split("-"))
        return date(year, month, day)
    if kind == "easter":
        return _easter(year) + timedelta(when)
    month, weekday, which = when
    if which < 0:
        last = move(date(year, month, 1), "month", 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 2 if name.lower() == "election day" else 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> date:
    """Gregorian Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)
