"""What is kept of a text to compare it with others: hashes of its word 3-grams, its names and numbers, and its sentences."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.articles.article import Article
from dateline.articles.credits import without_credits

HASH_BITS = 24  # two articles of a thousand 3-grams share 0.06 by chance
_SHINGLE_WORDS = 3
_VERSION_DIGITS = 16
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"(?<=\d),(?=\d{3})|(?<=\b\w)\.(?=\w\b)|['’‘ʼ]")  # 1,000 and 1000, U.S and US, Qur'an and Quran are the same word
_SENTENCE_END = re.compile(r"\n|(?<=[.!?])[\"'”’)\]]*\s+")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Whether these stand or not is a matter of house style: "on Wednesday", "Wednesday"; "said that", "said". So is "per cent", and
# whether small numbers are written out.
_STYLE_WORDS = {"a", "an", "the", "on", "that"}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)
}
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """One version of one article, as far as comparison needs it."""

    article_id: str
    version: int  # beginning of the text's SHA-256
    published_us: int  # microseconds since 1970, UTC
    day: int  # `published_date`, proleptic Gregorian ordinal
    shingles: NDArray[np.uint32]  # of HASH_BITS; sorted, distinct
    facts: NDArray[np.uint32]  # names and numbers; of HASH_BITS; sorted, distinct
    sentences: NDArray[np.uint32]  # sorted, distinct

    @property
    def rank(self) -> tuple[int, str]:
        """Which of two came first."""
        return self.published_us, self.article_id


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article; dateline, wire credit and byline don't count, since they differ from paper to paper."""
    shingles, facts, sentences = _compared(article.text)
    return replace(trace(article), shingles=shingles, facts=facts, sentences=sentences)


def trace(article: Article) -> Fingerprint:
    """What is kept of an article that isn't compared: that this version of it is known."""
    published_us = (article.published_at - _EPOCH) // timedelta(microseconds=1)
    nothing = np.empty(0, np.uint32)
    return Fingerprint(
        article.article_id, version_of(article.text_sha256), published_us, article.published_date.toordinal(), *[nothing] * 3
    )


def version_of(text_sha256: str) -> int:
    """The beginning of a text's hash, by which its versions are told apart."""
    return int(text_sha256[:_VERSION_DIGITS], 16)


@lru_cache(maxsize=4_000)  # a new article is judged first, then remembered
def _compared(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """3-grams, facts and sentences of a text."""
    text = _JOINED.sub("", without_credits(text))
    words = _WORD.findall(text)
    return _shingles([word.casefold() for word in words]), _facts(words), _sentences(text)


def _shingles(words: list[str]) -> NDArray[np.uint32]:
    """Hashes of all runs of three words; of the whole where it is shorter."""
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    size = min(_SHINGLE_WORDS, len(words))
    runs = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for i in range(size):
        runs = (runs ^ hashes[i : i + len(runs)]) * _MIX[i]
    return np.unique((runs >> np.uint64(64 - HASH_BITS)).astype(np.uint32))


def _facts(words: list[str]) -> NDArray[np.uint32]:
    """Numbers, and words with a capital that the text never writes small."""
    small = {word for word in words if word[0].islower()}
    found = {word.casefold() for word in words if word[0].isdecimal() or (word[0].isupper() and word.lower() not in small)}
    return np.unique(np.array([_hash(word) >> (64 - HASH_BITS) for word in found], dtype=np.uint32))


def _sentences(text: str) -> NDArray[np.uint32]:
    sentences = (_WORD.findall(sentence.casefold().replace("per cent", "percent")) for sentence in _SENTENCE_END.split(text))
    found = {" ".join(_NUMBERS.get(word, word) for word in words if word not in _STYLE_WORDS) for words in sentences}
    return np.unique(np.array([_hash(sentence) >> 32 for sentence in found if sentence], dtype=np.uint32))


@lru_cache(maxsize=200_000)
def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")
