"""Stretches of text between quotation marks: where they begin and end, and which lie inside others. Pure text, no parse.

Marks are curly, straight, low or guillemets, double or single. Wire copy breaks the rules in known ways, and each has its
answer here: an opening mark that is never closed ends with its paragraph; a quotation over several paragraphs opens anew in
each one and closes in the last; a straight mark is closed by a curly one and the other way round; apostrophes are no marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.extract.records import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[\"“”„«»‘’'‚‛]")
_DOUBLE_OPEN, _DOUBLE_CLOSE, _DOUBLE_EITHER = frozenset("“„«") | {"``"}, frozenset("”»"), frozenset({'"', "''"})
_DOUBLE_ONE_WAY = _DOUBLE_OPEN | _DOUBLE_CLOSE
_SINGLE, _SINGLE_OPEN = frozenset("‘’'‚‛"), frozenset("‘‚‛")
# Years and clipped words that begin with an apostrophe: '90s, 'em, ’til, 'n'
_CLIPPED = re.compile(r"\d\ds?\b|(?:em|til|cause|n|tis|twas|round|bout)\b", re.IGNORECASE)
_SURE_SINGLE_CLOSE = re.compile(r"(?<=\S)['’](?=[^\w\s]|$|\s+[^\sa-z])|(?<=[^\ss])['’](?=\s)", re.MULTILINE)
_SINGLE_OPENING = re.compile(r"(?<=\s)['‘](?=\w)")
# Bounds that keep hostile text cheap.
_REACH = 800  # characters to look ahead for a closing mark
_DEEPEST = 6  # stretches inside stretches
_OPENS_AFTER = frozenset(" \t\xa0\u2009\u202f([{—–-/…>:\"“„«‘'")
_CLOSES_BEFORE = frozenset(" \t\xa0\u2009\u202f)]}—–-/….,;:!?<\"”»’'")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch in marks. `inner` leaves the marks out, `outer` holds them."""

    inner: Span
    outer: Span
    depth: int  # 0 = not inside another stretch
    is_closed: bool  # False where the paragraph ends before a closing mark


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """Find the stretches between quotation marks in `text`, in reading order, inner ones after the one that holds them.

    No stretch crosses a line break: a quotation over three paragraphs is three stretches, of which only the last is closed.
    """
    found = [stretch for paragraph in _PARAGRAPH.finditer(text) for stretch in _in_paragraph(text, *paragraph.span())]
    return tuple(sorted(found, key=lambda stretch: (stretch.outer.start, -stretch.outer.end)))


@dataclass(frozen=True, slots=True)
class _Opening:
    start: int
    end: int
    sign: str
    is_single: bool


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Stretch]:
    open_marks: list[_Opening] = []
    for mark in _MARK.finditer(text, start, end):
        sign, at, after = mark[0], mark.start(), mark.end()
        before_char = text[at - 1] if at > start else " "
        after_char = text[after] if after < end else " "
        is_single = len(sign) == 1 and sign in _SINGLE
        holder = _holder(open_marks, sign, is_single=is_single)
        if is_single:
            opens = holder is None and _single_opens(text, sign, before_char, after, after_char, end)
            closes = holder is not None and sign in "’'" and _single_closes(text, before_char, after, after_char, end)
        else:
            opens, closes = _double(sign, before_char, after_char, is_open=holder is not None)
        if closes and holder is not None:
            opened = open_marks[holder]
            del open_marks[holder:]  # a single mark still open inside a double one was an apostrophe after all
            if text[opened.end : at].strip():
                yield Stretch(_trim(text, opened.end, at), Span(opened.start, after), len(open_marks), True)
        elif opens and len(open_marks) < _DEEPEST:
            if holder is not None and not _nests(text, open_marks[holder].sign, sign, after, end):  # the earlier one was broken off
                opened = open_marks[holder]
                del open_marks[holder:]
                if text[opened.end : at].strip():
                    yield Stretch(_trim(text, opened.end, at), Span(opened.start, at), len(open_marks), False)
            open_marks.append(_Opening(at, after, sign, is_single))
    unclosed = next((opened for opened in open_marks if not opened.is_single), None)
    if unclosed is not None and text[unclosed.end : end].strip():
        yield Stretch(_trim(text, unclosed.end, end), Span(unclosed.start, end), open_marks.index(unclosed), False)


def _holder(open_marks: list[_Opening], sign: str, *, is_single: bool) -> int | None:
    """The opening mark that this one may close: the innermost of its own shape, else the innermost as strong as it."""
    alike = [k for k, opened in enumerate(open_marks) if opened.is_single == is_single]
    same = [k for k in alike if (open_marks[k].sign in _DOUBLE_EITHER) == (sign in _DOUBLE_EITHER)]
    return next(reversed(same or alike), None)


def _nests(text: str, outer_sign: str, sign: str, after: int, end: int) -> bool:
    """Does an opening mark inside an open stretch begin an inner one? Marks of another shape do; the same mark only where
    two closing ones follow."""
    if (outer_sign in _DOUBLE_EITHER) != (sign in _DOUBLE_EITHER):
        return True
    following = islice((mark[0] for mark in _MARK.finditer(text, after, min(end, after + _REACH)) if mark[0] in _DOUBLE_ONE_WAY), 2)
    return sign in _DOUBLE_OPEN and [mark in _DOUBLE_CLOSE for mark in following] == [True, True]


def _double(sign: str, before_char: str, after_char: str, *, is_open: bool) -> tuple[bool, bool]:
    """Does this double mark open, does it close?"""
    if sign in _DOUBLE_OPEN:
        return (not after_char.isspace() or before_char.isspace()), False
    if sign in _DOUBLE_CLOSE:
        return False, True
    if is_open:  # straight: close, unless it stands where only an opening mark can
        return (before_char.isspace() and not after_char.isspace()), not (before_char.isspace() and not after_char.isspace())
    # `="` is an attribute of a stray HTML tag, `6"` are inches
    return (before_char in _OPENS_AFTER or (before_char in ",.;" and after_char.isalpha())) and not after_char.isspace(), False


def _single_opens(text: str, sign: str, before_char: str, after: int, after_char: str, end: int) -> bool:
    if before_char not in _OPENS_AFTER or not (after_char.isalnum() or after_char in '[…$£€"“') or _CLIPPED.match(text, after, end):
        return False
    # A straight mark opens only where another one can close it.
    return sign in _SINGLE_OPEN or (sign == "'" and _SURE_SINGLE_CLOSE.search(text, after, min(end, after + _REACH)) is not None)


def _single_closes(text: str, before_char: str, after: int, after_char: str, end: int) -> bool:
    if before_char.isspace() or after_char not in _CLOSES_BEFORE:
        return False
    if before_char == "s" and after_char == " " and text[after + 1 : after + 2].islower():
        # "the doctors’ strike": an apostrophe, where another mark can close later on
        sure, opening = (sign.search(text, after, min(end, after + _REACH)) for sign in (_SURE_SINGLE_CLOSE, _SINGLE_OPENING))
        return sure is None or (opening is not None and opening.start() < sure.start())
    return True


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
