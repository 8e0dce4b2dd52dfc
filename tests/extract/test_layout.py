"""body_start and dateline_place: what stands at the head of news texts, and what only looks like it."""

import pytest

from dateline.extract.layout import body_start, dateline_place


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
