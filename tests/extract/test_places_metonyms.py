"""Countries and capitals as actors (READING): the name stands for a government or people, not for the land."""

from datetime import date

import pytest

from dateline.extract.nlp import parse
from dateline.extract.places import find_places
from dateline.extract.records import Context


def metonyms(text: str) -> dict[str, bool]:
    return {place.text: place.is_metonym for place in find_places(parse(text), Context(date(2020, 5, 14)))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Turkey accused its neighbour of lying.", "Turkey", id="subject of a speech verb"),
        pytest.param("France will send 200 doctors.", "France", id="subject of a deed"),
        pytest.param("The minister blamed Iran for the raid.", "Iran", id="object of blame"),
        pytest.param("The envoy opened talks with Russia.", "Russia", id="party to talks"),
        pytest.param("The council imposed sanctions on Belarus.", "Belarus", id="sanctions on it"),
        pytest.param("The fighters are backed by Iran.", "Iran", id="doer of a passive"),
        pytest.param("Relations between Peru and Chile are good.", "Peru", id="relations between"),
        pytest.param("Relations between Peru and Chile are good.", "Chile", id="the second of two"),
        pytest.param("Four US soldiers were hurt.", "US", id="adjective"),
        pytest.param("A US-backed militia took the bridge.", "US", id="hyphen"),
        pytest.param("Kenya's government fell.", "Kenya", id="owner of a government"),
        pytest.param("Ankara condemned the arrests.", "Ankara", id="capital that speaks"),
    ],
)
def test_a_name_that_acts_stands_for_a_government(text, name):
    assert metonyms(text)[name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Ten people were shot in Turkey.", "Turkey", id="in"),
        pytest.param("An earthquake hit Iran on Monday.", "Iran", id="object of what happens to land"),
        pytest.param("Chile was hit by an earthquake.", "Chile", id="passive of what happens to land"),
        pytest.param("Troops massed at the border with Russia.", "Russia", id="a line on the map"),
        pytest.param("The Yemen-based group fired rockets.", "Yemen", id="based there"),
        pytest.param("She left Ghana for Spain.", "Ghana", id="left"),
        pytest.param("Smoke rose over Ankara.", "Ankara", id="capital as a town"),
        pytest.param("Nine people died in Lagos, Nigeria.", "Nigeria", id="tells where a town is"),
        pytest.param("Kenya has 47 counties.", "Kenya", id="what a land has"),
    ],
)
def test_a_name_that_tells_where_is_a_place(text, name):
    assert not metonyms(text)[name]
