"""Numbers told by a name for them: "the death toll rose to 300", "the number of wounded", "82 killings", "a crowd of 5,000", "three of the dead"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dateline.extract.figures.counted import Quantity
from dateline.extract.figures.patterns import NAMING_TAGS, Encoded, Hit, Link, hits_at
from dateline.extract.figures.words import FigureWords, Trigger

_REACH = 16  # tokens from the toll's name to its number
_MIN_CROWD = 10  # "two protesters said" tells of no protest's size


def toll_links(words: Sequence[str], counted: Sequence[Quantity], start: int, end: int, lexicon: FigureWords) -> list[Link]:
    """ "The death toll rose to 300", "the number of wounded is 12"."""
    found: list[Link] = []
    has_killed = False
    for at in range(start, end):
        toll = _toll_at(words, at, end, has_killed, lexicon)
        has_killed = has_killed or any(trigger.metric == "killed" for trigger in lexicon.triggers.get(words[at], ()))
        if toll is not None:
            link = _toll_link(words, toll, counted, lexicon)
            if link is not None and all(link.quantity.first != other.quantity.first for other in found):
                found.append(link)
    return found


def named_links(
    doc: Doc, words: Sequence[str], encoded: Encoded, start: int, end: int, linked: dict[int, Link], lexicon: FigureWords
) -> Iterator[Link]:
    """Links for quantities that no toll, verb or state took; `linked` holds those taken, by first token."""
    quantities = [encoded.quantities[i] for i in sorted(encoded.quantities)]
    taken = set(linked)
    for link in _list_links(words, encoded, quantities, start, end, lexicon):
        if link.quantity.first not in taken:
            taken.add(link.quantity.first)
            yield link
    for quantity in quantities:
        if quantity.first not in taken:
            yield from _own_links(doc, words, quantity, start, end, lexicon)


def _list_links(
    words: Sequence[str], encoded: Encoded, quantities: Sequence[Quantity], start: int, end: int, lexicon: FigureWords
) -> Iterator[Link]:
    for at in range(start, end):
        if words[at] in lexicon.lists["bodies"] and words[at + 1 : at + 2] == ["of"]:
            following = next((quantity for quantity in quantities if at + 2 <= quantity.first <= at + 4), None)
            if following is not None and not following.is_none:
                yield Link(following, Hit(Trigger("killed", "noun"), at, at + 1), "of")
        if words[at] in ("with", "alongside"):
            following = next(
                (quantity for quantity in quantities if quantity.first == at + 1 and quantity.kind in ("people", "bare")), None
            )
            for before in range(max(start, at - 3), at):
                hits = [
                    hit for hit in hits_at(words, before, end, lexicon) if hit.trigger.metric == "killed" and hit.trigger.form == "past"
                ]
                if following is not None and following.is_rest and hits:
                    yield Link(following, hits[0], "with")  # "she died along with nine others"
        if words[at] in _GROUP_OPENERS:
            yield from _group_links(words, at, end, encoded, lexicon)


_GROUP_OPENERS = frozenset({"among", "include", "included", "includes", "including"})


def _toll_at(words: Sequence[str], at: int, end: int, has_killed: bool, lexicon: FigureWords) -> Hit | None:
    """ "death toll", "toll", and "number of (people) killed"; casualties beside the killed are the injured."""
    word = words[at]
    pair = f"{word} {words[at + 1]}" if at + 1 < end else ""
    if pair in lexicon.tolls:
        return Hit(Trigger(lexicon.tolls[pair], "noun"), at, at + 2)
    if word in lexicon.tolls:
        if at and (f"{words[at - 1]} {word}" in lexicon.tolls or words[at - 1] in lexicon.toll_of_other):
            return None
        return Hit(Trigger(lexicon.tolls[word], "noun"), at, at + 1)
    if word not in lexicon.lists["total"] or at + 2 >= end:
        return None
    for i in range(at + 1, min(at + 6, end)):
        if words[i] in lexicon.lists["casualties"] and has_killed and i > at + 1:
            return Hit(Trigger("injured", "noun"), at, i + 1)
        hits = hits_at(words, i, end, lexicon)
        if hits and i > at + 1:
            return Hit(Trigger(hits[0].trigger.metric, "noun"), at, hits[0].last)
        if words[i] in lexicon.lists["total_stop"] or words[i] in lexicon.things or not words[i].isalpha():
            return None
    return None


def _toll_link(words: Sequence[str], toll: Hit, quantities: Sequence[Quantity], lexicon: FigureWords) -> Link | None:
    for quantity in quantities:  # "bringing to eight the number of dead"
        if (
            quantity.last == toll.first - 1
            and words[toll.first - 1] == "the"
            and words[quantity.first - 1] == "to"
            and quantity.kind == "bare"
        ):
            return Link(quantity, toll, "toll")
    for quantity in quantities:
        if not toll.last <= quantity.first <= toll.last + _REACH:
            continue
        before = words[quantity.first - 1]
        if before in ("by", "from") or quantity.kind == "thing" or quantity.is_single:
            continue
        if quantity.kind == "unknown" and before != "to":
            return None
        if before in lexicon.lists["to_value"] or (before == "the" and words[quantity.first - 2] == "in"):
            return Link(quantity, toll, "toll", qualifier="more_than" if before in lexicon.lists["exceeds"] else None)
        return None
    return None


def _group_links(words: Sequence[str], at: int, end: int, encoded: Encoded, lexicon: FigureWords) -> Iterator[Link]:
    """ "among the dead were four soldiers", "four soldiers were among the dead", "the injured include two women"."""
    if words[at] == "among":
        group = at + 2 if words[at + 1] in ("the", "those") else at + 1
        behind = group + 1
    else:
        group, behind = at - 1, at + 1
        if at < 2 or words[at - 2] not in ("the", "those"):
            return
    if group >= end or words[group] not in lexicon.lists["groups"]:
        return
    hit = Hit(Trigger(_metric_of_group(words, group, end, lexicon), "noun"), group, group + 1)
    if words[at] == "among" and words[at - 1] in lexicon.lists["be"]:
        yield from (Link(quantity, hit, "among") for quantity in encoded.quantities.values() if quantity.last == at - 1)
        return
    position = next((i for i, first in enumerate(encoded.firsts) if first >= behind), len(encoded.firsts))
    for i in range(position, len(encoded.letters)):
        if encoded.letters[i] == "Q":
            yield Link(encoded.quantities[i], hit, "among")
        elif encoded.letters[i] not in "cbrdn":
            return


def _metric_of_group(words: Sequence[str], group: int, end: int, lexicon: FigureWords) -> str:
    return next((hit.trigger.metric for hit in hits_at(words, group, end, lexicon)), "killed")


def _own_links(doc: Doc, words: Sequence[str], quantity: Quantity, start: int, end: int, lexicon: FigureWords) -> Iterator[Link]:
    """The counted noun is itself the happening, or a word beside it tells what happened: "82 killings", "12 wounded soldiers"."""
    before = words[max(start, quantity.first - 6) : quantity.first]
    if _size(quantity) >= _MIN_CROWD and not quantity.is_partitive:
        crowd = next((i for i in range(len(before) - 1, -1, -1) if before[i] in lexicon.lists["crowd"]), None)
        if before[-1:] == ["of"] and crowd == len(before) - 2:
            yield _crowd_link(quantity, quantity.first - 2)
            return
        counted = next((i for i in range(len(before) - 1, -1, -1) if "protester" in lexicon.populations.get(before[i], ())), None)
        if counted is not None and {"numbering", "numbered"} & set(before[counted:]):
            yield _crowd_link(quantity, quantity.first - len(before) + counted)
            return
    head = quantity.head
    if head is None:
        return
    word = words[head]
    if quantity.kind == "event":
        yield from _event_links(words, quantity, head, lexicon)
    elif quantity.is_partitive and word in lexicon.lists["groups"] and words[head - 1] == "the":
        after = doc[quantity.last + 1] if quantity.last + 1 < end else None
        names_them = after is not None and (after.tag_ in NAMING_TAGS or after.lower_ in ("from", "in"))
        if words[quantity.last : quantity.last + 1] and words[quantity.last] in ("was", "were", "are", "is") and names_them:
            yield Link(quantity, Hit(Trigger(_metric_of_group(words, head, end, lexicon), "noun"), head, head + 1), "group")
    elif quantity.kind == "people" and not quantity.is_none and not quantity.is_partitive:
        for i in range(quantity.number.last, head):
            for trigger in lexicon.triggers.get(words[i], ()):
                if trigger.role in ("object", "state") and trigger.form == "past" and not trigger.is_weak and not trigger.is_doubtful:
                    yield Link(quantity, Hit(trigger, i, i + 1), "modifier")
                    return
        if "protester" in lexicon.populations.get(word, ()) and _size(quantity) >= _MIN_CROWD:
            yield Link(quantity, Hit(Trigger("protesters", "noun"), head, head + 1), "noun")


def _event_links(words: Sequence[str], quantity: Quantity, head: int, lexicon: FigureWords) -> Iterator[Link]:
    word = words[head]
    hit = Hit(Trigger("killed", "noun"), head, head + 1)
    if words[quantity.last : quantity.last + 1] in (["per"], ["every"], ["each"]) or words[quantity.last : quantity.last + 2] == [
        "a",
        "day",
    ]:
        return  # a rate
    if word in lexicon.lists["casualties"]:
        if quantity.is_none:
            yield Link(quantity, hit, "noun")  # nobody was hurt, so nobody was killed; a number of casualties says neither
    elif word in lexicon.lists["bodies"]:
        yield Link(quantity, hit, "noun")
    else:
        for trigger in lexicon.triggers[word]:
            if trigger.role == "noun":
                yield Link(quantity, Hit(trigger, head, head + 1), "noun")
                return


def _crowd_link(quantity: Quantity, at: int) -> Link:
    return Link(quantity, Hit(Trigger("protesters", "noun", is_weak=True), at, at + 1), "crowd")


def _size(quantity: Quantity) -> int:
    return quantity.number.best or quantity.number.high or quantity.number.low or 0
