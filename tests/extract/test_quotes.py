"""find_quotes: the words in marks that somebody in the text said, and who."""

from datetime import date

import pytest

from dateline.extract.mentions import find_mentions
from dateline.extract.nlp import parse
from dateline.extract.quotes import find_quotes
from dateline.extract.records import Context, Quote

CONTEXT = Context(date(2016, 12, 14))


def quotes(text: str, *kinds: str) -> list[Quote]:
    doc = parse(text)
    found = find_quotes(doc, CONTEXT, find_mentions(doc, CONTEXT, ()))
    assert all(doc.text[q.span.start : q.span.end] == q.text for q in found)
    assert all(q.speaker is None or doc.text[q.speaker.start : q.speaker.end] == q.speaker_text for q in found)
    return [q for q in found if not kinds or q.quote_kind in kinds]


def said(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker_text, q.text) for q in quotes(text, "direct")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“The bridge is gone,” the mayor said.", [("the mayor", "The bridge is gone,")], id="verb behind"),
        pytest.param("“The bridge is gone,” said Maria Lopez.", [("Maria Lopez", "The bridge is gone,")], id="inverted"),
        pytest.param("Maria Lopez said: “The bridge is gone.”", [("Maria Lopez", "The bridge is gone.")], id="colon"),
        pytest.param("Maria Lopez said “the bridge is gone”.", [("Maria Lopez", "the bridge is gone")], id="no mark before"),
        pytest.param(
            "According to one nurse, “the wards were full by noon.”", [("one nurse", "the wards were full by noon.")], id="according to"
        ),
        pytest.param("“We ran,” Omar Haddad, a baker, told reporters.", [("Omar Haddad", "We ran,")], id="apposition before the verb"),
        pytest.param("“We ran,” Sen. Ann Lee (D-Ohio) told reporters.", [("Sen. Ann Lee", "We ran,")], id="bracket before the verb"),
        pytest.param("“We ran for our lives,” he gulped.", [("he", "We ran for our lives,")], id="a verb that no lexicon has"),
        pytest.param("“Where were the guards?” asked a shopkeeper.", [("a shopkeeper", "Where were the guards?")], id="question"),
        pytest.param(
            "“We ran,” Haddad said. “Nobody helped us.”",
            [("Haddad", "We ran,"), ("Haddad", "Nobody helped us.")],
            id="goes on without a cue",
        ),
        pytest.param(
            "“We ran,” said Haddad, “and nobody helped us.”",
            [("Haddad", "We ran,"), ("Haddad", "and nobody helped us.")],
            id="broken by the cue",
        ),
        pytest.param(
            "“We ran away,” said one farmer. Another villager said: “We hid.”",
            [("one farmer", "We ran away,"), ("Another villager", "We hid.")],
            id="each has its own",
        ),
        pytest.param("Lopez called the shelling “barbaric”.", [("Lopez", "barbaric")], id="fragment under a verdict"),
        pytest.param("The town was described by the mayor as “a graveyard”.", [("the mayor", "a graveyard")], id="passive with agent"),
        pytest.param("Lopez was quoted as saying “the worst is over”.", [("Lopez", "the worst is over")], id="was quoted as saying"),
        pytest.param(
            "The army was told “hold the line at all costs”.", [(None, "hold the line at all costs")], id="the hearer does not speak"
        ),
        pytest.param(
            "Lopez said the army had put a “ring of steel” around the town.", [("Lopez", "ring of steel")], id="inside a statement"
        ),
        pytest.param(
            "Lopez said she believed it was “a matter of days”.", [("Lopez", "a matter of days")], id="said she believed: as said"
        ),
        pytest.param(
            "Ana Ruiz said the talks had failed, adding: “We will go on.”", [("Ana Ruiz", "We will go on.")], id="adding is the speaker's"
        ),
        pytest.param("“We will not leave this valley.” — Ana Ruiz, farmer", [("Ana Ruiz", "We will not leave this valley.")], id="signed"),
        pytest.param("Ana Ruiz: “We will not leave this valley.”", [("Ana Ruiz", "We will not leave this valley.")], id="name and colon"),
        pytest.param(
            "Ruiz said: “We stayed.\n“We had nowhere to go.”",
            [("Ruiz", "We stayed."), ("Ruiz", "We had nowhere to go.")],
            id="over two paragraphs",
        ),
        pytest.param(
            "Ana Ruiz lost her house.\n“It went in a minute and nothing is left.”",
            [("Ana Ruiz", "It went in a minute and nothing is left.")],
            id="the paragraph before was about her",
        ),
    ],
)
def test_words_in_marks_and_their_speaker(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He starred in “The Long Road Home” in 1987.", id="title"),
        pytest.param("The boxer John “Tank” Miller was arrested.", id="nickname"),
        pytest.param("The so-called “caliphate” fell in March.", id="scare quotes"),
        pytest.param("Speaking on “Morning Hour,” Ruiz said that she would stay.", id="a programme before the speaker"),
        pytest.param("A game called “Perception” was sold out.", id="a name given"),
        pytest.param("Both are stored under the “two keys, two guards” rule.", id="a term"),
    ],
)
def test_marks_around_what_nobody_said(text):
    assert said(text) == []


