"""Events of one article: what happened, who did it to whom, where, when, and whether the text says that it happened.

Triggers are found wide (`triggers`), each is judged in its sentence (`factuality`, `roles`, `event_scene`), mentions of one
happening are joined (`happenings`), and figures find the event that they belong to (`event_tolls`). PLOVER types, with
ACCIDENT and DISASTER beside them; `READING` rules of the project decide what counts.
"""

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.acled import crosswalk
from dateline.extract.attribution import source_of
from dateline.extract.event_contexts import contexts_of
from dateline.extract.event_scene import Scene
from dateline.extract.event_tolls import counted, tolls
from dateline.extract.factuality import factuality
from dateline.extract.happenings import VERBAL, Draft, group, prominence, rank
from dateline.extract.layout import body_start
from dateline.extract.records import Context, Event, Figure, Mention, Party, Place, Quote, Span, Time, Toll
from dateline.extract.roles import parties
from dateline.extract.triggers import Trigger, find_triggers

_YEAR = timedelta(days=365)
_CONTENT_GOVERNORS = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})


def find_events(
    doc: Doc,
    context: Context,
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    figures: tuple[Figure, ...],
) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    """Events in reading order with ranks 1…n, and the figures with `event` set where one belongs to an event."""
    scene = Scene(doc, places, times)
    drafts = _drafts(doc, context, scene, mentions, quotes)
    groups = group(doc, drafts)
    links = [_event_of_figure(figure, groups) for figure in figures]
    title = frozenset(word.lower() for word in (context.title or "").replace("-", " ").split())
    ranks = rank(len(groups), lambda i: prominence(groups[i], title))
    events = [
        _event(doc, context, scene, quotes, members, ranks[i], tuple(f for f, link in zip(figures, links, strict=True) if link == i))
        for i, members in enumerate(groups)
    ]
    order = sorted(range(len(events)), key=lambda i: (events[i].span.start, events[i].trigger.start))
    position = {old: new for new, old in enumerate(order)}
    linked = tuple(figure if link is None else replace(figure, event=position[link]) for figure, link in zip(figures, links, strict=True))
    return tuple(events[i] for i in order), linked


# ── mentions ──


