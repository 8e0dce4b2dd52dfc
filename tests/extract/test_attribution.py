"""source_of: who says the words at a place in the text."""

from datetime import date

import pytest

from dateline.extract.nlp import parse
from dateline.extract.quotes import find_quotes
from dateline.extract.quotes.attribution import source_of
from dateline.extract.records import Context, Quote, Span


def source(text: str, words: str) -> Quote | None:
    start = text.index(words)
    return source_of(find_quotes(parse(text), Context(date(2016, 12, 14)), ()), Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "stance"),
    [
        pytest.param("Police said three people had died.", "three people", "Police", "asserts", id="indirect"),
        pytest.param("“Three people died in the blast,” a doctor said.", "Three people", "a doctor", "asserts", id="direct"),
        pytest.param("Three people died, according to a doctor.", "Three people", "a doctor", "asserts", id="according to"),
        pytest.param("Kenya accused the group of shelling a school.", "shelling", "Kenya", "blames", id="blamed"),
        pytest.param("Russia denied that its jets had bombed the market.", "bombed", "Russia", "denies", id="denied"),
        pytest.param("A doctor said rescuers had told her that ten were missing.", "ten", "rescuers", "asserts", id="the innermost"),
    ],
)
def test_the_source_of_words(text, words, speaker, stance):
    found = source(text, words)
    assert found is not None
    assert (found.speaker_text, found.stance) == (speaker, stance)


def test_what_the_article_says_itself_has_no_source():
    assert source("Three people died on Monday. Police said the road was closed.", "Three people") is None


def test_a_quotation_without_speaker_is_no_source():
    quote = Quote(Span(0, 20), "x" * 20, "direct")
    assert source_of((quote,), Span(3, 5)) is None


def test_of_equal_length_the_first():
    first, second = (Quote(Span(0, 20), "x" * 20, "indirect", speaker_text=name) for name in ("police", "doctors"))
    assert source_of((first, second), Span(3, 5)) == first
