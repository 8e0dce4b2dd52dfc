"""What the words around a figure make of it: asserted or only planned and feared, incident or stock, and who says so."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from dateline.extract.figures.patterns import Hit
from dateline.extract.figures.words import figure_words
from dateline.extract.phrases import noun_phrase
from dateline.extract.quotes.attribution import source_of, source_words
from dateline.extract.records import Quote, Span
from dateline.extract.texts import text_of

_L = figure_words().lists
_STOCKS = frozenset({"missing", "trapped", "displaced", "detained", "abducted", "protesters"})
_OPENED = 30  # words of "Since …," before the number
_CLAUSE_DEPS = frozenset({"ccomp", "xcomp", "advcl", "conj", "acl", "pcomp", "prep", "relcl", "dobj", "pobj"})


def is_asserted(doc: Doc, words: Sequence[str], hit: Hit, first: int, start: int) -> bool:
    """False if the happening is planned, feared, threatened, wished for, a condition or said to be untrue.

    `first` is where the figure begins, `start` where its sentence does.
    """
    begin = min(first, hit.first)
    if _has_modal(doc, words, hit.first, start):
        return False
    if set(words[max(start, begin - 8) : begin]) & _L["not_so"] or "feared" in words[max(start, begin - 4) : hit.first]:
        return False
    if "if" in words[max(start, begin - 6) : hit.first]:
        return False
    back = words[max(start, hit.first - 4) : hit.first]
    is_infinitive = hit.trigger.form == "base" and "to" in back[-2:] or back[-2:] == ["to", "be"]
    if is_infinitive and hit.trigger.role in ("object", "subject"):
        before = set(words[max(start, hit.first - 6) : hit.first - 1])
        return bool(before & _L["factual_infinitives"]) and not before & _L["modals"]
    if hit.trigger.role == "noun" and hit.trigger.metric == "protesters":
        return True  # "the demands of 300 protesters": they are there
    if hit.trigger.role == "noun" or hit.trigger.form == "ing":
        near = words[max(start, begin - 6) : begin]
        cut = max((i for i, word in enumerate(near) if word in _L["clause_marks"]), default=-1)
        if set(near[cut + 1 :]) & _L["not_fact"] or _is_subject_of_modal(doc, hit):
            return False
    return not _governed_by_condition(doc, hit)


def _has_modal(doc: Doc, words: Sequence[str], at: int, start: int) -> bool:
    """A modal among the verb's auxiliaries or, whatever the parse, between it and the last mark of a clause."""
    if any(child.tag_ == "MD" for child in doc[at].children):
        return True
    for i in range(at - 1, max(start, at - 6) - 1, -1):
        if words[i] in _L["clause_marks"]:
            return False
        if words[i] in _L["modals"] and doc[i].tag_ == "MD":
            return True
    return False


def _is_subject_of_modal(doc: Doc, hit: Hit) -> bool:
    """ "Thousands of deaths could be prevented"."""
    noun = doc[hit.first]
    for _ in range(3):
        if noun.dep_ in ("nsubj", "nsubjpass"):
            return any(child.tag_ == "MD" for child in noun.head.children) or noun.head.lower_ in _NOT_YET
        if noun.dep_ not in ("pobj", "prep"):
            return False
        noun = noun.head
    return False


_NOT_YET = frozenset({"prevented", "averted", "avoided", "projected", "expected", "predicted", "feared", "forecast"})


def _governed_by_condition(doc: Doc, hit: Hit) -> bool:
    token = doc[hit.first]
    for _ in range(4):
        if any(child.lower_ in ("if", "unless", "whether") and child.dep_ == "mark" for child in token.children):
            return True
        if token.head == token or token.dep_ not in _CLAUSE_DEPS:
            return False
        above = token.head
        if token.dep_ in ("ccomp", "xcomp", "pcomp", "prep") and above.lower_ in _L["not_fact"] and above.lower_ != "called":
            return True
        token = above
    return False


def is_denied(doc: Doc, words: Sequence[str], hit: Hit, start: int) -> bool:
    """ "Two others were not hurt": no figure."""
    if any(child.dep_ == "neg" for child in doc[hit.first].children):
        return True
    return bool(set(words[max(start, hit.first - 3) : hit.first]) & _L["negations"])


def scope(words: Sequence[str], hit: Hit, first: int, last: int, start: int, end: int) -> str:
    """incident, cumulative ("since June", "in the conflict") or current ("remain trapped")."""
    begin, finish = min(first, hit.first), max(last, hit.last)
    metric = hit.trigger.metric
    if hit.trigger.role == "state" and metric in ("missing", "trapped", "displaced"):
        return "current"
    if metric in _STOCKS and set(words[max(start, begin - 1) : finish]) & _L["still"]:
        return "current"
    if (metric == "trapped" and {"is", "are"} & set(words[begin:finish])) or list(words[hit.first - 1 : hit.last]) == ["being", "held"]:
        return "current"
    if metric == "protesters":
        return "incident"
    if list(words[max(start, begin - 2) : begin]) == [",", "when"] and words[begin - 3].isdigit() and len(words[begin - 3]) == 4:
        return "cumulative"  # "since 2007, when 28 were killed": of that year
    if _is_since(words[finish : min(end, finish + 12)]) or _counts_from(words[max(start, begin - 8) : finish]):
        return "cumulative"
    if words[start] == "since" and begin - start <= _OPENED and _opens_a_count(words[start:begin], words[begin:finish]):
        return "cumulative"
    if _is_rate(words[finish : min(end, finish + 8)]) or _is_rate(words[max(start, begin - 6) : begin]):
        return "cumulative"
    if hit.trigger.role == "noun" and metric == "killed" and words[hit.first] in _L["crimes"] and _of_a_year(words[finish : finish + 6]):
        return "cumulative"  # "22 homicides in the city in 2014"
    near = words[max(start, begin - 8) : min(end, finish + 12)]
    for i, word in enumerate(near):
        after = near[i + 1 : i + 6]
        if word in ("in", "during", "over", "within", "throughout") and after:
            opener = after[1] if after[0] in ("the", "its", "their") and len(after) > 1 else after[0]
            if (
                opener in _L["period_openers"]
                and set(after) & _L["periods"]
                and not (opener in ("last", "previous") and after[1:2] in (["year"], ["month"]))
            ):
                return "cumulative"
            if set(after[:4]) & _L["wars"] and metric == "killed" and i > begin - max(start, begin - 8):
                return "cumulative"
        if (
            word == "this"
            and after[:1] == ["year"]
            and near[max(0, i - 2) : i] == ["so", "far"]
            or word == "year"
            and after[:1] == ["alone"]
        ):
            return "cumulative"
        if word == "this" and after[:1] == ["year"] and {"has", "have", "had"} & set(words[begin:finish]):
            return "cumulative"
        if word == "so" and after[:3] == ["far", "this", "year"]:
            return "cumulative"
    return "incident"


