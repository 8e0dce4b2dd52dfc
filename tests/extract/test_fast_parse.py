"""The fast parts of the parse give what spaCy's own parts give, and give it for an article whatever was read before."""

from pathlib import Path

import numpy as np
import pytest

from dateline.extract import fast_parse
from dateline.extract.fast_parse import Encoder
from dateline.extract.nlp import load

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "articles"
NAMES = ["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]
TEXTS = [
    pytest.param("", id="nothing"),
    pytest.param("Kinshasa", id="a name and nothing else"),
    pytest.param("The Democratic Republic of the", id="a name that breaks off"),
    pytest.param("Police in New\n\nYork and San\n\nFrancisco.", id="names over the end of a paragraph"),
    pytest.param("  \n\n  Goma \n Goma\t\tGoma  ", id="blanks"),
    pytest.param("€3.5bn, 12 %, 7 p.m. on 3 May and the 2nd", id="numbers"),
    pytest.param("Blorquist frumpled Zzyzx—Qwertz‘s ☃ ﷽ 𝔊", id="words nobody knows"),
    *(pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in sorted(SAMPLES.glob("*.txt"))),
]


@pytest.fixture(scope="module")
def nlp():
    return load()


def before(nlp, text, component):
    """The document as the component gets it."""
    doc = nlp.make_doc(text)
    for name, pipe in nlp.pipeline:
        if name == component:
            return doc
        doc = pipe(doc)
    raise AssertionError(component)


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_those_of_the_models_own_recognizer(nlp, text):
    doc = before(nlp, text, "dateline_names")
    expected = nlp.get_pipe("ner")(doc.copy())
    found = nlp.get_pipe("dateline_names")(doc)
    assert found.to_array(NAMES).tolist() == expected.to_array(NAMES).tolist()


@pytest.mark.parametrize("text", TEXTS)
def test_tags_and_trees_are_those_of_the_models_own_encoder_and_parser(nlp, text):
    doc = before(nlp, text, "dateline_encoder")
    expected = doc.copy()
    for name in ("tok2vec", "tagger", "dateline_paragraphs", "parser"):
        expected = nlp.get_pipe(name)(expected)
    found = before(nlp, text, "dateline_tag_and_lemma")
    columns = ["TAG", "HEAD", "DEP", "SENT_START"]
    assert found.to_array(columns).tolist() == expected.to_array(columns).tolist()
    assert np.allclose(found.tensor, expected.tensor, atol=1e-4)


def test_a_start_of_a_sentence_set_from_the_paragraph_before_is_not_lost(nlp, monkeypatch):
    text = "The mayor left\n\nHe did. Nobody saw him go\n\nA long road\n\nThe end of it came, and nobody was there to see it"
    doc = before(nlp, text, "dateline_parser")
    expected = nlp.get_pipe("parser")(doc.copy())
    parser = nlp.get_pipe("dateline_parser")
    for gives_up in (False, True):
        with monkeypatch.context() as patch:
            if gives_up:
                patch.setattr(parser, "_parsed", lambda *_: None)
            found = parser(doc.copy())
        assert found.to_array(["HEAD", "DEP", "SENT_START"]).tolist() == expected.to_array(["HEAD", "DEP", "SENT_START"]).tolist()


def test_vectors_are_the_same_to_the_last_bit_whatever_was_read_before(nlp, monkeypatch):
    monkeypatch.setattr(fast_parse, "_WORDS_REMEMBERED", 400)
    model = nlp.get_pipe("tok2vec").model
    docs = [nlp.make_doc(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]
    alone = [Encoder(model, nlp.vocab).vectors(doc).tobytes() for doc in docs]
    one = Encoder(model, nlp.vocab)
    assert [one.vectors(doc).tobytes() for doc in reversed(docs)] == alone[::-1], "forgetting on the way"
