"""Which number belongs to which happening, by the words between them.

A sentence is written as a string of one letter for each word or phrase; regular expressions over that string say who is
counted ("Q[br]*P": a quantity, auxiliaries and adverbs, a participle: "12 people were reportedly killed"). This needs no
correct parse, so it also reads headlines. `dateline.extract.figures.parse` is the second opinion.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.extract.figures.counted import Quantity
from dateline.extract.figures.words import FigureWords, Phrase, Trigger, figure_words


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in its place; `last` excluded."""

    trigger: Trigger
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity and the trigger that says what happened to it. `how` is the rule that found it."""

    quantity: Quantity
    hit: Hit
    how: str
    whole: Quantity | None = None  # the quantity that this one is a part of
    qualifier: str | None = None  # the number's own, unless the verb says more ("exceeded 100")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as letters; item i of each list belongs to letter i."""

    letters: str
    firsts: tuple[int, ...]
    quantities: dict[int, Quantity]  # by position in `letters`
    hits: dict[int, tuple[Hit, ...]]


_L = figure_words().lists
_RELATIVES = frozenset({"who", "that", "which", "whom"})
_CONJUNCTIONS = frozenset({",", "and", "or", "&", ";", "plus", "while", "—", "–", "-", "but"})
_LETTER_OF_TAG = {
    "MD": "m", "TO": "t", "RB": "r", "RBR": "r", "RBS": "r", "IN": "p", "DT": "d", "PRP$": "d", "PDT": "d", "WP$": "d", "NN": "n", "NNS": "n", "NNP": "n",
    "NNPS": "n", "PRP": "n", "CD": "n", "JJ": "a", "JJR": "a", "JJS": "a", "POS": "n",
}  # fmt: skip

_LIST = r"Q(?:c{1,2}r*Q)*"
_AFTER = re.compile(rf"(?P<list>{_LIST})(?P<gap>c?w?[bhrmt]*)(?P<hit>[PJI])(?P<more>(?:c{{1,2}}[brh]*[PJI](?![dnaQ]))*)(?P<next>.?)")
_BEFORE = re.compile(rf"(?P<hits>[PA](?:r*c{{1,2}}[rh]*[PA])*)(?P<gap>[rd]*)(?P<list>{_LIST})")
_OF = re.compile(rf"(?P<hits>[NA])o[rd]*(?P<list>{_LIST})")
# Something between commas may stand between the counted and what happened: "12 people, most of them women, were killed".
_PARENTHESIS = re.compile(r"(?P<list>Q)c(?:[^hPJIAV;]{1,16}?)c(?P<gap>[hrm]*b[br]*)(?P<hit>[PJ])(?P<more>)(?P<next>.?)")
# "A woman who was shot on Monday has died."
_RELATIVE = re.compile(r"(?P<list>Q)w[^;cQEh]{2,16}?(?P<gap>h[br]*)(?P<hit>[PI])(?P<more>)(?P<next>.?)")
_TWO_VERBS = re.compile(r"cr*[Px]r*[dnaQE]")
_LIVES = re.compile(r"(?P<hits>V)r*(?:d?n?o)?[rd]*(?P<list>Q)")
_GAPPED = re.compile(r"Qp(?:d?a*n)+c{1,2}r*(?P<list>Q)p[dan]*n")
_INCLUDING = re.compile(rf"(?P<gap>[^QEx]{{0,14}}?)i[rd]*(?P<list>{_LIST})")


_OF_LIVES = frozenset({"lose", "loses", "lost", "losing"})
NAMING_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD"})  # "three of the dead were soldiers"


