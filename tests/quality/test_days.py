"""Rules about days of publication: when they are asked, what they measure, and that each of them bites."""

from datetime import date, timedelta

import pandas as pd
import pytest
from good_rows import DAY, large_batch, tables_of

from dateline.contracts import named
from dateline.quality.days import day_rules, measure_days
from dateline.quality.engine import run
from dateline.quality.known import PublishedDay

USUAL = {DAY - timedelta(days=n): PublishedDay(30, 30, {"ASSAULT": 30, "MOBILIZE": 30}) for n in range(1, 29)}
LATER = DAY + timedelta(days=3)


def measured(articles: int, known: dict[date, PublishedDay], checked: date = LATER, dataset: str = "events") -> dict[str, object]:
    """The measures of one day on which so many articles tell of two events each."""
    [record] = measure_days(named(dataset), tables_of(large_batch(articles))[dataset], {DAY: articles}, known, checked)
    return record


@pytest.mark.parametrize("dataset", ["places", "quotes", "events"])
def test_each_expectation_of_days_fails_for_its_own_bad_day_only(dataset: str) -> None:
    from dateline.quality.suites import days_suite

    rules = day_rules(named(dataset))
    good = {rule.measure: rule.maximum if rule.minimum is None else rule.minimum for rule in rules}
    bad = [good | {rule.measure: rule.maximum + 0.01 if rule.minimum is None else rule.minimum - 0.01} for rule in rules]
    above = [good | {rule.measure: rule.maximum + 0.01} for rule in rules if rule.maximum is not None]
    outcomes = run(days_suite(named(dataset)), pd.DataFrame([good, *bad, *above]))
    failed = {outcome.failure: list(outcome.failed_rows) for outcome in outcomes}
    expected = {rule.name: [n] for n, rule in enumerate(rules, 1)}
    for n, rule in enumerate((rule for rule in rules if rule.maximum is not None), len(rules) + 1):
        expected[rule.name].append(n)
    assert failed == expected


def test_a_usual_day_measures_as_one() -> None:
    record = measured(30, USUAL | {DAY: PublishedDay(30, 30, {})})
    assert record["articles_to_usual"] == 1
    assert record["events_per_article_to_usual"] == 1
    assert record["distance_of_types"] == 0
    assert record["place_name_share"] == 0.5


def test_the_mix_is_compared_with_that_of_the_days_before() -> None:
    other = {day: PublishedDay(30, 30, {"ASSAULT": 30, "AID": 30}) for day in USUAL}
    assert measured(30, other)["distance_of_types"] == 0.5
    assert measured(30, {day: PublishedDay(30, 30, {"AID": 60}) for day in USUAL})["distance_of_types"] == 1


@pytest.mark.parametrize(
    ("articles", "known"),
    [
        pytest.param(30, {}, id="no day before"),
        pytest.param(30, dict(list(USUAL.items())[:13]), id="less than two weeks before"),
        pytest.param(30, {day: PublishedDay(19, 19, {"ASSAULT": 60}) for day in USUAL}, id="few articles on the usual day"),
        pytest.param(30, {day - timedelta(days=28): usual for day, usual in USUAL.items()}, id="only days longer ago"),
    ],
)
def test_volume_is_asked_where_there_is_a_history(articles: int, known: dict[date, PublishedDay]) -> None:
    record = measured(articles, known | {DAY: PublishedDay(articles, articles, {})})
    assert record["articles_to_usual"] is None
    assert record["events_per_article_to_usual"] is None
    assert record["distance_of_types"] is None


def test_days_that_wait_for_extraction_are_no_measure_of_events() -> None:
    waiting = {day: PublishedDay(30, 0, {}) for day in list(USUAL)[10:]}
    record = measured(30, USUAL | waiting | {DAY: PublishedDay(30, 0, {})})
    assert record["articles_to_usual"] == 1
    assert record["events_per_article_to_usual"] is None
    fewer = {day: PublishedDay(30, 10, {"ASSAULT": 10, "MOBILIZE": 10}) for day in USUAL}
    assert measured(30, fewer)["events_per_article_to_usual"] == 1, "two events for each article that was extracted"


@pytest.mark.parametrize(
    ("articles", "checked", "is_asked"),
    [
        pytest.param(5, DAY + timedelta(days=1), False, id="few so far"),
        pytest.param(5, DAY + timedelta(days=2), True, id="few, and the day is over everywhere"),
        pytest.param(90, DAY, True, id="too many are too many at once"),
    ],
)
def test_too_few_articles_are_asked_about_when_the_day_is_over(articles: int, checked: date, is_asked: bool) -> None:
    record = measured(articles, USUAL | {DAY: PublishedDay(articles, articles, {})}, checked)
    assert (record["articles_to_usual"] is not None) == is_asked


def test_a_share_of_few_rows_says_nothing() -> None:
    assert measured(49, {}, dataset="places")["latitude_share"] is None
    assert measured(50, {}, dataset="places")["latitude_share"] == 1
