"""Habits, counts over years, attacks in words, and the two sides of a fight."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context, Event

PUBLISHED = date(2021, 3, 10)


def _assaults(text: str) -> list[Event]:
    found = find_all(text, Context(published_date=PUBLISHED, title=None, publisher_country=None, dateline_place=None))
    return [event for event in found.events if event.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The men who rob travellers on this road are feared.", id="what men do"),
        pytest.param("She called it a regime that bombs its own people.", id="what a state does"),
        pytest.param("He denounced officers who kidnap and murder union members.", id="two habits"),
        pytest.param("The attack on democracy was condemned by the bishops.", id="a noun on an ideal"),
        pytest.param("Editors see the bill as an assault on the freedom of the press.", id="the freedom of the press"),
        pytest.param("The admiral harshly attacked the president on Monday.", id="how it is said"),
        pytest.param("The senator attacked the minister in a speech on Monday.", id="where it is said"),
    ],
)
def test_no_violence_is_told(text: str):
    assert [event for event in _assaults(text) if event.factuality == "asserted"] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police arrested the men who attacked a bus on Monday.", id="a deed in a relative clause"),
        pytest.param("The gunmen who hit a guard were arrested on Monday.", id="a past that looks like a present"),
        pytest.param("Gunmen attacked the ministry of justice on Monday.", id="a house of justice"),
        pytest.param("The attack on the law faculty left two students dead.", id="a faculty"),
        pytest.param("For the first time in ten years a soldier was killed on the border.", id="first time in years"),
        pytest.param("A soldier was killed in the worst attack in ten years.", id="the worst in years"),
        pytest.param("She was the first mayor killed in two decades.", id="the first in decades"),
    ],
)
def test_violence_is_told(text: str):
    assert [event.factuality for event in _assaults(text)] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        pytest.param("In nearly 20 years of war more than 9,000 people have been killed in the hills.", "historical", id="years of war"),
        pytest.param("The squads have killed thousands of farmers in the past few years.", "historical", id="past few years"),
        pytest.param("More than 60 people have been killed since Saturday.", "asserted", id="since Saturday"),
        pytest.param("There are no foreigners being held hostage by the rebels.", "negated", id="nobody held"),
        pytest.param("At no time did the army bomb the village.", "negated", id="at no time"),
    ],
)
def test_counts_over_years_and_denied_deeds(text: str, factuality: str):
    assert factuality in [event.factuality for event in _assaults(text)]


@pytest.mark.parametrize(
    ("text", "doer", "victim"),
    [
        pytest.param("Six rebels were killed in a clash with soldiers on Monday.", "soldiers", "Six rebels", id="killed"),
        pytest.param("A smuggler was wounded during a shootout with police on Monday.", "police", "A smuggler", id="wounded"),
        pytest.param("Two rebels died in a skirmish with police on Monday.", "Two rebels", "police", id="the fight as the deed"),
    ],
)
def test_who_fell_in_a_fight_fell_by_the_other_side(text: str, doer: str, victim: str):
    events = _assaults(text)
    assert [(e.actors[0].text, e.recipients[0].text) for e in events if e.actors and e.recipients] == [(doer, victim)]


def test_who_was_arrested_in_a_fight_has_no_doer_from_it():
    found = find_all(
        "He was arrested during clashes with students.",
        Context(published_date=PUBLISHED, title=None, publisher_country=None, dateline_place=None),
    )
    assert [event.actors for event in found.events if event.event_type == "COERCE"] == [()]
