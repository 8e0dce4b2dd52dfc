"""Number expressions: digits, number words, ranges and vague amounts, with the words that hedge them.

Values follow docs/datasets.md: "at least 12" is low = best = 12 without a high, "10 to 15" a range without a best, "dozens" vague
with low 24. What is no amount (a year, an age, a percentage, money, a day of the month, a house or flight number) is left
out. What is counted, and articles such as in "a man", are the subject of `dateline.extract.figures.counted`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from spacy.tokens import Doc

from dateline.extract.records import Span


@dataclass(frozen=True, slots=True)
class Number:
    """An amount as written. `first` and `last` are its tokens, qualifier included, `last` excluded."""

    span: Span
    text: str
    low: int | None
    best: int | None
    high: int | None
    qualifier: str  # exact, at_least, at_most, about, more_than, less_than, range, vague
    first: int
    last: int
    core: int  # the token at which the amount itself begins, behind "at least"


@dataclass(frozen=True, slots=True)
class _Amount:
    """The amount without its qualifier: a value, or (vague) a lower bound."""

    value: int
    last: int
    scale: int = 1  # of its last word: 1000 in "15 thousand"
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """`lexicons/numbers.yaml`, ready for looking up."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    vague_multiples: dict[str, int]
    qualifiers: tuple[tuple[tuple[str, ...], str], ...]  # longest first
    qualifier_ends: frozenset[str]
    qualifiers_after: tuple[tuple[tuple[str, ...], str], ...]
    starts: frozenset[str]
    neutral: frozenset[str]
    months: frozenset[str]
    money_or_label: frozenset[str]
    no_amount_after: frozenset[str]
    measures: frozenset[str]
    year_after: frozenset[str]


@cache
def _lexicon() -> _Words:
    data: dict[str, Any] = yaml.safe_load(resources.files("dateline.lexicons").joinpath("numbers.yaml").read_text(encoding="utf-8"))
    before = _phrases(data["qualifiers"])
    sets = {name: frozenset(data[name]) for name in ("neutral", "months", "money_or_label", "no_amount_after", "measures", "year_after")}
    return _Words(
        units=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        vague=data["vague"],
        vague_multiples=data["vague_multiples"],
        qualifiers=before,
        qualifier_ends=frozenset(words[-1] for words, _ in before),
        qualifiers_after=_phrases(data["qualifiers_after"]),
        starts=frozenset(data["units"]) | frozenset(data["tens"]) | frozenset(data["vague"]),
        **sets,
    )


