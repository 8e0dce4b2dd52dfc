"""refer, party and description: what phrases and pronouns take up, and who a noun phrase is as a party to an event."""

from datetime import date

import pytest

from dateline.extract.mentions import find_mentions
from dateline.extract.mentions.memory import description, party, refer
from dateline.extract.nlp import parse
from dateline.extract.records import Context, Span

CONTEXT = Context(published_date=date(2020, 3, 2))


def referent(text: str, words: str) -> str | None:
    """The canonical name behind the last occurrence of the words."""
    doc = parse(text)
    at = text.rindex(words)
    found = refer(doc, find_mentions(doc, CONTEXT, ()), Span(at, at + len(words)))
    return None if found is None else found.canonical_name


def party_of(text: str, head: str):
    doc = parse(text)
    token = [t for t in doc if t.text == head][-1]
    return party(doc, find_mentions(doc, CONTEXT, ()), token)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("Syrian President Bashar al-Assad left.", "Syrian President Bashar al-Assad", "Bashar al-Assad", id="title and name"),
        pytest.param(
            "Turkey's foreign minister, Hakan Fidan, left.", "Turkey's foreign minister, Hakan Fidan", "Hakan Fidan", id="apposition"
        ),
        pytest.param("Taliban fighters left.", "Taliban fighters", "Taliban", id="a group by its men"),
        pytest.param("The Hezbollah movement left.", "The Hezbollah movement", "Hezbollah", id="a movement by its name"),
        pytest.param("A local farmer left.", "A local farmer", None, id="nobody named"),
        pytest.param(
            "The government of Angela Merkel fell.", "The government of Angela Merkel", None, id="a name further inside is not meant"
        ),
    ],
)
def test_a_phrase_refers_to_the_name_at_its_head(text, words, name):
    assert referent(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("Angela Merkel arrived. She was late.", "She", "Angela Merkel", id="subject of the sentence before"),
        pytest.param("Angela Merkel met Emmanuel Macron. He was late.", "He", "Emmanuel Macron", id="gender decides"),
        pytest.param("Emmanuel Macron met the king of Spain in Madrid. Later he left.", "he", "Emmanuel Macron", id="the subject first"),
        pytest.param(
            "Angela Merkel spoke. Later Hillary Clinton said guards had hurt her.",
            "her",
            "Hillary Clinton",
            id="the speaker, told of by others",
        ),
        pytest.param(
            "Emmanuel Macron spoke. His views differ from those of leaders such as Olaf Scholz; he left.",
            "he",
            "Emmanuel Macron",
            id="of whose views the clause before tells",
        ),
        pytest.param("Emmanuel Macron said his party had won.", "his", "Emmanuel Macron", id="possessive in the same sentence"),
        pytest.param("Angela Merkel arrived. He was late.", "He", None, id="nobody fits"),
        pytest.param("The Taliban attacked. They took the town.", "They", "Taliban", id="a group as they"),
        pytest.param("Rain fell on the roofs. It was cold.", "It", None, id="weather"),
        pytest.param(
            "Emmanuel Macron landed at noon. Speaking to Olaf Scholz, he called for calm.",
            "he",
            "Emmanuel Macron",
            id="not whom he speaks to",
        ),
        pytest.param(
            "Emmanuel Macron landed at noon. Olaf Scholz spoke. He challenged Olaf Scholz to resign.",
            "He",
            "Emmanuel Macron",
            id="not whom the same clause names",
        ),
        pytest.param("According to Emmanuel Macron, he had won.", "he", None, id="not the source"),
        pytest.param("Angela Merkel said: “I agree.”", "I", None, id="the speaker is left to the quotation"),
    ],
)
def test_pronouns_take_up_the_nearest_name_that_fits(text, words, name):
    assert referent(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("Chancellor Angela Merkel arrived. The chancellor was late.", "The chancellor", "Angela Merkel", id="by role"),
        pytest.param("Chancellor Angela Merkel arrived. The minister was late.", "The minister", None, id="not by another role"),
        pytest.param("Hezbollah fired rockets. The group gave no reason.", "The group", "Hezbollah", id="the group"),
        pytest.param(
            "The Church of Scientology was sued. The church denied it.", "The church", "Church of Scientology", id="a word of the name"
        ),
        pytest.param("Hezbollah fired rockets. The group of tourists fled.", "The group of tourists", None, id="a description that is new"),
        pytest.param(
            "President Olaf Scholz met former Vice President Angela Merkel. The president left.",
            "The president",
            "Olaf Scholz",
            id="not who was or stands in for one",
        ),
        pytest.param(
            "President Olaf Scholz met Angela Merkel, adviser to the president of Chad. The president left.",
            "The president",
            "Olaf Scholz",
            id="not who serves one",
        ),
        pytest.param("Hezbollah fired rockets. A group fled.", "A group", None, id="an indefinite one"),
    ],
)
def test_definite_descriptions_take_up_what_was_named(text, words, name):
    assert referent(text, words) == name


