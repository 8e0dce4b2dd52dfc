"""The model's slow parts once more, without what training needs: the same weights, the same answers, less time.

Encoder: a word's embedding depends on the word and not on its sentence, so it is computed once and remembered; the four
layers that look at neighbours follow as plain numpy. DependencyParser: spaCy makes a matrix product for each step of a parse
and asks for Python's lock several times; here all paragraphs of an article take a step together. EntityRecognizer: spaCy asks
each of 74 actions at each token whether it is allowed, which takes longer than the model itself; here one product scores all
tokens as if no name were open, and only names of several words are walked through.

An article's answers depend on that article alone: it has its own matrix products, and the embedding of a new word is
computed by itself, because in company the last bits of a product depend on how many rows it has.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, NORM, ORTH, SENT_START, SPACY
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline._parser_internals.stateclass import StateClass
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

_WORDS_REMEMBERED = 50_000  # 96 floats each: 19 MB an encoder; news repeats some 30,000 words
_STEP_TOKENS = 2  # a step of all stretches takes as long as two tokens in spaCy's own loop
_WINDOW_PADDING = 4  # rows of zeros around an article, one per layer, as in the model's training


@dataclass(frozen=True, slots=True)
class _Maxout:
    """The best of three linear maps, then layer normalization: (rows, in) → (rows, out)."""

    weights: np.ndarray  # (in, 3 × out): the first pieces of all outputs, then the second ones, then the third ones
    bias: np.ndarray
    scale: np.ndarray  # (out,)
    shift: np.ndarray

    @classmethod
    def of(cls, maxout: Model, norm: Model) -> "_Maxout":
        weights = _param(maxout, "W").transpose(1, 0, 2)  # from (out, pieces, in)
        by_piece = np.ascontiguousarray(weights.reshape(-1, weights.shape[2])).T
        return cls(by_piece, _param(maxout, "b").T.ravel(), _param(norm, "G"), _param(norm, "b"))

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        pieces = rows @ self.weights
        pieces += self.bias
        out = len(self.scale)
        best = np.maximum(np.maximum(pieces[..., :out], pieces[..., out : 2 * out]), pieces[..., 2 * out :])
        best -= best.mean(axis=-1, keepdims=True)
        variance = np.add.reduce(best * best, axis=-1, keepdims=True) / np.float32(out) + np.float32(1e-8)
        best *= variance ** np.float32(-0.5)
        best *= self.scale
        best += self.shift
        return best


class Encoder:
    """A `Tok2Vec.v2` model of `MultiHashEmbed.v2` and `MaxoutWindowEncoder.v2` (window 1): an article to a vector per token."""

    def __init__(self, tok2vec: Model, vocab: Vocab) -> None:
        embed, encode = tok2vec.get_ref("embed"), tok2vec.get_ref("encode")
        self._columns = next(m for m in embed.walk() if m.name == "extract_features").attrs["columns"]
        self._tables = [m for m in embed.walk() if m.name == "hashembed"]
        self._vocab = vocab
        self._vectors = _param(next(m for m in embed.walk() if m.name == "static_vectors"), "W").T
        self._mix, *self._layers = [
            _Maxout.of(maxout, norm)
            for part in (embed, encode)
            for maxout, norm in pairwise(m for m in part.walk() if m.name in ("maxout", "layernorm"))
            if maxout.name == "maxout"
        ]
        self._key = [ORTH, NORM, SPACY] if "SPACY" in self._columns else [ORTH, NORM]  # what decides the other columns
        self._row_of: dict[tuple[int, ...], int] = {}
        self._rows = np.zeros((_WORDS_REMEMBERED, len(self._mix.scale)), dtype=np.float32)
        self._ops = NumpyOps()

    def __call__(self, doc: Doc) -> Doc:
        """As a component of a pipeline: what the components behind it read is `doc.tensor`."""
        doc.tensor = self.vectors(doc)
        return doc

    def vectors(self, doc: Doc) -> np.ndarray:
        """(tokens, width), float32."""
        padded = np.zeros((len(doc) + 2 * _WINDOW_PADDING, self._rows.shape[1]), dtype=np.float32)
        padded[_WINDOW_PADDING:-_WINDOW_PADDING] = self._embedded(doc)
        for layer in self._layers:
            padded += layer(_with_neighbours(padded))
        return padded[_WINDOW_PADDING:-_WINDOW_PADDING]

    def _embedded(self, doc: Doc) -> np.ndarray:
        words = list(map(tuple, doc.to_array(self._key).tolist()))
        first = {word: i for i, word in enumerate(words) if word not in self._row_of}
        if len(self._row_of) + len(first) > len(self._rows):
            self._row_of.clear()
            first = {word: i for i, word in enumerate(words)}
        if first:
            self._remember(doc, first)
        return self._rows[[self._row_of[word] for word in words]]

    def _remember(self, doc: Doc, first: dict[tuple[int, ...], int]) -> None:
        """Embed new words, each given with a token that it is."""
        at, number = list(first.values()), len(self._row_of)
        self._rows[number : number + len(at)] = self._embed(doc.to_array(self._columns)[at], doc.to_array(ORTH)[at])
        self._row_of |= {word: number + i for i, word in enumerate(first)}

    def _embed(self, features: np.ndarray, orths: np.ndarray) -> np.ndarray:
        """Each word's product is one of its own: (words, 1, …)."""
        parts = []
        for table in self._tables:
            rows = _param(table, "E")
            hashed = self._ops.hash(np.ascontiguousarray(features[:, table.attrs["column"]]), table.attrs["seed"])
            parts.append(self._ops.gather_add(rows, hashed % np.uint32(len(rows))))
        at = self._vocab.vectors.find(keys=orths)
        vectors = (self._vocab.vectors.data[at][:, None] @ self._vectors)[:, 0]
        vectors[at < 0] = 0
        return self._mix(np.hstack([*parts, vectors])[:, None])[:, 0]