def encode(doc: Doc, words: Sequence[str], start: int, end: int, quantities: Sequence[Quantity], lexicon: FigureWords) -> Encoded:
    """Letters: Q quantity of people, E of happenings, P participle or past and A other form of a verb whose object is counted, I verb
    whose subject is counted, J state, N noun, V "claimed (lives)", i "including", b be, h have, r adverb, c comma or conjunction, o "of", w relative."""
    letters: list[str] = []
    firsts: list[int] = []
    by_position: dict[int, Quantity] = {}
    hits: dict[int, tuple[Hit, ...]] = {}
    starts = {quantity.first: quantity for quantity in quantities}
    at = start
    while at < end:
        letter, last = "", at + 1
        quantity = starts.get(at)
        if quantity is not None:
            letter = "E" if quantity.kind == "event" else "x" if quantity.kind == "thing" else "Q"
            by_position[len(letters)] = quantity
            last = quantity.last
        elif (words[at] in lexicon.triggers or words[at] in lexicon.phrases) and not _is_other_sense(doc, words, at):
            found = hits_at(words, at, end, lexicon)
            if found:
                hits[len(letters)] = found
                letter, last = _letter_of_hits(doc, words, found), found[0].last
        if not letter:
            letter, last = _letter_of_word(doc, words, at, end)
        if letter != "_":
            letters.append(letter)
            firsts.append(at)
        at = last
    return Encoded("".join(letters), tuple(firsts), by_position, hits)


