"""Lists of verbs and nouns that decide how an event is told: event_words.yaml."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of event_words.yaml; `KeyError` for a name that is not there."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.load(files("dateline.lexicons").joinpath("event_words.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(words) for name, words in raw.items()}
