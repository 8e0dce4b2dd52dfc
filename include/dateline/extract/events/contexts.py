"""PLOVER contexts: what a happening has to do with, from the words of the sentences that tell of it."""

from functools import cache
from importlib.resources import files

import yaml

_BY_TYPE = {"DISASTER": ("disasters",), "ACCIDENT": ("human_security",)}


def contexts_of(event_type: str, words: frozenset[str]) -> tuple[str, ...]:
    """Contexts in alphabetical order; `words` are lemmas, lower case."""
    found = {name for name, lemmas in _lexicon().items() if lemmas & words}
    return tuple(sorted(found | set(_BY_TYPE.get(event_type, ()))))


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    raw = yaml.load(files("dateline.lexicons").joinpath("event_contexts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(words.split()) for name, words in raw.items()}
