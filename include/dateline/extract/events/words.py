"""Lists of verbs and nouns that decide how an event is told: event_words.yaml."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

# What the lemmatizer makes of "raped", "staged", "hoped" …: both lemmas stand for the verb.
MISTAKEN_LEMMAS = {
    "rape": "rap",
    "stage": "stag",
    "wage": "wag",
    "hope": "hop",
    "slate": "slat",
    "fine": "fin",
    "machinegun": "machinegunne",
    "cordon": "cordone",
    "axe": "ax",
    "appall": "appal",
    "fulfill": "fulfil",
    "lambaste": "lambast",
    "rearrest": "rearreste",
}


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of event_words.yaml; `KeyError` for a name that is not there."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.load(files("dateline.lexicons").joinpath("event_words.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: with_mistaken(words) for name, words in raw.items()}


def with_mistaken(lemmas: Iterable[str]) -> frozenset[str]:
    """Lemmas, and what the lemmatizer makes of some of them."""
    found = set(lemmas)
    return frozenset(found | {MISTAKEN_LEMMAS[lemma] for lemma in found if lemma in MISTAKEN_LEMMAS})
