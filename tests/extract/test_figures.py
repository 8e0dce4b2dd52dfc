"""find_figures: the shapes in which news tells how many people something happened to, and what is not such a number."""

from datetime import date

import pytest

from dateline.extract.figures import find_figures
from dateline.extract.nlp import parse
from dateline.extract.records import Context, Figure, Quote, Span

CONTEXT = Context(date(2020, 3, 4))


def figures_in(text: str) -> tuple[Figure, ...]:
    return find_figures(parse(text), CONTEXT, ())


def asserted(text: str) -> list[tuple[str, int | None]]:
    return [(figure.metric, figure.best if figure.best is not None else figure.low) for figure in figures_in(text) if figure.is_asserted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Twelve people were killed in the market.", [("killed", 12)], id="passive"),
        pytest.param("The blast killed 12 in the market.", [("killed", 12)], id="active with a bare number"),
        pytest.param("A bomb went off, killing three soldiers and injuring 5 others.", [("killed", 3), ("injured", 5)], id="participles"),
        pytest.param("The attack left 12 dead and 30 wounded.", [("killed", 12), ("injured", 30)], id="left dead and wounded"),
        pytest.param("12 killed, 30 hurt in bus crash", [("killed", 12), ("injured", 30)], id="headline"),
        pytest.param("TWELVE KILLED AS FERRY SINKS NEAR PORT", [("killed", 12)], id="capitals"),
        pytest.param("Forty pilgrims drowned when the ferry sank.", [("killed", 40)], id="intransitive"),
        pytest.param("At least nine villagers lost their lives.", [("killed", 9)], id="lost their lives"),
        pytest.param("The flood claimed 12 lives.", [("killed", 12)], id="claimed lives"),
        pytest.param("He ordered nothing but the killing of 14 miners shocked him.", [("killed", 14)], id="the killing of"),
        pytest.param("The group counted 82 unlawful killings.", [("killed", 82)], id="counted happenings"),
        pytest.param("Police recorded eight murders.", [("killed", 8)], id="a noun that might be a verb"),
        pytest.param("Police made 20 arrests.", [("detained", 20)], id="arrests made"),
        pytest.param("There have been no arrests.", [("detained", 0)], id="no arrests"),
        pytest.param("53 measles related deaths were recorded.", [("killed", 53)], id="related deaths"),
        pytest.param("An off-duty constable was killed.", [("killed", 1)], id="off duty"),
        pytest.param("Latest count: 31 people were killed.", [("killed", 31)], id="behind a colon"),
        pytest.param(
            "The virus infected 300 people. Tests for the virus gave 120 cases of the disease.",
            [("affected", 300), ("affected", 120)],
            id="the ill",
        ),
        pytest.param(
            "Police arrested a 36-year-old man on Monday. On Friday they arrested a 66-year-old man.",
            [("detained", 1), ("detained", 1)],
            id="of another age",
        ),
        pytest.param("The storm caused a death toll of 40.", [("killed", 40)], id="death toll of"),
        pytest.param("The death toll rose from 200 to 300 on Monday.", [("killed", 300)], id="toll rose from and to"),
        pytest.param("The toll has exceeded 100.", [("killed", 100)], id="toll exceeded"),
        pytest.param("The number of people injured stood at 65.", [("injured", 65)], id="number of injured"),
        pytest.param("Rescuers pulled 35 bodies from the mud.", [("killed", 35)], id="bodies"),
        pytest.param("The 176 people on board were all killed.", [("killed", 176)], id="all on board"),
        pytest.param("A family of five was killed.", [("killed", 5)], id="family of five"),
        pytest.param("A woman who was shot on Monday has died.", [("killed", 1)], id="behind a relative clause"),
        pytest.param("A man with a gunshot wound came to the clinic.", [("injured", 1)], id="with a wound"),
        pytest.param("The blaze left two welders with serious burns.", [("injured", 2)], id="left with burns"),
        pytest.param("Two of the victims had stab wounds.", [("injured", 2)], id="had wounds"),
        pytest.param("Two women are fighting for their lives.", [("injured", 2)], id="fighting for their lives"),
        pytest.param("Seven children were among the dead.", [("killed", 7)], id="were among the dead"),
        pytest.param("The war has driven 300,000 people from their homes.", [("displaced", 300_000)], id="driven from their homes"),
        pytest.param("Gunmen attacked a depot, killing a night watchman.", [("killed", 1)], id="a word for part of the day in a noun"),
        pytest.param("Police said 12 of those abducted were children.", [("abducted", 12)], id="of those abducted"),
        pytest.param("More than 470 prisoners were being held.", [("detained", 470)], id="prisoners held"),
        pytest.param("Some 300 people were living in tents.", [("displaced", 300)], id="living in tents"),
        pytest.param("No one was killed in the unrest.", [("killed", 0)], id="no one in the unrest"),
        pytest.param("Two protesters lost an eye.", [("injured", 2)], id="lost an eye"),
        pytest.param(
            "Eleven of the 38 villagers who were abducted on Tuesday were freed.",
            [("released", 11), ("abducted", 38)],
            id="some of a whole",
        ),
        pytest.param(
            "Three of the 12 soldiers who were wounded have died.", [("killed", 3), ("injured", 12)], id="of the wounded some have died"
        ),
        pytest.param(
            "Boats rescued 195 people, and 23 were taken to hospitals.",
            [("evacuated", 195), ("injured", 23)],
            id="object of one verb beside another",
        ),
        pytest.param(
            "A fire killed 31 people, including three children, and seven others are missing.",
            [("killed", 31), ("killed", 3), ("missing", 7)],
            id="a part and another happening",
        ),
        pytest.param("The killing of a park ranger shocked the town.", [("killed", 1)], id="the killing of one"),
        pytest.param("Staff of Doctors Without Borders left the town.", [], id="without in a name"),
        pytest.param("Dozens died in the stampede.", [("killed", 24)], id="vague"),
        pytest.param("Six people were taken to a local hospital.", [("injured", 6)], id="taken to hospital"),
        pytest.param("Forty passengers suffered minor injuries.", [("injured", 40)], id="suffered injuries"),
        pytest.param("Twelve fishermen are still missing.", [("missing", 12)], id="missing"),
        pytest.param("The fighting displaced 200,000 people.", [("displaced", 200000)], id="displaced"),
        pytest.param("The quake left 15,000 people homeless.", [("displaced", 15000)], id="homeless"),
        pytest.param("Some 3,000 families fled the shelling.", [("displaced", 3000)], id="families fled"),
        pytest.param("Firefighters evacuated 400 residents.", [("evacuated", 400)], id="evacuated"),
        pytest.param("Police arrested five men and a woman.", [("detained", 5), ("detained", 1)], id="arrested"),
        pytest.param("Troops stopped the buses, holding up to 800 at a checkpoint.", [("detained", 800)], id="holding at a checkpoint"),
        pytest.param("Gunmen kidnapped 30 schoolgirls.", [("abducted", 30)], id="kidnapped"),
        pytest.param("Gunmen took four aid workers hostage and killed one.", [("abducted", 4), ("killed", 1)], id="bare object behind and"),
        pytest.param("Twelve lives were lost in the fire.", [("killed", 12)], id="lives lost"),
        pytest.param("The party lost three seats and a leader.", [], id="seats lost"),
        pytest.param("No injuries or deaths were reported.", [("injured", 0), ("killed", 0)], id="neither of two"),
        pytest.param("Not one of the guards was hurt.", [("injured", 0)], id="not one of them"),
        pytest.param("The navy rescued 40 fishermen off Aceh.", [("evacuated", 40)], id="rescued"),
        pytest.param("Four of the dead were from Peru.", [("killed", 4)], id="where some of the dead were from"),
        pytest.param("The rebels freed 20 hostages.", [("released", 20)], id="freed"),
        pytest.param("Thousands remain trapped in the town.", [("trapped", 2000)], id="trapped"),
        pytest.param("The drought has affected 2 million people.", [("affected", 2000000)], id="affected"),
        pytest.param("About 300 protesters gathered outside the court.", [("protesters", 300)], id="protesters gathered"),
        pytest.param("The march drew 20,000 people.", [("protesters", 20000)], id="march drew"),
        pytest.param("A crowd of 5,000 chanted slogans.", [("protesters", 5000)], id="crowd of"),
        pytest.param("A fisherman was shot dead on the pier.", [("killed", 1)], id="a man is one"),
        pytest.param("Thirteen out of 19 sailors were kidnapped.", [("abducted", 13)], id="out of"),
        pytest.param(
            "Fires killed 200 people in Lisbon and 10 in Porto.", [("killed", 200), ("killed", 10)], id="second place without its noun"
        ),
        pytest.param(
            "90 soldiers, 35 civilians and hundreds of rebels were killed.",
            [("killed", 90), ("killed", 35), ("killed", 200)],
            id="a list shares its verb",
        ),
        pytest.param("Troops killed 20 rebels, but 15 of the dead were farmers.", [("killed", 20), ("killed", 15)], id="of the dead"),
        pytest.param("She died along with nine others.", [("killed", 9)], id="along with others"),
        pytest.param("The raid brought to nine the number of people in custody.", [("detained", 9)], id="number behind its value"),
        pytest.param("Several thousand supporters turned out to protest.", [("protesters", 2000)], id="turned out"),
        pytest.param("Ten passengers, most of them tourists, were killed.", [("killed", 10)], id="over what stands between"),
    ],
)
def test_reads_figures(text: str, expected: object) -> None:
    assert asserted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The court heard 120 cases.", id="cases in court"),
        pytest.param("Three viruses of the disease infected 20,000 computers; the virus spread.", id="computers"),
        pytest.param("The fire killed 40 cows and destroyed 12 houses.", id="animals and houses"),
        pytest.param("Two gunmen killed the mayor.", id="those who do it"),
        pytest.param("Police are looking for three men who shot at a bus.", id="those who do it, in a clause of theirs"),
        pytest.param("The mayor was killed by two gunmen.", id="those by whom"),
        pytest.param("The mayor was killed in 2016.", id="a year"),
        pytest.param("Ann Smith, 45, was killed.", id="an age"),
        pytest.param("Police arrested the mayor two days later.", id="days"),
        pytest.param("Ann Smith was shot dead.", id="a named person"),
        pytest.param("Several people were killed and many were hurt.", id="several and many"),
        pytest.param("12 people were killed or wounded.", id="killed or wounded is neither"),
        pytest.param("The attack caused 40 casualties.", id="casualties are neither"),
        pytest.param("About 20 percent of the 500 residents were displaced.", id="a share"),
        pytest.param("Ann Smith, a teacher, was killed.", id="a named person described"),
        pytest.param("No deaths have been recorded there since 1959.", id="none since a year"),
        pytest.param("Two suspects fled on foot.", id="suspects who run away"),
        pytest.param("Two other passengers were not hurt.", id="denied"),
        pytest.param("Two of the wounded have been released from hospital.", id="patients go home"),
        pytest.param("Two neighbours who fainted at the scene were taken to a hospital.", id="ill and not hurt"),
        pytest.param("No one else was hurt.", id="nobody else says nothing of all"),
        pytest.param("A mother of three slept in the arrested man's car.", id="children of one mother"),
        pytest.param("The disease causes four deaths per 1,000 births.", id="a rate"),
    ],
)
def test_leaves_out(text: str) -> None:
    assert asserted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Officials fear that 200 people may have died.", id="feared"),
        pytest.param("The group threatened to kill 12 hostages.", id="threatened"),
        pytest.param("The army plans to evacuate 3,000 residents.", id="planned"),
        pytest.param("The rebels will release 20 prisoners.", id="future"),
        pytest.param("If the dam broke, 5,000 people would be displaced.", id="condition"),
        pytest.param("They demanded the release of 40 prisoners.", id="demanded"),
        pytest.param("Were 12 people killed?", id="question"),
        pytest.param("Thousands of deaths could be prevented.", id="could be prevented"),
    ],
)
def test_marks_what_has_not_happened(text: str) -> None:
    found = figures_in(text)
    assert found
    assert not any(figure.is_asserted for figure in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("No one was hurt.", ("injured", 0, 0, 0, "exact", True), id="no one"),
        pytest.param("Not a single soldier was killed in the raid.", ("killed", 0, 0, 0, "exact", True), id="not a single"),
        pytest.param("There were no casualties.", ("killed", 0, 0, 0, "exact", True), id="no casualties"),
        pytest.param("None of the passengers died.", ("killed", 0, 0, 0, "exact", True), id="none of the passengers"),
        pytest.param("At least 12 people died.", ("killed", 12, 12, None, "at_least", False), id="at least"),
        pytest.param("As many as 12 people died.", ("killed", None, 12, 12, "at_most", False), id="as many as"),
        pytest.param("Around 12 people died.", ("killed", None, 12, None, "about", False), id="around"),
        pytest.param("Between 12 and 15 people died.", ("killed", 12, None, 15, "range", False), id="range"),
        pytest.param("Scores of people died.", ("killed", 40, None, None, "vague", False), id="vague"),
        pytest.param("Twelve people or more died.", ("killed", 12, 12, None, "at_least", False), id="or more behind the noun"),
        pytest.param("The death toll surpassed 100.", ("killed", 100, 100, None, "more_than", False), id="the verb hedges"),
    ],
)
def test_reads_bounds(text: str, expected: object) -> None:
    (figure,) = figures_in(text)
    assert (figure.metric, figure.low, figure.best, figure.high, figure.qualifier, figure.is_negated) == expected


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        pytest.param("Twelve people were killed on Monday.", "incident", id="this happening"),
        pytest.param("Police have arrested 1,000 people since the protests began.", "cumulative", id="since"),
        pytest.param("Since June, 40 people have been killed.", "cumulative", id="since a month"),
        pytest.param("Since Monday's raid, two of the wounded have died.", "incident", id="since a happening"),
        pytest.param("The blast killed 40 people, the worst toll since June.", "incident", id="the worst since"),
        pytest.param("Fourteen people died in the deadliest raid since the fall of the port.", "incident", id="the deadliest since"),
        pytest.param("Since the war began in 2011, some 400 people have died.", "cumulative", id="since a year, far before"),
        pytest.param("The city counted 22 homicides in 2014.", "cumulative", id="crimes of a year"),
        pytest.param("It was the deadliest month since 2007, when 28 were killed.", "cumulative", id="of a year named before"),
        pytest.param("Twelve teachers had been kidnapped this year.", "cumulative", id="had, this year"),
        pytest.param("Fifteen miners are trapped below.", "current", id="are trapped"),
        pytest.param("Around 300,000 people were killed in the war.", "cumulative", id="in the war"),
        pytest.param("Snake bites kill some 800 people in the country every year.", "cumulative", id="every year"),
        pytest.param("Mines still wound three people a week there.", "cumulative", id="a week"),
        pytest.param("A year ago a flood killed 12 people there.", "incident", id="a year ago"),
        pytest.param("Militants have killed 400 people in the past five years.", "cumulative", id="over years"),
        pytest.param("Thousands remain trapped in the town.", "current", id="remain"),
        pytest.param("Twelve people are missing.", "current", id="missing"),
    ],
)
def test_reads_scope(text: str, scope: str) -> None:
    (figure,) = figures_in(text)
    assert figure.scope == scope