def _is_since(after: Sequence[str]) -> bool:
    """ "… since June"; but "the deadliest attack since June" is a single one."""
    at = next((i for i, word in enumerate(after) if word in _L["cumulative"]), None)
    return at is not None and not (after[at] == "since" and set(after[:at]) & _L["superlatives"])


def _counts_from(near: Sequence[str]) -> bool:
    """ "Since June, 40 people have been killed"; but "since Monday's attack" counts the dead of that one."""
    at = next((i for i, (word, then) in enumerate(pairwise(near)) if word == "since" and (then in _L["months"] or _is_year(then))), None)
    return at is not None and not {"have", "has"}.isdisjoint(near[at:])


def _opens_a_count(opening: Sequence[str], counted: Sequence[str]) -> bool:
    """ "Since the war began in 2011, some 400 people have died": from then on, however long the opening is."""
    is_long_time = any(word in _L["months"] or word in _L["wars"] or _is_year(word) for word in opening[1:9])
    return is_long_time and not {"have", "has"}.isdisjoint(counted)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _is_rate(near: Sequence[str]) -> bool:
    """ "every year", "each month", "a day": of many happenings; not "a year ago"."""
    return any(
        period in _L["rate_periods"] and (each in _L["each"] or (each == "a" and after not in _L["after_a_year"]))
        for each, period, after in zip(near, near[1:], [*near[2:], ""], strict=False)
    )


def _of_a_year(after: Sequence[str]) -> bool:
    return any(word == "in" and len(later) == 4 and later.isdigit() for word, later in pairwise(after)) or list(after[:2]) == [
        "this",
        "year",
    ]


def source(doc: Doc, words: Sequence[str], quotes: tuple[Quote, ...], span: Span, first: int, hit: Hit, start: int, end: int) -> str | None:
    """Who states the number: the speaker of the quotation or statement around it, else whom its own sentence names."""
    quote = source_of(quotes, span)
    if quote is not None:
        return source_words(quote)
    return _local_source(doc, words, first, hit, start, end)


def _local_source(doc: Doc, words: Sequence[str], first: int, hit: Hit, start: int, end: int) -> str | None:
    for i in range(start, end - 1):
        if words[i] == "according" and words[i + 1] == "to":
            return _noun_phrase_after(doc, i + 1, end)
        if words[i] in _L["reports"] and words[i + 1] in ("from", "by") and i < first:
            return _noun_phrase_after(doc, i + 1, end)
        if words[i] == "by" and words[i + 1] in _L["reports"] and i < first:
            return doc[i + 1].text
    token = doc[first]
    for _ in range(10):
        head = token.head
        if head.i == hit.first and head is not token:  # "claimed 12 lives" is no claim
            token = head
            continue
        if (token.dep_ in ("ccomp", "parataxis") or token.dep_ in ("dobj", "pcomp", "xcomp") and token.i > head.i) and head.lemma_ in _L[
            "saying"
        ]:
            return _subject_text(head)
        if (
            head.lemma_ in _L["stating"]
            and token.i > head.i
            and any(child.dep_ == "dobj" and child.lower_ in ("toll", "count", "number") for child in head.children)
        ):
            return _subject_text(head)
        for child in token.children:
            if child.dep_ == "parataxis" and child.lemma_ in _L["saying"] and child.i > token.i:
                return _subject_text(child)
        if head == token:
            return None
        token = head
    return None


def _noun_phrase_after(doc: Doc, preposition: int, end: int) -> str | None:
    noun = next((child for child in doc[preposition].children if child.dep_ == "pobj" and child.i < end), None)
    return None if noun is None else _named(noun)


def _subject_text(verb: Token) -> str | None:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ in ("pcomp", "conj", "xcomp", "acl"):
        subject = verb.head if verb.dep_ == "acl" else next((child for child in verb.head.children if child.dep_ == "nsubj"), None)
    return None if subject is None else _named(subject)


def _named(noun: Token) -> str | None:
    """The whole phrase; nothing for pronouns, which name nobody; for "the army issued a statement saying" the army."""
    if noun.lower_ in _L["reports"] and noun.dep_ == "dobj":
        noun = next((child for child in noun.head.children if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN")), noun)
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    span = noun_phrase(noun)
    return text_of(noun.doc)[span.start : span.end]
