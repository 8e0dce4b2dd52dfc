"""PLOVER sectors and countries from the words of a description: "Syrian government" -> SY, GOV."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

_SILENT = "~"  # words like "spokesman": the sector is that of the body beside them


@cache
def lexicon() -> dict[tuple[str, ...], str]:
    """Phrase (lower case, singular, as words) to PLOVER sector; the sector "~" says nothing of its own."""
    raw = yaml.load((files("dateline") / "lexicons" / "sectors.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {tuple(phrase.split()): sector for sector, phrases in raw.items() for phrase in phrases}


def sector_of(words: Sequence[str]) -> str | None:
    """The sector of a phrase whose last word is its head (lower case, head in singular); the longest known ending wins.

    A head that says nothing of its own hands on to the words before it: "army", "spokesman" -> MIL.
    """
    known = lexicon()
    end = len(words)
    while end:
        for start in range(max(0, end - 4), end):
            sector = known.get(tuple(words[start:end]))
            if sector is not None:
                break
        else:
            return None
        if sector != _SILENT:
            return sector
        end = start
    return None


def singular(token: Token) -> str:
    """The word as the lexicon has it: lower case, and in singular even where it is part of a name."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and len(lemma) > 3 and lemma.endswith("s") and (lemma,) not in lexicon():
        return lemma[:-1]
    return lemma
