"""Numbers of people killed, injured, missing, displaced, evacuated, detained, abducted, released, trapped, affected or protesting.

What counts as a figure is said in docs/reading.md. Two readers look at each sentence that has both a number and a word for such a
happening: one at the order of words (`figure_patterns`, `figure_tolls`), one at the dependency parse (`figure_parse`). What both
say is surest; where they differ the order of words decides, because long sentences and headlines are often parsed wrongly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.extract.figures.counted import Quantity, quantities
from dateline.extract.figures.facts import is_asserted, is_denied, scope, source
from dateline.extract.figures.numbers import bounds
from dateline.extract.figures.parse import parse_links, root
from dateline.extract.figures.patterns import Hit, Link, encode, gapped_links, part_links, window_links
from dateline.extract.figures.populations import populations, who_text
from dateline.extract.figures.tolls import named_links, toll_links
from dateline.extract.figures.words import FigureWords, Trigger, figure_words
from dateline.extract.records import Context, Figure, Quote, Span

_MAX_EVIDENCE = 200  # characters
_MIN_DISEASE_WORDS = 3  # an article with so many of them is about an illness
_MIN_CROWD = 10  # two who gather are no protest
_NEAR_DEATH = 3  # sentences between "a man was shot" and "he died"
_NEAR_WHOLE = 2  # sentences between a whole and "two of them"
_NEAR_GROUP = 4  # and "three of the victims"
_MIN_FLIGHT = 100  # so many who fled were displaced, whatever the words around
_CONFIDENCE = {
    "after": 0.9,
    "before": 0.9,
    "of": 0.85,
    "lives": 0.9,
    "noun": 0.8,
    "toll": 0.88,
    "among": 0.85,
    "group": 0.8,
    "modifier": 0.75,
    "including": 0.85,
    "gapped": 0.75,
    "crowd": 0.75,
    "parse": 0.7,
    "holding": 0.75,
    "driven": 0.85,
    "with": 0.8,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure with the quantity and the link that it was made of."""

    figure: Figure
    link: Link
    sentence: int


def find_figures(doc: Doc, context: Context, quotes: tuple[Quote, ...]) -> tuple[Figure, ...]:
    """All numbers of people in one parsed article, in reading order; `part_of` points into the returned tuple."""
    lexicon = figure_words()
    words = [token.lower_ for token in doc]
    is_epidemic = sum(word in lexicon.lists["disease"] for word in words) >= _MIN_DISEASE_WORDS
    found: list[_Found] = []
    for number, sentence in enumerate(doc.sents):
        for link, agreed in _sentence_links(doc, words, sentence.start, sentence.end, is_epidemic, lexicon):
            figure = _figure(doc, words, quotes, link, agreed, sentence.start, sentence.end, lexicon)
            if figure is not None:
                found.append(_Found(figure, link, number))
    found.sort(key=lambda item: (item.link.quantity.first, item.figure.metric))
    return _assembled(_without_repetitions(_settled(found, _death_sentences(doc, words, lexicon)), words), words)


