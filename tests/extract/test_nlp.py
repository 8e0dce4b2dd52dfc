"""The parse: sentences start where paragraphs and the body start; lemmas are asked once."""

import pytest

from dateline.extract import nlp
from dateline.extract.nlp import parse


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("GUSAU, Nigeria (HPA) — Gunmen raided two villages on Monday, police said.", "Gunmen", id="agency dateline"),
        pytest.param("SARAJEVO — A court sentenced a former commander to 18 years in prison.", "court", id="town only"),
        pytest.param("Tuesday, 14 May 2019\n\nRebels freed two priests.", "Rebels", id="date line"),
    ],
)
def test_the_head_of_a_text_is_no_part_of_its_first_sentence(text, subject):
    doc = parse(text)
    assert doc.text == text
    assert next(token.text for token in doc if token.dep_ == "nsubj") == subject


def test_paragraphs_start_sentences():
    doc = parse("Rebels freed\n\nThe priests left the town.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Rebels freed", "The priests left the town."]


def test_lemmas_are_those_of_word_and_tag():
    doc = parse("Officers were shooting; the shootings went on.")
    assert [(t.lemma_, t.pos_) for t in doc if t.text.startswith("shoot")] == [("shoot", "VERB"), ("shooting", "NOUN")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 2_000, id="quotation marks only"),
        pytest.param("Before " + "x" * 700 + ' after.\n\n"' + "y" * 301 + '"  end', id="long words among others"),
        pytest.param(" " + 'é"' * 400 + " ", id="white space around"),
    ],
)
def test_a_stretch_without_spaces_is_cut_and_keeps_its_text(text):
    assert parse(text).text == text


def test_a_headline_run_into_the_body_is_a_sentence_of_its_own():
    doc = parse("Bakery burns on Elm Street | Example NewsA baker was hurt.")
    assert [sentence.text for sentence in doc.sents][-1] == "A baker was hurt."
    assert doc.text == "Bakery burns on Elm Street | Example NewsA baker was hurt."


def test_what_runs_on_without_an_end_is_cut():
    doc = parse("the soldiers went on and " * 500)
    assert max(len(sentence) for sentence in doc.sents) <= 410


def test_a_text_of_a_hundred_pages_is_parsed_in_parts_that_fit_together(monkeypatch):
    text = "Rebels freed two priests in Goma on Monday.\n\nA court sentenced a man. He left.\n\n" * 6
    whole = parse(text)
    monkeypatch.setattr(nlp, "_MAX_PART_TOKENS", 60)
    parts = parse(text)
    assert parts.text == text

    def facts(doc):
        return [(t.idx, t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]

    assert facts(parts) == facts(whole)


@pytest.mark.parametrize(
    ("text", "deed", "head"),
    [
        pytest.param("Police arrested stabbing suspect Leo Brandt at his home.", "stabbing", "Brandt", id="who is suspected of it"),
        pytest.param("Shooting victim Maria Stone is recovering at home.", "Shooting", "Stone", id="whom it hit"),
        pytest.param("They were beating suspects in the street.", "beating", "beating", id="what is done"),
        pytest.param("Accused of shooting witness Tom Hale, he fled abroad.", "shooting", "of", id="what is alleged"),
    ],
)
def test_a_deed_before_a_person_says_who_he_is(text, deed, head):
    assert next(token.head.text for token in parse(text) if token.text == deed) == head
