"""Where the gazetteer's names stand in a text: the longest match at each capitalised word."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from dateline.extract.places.countries import lexicon
from dateline.extract.places.gazetteer import NAME, POSTAL_CODE, SHORT_NAME, Gazetteer
from dateline.extract.places.gazetteer_names import name_key

_WORD = re.compile(r"(?:[A-Z][a-z]?\.)+[A-Z][a-z]?\b\.?|[^\W_]+(?:['’ʿʾʻ`](?!s\b)[^\W_]+)*")
_MAX_WORDS = 6
_HYPHENS = frozenset("-–‑")
_SPACES = frozenset(" \u00a0")
_ARABIC_ARTICLE = frozenset(("al", "el", "ar", "as", "ash", "ad", "az", "an", "at"))
_ABBREVIATED = frozenset(("St", "Ste", "Mt", "Ft", "Sts", "W", "N", "S", "E"))  # a full stop after these does not end a name


class Word(NamedTuple):
    """One word of a text as names are compared: hyphens separate words, apostrophes don't. A tuple, as there are many."""

    start: int
    end: int
    text: str
    is_joined: bool  # to the word before: by a space, a hyphen, or the full stop of "St."
    is_hyphenated: bool  # to the word before


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of text that equals a name of the gazetteer."""

    start: int  # characters
    end: int
    first: int  # words
    last: int  # inclusive
    text: str
    key: str
    postings: np.ndarray  # gazetteer_build.POSTING


@cache
def _lower_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words in lower case that may stand inside a name, and at its end."""
    table = lexicon("places_context")
    return frozenset(table["particles"]), frozenset(table["tails"])


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return name_key(word)


def split_words(text: str) -> list[Word]:
    """The words of a text in reading order."""
    words: list[Word] = []
    end = 0
    before = ""
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start]
        hyphen = gap in _HYPHENS
        joined = hyphen or gap in _SPACES or (gap == ". " and before in _ABBREVIATED)
        before = match[0]
        end = match.end()
        words.append(Word(start, end, before, joined, hyphen))
    return words


def find_names(text: str, words: list[Word], gazetteer: Gazetteer) -> list[Match]:
    """Names of the gazetteer in the text, longest first at each word, not overlapping, in reading order."""
    particles, tails = _lower_words()
    spans: list[tuple[int, int]] = []
    keys: list[str] = []
    for first, word in enumerate(words):
        if not (word.text[0].isupper() or (word.text in _ARABIC_ARTICLE or word.text == "the") and _next_is_capital(words, first)):
            continue
        key = ""
        for last in range(first, min(first + _MAX_WORDS, len(words))):
            here = words[last]
            if last > first and not here.is_joined:
                break
            key = f"{key} {_key(here.text)}" if key else _key(here.text)
            if _is_capital(here.text) or here.text in tails or (here.is_hyphenated and last > first):
                spans.append((first, last))
                keys.append(key)
            elif here.text not in particles and last > first:
                break
    matches: list[Match] = []
    longest: dict[int, tuple[int, str, np.ndarray]] = {}
    for (first, last), key, postings in zip(spans, keys, gazetteer.find(keys), strict=True):
        if len(postings):
            longest[first] = (last, key, postings)  # the last one is the longest: spans of one start come in order
    reached = -1
    for first in sorted(longest):
        last, key, postings = longest[first]
        if first <= reached:
            continue
        if words[first].text in ("the", "The") and first + 1 in longest and last > first:
            bare_last, _, bare = longest[first + 1]
            if bare_last > last or (bare_last == last and _is_as_good(bare, postings)):
                continue  # "the West Bank": the name is there without the article, unlike that of The Hague
        postings = _fitting(text, words, first, last, postings)
        if len(postings):
            matches.append(
                Match(
                    words[first].start,
                    _end(text, words[last], postings),
                    first,
                    last,
                    text[words[first].start : words[last].end],
                    key,
                    postings,
                )
            )
            reached = last
    return [Match(m.start, m.end, m.first, m.last, text[m.start : m.end], m.key, m.postings) for m in matches]


def _is_as_good(bare: np.ndarray, postings: np.ndarray) -> bool:
    """A place of both is as properly called without the article."""
    grades = dict(bare.tolist())
    return any(grades.get(place, POSTAL_CODE) <= grade for place, grade in postings.tolist())


def _is_capital(word: str) -> bool:
    """Also "d'Ivoire"."""
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def _next_is_capital(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].is_joined and words[at + 1].text[0].isupper()


def _end(text: str, last: Word, postings: np.ndarray) -> int:
    """The full stop of "Ala." belongs to the name."""
    if text[last.end : last.end + 1] != "." or last.text.endswith(".") or last.text.isupper():
        return last.end
    return last.end + bool((postings["grade"] == SHORT_NAME).any())


def _fitting(text: str, words: list[Word], first: int, last: int, postings: np.ndarray) -> np.ndarray:
    """Without the postings that the way of writing rules out."""
    if first != last:
        return postings
    word, grade = words[first].text, postings["grade"]
    written = text[words[first].start : words[last].end + 1]
    keep = np.ones(len(postings), bool)
    if len(word.replace(".", "")) <= 2 and not word.isupper():
        keep &= (grade == SHORT_NAME) & written.endswith(".")
    # "Ill." and "Miss." only with their dot, "GA" only after a town and a comma.
    if "." not in written and not (word.isupper() and len(word) > 2):
        keep &= grade != SHORT_NAME
    if not (word.isupper() and len(word) == 2 and text[max(0, words[first].start - 2) : words[first].start] == ", "):
        keep &= grade != POSTAL_CODE
    if word.isupper() and len(word) < 4 and "." not in word:  # capitals are an abbreviation, and no town's name
        keep &= (grade == POSTAL_CODE) | (grade <= NAME) | (grade == SHORT_NAME)
    return postings[keep] if not keep.all() else postings


def token_index(doc: Doc, text: str) -> np.ndarray:
    """For each character of the text the token that holds it (or, in a gap, the one before)."""
    starts = doc.to_array("IDX")
    index = np.zeros(len(text) + 1, dtype=np.int32)
    if len(starts):
        index[starts[1:]] = 1
    return np.cumsum(index, dtype=np.int32)
