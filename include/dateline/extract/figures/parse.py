"""Which number belongs to which happening, by the dependency parse: the second opinion beside `dateline.extract.figures.patterns`.

It reaches over what stands between ("12 people, most of them women, were killed"), which the order of words alone does not.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.extract.figures.counted import Quantity
from dateline.extract.figures.patterns import Hit, Link, agrees, hits_at
from dateline.extract.figures.words import FigureWords

_PREDICATES = frozenset({"oprd", "acomp", "xcomp", "attr", "ccomp"})
_MAX_APPOSITION = 8  # tokens
_MAX_DISTANCE = 40  # tokens; beyond, the parse is not to be trusted


def parse_links(
    doc: Doc, words: Sequence[str], quantities: Sequence[Quantity], start: int, end: int, lexicon: FigureWords
) -> Iterator[Link]:
    """Links that the parse gives, each quantity alone."""
    for quantity in quantities:
        if quantity.kind in ("thing", "event"):
            continue
        anchor = root(doc, quantity.first, quantity.last)
        for hit in _hits(words, anchor, end, lexicon):
            is_one_of_list = quantity.is_single and anchor.dep_ == "conj"
            between = words[quantity.last : hit.first]
            if hit.first > quantity.last and not (is_one_of_list or agrees(quantity, between) or _has_parenthesis(between)):
                continue
            if start <= hit.first < end and abs(hit.first - anchor.i) <= _MAX_DISTANCE:
                yield Link(quantity, hit, "parse")


def root(doc: Doc, first: int, last: int) -> Token:
    """The token that the others hang on; `Span.root` asks the whole document first, which takes far longer."""
    return next((doc[i] for i in range(first, last) if not first <= doc[i].head.i < last), doc[last - 1])


def _hits(words: Sequence[str], anchor: Token, end: int, lexicon: FigureWords) -> Iterator[Hit]:
    while anchor.dep_ in ("conj", "appos") and anchor.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        if anchor.dep_ == "appos" and abs(anchor.i - anchor.head.i) > _MAX_APPOSITION:
            return
        anchor = anchor.head
    head = anchor.head
    if anchor.dep_ in ("nsubjpass", "nsubj"):
        subjects = [head, *_same_subject(head)]
        for verb in subjects:
            is_passive = anchor.dep_ == "nsubjpass" if verb == head else any(child.dep_ == "auxpass" for child in verb.children)
            yield from _readings(words, verb, end, lexicon, ("object", "subject") if is_passive else ("subject",))
            for child in verb.children:
                if child.dep_ in _PREDICATES and child.i > verb.i and not _has_subject(child):
                    yield from _readings(words, child, end, lexicon, ("object", "state", "subject"), needs_passive=True)
    elif anchor.dep_ == "dobj":
        yield from _readings(words, head, end, lexicon, ("object",))
    for child in anchor.children:
        if child.dep_ == "relcl" and any(
            word.lower_ in ("who", "that", "which") and word.dep_ in ("nsubj", "nsubjpass") for word in child.children
        ):
            is_passive = any(word.dep_ == "nsubjpass" for word in child.children)
            yield from _readings(words, child, end, lexicon, ("object", "subject") if is_passive else ("subject",))
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from _readings(words, child, end, lexicon, ("object",))


def _readings(
    words: Sequence[str], token: Token, end: int, lexicon: FigureWords, roles: tuple[str, ...], needs_passive: bool = False
) -> Iterator[Hit]:
    for hit in hits_at(words, token.i, end, lexicon):
        if hit.trigger.role not in roles:
            continue
        if (
            needs_passive
            and hit.trigger.role == "object"
            and (token.tag_ != "VBN" or any(child.dep_ == "dobj" for child in token.children))
        ):
            continue
        yield hit
        return


def _same_subject(verb: Token) -> Iterator[Token]:
    """Later verbs of a coordination, up to the first one with a subject of its own."""
    for later in sorted(verb.conjuncts, key=lambda token: token.i):
        if later.i > verb.i:
            if _has_subject(later):
                return
            yield later


def _has_parenthesis(between: Sequence[str]) -> bool:
    """ "12 people, one of whom was armed, were killed": the singular verb belongs to what stands between."""
    return list(between).count(",") > 1


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
