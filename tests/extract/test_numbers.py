"""find_numbers: amounts and their hedges; years, ages, measures and numbers of names are none."""

import pytest

from dateline.extract.figures.numbers import find_numbers
from dateline.extract.nlp import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They counted 12 people.", ("12", 12, 12, 12, "exact"), id="digits"),
        pytest.param("They counted 14,500 people.", ("14,500", 14500, 14500, 14500, "exact"), id="thousands separator"),
        pytest.param("They counted 1.5 million people.", ("1.5 million", 1500000, 1500000, 1500000, "exact"), id="decimal with scale"),
        pytest.param("They counted sixty-six people.", ("sixty-six", 66, 66, 66, "exact"), id="hyphenated word"),
        pytest.param("They counted two hundred and fifty people.", ("two hundred and fifty", 250, 250, 250, "exact"), id="compound word"),
        pytest.param(
            "They saw two and a half million people.",
            ("two and a half million", 2500000, 2500000, 2500000, "exact"),
            id="and a half million",
        ),
        pytest.param(
            "They saw over three-and-a-half thousand men.",
            ("over three-and-a-half thousand", 3500, 3500, None, "more_than"),
            id="and a half, hyphens",
        ),
        pytest.param("They saw half a million people.", ("half a million", 500000, 500000, 500000, "exact"), id="half a million"),
        pytest.param("They saw a dozen people.", ("a dozen", 12, 12, 12, "exact"), id="a dozen is twelve"),
        pytest.param("They saw two dozen people.", ("two dozen", 24, 24, 24, "exact"), id="two dozen"),
        pytest.param("They saw at least 12 people.", ("at least 12", 12, 12, None, "at_least"), id="at least"),
        pytest.param("They saw at least another 12 people.", ("at least another 12", 12, 12, None, "at_least"), id="another in between"),
        pytest.param("They saw as many as 1,000 people.", ("as many as 1,000", None, 1000, 1000, "at_most"), id="as many as"),
        pytest.param("They saw up to 40 people.", ("up to 40", None, 40, 40, "at_most"), id="up to"),
        pytest.param("They saw about 30 people.", ("about 30", None, 30, None, "about"), id="about"),
        pytest.param("They saw 30 or so people.", ("30 or so", None, 30, None, "about"), id="or so"),
        pytest.param("They saw more than 500 people.", ("more than 500", 500, 500, None, "more_than"), id="more than"),
        pytest.param("They saw fewer than 20 people.", ("fewer than 20", None, 20, 20, "less_than"), id="fewer than"),
        pytest.param("They saw 10 to 15 people.", ("10 to 15", 10, None, 15, "range"), id="range with to"),
        pytest.param("They saw 10-15 people.", ("10-15", 10, None, 15, "range"), id="range with hyphen"),
        pytest.param("They saw between 10 and 15 people.", ("between 10 and 15", 10, None, 15, "range"), id="between"),
        pytest.param("They saw two or three people.", ("two or three", 2, None, 3, "range"), id="two or three"),
        pytest.param("They saw two to three hundred people.", ("two to three hundred", 200, None, 300, "range"), id="shared scale"),
        pytest.param("They saw dozens of people.", ("dozens", 24, None, None, "vague"), id="dozens"),
        pytest.param("They saw scores of people.", ("scores", 40, None, None, "vague"), id="scores"),
        pytest.param("They saw several hundred people.", ("several hundred", 200, None, None, "vague"), id="several hundred"),
        pytest.param("They saw tens of thousands of people.", ("tens of thousands", 20000, None, None, "vague"), id="tens of thousands"),
        pytest.param(
            "They saw hundreds of thousands of people.", ("hundreds of thousands", 200000, None, None, "vague"), id="hundreds of thousands"
        ),
    ],
)
def test_reads_an_amount(text: str, expected: object) -> None:
    (number,) = find_numbers(parse(text))
    assert (number.text, number.low, number.best, number.high, number.qualifier) == expected
    assert text[number.span.start : number.span.end] == number.text


def test_from_and_to_are_two_amounts() -> None:
    assert [number.best for number in find_numbers(parse("The toll rose from 10 to 15."))] == [10, 15]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It happened in 2016.", id="year"),
        pytest.param("It happened on 12 June.", id="day of a month"),
        pytest.param("It happened on June 12.", id="month and day"),
        pytest.param("It cost $500.", id="money"),
        pytest.param("It grew by 12 percent.", id="share"),
        pytest.param("The 12-year-old boy slept.", id="age before a noun"),
        pytest.param("John Smith, 45, slept.", id="age behind a name"),
        pytest.param("They drove 12 miles.", id="distance"),
        pytest.param("Flight 1344 was late.", id="number of a flight"),
        pytest.param("Call 209-538-5616 now.", id="telephone number"),
        pytest.param("Several people saw a few others and many more.", id="several, a few and many are no amounts"),
    ],
)
def test_leaves_out_what_is_no_amount(text: str) -> None:
    assert find_numbers(parse(text)) == ()
