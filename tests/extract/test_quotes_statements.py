"""find_quotes: what is reported without marks, or with some; and the stance of those who say it."""

from datetime import date

import pytest

from dateline.extract.nlp import parse
from dateline.extract.quotes import find_quotes
from dateline.extract.records import Context, Quote


def reported(text: str) -> list[Quote]:
    return [q for q in find_quotes(parse(text), Context(date(2016, 12, 14)), ()) if q.quote_kind != "direct"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        pytest.param("Police said that three people had died.", "Police", "three people had died", id="that-clause"),
        pytest.param("Police said three people had died.", "Police", "three people had died", id="without that"),
        pytest.param("Three people died, police said.", "police", "Three people died", id="verb at the end"),
        pytest.param(
            "The prison service said in a statement that an inmate had been stabbed.",
            "The prison service",
            "an inmate had been stabbed",
            id="in a statement",
        ),
        pytest.param(
            "The mayor said in an interview that nine people had died.", "The mayor", "nine people had died", id="in an interview"
        ),
        pytest.param("The governor wrote in a letter that ten men were missing.", "The governor", "ten men were missing", id="in a letter"),
        pytest.param(
            "The blast, police said, killed three people.", "police", "The blast, police said, killed three people", id="in the middle"
        ),
        pytest.param(
            "According to witnesses, the blast killed three people.", "witnesses", "the blast killed three people", id="according to"
        ),
        pytest.param(
            "The blast killed three people, according to witnesses.",
            "witnesses",
            "The blast killed three people",
            id="according to, behind",
        ),
        pytest.param("The ministry denied involvement in the attack.", "The ministry", "involvement in the attack", id="denied a noun"),
        pytest.param(
            "The rebels claimed responsibility for the attack.", "The rebels", "responsibility for the attack", id="claimed responsibility"
        ),
        pytest.param("Kenya accused the group of shelling a school.", "Kenya", "the group of shelling a school", id="accused of"),
        pytest.param(
            "The report found that the dam had been neglected.", "The report", "the dam had been neglected", id="a document finds"
        ),
    ],
)
def test_indirect_statements(text, speaker, content):
    (quote,) = reported(text)
    assert (quote.speaker_text, quote.text, quote.quote_kind) == (speaker, content, "indirect")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The general did not say when the troops would leave.", id="not said"),
        pytest.param("One could argue that the war was lost.", id="could be said"),
        pytest.param("The general declined to say whether troops would leave.", id="declined to say"),
        pytest.param("The flood claimed 12 lives.", id="floods claim without speaking"),
        pytest.param("The work went according to plan.", id="according to plan"),
        pytest.param("The embassy denied visas to the players.", id="denied visas"),
        pytest.param("“The bridge is gone,” said the mayor.", id="all of it in marks"),
    ],
)
def test_what_is_no_statement(text):
    assert reported(text) == []


def test_a_statement_with_marks_in_it_is_mixed():
    (quote,) = reported("The mayor said the army had put a “ring of steel” around the town.")
    assert (quote.quote_kind, quote.text) == ("mixed", "the army had put a “ring of steel” around the town")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        pytest.param("Police said that the man had fled.", "asserts", id="said"),
        pytest.param("Rebels claimed that the town had fallen.", "claims", id="claimed"),
        pytest.param("Kenya accused the group of shelling a school.", "blames", id="accused"),
        pytest.param("The ministry denied that its jets had bombed the market.", "denies", id="denied"),
        pytest.param("Analysts doubt that the truce will hold.", "doubts", id="doubt"),
        pytest.param("Analysts do not believe that the truce will hold.", "doubts", id="do not believe"),
        pytest.param("Residents fear that the dam will break.", None, id="fears are no claims"),
    ],
)
def test_stance_of_the_speaker(text, stance):
    (quote,) = reported(text)
    assert quote.stance == stance
