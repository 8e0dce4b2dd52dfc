"""Which event a sentence tells: words with several readings, and sentences that tell of none."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context

PUBLISHED = date(2021, 3, 10)  # a Wednesday

# In groups: courts and chambers; words for or against; what is said, and not done; things and not deeds.
READINGS: list[tuple[str, list[str]]] = [
    ("The high court ruled on Monday that the suspension of parliament was unlawful.", ["REJECT"]),
    ("The Constitutional Court found the ban to be unconstitutional.", ["REJECT"]),
    ("The ban was ruled unlawful by the High Court in Nairobi.", ["REJECT"]),
    ("The Supreme Court ruled against the government.", ["REJECT"]),
    ("A federal judge blocked the order.", ["REJECT"]),
    ("The Senate voted to hold the attorney general in contempt.", ["SANCTION"]),
    ("The House of Representatives voted to impeach the governor.", ["ACCUSE"]),
    ("Miners voted to strike.", []),
    ("The committee issued subpoenas to the treasurer and his deputy.", ["REQUEST"]),
    ("The committee subpoenaed the treasurer.", ["REQUEST"]),
    ("The Court of Appeals issued an administrative stay on Tuesday.", ["CONCEDE"]),
    ("Police released a man of 66 on bail on Sunday.", ["RETREAT"]),
    ("A manhunt for the gunman continues, police said.", ["MOBILIZE"]),
    ("The Senate confirmed Ana Lopez as the new judge.", ["SUPPORT"]),
    ("Doctors confirmed him dead.", []),
    ("The driver pleaded guilty in Leeds on Monday.", ["CONCEDE"]),
    ("A judicial inquiry was ordered on Monday.", ["ACCUSE"]),
    ("The senator said he intended to sue the governor.", ["THREATEN"]),
    ("The mayor said she would challenge the decision in court.", ["THREATEN"]),
    ("The colonel is suspected of fraud.", ["ACCUSE"]),
    ("Police searched the homes of two editors in Minsk.", ["COERCE"]),
    ("Rescuers searched the house for survivors.", []),
    ("The president opposed the remarks of the French minister.", ["ACCUSE"]),
    ("The president opposed the bill.", ["REJECT"]),
    ("The senator attacked the president for his silence on the war.", ["ACCUSE"]),
    ("The senator attacked the treaty as a betrayal.", ["ACCUSE"]),
    ("Gunmen attacked a convoy for the second time this week.", ["ASSAULT"]),
    ("Militants attacked the village for two hours on Monday.", ["ASSAULT"]),
    ("Voters ousted the mayor on Sunday.", ["SANCTION"]),
    ("Soldiers ousted the president on Sunday.", ["ASSAULT"]),
    ("The government abandoned its goal of ousting the president.", []),
    ("Talks failed after efforts to complete the withdrawal of troops from Mali.", []),
    ("The president told a rally in Ohio that taxes would fall.", []),
    ("The union held a rally in Lagos.", ["PROTEST"]),
    ("Two ministers resigned in protest.", ["RETREAT"]),
    ("The judge described what has been called an honour killing.", []),
    ("The state outlawed the death penalty.", []),
    ("The study demonstrates the value of vaccines.", []),
    ("Students demonstrated in Santiago against the reform.", ["PROTEST"]),
    ("The software was released on Monday.", []),
    ("The company said in a press release that sales rose.", []),
    ("Rescuers deployed a camera in the shaft.", []),
    ("Firefighters deployed thirty vehicles to the hotel.", []),
    ("Hurricane Maria killed 40 people in Dominica.", ["DISASTER"]),
    ("The actor hails from Ohio.", []),
    ("The program executes the file.", []),
    ("The singer died after a long battle with cancer.", []),
    ("The rebels promised to kill the hostages.", ["THREATEN"]),
    ("Marco Ruiz vowed to attack the embassy.", ["THREATEN"]),
    ("The minister promised to publish the report.", ["AGREE"]),
    ("The former banker went on trial on Monday.", ["ACCUSE"]),
    ("The trial of the former banker opened in Oslo.", ["ACCUSE"]),
    ("An inquest into the death of the singer opened on Monday.", ["ACCUSE"]),
    ("The trial of the vaccine began on Monday.", []),
    ("The HOPE trial began in May with 400 patients.", []),
    ("His trial began on Monday.", ["ACCUSE"]),
    ("Two tribes sued the state. The suit was filed in a court in Omaha.", ["ACCUSE"]),
    ("The mayor accused the governor of lying. The charges were filed on Monday.", ["ACCUSE", "ACCUSE"]),
    ("Marco Ruiz was jailed for nine years. Judge Ana Smith handed down the sentence in Leeds.", ["SANCTION"]),
    ("The governor announced that she would resign.", ["RETREAT"]),
    ("The ministry announced on Monday its troops would be leaving the island.", ["RETREAT"]),
    ("The governor announced that she would not resign.", []),
    (
        "Marco Ruiz was murdered in Oslo last May. On Tuesday the prosecutor said the general had ordered the killing of Marco Ruiz.",
        ["ASSAULT"],
    ),
    ("The colonel is serving a sentence of nine years.", []),
    ("The colonel received a sentence of nine years.", ["SANCTION"]),
    ("The general was dismissed for ill health.", []),
    ("The general was dismissed for taking bribes.", ["SANCTION"]),
    ("The agency announced new restrictions on flights to the island.", ["COERCE"]),
    ("A warrant was issued for the arrest of the former minister.", ["ACCUSE"]),
    ("The agency called the state for Smith.", []),
    ("The president gave speeches in Lyon.", []),
    ("The government gave in to the strikers.", ["CONCEDE"]),
    ("A fire broke out at a warehouse in Lyon on Monday. Dozens of vehicles were damaged.", ["ACCIDENT"]),
    ("Two hunters are a threat to the herd.", []),
    ("The rebels issued a threat against the mayor.", ["THREATEN"]),
    ("The senator said he would sue over the ban.", ["THREATEN"]),
    ("The minister ordered the installation of alarms in schools.", ["REQUEST"]),
    ("The minister ordered the evacuation of the island.", ["COERCE"]),
    ("The driver was jailed for driving his car into a crowd of marchers.", ["ASSAULT", "SANCTION"]),
    ("Prosecutors unsealed charges against the banker.", ["ACCUSE"]),
    ("A search of the suspect's van turned up a knife.", ["COERCE"]),
    ("A Turkish statement called for a safe zone.", ["REQUEST"]),
    ("The mayor is widely suspected of taking bribes.", ["ACCUSE"]),
    ("The patient was suspected of having the virus.", []),
    ("The firm gave no figures, telling reporters it offers its condolences to the families.", ["SUPPORT"]),
    ("At least seventeen people died and 35 were rescued, according to officials.", ["AID"]),
    # What is said of nobody, and what is so in general.
    ("The US wants a safe zone to repatriate Syrian refugees.", []),
    ("People must know the truth, the bishop said.", []),
    ("The bishop said people must leave the town.", ["REQUEST"]),
    ("Activists claim safety rules are routinely ignored.", ["ACCUSE"]),
    ('"Now we have crossed the sea, it\'s crazy," said the pilot.', []),
    ('"This is a farce," said the senator.', ["ACCUSE"]),
    ("My parents wanted me to study law.", []),
    ("The envoy wanted the US to leave the region.", ["REQUEST"]),
    ("At her own request, the prisoner was moved to another cell.", []),
    ("People reject ideas.", []),
    ("Provinces collaborate in a country.", []),
    ("Schools closed during the COVID-19 pandemic.", []),
    ("The senator blamed the president for encouraging farmers to set fires.", ["ACCUSE"]),
    ("The centre released them publicly on Monday.", []),
    ("A bill was proposed in 2016 for banning the veil.", []),
    ("I do not think any leader should make that assumption, the minister said.", []),
    ("No one should doubt our determination, the president said.", []),
    ("“Every society needs to respect its people,” the president said.", []),
    ("“A state must protect its people,” the president said.", []),
    ("“Mr Lopez should be remembered for his work,” the minister said.", []),
    ("“If the law says so, the bank has to open its books,” the minister said.", []),
    ("“The government needs to release the prisoners,” the bishop said.", ["REQUEST"]),
    ("The main burst on Friday, cutting off the water supply to most of the city.", []),
    ("The army cut off electricity to the town on Monday.", ["COERCE"]),
    ("The singer's visit prompted a flood of letters.", []),
    ("The president's visit prompted a flood of letters.", ["CONSULT"]),
    ("SARS-CoV-2 has already killed more than 1,000 people in China, the agency said.", ["DISASTER"]),
    ("Their demands include the release of students and a ban on tear gas.", []),
    ("Thousands marked the 70th anniversary of the invasion of the island.", []),
    ("The envoy declined to comment on the talks.", []),
    ("The minister refused to name the donors to parliament.", ["REJECT"]),
    ("The government called for the party, the largest in the north, to be expelled from the talks.", ["REQUEST"]),
    ("Ana Ruiz is the third governor to be impeached by the assembly.", ["ACCUSE"]),
    ("Soldiers captured the town.", ["ASSAULT"]),
    ("Most voters support the ban.", []),
    ("Voters rejected the plan in a referendum.", ["REJECT"]),
    ("She is assured of winning two seats.", []),
    ('"Let\'s go back," said the senator.', []),
    ("Smith beat out Jones with 47 percent of the vote.", []),
    ("The guards beat the prisoner with sticks.", ["ASSAULT"]),
    ("The rival called them on it.", []),
    ("The envoy called on both sides to stop.", ["REQUEST"]),
    ("The governor refused to call the plan a disgrace.", ["REJECT"]),
    ("Asked whether she would resign, the minister laughed.", []),
    ("When asked to explain the payments, the mayor left.", []),
    ("A man struck him with a chair.", ["ASSAULT"]),
    ("Warplanes bombed a wedding in the hills.", ["ASSAULT"]),
    ("Rebels took 20 villagers captive near Goma.", ["ASSAULT"]),
    ("शहर में lockdown लगा दिया गया है और लोग घर पर हैं।", []),
    ("Candidates have a long history of blaming others for their defeats.", []),
    ("The rebels vowed to shell the town.", ["THREATEN"]),
    ("The minister vowed to rebuild the town.", ["AGREE"]),
    ("The rebels have neither attacked nor shelled the town.", []),
    ("The army never bombed, shelled or stormed the town.", []),
    ("The rebels did not attack the town but shelled the camp.", ["ASSAULT"]),
    ("The company has agreed to buy its rival.", []),
    ("Egypt agreed to buy 24 jets from France.", ["AGREE"]),
    ("The mayor kept her promise to the voters.", []),
    ("She left a house party in Leeds on foot.", []),
    ("The judge found two officers not guilty of murder.", ["CONCEDE"]),
    ("The jury found him not guilty on Monday.", ["CONCEDE"]),
    ("Hale was found not guilty on Monday.", ["CONCEDE"]),
    ("Hale was found guilty on Monday.", ["SANCTION"]),
    ("Someone pulled out a gun.", []),
    ("Five people were treated and released at a hospital in Leeds.", []),
    ("The mayor called the fire tragic.", []),
    ("The siblings found a gun on the nightstand.", []),
    ("Officers found a gun in the flat.", ["COERCE"]),
    ("A call was made by the father, who said his son was armed.", []),
    ("The mayor made a call for calm.", ["REQUEST"]),
    ("A stray bullet hit a girl of six in Dayton.", ["ASSAULT"]),
    ("A woman was hit by a car in Dayton.", ["ACCIDENT"]),
    ("Someone fired into a house in Dayton, wounding a woman.", ["ASSAULT"]),
    ("In the film, rebels attack a village and kill 20 people.", []),
    ("The novel tells of a soldier who kills his captain.", []),
    ("The rocket exploded shortly after launch.", ["ACCIDENT"]),
    ("The striker was injured in training.", []),
    ("The road was closed after a lorry overturned.", ["ACCIDENT"]),
    ("Kenya closed its border with Somalia on Monday.", ["COERCE"]),
    ("The airline suspended flights to Madrid because of the wind.", []),
    ("India suspended flights from Britain on Monday.", ["SANCTION"]),
    ("The player was banned for three matches.", []),
    ("Rebels seized on the chance to retreat.", []),
    ("People gathered in Leeds to pay tribute to the dead.", []),
    ("Residents gathered at the scene of the crash.", ["ACCIDENT"]),
    ("Veterans marched through Leeds to mark the end of the war.", []),
    ("Mourners marched behind the coffin in Gaza.", []),
    ("Workers marched through Leeds to demand higher pay.", ["PROTEST"]),
    ("Residents marched on the anniversary of the coup to demand justice.", ["PROTEST"]),
    ("A sit-in at the port entered its third day on Monday.", ["PROTEST"]),
    ("Train drivers struck for a third day on Monday.", ["PROTEST"]),
    ("The senator is campaigning for the party's candidates in Ohio.", []),
    ("The union campaigned for higher pay.", ["REQUEST"]),
    ("More than 50 people were injured when the tram left the track in Croydon.", ["ACCIDENT"]),
    ("A train came off the rails near Lyon, injuring 12 passengers.", ["ACCIDENT"]),
    ("The ferry ran aground off Samos with 300 people aboard.", ["ACCIDENT"]),
    ("An explosion at a fireworks factory killed eight workers in Leon.", ["ACCIDENT"]),
    ("A blast at a police station killed two officers in Kano.", ["ASSAULT"]),
    ("Firefighters freed five people trapped in the wreckage of the tram.", ["AID"]),
    ("Rebels freed five hostages in Goma.", ["RETREAT"]),
    ("Holt took over as minister from Kane on Monday.", []),
    ("The bureau stood by its earlier finding that no charges were due.", []),
    ("The premier stood by his minister.", ["SUPPORT"]),
    ("Harris called his mother to tell her he was safe.", []),
    ("Cancer killed the mayor on Monday.", []),
    ("A heart attack killed the mayor on Monday.", []),
    ("Cholera killed 40 people in Kano.", ["DISASTER"]),
    ("The chancellor shot down the idea of a tax.", []),
    ("Rebels shot down a helicopter near Goma.", ["ASSAULT"]),
    ("The mayor is holding the budget hostage.", []),
    ("A landslide swept the party to power.", []),
    ("The minister was bombarded with questions.", []),
    ("Critics slaughtered the show.", []),
    ("He was shot by photographers at the gala.", []),
    ("The two candidates clashed in a debate in Ohio.", []),
    ("The paper attacked the government in an editorial.", []),
    ("Raiders beat Broncos in Denver on Sunday.", []),
    ("Officers found a cache of letters in the flat.", []),
    ("Officers found a cache of weapons in the flat.", ["COERCE"]),
    ("Passengers were carried away on stretchers from the station.", []),
    ("Two farmers were carried off by gunmen near Kano.", ["ASSAULT"]),
    ("The scandal has killed his career.", []),
    ("Heavy fighting was reported in the hills.", ["ASSAULT"]),
    ("One doctor, who asked not to be named, said the ward was full.", []),
    ("A clerk asked the paper not to quote her.", []),
    ("The house was a country retreat for the mayor of Leeds.", []),
    ("The ministry was performing an investigation of the tests.", ["ACCUSE"]),
    ("Under the constitution, the lower house impeaches the president.", []),
    ("The bank hit him with a fine of 300 euros.", []),
    ("Shells rained down on the eastern suburbs.", ["ASSAULT"]),
    ("Criticism rained down on the minister.", []),
    ("Hunters killed 300 whales.", []),
    ("Soldiers shot live rounds to clear the square.", ["ASSAULT"]),
    ("A drone slammed into an oil depot near Jeddah.", ["ASSAULT"]),
    ("A car crashed into a wall.", ["ACCIDENT"]),
    ("The base was under attack by rebels, an officer said.", ["ASSAULT"]),
    ("The minister came under fire from the opposition for his remarks.", ["ACCUSE"]),
    ("Two boys were burned alive in the village.", ["ASSAULT"]),
    ("There was an assassination plot against the judge.", []),
    ("The convention was held online due to the coronavirus pandemic.", []),
    ("The plan is to help shops in the aftermath of the pandemic.", []),
    ("They stayed at home because of the measles outbreak.", []),
    ("Officials declared an epidemic of measles on Monday.", ["DISASTER"]),
    ("Democrats attacked the governor on his record on Monday.", ["ACCUSE"]),
    ("A senator attacked Mr Hale on trade.", ["ACCUSE"]),
    ("Rebels attacked a convoy on the road to Goma.", ["ASSAULT"]),
    ("A hunter inadvertently shot his cousin in the leg on Sunday.", []),
    ("Soldiers accidentally shot a boy near Harlow on Sunday.", ["ASSAULT"]),
    ("The city fell to third place in the table.", []),
    ("The town fell to rebels on Monday.", ["ASSAULT"]),
    ("The country is bracing for a perfect storm.", []),
    ("The two men have previous arrests for burglary.", []),
    ("Police made two arrests on Monday.", ["COERCE"]),
    ('"People have to remember that the river is deep," said Mary Hobbs, the mayor.', []),
    ('"The army has to leave the town," said Mary Hobbs, the mayor.', ["REQUEST"]),
    ("Some 1,500 Dutch troops are currently stationed in Goma.", []),
    ("Hundreds of soldiers were stationed in Goma on Friday.", ["MOBILIZE"]),
    ("She met with several leaders advocating climate action.", ["CONSULT"]),
    ("The minister advocated dialogue with the rebels on Monday.", ["REQUEST"]),
    ("Guards rarely threatened the strikers.", []),
    ("The sprinklers had been shut off on Tuesday.", []),
    ("Police shut off the road on Monday.", ["COERCE"]),
    ("Police arrested stabbing suspect Leo Brandt at his home.", ["COERCE"]),
    ("Hundreds attended the funeral of shooting victim Maria Stone on Friday.", []),
    ("Police said shooting suspect Daniel Marsh turned himself in on Friday.", ["RETREAT"]),
    ("Relatives of kidnapping victim Ana Ruiz met the minister on Monday.", ["CONSULT"]),
    ("Officers were beating suspects in the street.", ["ASSAULT"]),
    ("Three men who stabbed two guards fled.", ["ASSAULT"]),
    ("Ann Hobbs was released from hospital after treatment.", []),
    ("Ann Hobbs was released from prison on Friday.", ["RETREAT"]),
    ("Two officials were fired by the minister.", ["SANCTION"]),
    ("Smith held his first campaign rally in Tulsa on Monday.", []),
    ("He had attended the senator's Ohio rally in June.", []),
    ("Thousands attended a rally against the president in Tulsa.", ["PROTEST"]),
    ("The Lopez campaign condemned the remarks on Monday.", ["ACCUSE"]),
    ("Germany pledged to deliver two more systems to Ukraine.", ["AGREE"]),
    ("The envoy travelled to Kabul to meet Taliban leaders.", ["CONSULT"]),
]


def test_crime_of_a_verdict_is_old_and_told_once() -> None:
    text = (
        "Omar Haddad was sentenced to life in prison on Friday for the murder of his sister Leila Karim. "
        "Haddad strangled his sister in 2016, the court in Oran found."
    )
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert [(event.event_type, event.factuality, event.rank) for event in events] == [
        ("SANCTION", "asserted", 1),
        ("ASSAULT", "historical", 2),
    ]


def test_the_dead_of_a_war_are_not_those_of_the_crime_in_court() -> None:
    text = (
        "A former commander was sentenced to ten years on Friday for the killing of 30 farmers near Gulu in 1998. "
        "Some 50,000 people were killed in the war between 1991 and 2002."
    )
    events = find_all(text, Context(published_date=PUBLISHED)).events
    killings = [event for event in events if event.event_type == "ASSAULT"]
    assert [event.factuality for event in killings] == ["historical", "historical"]


def test_candidate_leaves_the_race_once() -> None:
    text = (
        "Senator Ana Lopez ended her campaign on Tuesday. She lost in nine states. Her donors were few. The polls were bad. "
        "The debates were worse. Lopez dropped out of the race before the caucuses."
    )
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert [event.event_type for event in events] == ["CONCEDE"]


def test_candidates_capture_states_without_weapons() -> None:
    text = (
        "Republican voters met the candidates in a primary debate. Smith captured Ohio and the front-runner battled Lopez for the "
        "nomination. Smith spoke at a rally in Ohio. Gunmen attacked a bus in Lima."
    )
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert [text[event.trigger.start : event.trigger.end] for event in events if event.event_type in ("ASSAULT", "PROTEST")] == ["attacked"]


@pytest.mark.parametrize(("text", "types"), [pytest.param(text, types, id=text[:60]) for text, types in READINGS])
def test_what_a_sentence_tells(text: str, types: list[str]) -> None:
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert sorted(event.event_type for event in events if event.factuality == "asserted") == types


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        pytest.param("Police shot dead four demonstrators in Lima.", ["Police"], ["four demonstrators"], id="dead is what the shot did"),
        pytest.param("The Paris terrorist attacks shocked Europe.", [], [], id="terrorist says of what kind"),
        pytest.param("Shelling on Lake Dorra killed four fishermen.", [], ["four fishermen"], id="a lake is where it was"),
        pytest.param("A bomb exploded while worshippers were leaving the mosque, killing two nuns.", [], ["two nuns"], id="who was there"),
        pytest.param("The crowd fled as soldiers fired, killing two nuns.", ["soldiers"], ["two nuns"], id="who fired meanwhile"),
        pytest.param("Artillery fire killed two farmers.", [], ["two farmers"], id="fire of guns"),
        pytest.param("An air strike hit a hospital in Aleppo.", [], ["a hospital"], id="what a strike hit"),
        pytest.param("Russian missiles hit a school in Kherson.", ["Russian missiles"], ["a school"], id="whose weapon it was"),
        pytest.param("The army shot down two missiles.", ["The army"], ["two missiles"], id="what is shot down"),
        pytest.param("The inquiry heard of child sexual abuse in Leeds.", [], [], id="children suffer it"),
    ],
)
def test_a_word_beside_the_deed_that_is_no_party(text: str, actors: list[str], recipients: list[str]) -> None:
    event = next(event for event in find_all(text, Context(published_date=PUBLISHED)).events if event.event_type == "ASSAULT")
    assert ([party.text for party in event.actors], [party.text for party in event.recipients]) == (actors, recipients)


def test_who_shoots_drones_down_did_not_launch_them() -> None:
    text = (
        "Missiles slammed into a building in Kharkiv on Friday, killing three people. Ukraine's air force said it shot down 17 of 25 drones "
        "launched overnight, as well as two cruise missiles."
    )
    events = find_all(text, Context(published_date=PUBLISHED)).events
    doers = {text[event.trigger.start : event.trigger.end].split()[0]: [party.text for party in event.actors] for event in events}
    assert doers["slammed"] == []
    assert doers["shot"] == ["Ukraine's air force"]


def test_who_accuses_is_the_speaker_and_not_the_arrested() -> None:
    text = "Interior Minister Ana Ruiz said 31 demonstrators were detained in Lima and accused organisers of holding the country hostage."
    event = next(event for event in find_all(text, Context(published_date=PUBLISHED)).events if event.event_type == "ACCUSE")
    assert [party.text for party in event.actors] == ["Interior Minister Ana Ruiz"]


def test_the_dead_of_earlier_protests_are_not_those_of_this_one() -> None:
    text = "Police fired tear gas on Sunday to clear miners, leaving nine people injured. Two people died in similar protests in 2015."
    event = next(event for event in find_all(text, Context(published_date=PUBLISHED)).events if event.event_type == "ASSAULT")
    assert "killed" not in event.tolls


def test_a_town_that_the_attackers_struck_is_where_the_gunmen_were() -> None:
    text = (
        "Gunmen stormed a farming village in Plateau state late on Monday, killing 14 people. The attackers struck Zurak, a community in "
        "Wase district, opening fire on people."
    )
    assert [event.event_type for event in find_all(text, Context(published_date=PUBLISHED)).events] == ["ASSAULT"]


def test_who_died_on_another_day_is_no_victim() -> None:
    text = (
        "Petrol bombs were thrown at officers on Wednesday. Groups asked supporters to postpone parades out of respect for Prince Philip, "
        "who died on Friday."
    )
    event = next(event for event in find_all(text, Context(published_date=PUBLISHED)).events if event.event_type == "ASSAULT")
    assert "killed" not in event.tolls


def test_patients_did_not_die_of_tear_gas_months_before() -> None:
    text = (
        "Police fired tear gas at marchers in Nairobi in February. A court had suspended the strike in March to allow for talks, but the "
        "doctors ignored the order. The ministry says that it has no money to hire those who have finished their training this year, as the "
        "union demands. At least 12 patients died for lack of care."
    )
    event = next(event for event in find_all(text, Context(published_date=PUBLISHED)).events if event.event_type == "ASSAULT")
    assert "killed" not in event.tolls


def test_a_mediator_is_not_where_prisoners_are_swapped() -> None:
    text = "Russia and Ukraine exchanged 400 prisoners on Wednesday after mediation by the United Arab Emirates."
    assert [event.country for event in find_all(text, Context(published_date=PUBLISHED)).events] == [None]
