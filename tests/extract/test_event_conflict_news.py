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
        ("A bomber detonated explosives at a market in Peshawar.", "ASSAULT", "explosives"),
        ("Kosovo deployed 300 police officers to the border.", "MOBILIZE", "police"),
        ("Kosovo deployed 300 soldiers to the border.", "MOBILIZE", "troops"),
    ],
)
def test_what_does_it_gives_the_mode(text: str, event_type: str, mode: str) -> None:
    assert only(text, event_type).event_mode == mode


def test_the_interception_is_no_part_of_the_attack() -> None:
    found = read("A drone attack on Odesa injured two workers on Monday. Ukraine's air force said it shot down 17 of 21 drones.").events
    attack, interception = sorted(found, key=lambda event: event.trigger.start)
    assert not attack.actors
    assert attack.tolls["injured"].best == 2
    assert [party.country for party in interception.actors] == ["UA"]
    assert not interception.tolls


@pytest.mark.parametrize(
    "text",
    [
        "A truce between the army and the rebels broke down on Sunday.",
        "The ceasefire between the two clans collapsed within hours.",
        "The armistice with the rebels fell apart on Friday.",
    ],
)
def test_a_truce_that_breaks_down_is_none(text: str) -> None:
    assert not [event for event in read(text).events if event.event_type == "RETREAT"]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired two ballistic missiles into the sea on Tuesday.",
        "North Korea launched a rocket toward the Pacific Ocean on Tuesday.",
        "Iran test-fired a missile on Sunday.",
    ],
)
def test_missiles_into_the_sea_are_a_show_of_force(text: str) -> None:
    event = only(text, "MOBILIZE")
    assert event.event_mode == "weapons"
    assert not [other for other in read(text).events if other.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A cyberattack on two banks in Seoul disrupted payments on Friday.",
        "A ransomware attack on a hospital in Dublin shut down its computers on Friday.",
        "Hackers carried out a cyberattack on the ministry on Friday.",
    ],
)
def test_cyberattacks_coerce(text: str) -> None:
    assert only(text, "COERCE").event_mode == "cyber"
    assert not [event for event in read(text).events if event.event_type == "ASSAULT"]


def test_captives_are_not_their_captors() -> None:
    text = "Kidnappers released 16 students on Wednesday, a month after they were abducted from a college in Zamfara. "
    event = only(text + "The students were seized by armed men on 14 April.", "ASSAULT")
    assert [party.text for party in event.recipients] == ["The students"]
    assert event.date_start == date(2024, 4, 14)


def test_a_month_after_is_not_the_same_day() -> None:
    event = only("The army freed 20 villagers on Monday, a month after rebels abducted them near Gao.", "ASSAULT")
    assert (str(event.date_start), event.date_prec) == ("2024-04-01", 4)


def test_defendants_are_convicted_once() -> None:
    text = "A court in Kinshasa sentenced 37 people to death on Friday. The defendants were convicted of terrorism."
    assert only(text, "SANCTION").date_start == date(2024, 5, 10)


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Spain extradited a suspected drug boss to Italy on Tuesday.", "a suspected drug boss"),
        ("Kenya deported four activists to Uganda.", "four activists"),
        ("Turkey deported two reporters to Georgia on Friday.", "two reporters"),
    ],
)
def test_where_somebody_is_sent_is_not_who_it_is(text: str, recipient: str) -> None:
    assert [party.text for party in only(text, "COERCE").recipients] == [recipient]


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Riot police fired tear gas to disperse thousands of protesters in Nairobi.", "Nairobi", None),
        ("Rebels killed two men and burned a clinic in Gao.", "Gao", None),
        ("A mob lynched a man accused of theft in Sokoto on Thursday.", "Sokoto", date(2024, 5, 9)),
        ("Iran executed three men convicted of murder at a prison in Karaj on Wednesday.", "Karaj", date(2024, 5, 15)),
    ],
)
def test_the_end_of_the_sentence_tells_of_the_deed(text: str, place: str | None, day: date | None) -> None:
    event = only(text, "ASSAULT")
    if place is not None:
        assert event.place is not None
        assert event.place.name == place
    assert event.date_start == day


