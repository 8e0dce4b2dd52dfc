"""So long before or after something dated: "on Thursday, two days after a bomb went off", "three days after the bombing"."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.events.triggers import Trigger
from dateline.extract.records import Time

LENGTH = re.compile(r"P\d{1,3}[DWMY]")  # TIMEX3: "two days", "a week"
_INEXACT = re.compile(r"(?:less|more|fewer|over|under|within|nearly|almost|at least|up to|barely|hardly)\b", re.IGNORECASE)
_WAYS = {"after": -1, "following": -1, "before": 1}  # from the day of the clause above to that of the happening
_FREE = frozenset({"xcomp", "advcl", "acl"})  # clauses without a day of their own: "began a strike on Tuesday to demand …"


def time_apart(trigger: Trigger, times: Sequence[tuple[Token, Time]], lengths: Mapping[int, Time], published: date) -> Time | None:
    """The day of a happening that stands behind "two days after" or "a week before", counted from that of the clause above.

    `lengths`: expressions like "two days", by the token of their unit. The day of publication stands in only where the clause
    above is told in the present ("Two days after …, they wait"). Weeks are exact to some days only.
    """
    word = _word_before(trigger)
    length = None if word is None or word.i == 0 else lengths.get(word.i - 1)
    if word is None or length is None or _INEXACT.match(length.text):
        return None
    above = clauses.clause_head(word.head if word.dep_ != "mark" else word.head.head)
    outside = [(anchor, time) for anchor, time in times if anchor.i < word.i or anchor.i > trigger.token.right_edge.i]
    day = _day_of(above, outside)
    if day is None and clauses.tense(above) == "present":
        day = published
    if day is None:
        return None
    number, unit = int(length.timex_value[1:-1]), length.timex_value[-1]
    if unit in "MY":
        return _month_or_year(length, day, number * _WAYS[word.lower_], unit)
    day += timedelta(days=number * (7 if unit == "W" else 1)) * _WAYS[word.lower_]
    return replace(
        length,
        timex_type="DATE",
        timex_value=day.isoformat(),
        date_start=day,
        date_end=day,
        date_prec=1 if unit == "D" else 2,
        is_relative=True,
    )


def _month_or_year(length: Time, day: date, number: int, unit: str) -> Time:
    """The calendar month so many months from the day, or the year so many years from it: nobody counts their days."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12) if unit == "M" else (day.year + number, 0)
    start = date(year, month + 1, 1)
    end = date(year, 12, 31) if unit == "Y" else date(year, month + 1, monthrange(year, month + 1)[1])
    return replace(
        length,
        timex_type="DATE",
        timex_value=start.isoformat()[: 7 if unit == "M" else 4],
        date_start=start,
        date_end=end,
        date_prec=4 if unit == "M" else 5,
        is_relative=True,
    )


def _word_before(trigger: Trigger) -> Token | None:
    """ "after" or "before", where it opens the happening's clause or stands before its noun phrase."""
    verb = clauses.clause_head(trigger.governor)
    mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ in _WAYS), None)
    if mark is not None or not trigger.is_noun:
        return mark
    left = trigger.token.left_edge.i
    word = trigger.token.doc[left - 1] if left else None
    return word if word is not None and word.lower_ in _WAYS and trigger.token.dep_ == "pobj" else None


def _day_of(clause: Token, times: Sequence[tuple[Token, Time]]) -> date | None:
    """The day that the clause names, or the one on which it hangs as its purpose or manner."""
    while True:
        named = (time for anchor, time in times if clauses.clause_head(anchor) == clause and time.date_prec == 1)
        day = next((time.date_start for time in named), None)
        if day is not None or clause.dep_ not in _FREE or any(child.dep_ in clauses.SUBJECTS for child in clause.children):
            return day
        clause = clauses.clause_head(clause.head)
