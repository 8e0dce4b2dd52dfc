"""body_start and dateline_place: what stands at the head of news texts, and what only looks like it."""

import pytest

from dateline.extract.layout import body_start, dateline_place, headline_end


@pytest.mark.parametrize(
    ("head", "place"),
    [
        pytest.param("DAMASCUS (Agency) — ", "DAMASCUS", id="place and agency"),
        pytest.param("ALEPPO, Syria, Dec 14 — ", "ALEPPO", id="region and day"),
        pytest.param("BUENOS AIRES, Argentina (AP) _ ", "BUENOS AIRES", id="two words, underscore"),
        pytest.param("NAIROBI, August 7 (Xinhua) --\n\n", "NAIROBI", id="day and agency"),
        pytest.param("London (AP) - ", "London", id="small letters, hyphen"),
        pytest.param("San Salvador, 3 Jan 90 -- [TEXT] ", "San Salvador", id="monitoring service"),
        pytest.param("ST. LOUIS, Mo. — ", "ST. LOUIS", id="points"),
        pytest.param("PARIS (Reuters) ", "PARIS", id="agency without dash"),
        pytest.param("Mayor resigns after vote.\n\nNEW YORK (AP) — ", "NEW YORK", id="below a headline"),
        pytest.param("Sunday, September 15, 2019\xa0\n\n\n", None, id="date line"),
        pytest.param("15 September 2019\nBy Jane Doe and John Smith\n\n", None, id="date and byline"),
        pytest.param("2019-09-15\nLAGOS, Nigeria — ", "LAGOS", id="date line before a dateline"),
        pytest.param("UPDATE (AP) — ", None, id="a label is no place"),
    ],
)
def test_heads(head, place):
    text = head + "Crowds gathered in the main square after the vote."
    assert text[body_start(text) :] == "Crowds gathered in the main square after the vote."
    assert dateline_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Crowds gathered in the main square.", id="plain"),
        pytest.param("On Sunday, September 15, crowds gathered.", id="date in a sentence"),
        pytest.param("Sunday, September 15, 2019, saw the largest protest yet.", id="sentence that begins with a date"),
        pytest.param("NATO and the EU met in Brussels.", id="capitals in a sentence"),
        pytest.param("By Friday the town had fallen.", id="by is no byline"),
        pytest.param("The mayor — a former judge — resigned.", id="dash in a sentence"),
        pytest.param("", id="empty"),
        pytest.param("15 September 2019\n", id="nothing but a head"),
    ],
)
def test_no_head(text):
    assert body_start(text) == 0
    assert dateline_place(text) is None


@pytest.mark.parametrize("piece", ["AB-", "Abc-", "ABC (", "By Abc ", "\n", "[", "AB, Cd de "])
def test_hostile_heads_take_no_time(piece):
    text = piece * 3000  # without bounds on names and regions this would not end
    assert body_start(text) in range(len(text))


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        pytest.param("Two hurt in bakery fire", "A fire broke out at noon on Elm Street.", id="opening word"),
        pytest.param("Two hurt in bakery fire | Example News", "Police closed Elm Street.", id="behind the name of the site"),
        pytest.param("Fire at bakery | news7.com", "Firefighters came from three towns.", id="behind an address"),
        pytest.param("Fire at bakery | FOX21News.com", "Firefighters came from three towns.", id="site with capitals within"),
        pytest.param("Fire at bakery | WXYZ", "Elm Street was closed.", id="behind a call sign"),
        pytest.param("Bakery burns on Elm Street", "LINCOLN, Neb. (AP) — A bakery burned down.", id="dateline"),
        pytest.param("Bakery burns « Example City", "(ABC) - A bakery burned down.", id="agency"),
        pytest.param("Jane Roe, 70 - Lives of the Town", "Jane Roe, a baker, died on Monday.", id="its first words again"),
    ],
)
def test_headline_run_into_the_body(headline, body):
    assert headline_end(headline + body) == len(headline)
    assert headline_end(f"{headline}\n\n{body}") == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Leaders of MacDonald County met on Monday.", id="name"),
        pytest.param("Clip of the day - YouTube has taken down the film.", id="name of a site"),
        pytest.param("NEWARK, N.J. — A bridge was closed.", id="initials"),
        pytest.param("A rally in WASHINGTON (AP) drew 300.", id="capitals"),
        pytest.param("A firm named BuzzMill hired two people.", id="brand"),
    ],
)
def test_capitals_within_words(text):
    assert headline_end(text) == 0