def test_what_a_victim_was_convicted_of_has_no_day() -> None:
    text = "Iran executed three men convicted of murder at a prison in Karaj on Wednesday."
    assert not [event for event in read(text).events if event.event_type == "SANCTION" and event.date_start is not None]


def test_a_company_tests_rockets_in_peace() -> None:
    assert not [event for event in read("The firm tested its rocket in Florida on Monday.").events if event.event_type == "MOBILIZE"]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Venezuela ordered the German ambassador to leave the country.", "the German ambassador"),
        ("Kenya asked three Russian diplomats to leave within 48 hours.", "three Russian diplomats"),
        ("Poland told the Belarusian consul to leave on Friday.", "the Belarusian consul"),
    ],
)
def test_envoys_told_to_leave_are_expelled(text: str, recipient: str) -> None:
    event = only(text, "SANCTION")
    assert event.event_mode == "expel"
    assert [party.text for party in event.recipients] == [recipient]
    assert not [other for other in read(text).events if other.event_type == "REQUEST"]


def test_an_envoy_asked_to_explain_is_not_expelled() -> None:
    assert not [event for event in read("The minister asked the ambassador to explain.").events if event.event_type == "SANCTION"]


@pytest.mark.parametrize("what", ["Trucks of the food agency", "Two ambulances", "Tonnes of wheat"])
def test_convoys_and_food_are_looted(what: str) -> None:
    assert only(f"{what} were looted in El Geneina.", "ASSAULT").country == "SD"


@pytest.mark.parametrize(("name", "kind"), [("Kharkiv region", "admin1"), ("Donetsk region", "admin1"), ("Kharkiv", "city")])
def test_a_region_is_not_its_town(name: str, kind: str) -> None:
    assert [place.place_kind for place in read(f"Shelling killed two people in {name} on Monday.").places] == [kind]


@pytest.mark.parametrize(
    ("text", "actor", "recipients"),
    [
        ("Clashes broke out between two rival gangs in Lima on Monday.", "two rival gangs", []),
        ("Fighting erupted between the army and rebels near Goma.", "the army", ["rebels"]),
        ("A firefight broke out between smugglers and border guards near Van.", "smugglers", ["border guards"]),
    ],
)
def test_what_breaks_out_between_two_sides_is_theirs(text: str, actor: str, recipients: list[str]) -> None:
    event = only(text, "ASSAULT")
    assert [party.text for party in event.actors] == [actor]
    assert [party.text for party in event.recipients] == recipients


@pytest.mark.parametrize("who", ["students", "workers", "miners"])
def test_who_is_hurt_by_tear_gas_is_hurt_in_that_event(who: str) -> None:
    event = only(f"Police in Dakar fired tear gas at {who} on Monday. Four {who} were injured.", "ASSAULT")
    assert event.event_mode == "crowd-control"
    assert event.tolls["injured"].best == 4


@pytest.mark.parametrize(
    "text",
    [
        "A boat carrying 60 migrants was intercepted by the coast guard off Tripoli on Sunday.",
        "Troops intercepted two trucks near Gao.",
        "The navy intercepted a fishing boat off Yemen.",
    ],
)
def test_boats_and_trucks_are_intercepted(text: str) -> None:
    assert only(text, "COERCE").event_mode == "restrict"


@pytest.mark.parametrize("told", ["Talks were held", "A meeting was held", "Negotiations were held"])
def test_who_talks_with_whom(told: str) -> None:
    event = only(f"{told} on Monday between the mayor and the rebels.", "CONSULT")
    assert [party.text for party in event.actors] == ["the mayor"]
    assert [party.text for party in event.recipients] == ["the rebels"]