@pytest.mark.parametrize(
    ("text", "head", "words", "country", "sector"),
    [
        pytest.param("The Syrian government agreed.", "government", "The Syrian government", "SY", "GOV", id="government"),
        pytest.param("Riot police fired.", "police", "Riot police", None, "COP", id="police"),
        pytest.param("French troops left.", "troops", "French troops", "FR", "MIL", id="troops"),
        pytest.param("UN officials left.", "officials", "UN officials", None, "UNO", id="officials of a body"),
        pytest.param("The U.N. Secretary-General left.", "General", "The U.N. Secretary-General", None, "UNO", id="an office in two words"),
        pytest.param("Army officers left.", "officers", "Army officers", None, "MIL", id="officers of an army"),
        pytest.param("Two Palestinians died.", "Palestinians", "Two Palestinians", "PS", "CVL", id="people of a country"),
        pytest.param("One of the rebels fled.", "One", "One of the rebels", None, "REB", id="one of them"),
        pytest.param("The United States agreed.", "States", "The United States", "US", None, id="a country is of no sector"),
        pytest.param("Officials left.", "Officials", "Officials", None, "GOV", id="officials of none"),
        pytest.param("The president of Iran left.", "president", "The president of Iran", "IR", "GOV", id="country after 'of'"),
        pytest.param("Five protesters who threw stones died.", "protesters", "Five protesters", None, "OPP", id="no relative clause"),
        pytest.param("Several people in Leeds died.", "people", "Several people", None, "CVL", id="not where it was"),
        pytest.param("The army and the police left.", "army", "The army", None, "MIL", id="one member of a list"),
        pytest.param(
            "Troops fought the Islamic State (ISIS).", "State", "the Islamic State (ISIS)", None, "IMG", id="the bracket is closed"
        ),
    ],
)
def test_a_party_is_the_whole_noun_phrase(text, head, words, country, sector):
    found = party_of(text, head)
    assert (found.text, found.country, found.sector) == (words, country, sector)
    assert text[found.span.start : found.span.end] == words


def test_a_pronoun_as_party_gives_the_words_of_its_antecedent_and_where_they_stand():
    text = "US Secretary of State John Kerry arrived. He met nobody."
    found = party_of(text, "He")
    assert (found.text, found.name, found.country) == ("US Secretary of State John Kerry", "John Kerry", "US")
    assert text[found.span.start : found.span.end] == found.text


def test_they_stands_for_a_list():
    assert party_of("The mayor and the bishop met. They signed a letter.", "They").text == "The mayor and the bishop"


def test_a_pronoun_without_antecedent_is_no_party():
    assert party_of("They say it will rain.", "They") is None
    assert party_of("We will win.", "We") is None


@pytest.mark.parametrize(
    ("text", "words", "full"),
    [
        pytest.param("Merkel left. Chancellor Angela Merkel was ill.", "Merkel", "Chancellor Angela Merkel", id="title and name"),
        pytest.param("Ann Lee, the mayor of Leeds, left. Lee was ill.", "Lee", "Ann Lee, the mayor of Leeds", id="name and apposition"),
        pytest.param(
            "Ann Lee, sister of the singer Tom Roe, left. Lee was ill.", "Lee", "Ann Lee", id="whose sister she is isn't who she is"
        ),
        pytest.param(
            "Ann Lee, 19, a member of the choir of Saint Mary's since her school days, left. Lee was ill.", "Lee", "Ann Lee", id="no story"
        ),
        pytest.param(
            "The brother of activist Jane Doe left. Doe was ill.", "Doe", "activist Jane Doe", id="her brother is no title of hers"
        ),
        pytest.param("A brother of local celebrity and feminist Jane Doe left. Doe was ill.", "Doe", "Jane Doe", id="nor far before her"),
        pytest.param(
            "Mayor Ann Lee left. Lee, a founder of the party that won in May, was ill.", "Lee", "Mayor Ann Lee", id="the whole name first"
        ),
        pytest.param(
            "The World Health Organization (WHO) met. The WHO agreed.", "WHO", "World Health Organization", id="a body's full name"
        ),
    ],
)
def test_describes_an_entity_by_its_fullest_words(text, words, full):
    doc = parse(text)
    mentions = find_mentions(doc, CONTEXT, ())
    assert description(doc, mentions, [m for m in mentions if m.text == words][-1]) == full