def _sentence_links(
    doc: Doc, words: Sequence[str], start: int, end: int, is_epidemic: bool, lexicon: FigureWords
) -> Iterator[tuple[Link, bool]]:
    """Links of one sentence, and whether both readers found them."""
    if not any(
        word in lexicon.triggers or word in lexicon.phrases or word in lexicon.tolls or word in _OTHER_KEYS for word in words[start:end]
    ):
        return
    counted = quantities(doc, words, start, end, lexicon)
    if not counted:
        return
    encoded = encode(doc, words, start, end, counted, lexicon)
    tolls = toll_links(words, counted, start, end, lexicon)
    told = {link.quantity.first for link in tolls}
    window = window_links(encoded, words, told)
    parsed = [link for link in parse_links(doc, words, counted, start, end, lexicon) if link.quantity.first not in told]
    seen = {(link.quantity.first, link.hit.trigger.metric) for link in window}
    taken = {link.quantity.first for link in window}
    agreed = {(link.quantity.first, link.hit.trigger.metric) for link in parsed} & seen
    links = window + [link for link in parsed if link.quantity.first not in taken]
    done_to_death = {link.quantity.first: link for link in _done_to_death(words, counted, start, lexicon)}
    links = [link for link in links if link.quantity.first not in done_to_death] + list(done_to_death.values())
    links += [link for link in tolls if link.quantity.first not in taken]
    linked = {link.quantity.first: link for link in links}
    links += [link for link in _holding(words, counted, start, end, lexicon) if link.quantity.first not in linked]
    links += [link for link in _driven(words, counted, start, end, lexicon) if link.quantity.first not in linked]
    links += named_links(doc, words, encoded, start, end, linked, lexicon)
    linked = {link.quantity.first: link for link in links}
    links += gapped_links(encoded, linked)
    parts = part_links(doc, encoded, linked)
    as_part = {(part.quantity.first, part.hit.trigger.metric) for part in parts}
    links = [link for link in links if (link.quantity.first, link.hit.trigger.metric) not in as_part]
    links += [part for part in parts if part.quantity.first not in {link.quantity.first for link in links}]
    done: set[tuple[int, str]] = set()
    for link in sorted(links, key=lambda link: link.hit.trigger.is_doubtful):  # "shot and wounded": injured for certain
        key = (link.quantity.first, link.hit.trigger.metric)
        if key not in done and _is_people(doc, words, link, start, end, is_epidemic, lexicon):
            done.add(key)
            yield link, key in agreed


_CAPTIVE = frozenset({"hostage", "captive", "prisoner"})
_WHOSE = frozenset({"its", "his", "her", "their", "the", "all"})
_OTHER_KEYS = frozenset(
    {
        "hostage",
        "captive",
        "prisoner",
        "homes",
        "held",
        "holding",
        "holds",
        "hold",
        "number",
        "count",
        "death",
        "bodies",
        "body",
        "crowd",
        "rally",
        "casualties",
        "casualty",
    }
)


def _holding(words: Sequence[str], counted: Sequence[Quantity], start: int, end: int, lexicon: FigureWords) -> Iterator[Link]:
    """ "holding as many as 1,000 at a checkpoint": detained, or abducted beside hostages and ransom; "took four of them hostage"."""
    for quantity in counted:
        at = quantity.first - 1
        if quantity.kind not in ("people", "bare") or quantity.is_none:
            continue
        if (behind := _held_behind(words, quantity, end, lexicon)) is not None:
            yield Link(quantity, Hit(Trigger("detained", "object"), behind, behind + 1), "holding")
            continue
        if at > start and words[at] in _WHOSE:
            at -= 1  # "took its 17 crew members hostage"
        if at >= start and words[at] in lexicon.lists["taking"] and (captive := _captive(words, quantity)) is not None:
            yield Link(quantity, Hit(Trigger("abducted", "object", "past"), captive, captive + 1), "holding")
            continue
        if at < start or words[at] not in lexicon.lists["holding"]:
            continue
        near = set(words[start:end])
        metric = (
            "abducted" if near & lexicon.lists["holding_abducted"] else "detained" if near & lexicon.lists["holding_detained"] else None
        )
        if metric is not None:
            form = "ing" if words[at] == "holding" else "past"
            yield Link(quantity, Hit(Trigger(metric, "object", form), at, at + 1), "holding")


def _done_to_death(words: Sequence[str], counted: Sequence[Quantity], start: int, lexicon: FigureWords) -> Iterator[Link]:
    """ "hacked at least 19 villagers to death", where the dead stand within the phrase."""
    for quantity in counted:
        at = quantity.first - 1
        while at > start and (words[at] in _WHOSE or words[at] in lexicon.lists["hedges"]):
            at -= 1
        is_dead = words[quantity.last : quantity.last + 2] == ["to", "death"]
        if (
            at >= start
            and is_dead
            and words[at] in lexicon.lists["deadly"]
            and quantity.kind in ("people", "bare", "unknown")
            and not quantity.is_none
        ):
            yield Link(quantity, Hit(Trigger("killed", "object"), at, quantity.last + 2), "holding")


def _captive(words: Sequence[str], quantity: Quantity) -> int | None:
    """Where "hostage" stands in "took four aid workers hostage", behind the noun phrase or taken for its last word."""
    places = range(quantity.number.last + 1, quantity.last + 1)
    return next((at for at in places if words[at : at + 1] and words[at] in _CAPTIVE), None)