@pytest.mark.parametrize(
    ("text", "who", "population"),
    [
        pytest.param("Twelve soldiers were killed.", "soldiers", ("combatant",), id="soldiers"),
        pytest.param(
            "The group reported at least 50 killings, including women and children.",
            "women and children",
            ("women", "children"),
            id="including",
        ),
        pytest.param("Nine aid workers were abducted.", "aid workers", ("aid",), id="pair of words"),
        pytest.param("The shelling killed nine.", None, (), id="a bare number"),
    ],
)
def test_says_who_they_are(text: str, who: str | None, population: tuple[str, ...]) -> None:
    (figure,) = figures_in(text)
    assert (figure.who_text, figure.population) == (who, population)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Twelve people, including four children, were killed.", id="including"),
        pytest.param("The fire killed twelve people, four of them children.", id="of them"),
        pytest.param("The fire killed twelve people. Among the dead were four children.", id="among the dead"),
        pytest.param("The fire killed twelve people. Four of the victims were children.", id="of the victims"),
    ],
)
def test_parts_point_to_their_whole(text: str) -> None:
    whole, part = figures_in(text)
    assert (whole.best, whole.part_of, part.best, part.part_of) == (12, None, 4, 0)
    assert part.population == ("children",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("According to the army, 12 people were killed.", "the army", id="according to"),
        pytest.param("Witnesses said that 12 people were killed.", "Witnesses", id="said that"),
        pytest.param("Twelve people were killed, police said.", "police", id="said behind"),
        pytest.param("The UN put the death toll at 300.", "The UN", id="put the toll at"),
        pytest.param("There were reports from the Red Cross that 12 people were killed.", "the Red Cross", id="reports from"),
        pytest.param("The army issued a statement saying 12 people were killed.", "The army", id="issued a statement"),
        pytest.param("Twelve people were killed on Monday.", None, id="the article itself"),
    ],
)
def test_says_who_states_it(text: str, source: str | None) -> None:
    (figure,) = figures_in(text)
    assert figure.attributed_to == source


