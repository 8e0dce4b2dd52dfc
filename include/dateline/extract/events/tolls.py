"""What a happening cost: figures that belong to an event, and victims that can be counted.

Parts ("including four children") are never added to the whole, later statements of one number never to earlier ones.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from spacy.tokens import Doc, Span, Token

from dateline.extract import clauses
from dateline.extract.events.harm import Harm, words
from dateline.extract.events.records import Draft
from dateline.extract.events.victims import Victim
from dateline.extract.events.words import word_list
from dateline.extract.records import Figure, Toll
from dateline.extract.texts import text_of

TOLL_METRICS = ("killed", "injured", "abducted", "detained", "displaced")
_EVENTS_OF_METRIC = {
    "killed": ("ASSAULT", "ACCIDENT", "DISASTER"),
    "injured": ("ASSAULT", "ACCIDENT", "DISASTER", "PROTEST"),
    "missing": ("DISASTER", "ACCIDENT", "ASSAULT"),
    "displaced": ("ASSAULT", "DISASTER", "COERCE"),
    "evacuated": ("AID", "DISASTER", "ACCIDENT", "ASSAULT"),
    "detained": ("COERCE",),
    "abducted": ("ASSAULT",),
    "released": ("RETREAT",),
    "trapped": ("DISASTER", "ACCIDENT", "ASSAULT"),
    "affected": ("DISASTER", "ACCIDENT"),
    "protesters": ("PROTEST",),
}
_HARMFUL = ("ASSAULT", "ACCIDENT", "DISASTER")
_OF_A_WAR = 100  # a number that many times the first one is of all that went before, not of this happening
_APART = re.compile(r"[:;()—–]")
_ADDABLE = frozenset({"exact", "at_least", "more_than"})
_OPENING = 3  # sentences, the headline's among them: "Three people are dead after an attack"
_NEAR_CHARACTERS = 60  # from a number to the illness that people died of
_FAR_CHARS = 200
_NEAR_SENTENCES = 8  # how far from the telling of the deed the end of its victim is told: "he died in hospital"


def event_of_figure(
    doc: Doc, figure: Figure, groups: Sequence[list[Draft]], ranks: Sequence[int], victims: Sequence[Sequence[Victim]]
) -> int | None:
    """The event of a fitting type told in the same clause, else in the same sentence, else the chief one told before.

    A toll with which the text opens belongs to the chief one told behind it; a rate ("300 every year") is no happening's.
    """
    if figure.scope == "cumulative" and _is_rate(doc, figure):
        return None
    is_of_illness = figure.metric == "killed" and _is_of_illness(doc, figure)
    is_opening, has_others = figure.value_span.start < opening_end(doc), _says_others(doc, figure)
    before = _sentence_before(doc, figure)
    types = _EVENTS_OF_METRIC[figure.metric]
    is_of_old = _is_told_of_old(figure, groups)
    is_death = figure.metric == "killed" and figure.low != 0
    best: tuple[int, int, int] | None = None
    for i, members in enumerate(groups):
        if not any(draft.event_type in types for draft in members):
            continue
        is_counted = figure.metric in counted_tolls(victims[i])
        for draft in members:
            if draft.event_type not in types or draft.factuality not in ("asserted", "historical"):
                continue
            if is_of_illness and draft.mode != "epidemic":
                continue
            if figure.metric == "abducted" and draft.mode != "abduct":
                continue
            sentence = draft.trigger.token.sent
            at = figure.value_span.start
            if sentence.start_char <= at < sentence.end_char:
                holds = draft.span.covers(figure.value_span) or draft.span.overlaps(figure.trigger_span)
                key = (0 if holds else 1, abs(draft.trigger.token.idx - figure.trigger_span.start), i)
            elif is_of_old or (is_death and draft.mode == "crowd-control" and at - sentence.end_char > _FAR_CHARS):
                continue  # tear gas kills those of whom the next sentences tell
            elif has_others and figure.scope == "incident" and before == sentence:
                key = (2, -1, i)  # "three other people were wounded": other than those just told of
            elif (
                at > sentence.end_char and (has_others or not is_counted) and figure.scope == "incident" and draft.factuality == "asserted"
            ):
                key = (2, ranks[i], i)
            elif is_opening and at < sentence.start_char and figure.scope == "incident" and draft.factuality == "asserted":
                if figure.metric not in ("killed", "injured") or draft.sentence > _NEAR_SENTENCES:
                    continue
                key = (3, ranks[i], i)
            else:
                continue
            if best is None or key < best:
                best = key
    return None if best is None else best[2]


def _is_told_of_old(figure: Figure, groups: Sequence[list[Draft]]) -> bool:
    """ "Two people died in similar protests in 2022": no toll of what is told in other sentences."""
    at = figure.value_span.start
    return any(
        draft.factuality == "historical" and draft.trigger.token.sent.start_char <= at < draft.trigger.token.sent.end_char
        for members in groups
        for draft in members
    )


def _sentence_before(doc: Doc, figure: Figure) -> Span | None:
    token = doc.char_span(figure.value_span.start, figure.value_span.end, alignment_mode="expand")
    return doc[token.sent.start - 1].sent if token is not None and token.sent.start else None


@cache
def _deaths_of_illness() -> re.Pattern[str]:
    illness = "(?:" + "|".join(sorted(map(re.escape, word_list("epidemics")))) + r")\b"
    return re.compile(
        rf"\b(?:deaths?|died|dead|lives|killed)(?: \w+)? (?:from|of|by|with|to|due to|because of)(?: \w+)? {illness}"
        rf"|\b{illness}(?:-related)? deaths?\b",
        re.IGNORECASE,
    )


def _is_of_illness(doc: Doc, figure: Figure) -> bool:
    """ "200,000 deaths from cholera": no shooting's, whatever else the article tells."""
    start = figure.value_span.start
    return _deaths_of_illness().search(text_of(doc)[start : start + _NEAR_CHARACTERS]) is not None


