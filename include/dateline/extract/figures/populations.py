"""Who the people behind a number are: the words that name them, and the groups that these words stand for."""

from collections.abc import Sequence

from spacy.tokens import Doc

from dateline.extract.figures.counted import Quantity
from dateline.extract.figures.words import FigureWords

_MAX_INCLUDING = 14  # tokens behind "including"


def who_text(
    doc: Doc, words: Sequence[str], quantity: Quantity, end: int, lexicon: FigureWords
) -> tuple[str | None, tuple[int, int] | None]:
    """The counted noun phrase without its number, and ", including …" with it, as written; the token range beside it."""
    if quantity.head is not None and quantity.is_partitive and words[quantity.head] in ("them", "whom", "victims", "dead", "injured"):
        named = _predicate(doc, words, quantity.last, end)
        return (None, None) if named is None else (_text(doc, *named), named)
    first = quantity.number.last
    if quantity.kind == "event" or quantity.head is None:
        first = quantity.last
    while first < quantity.last and words[first] == "of":
        first += 1
    including = _including(doc, words, quantity.last, end, lexicon)
    if including is None:
        if first >= quantity.last:
            return None, None
        return _text(doc, first, quantity.last), (first, quantity.last)
    if first >= quantity.last:
        return _text(doc, including[0] + 1, including[1]), (including[0] + 1, including[1])
    return _text(doc, first, including[1]), (first, including[1])


def _predicate(doc: Doc, words: Sequence[str], at: int, end: int) -> tuple[int, int] | None:
    """The noun behind "four of whom were", "four of them"."""
    if at < end and words[at] in ("was", "were", "are", "is"):
        at += 1
    last = at
    while last < min(end, at + 5) and doc[last].tag_ in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "HYPH"):
        last += 1
    return (at, last) if last > at and doc[last - 1].tag_ in ("NN", "NNS", "NNP", "NNPS") else None


def _including(doc: Doc, words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> tuple[int, int] | None:
    """Tokens of "including women and children" right behind a noun phrase, from "including" on."""
    if at < end and words[at] == ",":
        at += 1
    if at >= end or words[at] != "including":
        return None
    last = at + 1
    for i in range(at + 1, min(end, at + _MAX_INCLUDING)):
        if any(trigger.role in ("object", "subject") for trigger in lexicon.triggers.get(words[i], ())) and doc[i].tag_ != "JJ":
            break
        if doc[i].tag_ in ("NN", "NNS", "NNP", "NNPS", "CD"):
            last = i + 1
        elif doc[i].tag_ not in ("DT", "JJ", "CC", "IN", "RBS", "JJS", "JJR", "RB", "PRP$", "POS", "VBN", ",", "HYPH") or words[i] in (
            ";",
            "when",
            "as",
            "after",
            "while",
        ):
            break
        if words[i] == "," and (i + 1 >= end or doc[i + 1].tag_ not in ("NN", "NNS", "NNP", "NNPS", "CD", "DT", "JJ", "CC")):
            break
    return (at, last) if last > at + 1 else None


def populations(words: Sequence[str], ranges: Sequence[tuple[int, int]], lexicon: FigureWords) -> tuple[str, ...]:
    """The groups of docs/datasets.md named in the given token ranges, each once, in the order in which they are named."""
    found: dict[str, None] = {}
    for first, last in ranges:
        for i in range(first, last):
            for name in (f"{words[i]} {words[i + 1]}" if i + 1 < last else "", words[i]):
                for group in lexicon.populations.get(name, ()):
                    found.setdefault(group)
    return tuple(found)


def _text(doc: Doc, first: int, last: int) -> str:
    return str(doc[first:last].text)
