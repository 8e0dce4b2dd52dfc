"""What a number counts: the noun phrase behind it, and whether those are people.

"At least 12 suspected militants", "hundreds of Taliban", "three of the victims", "a 25-year-old man", "no one", and the bare
"12" of "killing 12".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.extract.figures.numbers import Number, bounds, numbers_between
from dateline.extract.figures.words import FigureWords
from dateline.extract.records import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. `first` to `last` (excluded) are the tokens of both."""

    number: Number
    first: int
    last: int
    head: int | None  # the counted noun; None for a bare number
    kind: str  # people, bare, unknown, thing, event (the noun is itself a happening: "82 killings")
    is_partitive: bool = False  # "three of them", "four of whom"
    is_none: bool = False  # "no one", "no deaths"
    is_single: bool = False  # "a man"
    is_rest: bool = False  # "others", "more", "else"


_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PREMODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "POS", "HYPH", "CD", "RB", "ADD", "AFX"})
_REST = frozenset({"more", "other", "others", "additional", "further", "else"})
_DETERMINERS = frozenset({"the", "these", "those", "its", "his", "her", "their", "our", "my", "your", "whose", "all"})
_GROUP_PRONOUNS = frozenset({"them", "whom", "those", "these", "us", "which"})
_TIED = frozenset({"related", "linked", "connected", "associated"})
_DAY_PARTS = frozenset({"morning", "evening", "night"})  # "a night watchman"
_UNITS = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_PERSON_ENDINGS = ("men", "women", "ists", "ians", "ers", "ees", "ors", "ans", "folk", "people")
_SINGLE_ENDINGS = ("man", "woman", "ist")
_MAX_NOUN_PHRASE = 9  # tokens behind the number


def quantities(doc: Doc, words: Sequence[str], start: int, end: int, lexicon: FigureWords) -> list[Quantity]:
    """The quantities between two tokens, in reading order; no two overlap."""
    found: list[Quantity] = []
    numbers = {number.first: number for number in numbers_between(doc, words, start, end)}
    at = start
    while at < end:
        quantity = None
        number = numbers.get(at)
        if number is not None:
            quantity = _of_number(doc, words, number, end, lexicon)
        elif words[at : at + 3] in (["not", "a", "single"], ["not", "one", "single"], ["not", "one", "of"]):
            quantity = _nobody(doc, words, at, end, lexicon)
        elif words[at] in ("a", "an", "another", "one") or words[at] in _ORDINALS:
            quantity = _single(doc, words, at, end, lexicon)
        elif words[at] in ("no", "zero", "nobody", "none", "no-one", "without") and not _is_in_name(doc, at):
            quantity = _nobody(doc, words, at, end, lexicon)
        elif words[at] == "family" and at + 2 < end and words[at + 1] == "of" and at + 2 in numbers:
            inner = numbers[at + 2]
            first = at - 1 if at > start and words[at - 1] in ("a", "the") else at
            quantity = Quantity(inner, first, inner.last, None, "people")
        if quantity is not None:
            quantity = _out_of(doc, words, quantity, numbers, end, lexicon)
            quantity, whole = _with_whole(doc, words, quantity, numbers, end, lexicon)
            found.append(quantity)
            if whole is not None:
                found.append(whole)
                at = whole.last
                continue
            if quantity.is_none and words[quantity.last : quantity.last + 1] == ["or"]:
                further = _nobody(doc, words, quantity.last, end, lexicon)  # "no injuries or deaths"
                if further is not None and further.kind == "event":
                    quantity = replace(further, number=quantity.number)
                    found.append(quantity)
            at = quantity.last
        else:
            at += 1
    return found


def _is_in_name(doc: Doc, at: int) -> bool:
    """ "Doctors Without Borders"."""
    return doc[at].text.istitle() and at + 1 < len(doc) and at > 0 and doc[at - 1].text[:1].isupper() and doc[at + 1].text[:1].isupper()


_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})


def _out_of(doc: Doc, words: Sequence[str], quantity: Quantity, numbers: dict[int, Number], end: int, lexicon: FigureWords) -> Quantity:
    """ "13 out of 19 sailors": thirteen are counted, of the noun behind."""
    whole = numbers.get(quantity.last + 2)
    if whole is None or words[quantity.last : quantity.last + 2] != ["out", "of"]:
        return quantity
    inner = _of_number(doc, words, whole, end, lexicon)
    if inner is None:
        return quantity
    return Quantity(quantity.number, quantity.first, inner.last, inner.head, inner.kind, is_partitive=True)


