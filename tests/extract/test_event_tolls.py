"""What one event cost: victims counted once each under all their descriptions, figures, and both together."""

from datetime import date
from functools import cache

import pytest

from dateline.extract.events import find_events
from dateline.extract.events.victims import find_victims
from dateline.extract.figures import find_figures
from dateline.extract.mentions import find_mentions
from dateline.extract.nlp import parse
from dateline.extract.places import find_places
from dateline.extract.quotes import find_quotes
from dateline.extract.records import Context, Event, Figure
from dateline.extract.times import find_times

CONTEXT = Context(published_date=date(2021, 3, 10))


@cache
def read(text: str) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    doc = parse(text)
    places = find_places(doc, CONTEXT)
    mentions = find_mentions(doc, CONTEXT, places)
    quotes = find_quotes(doc, CONTEXT, mentions)
    return find_events(doc, CONTEXT, places, find_times(doc, CONTEXT), mentions, quotes, find_figures(doc, CONTEXT, quotes))


def harmed(text: str) -> list[tuple[str | None, str]]:
    """Each victim's name and fate."""
    doc = parse(text)
    mentions = find_mentions(doc, CONTEXT, find_places(doc, CONTEXT))
    return [
        (victim.mention and victim.mention.canonical_name, "killed" if victim.is_killed else "hurt")
        for victim in find_victims(doc, mentions)
    ]


