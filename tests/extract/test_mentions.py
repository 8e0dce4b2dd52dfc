"""find_mentions: who and what a text names, which names are the same, and what the words beside a name tell."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dateline.extract.mentions import find_mentions
from dateline.extract.nlp import parse
from dateline.extract.records import Context, Mention, Place, Span

CONTEXT = Context(published_date=date(2020, 3, 2))


def mentions_of(text: str, *places: Place) -> tuple[Mention, ...]:
    return find_mentions(parse(text), CONTEXT, places)


def mention_of(text: str, words: str) -> Mention:
    return next(m for m in mentions_of(text) if m.text == words)


def place(text: str, words: str, country: str) -> Place:
    at = text.index(words)
    return Place(Span(at, at + len(words)), words, words, "city", country)


@pytest.mark.parametrize(
    ("text", "words", "mention_type"),
    [
        pytest.param("Maria Lopez arrived in Lima on Monday.", "Maria Lopez", "PERSON", id="a full name"),
        pytest.param("The UN sent observers to the border.", "UN", "ORG", id="a body, without its article"),
        pytest.param("The Taliban seized the town of Ghazni.", "Taliban", "ARMED_GROUP", id="an armed group by name"),
        pytest.param(
            "Rwandan-backed militias shelled the village.", "Rwandan-backed militias", "ARMED_GROUP", id="an armed group by sponsor"
        ),
        pytest.param("Kurdish separatists killed two guards.", "Kurdish separatists", "ARMED_GROUP", id="an armed group by people"),
        pytest.param("Islamic State militants fled.", "Islamic State", "ARMED_GROUP", id="a named group without what its men are called"),
        pytest.param("Protests by Shiites spread.", "Shiites", "NORP", id="a religious group"),
        pytest.param("A spokesperson, Jane Oduya, declined to comment.", "Jane Oduya", "PERSON", id="apposed to an office"),
        pytest.param("Police named the victim as Darnell Wickes, 24, of Leeds.", "Darnell Wickes", "PERSON", id="a name with an age"),
        pytest.param("Mr Stone denied it.", "Stone", "PERSON", id="behind Mr"),
        pytest.param("Tiana Noelle Hall was convicted of fraud. She was fined.", "Tiana Noelle Hall", "PERSON", id="somebody convicted"),
        pytest.param("Ana Torvik Stell was born in Oslo.", "Ana Torvik Stell", "PERSON", id="somebody born"),
    ],
)
def test_types_what_is_named(text, words, mention_type):
    assert mention_of(text, words).mention_type == mention_type


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The gunmen fled.", "gunmen", id="fighters whom nothing tells apart"),
        pytest.param("WHO IS COMING", "IS", id="short forms that are words"),
        pytest.param("The destroyer USS Mason was hit.", "USS Mason", id="a ship"),
    ],
)
def test_leaves_out_what_is_no_name(text, words):
    assert words not in [m.text for m in mentions_of(text) if m.mention_type != "PLACE"]


@pytest.mark.parametrize(
    ("text", "words", "canonical_name"),
    [
        pytest.param("Angela Merkel spoke. Later Merkel left.", "Merkel", "Angela Merkel", id="a surname after the full name"),
        pytest.param("Merkel spoke. Angela Merkel then left.", "Merkel", "Angela Merkel", id="a surname before the full name"),
        pytest.param("Recep Tayyip Erdoğan spoke. Later Erdogan left.", "Erdogan", "Recep Tayyip Erdoğan", id="without accents"),
        pytest.param("Bashar al-Assad spoke. Then Assad left.", "Assad", "Bashar al-Assad", id="an Arabic surname without its article"),
        pytest.param("Ann Whitaker spoke. Then Whittaker left.", "Whittaker", "Ann Whitaker", id="a misspelt surname"),
        pytest.param("Maria “Mimi” Costa spoke. Then Costa left.", "Costa", "Maria “Mimi” Costa", id="a nickname in marks"),
        pytest.param("Ann Whitaker spoke. Then Winters left.", "Winters", "Winters", id="another surname"),
        pytest.param("The Free Syrian Army (FSA) fled. The FSA lost.", "FSA", "Free Syrian Army", id="initials that the lexicon knows"),
        pytest.param(
            "The Lagos Dockers Mutual Association (LDMA) struck. The LDMA won.",
            "LDMA",
            "Lagos Dockers Mutual Association",
            id="initials that only the article explains",
        ),
        pytest.param("The UN said so.", "UN", "UN", id="the article's own form, when it has no fuller one"),
    ],
)
def test_names_the_fullest_form_in_the_article(text, words, canonical_name):
    last = [m for m in mentions_of(text) if m.text == words][-1]
    assert last.canonical_name == canonical_name


def test_people_of_one_surname_stay_apart():
    found = mentions_of("George Bush met Laura Bush. Bush smiled.")
    assert [(m.text, m.entity, m.canonical_name) for m in found] == [
        ("George Bush", 0, "George Bush"),
        ("Laura Bush", 1, "Laura Bush"),
        ("Bush", 1, "Laura Bush"),  # the one named last
    ]


def test_a_shared_surname_goes_to_the_one_named_more_often():
    found = mentions_of("George Bush fled. Bush was seen at noon. Mayor Laura Bush was shocked. Bush was caught.")
    assert found[-1].canonical_name == "George Bush"


def test_a_surname_that_is_a_place_is_the_person_where_nothing_is_located():
    text = "Sophie Paris sued the firm. Paris lost. The firm moved to Paris."
    places = tuple(replace(place(text, "Paris", "FR"), span=Span(at, at + 5)) for at in (28, 58))
    assert [m.mention_type for m in mentions_of(text, *places) if m.text == "Paris"] == ["PERSON", "PLACE"]


@pytest.mark.parametrize(
    ("text", "words", "role_title", "country", "sector"),
    [
        pytest.param(
            "Turkish Foreign Minister Hakan Fidan left.", "Hakan Fidan", "Turkish Foreign Minister", "TR", "GOV", id="before the name"
        ),
        pytest.param("US Secretary of State John Kerry left.", "John Kerry", "US Secretary of State", "US", "GOV", id="with 'of' inside"),
        pytest.param(
            "Susan Rice, US ambassador to the UN, left.", "Susan Rice", "US ambassador to the UN", "US", "GOV", id="after the name"
        ),
        pytest.param(
            "Hakan Fidan, Turkey's foreign minister, left.", "Hakan Fidan", "Turkey's foreign minister", "TR", "GOV", id="with an owner"
        ),
        pytest.param(
            "The Prime Minister of Greece, Kostas Karamanlis, left.",
            "Kostas Karamanlis",
            "Prime Minister of Greece",
            "GR",
            "GOV",
            id="apposed",
        ),
        pytest.param(
            "Foreign Minister Sergei Lavrov left.", "Sergei Lavrov", "Foreign Minister", None, "GOV", id="no country where none is told"
        ),
        pytest.param(
            "Army spokesman Juan Ortiz left.", "Juan Ortiz", "Army spokesman", None, "MIL", id="a spokesman is of his body's sector"
        ),
        pytest.param("UN envoy Geir Pedersen left.", "Geir Pedersen", "UN envoy", None, "UNO", id="an envoy too"),
        pytest.param("Jane Oduya left.", "Jane Oduya", None, None, None, id="nothing told"),
    ],
)
def test_reads_roles_beside_names(text, words, role_title, country, sector):
    found = mention_of(text, words)
    assert (found.role_title, found.country, found.sector) == (role_title, country, sector)


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        pytest.param("The Syrian Government agreed.", "Syrian Government", "SY", "GOV", id="a government"),
        pytest.param("The UN agreed.", "UN", None, "UNO", id="a body of no country"),
        pytest.param("Hezbollah agreed.", "Hezbollah", "LB", "REB", id="an armed group of the lexicon"),
        pytest.param(
            "Turkish-backed Syrian rebels agreed.", "Turkish-backed Syrian rebels", "SY", "REB", id="own country before the sponsor's"
        ),
        pytest.param("Rwandan-backed militias agreed.", "Rwandan-backed militias", "RW", "UAF", id="the sponsor's where no other is named"),
        pytest.param("The Russians agreed.", "Russians", "RU", None, id="a people"),
    ],
)
def test_reads_country_and_sector_off_the_words(text, words, country, sector):
    found = mention_of(text, words)
    assert (found.country, found.sector) == (country, sector)


def test_a_capital_that_stands_for_its_government_stays_a_place_with_its_country():
    text = "Ankara rejected the offer."
    [found] = mentions_of(text, place(text, "Ankara", "TR"))
    assert (found.mention_type, found.country) == ("PLACE", "TR")


def test_mentions_are_exact_and_do_not_overlap():
    text = "Houthi rebels (backed by Iran) shelled Aden's port, UN envoy Martin Griffiths told Reuters. “We saw it”, Griffiths said."
    found = mentions_of(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_nothing_named_nothing_found():
    assert mentions_of("") == ()
    assert mentions_of("Rain fell all night.") == ()
