"""Dates of publication in the forms that sources write."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dateline.sources.dates import date_in_name, date_in_path, date_line, read_published

DAY = date(2016, 12, 14)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2016-12-14", DAY, id="ISO day"),
        pytest.param("20161214", DAY, id="ISO day without hyphens"),
        pytest.param("14 December 2016", DAY, id="written out, day first"),
        pytest.param("Wednesday, December 14, 2016", DAY, id="written out with weekday"),
        pytest.param("Dec. 14th, 2016", DAY, id="abbreviated"),
        pytest.param("14.12.2016", DAY, id="dotted is day first"),
        pytest.param("14/12/2016", DAY, id="slashed, one reading only"),
        pytest.param("2016/12/14", DAY, id="year first"),
        pytest.param("2016-12-14T10:30:00Z", datetime(2016, 12, 14, 10, 30, tzinfo=UTC), id="instant"),
        pytest.param("2016-12-14 10:30:00", datetime(2016, 12, 14, 10, 30, tzinfo=UTC), id="no zone stands for UTC"),
        pytest.param("2016-12-14 10:30:00 +0300", datetime(2016, 12, 14, 10, 30, tzinfo=timezone(timedelta(hours=3))), id="zone kept"),
        pytest.param("Wed, 14 Dec 2016 10:30:00 GMT", datetime(2016, 12, 14, 10, 30, tzinfo=UTC), id="RFC 2822"),
        pytest.param("Dec 14, 2016 10:30 EST", datetime(2016, 12, 14, 10, 30, tzinfo=timezone(timedelta(hours=-5))), id="prose with zone"),
        pytest.param(1481711400, datetime(2016, 12, 14, 10, 30, tzinfo=UTC), id="seconds since 1970"),
        pytest.param("1481711400000", datetime(2016, 12, 14, 10, 30, tzinfo=UTC), id="milliseconds as a string"),
        pytest.param("3/4/2016", None, id="ambiguous"),
        pytest.param("Tuesday, December 14, 2016", None, id="weekday of another day"),
        pytest.param("December 2016", None, id="a month is no day"),
        pytest.param("yesterday", None, id="relative to the clock"),
        pytest.param("2016-13-45", None, id="no such day"),
        pytest.param("0001-01-01T00:00:00", None, id="placeholder"),
        pytest.param(0, None, id="empty number"),
        pytest.param(True, None, id="truth value"),
        pytest.param(float("nan"), None, id="not a number"),
        pytest.param({"date": "2016-12-14"}, None, id="object"),
    ],
)
def test_reads_a_stated_date(value: object, expected: date | datetime | None) -> None:
    found = read_published(value)
    assert (found, type(found)) == (expected, type(expected))
    if isinstance(found, datetime) and isinstance(expected, datetime):
        assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("aleppo-2016-12-14.txt", DAY, id="at the end"),
        pytest.param("2016_12_14_aleppo.txt", DAY, id="at the start"),
        pytest.param("aleppo20161214.txt", DAY, id="without hyphens"),
        pytest.param("from-2016-12-01-to-2016-12-14.txt", None, id="two days"),
        pytest.param("id-120161214.txt", None, id="part of a longer number"),
        pytest.param("2016-12.txt", None, id="month"),
        pytest.param("2016-14-12.txt", None, id="no such month"),
    ],
)
def test_reads_the_day_in_a_file_name(name: str, expected: date | None) -> None:
    assert date_in_name(name) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("news/2016/12/14/aleppo.txt", DAY, id="folders"),
        pytest.param("/world/2016/dec/14/aleppo", DAY, id="month by name"),
        pytest.param("archive/2016-12-14/aleppo.txt", DAY, id="one folder a day"),
        pytest.param("/2016/12/aleppo", None, id="month"),
        pytest.param("/2016/12/14/on/2015/01/02/", None, id="two days"),
    ],
)
def test_reads_the_day_in_a_path(path: str, expected: date | None) -> None:
    assert date_in_path(path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Wednesday, 14 December 2016\n\nFighting went on.", DAY, id="date line"),
        pytest.param("\n December 14, 2016\u00a0\nFighting went on.", DAY, id="white space around it"),
        pytest.param("On 14 December 2016 fighting went on.", None, id="part of a sentence"),
        pytest.param("Fighting went on.\n14 December 2016", None, id="not the first line"),
    ],
)
def test_reads_a_date_line(text: str, expected: date | None) -> None:
    assert date_line(text) == expected