def _drafts(doc: Doc, context: Context, scene: Scene, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> list[Draft]:
    start = body_start(doc.text)
    sentence_of, paragraph_of = _positions(doc)
    triggers = [trigger for trigger in find_triggers(doc) if trigger.token.idx >= start]
    heads = {trigger.token.i: trigger for trigger in triggers}
    drafts = []
    for trigger in triggers:
        token = trigger.token
        told = factuality(token, trigger.governor)
        if told != "asserted" and _is_content(trigger, heads):
            continue
        if told == "hypothetical" and trigger.frame.event_type in VERBAL:
            continue
        actors, recipients = parties(doc, mentions, quotes, trigger)
        time = scene.time_of(trigger)
        told = _by_date(told, time, context.published_date)
        place = scene.place_of(trigger, actors, trigger.frame.event_type in VERBAL)
        drafts.append(
            Draft(
                trigger,
                trigger.frame.event_type,
                trigger.frame.mode,
                told,
                clauses.clause_span(trigger.governor if trigger.governor != token else token),
                sentence_of[token.sent.start],
                paragraph_of[token.i],
                actors,
                recipients,
                time,
                place,
            )  # fmt: skip
        )
    return [draft for draft in drafts if _is_specific(draft)]


def _positions(doc: Doc) -> tuple[dict[int, int], list[int]]:
    sentences = {sentence.start: i for i, sentence in enumerate(doc.sents)}
    paragraphs, number = [], 0
    for token in doc:
        paragraphs.append(number)
        if token.is_space and "\n" in token.text:
            number += 1
    return sentences, paragraphs


def _is_content(trigger: Trigger, heads: dict[int, Trigger]) -> bool:
    """What a demand, threat, promise or accusation is about is told by that event itself."""
    for _, above in clauses.governing_clauses(trigger.governor):
        if above.i in heads and heads[above.i].frame.event_type in _CONTENT_GOVERNORS:
            return True
        holder = next((child for child in above.ancestors if child.i in heads), None) if above.pos_ in ("NOUN", "PROPN") else None
        if holder is not None and heads[holder.i].frame.event_type in _CONTENT_GOVERNORS:
            return True
    return any(ancestor.i in heads and heads[ancestor.i].frame.event_type in _CONTENT_GOVERNORS for ancestor in trigger.token.ancestors)


def _is_specific(draft: Draft) -> bool:
    """A mention that says nothing but the kind of deed is no happening: "violence is bad for business"."""
    if draft.actors or draft.recipients or draft.time or draft.place or draft.is_definite:
        return True
    token = draft.trigger.token
    if draft.trigger.is_noun:
        return token.tag_ in ("NN", "NNP") and any(child.dep_ == "det" for child in token.children)
    return clauses.tense(token) in ("past", "perfect") or clauses.is_passive(token)


def _by_date(told: str, time: Time | None, published: date) -> str:
    if told != "asserted" or time is None or time.date_start is None or time.date_end is None:
        return told
    if time.date_start > published:
        return "future"
    return "historical" if time.date_end < published - _YEAR else told


# ── one happening ──


def _event(
    doc: Doc, context: Context, scene: Scene, quotes: tuple[Quote, ...], members: list[Draft], event_rank: int, figures: tuple[Figure, ...]
) -> Event:
    best = max(members, key=lambda draft: (_fullness(draft), -draft.trigger.token.i))
    told = (
        best.factuality if best.factuality != "historical" or all(member.factuality == "historical" for member in members) else "asserted"
    )
    actors = next((member.actors for member in [best, *members] if member.actors), ())
    recipients = next((member.recipients for member in [best, *members] if member.recipients), ())
    time = next((member.time for member in [best, *members] if member.time), None)
    place = _most_precise([member.place for member in [best, *members] if member.place])
    mode = next((member.mode for member in [best, *members] if member.mode), None)
    source = source_of(quotes, Span(best.trigger.token.idx, best.trigger.token.idx + len(best.trigger.token)))
    country, where_prec = _country(scene, best, place, actors)
    words = frozenset(token.lemma_.lower() for member in members for token in member.trigger.token.sent)
    acled_type, sub_type, is_civilian = crosswalk(best.event_type, mode, actors, recipients, words)
    found = tolls(figures)
    for metric, toll in _counted(doc, members).items():
        found.setdefault(metric, toll)
    weight = best.trigger.frame.weight
    trigger_words = best.trigger.words
    event = Event(
        span=best.span,
        trigger=_trigger_span(best.trigger),
        event_type=best.event_type,
        event_mode=mode,
        factuality=told,
        contexts=contexts_of(best.event_type, words),
        actors=actors,
        recipients=recipients,
        time=time,
        place=place,
        country=country,
        where_prec=where_prec,
        tolls=found,
        attributed_to=None if source is None else source.speaker_text,
        attribution_stance=None if source is None else source.stance,
        rank=event_rank,
        acled_event_type=acled_type,
        acled_sub_event_type=sub_type,
        civilian_targeting=is_civilian,
        confidence=round(weight * (0.85 if actors else 0.7), 4),
        type_confidence=weight,
        place_confidence=None if place is None else place.confidence,
    )
    assert trigger_words
    return _dated(event, best, context.published_date)


def _trigger_span(trigger: Trigger) -> Span:
    words = trigger.words
    first, last = words[0], words[-1]
    if last.idx + len(last) - first.idx > 40:  # the words of the phrase lie far apart
        first = last = trigger.token
    return Span(first.idx, last.idx + len(last))


def _fullness(draft: Draft) -> float:
    return (
        (2.0 if draft.factuality == "asserted" else 0.0)
        + (1.0 if draft.actors else 0.0)
        + (1.0 if draft.recipients else 0.0)
        + (0.7 if draft.time else 0.0)
        + (0.7 if draft.place else 0.0)
        + (0.3 if not draft.trigger.is_noun else 0.0)
        - (1.0 if draft.is_definite else 0.0)
        - 0.1 * draft.sentence
    )


def _most_precise(places: list[Place]) -> Place | None:
    return min(places, key=lambda place: place.where_prec, default=None)


def _country(scene: Scene, best: Draft, place: Place | None, actors: tuple[Party, ...]) -> tuple[str | None, int | None]:
    if place is not None:
        return place.country, place.where_prec
    home = scene.home()
    if home is None:
        return None, None
    if best.event_type in VERBAL:
        return (home, 6) if actors and actors[0].country in (None, home) else (None, None)
    return home, 6


def _dated(event: Event, best: Draft, published: date) -> Event:
    time = event.time
    if time is not None:
        return replace(
            event,
            date_start=time.date_start,
            date_end=time.date_end,
            date_prec=time.date_prec,
            date_from="relative" if time.is_relative else "explicit",
        )
    if event.factuality == "asserted" and clauses.tense(best.trigger.governor) in ("present", "perfect"):
        return replace(event, date_end=published, date_prec=2, date_from="publication")
    return event


def _counted(doc: Doc, members: list[Draft]) -> dict[str, Toll]:
    for draft in members:
        if draft.event_type != "ASSAULT" or draft.trigger.is_noun or draft.factuality not in ("asserted", "historical"):
            continue
        heads = [_head(doc, party) for party in draft.recipients]
        found = counted(
            [word.lemma_.lower() for word in draft.trigger.words],
            draft.recipients,
            [head is not None and _is_one_person(head) for head in heads],
        )
        if found:
            return found
    return {}


def _head(doc: Doc, party: Party) -> Token | None:
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return None if words is None else words.root


def _is_one_person(head: Token) -> bool:
    if head.lower_ in ("he", "him", "she", "her", "who", "whom"):
        return True
    if head.tag_ == "NNP":
        return head.ent_type_ == "PERSON"
    return (
        head.tag_ == "NN"
        and not any(child.dep_ == "nummod" for child in head.children)
        and any(child.lower_ in ("a", "an", "the", "one", "another") or child.dep_ == "poss" for child in head.children)
    )


# ── figures ──

_EVENT_OF_METRIC = {
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


def _event_of_figure(figure: Figure, groups: list[list[Draft]]) -> int | None:
    """The event of a fitting type told in the same clause, else in the same sentence or just before."""
    types = _EVENT_OF_METRIC[figure.metric]
    best: tuple[int, int, int] | None = None
    for i, members in enumerate(groups):
        for draft in members:
            if draft.event_type not in types or draft.factuality not in ("asserted", "historical"):
                continue
            sentence = draft.trigger.token.sent
            inside = sentence.start_char <= figure.value_span.start < sentence.end_char
            distance = abs(draft.trigger.token.idx - figure.trigger_span.start)
            before = 0 < figure.value_span.start - sentence.end_char < 600 and figure.scope == "incident"
            if not inside and not before:
                continue
            key = (0 if draft.span.overlaps(figure.trigger_span) else 1 if inside else 2, distance, i)
            if best is None or key < best:
                best = key
    return None if best is None else best[2]