def _held_behind(words: Sequence[str], quantity: Quantity, end: int, lexicon: FigureWords) -> int | None:
    """Where "held" stands in "470 prisoners were being held"."""
    if quantity.head is None or "prisoner" not in lexicon.populations.get(words[quantity.head], ()):
        return None
    at = quantity.last
    while at < end and (words[at] in lexicon.lists["be"] or words[at] in lexicon.lists["hedges"]):
        at += 1
    return at if quantity.last < at < end and words[at] == "held" else None


def _driven(words: Sequence[str], counted: Sequence[Quantity], start: int, end: int, lexicon: FigureWords) -> Iterator[Link]:
    """ "The fighting has driven eight million people from their homes"."""
    for quantity in counted:
        at = quantity.first - 1
        behind = words[quantity.last : min(end, quantity.last + 4)]
        if quantity.kind == "thing" or quantity.is_none or at < start or words[at] not in lexicon.lists["driving"]:
            continue
        if behind[:1] in (["from"], ["out"]) and not lexicon.lists["left_homes"].isdisjoint(behind):
            yield Link(quantity, Hit(Trigger("displaced", "object"), at, at + 1), "driven")


def _is_people(doc: Doc, words: Sequence[str], link: Link, start: int, end: int, is_epidemic: bool, lexicon: FigureWords) -> bool:
    """False where what is counted is no people, or the word has another sense here."""
    quantity, trigger = link.quantity, link.hit.trigger
    if quantity.kind == "thing":
        return False
    if link.how == "driven":
        return True  # whoever has a home
    if trigger.is_weak and link.how == "after" and _has_other_subject(doc, link):
        return False  # "no word about a gunman has been released"
    if quantity.is_single and root(doc, quantity.first, quantity.last).dep_ == "appos":
        return False  # "Ann Smith, a teacher, was killed": a named victim is no number
    if _is_either(words, link.hit, lexicon):
        return False
    if trigger.is_weak and quantity.kind != "people" and link.how not in ("crowd", "gapped"):
        return False
    is_ill = is_epidemic or not lexicon.lists["ailments"].isdisjoint(words[min(quantity.first, link.hit.first) : end])
    if trigger.metric == "injured" and is_ill and _is_about_hospitals(words, link.hit):
        return False  # the ill are not injured
    if trigger.metric == "released" and _is_from_care(words, link.hit, lexicon):
        return False
    if trigger.metric == "protesters":
        if quantity.is_none or quantity.is_single:
            return False
        if trigger.is_weak and not any(word in lexicon.lists["protest_context"] for word in words[start:end]):
            return False
        return _size(quantity) >= _MIN_CROWD
    if trigger.metric == "displaced" and trigger.is_weak and _size(quantity) < _MIN_FLIGHT:
        return not quantity.is_single and not lexicon.lists["flight_context"].isdisjoint(words[start:end])
    is_counted = quantity.kind == "people" or (is_epidemic and quantity.kind != "unknown")
    if trigger.metric == "affected" and (quantity.is_single or not is_counted):
        return False
    return not (
        quantity.kind == "unknown" and doc[quantity.head or quantity.first].tag_ in ("NN", "NNP") and (quantity.number.best or 2) > 1
    )