def _with_whole(
    doc: Doc, words: Sequence[str], quantity: Quantity, numbers: dict[int, Number], end: int, lexicon: FigureWords
) -> tuple[Quantity, Quantity | None]:
    """ "Eleven of the 38 villagers who were abducted were freed": what is told of the 38 is not told of the eleven."""
    if not quantity.is_partitive or quantity.last >= end or words[quantity.last] not in ("who", "that", "which"):
        return quantity, None
    inner = next((numbers[i] for i in range(quantity.number.last, quantity.last) if i in numbers), None)
    whole = None if inner is None else _of_number(doc, words, inner, end, lexicon)
    if whole is None:
        return quantity, None
    return Quantity(quantity.number, quantity.first, quantity.number.last, None, "people", is_partitive=True), whole


def _of_number(doc: Doc, words: Sequence[str], number: Number, end: int, lexicon: FigureWords) -> Quantity | None:
    at = number.last
    if words[number.core : at] == ["one"] and words[at : at + 1] in (["another"], ["day"], ["such"]):
        return None
    if (
        words[max(0, number.first - 2) : number.first] == ["all", "but"]
        or _is_of_one(words, number.first)
        or _is_share_of(words, number.first)
    ):
        return None
    is_rest = number.first > 0 and (
        words[number.first - 1] in ("another", "other", "further", "additional") or words[number.core - 1] in ("another", "other")
    )
    if at < end and words[at] == "of":
        group = at + 1
        while group < end and (words[group] in _DETERMINERS or doc[group].tag_ == "PRP$") and not _stands_alone(doc, words, group, end):
            group += 1
        if group < end and words[group] in _GROUP_PRONOUNS:
            return Quantity(number, number.first, group + 1, group, "people", is_partitive=True)
        is_alone = group + 1 >= end or doc[group + 1].tag_ not in _NOUN_TAGS
        if group < end and words[group] in lexicon.lists["groups"] and words[group - 1] == "the" and is_alone:
            return Quantity(number, number.first, group + 1, group, "people", is_partitive=True)  # "three of the dead"
        last, head = _noun_phrase(doc, words, group, end, lexicon)
        if head is None or (last < end and doc[last].tag_ == "POS"):  # "300 of the town's roughly 900 families"
            return Quantity(number, number.first, at, None, "bare")
        kind = _kind(doc, words, head, lexicon)
        is_partitive = number.qualifier != "vague" or group > at + 1
        return Quantity(number, number.first, last, head, kind, is_partitive=is_partitive)
    while at < end and words[at] in _REST:
        is_rest = True
        at += 1
    last, head = _noun_phrase(doc, words, at, end, lexicon)
    if head is None:
        last = at
        if last + 1 < end and words[last] == "or" and words[last + 1] == "more" and number.qualifier == "exact":
            last += 2
        return Quantity(number, number.first, last, None, "bare", is_rest=is_rest)
    if last + 1 < end and words[last] == "or" and words[last + 1] == "more" and number.qualifier == "exact":
        number, last = _requalified(doc, number, last + 2), last + 2  # "66 people or more"
    return Quantity(number, number.first, last, head, _kind(doc, words, head, lexicon), is_rest=is_rest)


def _stands_alone(doc: Doc, words: Sequence[str], at: int, end: int) -> bool:
    """ "Of those abducted", not "of those men"."""
    return words[at] in _GROUP_PRONOUNS and at + 1 < end and doc[at + 1].tag_ in ("VBN", "VBD", "WP", "IN")


def _is_share_of(words: Sequence[str], at: int) -> bool:
    """ "20 percent of the 500 residents", "most of the 12": not all of them."""
    if at and words[at - 1] in ("the", "its", "their"):
        at -= 1
    return at >= 2 and words[at - 1] == "of" and words[at - 2] in _SHARES


_SHARES = frozenset(
    {"percent", "%", "half", "third", "thirds", "quarter", "quarters", "most", "majority", "some", "many", "several", "part", "rest", "few"}
)


