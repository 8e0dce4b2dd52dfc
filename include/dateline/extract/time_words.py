"""The vocabulary of time expressions: names, numbers, and the fragments of which the grammar is made."""

import re
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml

from dateline.extract.time_calendar import move

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
TEENS = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
SEASON_NAMES = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {w: n for n, w in enumerate(_SMALL)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_DECADE_WORDS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
_VAGUE = "several|some|many|a few|few|a number of|dozens of|hundreds of|thousands of|countless|numerous|these|those|various"


def _any(words) -> str:  # type: ignore[no-untyped-def]
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def lexicon() -> dict:
    """The words of `lexicons/times.yaml`."""
    return yaml.safe_load(files("dateline").joinpath("lexicons/times.yaml").read_text(encoding="utf-8"))


REFERENCES = {words: value for value, all_words in lexicon()["references"].items() for words in all_words}
DAY_PARTS = {word: code for code, words in lexicon()["day_parts"].items() for word in words}
HOLIDAYS = {name.lower(): (kind, rule) for kind, names in lexicon()["holidays"].items() for name, rule in names.items()}

MONTH = rf"(?:{_any(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
WEEKDAY = rf"(?:{_any(WEEKDAYS)}|(?:mon|tues|tue|weds|wed|thurs|thur|thu|fri|sat)\b\.?)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d%])(?![.,]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?![\d%])(?![.,:]\d)(?:st|nd|rd|th)?\b"
PART = rf"(?:{_any(DAY_PARTS)})"
SEASON = rf"(?:{_any(SEASON_NAMES)})"
UNIT = r"(?:day|week|weekend|fortnight|month|quarter|year|decade|century|centurie|millennium|second|minute|hour|night)"
LONG_UNIT = r"(?:day|week|weekend|month|quarter|year|decade|century)"
_WORD_NUMBER = rf"(?:{_any(NUMBER_WORDS)}|hundred|thousand)"
COUNT = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -]1/2|½)?"
    rf"|(?:a )?{_WORD_NUMBER}(?:[ -](?:and )?(?:a )?{_WORD_NUMBER})*(?: and a half)?"
    rf"|(?:a |another )?(?:couple(?: of)?|half(?:[ -]an?)?|dozen)|{_VAGUE}|another|an?)"
)
ROUGHLY = (
    r"(?:(?:just |only )?(?:about|around|almost|nearly|more than|less than|fewer than|at least|at most|up to|over|under|approximately|roughly"
    r"|no more than|no less than|as (?:many|long|much) as|some|barely|close to|well over|within|an estimated)\s+)"
)
ORDINAL = rf"(?:{_any(ORDINALS + TEENS)}|\d{{1,2}}(?:st|nd|rd|th))"
CENTURY_ORDINAL = rf"(?:{_any(ORDINALS + TEENS)}|twenty-first|\d{{1,2}}(?:st|nd|rd|th))"
DECADE_WORD = rf"(?:{_any(_DECADE_WORDS)})"
_PAIR = rf"(?:{_any(_TENS)}|{_any(_SMALL[10:])})(?:[ -](?:{_any(_SMALL[1:10])}))?"
YEAR_WORDS = rf"(?:nineteen (?:hundred|{_PAIR}|oh {_any(_SMALL[1:10])})|two thousand(?: (?:and )?{_PAIR}| (?:and )?(?:{_any(_SMALL[1:10])}))?|twenty {_PAIR})"


def month_number(word: str) -> int:
    """'Sept.' → 9."""
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3] == word[:3].lower())


def weekday_number(word: str) -> int:
    """ISO: Monday 1 … Sunday 7."""
    return next(n for n, name in enumerate(WEEKDAYS, 1) if name[:3] == word[:3].lower())


def ordinal_number(word: str) -> int:
    """'third', '3rd' → 3; 'twenty-first' → 21."""
    word = word.lower()
    if word[0].isdigit():
        return int(re.match(r"\d+", word)[0])  # type: ignore[index]
    if word == "twenty-first":
        return 21
    return (ORDINALS + TEENS).index(word) + 1


def decade_digit(word: str) -> int:
    """'nineties' → 9."""
    return _DECADE_WORDS[word.lower()]


def unit_name(word: str) -> str:
    """'Weeks' → 'week', 'centuries' → 'century'."""
    word = word.lower().removesuffix("s")
    return "century" if word == "centurie" else word


def count_of(words: str) -> float | str:
    """A number in figures or words; 'X' where the words leave it open ('several', 'a few')."""
    words = re.sub(r"\s+", " ", words.lower().strip())
    if re.fullmatch(_VAGUE, words):
        return "X"
    if m := re.fullmatch(r"([\d,]+(?:\.\d+)?)([ -]1/2|½)?", words):
        return _whole(float(m[1].replace(",", "")) + (0.5 if m[2] else 0))
    if "couple" in words:
        return 2
    if "dozen" in words:
        return 12
    if words.startswith(("half", "a half", "another half")):
        return 0.5
    total = current = 0.0
    for word in re.split(r"[ -]", words.removesuffix("and a half")):
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        else:
            current += NUMBER_WORDS.get(word, 0)
    number = total + current + (0.5 if words.endswith("and a half") else 0)
    return _whole(number or 1)  # 'a', 'another'


def _whole(number: float) -> float:
    return int(number) if number == int(number) else number


def year_in_words(words: str) -> int:
    """'nineteen ninety-seven' → 1997, 'two thousand and three' → 2003."""
    parts = [w for w in re.split(r"[ -]", words.lower()) if w not in ("and", "oh")]
    if parts[:2] == ["two", "thousand"]:
        return 2000 + sum(NUMBER_WORDS[w] for w in parts[2:])
    century = 100 * NUMBER_WORDS[parts[0]]
    return century + sum(NUMBER_WORDS.get(w, 0) for w in parts[1:])


def holiday(name: str, year: int) -> date:
    """The day of a holiday of the lexicon in a year; `KeyError` for an unknown name."""
    kind, rule = HOLIDAYS[name.lower().replace("’", "'")]
    if kind == "fixed":
        month, day = map(int, rule.split("-"))
        return date(year, month, day)
    if kind == "easter":
        return _easter(year) + timedelta(rule)
    month, weekday, which = rule
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