def _has_other_subject(doc: Doc, link: Link) -> bool:
    subjects = [child.i for child in doc[link.hit.first].children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(at < link.quantity.first and doc[at].pos_ in ("NOUN", "PROPN") for at in subjects)


def _is_either(words: Sequence[str], hit: Hit, lexicon: FigureWords) -> bool:
    """ "12 were killed or wounded": a number of neither."""
    near = [words[hit.last + 1 : hit.last + 2]] if words[hit.last : hit.last + 1] in (["or"], ["and"]) else []
    if words[hit.first - 1] in ("or", "and"):
        near.append(words[hit.first - 2 : hit.first - 1])
    others = {trigger.metric for word in near for trigger in lexicon.triggers.get("".join(word), ()) if trigger.role == "object"}
    return hit.trigger.metric in ("killed", "injured") and bool(others & {"killed", "injured"} - {hit.trigger.metric})


def _is_about_hospitals(words: Sequence[str], hit: Hit) -> bool:
    return any(word.startswith("hospital") or word in ("condition", "clinic", "admitted") for word in words[hit.first : hit.last])


def _is_from_care(words: Sequence[str], hit: Hit, lexicon: FigureWords) -> bool:
    """ "Released from the hospital": patients go home."""
    return words[hit.last : hit.last + 1] == ["from"] and not lexicon.lists["care"].isdisjoint(words[hit.last : hit.last + 5])


def _figure(
    doc: Doc, words: Sequence[str], quotes: tuple[Quote, ...], link: Link, agreed: bool, start: int, end: int, lexicon: FigureWords
) -> Figure | None:
    quantity, hit = link.quantity, link.hit
    number = quantity.number
    if quantity.is_none and quantity.is_rest:
        return None  # "no one else was hurt" says nothing of all
    if is_denied(doc, words, hit, start) and not quantity.is_none:
        return None
    values = (number.low, number.best, number.high)
    qualifier = number.qualifier
    if link.qualifier is not None and qualifier == "exact" and number.best is not None:
        qualifier, values = link.qualifier, bounds(number.best, link.qualifier)
    who, who_range = who_text(doc, words, quantity, end, lexicon)
    first, last = min(number.first, quantity.first, hit.first), max(quantity.last, hit.last, who_range[1] if who_range else 0)
    span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    if span.end - span.start > _MAX_EVIDENCE:
        last = max(quantity.last, hit.last)
        span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
        if span.end - span.start > 2 * _MAX_EVIDENCE:
            return None
    ranges = [(number.last, quantity.last), *([who_range] if who_range else [])]
    unit = "persons"
    if quantity.head is not None:
        unit = (
            "households"
            if words[quantity.head] in lexicon.lists["households"]
            else "families"
            if words[quantity.head] in lexicon.lists["families"]
            else unit
        )
    confidence = (
        _CONFIDENCE[link.how]
        + (0.05 if agreed else 0.0)
        - (0.15 if quantity.kind == "unknown" else 0.0)
        - (0.1 if quantity.is_single else 0.0)
    )
    kind = scope(words, hit, quantity.first, quantity.last, start, end)
    if quantity.is_none and kind == "cumulative":
        if not _names_period(words, hit.last, end, lexicon):
            kind = "incident"  # "no one was killed in the unrest"
        else:
            return None  # "no deaths since 1959": of another time than the article's
    return Figure(
        span=span,
        metric=hit.trigger.metric,
        low=values[0],
        best=values[1],
        high=values[2],
        qualifier=qualifier,
        value_text=number.text,
        value_span=number.span,
        trigger_span=Span(doc[hit.first].idx, doc[hit.last - 1].idx + len(doc[hit.last - 1])),
        unit=unit,
        who_text=who,
        population=populations(words, ranges, lexicon),
        scope=kind,
        is_negated=quantity.is_none,
        is_asserted=not _is_question(words, start, end)
        and not _is_fiction(words, start, lexicon)
        and is_asserted(doc, words, hit, quantity.first, start),
        attributed_to=source(doc, words, quotes, _core_span(doc, link), quantity.first, hit, start, end),
        confidence=round(confidence, 4),
    )


def _names_period(words: Sequence[str], at: int, end: int, lexicon: FigureWords) -> bool:
    return not (lexicon.lists["cumulative"] | lexicon.lists["periods"]).isdisjoint(words[at:end])


def _is_question(words: Sequence[str], start: int, end: int) -> bool:
    return "?" in words[max(start, end - 3) : end]


def _is_fiction(words: Sequence[str], start: int, lexicon: FigureWords) -> bool:
    """ "In the film, rebels kill 20 people"."""
    opening = list(words[start : start + 6])
    return opening[:1] == ["in"] and "," in opening and not lexicon.lists["fiction"].isdisjoint(opening[: opening.index(",")])


def _core_span(doc: Doc, link: Link) -> Span:
    """From the number to the happening, without what is said of the people besides."""
    first, last = min(link.quantity.number.core, link.hit.first), max(link.quantity.number.last, link.hit.last)
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))


def _size(quantity: Quantity) -> int:
    return quantity.number.best or quantity.number.high or quantity.number.low or 0


def _death_sentences(doc: Doc, words: Sequence[str], lexicon: FigureWords) -> list[int]:
    """Numbers of the sentences that tell of a death, with or without a number."""
    return [i for i, sentence in enumerate(doc.sents) if not lexicon.lists["death_words"].isdisjoint(words[sentence.start : sentence.end])]