_RATE = re.compile(
    r"\b(?:every|each|per|(?<!half )a) (?:year|month|week|day)\b(?! (?:ago|earlier|before|later|after|old|on|since))", re.IGNORECASE
)


def _is_rate(doc: Doc, figure: Figure) -> bool:
    sentence = doc.char_span(figure.value_span.start, figure.value_span.end, alignment_mode="expand")
    return sentence is not None and _RATE.search(sentence.sent.text) is not None


def opening_end(doc: Doc) -> int:
    """Offset at which the first sentences end."""
    ends = [sentence.end_char for sentence in islice(doc.sents, _OPENING)]
    return ends[-1] if ends else 0


def tolls(doc: Doc, figures: Sequence[Figure], victims: Sequence[Victim]) -> dict[str, Toll]:
    """What one event cost: its figures, or its victims where the text gives no number or tells of more persons than of one."""
    found = _stated(doc, figures, victims)
    _take_out_who_died(doc, found, figures, victims)
    counted = counted_tolls(_without_the_dead(victims, found.get("killed")))
    for metric, toll in counted.items():
        stated = found.get(metric)
        if stated is None or (stated.best in (0, 1) and toll.best is not None and toll.best > stated.best):
            found[metric] = toll
    return found


def _take_out_who_died(doc: Doc, found: dict[str, Toll], figures: Sequence[Figure], victims: Sequence[Victim]) -> None:
    """ "Two people were wounded. The younger one died in hospital": one is injured, unless the dead were told of apart."""
    injured = found.get("injured")
    if injured is None or injured.best is None or injured.best < 2:
        return
    told = next(figure for figure in figures if figure.metric == "injured" and figure.best)
    if "killed" in found or text_of(doc)[told.span.start : told.span.end].lower().rstrip().endswith("others"):
        return
    dead = [victim for victim in victims if victim.is_killed and all(_is_later(harm, told) for harm in victim.harms if harm.is_fatal)]
    left = injured.best - len(dead)
    if dead and left > 0:
        found["injured"] = Toll(left, left, left if injured.high is not None else None, injured.source)


def _is_later(harm: Harm, told: Figure) -> bool:
    return harm.word.lemma_ in ("die", "pronounce", "succumb") and harm.word.idx > told.span.end


def _without_the_dead(victims: Sequence[Victim], killed: Toll | None) -> list[Victim]:
    """Of a number killed, those whom no name or description accounts for may be the ones "shot" that the text tells of."""
    dead = sum(victim.is_killed for victim in victims)
    unknown = max(0, (0 if killed is None else killed.best or 0) - dead)
    out = []
    for victim in victims:
        if unknown and all(harm.word.lemma_.lower() in words("open_verbs") for harm in victim.harms):
            unknown -= 1
        else:
            out.append(victim)
    return out