def test_speaker_is_named_in_full_with_role_and_country():
    text = "Petra Novak, Slovakia's foreign minister, arrived on Monday. “We will stay neutral in this war,” Novak said."
    (quote,) = quotes(text, "direct")
    assert (quote.speaker_text, quote.speaker_role, quote.speaker_country) == ("Novak", "Slovakia's foreign minister", "SK")
    assert quote.speaker_name is not None
    assert quote.speaker_name.startswith("Petra Novak")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("The ministry’s statement said “the bridge will stay closed”.", "The ministry", id="possessor"),
        pytest.param("A government statement said “the bridge will stay closed”.", "government", id="modifier"),
        pytest.param("“The bridge will stay closed,” according to a tweet on Monday by Petra Novak.", "Petra Novak", id="by, further back"),
        pytest.param(
            "Petra Novak issued a statement on Monday. “The bridge will stay closed,” the statement read.",
            "Petra Novak",
            id="who issued it",
        ),
        pytest.param("A leaflet said “the bridge will stay closed”.", "A leaflet", id="nobody is named"),
        pytest.param(
            "The firm released a letter which said, “the bridge will stay closed”.", "The firm", id="who released it in the same sentence"
        ),
        pytest.param(
            "The Supreme Court sat on Monday. The opinion read: “the bridge will stay closed”.", "Supreme Court", id="a court's paper"
        ),
        pytest.param("The mayor, as ever, “hated every minute”, as he put it later.", "The mayor", id="as somebody put it"),
    ],
)
def test_a_paper_speaks_for_who_issued_it(text, speaker):
    assert quotes(text, "direct")[-1].speaker_name == speaker


def test_the_name_in_apposition_is_the_speaker():
    (quote,) = quotes("One of these unions, the Lagos Dockers Association, said “the port is closed”.", "direct")
    assert quote.speaker_name == "Lagos Dockers Association"


def test_a_pronoun_is_resolved():
    text = "Petra Novak said the border would open. “It is a good day for us,” she added."
    (quote,) = quotes(text, "direct")
    assert (quote.speaker_text, quote.speaker_name) == ("she", "Petra Novak")


def test_stances_and_cues_come_with_direct_quotations():
    (quote,) = quotes("“It was not our missile,” claimed Colonel Karim Aziz.", "direct")
    assert (quote.cue, quote.stance) == ("claimed", "claims")


def test_the_stronger_sign_gives_the_higher_confidence():
    (named,) = quotes("“The bridge over the river is gone,” the mayor said.", "direct")
    (guessed,) = quotes("The mayor lost her house.\n“The bridge over the river is gone.”", "direct")
    assert guessed.confidence < named.confidence


def test_reading_order():
    found = quotes("Lopez said the “ring of steel” held. “It held all night,” said Ruiz, who said help had come.")
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