def _settled(found: Sequence[_Found], deaths: Sequence[int]) -> list[_Found]:
    """Drop "shot" as injured where somebody is said, near by, to have died: it may be the same person."""
    return [
        item
        for item in found
        if not item.link.hit.trigger.is_doubtful or not any(abs(item.sentence - death) <= _NEAR_DEATH for death in deaths)
    ]


def _without_repetitions(found: Sequence[_Found], words: Sequence[str]) -> list[_Found]:
    """The same number for the same fact once only; numbers of people told apart by their words are different facts."""
    kept: list[_Found] = []
    for item in found:
        if not any(_same_fact(item, earlier, words) for earlier in kept):
            kept.append(item)
    return kept


def _same_fact(item: _Found, earlier: _Found, words: Sequence[str]) -> bool:
    one, other = item.figure, earlier.figure
    if (one.metric, one.low, one.best, one.high, one.is_asserted) != (other.metric, other.low, other.best, other.high, other.is_asserted):
        return False
    if set(one.population) - {"civilian"} and set(other.population) - {"civilian"} and not set(one.population) & set(other.population):
        return False
    if one.best == 1 and not _may_be_same_person(item.link.quantity, earlier.link.quantity, words):
        return False
    return item.sentence != earlier.sentence or one.trigger_span == other.trigger_span


def _may_be_same_person(one: Quantity, other: Quantity, words: Sequence[str]) -> bool:
    """ "A man" and "a soldier" are two unless one of the words fits everybody; "one of them" is not "a man"."""
    if one.is_partitive != other.is_partitive:
        return False
    if one.is_rest and not other.is_rest:
        return False  # "another man"
    ages = {_age(words, quantity) for quantity in (one, other)}
    if len(ages - {None}) > 1:
        return False
    heads = {words[quantity.head] for quantity in (one, other) if quantity.head is not None}
    return len(heads) < 2 or not heads.isdisjoint(_ANYBODY)


def _age(words: Sequence[str], quantity: Quantity) -> str | None:
    """ "66" of "a 66-year-old man"."""
    within = words[quantity.first : quantity.last]
    return within[within.index("year") - 2] if "year" in within and within.index("year") > 1 else None


_ANYBODY = frozenset({"person", "victim", "individual", "people", "persons", "victims", "individuals"})


def _assembled(found: Sequence[_Found], words: Sequence[str]) -> tuple[Figure, ...]:
    """Figures with references from parts to wholes."""
    figures = [item.figure for item in found]
    for i, item in enumerate(found):
        whole = _whole_of(i, item, found)
        if whole is None:
            whole = _whole_before_comma(i, item, found, words)
        if whole is not None:
            figures[i] = replace(figures[i], part_of=whole)
    return tuple(figures)


def _whole_of(i: int, item: _Found, found: Sequence[_Found]) -> int | None:
    link = item.link
    if link.whole is None and not link.quantity.is_partitive and link.how not in ("among", "group"):
        return None
    size = _size(link.quantity)
    for j in range(i - 1, -1, -1):
        earlier = found[j]
        if link.whole is not None and earlier.link.quantity.first != link.whole.first:
            continue
        reach = _NEAR_GROUP if link.how in ("among", "group") else _NEAR_WHOLE
        if (
            earlier.figure.metric == item.figure.metric
            and _size(earlier.link.quantity) > size
            and item.sentence - earlier.sentence <= reach
        ):
            return j
    return None


def _whole_before_comma(i: int, item: _Found, found: Sequence[_Found], words: Sequence[str]) -> int | None:
    """ "Six people, a teacher and five pupils, were killed": five of the six; "six guards, two cooks and a driver" are nine."""
    for j in range(i - 1, -1, -1):
        earlier = found[j]
        if earlier.sentence != item.sentence:
            return None
        quantity = earlier.link.quantity
        is_whole = quantity.head is not None and words[quantity.head] in _ANYBODY and words[quantity.last : quantity.last + 1] == [","]
        if is_whole and earlier.figure.trigger_span == item.figure.trigger_span and _size(quantity) > _size(item.link.quantity):
            return j
    return None