def hits_at(words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> tuple[Hit, ...]:
    """The triggers that begin at a token: those of the longest phrase, else of the word."""
    best: tuple[int, Trigger] | None = None
    for phrase in lexicon.phrases.get(words[at], ()):
        last = _phrase_end(words, at, end, phrase)
        if last and (best is None or last > best[0]):
            best = last, phrase.trigger
    if best is not None:
        return (Hit(best[1], at, best[0]),)
    if words[at] in _OF_LIVES and {"life", "lives"}.isdisjoint(words[max(0, at - 4) : at]):
        return ()  # "no lives were lost", and "the party lost three seats"
    return tuple(Hit(trigger, at, at + 1) for trigger in lexicon.triggers.get(words[at], ()))


def _phrase_end(words: Sequence[str], at: int, end: int, phrase: Phrase) -> int:
    for alternatives, is_optional in phrase.slots:
        if at < end and words[at] in alternatives:
            at += 1
        elif not is_optional:
            return 0
    return at


def _is_other_sense(doc: Doc, words: Sequence[str], at: int) -> bool:
    """ "March" the month, "a missing person report", "execution of the plan" and the like."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ("march", "rally", "protest", "release") and doc[at].tag_ in ("NN", "NNP"):
        return word != "release"
    if word == "died" and after == "down":
        return True
    if word in ("injured", "wounded", "dead", "killed", "missing") and before == "the":
        return True  # "the dead": named as a group, told of no number
    return (
        word in ("execution", "executions")
        and after == "of"
        and words[min(at + 3, len(words) - 1)] in ("plan", "contract", "order", "orders", "duties")
    )


def _letter_of_hits(doc: Doc, words: Sequence[str], hits: Sequence[Hit]) -> str:
    roles = {hit.trigger.role: hit for hit in hits}
    if "lives" in roles:
        return "V"
    if "object" in roles:
        hit = roles["object"]
        if "noun" in roles and hit.trigger.form == "ing" and words[hit.last : hit.last + 1] == ["of"]:
            return "N"
        return "P" if hit.trigger.form == "past" else "A"
    if "subject" in roles:
        return "I"
    return "J" if "state" in roles and not ("noun" in roles and words[hits[0].last : hits[0].last + 1] == ["of"]) else "N"


def _letter_of_word(doc: Doc, words: Sequence[str], at: int, end: int) -> tuple[str, int]:
    word = words[at]
    if word == "a" and words[at + 1 : at + 3] == ["total", "of"]:
        return "_", at + 3
    if word in _L["be"]:
        return "b", at + 1
    if word in _L["have"]:
        return "h", at + 1
    if word in _RELATIVES:
        return "w", at + 1
    if word in ("including", "include", "included", "includes"):
        return "i", at + 1
    if word == "among" and words[at + 1 : at + 2] in (["them"], ["whom"]):
        return "i", at + 2
    if word in _CONJUNCTIONS:
        return "c", at + 1
    if word == "as" and words[at + 1 : at + 3] == ["well", "as"]:
        return "c", at + 3
    if word in _L["hedges"]:
        return "r", at + 1
    if word == "of":
        return "o", at + 1
    if word == "by":
        return "y", at + 1
    tag = doc[at].tag_
    if tag in ("''", "``", "_SP", "-LRB-", "-RRB-") and word not in ("(", ")"):
        return "_", at + 1
    return _LETTER_OF_TAG.get(tag, "x"), at + 1


def window_links(encoded: Encoded, words: Sequence[str], tolls: set[int]) -> list[Link]:
    """Links that the order of words gives; a quantity that stands at its trigger keeps it, others of a list share what is left.

    `tolls` are the first tokens of quantities that have a name of their own ("a death toll of 40 and 12 missing").
    """
    direct: list[Link] = []
    shared: list[Link] = []
    for link, is_direct in _all_links(encoded, words):
        (direct if is_direct else shared).append(link)
    taken = {link.quantity.first for link in direct} | tolls
    return direct + [link for link in shared if link.quantity.first not in taken]


def gapped_links(encoded: Encoded, linked: dict[int, Link]) -> list[Link]:
    """ "3,000 in one city, 2,000 in another and 500 in a third": the later numbers share the first one's trigger."""
    found = []
    known = dict(linked)
    for i, letter in enumerate(encoded.letters):
        if letter != "Q" or encoded.quantities[i].first not in known:
            continue
        match = _GAPPED.match(encoded.letters, i)
        if match is None:
            continue
        second = encoded.quantities[match.start("list")]
        if second.first not in known and second.kind == "bare":
            link = replace(known[encoded.quantities[i].first], quantity=second, how="gapped")
            known[second.first] = link
            found.append(link)
    return found


def _all_links(encoded: Encoded, words: Sequence[str]) -> Iterator[tuple[Link, bool]]:
    letters = encoded.letters
    for start in range(len(letters)):
        letter = letters[start]
        if letter == "Q":
            match = _AFTER.match(letters, start) or _PARENTHESIS.match(letters, start)
            if match:
                yield from _links_after(encoded, match, words)
            if (relative := _RELATIVE.match(letters, start)) and not letters[:start].rstrip("d").endswith("Qo"):
                yield from _links_after(encoded, relative, words)
        elif letter in "PAN":
            if letter in "PA":
                match = _BEFORE.match(letters, start)
                if match and not _is_passive_before(letters, start, letter):
                    yield from _links_before(encoded, match, words, "before")
            if letter in "AN":
                match = _OF.match(letters, start)
                if match:
                    yield from _links_before(encoded, match, words, "of")
        elif letter == "V":
            match = _LIVES.match(letters, start)
            if match:
                yield from _links_lives(encoded, match, words)


def _links_after(encoded: Encoded, match: re.Match[str], words: Sequence[str]) -> Iterator[tuple[Link, bool]]:
    letters = encoded.letters
    gap, kind, following = match["gap"], match["hit"], match["next"]
    if kind == "P":
        has_be = gap.rfind("b") > gap.rfind("h")
        if not has_be and ("h" in gap or "m" in gap or "t" in gap):
            return
        if not has_be and "w" in gap:
            return  # "two people who shot at a car"
        if not has_be and following and following in "dnaQEN" and not match["more"] and not _is_time(encoded, words, match.end("more")):
            return  # "two gunmen killed a man"
        if not has_be and _TWO_VERBS.match(letters, match.end("hit")):
            return  # "one of them shot and wounded a man"
    positions = [match.start("hit"), *(i for i in range(match.start("more"), match.end("more")) if letters[i] in "PJI")]
    if _is_either(encoded, positions):
        return
    places = [i for i in range(match.start("list"), match.end("list")) if letters[i] == "Q"]
    between = words[encoded.quantities[places[-1]].last : encoded.hits[positions[0]][0].first]
    if len(places) == 1 and not agrees(encoded.quantities[places[0]], between):
        return
    if (
        not gap
        and encoded.quantities[places[-1]].kind == "bare"
        and words[encoded.hits[positions[0]][0].first] == "shot"
        and encoded.quantities[places[-1]].number.best == 1
    ):
        return  # "one shot", which was fired
    # a comma before the participle opens a phrase about somebody else ("two men, killing …"), unless a relative follows it
    if gap.startswith("c") and not gap.startswith("cw"):
        return
    if letters[max(0, match.start("list") - 1)] in "ix":
        places = places[-1:]  # "rescued 195 people, and 23 were wounded", "including three children, and seven are missing"
    for place in places:
        for position in positions:
            hit = _best_hit(encoded.hits[position], ("subject", "object", "state"))
            if hit is not None:
                yield Link(encoded.quantities[place], hit, "after"), place == places[-1]


def _links_before(encoded: Encoded, match: re.Match[str], words: Sequence[str], how: str) -> Iterator[tuple[Link, bool]]:
    letters = encoded.letters
    positions = [i for i in range(match.start("hits"), match.end("hits")) if letters[i] in "PAN"]
    if _is_either(encoded, positions):
        return
    places = [i for i in range(match.start("list"), match.end("list")) if letters[i] == "Q"]
    for place in places:
        for position in positions:
            hit = _best_hit(encoded.hits[position], ("noun", "object") if how == "of" else ("object", "noun"))
            if hit is not None:
                yield Link(encoded.quantities[place], hit, how), place == places[0]


def _links_lives(encoded: Encoded, match: re.Match[str], words: Sequence[str]) -> Iterator[tuple[Link, bool]]:
    quantity = encoded.quantities[match.start("list")]
    hit = encoded.hits[match.start()][0]
    between = words[hit.last : quantity.first]
    if (quantity.head is not None and words[quantity.head] == "lives") or "lives" in between:
        yield Link(quantity, hit, "lives"), True


def _is_passive_before(letters: str, start: int, letter: str) -> bool:
    if letter == "A":
        return False
    i = start - 1
    while i >= 0 and letters[i] == "r":
        i -= 1
    return i >= 0 and letters[i] == "b"


def agrees(quantity: Quantity, between: Sequence[str]) -> bool:
    """False where verb and number differ: "a man with two handguns was shot", "a man and woman were shot"."""
    if quantity.number.first != quantity.first:
        return True  # "a family of five was killed"
    if quantity.is_single:
        return "were" not in between and "are" not in between
    size = quantity.number.best or quantity.number.low or 0
    return size < 2 or not {"was", "is", "has"} & set(between)


def _is_either(encoded: Encoded, positions: Sequence[int]) -> bool:
    """ "12 were killed or wounded": a number of neither."""
    metrics = {encoded.hits[i][0].trigger.metric for i in positions}
    return len(positions) > 1 and {"killed", "injured"} <= metrics


def _is_time(encoded: Encoded, words: Sequence[str], position: int) -> bool:
    """ "12 killed Monday" says when, not whom."""
    return words[encoded.firsts[position]] in _L["when"]


def _best_hit(hits: Sequence[Hit], roles: Sequence[str]) -> Hit | None:
    """Of a word's readings the one that fits: "hurt" is a state behind the number and a verb before it."""
    for role in roles:
        for hit in hits:
            if hit.trigger.role == role:
                return hit
    return None


def part_links(doc: Doc, encoded: Encoded, linked: dict[int, Link]) -> list[Link]:
    """Parts: "12 people, including four children", "82 killings, including 12 women", "killing 12, four of them children"."""
    found = []
    latest: Link | None = None
    for i in sorted(encoded.quantities):
        quantity = encoded.quantities[i]
        if quantity.first in linked:
            latest = linked[quantity.first]
        elif latest is not None and quantity.is_partitive and quantity.head is not None and doc[quantity.head].lower_ in ("them", "whom"):
            behind = quantity.last + (encoded.letters[i + 1 : i + 2] == "b")
            if behind < len(doc) and doc[behind].tag_ in NAMING_TAGS:
                found.append(Link(quantity, latest.hit, "including", whole=latest.quantity))
    for i, letter in enumerate(encoded.letters):
        if letter not in "QE" or encoded.quantities[i].first not in linked:
            continue
        match = _INCLUDING.match(encoded.letters, i + 1)
        if match is None:
            continue
        whole = linked[encoded.quantities[i].first]
        for place in range(match.start("list"), match.end("list")):
            if encoded.letters[place] == "Q" and encoded.quantities[place].kind != "unknown":
                found.append(Link(encoded.quantities[place], whole.hit, "including", whole=whole.quantity))
    return found
