"""PLOVER sectors and countries from the words of a description: "Syrian government" -> SY, GOV."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

_YIELDING = "~"  # marks sectors of words like "spokesman" and "official": that of the body beside them goes first

_ADJECTIVAL = frozenset(
    {"deputy", "general", "chief", "vice", "assistant", "senior", "state", "public", "national", "local", "'s", "’s"}
)  # before "director"
_PLURALS = (("men", "man"), ("s", ""))


@cache
def lexicon() -> dict[tuple[str, ...], str]:
    """Phrase (lower case, singular, as words) to PLOVER sector; a "~" at its end marks words that yield."""
    raw = yaml.load((files("dateline") / "lexicons" / "sectors.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {tuple(phrase.split()): sector for sector, phrases in raw.items() for phrase in phrases}


def sector_of(words: Sequence[str]) -> str | None:
    """The sector of a phrase whose last word is its head (lower case, head in singular); the longest known ending wins.

    A head that says little of its own hands on to the words before it: "army", "spokesman" -> MIL, "army", "official" -> MIL,
    but "official" alone -> GOV.
    """
    fallback = None
    end = len(words)
    while end:
        found = _longest_ending(words, end)
        if found is None:
            break
        sector, end = found
        while end and words[end - 1] in _ADJECTIVAL and sector.endswith(_YIELDING):
            end -= 1
        if not sector.endswith(_YIELDING):
            return sector
        fallback = fallback or sector.removesuffix(_YIELDING)
    return fallback or None


def yields(words: Sequence[str]) -> bool:
    """Does the sector of the phrase's head give way to that of a body named beside it: "UN official", "NATO spokesman"?"""
    found = _longest_ending(words, len(words))
    return found is not None and found[0].endswith(_YIELDING)


def _longest_ending(words: Sequence[str], end: int) -> tuple[str, int] | None:
    """The sector of the longest known phrase that ends at `end`, and where it begins."""
    known = lexicon()
    for start in range(max(0, end - 4), end):
        sector = known.get(tuple(words[start:end]))
        if sector is not None:
            return sector, start
    return None


def singular(token: Token) -> str:
    """The word as the lexicon has it: lower case, and in singular even where it is part of a name ("Forces")."""
    lemma = token.lemma_.lower()
    if not token.text[0].isupper() or (lemma,) in lexicon():
        return lemma
    for plural, one in _PLURALS:  # capitals hide from the lemmatiser that "Guerrillas" and "Policemen" are many
        if lemma.endswith(plural) and (lemma.removesuffix(plural) + one,) in lexicon():
            return lemma.removesuffix(plural) + one
    return lemma
