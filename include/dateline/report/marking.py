"""An article's text cut into pieces, each with the kinds of evidence that lie over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

KINDS = ("event", "trigger", "figure", "quote", "place", "time", "mention")  # from the outermost to the innermost


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence of one kind: code points from `start` to `end`, end excluded, and what to say of it."""

    start: int
    end: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same evidence throughout."""

    text: str
    kinds: tuple[str, ...]
    note: str
    anchors: tuple[int, ...]  # starts of events that begin here


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text in pieces that, joined, are the text again. Spans outside the text are cut to it, empty ones left out."""
    kept = sorted((s for s in spans if 0 <= s.start < min(s.end, len(text))), key=lambda s: (s.start, s.end, KINDS.index(s.kind), s.note))
    bounds = sorted({0, len(text), *(s.start for s in kept), *(min(s.end, len(text)) for s in kept)})
    found: list[Piece] = []
    open_spans: list[Span] = []
    waiting = iter(kept)
    following = next(waiting, None)
    for start, end in pairwise(bounds):
        open_spans = [s for s in open_spans if s.end > start]
        while following is not None and following.start <= start:
            open_spans.append(following)
            following = next(waiting, None)
        kinds = tuple(kind for kind in KINDS if any(s.kind == kind for s in open_spans))
        note = "; ".join(dict.fromkeys(s.note for s in open_spans if s.note))
        anchors = tuple(dict.fromkeys(s.start for s in open_spans if s.kind == "event" and s.start == start))
        found.append(Piece(text[start:end], kinds, note, anchors))
    return found
