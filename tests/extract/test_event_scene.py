"""When and where a happening was, where its own clause doesn't say it: other clauses, other sentences, words that point."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context, Event

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def only(text: str, trigger: str) -> Event:
    context = Context(published_date=PUBLISHED)
    found = [event for event in find_all(text, context).events if text[event.trigger.start : event.trigger.end] == trigger]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        pytest.param(
            "The killing of a nurse who was found dead in June 2012 was condemned.", "killing", date(2012, 6, 1), id="how it ended"
        ),
        pytest.param("The army has shelled the town since Friday.", "shelled", date(2024, 5, 10), id="goes on since"),
        pytest.param("Police arrested 40 people since Monday.", "arrested", date(2024, 5, 13), id="many since"),
        pytest.param(
            "Ten people were injured when a tram left the track on Monday.", "injured", date(2024, 5, 13), id="the clause with when"
        ),
        pytest.param(
            "Gunmen killed three farmers, police said. The incident happened on Monday night.",
            "killed",
            date(2024, 5, 13),
            id="the incident",
        ),
        pytest.param(
            "Gunmen killed three farmers.\n\nThey fled.\n\nThe attack took place on Monday.",
            "killed",
            date(2024, 5, 13),
            id="three sentences on",
        ),
        pytest.param(
            "Ana Ruiz blamed the mayor for her defeat. She made the comments on Saturday in a call with donors.",
            "blamed",
            date(2024, 5, 11),
            id="comments made",
        ),
        pytest.param(
            "Ana Ruiz blamed the mayor for her defeat. She was speaking on Saturday at a rally.",
            "blamed",
            date(2024, 5, 11),
            id="was speaking",
        ),
        pytest.param(
            "On Monday, Ana Ruiz held a rally in Lima.\n\nShops were shut.\n\nRuiz accused the mayor of fraud.",
            "accused",
            date(2024, 5, 13),
            id="at her rally",
        ),
        pytest.param("Rebels attacked the town on the evening of 9 May.", "attacked", date(2024, 5, 9), id="the evening of a day"),
        pytest.param("A tram overturned at around 6am. Five people were killed.", "killed", PUBLISHED, id="an hour, and no other day"),
        pytest.param(
            "A tram overturned at 6am. Five people were killed. A wedding was held last week.", "killed", PUBLISHED, id="a week is no day"
        ),
        pytest.param(
            "Gunmen shot a judge, police said. It happened on Monday near the court.", "shot", date(2024, 5, 13), id="it happened"
        ),
        pytest.param(
            "A fire that broke out in a hotel late on Monday has killed nine people, officials said on Tuesday.",
            "killed",
            date(2024, 5, 13),
            id="the day on which its subject broke out",
        ),
        pytest.param(
            "Nurses began a strike on Tuesday to demand better protection, two weeks after gunmen killed 12 doctors at a clinic.",
            "killed",
            date(2024, 4, 30),
            id="two weeks after it, and not part of the demand",
        ),
        pytest.param(
            "Mourners marched on Friday, three days after a bombing in Lima.", "bombing", date(2024, 5, 7), id="three days after a noun"
        ),
        pytest.param(
            "Ana Ruiz has blamed the mayor for her defeat. Nuns accused the mayor of fraud in January. Ruiz made the comments on Saturday.",
            "blamed",
            date(2024, 5, 11),
            id="comments made, and not another's month",
        ),
        pytest.param(
            "A tram overturned at 6am. Five people were killed. "
            + "Doctors and nurses of the whole town were called to the clinic. " * 12
            + "A wedding was held on Sunday.",
            "killed",
            PUBLISHED,
            id="an hour, and another day far below",
        ),
    ],
)
def test_the_day_stands_elsewhere(text, trigger, day):
    assert only(text, trigger).date_start == day


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param("Officials said on Monday that rebels killed nine farmers.", "killed", id="the day of saying"),
        pytest.param("A flood hit Lima on Monday, killing nine people.\n\nSoldiers rescued 40 people.", "rescued", id="help"),
        pytest.param("The march came less than a week after the bombing in Lima on market day.", "bombing", id="less than a week"),
        pytest.param("Police arrested a man wanted since 2015.", "arrested", id="how long he was wanted"),
        pytest.param("Officials met the wife of a pastor held prisoner in Iran since 2012.", "met", id="how long he was held"),
        pytest.param("Rebels attacked a village held by troops since March.", "attacked", id="how long it was held"),
        pytest.param("The groups gave the government until Friday to scrap the bill.", "gave", id="a deadline"),
        pytest.param("Rebels attacked the church, which was built in 1890.", "attacked", id="the age of the target"),
        pytest.param("The shelling of the bridge, built in 1962, went on.", "shelling", id="the age of a thing"),
        pytest.param("Police arrested a man over the June 2015 murder of a nurse.", "arrested", id="the day of what he is held for"),
        pytest.param("A judge jailed two guards for their part in the May 2016 riot.", "jailed", id="the day of what is judged"),
    ],
)
def test_no_day_where_the_text_names_that_of_something_else(text, trigger):
    assert only(text, trigger).date_start is None


def test_a_sum_over_a_month_is_none_of_its_days():
    text = "Shelling had killed 14 people since the beginning of the month, doctors said. On Monday a shell hit a bakery, killing five."
    assert only(text, "killed").date_start == date(2024, 5, 1)
    assert only(text, "killed").date_end == PUBLISHED
    assert only(text, "hit").date_start == date(2024, 5, 13)


def test_what_is_claimed_or_punished_was_done_before():
    assert only("On Monday the group claimed responsibility for killing a judge.", "killing").date_start is None


def test_an_occasion_belongs_to_what_was_told_last():
    event = only("Gunmen killed three farmers. Police shot a thief in Lima. The incident happened near Zinder.", "killed")
    assert event.place is None or event.place.text != "Zinder"


@pytest.mark.parametrize(
    ("text", "trigger", "place", "country"),
    [
        pytest.param(
            "Gunmen killed three farmers, police said. The incident happened near Zinder, Niger.",
            "killed",
            "Zinder",
            "NE",
            id="the incident",
        ),
        pytest.param("BOGOTA, Colombia (AP) — Gunmen killed a judge in this city on Monday.", "killed", "BOGOTA", "CO", id="this city"),
        pytest.param("BOGOTA, Colombia (AP) — Gunmen killed a judge here on Monday.", "killed", "BOGOTA", "CO", id="here"),
        pytest.param(
            "Shops in Peru closed early. Gunmen killed a judge in the capital. Lima, Peru's largest city, was quiet.",
            "killed",
            "Lima",
            "PE",
            id="the capital, which the text names",
        ),
        pytest.param(
            "LIMA, Peru (AP) — Gunmen killed a judge in a northern part of the Peruvian capital.", "killed", "LIMA", "PE", id="part of it"
        ),
        pytest.param("A judge was shot by gunmen in Cali on Monday.", "shot", "Cali", "CO", id="behind who did it"),
        pytest.param(
            "The bill would let Chile extradite anyone accused of a crime from Peru.", "extradite", "Peru", "PE", id="from where extradited"
        ),
    ],
)
def test_the_place_stands_elsewhere(text, trigger, place, country):
    event = only(text, trigger)
    assert (event.place and event.place.text, event.country) == (place, country)


def test_where_a_reporter_stands_is_not_where_others_are():
    event = only("BOGOTA, Colombia (AP) — Rebels attacked Cali on Monday, officials here said.", "attacked")
    assert (event.place and event.place.text) == "Cali"


IN_PERU = "Rain fell on Lima and Cusco in Peru."


@pytest.mark.parametrize(
    ("sentence", "trigger", "country"),
    [
        pytest.param("Teacher Ana Lopez urged voters to stay calm.", "urged", None, id="a person asks on any journey"),
        pytest.param("Peru urged its neighbours to sign the treaty.", "urged", None, id="so does a state"),
        pytest.param("The Peruvian government urged voters to stay calm.", "urged", "PE", id="a government asks at home"),
        pytest.param("The Chilean government closed all schools.", "closed", "CL", id="a government closes its own schools"),
        pytest.param("Trade fell in Peru. Chile banned the Peruvian airline.", "banned", "CL", id="a state bans at home"),
        pytest.param(
            "Demonstrators gathered. Police arrested nine people.", "arrested", "PE", id="police of no named country are where the text is"
        ),
    ],
)
def test_where_bodies_and_persons_act_that_say_no_place(sentence, trigger, country):
    assert only(f"{IN_PERU} {sentence}", trigger).country == country


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus on Monday.\n\nPreviously, two teachers were arrested.",
        "Gunmen attacked a bus on Monday. Under the general's rule, two teachers were arrested.",
        "Gunmen attacked a bus on Monday. In the following weeks two teachers were arrested.",
        "Gunmen attacked a bus on Monday. Before that, two teachers were arrested.",
        "Gunmen attacked a bus on Monday. At the time, two teachers were arrested.",
    ],
)
def test_words_for_another_time_keep_the_day_of_the_text_away(text: str) -> None:
    assert only(text, "arrested").date_start is None


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus on Monday. Earlier that day two teachers were arrested.",
        "Gunmen attacked a bus on Monday. At the time of the attack two teachers were arrested.",
        "Gunmen attacked a bus on Monday. Two teachers were arrested for two hours.",
    ],
)
def test_words_for_the_same_day_keep_it(text: str) -> None:
    assert only(text, "arrested").date_start == date(2024, 5, 13)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ana Ruiz, the mayor of Lima in Peru, promised to rebuild the bridge.", "promised"),
        ("Peru's parliament met in Lima.\n\nHis aides accused the bank of fraud.", "accused"),
        ('The mine is in Peru.\n\n"I reject the offer of the bank," said Ana Ruiz, the minister.', "reject"),
        ("The bank is in Lima, Peru.\n\nPeru accused the bank of fraud.", "accused"),
    ],
)
def test_what_a_person_or_a_state_says_may_be_said_anywhere(text: str, trigger: str) -> None:
    assert only(text, trigger).country is None


def test_what_a_crowd_asks_is_asked_at_home() -> None:
    assert only("The mine is in Peru.\n\nProtesters demanded the resignation of the mayor.", "demanded").country == "PE"


@pytest.mark.parametrize(
    ("text", "trigger", "town"),
    [
        ("Ana Ruiz addressed reporters in Lagos, calling for the killers to be tried.", "calling for", "Lagos"),
        ("Speaking in Accra, Kofi Boateng urged the government to act.", "urged", "Accra"),
        ("At a press conference held in Nairobi, the envoy accused Uganda of lying.", "accused", "Nairobi"),
        ("Shops in Tunis are shut.\n\nIn Tunisia, rioters burned cars in the capital city on Monday.", "burned", "Tunis"),
    ],
)
def test_where_somebody_speaks_and_what_the_capital_city_is(text: str, trigger: str, town: str) -> None:
    event = only(text, trigger)
    assert event.place is not None
    assert event.place.text == town


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The union rejected the offer at Monday's meeting.", "rejected", date(2024, 5, 13)),
        ("The two countries signed the deal during last week's visit.", "signed the deal", date(2024, 5, 6)),
        ("The minister condemned last week's visit.", "condemned", None),
    ],
)
def test_the_day_of_a_gathering_is_that_of_what_was_done_at_it(text: str, trigger: str, day: date | None) -> None:
    assert only(text, trigger).date_start == day


def test_a_person_speaks_again_on_other_days() -> None:
    first = "On Monday, Ana Ruiz accused the bank of fraud."
    assert only(f"{first}\n\nRuiz urged the mayor to act.", "urged").date_start == date(2024, 5, 13)
    assert only(f"{first}\n\nThe bank is old.\n\nIt has nine branches.\n\nRuiz urged the mayor to act.", "urged").date_start is None


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        (
            "A US court heard a banker on Monday.\n\nHe moved money to Kenya, to Kenya's ministers and to friends in Mombasa. He was convicted of fraud.",
            "convicted",
            "US",
        ),
        (
            "The judge in Accra spoke.\n\nHe met his clients in Lagos and Abuja in Nigeria. He was sentenced to nine years.",
            "sentenced",
            "GH",
        ),
        ("The court in Accra sat.\n\nIn Kenya, a trader was sentenced to nine years.", "sentenced", "KE"),
    ],
)
def test_a_verdict_is_in_the_country_of_its_court(text: str, trigger: str, country: str) -> None:
    assert only(text, trigger).country == country


def test_a_city_state_is_the_place() -> None:
    event = only("Singapore police arrested two men.", "arrested")
    assert event.place is not None
    assert (event.place.text, event.country) == ("Singapore", "SG")
