"""What a happening cost: figures that belong to an event, and victims that can be counted.

Parts ("including four children") are never added to the whole, later statements of one number never to earlier ones.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.extract.happenings import Draft
from dateline.extract.records import Figure, Party, Toll

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
_FATAL_WORDS = frozenset({"kill", "assassinate", "murder", "execute", "behead", "slay", "massacre", "lynch"})
_HURTFUL_WORDS = frozenset({"injure", "wound", "stab", "shoot", "hurt"})


def event_of_figure(figure: Figure, groups: Sequence[list[Draft]], ranks: Sequence[int]) -> int | None:
    """The event of a fitting type told in the same clause, else in the same sentence, else the chief one told before."""
    types = _EVENTS_OF_METRIC[figure.metric]
    best: tuple[int, int, int] | None = None
    for i, members in enumerate(groups):
        is_counted = figure.metric in counted_tolls(members[0].trigger.token.doc, members)
        for draft in members:
            if draft.event_type not in types or draft.factuality not in ("asserted", "historical"):
                continue
            if figure.metric == "abducted" and draft.mode != "abduct":
                continue
            sentence = draft.trigger.token.sent
            at = figure.value_span.start
            if sentence.start_char <= at < sentence.end_char:
                holds = draft.span.covers(figure.value_span) or draft.span.overlaps(figure.trigger_span)
                key = (0 if holds else 1, abs(draft.trigger.token.idx - figure.trigger_span.start), i)
            elif at > sentence.end_char and not is_counted and figure.scope == "incident" and draft.factuality == "asserted":
                key = (2, ranks[i], i)
            else:
                continue
            if best is None or key < best:
                best = key
    return None if best is None else best[2]


def tolls(figures: Sequence[Figure]) -> dict[str, Toll]:
    """The figures of one event by metric: of several the one about the happening itself, then the highest, then the first."""
    found: dict[str, Toll] = {}
    for metric in TOLL_METRICS:
        mine = [figure for figure in figures if figure.metric == metric and figure.is_asserted and figure.part_of is None]
        if mine:
            incident = [figure for figure in mine if figure.scope != "cumulative"] or mine
            best = max(
                incident, key=lambda figure: (figure.best is not None, figure.best or figure.low or figure.high or 0, -figure.span.start)
            )
            found[metric] = Toll(best.low, best.best, best.high, "figure")
    return found


def counted_tolls(doc: Doc, members: Sequence[Draft]) -> dict[str, Toll]:
    """Victims without a number: "the priest was shot dead" gives killed 1, three victims in a list 3."""
    for draft in members:
        if draft.event_type != "ASSAULT" or draft.trigger.is_noun or draft.factuality not in ("asserted", "historical"):
            continue
        words = {word.lemma_.lower() for word in draft.trigger.words}
        is_fatal = bool(words & _FATAL_WORDS) or {"shoot", "dead"} <= words or {"gun", "down"} <= words
        if (
            not (is_fatal or words & _HURTFUL_WORDS)
            or not draft.recipients
            or not all(_is_one_person(doc, party) for party in draft.recipients)
        ):
            continue
        count = len(draft.recipients)
        return {"killed" if is_fatal else "injured": Toll(count, count, count, "counted")}
    return {}


def _is_one_person(doc: Doc, party: Party) -> bool:
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    if words is None:
        return False
    head: Token = words.root
    if head.lower_ in ("he", "him", "she", "her"):
        return True
    if head.tag_ == "NNP":
        return head.ent_type_ == "PERSON"
    is_plural = head.tag_ != "NN" or any(child.dep_ == "nummod" for child in head.children)
    return not is_plural and any(child.lower_ in ("a", "an", "the", "one", "another") or child.dep_ == "poss" for child in head.children)
