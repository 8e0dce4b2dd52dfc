"""Noun phrases as a reader would copy them: whole, but without relative clauses and the other members of a list."""

from spacy.tokens import Token

from dateline.extract.records import Span

_NOT_PART_OF_HEAD = frozenset(
    {"relcl", "cc", "conj", "preconj", "predet", "advcl", "parataxis", "ccomp", "mark", "case", "npadvmod", "neg"}
)
_NOT_PART_INSIDE = frozenset({"relcl", "advcl", "parataxis", "ccomp", "case"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod"})
_MAX_TOKENS = 40  # beyond, the parser has swallowed a clause


def noun_phrase(token: Token) -> Span:
    """The noun phrase that `token` heads, in characters: determiner, modifiers, apposition and prepositional phrases
    included; relative clauses, other members of a list and a final genitive mark left out."""
    doc = token.doc
    first, last = _first(token), _last(token, is_head=True)
    if last - first >= _MAX_TOKENS:
        first, last = max(first, token.left_edge.i, token.i - 8), token.i
    while first < token.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in "$#":
        first += 1
    while last > token.i and (doc[last].is_punct or doc[last].is_space or doc[last].tag_ == "POS") and not _closes(token, last, first):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _first(token: Token) -> int:
    first = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _NOT_PART_OF_HEAD or (child.dep_ == "advmod" and child.i == token.left_edge.i and child.lower_ not in _DEGREE):
            break
        if child.dep_ != "punct":
            first = child.left_edge.i
    return first


_DEGREE = frozenset(
    {"at", "about", "more", "nearly", "almost", "some", "around", "up", "over", "least", "most", "very", "mostly", "only", "as", "well"}
)


def _last(token: Token, is_head: bool) -> int:
    """The last token of the phrase. Only the head's own list is cut: "the navies of China and Russia" stays whole."""
    last = token.i
    dropped = _NOT_PART_OF_HEAD if is_head else _NOT_PART_INSIDE
    for child in token.rights:
        if child.dep_ in dropped or "\n" in child.text:
            if child.dep_ == "case":
                continue
            break
        if child.dep_ == "punct":
            continue
        last = max(last, _last(child, is_head=False))
    return last


def _closes(token: Token, last: int, first: int) -> bool:
    """A closing bracket whose opening lies in the phrase belongs to it: "the Islamic State (ISIS)"."""
    doc = token.doc
    opening = {")": "(", "]": "["}.get(doc[last].text)
    return opening is not None and any(doc[i].text == opening for i in range(first, last))