def test_takes_the_source_from_the_quotation_around_it() -> None:
    text = "The governor spoke late. He lost 12 soldiers, with 12 soldiers killed at dawn."
    begin = text.index("He lost")
    quote = Quote(Span(begin, len(text)), text[begin:], "indirect", Span(0, 12), "The governor")
    (figure,) = find_figures(parse(text), CONTEXT, (quote,))
    assert figure.attributed_to == "The governor"


def test_shot_is_injured_where_nobody_died() -> None:
    assert asserted("Two men were shot near the station. Both are in hospital.") == [("injured", 2)]


def test_shot_is_left_open_where_somebody_died() -> None:
    assert asserted("Two men were shot near the station. One of them died.") == [("killed", 1)]


def test_the_same_number_of_the_same_people_is_one_figure() -> None:
    assert asserted("A bomb killed 12 people in Oslo. The 12 people were killed at noon.") == [("killed", 12)]


def test_the_same_number_of_other_people_is_another_figure() -> None:
    assert asserted("A bomb killed two soldiers. Later two children were killed.") == [("killed", 2), ("killed", 2)]


def test_conflicting_counts_are_kept_apart() -> None:
    text = "Police said 12 people were killed. The opposition said 40 people were killed."
    assert [(figure.best, figure.attributed_to) for figure in figures_in(text)] == [(12, "Police"), (40, "The opposition")]


def test_evidence_holds_the_number_and_the_happening() -> None:
    text = "On Friday the blast, heard for miles, killed at least 12 people in the old market."
    (figure,) = figures_in(text)
    assert text[figure.span.start : figure.span.end] == "killed at least 12 people"
    assert text[figure.value_span.start : figure.value_span.end] == figure.value_text == "at least 12"
    assert text[figure.trigger_span.start : figure.trigger_span.end] == "killed"


def test_the_ill_in_hospital_are_not_injured() -> None:
    text = "The virus is new. The outbreak began in May. Sixty people with the disease were taken to hospital and two died."
    assert asserted(text) == [("killed", 2)]


def test_families_are_counted_as_families() -> None:
    (figure,) = figures_in("The flood displaced 300 families.")
    assert figure.unit == "families"
