"""find_times: what news writers say about time, the TIMEX3 value it has, and the days it stands for.

All cases were published on Wednesday, 14 December 2016, unless they say otherwise.
"""

from datetime import date
from itertools import pairwise

import pytest

from dateline.extract.nlp import parse
from dateline.extract.records import Context, Time
from dateline.extract.times import find_times

WEDNESDAY = date(2016, 12, 14)


def times(text: str, published: date = WEDNESDAY) -> tuple[Time, ...]:
    return find_times(parse(text), Context(published))


def values(text: str, published: date = WEDNESDAY) -> list[tuple[str, str]]:
    return [(t.text, t.timex_value) for t in times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shelling resumed on Tuesday.", [("Tuesday", "2016-12-13")], id="past verb: the last such day"),
        pytest.param("Troops entered the town on Wednesday.", [("Wednesday", "2016-12-14")], id="today counts"),
        pytest.param("The envoy will travel to Geneva on Friday.", [("Friday", "2016-12-16")], id="future verb: the next such day"),
        pytest.param("The trial is scheduled for Monday.", [("Monday", "2016-12-19")], id="planned: the next such day"),
        pytest.param("The ceasefire was extended until Sunday.", [("Sunday", "2016-12-18")], id="until looks ahead"),
        pytest.param(
            "Talks went on, with a deal being reached on Tuesday.", [("Tuesday", "2016-12-13")], id="participle: the last such day"
        ),
        pytest.param("The minister could not be reached on Monday.", [("Monday", "2016-12-12")], id="could not be reached looks back"),
        pytest.param("He was arrested last Friday.", [("last Friday", "2016-12-09")], id="last"),
        pytest.param("Voting starts next Thursday.", [("next Thursday", "2016-12-22")], id="next is next week's"),
        pytest.param("She spoke on Monday last week.", [("Monday last week", "2016-12-05")], id="day of last week"),
        pytest.param("Clinics open every Friday.", [("every Friday", "XXXX-WXX-5")], id="every is a set"),
        pytest.param("Courts sit on Mondays.", [("Mondays", "XXXX-WXX-1")], id="plural is a set"),
        pytest.param("The strike began on Saturday, Dec. 10.", [("Saturday, Dec. 10", "2016-12-10")], id="weekday with its date"),
        pytest.param(
            "It was found on Monday, Tuesday or Wednesday.",
            [("Monday", "2016-12-12"), ("Tuesday", "2016-12-13"), ("Wednesday", "2016-12-14")],
            id="several days are several dates",
        ),
        pytest.param("He signed the Good Friday Agreement.", [], id="part of a name"),
        pytest.param("Students planned a sit-in on Friday.", [("Friday", "2016-12-16")], id="what was planned lies ahead"),
        pytest.param("The court set a hearing for Monday.", [("Monday", "2016-12-19")], id="what was set for a day lies ahead"),
        pytest.param("He set a record on Monday.", [("Monday", "2016-12-12")], id="a record was not set ahead"),
        pytest.param("A concert planned for Tuesday was called off.", [("Tuesday", "2016-12-13")], id="planned for yesterday"),
        pytest.param("A concert planned for Sunday was called off.", [("Sunday", "2016-12-18")], id="planned for a day to come"),
        pytest.param(
            "Bars closed on Friday, Saturday and Sunday nights.",
            [("Friday", "XXXX-WXX-5TNI"), ("Saturday", "XXXX-WXX-6TNI"), ("Sunday nights", "XXXX-WXX-7TNI")],
            id="nights of several weekdays are sets",
        ),
        pytest.param("Hundreds came to a Monday night vigil.", [("Monday night", "2016-12-12TNI")], id="the article is the vigil's"),
        pytest.param("She was born on a Monday night.", [("Monday night", "XXXX-WXX-1TNI")], id="on a Monday night"),
    ],
)
def test_weekdays(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A bomb went off on Wednesday morning.", [("Wednesday morning", "2016-12-14TMO")], id="morning"),
        pytest.param("Two men were shot Tuesday night.", [("Tuesday night", "2016-12-13TNI")], id="night"),
        pytest.param("The bridge collapsed last night.", [("last night", "2016-12-13TNI")], id="last night"),
        pytest.param("The town fell yesterday afternoon.", [("yesterday afternoon", "2016-12-13TAF")], id="yesterday afternoon"),
        pytest.param("The president speaks tonight.", [("tonight", "2016-12-14TNI")], id="tonight"),
        pytest.param(
            "It began at 7:15 p.m. on Monday.", [("7:15 p.m.", "2016-12-12T19:15"), ("Monday", "2016-12-12")], id="clock with day"
        ),
        pytest.param(
            "The deadline passed at 5 p.m. EST Dec. 9.", [("5 p.m. EST Dec. 9", "2016-12-09T17:00")], id="clock, zone and date in one"
        ),
        pytest.param("The blast hit at 0735 GMT.", [("0735 GMT", "2016-12-14T07:35")], id="military clock"),
        pytest.param("Polls close at noon.", [("noon", "2016-12-14T12:00")], id="noon"),
        pytest.param("The raid began on the night of December 3.", [("the night of December 3", "2016-12-03TNI")], id="night of a date"),
    ],
)
def test_times_of_day(text, expected):
    assert values(text) == expected
    assert all(t.timex_type in ("TIME", "DATE") for t in times(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It opened on March 3, 2014.", [("March 3, 2014", "2014-03-03")], id="month first"),
        pytest.param("It opened on 3 March 2014.", [("3 March 2014", "2014-03-03")], id="day first"),
        pytest.param("It opened on 2014-03-03.", [("2014-03-03", "2014-03-03")], id="ISO"),
        pytest.param("It opened on 14.3.2014.", [("14.3.2014", "2014-03-14")], id="dots: day first"),
        pytest.param("It opens on March eighth.", [("March eighth", "2017-03-08")], id="day in words"),
        pytest.param("The attack happened on Nov. 30.", [("Nov. 30", "2016-11-30")], id="no year: nearest"),
        pytest.param("The law takes effect on Jan. 1.", [("Jan. 1", "2017-01-01")], id="no year: ahead"),
        pytest.param("He was killed in May.", [("May", "2016-05")], id="bare month, past"),
        pytest.param("Elections will be held in February.", [("February", "2017-02")], id="bare month, future"),
        pytest.param("The village was burnt last March.", [("last March", "2016-03")], id="last month of that name"),
        pytest.param("He fled in July last year.", [("July last year", "2015-07")], id="month of last year"),
        pytest.param("Prices rose in mid-November.", [("mid-November", "2016-11")], id="shade keeps the month"),
        pytest.param("The war ended in 2011.", [("2011", "2011")], id="year stays a year"),
        pytest.param("It grew in fiscal 2015.", [("fiscal 2015", "2015")], id="fiscal year"),
        pytest.param("He ruled in the late 1970s.", [("the late 1970s", "197")], id="decade"),
        pytest.param("A temple of the 11th century stood there.", [("the 11th century", "10")], id="century"),
        pytest.param("They met in the summer of 2015.", [("the summer of 2015", "2015-SU")], id="season"),
        pytest.param("Profit fell in the third quarter.", [("the third quarter", "2016-Q3")], id="quarter"),
        pytest.param("Output rose in the first half of 2015.", [("the first half of 2015", "2015-H1")], id="half"),
        pytest.param("Deliveries resume in week 7 of 2017.", [("week 7 of 2017", "2017-W07")], id="ISO week"),
        pytest.param("Crowds gathered on Christmas Eve 2015.", [("Christmas Eve 2015", "2015-12-24")], id="holiday"),
        pytest.param("Shops shut during Easter week.", [("Easter week", "2016-W12")], id="week of a holiday"),
        pytest.param("Six drowned over Labor Day weekend.", [("Labor Day weekend", "2016-W35-WE")], id="weekend of a holiday"),
        pytest.param("The army was paid through March.", [("March", "2017-03")], id="through a month ahead"),
        pytest.param("It shocked America after 9/11.", [("9/11", "2001-09-11")], id="named by its figures"),
    ],
)
def test_calendar_dates(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He resigned yesterday.", [("yesterday", "2016-12-13")], id="yesterday"),
        pytest.param("She leaves the day after tomorrow.", [("the day after tomorrow", "2016-12-16")], id="day after tomorrow"),
        pytest.param("Rebels lost the town last week.", [("last week", "2016-W49")], id="last week"),
        pytest.param("Talks resume next month.", [("next month", "2017-01")], id="next month"),
        pytest.param(
            "On Monday they met about the November 27 accord. The following day Lima rejected it.",
            [("Monday", "2016-12-12"), ("November 27", "2016-11-27"), ("The following day", "2016-12-13")],
            id="the day in the name of an accord is not the one that is followed",
        ),
        pytest.param("Ten people died earlier this year.", [("earlier this year", "2016")], id="shade of a unit"),
        pytest.param("Riots broke out over the weekend.", [("the weekend", "2016-W49-WE")], id="weekend"),
        pytest.param("The river will one day be clean.", [("one day", "FUTURE_REF")], id="one day to come"),
        pytest.param("He vanished two days ago.", [("two days ago", "2016-12-12")], id="days ago"),
        pytest.param("He vanished three weeks ago.", [("three weeks ago", "2016-W47")], id="weeks ago keep the week"),
        pytest.param("He vanished nearly four years ago.", [("nearly four years ago", "2012")], id="years ago keep the year"),
        pytest.param("He vanished several years ago.", [("several years ago", "PAST_REF")], id="open number"),
        pytest.param("Aid is now blocked.", [("now", "PRESENT_REF")], id="now"),
        pytest.param("It was recently repaired.", [("recently", "PAST_REF")], id="recently"),
        pytest.param("Attacks have grown in recent years.", [("recent years", "PXY")], id="in recent years: a length"),
        pytest.param("It recalls the droughts of recent years.", [("recent years", "PAST_REF")], id="of recent years"),
        pytest.param("Rain is expected in the coming weeks.", [("the coming weeks", "PXW")], id="in coming weeks"),
        pytest.param("Pilgrims come every August.", [("every August", "XXXX-08")], id="every month"),
        pytest.param("Crowds gathered for a second night.", [], id="a second one is no second"),
        pytest.param("Peace is possible in the near future.", [("the near future", "FUTURE_REF")], id="future"),
    ],
)
def test_relative_to_publication(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He was shot on Nov. 3. Two days later he died.", "2016-11-05", id="days later"),
        pytest.param("He was shot on Nov. 3. The next day he died.", "2016-11-04", id="next day"),
        pytest.param(
            "He was shot on Nov. 3, police said on Friday. Two days later he died.", "2016-11-05", id="not from the day of saying"
        ),
        pytest.param(
            "A bus crashed on Monday, police said Tuesday. It burned at 7:15 p.m.", "2016-12-12T19:15", id="hour of the story's day"
        ),
        pytest.param("He was shot on Nov. 3. The day before, he had been warned.", "2016-11-02", id="day before"),
        pytest.param("He was shot on Nov. 3. That same day a bomb went off.", "2016-11-03", id="same day"),
        pytest.param(
            "Elected on Nov. 3, he fell ill.\n\nHe was shot last May. That same day a bomb went off.",
            "2016-05-XX",
            id="same day of a month",
        ),
        pytest.param("He was shot on Nov. 3. The following week, police arrested two men.", "2016-W45", id="following week"),
        pytest.param("He was elected in 2008. Two years later he fled.", "2010", id="years later"),
        pytest.param("He was shot on Nov. 3. The next morning, people marched.", "2016-11-04TMO", id="next morning"),
        pytest.param("He arrived two days before Christmas 2015.", "2015-12-23", id="before a holiday"),
        pytest.param("The army moved on 15 November 2013. He resigned on 21 November.", "2013-11-21", id="year of the past told"),
        pytest.param("The army moved on 15 November 2013. He died on 3 January.", "2014-01-03", id="the year after it"),
        pytest.param("The army moved on 15 November 2013.\n\nHe spoke on 3 October.", "2016-10-03", id="another paragraph"),
    ],
)
def test_relative_to_the_last_date(text, expected):
    assert times(text)[-1].timex_value == expected
    assert times(text)[-1].is_relative


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("The siege lasted three weeks.", "DURATION", "P3W", id="length"),
        pytest.param("A 90-minute meeting was held.", "DURATION", "PT90M", id="hyphen"),
        pytest.param("They waited two and a half hours.", "DURATION", "PT2H30M", id="half"),
        pytest.param("The war lasted for decades.", "DURATION", "PXE", id="open number"),
        pytest.param("Fighting raged for a couple of days.", "DURATION", "P2D", id="couple"),
        pytest.param("Trucks arrive daily.", "SET", "P1D", id="daily"),
        pytest.param("They vote every two years.", "SET", "P2Y", id="every two"),
        pytest.param("It costs $3 million a year.", "SET", "P1Y", id="rate"),
        pytest.param("Guards watch the gate 24 hours a day.", "SET", "P1D", id="hours of each day"),
        pytest.param("The clinic is open six days per week.", "SET", "P1W", id="days of each week"),
    ],
)
def test_durations_and_sets(text, kind, value):
    (found,) = times(text)
    assert (found.timex_type, found.timex_value, found.date_start, found.date_prec) == (kind, value, None, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The army may attack the town.", id="may the modal"),
        pytest.param("Thousands march through the city.", id="march the verb"),
        pytest.param("Theresa May met the ambassador.", id="May the name"),
        pytest.param("Prices fall and spring back.", id="fall and spring the verbs"),
        pytest.param("The second man ran away.", id="second the ordinal"),
        pytest.param("More than 2000 people fled.", id="a number of people"),
        pytest.param("They paid $1995 for it.", id="money"),
        pytest.param("The 52-year-old teacher was released.", id="age"),
        pytest.param("Winds reached 90 miles per hour.", id="speed"),
        pytest.param("About a quarter of the houses burned.", id="a fourth"),
        pytest.param("Families fled from the quarter near the port.", id="a part of a town"),
        pytest.param("He writes for the Daily Mail.", id="name of a paper"),
        pytest.param("Highs will be in the mid-70s.", id="temperature"),
        pytest.param("A man in his forties was held.", id="age by the decade"),
        pytest.param("They won 3-2 after extra play.", id="score"),
        pytest.param("A man was shot in the 1900 block of Elm Street.", id="block of a street"),
        pytest.param("Crews were called to 2010 Oak Avenue.", id="number of a house"),
        pytest.param("It stands at 1915 West Main Street.", id="number of a house with a direction"),
    ],
)
def test_no_time_at_all(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "days", "precision"),
    [
        pytest.param("Shelling resumed on Tuesday.", ("2016-12-13", "2016-12-13"), 1, id="day"),
        pytest.param("Two men were shot Tuesday night.", ("2016-12-13", "2016-12-13"), 1, id="part of a day"),
        pytest.param("Riots broke out over the weekend.", ("2016-12-10", "2016-12-11"), 2, id="weekend"),
        pytest.param("Rebels lost the town last week.", ("2016-12-05", "2016-12-11"), 3, id="week"),
        pytest.param("He was killed in November.", ("2016-11-01", "2016-11-30"), 4, id="month"),
        pytest.param("The war ended in 2011.", ("2011-01-01", "2011-12-31"), 5, id="year"),
        pytest.param("The talks ran from 3 to 5 May 2016.", ("2016-05-03", "2016-05-05"), 2, id="both ends of a span"),
        pytest.param("Floods struck between March and June 2015.", ("2015-03-01", "2015-06-30"), 5, id="between months of one year"),
        pytest.param("The fair is held on May 3-5, 2016.", ("2016-05-03", "2016-05-05"), 2, id="dash"),
        pytest.param("The fighting lasted from Monday to Thursday.", ("2016-12-05", "2016-12-08"), 2, id="weekdays of one week, past"),
        pytest.param("The fair will run from Tuesday to Friday.", ("2016-12-20", "2016-12-23"), 2, id="weekdays of one week, ahead"),
        pytest.param("In the last 24 hours, 40 people died.", ("2016-12-13", "2016-12-14"), 2, id="hours up to publication"),
        pytest.param("He governed 2003–2007.", ("2003-01-01", "2007-12-31"), 5, id="years"),
        pytest.param("Hundreds died in the past two weeks.", ("2016-11-30", "2016-12-14"), 4, id="duration up to publication"),
    ],
)
def test_days_and_precision(text, days, precision):
    found = times(text)
    assert {(str(t.date_start), str(t.date_end)) for t in found} == {days}
    assert {t.date_prec for t in found} == {precision}


def test_months_within_a_year():
    first, second = times("In the first six months of 2016, a thousand civilians died.")
    assert (first.timex_value, str(first.date_start), str(first.date_end)) == ("P6M", "2016-01-01", "2016-06-30")
    assert second.timex_value == "2016"


def test_days_of_a_list():
    assert values("People were killed on Dec. 10, 11 and 12.") == [("Dec. 10", "2016-12-10"), ("11", "2016-12-11"), ("12", "2016-12-12")]


def test_a_rescheduling_is_no_span():
    found = times("The vote was moved from May 3 to May 10.")
    assert [(str(t.date_start), str(t.date_end)) for t in found] == [("2016-05-03", "2016-05-03"), ("2016-05-10", "2016-05-10")]


def test_offsets_and_order():
    text = "On Monday, and again on 3 March 2014, crowds met. They will meet next week."
    found = times(text)
    assert [text[t.span.start : t.span.end] for t in found] == [t.text for t in found] == ["Monday", "3 March 2014", "next week"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(0 < t.confidence < 1 for t in found)


def test_a_text_without_words():
    assert times("") == times(" \n ") == ()