def toll(text: str) -> dict[str, int | None]:
    """The highest number by metric over the article's asserted events."""
    found: dict[str, int | None] = {}
    for event in read(text)[0]:
        if event.factuality == "asserted":
            for metric, value in event.tolls.items():
                found[metric] = max(found.get(metric) or 0, value.best or 0)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Robert Hale, 24, was shot dead in Dayton on Monday.", [("Robert Hale", "killed")], id="shot dead"),
        pytest.param(
            'Peter "Slim" Hale, 30, was shot in Dayton. Hale died at a hospital.', [('Peter "Slim" Hale', "killed")], id="nickname in marks"
        ),
        pytest.param(
            "Anna King was charged on Friday. King said that she took the gun from Robert Hale and shot him in the knee.",
            [("Robert Hale", "hurt")],
            id="whom she shot is not the man she is",
        ),
        pytest.param("A woman was stabbed outside a bar in Leeds.", [(None, "hurt")], id="stabbed and not said to have died"),
        pytest.param("A man was shot in Dayton on Monday. He died at a hospital.", [(None, "killed")], id="died later"),
        pytest.param("A man was shot in Dayton. The victim was pronounced dead at the scene.", [(None, "killed")], id="pronounced dead"),
        pytest.param(
            "A man was killed in Dayton on Monday. The victim was identified as Robert Hale.", [("Robert Hale", "killed")], id="named later"
        ),
        pytest.param(
            "Robert Hale was shot on Monday. The 24-year-old was taken to a hospital. Hale died there.",
            [("Robert Hale", "killed")],
            id="one person over three sentences",
        ),
        pytest.param(
            "Gunmen killed Robert Hale and Anna Brandt in Lagos.",
            [("Robert Hale", "killed"), ("Anna Brandt", "killed")],
            id="list of names",
        ),
        pytest.param("A man was shot dead. Another man was wounded.", [(None, "killed"), (None, "hurt")], id="another man"),
        pytest.param("Police said a girl was killed and a boy was injured.", [(None, "killed"), (None, "hurt")], id="two sexes"),
        pytest.param(
            "Anna Brandt, charged with the murder of Robert Hale, appeared in court.",
            [("Robert Hale", "killed")],
            id="charged with murder of",
        ),
        pytest.param("The gunman then took his own life.", [(None, "killed")], id="took his own life"),
        pytest.param(
            "Robert Hale and Anna Brandt were shot in Leeds. They died in hospital.",
            [("Robert Hale", "killed"), ("Anna Brandt", "killed")],
            id="both of them",
        ),
        pytest.param("Robert Hale was shot at a bar in Leeds.", [("Robert Hale", "hurt")], id="at a bar"),
        pytest.param("Officers were called after Robert Hale was shot at.", [], id="shot at"),
        pytest.param("Medics found a man with a gunshot wound in Leeds.", [(None, "hurt")], id="found with a wound"),
        pytest.param("Officers found Anna Brandt fatally stabbed in her flat.", [("Anna Brandt", "killed")], id="found fatally stabbed"),
        pytest.param("Police found a man stabbed to death in Leeds.", [(None, "killed")], id="found stabbed to death"),
        pytest.param("A man was found shot on Elm Street.", [(None, "hurt")], id="found shot"),
        pytest.param("The younger of them, Robert Hale, died in a hospital.", [("Robert Hale", "killed")], id="name beside an adjective"),
        pytest.param(
            "A man was shot in the leg and a 30-year-old man was shot in the arm.",
            [(None, "hurt"), (None, "hurt")],
            id="two in one sentence",
        ),
        pytest.param(
            "The attacker was shot dead by police. The woman was killed on the stairs.",
            [(None, "killed"), (None, "killed")],
            id="whoever the dead attacker killed is another",
        ),
        pytest.param(
            "One man died in the attack and another man was hurt. The victim was killed on the stairs.",
            [(None, "killed"), (None, "hurt")],
            id="the victim who was killed is the dead one",
        ),
        pytest.param(
            "Robert Hale was shot dead. He was the third officer to be killed.", [("Robert Hale", "killed")], id="third of a series"
        ),
        pytest.param("Three men were shot in Dayton.", [], id="groups are figures"),
        pytest.param("He tried to kill the mayor.", [], id="attempt"),
        pytest.param("The mayor could have been killed.", [], id="might have been"),
        pytest.param("Nobody was hurt in the shooting.", [], id="nobody"),
        pytest.param("He faces a charge of attempted murder of a clerk.", [], id="attempted murder"),
    ],
)
def test_counts_each_person_once(text, expected):
    assert harmed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen shot dead the judge in Lima.", {"killed": 1}, id="one without a number"),
        pytest.param("A man was shot in Dayton on Monday. He died at a hospital.", {"killed": 1}, id="the dead are not also injured"),
        pytest.param("A bomb killed 12 people in Kano, including four children.", {"killed": 12}, id="parts are in the whole"),
        pytest.param("Gunmen killed six priests and two cooks in Kano.", {"killed": 8}, id="two groups of one verb"),
        pytest.param("The rebels killed the mayor and two guards in Kano.", {"killed": 3}, id="a person and a group of one verb"),
        pytest.param("Gunmen killed eight people in Kano: five men and three women.", {"killed": 8}, id="groups that make up the whole"),
        pytest.param(
            "Six people, a teacher and five pupils, were killed in the attack in Kano.", {"killed": 6}, id="the whole, and who they were"
        ),
        pytest.param("A man, his wife and three children were killed when a shell hit their house.", {"killed": 5}, id="a list of kin"),
        pytest.param("Troops killed a 17-year-old Palestinian in Jenin.", {"killed": 1}, id="one of a nation"),
        pytest.param("The army killed two rebels hours after the talks.", {"killed": 2}, id="no hours of rebels"),
        pytest.param(
            "Two soldiers and at least nine rebels died in a clash near Bria.", {"killed": 11}, id="an exact number and a least one"
        ),
        pytest.param("Gunmen killed six guards, two cooks and a driver in Kano.", {"killed": 9}, id="a list of groups"),
        pytest.param("Rebels raided the base in Kano. Not a single soldier was killed.", {}, id="not a single one"),
        pytest.param("An officer was shot in Dayton. No other people were hurt.", {"injured": 1}, id="nobody else"),
        pytest.param("A man was shot in Dayton. No officers were hurt.", {"injured": 1}, id="nobody of one group"),
        pytest.param("Rebels attacked the base in Kano. There were no casualties.", {"killed": 0, "injured": 0}, id="no casualties"),
        pytest.param(
            "Gunmen killed the editor Robert Hale in Kano. At least five other people also died.",
            {"killed": 6},
            id="a name and five others",
        ),
        pytest.param(
            "Two people were wounded in a shooting in Dayton. The younger man died in hospital.",
            {"killed": 1, "injured": 1},
            id="of two, one died",
        ),
        pytest.param(
            "Three people are dead in Leeds. A gunman attacked a school there on Monday.", {"killed": 3}, id="told before the deed"
        ),
        pytest.param(
            "Rebels attacked the base in Kano on Monday. Medics said 30 soldiers were killed. The rebels claimed that 90 soldiers were killed.",
            {"killed": 30},
            id="a claim beside a count",
        ),
        pytest.param(
            "Rebels attacked the base in Kano on Monday. The rebels claimed that 90 soldiers were killed.",
            {"killed": 90},
            id="a claim alone",
        ),
        pytest.param("Robert Hale was killed in the crash near Leeds.", {"killed": 1}, id="accident"),
        pytest.param("Leeds beat Hull in the final on Monday.", {}, id="sport"),
    ],
)
def test_puts_the_toll_to_the_event(text, expected):
    assert toll(text) == expected