def _stated(doc: Doc, figures: Sequence[Figure], victims: Sequence[Victim]) -> dict[str, Toll]:
    """The figures of one event by metric: of several one that isn't merely claimed, about the happening itself, the highest, the first.

    What one verb says of several groups is added up: "killed six priests and two cooks", "killed the mayor and two guards".
    """
    found: dict[str, Toll] = {}
    for metric in TOLL_METRICS:
        mine = [
            figure
            for figure in figures
            if figure.is_asserted
            and figure.part_of is None
            and (figure.metric == metric or (metric == "injured" and _is_nobody(doc, figure)))
        ]
        mine = [figure for figure in mine if figure.scope != "cumulative"] or mine
        mine = [figure for figure in mine if not _is_none_of_a_group(figure)]
        first = next((figure.best for figure in mine if figure.best), None)
        if first is not None:
            mine = [figure for figure in mine if figure.best is None or figure.best < _OF_A_WAR * first]
        sure = [figure for figure in mine if not _is_claimed(doc, figure)]
        mine = sure if any(figure.best is not None for figure in sure) else mine
        if mine:
            best = max(
                mine, key=lambda figure: (figure.best is not None, figure.best or figure.low or figure.high or 0, -figure.span.start)
            )
            found[metric] = max(
                [Toll(best.low, best.best, best.high, "figure"), *_sums(doc, mine, victims), *_with_others(doc, best, victims)],
                key=lambda toll: (toll.best is not None, toll.best or 0),
            )
    return found


_CLAIMS = re.compile(r"\W*(?:(?:has|had|have|also|later|then|who|which) )*claim(?:s|ed)?\b")


def _is_claimed(doc: Doc, figure: Figure) -> bool:
    """ "the rebels claimed 90 dead": what those who boast or complain give counts only where nobody else gives a number."""
    token = doc.char_span(figure.value_span.start, figure.value_span.end, alignment_mode="expand")
    if figure.attributed_to is None or token is None:
        return False
    _, source, after = token.sent.text.partition(figure.attributed_to)
    return bool(source) and _CLAIMS.match(after) is not None


def _is_none_of_a_group(figure: Figure) -> bool:
    """ "No officers were injured": others may have been."""
    return figure.is_negated and figure.who_text is not None and figure.who_text.lower().split()[-1] not in _EVERYBODY


_EVERYBODY = frozenset({"people", "one", "person", "casualties", "injuries", "deaths", "fatalities", "victims"})


def _is_nobody(doc: Doc, figure: Figure) -> bool:
    """ "No casualties": neither killed nor injured."""
    return figure.is_negated and "casualt" in text_of(doc)[figure.span.start : figure.span.end].lower()


def _with_others(doc: Doc, figure: Figure, victims: Sequence[Victim]) -> list[Toll]:
    """ "X was killed. At least five others died too": six, if X is none of a number told before."""
    if figure.best is None or not _says_others(doc, figure) or figure.metric not in ("killed", "injured"):
        return []
    is_killed = figure.metric == "killed"
    before = [victim for victim in victims if victim.is_killed == is_killed and victim.harms[0].word.idx < figure.span.start]
    count = len(before)
    return [Toll(figure.best + count, figure.best + count, None if figure.high is None else figure.high + count, "sum")] if count else []


def _says_others(doc: Doc, figure: Figure) -> bool:
    return _OTHERS.search(text_of(doc)[figure.span.start : figure.span.end].lower()) is not None


_OTHERS = re.compile(r"(?<!at the )\b(?:others?|more(?! than)|else)\b")


def _sums(doc: Doc, figures: Sequence[Figure], victims: Sequence[Victim]) -> list[Toll]:
    """For each verb with several groups, or with a group and single persons, how many they are together."""
    out = []
    for trigger in dict.fromkeys(figure.trigger_span for figure in figures):
        groups = [figure for figure in figures if figure.trigger_span == trigger and figure.qualifier in _ADDABLE and figure.best]
        counts = sorted(figure.best or 0 for figure in groups)
        if not counts or sum(counts[:-1]) == counts[-1]:  # "eight, five men and three women"
            continue
        if len(groups) > 1 and _APART.search(text_of(doc)[groups[0].value_span.start : groups[-1].value_span.start]):
            continue  # "eight: men and three women"
        single = [
            harm.sufferer
            for victim in victims
            for harm in victim.harms
            if trigger.start <= harm.word.idx < trigger.end
            and not any(figure.best == 1 and figure.span.start <= harm.sufferer.idx < figure.span.end for figure in groups)
            and not any(figure.value_span.end <= harm.sufferer.idx <= figure.value_span.end + 1 for figure in groups)
        ]
        persons = len({noun.i for noun in single})
        if persons + len(counts) > 1 and persons not in counts:  # "two men, X and Y, were killed"
            total = sum(counts) + persons
            is_exact = all(figure.qualifier == "exact" for figure in groups)
            out.append(Toll(total, total, total if is_exact else None, "sum"))
    return out


