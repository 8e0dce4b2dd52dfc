"""Conflict and humanitarian news as agencies write it: one row for one happening, with who, whom, where, when and how many."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context, Event, Findings

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def read(text: str) -> Findings:
    return find_all(text, Context(published_date=PUBLISHED))


def only(text: str, event_type: str) -> Event:
    events = [event for event in read(text).events if event.event_type == event_type]
    assert len(events) == 1, [(event.event_type, text[event.trigger.start : event.trigger.end]) for event in events]
    return events[0]


@pytest.mark.parametrize(
    ("text", "metric", "number"),
    [
        ("Militants hacked at least 19 villagers to death in Oicha on Saturday.", "killed", 19),
        ("An angry mob beat two suspected thieves to death in Cap-Haitien.", "killed", 2),
        ("A man stabbed two women to death in Leeds on Monday.", "killed", 2),
        ("Raiders burned six villagers to death in Gao.", "killed", 6),
        ("Pirates boarded a tanker off Somalia and took its 17 crew members hostage.", "abducted", 17),
        ("Gunmen seized the 12 passengers hostage near Gao.", "abducted", 12),
    ],
)
def test_who_stands_within_a_deadly_phrase_is_counted(text: str, metric: str, number: int) -> None:
    figures = [(figure.metric, figure.low) for figure in read(text).figures]
    assert figures == [(metric, number)]
    assert only(text, "ASSAULT").tolls[metric].low == number


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Armed cattle rustlers raided three villages in Turkana on Monday.", "Armed cattle rustlers", "three villages"),
        ("Gunmen kidnapped 28 schoolchildren from a school in Kaduna.", "Gunmen", "28 schoolchildren"),
        ("Rebels shot two shepherds near Aleppo.", "Rebels", "two shepherds"),
        ("Troops shelled the outskirts of Aleppo on Monday.", "Troops", "the outskirts of Aleppo"),
    ],
)
def test_people_and_outskirts_are_parties(text: str, actor: str, recipient: str) -> None:
    event = only(text, "ASSAULT")
    assert [party.text for party in event.actors] == [actor]
    assert [party.text for party in event.recipients] == [recipient]


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Warplanes bombed a market near Gao on Monday.", "ASSAULT", "aerial"),
        ("A missile hit an apartment building in Dnipro.", "ASSAULT", "heavy-weapons"),
        ("A drone struck a fuel depot in Kursk.", "ASSAULT", "drone"),
        ("Rebels bombed a market near Gao on Monday.", "ASSAULT", "explosives"),
        ("A suicide bomber struck a checkpoint in Peshawar.", "ASSAULT", "suicide-attack"),
        ("Kosovo deployed 300 police officers to the border.", "MOBILIZE", "police"),
        ("Kosovo deployed 300 soldiers to the border.", "MOBILIZE", "troops"),
    ],
)
def test_what_does_it_gives_the_mode(text: str, event_type: str, mode: str) -> None:
    assert only(text, event_type).event_mode == mode