@pytest.mark.parametrize(
    ("headline", "fate"),
    [
        pytest.param("Man shot, killed in Leeds", "killed", id="killed"),
        pytest.param("Man charged with attempted murder", "hurt", id="attempted murder"),
        pytest.param("Two shot, one dead in Leeds", "hurt", id="one of several"),
        pytest.param(None, "hurt", id="none"),
    ],
)
def test_the_headline_says_whether_the_only_victim_died(headline, fate):
    doc = parse("A woman was shot in the head on Elm Street on Monday.")
    victims = find_victims(doc, find_mentions(doc, CONTEXT, ()), headline)
    assert ["killed" if victim.is_killed else "hurt" for victim in victims] == [fate]


def test_says_where_the_number_comes_from():
    sources = [
        event.tolls["killed"].source for text in ("Gunmen killed Robert Hale.", "Gunmen killed 12 people.") for event in read(text)[0]
    ]
    assert sources == ["counted", "figure"]


def test_a_figure_of_somebody_who_died_is_not_one_of_injured():
    _, figures = read("A man was shot in Dayton on Monday. He died at a hospital.")
    assert [figure.metric for figure in figures if figure.is_asserted and figure.metric == "injured"] == []


def test_names_the_victim_among_the_recipients():
    events, _ = read("A man was killed by gunmen in Dayton on Monday. The victim was identified as Robert Hale.")
    assert [party.name for event in events if event.event_type == "ASSAULT" for party in event.recipients] == ["Robert Hale"]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Rioters set fire to a church during protests over the death of Ann Smith.", ["a church"]),
        ("Rioters set fire to a church in Leeds. The unrest followed the death of Ann Smith.", ["a church"]),
        ("Police shot at a car in Leeds. The death of Ann Smith, 20, shocked the town.", ["a car", "Ann Smith"]),
        ("Police opened fire in Leeds. Protesters said Ann Smith died in hospital.", ["Ann Smith"]),
    ],
)
def test_a_death_that_others_protest_against_is_not_of_their_deeds(text, recipients):
    events, _ = read(text)
    assert [party.text for event in events if event.event_type == "ASSAULT" for party in event.recipients] == recipients


def test_a_rate_is_no_toll():
    text = "A lorry crashed near Leeds on Monday, killing nine people. Road accidents kill some 300 people in the county every year."
    assert toll(text) == {"killed": 9}


def test_others_are_of_those_told_of_in_the_sentence_before():
    text = "A gunman killed Anna Brandt in Leeds on Friday. In 2001 a man shot dead two clerks at the same shop. Three other people were wounded."
    assert toll(text) == {"killed": 1}
    old = next(event for event in read(text)[0] if event.factuality == "historical")
    assert old.tolls["injured"].best == 3


def test_a_number_of_another_year_is_no_toll_of_this_story():
    events, _ = read("Two men were shot dead in Dayton on Monday. It was the deadliest month since 2007, when 28 were killed.")
    assert sorted((event.factuality, event.tolls["killed"].best) for event in events if "killed" in event.tolls) == [
        ("asserted", 2),
        ("historical", 28),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police shot a man in Kenton on Monday. The mayor spoke of the 200,000 deaths from cholera.", id="deaths from it"),
        pytest.param("Gunmen attacked a bus in Kenton. Some 300 people have died of Ebola.", id="died of it"),
        pytest.param("Gunmen attacked a bus in Kenton. The region has had 300 measles deaths.", id="its deaths"),
    ],
)
def test_the_dead_of_an_illness_belong_to_no_attack(text: str):
    events, _ = read(text)
    assert [event.tolls for event in events if event.event_type == "ASSAULT" and "killed" in event.tolls] == []
