"""find_events: small articles of our own and the events that a careful reader takes out of them."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from dateline.extract.events import find_events
from dateline.extract.figures import find_figures
from dateline.extract.mentions import find_mentions
from dateline.extract.nlp import parse
from dateline.extract.places import find_places
from dateline.extract.quotes import find_quotes
from dateline.extract.records import Context, Event, Figure, Party
from dateline.extract.times import find_times

PUBLISHED = date(2021, 3, 10)  # a Wednesday


@cache
def read(text: str, title: str | None = None) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    doc, context = parse(text), Context(published_date=PUBLISHED, title=title)
    places = find_places(doc, context)
    times = find_times(doc, context)
    mentions = find_mentions(doc, context, places)
    quotes = find_quotes(doc, context, mentions)
    return find_events(doc, context, places, times, mentions, quotes, find_figures(doc, context, quotes))


def events(text: str) -> tuple[Event, ...]:
    return read(text)[0]


def types(text: str) -> list[str]:
    return [event.event_type for event in events(text)]


def only(text: str, event_type: str) -> Event:
    found = [event for event in events(text) if event.event_type == event_type]
    assert len(found) == 1, [(event.event_type, event.trigger) for event in events(text)]
    return found[0]


def names(parties: Sequence[Party]) -> list[str]:
    return [party.text for party in parties]


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        pytest.param("Gunmen shot dead a judge in Lima on Monday.", "ASSAULT", "firearms", id="shot dead"),
        pytest.param("The president contacted the prime minister.", "CONSULT", None, id="contacted"),
        pytest.param("Gunmen opened fire on a bus near Quetta.", "ASSAULT", "firearms", id="opened fire"),
        pytest.param("Two teachers were kidnapped by armed men in Niger.", "ASSAULT", "abduct", id="kidnapped"),
        pytest.param("A suicide bomber blew himself up at a market in Kano.", "ASSAULT", "suicide-attack", id="blew himself up"),
        pytest.param("Warplanes carried out an air strike on a clinic in Taiz.", "ASSAULT", "aerial", id="carried out an air strike"),
        pytest.param("The army shelled the village of Kafr Nabl.", "ASSAULT", "heavy-weapons", id="shelled"),
        pytest.param("Police fired tear gas at students in Santiago.", "ASSAULT", "crowd-control", id="tear gas"),
        pytest.param("The killing of the priest shocked Mexico.", "ASSAULT", "targeted", id="the killing of"),
        pytest.param("Soldiers tortured the prisoners.", "ASSAULT", "torture", id="tortured"),
        pytest.param("The men raped two women in Goma.", "ASSAULT", "sexual", id="raped"),
        pytest.param("Rioters set fire to a church in Lagos.", "ASSAULT", "arson", id="set fire to"),
        pytest.param("Police arrested three students in Minsk.", "COERCE", "arrest", id="arrested"),
        pytest.param("The editor was taken into custody on Sunday.", "COERCE", "arrest", id="taken into custody"),
        pytest.param("The government imposed a curfew in Khartoum.", "COERCE", "curfew", id="imposed a curfew"),
        pytest.param("The court sentenced the general to ten years in prison.", "SANCTION", "convict", id="sentenced"),
        pytest.param("Chile expelled two Russian diplomats.", "SANCTION", "expel", id="expelled"),
        pytest.param("The European Union imposed sanctions on Belarus.", "SANCTION", "discontinue", id="imposed sanctions"),
        pytest.param("The finance minister resigned on Friday.", "RETREAT", "resign", id="resigned"),
        pytest.param("The finance minister stepped down on Friday.", "RETREAT", "resign", id="stepped down"),
        pytest.param("The rebels released four hostages.", "RETREAT", "release", id="released hostages"),
        pytest.param("France withdrew its troops from Mali.", "RETREAT", "withdraw", id="withdrew troops"),
        pytest.param("Both armies declared a ceasefire on Sunday.", "RETREAT", "ceasefire", id="declared a ceasefire"),
        pytest.param("Thousands of workers marched through Athens.", "PROTEST", "demo", id="marched"),
        pytest.param("Nurses went on strike in Nairobi.", "PROTEST", "strike", id="went on strike"),
        pytest.param("Opposition parties boycotted the vote.", "PROTEST", "boycott", id="boycotted"),
        pytest.param("India deployed soldiers to the border.", "MOBILIZE", "troops", id="deployed soldiers"),
        pytest.param("The envoy called for the release of the prisoners.", "REQUEST", "yield", id="called for"),
        pytest.param("The pope urged both sides to stop.", "REQUEST", "yield", id="urged"),
        pytest.param("The mayor condemned the attack.", "ACCUSE", "disapprove", id="condemned"),
        pytest.param("Kenya accused Somalia of spying.", "ACCUSE", "allege", id="accused"),
        pytest.param("Prosecutors charged the driver with murder.", "ACCUSE", "allege", id="charged"),
        pytest.param("The rebels rejected the proposal.", "REJECT", None, id="rejected"),
        pytest.param("The president refused to meet the strikers.", "REJECT", "meet", id="refused"),
        pytest.param("The militia threatened to kill the hostages.", "THREATEN", "violence", id="threatened"),
        pytest.param("The union threatened to close the port.", "THREATEN", "restrict", id="threatened a restriction"),
        pytest.param("The envoy appealed for food aid.", "REQUEST", "assist", id="appealed for help"),
        pytest.param("Police were deployed around the market.", "MOBILIZE", "police", id="police deployed"),
        pytest.param("Protesters blocked a highway in Lima.", "PROTEST", "obstruct", id="protesters blocked"),
        pytest.param("A lion killed a farmer in Gulu.", "ACCIDENT", None, id="killed by an animal"),
        pytest.param("An electrician was killed while repairing a lift in Porto.", "ACCIDENT", None, id="killed at work"),
        pytest.param("A tornado tore the roof off a church in Ohio.", "DISASTER", "storm", id="a tornado's harm"),
        pytest.param("The driver pleaded guilty in Leeds on Monday.", "CONCEDE", None, id="pleaded guilty"),
        pytest.param("Iran and Oman signed an agreement on trade.", "AGREE", None, id="signed an agreement"),
        pytest.param("Negotiators struck a deal in Doha.", "AGREE", None, id="struck a deal"),
        pytest.param("The chancellor met the king of Jordan in Amman.", "CONSULT", None, id="met"),
        pytest.param("The two ministers held talks in Geneva.", "CONSULT", None, id="held talks"),
        pytest.param("The prime minister praised the nurses.", "SUPPORT", None, id="praised"),
        pytest.param("Norway provided food aid to Haiti.", "AID", None, id="provided aid"),
        pytest.param("Volunteers rescued forty migrants off Lesbos.", "AID", None, id="rescued"),
        pytest.param("The king pardoned the journalist.", "CONCEDE", None, id="pardoned"),
        pytest.param("The Indian and Japanese navies held joint exercises.", "COOPERATE", None, id="joint exercises"),
        pytest.param("The senator attacked the proposal in a speech.", "ACCUSE", "disapprove", id="attacked a proposal"),
        pytest.param("The union lashed out at the minister.", "ACCUSE", "disapprove", id="lashed out at"),
        pytest.param("The envoy voiced alarm over the crackdown.", "ACCUSE", "disapprove", id="voiced alarm over"),
        pytest.param("The minister came under fire from the opposition.", "ACCUSE", "disapprove", id="came under fire"),
        pytest.param("Three states filed a lawsuit against the ministry.", "ACCUSE", "allege", id="filed a lawsuit"),
        pytest.param("The former mayor was put on trial in Lyon.", "ACCUSE", "allege", id="put on trial"),
        pytest.param("Detectives questioned two suspects in Turin.", "ACCUSE", "investigate", id="questioned"),
        pytest.param("The court acquitted the editor on Tuesday.", "CONCEDE", None, id="acquitted"),
        pytest.param("The governor commuted the sentence of the miner.", "CONCEDE", None, id="commuted"),
        pytest.param("The ministry dropped the charges against the nurse.", "CONCEDE", None, id="dropped charges"),
        pytest.param("The smuggler received ten years in prison.", "SANCTION", "convict", id="received ten years"),
        pytest.param("The board sacked the director on Friday.", "SANCTION", None, id="sacked"),
        pytest.param("The ministry revoked the licence of the airline.", "SANCTION", "discontinue", id="revoked a licence"),
        pytest.param("The government ordered the channel to close.", "COERCE", "restrict", id="ordered to close"),
        pytest.param("Parliament passed a law banning masks.", "COERCE", "restrict", id="passed a law banning"),
        pytest.param("The king dissolved parliament on Monday.", "COERCE", "restrict", id="dissolved parliament"),
        pytest.param("The rebels signed a ceasefire on Friday.", "RETREAT", "ceasefire", id="signed a ceasefire"),
        pytest.param("Both armies agreed to a truce on Friday.", "RETREAT", "ceasefire", id="agreed to a truce"),
        pytest.param("The guerrillas handed over six hostages to the Red Cross.", "RETREAT", "release", id="handed over hostages"),
        pytest.param("The minister offered condolences to the families.", "SUPPORT", None, id="offered condolences"),
        pytest.param("The chancellor spoke out in favour of the treaty.", "SUPPORT", None, id="spoke in favour"),
        pytest.param("The ambassador voted against the resolution.", "REJECT", None, id="voted against"),
        pytest.param("The judge dismissed the appeal.", "REJECT", None, id="dismissed an appeal"),
        pytest.param("The mayor encouraged residents to leave the valley.", "REQUEST", "yield", id="encouraged to"),
        pytest.param("A man strangled his neighbour in Bergen.", "ASSAULT", "primitive", id="strangled"),
        pytest.param("Gunmen snatched a priest from his house.", "ASSAULT", "abduct", id="snatched"),
        pytest.param("Nearly forty pupils were seized from a school.", "ASSAULT", "abduct", id="seized from a school"),
        pytest.param("A passenger train derailed near Bilaspur.", "ACCIDENT", "transport", id="derailed"),
        pytest.param("A strong earthquake hit Nepal on Tuesday.", "DISASTER", "earthquake", id="earthquake"),
    ],
)
def test_knows_the_type(text: str, event_type: str, mode: str | None) -> None:
    assert [(event.event_type, event.event_mode) for event in events(text)][:1] == [(event_type, mode)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She has come out as a fan of jazz.", id="came out as"),
        pytest.param("The weather service issued a flood warning.", id="a flood warning"),
        pytest.param("He defended his decision to retire.", id="defended his own decision"),
        pytest.param("The pilot regained control of the aircraft.", id="control of an aircraft"),
        pytest.param("He went on to study law in Graz.", id="went on to"),
        pytest.param("They were leaving the courthouse as it rained.", id="left a building"),
        pytest.param("He died of a heart attack in Rome.", id="heart attack"),
        pytest.param("They are shooting a film in Prague.", id="shooting a film"),
        pytest.param("The striker shot wide in the second half.", id="a shot at goal"),
        pytest.param("Shares fell in March and rose in April.", id="March is a month"),
        pytest.param("The museum charges visitors five dollars.", id="a charge of money"),
        pytest.param("Inflation hit a record high.", id="hit a record"),
        pytest.param("The clock struck twelve.", id="struck twelve"),
        pytest.param("The company released a new phone.", id="released a product"),
        pytest.param("Doctors fight cancer every day.", id="fight a disease"),
        pytest.param("The study demonstrated that sleep helps.", id="demonstrated a fact"),
        pytest.param("She met the deadline.", id="met a deadline"),
        pytest.param("The film captured the mood of the city.", id="captured a mood"),
        pytest.param("The network went off air at noon.", id="went off air"),
        pytest.param("A flood of cheap imports struck the market.", id="a flood of imports"),
        pytest.param("The waiter asked for the guests by name.", id="asked for persons"),
        pytest.param("Please don't let us wait any longer.", id="don't let us"),
        pytest.param("The director told reporters to the left of the stage a joke.", id="told reporters"),
        pytest.param("She phoned 911.", id="phoned a number"),
        pytest.param("The firm executed a planned shutdown.", id="executed a plan"),
        pytest.param("He set himself on fire outside the palace.", id="nobody assaults himself"),
    ],
)
def test_other_senses_give_no_event(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        pytest.param("Rebels attacked soldiers near Goma.", "ASSAULT", ["Rebels"], ["soldiers"], id="active"),
        pytest.param("Three soldiers were killed by rebels.", "ASSAULT", ["rebels"], ["Three soldiers"], id="passive"),
        pytest.param("A bomb exploded in Kabul, killing three policemen.", "ASSAULT", [], ["three policemen"], id="a bomb is no actor"),
        pytest.param("Gunmen stormed a hotel, killing two guards.", "ASSAULT", ["Gunmen"], ["a hotel"], id="participle shares the actor"),
        pytest.param(
            "The rebels' attack on the convoy failed the talks.", "ASSAULT", ["The rebels"], ["the convoy"], id="nominal with owner"
        ),
        pytest.param(
            "An attack by militants on a mosque shocked Egypt.", "ASSAULT", ["militants"], ["a mosque"], id="nominal with by and on"
        ),
        pytest.param("Talks between Greece and Turkey began in Athens.", "CONSULT", ["Greece"], ["Turkey"], id="talks between"),
        pytest.param("Kenya accused Somalia and Eritrea of spying.", "ACCUSE", ["Kenya"], ["Somalia", "Eritrea"], id="list of recipients"),
        pytest.param("Bangladesh refused to free the editor.", "REJECT", ["Bangladesh"], ["the editor"], id="refusal"),
        pytest.param("Protesters called on the president to resign.", "REQUEST", ["Protesters"], ["the president"], id="called on"),
        pytest.param("A federal jury convicted Marco Lentz of fraud.", "SANCTION", ["A federal jury"], ["Marco Lentz"], id="a jury"),
        pytest.param("Police said they questioned the owner of the car.", "ACCUSE", ["Police"], ["the owner of the car"], id="they"),
        pytest.param(
            "Journalists at the station received death threats from the militia.",
            "THREATEN",
            ["the militia"],
            ["Journalists"],
            id="threats received",
        ),
        pytest.param(
            "The air force conducted 20 strikes against militants.",
            "ASSAULT",
            ["The air force"],
            ["militants"],
            id="strikes of those with arms",
        ),
        pytest.param("The army began an operation to retake Mosul.", "ASSAULT", ["The army"], ["Mosul"], id="what an operation is for"),
        pytest.param("Two teachers were held by the militia.", "COERCE", ["the militia"], ["Two teachers"], id="held by"),
        pytest.param("The mayor instructed the police to open the road.", "REQUEST", ["The mayor"], ["the police"], id="instructed"),
        pytest.param("The militia said it would attack the base.", "THREATEN", ["The militia"], [], id="it is who says so"),
        pytest.param("The navy saved 90 migrants off Aceh.", "AID", ["The navy"], ["90 migrants"], id="saved"),
        pytest.param(
            "The report speaks of an offensive by the army against the rebels.",
            "ASSAULT",
            ["the army"],
            ["the rebels"],
            id="phrases right after",
        ),
    ],
)
def test_fills_the_roles(text: str, event_type: str, actors: list[str], recipients: list[str]) -> None:
    event = next(event for event in events(text) if event.event_type == event_type)
    assert (names(event.actors), names(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        pytest.param("The rebels said they will release the hostages.", "AGREE", "asserted", id="announced promise"),
        pytest.param("The rebels said they will kill the hostages.", "THREATEN", "asserted", id="announced threat"),
        pytest.param("The minister said the rebels must lay down their arms.", "REQUEST", "asserted", id="must is a demand"),
        pytest.param("The company did not agree to the demand.", "REJECT", "asserted", id="not agreeing is refusing"),
        pytest.param("Soldiers were not letting civilians leave the town.", "COERCE", "asserted", id="keeping people in is done"),
        pytest.param("The mayor called the raid a crime.", "ACCUSE", "asserted", id="bad names blame"),
    ],
)
def test_reads_speech_by_its_content(text: str, event_type: str, expected: str) -> None:
    assert only(text, event_type).factuality == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The army attacked the town of Bria in 2013.", "historical", id="years ago"),
        pytest.param("The army attacked the town of Bria on Monday.", "asserted", id="this week"),
        pytest.param("The army attacked the town of Bria in August.", "asserted", id="within a year"),
        pytest.param("It was the deadliest attack in Bria since 2014.", "asserted", id="the worst since"),
        pytest.param("For the first time since 2014, the army attacked Bria.", "asserted", id="for the first time since"),
    ],
)
def test_what_is_over_a_year_old_is_historical(text: str, expected: str) -> None:
    assert only(text, "ASSAULT").factuality == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ana Ruiz was arrested as a student for handing out leaflets.", "historical", id="as a student"),
        pytest.param("In her youth, Ana Ruiz was jailed for two years.", "historical", id="in her youth"),
        pytest.param("Marco Ruiz had previously been convicted of fraud.", "historical", id="previously"),
        pytest.param("Only two mayors have ever been convicted under that law.", "historical", id="ever"),
        pytest.param("In the history of the city, two mayors have been jailed.", "historical", id="in history"),
        pytest.param("Marco Ruiz was jailed on Monday at a court in Leeds.", "asserted", id="at a court"),
        pytest.param("Marco Ruiz was sentenced to death as a traitor.", "asserted", id="as a traitor"),
    ],
)
def test_what_a_life_held_is_historical(text: str, expected: str) -> None:
    assert [event.factuality for event in events(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "start", "end", "how"),
    [
        pytest.param("Rebels attacked Bria on Monday.", date(2021, 3, 8), date(2021, 3, 8), "relative", id="weekday"),
        pytest.param("Rebels attacked Bria on 2 March 2021.", date(2021, 3, 2), date(2021, 3, 2), "explicit", id="full date"),
        pytest.param("Rebels have attacked Bria.", None, PUBLISHED, "publication", id="perfect without a date"),
        pytest.param("Rebels attacked Bria.", None, None, None, id="past without a date"),
        pytest.param(
            "On Tuesday police said rebels had attacked Bria.", None, None, None, id="the day of the saying is not the day of the deed"
        ),
    ],
)
def test_dates_come_from_the_clause(text: str, start: date | None, end: date | None, how: str | None) -> None:
    event = only(text, "ASSAULT")
    assert (event.date_start, event.date_end, event.date_from) == (start, end, how)


@pytest.mark.parametrize(
    ("text", "event_type", "place", "country"),
    [
        pytest.param("Gunmen killed a judge in Lima.", "ASSAULT", "Lima", "PE", id="in a town"),
        pytest.param("Germany condemned the killing of a judge in Peru.", "ACCUSE", None, None, id="speech has no place unless said"),
        pytest.param("Russia bombed the port of Odesa.", "ASSAULT", "Odesa", "UA", id="a government's name is no place"),
        pytest.param("A group of ministers in Cairo condemned the raid.", "ACCUSE", "Cairo", "EG", id="ministers speak where they are"),
        pytest.param("Odesa was the target of a drone strike.", "ASSAULT", "Odesa", "UA", id="the target is the place"),
        pytest.param("The EU imposed sanctions on generals over a raid in Lima.", "SANCTION", None, None, id="sanctions have none"),
    ],
)
def test_places_come_from_the_clause(text: str, event_type: str, place: str | None, country: str | None) -> None:
    event = next(event for event in events(text) if event.event_type == event_type)
    assert (event.place and event.place.text, event.country) == (place, country)


def test_where_the_victim_lives_is_not_where_it_was() -> None:
    text = "Police in Lima are looking for a trader. He owns a shop that sells leather, and his wife, who runs it and lives in Miami, was kidnapped."
    assert only(text, "ASSAULT").country != "US"


def test_a_deed_without_a_place_gets_no_more_than_the_country() -> None:
    text = "Gunmen attacked a bank in Peru on Monday. They fled to the north of Peru. On Tuesday evening soldiers arrested two suspects."
    event = only(text, "COERCE")
    assert (event.place and event.place.place_kind, event.country) == ("country", "PE")


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        pytest.param("On Monday, Ana Ruiz, who was arrested with her husband, spoke at a rally in Lima.", "COERCE", id="told aside"),
        pytest.param(
            "On Monday, Ana Ruiz spoke. She defended Juan Diaz, who was fined and arrested by soldiers in the campaign.",
            "SANCTION",
            id="in a list told aside",
        ),
        pytest.param("Police arrested a clerk in Lima on Monday.\n\nHe stabbed two men in a bar.", "ASSAULT", id="before the arrest"),
    ],
)
def test_what_was_before_is_not_of_the_day(text: str, event_type: str) -> None:
    assert only(text, event_type).date_start is None


@pytest.mark.parametrize(
    ("text", "event_type", "start"),
    [
        pytest.param(
            "Gunmen raided a bank in Lima on Monday. A few hours before, police had arrested a guard.",
            "COERCE",
            date(2021, 3, 8),
            id="hours before is the same day",
        ),
        pytest.param(
            "Gunmen raided a bank in Lima on Monday. The raid began at about 3 p.m. local time.",
            "ASSAULT",
            date(2021, 3, 8),
            id="a clock time is on the day around it",
        ),
    ],
)
def test_days_come_from_the_surroundings(text: str, event_type: str, start: date) -> None:
    assert only(text, event_type).date_start == start


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        pytest.param(
            "The governor announced her resignation on Monday. She said she would leave office in August.",
            "RETREAT",
            id="resignation and leaving",
        ),
        pytest.param(
            "A jury convicted Omar Diaz in Reno on Friday. The trial had lasted a year. Diaz was found guilty on all counts.",
            "SANCTION",
            id="a verdict told again",
        ),
        pytest.param(
            "Officers arrested twelve people in Lagos on Monday. The forestry department arrested them after a tip. "
            "The suspects were taken into custody.",
            "COERCE",
            id="arrested them",
        ),
        pytest.param(
            "A bomb killed 12 soldiers at a base in Bria on Monday. Reporters called Monday's attack the worst of the year.",
            "ASSAULT",
            id="by its day",
        ),
        pytest.param(
            "A Leeds man was arrested on Sunday. John Hale, 19, of Park Lane, was arrested at a station by Sergeant Rick Watts.",
            "COERCE",
            id="described, then named",
        ),
        pytest.param(
            "The burn ban in the county was lifted on Monday. A fire chief said the ground was wet. The county lifted the ban at noon.",
            "CONCEDE",
            id="the same step told again",
        ),
        pytest.param(
            "The attack on Sunday was in Karrada, Baghdad. The mayor spoke of those injured in the attack.",
            "ASSAULT",
            id="in a quarter and in its town",
        ),
        pytest.param(
            "Gunmen abducted nine people near Jos on Monday. The attackers stormed the village at dawn.", "ASSAULT", id="the attackers"
        ),
    ],
)
def test_one_happening_told_by_two_verbs_is_one(text: str, event_type: str) -> None:
    only(text, event_type)


def test_the_flood_and_the_landslide_are_two() -> None:
    assert types("A flood hit Sylhet on Monday. A landslide blocked a road near Jaflong on Monday.") == ["DISASTER", "DISASTER"]


def test_an_old_attack_named_with_its_year_is_another() -> None:
    text = "Two guards were stabbed in a prison near Lima on Friday. The 1992 attack on the prison had killed forty people."
    assert [event.factuality for event in events(text) if event.event_type == "ASSAULT"] == ["asserted", "historical"]


def test_later_mentions_join_their_happening() -> None:
    text = (
        "Gunmen attacked a police post near Quetta on Monday. The attack began at dawn. Five officers were killed and nine were wounded "
        "in the attack, police said."
    )
    event = only(text, "ASSAULT")
    assert (event.tolls["killed"].best, event.tolls["injured"].best, event.tolls["killed"].source) == (5, 9, "figure")


def test_another_day_is_another_happening() -> None:
    text = "Gunmen attacked a village near Mopti on Monday. On Saturday gunmen attacked a market in Gao."
    assert types(text) == ["ASSAULT", "ASSAULT"]


def test_another_group_is_arrested_again() -> None:
    text = "Police arrested two men on Monday. The ministry praised them. Two women were arrested on Tuesday."
    assert types(text).count("COERCE") == 2


def test_what_a_paragraph_of_old_days_tells_is_old() -> None:
    text = (
        "Ana Ruiz died on Monday.\n\nShe was jailed in 1963 and freed in 1974. She was praised in the West.\n\n"
        "France praised the council for its report."
    )
    assert [event.factuality for event in events(text) if event.event_type == "SUPPORT"] == ["historical", "asserted"]


def test_two_towns_are_two_happenings() -> None:
    text = (
        "Police dispersed a march in Lima on Monday. A girl was wounded by a stray bullet.\n\n"
        "Miners in Cusco have blocked a road. Four people were wounded, a hospital said."
    )
    assert [event.tolls["injured"].best for event in events(text) if event.event_type == "ASSAULT" and "injured" in event.tolls] == [1, 4]


def test_what_led_to_a_demand_is_told_with_its_toll() -> None:
    text = (
        "Thousands of nurses went on strike in Peru on Tuesday to demand guards, two weeks after gunmen killed nine doctors at a clinic in "
        "Cusco.\n\nA union said that three nurses had been kidnapped in the south this year.\n\n"
        "The president dismissed two officers over the attack in Cusco."
    )
    found = [
        (e.event_mode, e.place and e.place.name, e.tolls["killed"].best if "killed" in e.tolls else None)
        for e in events(text)
        if e.event_type == "ASSAULT"
    ]
    assert found == [(None, "Cusco", 9), ("abduct", "Peru", None)]


def test_a_sum_over_years_is_none_of_its_parts() -> None:
    text = (
        "Gangs have abducted thousands of people in Nigeria over the past decade. In February 2019, 300 girls were abducted from a school."
    )
    assert [event.date_start for event in events(text)] == [date(2011, 3, 10), date(2019, 2, 1)]


def test_a_war_is_no_attack_in_it() -> None:
    text = "In the 1980s, dozens of ships were attacked in the Gulf during the war between Iran and Iraq."
    assert [names(event.actors) for event in events(text) if event.trigger.start == text.index("attacked")] == [[]]


def test_a_vow_that_rules_something_out_is_no_promise() -> None:
    assert "AGREE" not in types("The president vowed that there would be no revolution.")
    assert "AGREE" in types("The president vowed that there would be no reprisals.")


def test_the_arrival_of_a_convoy_is_help() -> None:
    event = only("A convoy of ten lorries carrying food reached Mekelle on Monday, the charity said.", "AID")
    assert (event.place and event.place.name, event.date_start) == ("Mek'ele", date(2021, 3, 8))  # as GeoNames writes it


def test_what_an_offensive_is_for_is_no_other_attack() -> None:
    assert types("Government forces began an offensive to retake Mosul on Monday.") == ["ASSAULT"]
    assert types("The agency began a campaign to destroy old weapons.") == []
    assert types("Teachers launched strikes against the pay offer.") == ["PROTEST"]


def test_a_word_given_for_a_later_day_is_given_today() -> None:
    event = only("The rebels said they would release the hostages on April 3.", "AGREE")
    assert (event.factuality, event.date_start) == ("asserted", None)
    assert only("Chile will withdraw 200 soldiers from Mali by spring, two officials said.", "AGREE").date_start is None


def test_a_road_is_where_an_ambush_is_and_not_whom_it_hits() -> None:
    assert only("There was an ambush on the road to Kandahar on Monday.", "ASSAULT").recipients == ()


def test_who_is_a_person_and_no_bus() -> None:
    event = only("Passengers said the driver of the bus, who was arrested afterwards, had fainted.", "COERCE")
    assert [party.text for party in event.recipients] == ["the driver of the bus"]


def test_a_delay_is_blamed_on_somebody() -> None:
    event = only("The minister blamed the delay on the rebels.", "ACCUSE")
    assert [party.text for party in event.recipients] == ["the rebels"]


def test_who_is_found_guilty_is_convicted() -> None:
    event = only("A jury found the two officers guilty of manslaughter on Monday.", "SANCTION")
    assert [party.text for party in event.recipients] == ["the two officers"]


def test_nothing_is_done_by_a_day() -> None:
    event = only("Officials ruled that he must be returned to his father by Jan. 14.", "REQUEST")
    assert all("Jan" not in party.text for party in event.recipients)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is no evidence that the army shelled the town.", "negated"),
        ("Reports that the army shelled the town were false.", "negated"),
        ("The army denied claims that it had shelled the town.", "negated"),
        ("The report that the army shelled the town was confirmed.", "asserted"),
        ("The army came close to shelling the town.", "negated"),
        ("The army stopped short of shelling the town.", "negated"),
        ("Far from shelling the town, the army protected it.", "negated"),
        ("To shell a town is a crime.", "hypothetical"),
        ("The general ordered the shelling of the town.", "future"),
    ],
)
def test_what_is_disowned_or_only_ordered_did_not_happen(text: str, expected: str) -> None:
    assert only(text, "ASSAULT").factuality == expected


def test_who_condemns_a_killing_does_not_blame_the_dead() -> None:
    assert only("The UN condemned the killing of 12 people in Mali.", "ACCUSE").recipients == ()
    assert [p.text for p in only("The UN condemned the shelling of the town by the army.", "ACCUSE").recipients] == ["the army"]


def test_who_foils_a_plot_did_not_make_it() -> None:
    assert only("Police foiled a plot to bomb the embassy in Kabul.", "ASSAULT").actors == ()


@pytest.mark.parametrize(
    "text",
    [
        "The UN condemned the attack on a school in Kabul, which killed 12 people.",
        "The bombing of the market in Kano, which killed 30 people, shocked the town.",
        "An air strike on a hospital in Aleppo that killed 20 people was filmed.",
        "A bomb lay at the gate of the embassy; it exploded at dawn.",
    ],
)
def test_the_place_of_an_attack_has_not_killed(text: str) -> None:
    assert only(text, "ASSAULT").actors == ()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Men attacked the embassy in Lima with explosives.", "explosives"),
        ("A man attacked passengers with an axe on a train near Leeds.", "primitive"),
        ("Two soldiers were killed by a mortar shell near Mosul.", "heavy-weapons"),
        ("A man was attacked by a car thief in Leeds.", None),
        ("The mayor was taken from his home by armed men.", "abduct"),
    ],
)
def test_the_weapon_gives_the_mode(text: str, mode: str | None) -> None:
    assert only(text, "ASSAULT").event_mode == mode


def test_taken_away_and_shot_are_done_to_the_same_man() -> None:
    found = [e for e in events("The mayor was taken from his home by armed men and shot in the square.") if e.event_mode == "firearms"]
    assert [party.text for event in found for party in event.recipients] == ["The mayor"]


def test_what_is_reported_is_no_accord() -> None:
    assert types("Coalition warplanes struck a detention centre in Saada on Friday, according to the ministry.") == ["ASSAULT"]


def test_fire_is_exchanged_between_two_sides() -> None:
    event = only("India and Pakistan exchanged fire in Kashmir on Monday.", "ASSAULT")
    assert (names(event.actors), names(event.recipients)) == (["India"], ["Pakistan"])


def test_a_missile_that_falls_into_the_sea_hits_nobody() -> None:
    assert types("North Korea fired two ballistic missiles into the sea on Thursday.") == ["MOBILIZE"]
    assert types("North Korea test-fired a missile on Thursday.") == ["MOBILIZE"]
    assert types("Houthi rebels fired a missile at a ship in the Red Sea on Thursday.") == ["ASSAULT"]


def test_two_months_before_is_counted_in_months() -> None:
    event = only("People marched in Khartoum on March 9, two months after the army seized power.", "COERCE")
    assert (str(event.date_start), str(event.date_end), event.date_prec) == ("2021-01-01", "2021-01-31", 4)


def test_the_nation_of_a_market_says_where_it_is() -> None:
    event = only("A bomb went off in a Nigerian market on Monday.", "ASSAULT")
    assert (event.country, event.place) == ("NG", None)


def test_protesters_who_clash_with_police_are_violent() -> None:
    event = only("Clashes broke out between police and protesters in Manama on Monday.", "ASSAULT")
    assert (event.acled_event_type, event.acled_sub_event_type) == ("Riots", "Violent demonstration")


def test_another_doer_is_another_happening() -> None:
    text = "A man stabbed four clerks in an office in Lyon on Monday. The attacker was shot dead by police."
    assert types(text) == ["ASSAULT", "ASSAULT"]


def test_people_killed_in_a_crash_were_not_assaulted() -> None:
    assert types("Twelve people were killed in a bus crash near Cusco. Nine others were injured.") == ["ACCIDENT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A lorry struck a group of cyclists near Lyon, killing four of them.", ["ACCIDENT"], id="a lorry"),
        pytest.param("The driver struck two motorcycles, killing both riders.", ["ACCIDENT"], id="who drives"),
        pytest.param("A bus hit a wall near Cusco, killing nine passengers.", ["ACCIDENT"], id="something in the way"),
        pytest.param(
            "A van struck a crowd of shoppers, killing three people. A knife lay in it.", ["ASSAULT"], id="a van with a knife in it"
        ),
    ],
)
def test_who_is_run_over_was_assaulted_only_where_there_is_violence(text: str, expected: list[str]) -> None:
    assert types(text) == expected


def test_who_pleads_not_guilty_concedes_nothing() -> None:
    assert types("The driver pleaded guilty to two counts of theft on Monday.") == ["CONCEDE"]
    assert "CONCEDE" not in types("The driver pleaded not guilty to two counts of theft on Monday.")


def test_a_vow_to_go_on_fighting_is_no_agreement() -> None:
    assert "AGREE" not in types("The senator vowed to keep fighting the result in the courts.")


def test_a_single_victim_is_counted() -> None:
    toll = only("The mayor, Elena Ruiz, was shot dead in Tijuana.", "ASSAULT").tolls["killed"]
    assert (toll.best, toll.source) == (1, "counted")


def test_parts_are_not_added_to_the_whole() -> None:
    toll = only("Rebels killed twelve people, including four children, in Beni.", "ASSAULT").tolls["killed"]
    assert toll.best == 12


def test_nobody_hurt_is_no_happening() -> None:
    assert "ASSAULT" not in types("A school was closed on Monday. No one was hurt.")


def test_what_is_demanded_is_no_event_of_its_own() -> None:
    assert types("The union demanded that the company release the workers.") == ["REQUEST"]


def test_a_source_is_named() -> None:
    event = only("Rebels attacked a convoy near Bunia, the army said.", "ASSAULT")
    assert event.attributed_to is not None
    assert "army" in event.attributed_to


def test_ranks_are_unique_and_the_lead_comes_first() -> None:
    text = "Rebels killed six soldiers near Bunia on Monday. The governor condemned the killings. Later the president met the governor."
    found = events(text)
    assert sorted(event.rank for event in found) == list(range(1, len(found) + 1))
    assert next(event for event in found if event.rank == 1).event_type == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        pytest.param("A suicide bomber blew himself up at a market in Kano.", "Suicide bomb", id="suicide bomb"),
        pytest.param("Warplanes carried out an air strike on a clinic in Taiz.", "Air/drone strike", id="air strike"),
        pytest.param("The army shelled the village with mortars.", "Shelling/artillery/missile attack", id="shelling"),
        pytest.param("Rebels clashed with soldiers near Bunia.", "Armed clash", id="clash"),
        pytest.param("Armed men kidnapped two teachers in Niger.", "Abduction/forced disappearance", id="abduction"),
        pytest.param("Thousands of workers marched through Athens.", "Peaceful protest", id="protest"),
        pytest.param("Police arrested three students in Minsk.", "Arrests", id="arrest"),
        pytest.param("Police seized rifles and ammunition in Kingston.", "Disrupted weapons use", id="weapons seized"),
        pytest.param("The army captured the town of Bria from rebels.", "Government regains territory", id="army takes a town"),
        pytest.param("Gunmen killed two farmers in their field.", "Attack", id="civilians attacked"),
    ],
)
def test_crosses_over_to_acled(text: str, sub_event: str) -> None:
    first = min(events(text), key=lambda event: event.rank)
    assert first.acled_sub_event_type == sub_event


def test_every_span_lies_in_the_text_and_is_short() -> None:
    text = "Gunmen attacked a police post near Quetta on Monday, killing five officers, a spokesman for the provincial government said."
    for event in events(text):
        assert 0 <= event.span.start < event.span.end <= len(text)
        assert event.span.end - event.span.start <= 400
        assert event.span.covers(event.trigger)


def test_the_same_text_gives_the_same_events() -> None:
    text = "Kenya accused Somalia and Eritrea of spying. Police arrested three students in Minsk."
    read.cache_clear()
    first = events(text)
    read.cache_clear()
    assert events(text) == first


def test_a_denied_deed_that_others_report_stays_asserted() -> None:
    event = only("Kenya accused the rebels of bombing a school in Garissa. The rebels denied bombing the school.", "ASSAULT")
    assert (event.factuality, event.denied_by) == ("asserted", "The rebels")


def test_a_denied_deed_that_nobody_reports_is_negated() -> None:
    assert only("The rebels denied bombing a school in Garissa.", "ASSAULT").factuality == "negated"


def test_what_happened_last_year_is_another_happening_than_the_undated_news() -> None:
    told = events("A plane bombed a market in Kutum, killing six people. An attack on another market killed dozens last year.")
    assert [e.date_start for e in told if e.event_type == "ASSAULT"] == [None, date(2020, 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "At least 23 people were killed and more than 40 wounded on Monday in a bombing in Kutum.", id="of several participles"
        ),
        pytest.param("Six people died on Monday when a plane bombed a market in Kutum.", id="when"),
    ],
)
def test_the_day_of_a_clause_is_that_of_all_that_it_tells(text: str) -> None:
    assert only(text, "ASSAULT").date_start == date(2021, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"This study does lay the ground for more," she told the Herald.', id="told a newspaper, with an emphatic verb"),
        pytest.param('He told the Herald that "it can be tough to keep one\'s mind on the work".', id="told that something can be"),
        pytest.param("One student wore a mask, the other held a book on surgery.", id="held a thing"),
    ],
)
def test_no_event_is_seen_in(text: str) -> None:
    assert types(text) == []
