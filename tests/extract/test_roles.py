"""Who did it and to whom, where the sentence does not say it by subject and object."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context, Event, Party

CONTEXT = Context(date(2016, 12, 14))


def event_of(text: str, event_type: str) -> Event:
    return next(event for event in find_all(text, CONTEXT).events if event.event_type == event_type)


def words(parties: tuple[Party, ...]) -> list[str]:
    return [party.text for party in parties]


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        pytest.param(
            "Ann Lee has blamed two letters by the police chief for her defeat.",
            "ACCUSE",
            ["Ann Lee"],
            ["the police chief"],
            id="blamed a thing of somebody's",
        ),
        pytest.param(
            "Ann Lee has blamed the army's retreat for her defeat.", "ACCUSE", ["Ann Lee"], ["the army"], id="blamed somebody's deed"
        ),
        pytest.param(
            "France condemned the raid by the army on the village.", "ACCUSE", ["France"], ["the army"], id="condemned a deed by somebody"
        ),
        pytest.param(
            "Protesters called for the resignation of Ann Lee.", "REQUEST", ["Protesters"], ["Ann Lee"], id="called for somebody's step"
        ),
        pytest.param("Unions called for an end to the violence.", "REQUEST", ["Unions"], [], id="called for a thing"),
        pytest.param("Ten men were killed by a rebel rocket attack.", "ASSAULT", ["rebel"], ["Ten men"], id="killed by somebody's deed"),
        pytest.param(
            "Ten men were killed by a United States airstrike in Raqqa.",
            "ASSAULT",
            ["United States"],
            ["Ten men"],
            id="killed by a country's deed",
        ),
        pytest.param("Ten men were killed by a Leeds bus.", "ASSAULT", [], ["Ten men"], id="a town is no doer"),
        pytest.param("Ann Lee called the raid a crime.", "ASSAULT", [], [], id="called it something"),
        pytest.param("His aides had alleged Lee was poisoned.", "ACCUSE", ["His aides"], [], id="the victim is not accused"),
        pytest.param("Vandals damaged a church in Lyon.", "ASSAULT", ["Vandals"], ["a church"], id="damage that somebody does"),
        pytest.param("“This is a farce,” said union leader Ann Lee.", "ACCUSE", ["union leader Ann Lee"], [], id="a bad name for it"),
        pytest.param(
            "“The army's conduct was shameful,” Ann Lee said.", "ACCUSE", ["Ann Lee"], ["The army"], id="a bad name for somebody's deed"
        ),
        pytest.param("China, Iran and Russia have pledged help.", "AGREE", ["China", "Iran", "Russia"], [], id="several who promise"),
        pytest.param(
            "A man suspected of giving the gun to the gang was arrested.", "COERCE", [], ["A man"], id="without what is told of him"
        ),
        pytest.param(
            "A nurse and a driver left Gulu on Monday. Rebels killed them on the road.",
            "ASSAULT",
            ["Rebels"],
            ["A nurse", "a driver"],
            id="each of those whom a pronoun stands for",
        ),
        pytest.param("The army said an attack in Gulu killed two men.", "ASSAULT", [], ["two men"], id="a town is where, not whom"),
        pytest.param(
            "Ann Lee accused the opposition of planning a coup.", "ACCUSE", ["Ann Lee"], ["the opposition"], id="not what it is accused of"
        ),
        pytest.param("They said Saturday Ann Lee was stabbed.", "ASSAULT", [], ["Ann Lee"], id="no day in a name"),
        pytest.param("The king suspended parliament on Friday.", "COERCE", ["The king"], ["parliament"], id="what the phrase names"),
        pytest.param(
            "The minister signed a decree banning women from the park.", "COERCE", ["The minister"], ["women"], id="whom a decree bans"
        ),
        pytest.param("Gunmen carried out an attack in the capital on Monday.", "ASSAULT", ["Gunmen"], [], id="in a town, not on it"),
        pytest.param(
            "The court ruled that the government's ban was unlawful.", "REJECT", ["The court"], ["the government"], id="whose ban"
        ),
        pytest.param("The court found the mayor's order to be illegal.", "REJECT", ["The court"], ["the mayor"], id="whose order"),
        pytest.param("Judges held that the law was invalid.", "REJECT", ["Judges"], [], id="a law is nobody's"),
        pytest.param(
            "The firm appealed the fine to the Court of Session.",
            "REQUEST",
            ["The firm"],
            ["the Court of Session"],
            id="to whom behind the thing",
        ),
        pytest.param(
            "President Ann Lee requested 20 million euros in emergency funding from Parliament.",
            "REQUEST",
            ["President Ann Lee"],
            ["Parliament"],
            id="from whom behind a long object",
        ),
        pytest.param("Ann Lee called on the US to leave.", "REQUEST", ["Ann Lee"], ["the US"], id="a country, no pronoun"),
        pytest.param(
            "The raid was condemned in a joint statement by Egypt and Greece on Monday.",
            "ACCUSE",
            ["Egypt", "Greece"],
            [],
            id="who signed it",
        ),
        pytest.param("Police urged anyone with information to call.", "REQUEST", ["Police"], ["anyone"], id="anybody of a kind"),
        pytest.param("Police urged everyone to leave.", "REQUEST", ["Police"], [], id="everybody at all"),
        pytest.param("Police confiscated cattle from villagers.", "COERCE", ["Police"], ["villagers"], id="from whom something is taken"),
        pytest.param(
            "The legality of the senator's candidacy was challenged by the union.",
            "ACCUSE",
            ["the union"],
            ["the senator"],
            id="of whose thing",
        ),
        pytest.param("The governor rejected a complaint filed by the union.", "REJECT", ["The governor"], ["the union"], id="who filed it"),
        pytest.param(
            "The mayor refused to hand the letters to the committee.",
            "REJECT",
            ["The mayor"],
            ["the committee"],
            id="to whom it is refused",
        ),
        pytest.param(
            "Detectives are investigating whether the driver is linked to the fire.",
            "ACCUSE",
            ["Detectives"],
            ["the driver"],
            id="whether somebody is",
        ),
        pytest.param(
            "Kenyan President Ann Lee met farmers on Monday. Unions accused the president of fraud.",
            "ACCUSE",
            ["Unions"],
            ["Kenyan President Ann Lee"],
            id="an office in full",
        ),
        pytest.param(
            "The Kenya Supreme Court met on Monday. On Friday the Supreme Court fined the union.",
            "SANCTION",
            ["Kenya Supreme Court"],
            ["the union"],
            id="a court in full",
        ),
        pytest.param(
            "Ann Lee, sister of the singer and campaigner Jane Doe, was sentenced to life in prison.",
            "SANCTION",
            [],
            ["Ann Lee"],
            id="without what relations are",
        ),
        pytest.param(
            "Norway, worried about a war in the region, urged Sweden to talk.",
            "REQUEST",
            ["Norway"],
            ["Sweden"],
            id="without what is said of it",
        ),
        pytest.param(
            "On Friday the government of Kenya opened a campaign to combat the cholera outbreak that had, officials say, infected over 4,200 "
            "of the district's residents since June and killed at least 62.",
            "DISASTER",
            [],
            ["at least 62"],
            id="what had, by reports, killed",
        ),
        pytest.param(
            "On Friday the government of Kenya opened a ward to fight an outbreak of cholera that had, as of Monday, killed at least 62.",
            "DISASTER",
            [],
            ["at least 62"],
            id="what had, as of a day, killed",
        ),
        pytest.param(
            "Police opened fire with rubber bullets on the crowd.", "ASSAULT", ["Police"], ["the crowd"], id="on whom, behind with what"
        ),
        pytest.param(
            "Ana Lee became the first minister to visit Iraq since 1990.", "CONSULT", ["Ana Lee"], ["Iraq"], id="the first who, by name"
        ),
        pytest.param("It was Chad's deadliest attack, in which 130 people died.", "ASSAULT", [], [], id="whose worst it was"),
        pytest.param("The Hale murder shocked the town.", "ASSAULT", [], ["Hale"], id="named before the murder"),
        pytest.param("The army fired six rounds of artillery into the valley.", "ASSAULT", ["The army"], ["the valley"], id="into where"),
        pytest.param(
            "Nearly 40 soldiers were killed fighting rebels in the north.",
            "ASSAULT",
            ["rebels"],
            ["Nearly 40 soldiers"],
            id="fell fighting somebody",
        ),
        pytest.param(
            "The convoy came under attack from unknown gunmen.", "ASSAULT", ["unknown gunmen"], ["The convoy"], id="under attack from"
        ),
        pytest.param(
            "Police blame the rebels for the kidnapping of the banker.", "ASSAULT", ["the rebels"], ["the banker"], id="blamed for it"
        ),
        pytest.param("The killing of the mayor was blamed on rebels.", "ASSAULT", ["rebels"], ["the mayor"], id="it was blamed on"),
        pytest.param("The governor blamed the attack on the rebels.", "ASSAULT", ["the rebels"], [], id="blamed it on"),
        pytest.param(
            "The army attributed the murder of two nurses to the rebels.", "ASSAULT", ["the rebels"], ["two nurses"], id="attributed to"
        ),
        pytest.param(
            "The minister holds the ELN responsible for the murder of the judge.", "ASSAULT", ["the ELN"], ["the judge"], id="responsible"
        ),
        pytest.param("Nobody blamed the rebels for the murder of the judge.", "ASSAULT", [], ["the judge"], id="blamed by nobody"),
        pytest.param("There was a reported ELN attack on the barracks.", "ASSAULT", ["ELN"], ["the barracks"], id="a known group's attack"),
        pytest.param(
            "Forty people were murdered by the shining path.", "ASSAULT", ["the shining path"], ["Forty people"], id="a group in lower case"
        ),
        pytest.param("Hooded men machinegunned the house.", "ASSAULT", ["Hooded men"], ["the house"], id="machinegunned"),
        pytest.param("Rebels knocked down two pylons near Ayo.", "ASSAULT", ["Rebels"], ["two pylons"], id="knocked down"),
    ],
)
def test_finds_who_and_whom(text: str, event_type: str, actors: list[str], recipients: list[str]) -> None:
    event = event_of(text, event_type)
    assert (words(event.actors), words(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "event_type", "recipients"),
    [
        pytest.param(
            "Kenya closed its border on Monday. Traders in Moyale criticised the move.",
            "ACCUSE",
            ["Kenya"],
            id="the step that the text opens with",
        ),
        pytest.param(
            "Ann Lee resigned on Monday. The army withdrew from Gulu on Friday. Farmers condemned the withdrawal.",
            "ACCUSE",
            ["The army"],
            id="the step told by the same word",
        ),
        pytest.param("Kenya closed its border on Monday. Traders criticised the weather.", "ACCUSE", [], id="no step"),
        pytest.param("Kenya closed its border on Monday. Traders criticised a plan.", "ACCUSE", [], id="a step not told before"),
        pytest.param("Kenya closed its border on Monday. Unions criticised the police.", "ACCUSE", ["the police"], id="somebody named"),
    ],
)
def test_finds_whose_step_a_reaction_is_to(text: str, event_type: str, recipients: list[str]) -> None:
    assert words(next((event.recipients for event in find_all(text, CONTEXT).events if event.event_type == event_type), ())) == recipients


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        pytest.param("The judge sentenced Peter Field, 31, to life in prison.", "Peter Field, 31", id="to life, behind an age"),
        pytest.param(
            "The judge sentenced Iowa man Peter Field, now 31, to life.", "Iowa man Peter Field, now 31", id="to life, told apart"
        ),
        pytest.param("The court sentenced the two brothers to life on Monday.", "the two brothers", id="to life"),
    ],
)
def test_what_somebody_is_sentenced_to_is_no_part_of_their_name(text: str, recipient: str) -> None:
    assert words(event_of(text, "SANCTION").recipients) == [recipient]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param(
            "Thabo Banda came at eight. He met the mayor, Peter Chirwa. He called on voters to go to the polls.",
            "Thabo Banda",
            id="he goes on, whoever stands between",
        ),
        pytest.param(
            "Lindiwe Banda came at eight. She will lift all bans issued by the president, Alex Chirwa. She called on voters to go to the polls.",
            "Lindiwe Banda",
            id="she goes on",
        ),
        pytest.param(
            "Thabo Banda came at eight. He waited. Peter Chirwa spoke for an hour. He called on voters to go to the polls.",
            "Peter Chirwa",
            id="a new subject takes over",
        ),
    ],
)
def test_a_pronoun_that_goes_on_stays_with_its_person(text: str, actor: str) -> None:
    assert words(event_of(text, "REQUEST").actors) == [actor]


@pytest.mark.parametrize(
    ("text", "actor", "recipients"),
    [
        pytest.param("Guerrillas ambushed a column of rebels near the river.", "REB", ["REB"], id="a column of somebody's"),
        pytest.param("Members of the national police shot a group of extremists.", "COP", ["UAF"], id="members and groups"),
        pytest.param("The rebels fired at positions of the army.", "REB", ["MIL"], id="somebody's positions"),
        pytest.param("The army killed three Guerrillas on Monday.", "MIL", ["REB"], id="a kind with a capital is no town"),
        pytest.param("Rebels destroyed an armored vehicle and a tank.", "REB", ["MIL", "MIL"], id="two things of one army"),
    ],
)
def test_tells_who_is_armed(text: str, actor: str, recipients: list[str]) -> None:
    event = event_of(text, "ASSAULT")
    assert ([party.sector for party in event.actors], [party.sector for party in event.recipients]) == ([actor], recipients)


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        pytest.param(
            "A judge sentenced a nurse based in Leeds to prison on Monday.", "a nurse based in Leeds", id="a participle with its end"
        ),
        pytest.param("Police arrested a trader living in Leeds on Friday.", "a trader", id="a participle that leads away"),
        pytest.param("Mara Hobbs, 19, of 1935 Orchard St., Harlow, was arrested on Monday.", "Mara Hobbs, 19", id="an address"),
        pytest.param("Piotr Kowal, 23, of the 3200 block of Elm Street in Leeds, was arrested.", "Piotr Kowal, 23", id="a block"),
    ],
)
def test_phrases_end_where_a_reader_would_end_them(text: str, recipient: str) -> None:
    event = next(event for event in find_all(text, CONTEXT).events if event.recipients)
    assert event.recipients[0].text == recipient


def test_who_blames_stands_for_the_deed() -> None:
    event = event_of("Police blame the rebels for the kidnapping of the banker.", "ASSAULT")
    assert (event.attributed_to, event.attribution_stance) == ("Police", "blames")
