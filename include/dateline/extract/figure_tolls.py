"""Numbers told by a name for them: "the death toll rose to 300", "the number of wounded", "82 killings", "a crowd of 5,000", "three of the dead"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dateline.extract.counted import Quantity
from dateline.extract.figure_patterns import Encoded, Hit, Link, hits_at
from dateline.extract.figure_words import FigureWords, Trigger

_TO_VALUE = frozenset(
    "to at of is was are were reached reaches reaching hit hits hitting exceeded exceeds exceeding topped tops topping surpassed surpasses passed "
    "passes near nearing stands stood than as : numbering totaled totalled".split()
)
_EXCEEDS = frozenset({"exceeded", "exceeds", "exceeding", "topped", "tops", "topping", "surpassed", "surpasses", "passed", "passes"})
_REACH = 16  # tokens from the toll's name to its number
_GROUP_BEFORE = frozenset(
    {"dead", "killed", "injured", "wounded", "victims", "missing", "fatalities", "arrested", "detained", "deceased", "casualties"}
)
_MIN_CROWD = 10  # "two protesters said" tells of no protest's size


def named_links(
    doc: Doc, words: Sequence[str], encoded: Encoded, start: int, end: int, linked: set[int], lexicon: FigureWords
) -> Iterator[Link]:
    """Links for quantities that no verb or state took; `linked` holds the first tokens of those already taken."""
    quantities = [encoded.quantities[i] for i in sorted(encoded.quantities)]
    for at in range(start, end):
        toll = _toll_at(words, at, end, lexicon)
        if toll is not None:
            link = _toll_link(words, toll, quantities, linked)
            if link is not None:
                yield link
        if words[at] in ("among", "of", "include", "included", "includes", "including"):
            yield from _group_links(words, at, end, encoded, linked, lexicon)
    for quantity in quantities:
        if quantity.first in linked:
            continue
        yield from _own_links(doc, words, quantity, start, end, lexicon)


def _toll_at(words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> Hit | None:
    """ "death toll", "toll", and "number of (people) killed"."""
    word = words[at]
    pair = f"{word} {words[at + 1]}" if at + 1 < end else ""
    if pair in lexicon.tolls:
        return Hit(Trigger(lexicon.tolls[pair], "noun"), at, at + 2)
    if word in lexicon.tolls and not (at and f"{words[at - 1]} {word}" in lexicon.tolls):
        if at and words[at - 1] in ("casualty", "injury", "heavy", "terrible", "heavier", "heaviest", "road", "bridge"):
            return None
        return Hit(Trigger(lexicon.tolls[word], "noun"), at, at + 1)
    if word in lexicon.lists["total"] and at + 2 < end and words[at + 1] in ("of", "killed", "dead", "injured"):
        for i in range(at + 1, min(at + 6, end)):
            hits = hits_at(words, i, end, lexicon)
            if hits:
                return Hit(Trigger(hits[0].trigger.metric, "noun"), at, hits[0].last)
            if words[i] not in (
                "of",
                "the",
                "those",
                "people",
                "persons",
                "confirmed",
                "civilians",
                "women",
                "children",
                "reported",
                "officially",
                "civilian",
            ):
                return None
    return None


def _toll_link(words: Sequence[str], toll: Hit, quantities: Sequence[Quantity], linked: set[int]) -> Link | None:
    for quantity in quantities:
        if not toll.last <= quantity.first <= toll.last + _REACH:
            continue
        before = words[quantity.first - 1]
        if before in ("by", "from") or quantity.kind == "thing" or quantity.is_single:
            continue
        if quantity.kind == "unknown" and before != "to":
            continue
        if quantity.first in linked:
            return None
        if before in _TO_VALUE or (before == "the" and words[quantity.first - 2] == "in"):
            return Link(quantity, toll, "toll", qualifier="more_than" if before in _EXCEEDS else None)
        return None
    return None


def _group_links(words: Sequence[str], at: int, end: int, encoded: Encoded, linked: set[int], lexicon: FigureWords) -> Iterator[Link]:
    """ "among the dead were four soldiers", "the injured include two women"."""
    if words[at] == "among":
        group = at + 2 if words[at + 1 : at + 2] in (["the"], ["those"]) else at + 1
        behind = group + 1
    elif words[at] in ("include", "included", "includes", "including"):
        group, behind = at - 1, at + 1
        if at < 2 or words[at - 2] not in ("the", "those"):
            return
    else:
        return
    if group >= end or words[group] not in _GROUP_BEFORE:
        return
    metric = next((hit.trigger.metric for hit in hits_at(words, group, end, lexicon)), "killed")
    hit = Hit(Trigger(metric, "noun"), group, group + 1)
    i = next((i for i, first in enumerate(encoded.firsts) if first >= behind), None)
    while i is not None and i < len(encoded.letters):
        letter = encoded.letters[i]
        if letter == "Q":
            if encoded.quantities[i].first not in linked:
                yield Link(encoded.quantities[i], hit, "among")
        elif letter not in "cbrdn":
            return
        i += 1


def _own_links(doc: Doc, words: Sequence[str], quantity: Quantity, start: int, end: int, lexicon: FigureWords) -> Iterator[Link]:
    """The counted noun is itself the happening, or its modifier tells what happened: "82 killings", "12 wounded soldiers"."""
    head = quantity.head
    if head is None:
        return
    word = words[head]
    if quantity.kind == "event":
        if word in lexicon.lists["bodies"]:
            yield Link(quantity, Hit(Trigger("killed", "noun"), head, head + 1), "noun")
        elif word in lexicon.lists["casualties"]:
            if quantity.is_none:
                yield Link(quantity, Hit(Trigger("killed", "noun"), head, head + 1), "noun")
        else:
            for trigger in lexicon.triggers[word]:
                if trigger.role == "noun":
                    yield Link(quantity, Hit(trigger, head, head + 1), "noun")
                    break
        return
    if quantity.is_partitive and word in _GROUP_BEFORE and word != "casualties":
        metric = next((hit.trigger.metric for hit in hits_at(words, head, end, lexicon)), "killed")
        yield Link(quantity, Hit(Trigger(metric, "noun"), head, head + 1), "group")
        return
    if quantity.kind == "people" and not quantity.is_none:
        for i in range(quantity.number.last, head):
            for trigger in lexicon.triggers.get(words[i], ()):
                if trigger.role in ("object", "state") and trigger.form == "past" and not trigger.is_weak and not trigger.is_doubtful:
                    yield Link(quantity, Hit(trigger, i, i + 1), "modifier")
                    return
        if (
            word in lexicon.populations
            and "protester" in lexicon.populations[word]
            and _size(quantity) >= _MIN_CROWD
            and not quantity.is_partitive
        ):
            yield Link(quantity, Hit(Trigger("protesters", "noun"), head, head + 1), "noun")
            return
    before = words[max(start, quantity.first - 3) : quantity.first]
    if before[-1:] == ["of"] and any(word in lexicon.lists["crowd"] for word in before[-2:-1]) and _size(quantity) >= _MIN_CROWD:
        yield Link(quantity, Hit(Trigger("protesters", "noun", is_weak=True), quantity.first - 2, quantity.first - 1), "crowd")


def _size(quantity: Quantity) -> int:
    return quantity.number.best or quantity.number.high or quantity.number.low or 0