def counted_tolls(victims: Sequence[Victim]) -> dict[str, Toll]:
    """Victims without a number: "the priest was shot dead" gives killed 1, three victims in a list 3."""
    killed = sum(victim.is_killed for victim in victims)
    counts = {"killed": killed, "injured": len(victims) - killed}
    return {metric: Toll(count, count, count, "counted") for metric, count in counts.items() if count}


def victims_by_event(victims: Sequence[Victim], groups: Sequence[list[Draft]], ranks: Sequence[int], year: int) -> list[list[Victim]]:
    """Each victim at one event: the one whose words tell of the harm, else the chief deed told nearby; `year` of publication."""
    found: list[list[Victim]] = [[] for _ in groups]
    for victim in victims:
        event = _event_of_victim(victim, groups, ranks, year)
        if event is not None:
            found[event].append(victim)
    return found


def _event_of_victim(victim: Victim, groups: Sequence[list[Draft]], ranks: Sequence[int], year: int) -> int | None:
    tokens = set().union(*(harm.tokens for harm in victim.harms))
    harmful = [i for i, members in enumerate(groups) if members[0].event_type in _HARMFUL]
    told = [i for i in harmful if any(tokens & {word.i for word in (*draft.trigger.words, draft.trigger.governor)} for draft in groups[i])]
    asserted = [i for i in told if _is_asserted(groups[i])]
    if asserted or any(draft.factuality == "historical" for i in told for draft in groups[i]):
        return min(asserted or told, key=lambda i: (not _is_said_of(victim, groups[i]), _first_told(victim, groups[i]), ranks[i]))
    if any(token.is_digit and len(token) == 4 and 1000 < int(token.text) < year - 1 for token in victim.harms[0].word.sent):
        return None  # somebody else's death, long ago
    if _is_protested(victim.harms[0].word):
        return None  # what is burned in anger over a death didn't cause it
    near = [i for i in harmful if _is_asserted(groups[i]) and _is_near(victim, groups[i]) and not _died_another_day(victim, groups[i])]
    return min(near, key=lambda i: ranks[i], default=None)


def _died_another_day(victim: Victim, members: Sequence[Draft]) -> bool:
    """ "Out of respect for the prince, who died on Friday": nothing else is told of the dead, and the deed was on a Wednesday."""
    if any(harm.word.lemma_ != "die" or harm.word.dep_ != "relcl" for harm in victim.harms):
        return False
    days = {_WEEKDAYS.index(word.lower_) for harm in victim.harms for word in harm.word.subtree if word.lower_ in _WEEKDAYS}
    told = {draft.time.date_start.weekday() for draft in members if draft.time is not None and draft.time.date_start is not None}
    return bool(days) and bool(told) and days.isdisjoint(told)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _is_protested(harm: Token) -> bool:
    """ "Protests over the killing of Ann Smith", "the riots followed the death of …": what it is that others react to."""
    for above in harm.ancestors:
        subject = clauses.subject(above) if clauses.is_verbal(above) else above
        if subject is not None and subject.lemma_.lower() in words("protests"):
            return True
    return False


def _is_said_of(victim: Victim, members: Sequence[Draft]) -> bool:
    """Is one of the statements about the victim itself asserted there?"""
    tokens = set().union(*(harm.tokens for harm in victim.harms))
    return any(draft.factuality == "asserted" and tokens & {word.i for word in draft.trigger.words} for draft in members)


def _first_told(victim: Victim, members: Sequence[Draft]) -> int:
    """Which of the statements about the victim is the event's: "was shot and killed" belongs to where "shot" does."""
    triggers = {word.i for draft in members for word in (*draft.trigger.words, draft.trigger.governor)}
    return next(n for n, harm in enumerate(victim.harms) if harm.tokens & triggers)


def _is_asserted(members: Sequence[Draft]) -> bool:
    return any(draft.factuality == "asserted" for draft in members)


def _is_near(victim: Victim, members: Sequence[Draft]) -> bool:
    first = victim.harms[0].word
    number = sum(1 for sentence in first.doc.sents if sentence.start <= first.i)
    return any(abs(draft.sentence + 1 - number) <= _NEAR_SENTENCES for draft in members)


def without_those_who_died(figures: Sequence[Figure], victims: Sequence[Victim]) -> tuple[Figure, ...]:
    """ "A man was shot", and further on "he died": one person killed, and nobody injured."""
    dead = {harm.word.idx for victim in victims if victim.is_killed for harm in victim.harms if not harm.is_fatal}
    return tuple(
        replace(figure, is_asserted=False)
        if figure.metric == "injured" and figure.best == 1 and any(figure.span.start <= at < figure.span.end for at in dead)
        else figure
        for figure in figures
    )
