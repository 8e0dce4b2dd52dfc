"""TIMEX3 values and the days that they stand for; steps on the calendar; numbers in words."""

from datetime import date

import pytest

from dateline.extract.times.calendar import days_of, duration, move, precision, unit_of, value_of
from dateline.extract.times.words import count_of, holiday, year_in_words


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-12-14", "2016-12-14", "2016-12-14"),
        ("2016-12-14TMO", "2016-12-14", "2016-12-14"),
        ("2016-W01", "2016-01-04", "2016-01-10"),
        ("2016-W50-WE", "2016-12-17", "2016-12-18"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-Q4", "2016-10-01", "2016-12-31"),
        ("2016-H1", "2016-01-01", "2016-06-30"),
        ("2016-WI", "2016-12-01", "2017-02-28"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1901-01-01", "2000-12-31"),
        ("2016-05-03/2016-05-05", "2016-05-03", "2016-05-05"),
    ],
)
def test_days_of_a_value(value, first, last):
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "P2W", "XXXX-WXX-5", "2015-02-30", "2015-W54", "2016/2015", ""])
def test_values_without_days(value):
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("2016-12-14TMO", "day"),
        ("2016-W50", "week"),
        ("2016-W50-WE", "weekend"),
        ("2016-WI", "month"),
        ("2016-H1", "half"),
        ("2014/2016", "span"),
    ],
)
def test_unit_of_a_value(value, unit):
    assert unit_of(value) == unit


@pytest.mark.parametrize("unit", ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"])
def test_a_day_lies_in_its_own_unit(unit):
    saturday = date(2016, 12, 17)
    first, last = days_of(value_of(saturday, unit))
    assert first <= saturday <= last


def test_a_day_that_the_month_lacks_becomes_its_last_one():
    assert move(date(2016, 3, 31), "month", -1) == date(2016, 2, 29)
    assert move(date(2016, 2, 29), "year", 1) == date(2017, 2, 28)


@pytest.mark.parametrize(("days", "expected"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5)])
def test_precision_follows_ucdp(days, expected):
    assert precision(date(2016, 1, 1), date.fromordinal(date(2016, 1, 1).toordinal() + days - 1)) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [(3, "week", "P3W"), (90, "minute", "PT90M"), (2.5, "year", "P2Y6M"), (1.5, "day", "P1DT12H"), ("X", "hour", "PTXH"), (2, "decade", "P20Y"),
     ("X", "century", "PXC"), (1, "fortnight", "P2W"), (0.5, "hour", "PT30M"), (2.5, "week", "P2.5W")],
)  # fmt: skip
def test_durations(count, unit, expected):
    assert duration(count, unit) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("twenty-five", 25), ("a hundred and twenty", 120), ("two thousand", 2000), ("2 1/2", 2.5), ("1,500", 1500), ("a couple of", 2), ("several", "X"),
     ("a", 1), ("two and a half", 2.5), ("half an", 0.5), ("12 to 18", 12)],
)  # fmt: skip
def test_numbers_in_words(words, expected):
    assert count_of(words) == expected


@pytest.mark.parametrize(("words", "year"), [("nineteen ninety-seven", 1997), ("two thousand and three", 2003), ("nineteen hundred", 1900)])
def test_years_in_words(words, year):
    assert year_in_words(words) == year


@pytest.mark.parametrize(
    ("name", "day"),
    [("Thanksgiving", "2016-11-24"), ("Easter", "2016-03-27"), ("Good Friday", "2016-03-25"), ("Memorial Day", "2016-05-30"),
     ("Election Day", "2016-11-08"), ("Christmas Eve", "2016-12-24")],
)  # fmt: skip
def test_holidays(name, day):
    assert holiday(name, 2016) == date.fromisoformat(day)