class DependencyParser:
    """A greedy arc-eager parser (`TransitionBasedParser.v2`), as a component: all paragraphs of an article a step further at a time.

    Nothing reaches over the start of a sentence that was set beforehand, so each stretch from one to the next can be parsed by
    itself. Their states look at the whole article all the same, because the last words of one look at the first of the next.
    """

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        tok2vec, lower, upper = parser.model.layers
        self._project = _affine(next(m for m in tok2vec.walk() if m.name == "linear"))
        self._lower = _Lower(lower)
        self._score = _affine(upper)
        self.state2vec = SimpleNamespace(nF=lower.get_dim("nF"))  # where `get_token_ids` looks for the number of features

    def __call__(self, doc: Doc) -> Doc:
        """Reads `doc.tensor` and the starts of sentences."""
        starts = [0, *(i for i in np.flatnonzero(doc.to_array(SENT_START) == 1).tolist() if i)]
        longest = max(end - start for start, end in pairwise([*starts, len(doc)]))
        states = self._parsed(doc, starts) if longest * _STEP_TOKENS < len(doc) else None
        if states is None:
            return self._parser(doc)
        whole = StateClass(doc)
        for arc in (arc for state in states for arc in state.arcs):
            whole.add_arc(arc["head"], arc["child"], arc["label"])
        self._parser.set_annotations([doc], [whole])
        return doc

    def _parsed(self, doc: Doc, starts: list[int]) -> list[StateClass] | None:
        """The state at the end of each stretch; None if one of them starts a sentence within the next stretch, which then has to know."""
        parts, features = self._lower.parts(self._project(doc.tensor)), np.arange(self.state2vec.nF)
        states = _states_at(doc, starts)
        running = list(zip(states, [*starts[1:], -1], strict=True))  # with the word at which each is done
        while running:
            looking_over = [state for state, end in running if state.B(0) == end > 0]
            before = [(state.stack_depth(), state.buffer_length()) for state in looking_over]
            active = [state for state, _ in running]
            ids = ParserStepModel.get_token_ids(self, active) + 1
            self._parser.transition_states(active, self._score(self._lower(np.add.reduce(parts[ids, features], axis=1))))
            if any(was == (s.stack_depth(), s.buffer_length()) for s, was in zip(looking_over, before, strict=True)):
                return None  # only starting a sentence leaves both as they were
            running = [(state, end) for state, end in running if state.stack_depth() or state.B(0) != end]
        return states


def _states_at(doc: Doc, starts: list[int]) -> list[StateClass]:
    """A state that has seen nothing for each start."""
    state, states = StateClass(doc), []
    for start, after in pairwise([*starts, starts[-1]]):
        states.append(state.copy())
        for _ in range(start, after):
            state.push()
            state.pop()
    return states


