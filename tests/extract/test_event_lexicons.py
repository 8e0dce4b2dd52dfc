"""The lexicons of events ask for nothing that the code does not know, and the code knows nothing that none of them asks for."""

from collections.abc import Iterator

import pytest

from dateline.extract.events import noun_needs, verb_needs
from dateline.extract.events.frames import Frame, noun_frames, verb_frames
from dateline.extract.nlp import parse


def needs_of(frames: Iterator[tuple[Frame, ...]]) -> set[str]:
    return {need for group in frames for frame in group for need in (*frame.needs, *frame.any) if not need.startswith("prep:")}


def test_every_need_of_a_verb_is_known_and_used() -> None:
    assert needs_of(iter(verb_frames().values())) == set(verb_needs.NEEDS)


def test_every_need_of_a_noun_is_known_and_used() -> None:
    assert needs_of(iter(noun_frames().values())) == set(noun_needs.NEEDS)


def test_an_unknown_need_is_an_error() -> None:
    verb = parse("Rebels attacked the town.")[1]
    with pytest.raises(ValueError, match="unknown need in the lexicon: 'moonlight'"):
        verb_needs.verb_holds("moonlight", verb, None, None)