def _phrases(by_meaning: dict[str, list[str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    pairs = [(tuple(phrase.split()), meaning) for meaning, phrases in by_meaning.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


_W = _lexicon()
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_HYPHENS = frozenset({"-", "–", "—", "‑"})
_OLDEST = 120  # years
_LARGEST = 8_000_000_000  # more people than that there are not


def find_numbers(doc: Doc) -> tuple[Number, ...]:
    """Every amount of a parsed article in reading order, whatever it counts; no two overlap."""
    return numbers_between(doc, [token.lower_ for token in doc], 0, len(doc))


def numbers_between(doc: Doc, words: Sequence[str], start: int, end: int) -> tuple[Number, ...]:
    """The amounts between two tokens; `words` are the lower-case words of the whole article."""
    found = []
    at = start
    while at < end:
        number = _number(doc, words, at, start, end) if words[at] in _W.starts or _may_start(words, at, end) else None
        if number is not None:
            found.append(number)
            at = number.last
        else:
            at += 1
    return tuple(found)


def _may_start(words: Sequence[str], at: int, end: int) -> bool:
    word = words[at]
    if word[0].isdigit():
        return True
    if word in ("a", "half", "several", "few", "many", "couple"):
        return any(near in _W.scales for near in words[at + 1 : min(at + 4, end)])
    return False


def _number(doc: Doc, words: Sequence[str], at: int, start: int, end: int) -> Number | None:
    amount = _amount(words, at, end)
    if amount is None or not _is_amount(doc, words, at, amount, start, end):
        return None
    first, qualifier = _qualifier_before(words, at, start)
    other = _range_end(words, at, amount, end)
    if other is not None:
        low, high = other
        if high.last + 1 < end and words[high.last] in _HYPHENS and words[high.last + 1][0].isdigit():
            return None  # a telephone number
        if high.last < end and words[high.last] in _W.no_amount_after:
            return None
        first = at - 1 if at > start and words[at - 1] == "between" else first
        return _record(doc, first, high.last, at, (low, None, high.value), "range")
    if amount.is_vague:
        return _record(doc, at if qualifier is None else first, amount.last, at, (amount.value, None, None), "vague")
    last = amount.last
    if qualifier is None:
        first = at
        for tail, meaning in _W.qualifiers_after:
            if tuple(words[last : last + len(tail)]) == tail and last + len(tail) <= end:
                last, qualifier = last + len(tail), meaning
                break
    qualifier = qualifier or "exact"
    return _record(doc, first, last, at, bounds(amount.value, qualifier), qualifier)


def bounds(value: int, qualifier: str) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of one hedged value (docs/datasets.md)."""
    low = value if qualifier in ("exact", "at_least", "more_than") else None
    high = value if qualifier in ("exact", "at_most", "less_than") else None
    return low, value, high


def _record(doc: Doc, first: int, last: int, core: int, values: tuple[int | None, int | None, int | None], qualifier: str) -> Number:
    span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    return Number(span, doc[first:last].text, *values, qualifier=qualifier, first=first, last=last, core=core)


def _amount(words: Sequence[str], at: int, end: int) -> _Amount | None:
    word = words[at]
    if word in _W.vague:
        return _vague(words, at, end)
    if word in ("several", "few", "many", "couple"):
        scale_at = at + 2 if at + 1 < end and words[at + 1] == "of" else at + 1
        if scale_at < end and words[scale_at] in _W.scales:
            return _Amount(2 * _W.scales[words[scale_at]], scale_at + 1, is_vague=True)
        return None
    if word == "half":
        if at + 2 < end and words[at + 1] == "a" and words[at + 2] in ("million", "dozen", "billion"):
            return _Amount(_W.scales[words[at + 2]] // 2, at + 3)
        return None
    if word == "a":
        if at + 1 < end and words[at + 1] in ("few", "couple"):
            inner = _amount(words, at + 1, end)
            return inner
        if at + 1 < end and words[at + 1] in _W.scales:
            return _scaled(words, 1, at + 1, end)
        return None
    if word[0].isdigit():
        if not _DIGITS.match(word):
            return None
        plain = word.replace(",", "")
        if "." in plain:
            if at + 1 < end and words[at + 1] in ("million", "billion", "thousand"):
                scale = _W.scales[words[at + 1]]
                return _checked(_Amount(round(float(plain) * scale), at + 2, scale))
            return None
        return _scaled(words, int(plain), at + 1, end)
    small, after = _below_hundred(words, at, end)
    if small is not None and (scale_at := _behind_a_half(words, after, end)):
        scale = _W.scales[words[scale_at]]
        return _checked(_Amount(small * scale + scale // 2, scale_at + 1, scale))
    return None if small is None else _scaled(words, small, after, end)


def _behind_a_half(words: Sequence[str], at: int, end: int) -> int:
    """Where the scale stands in "two and a half million", "two-and-a-half million"; 0 where that is not what is said."""
    said: list[str] = []
    while at < end and len(said) < 3:
        if words[at] not in _HYPHENS:
            said.append(words[at])
        at += 1
    is_half = said == ["and", "a", "half"] and at < end and words[at] in ("thousand", "million", "billion")
    return at if is_half else 0


def _checked(amount: _Amount) -> _Amount | None:
    return amount if amount.value <= _LARGEST else None


def _below_hundred(words: Sequence[str], at: int, end: int) -> tuple[int | None, int]:
    if words[at] in _W.units:
        return _W.units[words[at]], at + 1
    if words[at] in _W.tens:
        value = _W.tens[words[at]]
        after = at + 2 if at + 1 < end and words[at + 1] in _HYPHENS else at + 1
        if after < end and 0 < _W.units.get(words[after], 0) < 10:
            return value + _W.units[words[after]], after + 1
        return value, at + 1
    return None, at


def _scaled(words: Sequence[str], value: int, at: int, end: int) -> _Amount | None:
    """Scale words behind a small number, and what is added to them: "two hundred and fifty thousand"."""
    scale = 1
    while at < end and words[at] in _W.scales:
        scale = _W.scales[words[at]]
        value *= scale
        at += 1
        behind = at + 1 if at < end and words[at] == "and" else at
        if scale in (100, 1_000) and behind < end and (words[behind] in _W.units or words[behind] in _W.tens):
            small, after = _below_hundred(words, behind, end)
            if small and scale == 1_000 and after < end and words[after] == "hundred":
                rest = _scaled(words, small, after, end)
                return rest and _checked(_Amount(value + rest.value, rest.last))
            if small and (behind > at or scale == 100):
                value, at = value + small, after
    return _checked(_Amount(value, at, scale))


def _vague(words: Sequence[str], at: int, end: int) -> _Amount:
    word = words[at]
    if word in _W.vague_multiples and at + 2 < end and words[at + 1] == "of" and words[at + 2] in ("thousands", "millions"):
        return _Amount(_W.vague_multiples[word] * _W.vague[words[at + 2]], at + 3, is_vague=True)
    return _Amount(_W.vague[word], at + 1, is_vague=True)


def _range_end(words: Sequence[str], at: int, amount: _Amount, end: int) -> tuple[int, _Amount] | None:
    """Low value and upper amount of "10 to 15", "10-15", "two or three", "between 10 and 15"."""
    link = amount.last
    if amount.is_vague or link + 1 >= end:
        return None
    before = words[at - 1] if at else ""
    joins = (
        words[link] in _HYPHENS
        or words[link] == "or"
        or (words[link] == "to" and before != "from")
        or (words[link] == "and" and before == "between")
    )
    if not joins or not (words[link + 1][0].isdigit() or words[link + 1] in _W.starts):
        return None
    upper = _amount(words, link + 1, end)
    if upper is None or upper.is_vague:
        return None
    low = amount.value * upper.scale if amount.scale == 1 and amount.value < upper.value // max(upper.scale, 1) else amount.value
    if low >= upper.value or (words[link] == "or" and upper.value > 2 * low):
        return None
    return low, upper


def _qualifier_before(words: Sequence[str], at: int, start: int) -> tuple[int, str | None]:
    """The token where the expression begins, and its qualifier if one stands before the amount."""
    back = at
    for _ in range(3):
        if back > start and words[back - 1] in _W.qualifier_ends:
            for phrase, qualifier in _W.qualifiers:
                begin = back - len(phrase)
                if begin >= start and tuple(words[begin:back]) == phrase:
                    return begin, qualifier
        if back > start and words[back - 1] in _W.neutral:
            back -= 1
        else:
            break
    return at, None


def _is_amount(doc: Doc, words: Sequence[str], at: int, amount: _Amount, start: int, end: int) -> bool:
    """False for years, days of a month, ages, percentages, money and numbers that are part of a name."""
    before = words[at - 1] if at > start else ""
    after = words[amount.last] if amount.last < end else ""
    if before in _W.money_or_label or after in _W.no_amount_after or before in ("%", "/"):
        return False
    if before == ":" and doc[at - 1].whitespace_ == "":
        return False  # "10:30", but "Latest count: 30"
    if after in _HYPHENS and amount.last + 1 < end and words[amount.last + 1] in _W.measures:
        return False
    if before == "of" and at - 2 >= start and words[at - 2] in ("age", "ages"):
        return False
    if not words[at][0].isdigit():
        return before not in _HYPHENS or before == "—" or at - 2 < start or words[at - 2] not in _W.tens
    value = amount.value
    if before in _W.months or (after in _W.months and value <= 31):
        return False
    if before in _HYPHENS and at - 2 >= start and words[at - 2][0].isdigit():
        return False  # the end of a range that is none, of a date or of a telephone number
    if after in _HYPHENS and amount.last + 1 < end and words[amount.last + 1][0].isdigit() and _range_end(words, at, amount, end) is None:
        return False
    if _YEAR.match(words[at]) and amount.last == at + 1 and _qualifier_before(words, at, start)[1] is None:
        return amount.last < end and doc[amount.last].tag_ in ("NNS", "NNPS") and before not in _W.year_after
    behind = doc[amount.last].tag_ if amount.last < end else "."
    if (
        before == ","
        and value <= _OLDEST
        and at - 2 >= start
        and doc[at - 2].tag_ in ("NNP", "NN", "NNPS")
        and behind in _AFTER_AGE
        and after != "of"
    ):
        return False  # "Smith, 45, …"
    if before == "(" and after == ")":
        return False
    # "Boeing 747 was", but "in Kabul 12 people"
    return not (at > start and doc[at - 1].tag_ in ("NNP", "NNPS") and before.isalpha() and behind not in _COUNTED_TAGS)


_AFTER_AGE = frozenset({",", ".", ":", "CC", "IN", "-RRB-", "WP", "TO", "_SP"})
_COUNTED_TAGS = frozenset({"NNS", "NN", "JJ", "NNPS", "VBN", "VBD", "NNP", "JJR"})