class EntityRecognizer:
    """A greedy BILUO recognizer (`TransitionBasedParser.v2` over names, no names set beforehand), as a component of a pipeline."""

    def __init__(self, ner: Any) -> None:
        tok2vec, lower, upper = ner.model.layers
        self._encoder = Encoder(tok2vec.layers[0], ner.vocab)
        self._project = _affine(next(m for m in tok2vec.walk() if m.name == "linear"))
        self._lower = _Lower(lower)
        self._score = _affine(upper)
        names = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]  # B-ORG … U-LANGUAGE, O, and "U-": no name by decree
        self._labels = [ner.vocab.strings[name[2:]] if name[2:] else 0 for name in names]
        self._begins, self._units = (np.array([name.startswith(kind) and name != kind for name in names]) for kind in ("B-", "U-"))
        self._inside, self._last = (
            np.array([names.index(f"{kind}{name[2:]}") if name[2:] else -1 for name in names]) for kind in ("I-", "L-")
        )
        self._never_first = ~(self._begins | self._units | (np.array(names) == "O"))

    def __call__(self, doc: Doc) -> Doc:
        names = self._names(doc) if len(doc) else []
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])
        return doc

    def _names(self, doc: Doc) -> list[tuple[int, int, int]]:
        """Start, end and label of each name."""
        parts = self._lower.parts(self._project(self._encoder.vectors(doc)))  # features: current, first and last word of the name
        is_cut = doc.to_array(SENT_START) == 1  # no name goes on over the start of a sentence
        is_end = np.append(is_cut[1:], True)
        scores = self._score(self._lower(parts[1:, 0] + parts[0, 1] + parts[0, 2]))
        is_space = doc.to_array(IS_SPACE) == 1
        scores[:, self._never_first] = -np.inf
        scores[np.ix_(is_space | is_end, self._begins)] = -np.inf
        scores[np.ix_(is_space, self._units)] = -np.inf
        actions = scores.argmax(axis=1)
        ends = self._ends(parts, actions, is_end)
        names, free = [], 0
        for start in np.flatnonzero(self._begins[actions] | self._units[actions]).tolist():
            if start >= free:
                free = int(ends[start])
                names.append((start, free, self._labels[actions[start]]))
        return names

    def _ends(self, parts: np.ndarray, actions: np.ndarray, is_end: np.ndarray) -> np.ndarray:
        """Where a name that starts at each token would end (excluded): all names of several words walked through at the same time."""
        ends = np.arange(1, len(parts))
        starts = np.flatnonzero(self._begins[actions])
        at = starts + 1
        while len(starts):
            scores = self._score(self._lower(parts[at + 1, 0] + parts[starts + 1, 1] + parts[at, 2]))
            every, action = np.arange(len(starts)), actions[starts]
            goes_on = ~is_end[at] & (scores[every, self._inside[action]] >= scores[every, self._last[action]])
            ends[starts[~goes_on]] = at[~goes_on] + 1
            starts, at = starts[goes_on], at[goes_on] + 1
        return ends


class _Lower:
    """The layer of a transition model that turns some tokens of a state into what its actions are scored by."""

    def __init__(self, lower: Model) -> None:
        weights = _param(lower, "W").transpose(0, 2, 1, 3)  # (features, pieces, hidden, in)
        self._weights = np.ascontiguousarray(weights.reshape(-1, weights.shape[3])).T
        self._missing = _param(lower, "pad")[0].transpose(0, 2, 1)
        self._bias = _param(lower, "b").T

    def parts(self, vectors: np.ndarray) -> np.ndarray:
        """What each token adds as each feature: (1 + tokens, features, pieces, hidden), the first for a token that isn't there."""
        return np.concatenate([self._missing[None], (vectors @ self._weights).reshape(len(vectors), *self._missing.shape)])

    def __call__(self, summed: np.ndarray) -> np.ndarray:
        """(states, pieces, hidden) → (states, hidden)."""
        summed += self._bias
        return np.maximum(summed[:, 0], summed[:, 1])


def _affine(linear: Model) -> Callable[[np.ndarray], np.ndarray]:
    weights, bias = _param(linear, "W").T, _param(linear, "b")
    return lambda rows: rows @ weights + bias


def _param(layer: Model, name: str) -> np.ndarray:
    return np.asarray(layer.get_param(name))


def _with_neighbours(rows: np.ndarray) -> np.ndarray:
    """Each row between the one before it and the one behind it; zeros beyond the ends: (rows, width) → (rows, 3 × width)."""
    width = rows.shape[1]
    out = np.zeros((len(rows), 3 * width), dtype=rows.dtype)
    out[1:, :width] = rows[:-1]
    out[:, width : 2 * width] = rows
    out[:-1, 2 * width :] = rows[1:]
    return out
