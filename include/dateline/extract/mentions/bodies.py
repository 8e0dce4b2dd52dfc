"""Named bodies and armed groups of the lexicons, found in a text: "UN", "Islamic State", "Houthis"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from dateline.extract.records import Span

_LONG = 10  # characters from which a name of several words is itself in any case


@dataclass(frozen=True, slots=True)
class Body:
    """A named body or armed group as the lexicon describes it."""

    name: str
    mention_type: str  # ORG or ARMED_GROUP
    sector: str  # PLOVER, docs/datasets.md
    country: str | None


@cache
def _forms() -> dict[str, Body]:
    """Every written form to the body it names."""
    forms: dict[str, Body] = {}
    for file, mention_type in (("organisations.yaml", "ORG"), ("armed_groups.yaml", "ARMED_GROUP")):
        raw = yaml.load((files("dateline") / "lexicons" / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for entry in raw:
            body = Body(entry["name"], entry.get("type", mention_type), entry["sector"], entry.get("country"))
            for form in (entry["name"], *entry.get("also", ())):
                forms[form] = body
                if mention_type == "ARMED_GROUP" and form.isupper() and form.isalpha() and len(form) >= 4:
                    forms.setdefault(form.title(), body)
    return forms


@cache
def _matcher() -> tuple[AhoCorasick, dict[str, Body], list[str]]:
    """The automaton over lower-case forms, the bodies that names of several words stand for in any case, and the forms."""
    folded = {form.lower(): body for form, body in _forms().items() if " " in form and len(form) >= _LONG}
    patterns = sorted({form.lower() for form in _forms()})
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest), folded, patterns


def find_bodies(text: str) -> Iterator[tuple[Span, Body]]:
    """Yield the known names in reading order, at word boundaries; the longest form wins."""
    matcher, folded, patterns = _matcher()
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have no lower case of one character
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for number, start, end in matcher.find_matches_as_indexes(lower):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        body = _forms().get(text[start:end])
        if body is None and text[start].isupper():
            body = folded.get(patterns[number])
        if body is not None:
            yield Span(start, end), body
