"""confidence: how likely an event is read rightly; `benchmarks/confidence.py` measures whether it holds."""

from datetime import date

import pytest

from dateline.extract import confidence
from dateline.extract.article import find_all
from dateline.extract.records import Context, Event

CONTEXT = Context(date(2016, 12, 14))


def event_of(text: str) -> Event:
    (event,) = find_all(text, CONTEXT).events
    return event


@pytest.mark.parametrize("reckon", [confidence.of_event, confidence.of_event_type])
def test_is_a_probability_of_four_decimals(reckon):
    value = reckon({"weight": 0.8, "actor": 1.0})
    assert 0 < value < 1
    assert value == round(value, 4)


@pytest.mark.parametrize("reckon", [confidence.of_event, confidence.of_event_type])
@pytest.mark.parametrize(
    ("trait", "is_good"),
    [
        pytest.param("weight", True, id="a telling word"),
        pytest.param("actor", True, id="a doer"),
        pytest.param("placed", True, id="a place of its own"),
        pytest.param("past", True, id="told in the past"),
        pytest.param("actor_power", True, id="a state or armed group as doer"),
        pytest.param("in_adverbial", False, id="in a clause of time or condition"),
        pytest.param("participle", False, id="told in passing"),
        pytest.param("actor_elsewhere", False, id="a doer from another sentence"),
        pytest.param("depth", False, id="deep in the sentence"),
    ],
)
def test_traits_count_as_one_would_think(reckon, trait, is_good):
    assert (reckon({trait: 1.0}) > reckon({})) is is_good


def test_every_trait_has_a_weight():
    event = event_of("The army shelled the town of Idlib on Monday, rebels said.")
    assert set(event.traits) <= confidence.known_traits()


def test_a_plain_report_is_surer_than_a_remark_in_passing():
    plain = event_of("Police in Lyon arrested three men on Monday.")
    in_passing = event_of("She is writing a book about how hard it was to live with men wanting to attack the town.")
    assert plain.confidence > in_passing.confidence + 0.2


def test_the_type_is_at_least_as_likely_as_all_of_it():
    event = event_of("Police in Lyon arrested three men on Monday.")
    assert event.type_confidence >= event.confidence
