"""Named bodies and armed groups of the lexicons, found in a text: "UN", "Islamic State", "Houthis"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from dateline.extract.records import Span


@dataclass(frozen=True, slots=True)
class Body:
    """A named body or armed group as the lexicon describes it."""

    name: str
    mention_type: str  # ORG or ARMED_GROUP
    sector: str  # PLOVER, CODES.md
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
    return forms


@cache
def _matcher() -> tuple[AhoCorasick, list[str]]:
    patterns = sorted(_forms())
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest), patterns


def find_bodies(text: str) -> Iterator[tuple[Span, Body]]:
    """Yield the known names in reading order, at word boundaries and with their capitals; the longest form wins."""
    matcher, patterns = _matcher()
    for number, start, end in matcher.find_matches_as_indexes(text):
        inside_word = (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
        if not inside_word:
            yield Span(start, end), _forms()[patterns[number]]