def _is_of_one(words: Sequence[str], at: int) -> bool:
    """ "a mother of three", "the youngest of five": said of one person; but not "a family of five", "a crowd of 300"."""
    return at >= 2 and words[at - 1] == "of" and (words[at - 2] in _ONE_OF_MANY or words[at - 2].endswith("est"))


_ONE_OF_MANY = frozenset({"mother", "father", "mom", "dad", "parent", "grandmother", "grandfather", "one", "eldest"})


def _requalified(doc: Doc, number: Number, last: int) -> Number:
    span = Span(number.span.start, doc[last - 1].idx + len(doc[last - 1]))
    low, best, high = bounds(number.best or 0, "at_least")
    return Number(span, doc[number.first : last].text, low, best, high, "at_least", number.first, last, number.core)


def _single(doc: Doc, words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> Quantity | None:
    """ "a man", "another soldier", "a fifth person": one, if the noun is a person in the singular."""
    ordinal = words[at] in _ORDINALS
    if ordinal and at > 0 and words[at - 1] != "the" and words[at - 1] != "a":
        return None
    begin = at + 1
    if begin < end and words[begin] in _ORDINALS:
        begin += 1
    last, head = _noun_phrase(doc, words, begin, end, lexicon)
    if head is None or doc[head].tag_ in ("NNS", "NNPS"):
        return None
    word = words[head]
    if word in ("family", "couple", "crew", "staff", "police", "personnel"):
        if word != "couple" or last < end and words[last] == "of":
            return None
        number = _plain(doc, at, head + 1, 2)
        return Quantity(number, at, last, head, "people", is_single=True)
    is_national = doc[head].ent_type_ == "NORP" and doc[head].pos_ in ("NOUN", "PROPN")  # "a Palestinian was killed"
    if word not in lexicon.people and not word.endswith(_SINGLE_ENDINGS) and not is_national:
        return None
    number = _plain(doc, at, at + 1, 1)
    return Quantity(number, at, last, head, "people", is_single=True, is_rest=words[at] == "another" or begin > at + 1)


def _nobody(doc: Doc, words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> Quantity | None:
    """ "no one", "none of the passengers", "not a single soldier", "no civilian casualties", "without injuries": a count of nought."""
    is_not_one = words[at : at + 3] == ["not", "one", "of"]
    begin = at + (2 if is_not_one else 3 if words[at] == "not" else 1)
    if words[at] in _NOBODY or is_not_one or (words[at] == "no" and begin < end and words[begin] == "one"):
        last = begin + (words[at] == "no")
        is_rest = last < end and words[last] in _REST or "others" in words[last : last + 3]
        if last < end and words[last] == "of":
            following, head = _noun_phrase(
                doc, words, last + 1 + (words[last + 1 : last + 2] in (["the"], ["its"], ["their"])), end, lexicon
            )
            last = following if head is not None else last + 2
        if last < end and doc[last].tag_ in _NOUN_TAGS:
            return None  # "none of them soldiers"
        return Quantity(_plain(doc, at, begin + (words[at] == "no"), 0), at, min(last, end), None, "bare", is_none=True, is_rest=is_rest)
    if words[at] == "zero" and begin < end and words[begin] != "casualties":
        return None
    if begin < end and words[begin] == "any":
        begin += 1
    last, head = _noun_phrase(doc, words, begin, end, lexicon)
    if head is None:
        return None
    kind = _kind(doc, words, head, lexicon)
    if kind not in ("people", "event") or (kind == "event" and doc[head].tag_ == "NN"):
        return None  # "no execution" is a kind of thing that does not happen
    is_rest = any(
        word in ("other", "further", "more", "new", "additional", "serious", "major", "significant") for word in words[begin:head]
    )
    number = _plain(doc, at, begin if words[at] == "not" else at + 1, 0)
    return Quantity(number, at, last, head, kind, is_none=True, is_rest=is_rest)


def _plain(doc: Doc, first: int, last: int, value: int) -> Number:
    span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    return Number(span, doc[first:last].text, value, value, value, "exact", first, last, first)


def _noun_phrase(doc: Doc, words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> tuple[int, int | None]:
    """End and head of the noun phrase that begins at a token; (at, None) if none does."""
    head = None
    i = at
    limit = min(end, at + _MAX_NOUN_PHRASE)
    while i < limit:
        token, word = doc[i], words[i]
        if head is not None and word in _UNITS and i + 1 < len(words) and words[i + 1] in ("after", "before", "later", "earlier"):
            break  # "killed two rebels hours after the raid"
        if word in lexicon.lists["days"] and not (word in _DAY_PARTS and i + 1 < limit and doc[i + 1].tag_ in _NOUN_TAGS):
            break
        tag = token.tag_
        if tag in _NOUN_TAGS:
            if _is_participle(word, lexicon) and not _noun_follows(doc, words, i, limit, lexicon):
                break
            head = i
        elif head is not None and word in _TIED and _noun_follows(doc, words, i, limit, lexicon):
            pass  # "measles related deaths"
        elif tag == "IN" and i + 2 < limit and doc[i + 1].tag_ == "HYPH":
            pass  # "off-duty officer"
        elif tag in _PREMODIFIER_TAGS or word in _DETERMINERS and i == at and doc[at - 1].tag_ != "CD":
            is_past_head = head is not None and tag not in ("POS", "HYPH") and doc[i - 1].tag_ not in ("POS", "HYPH")
            if is_past_head or not _noun_follows(doc, words, i, limit, lexicon):
                break
        elif word in ("and", "or", ",", "/") and i + 1 < limit and i > at:
            if not _continues(doc, words, i, limit, head, lexicon):
                break
        elif word not in ('"', "“", "”", "'", "‘", "’", "-", "–"):
            break
        i += 1
    if head is None:
        return at, None
    return head + 1, head


def _is_participle(word: str, lexicon: FigureWords) -> bool:
    """ "Killed" in a headline is tagged as a name; "murders" and "arrests" may be nouns."""
    return any(
        trigger.role == "state" or (trigger.role == "object" and trigger.form == "past") for trigger in lexicon.triggers.get(word, ())
    )


def _noun_follows(doc: Doc, words: Sequence[str], at: int, limit: int, lexicon: FigureWords) -> bool:
    """True if the modifier at `at` belongs to a noun right behind it, maybe with further modifiers between."""
    for i in range(at + 1, limit):
        tag = doc[i].tag_
        if words[i] in lexicon.lists["days"] and words[i] not in _DAY_PARTS:
            return False
        if tag in _NOUN_TAGS:
            return True
        if tag not in _PREMODIFIER_TAGS and words[i] not in ('"', "“", "”", "'", "‘", "’", "-", "–"):
            return False
    return False


def _continues(doc: Doc, words: Sequence[str], at: int, limit: int, head: int | None, lexicon: FigureWords) -> bool:
    """ "12 men and women" and "young, unarmed men" go on behind the comma or "and"; "12 men, police said" does not."""
    if head is None:
        return _noun_follows(doc, words, at, limit, lexicon) and doc[at + 1].tag_ in ("JJ", "VBN", "NN", "NNP")
    if words[at] not in ("and", "or") or words[at + 1] not in lexicon.people or words[head] not in lexicon.people:
        return False
    if doc[at + 1].tag_ not in ("NNS", "NNPS"):
        return False
    after = words[at + 2] if at + 2 < len(words) else ""
    return not any(trigger.role == "subject" for trigger in lexicon.triggers.get(after, ()))


def _kind(doc: Doc, words: Sequence[str], head: int, lexicon: FigureWords) -> str:
    word = words[head]
    if head and words[head - 1] in lexicon.lists["animals"]:
        return "thing"
    if word in lexicon.lists["casualties"]:
        return "event"
    if word in lexicon.people:
        return "people"
    if word in lexicon.lists["bodies"]:
        before = words[head - 1] if head else ""
        is_plain = doc[head - 1].tag_ not in ("JJ", "NN", "NNP", "NNS") or before in lexicon.lists["body_premodifiers"]
        return "event" if is_plain else "thing"
    if any(trigger.role == "noun" for trigger in lexicon.triggers.get(word, ())):
        return "event"
    if word in lexicon.things or word in lexicon.lists["animals"]:
        return "thing"
    if word in lexicon.lists["households"]:
        return "people"
    if doc[head].ent_type_ in ("NORP",) or (word.endswith(_PERSON_ENDINGS) and doc[head].tag_ in ("NNS", "NNPS", "NNP")):
        return "people"
    return "unknown"
