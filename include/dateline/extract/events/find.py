"""Events of one article: what happened, who did it to whom, where, when, and whether the text says that it happened.

Triggers are found wide (`triggers`), each is judged in its sentence (`factuality`, `roles`, `event_scene`), mentions of one
happening are joined (`happenings`), and figures find the event that they belong to (`event_tolls`). PLOVER types, with
ACCIDENT and DISASTER beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.extract import confidence
from dateline.extract.events.acled import crosswalk
from dateline.extract.events.contexts import contexts_of
from dateline.extract.events.denials import find_denials, with_denials
from dateline.extract.events.drafts import find_drafts
from dateline.extract.events.frames import noun_classes
from dateline.extract.events.happenings import group
from dateline.extract.events.prominence import prominence, rank, words_of_headline
from dateline.extract.events.records import VERBAL, Draft
from dateline.extract.events.same_party import same_party
from dateline.extract.events.scene import Scene
from dateline.extract.events.surroundings import (
    country_of_setting,
    opening_day,
    place_around,
    time_around,
    time_of_speech,
    told_time,
    with_day,
)
from dateline.extract.events.tolls import event_of_figure, tolls, victims_by_event, without_those_who_died
from dateline.extract.events.traits import traits
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.victims import Victim, find_victims, named
from dateline.extract.quotes.attribution import source_of, source_words
from dateline.extract.records import Context, Event, Figure, Mention, Party, Place, Quote, Span, Time
from dateline.extract.texts import text_of

_PLACE_FROM_AROUND = 0.6  # of a place's confidence, where the article's surroundings gave it and not the event's own clause
_CITY_STATES = frozenset({"HK", "MC", "MO", "SG", "VA"})  # to know the country is to know the place
HARDLY_SURE = 0.3  # the same for violence, accidents and disasters
LEAST_SURE = 0.50  # `type_confidence` from which a candidate is kept (docs/quality.md)
# Violence that is left out costs more than violence too many; what is an ACCIDENT or DISASTER was judged in samples only.
_ALWAYS_KEPT = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})
_SAID = VERBAL - {"CONSULT"}
_OPINIONS = frozenset({"ACCUSE", "AGREE", "SUPPORT", "THREATEN"})
_BREAK = re.compile(r"\n\s*")  # between paragraphs
_OUTCOMES = ("targeted", "destroy")  # say less than by what means


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
    scene = Scene(doc, places, times, context.published_date)
    harmed = find_victims(doc, mentions, context.title)
    harm = {i for victim in harmed for harm in victim.harms for i in harm.tokens}
    for figure in figures:
        words = doc.char_span(figure.trigger_span.start, figure.trigger_span.end, alignment_mode="expand")
        if words is not None and figure.is_asserted:
            harm |= {word.i for word in words}  # "at least 82 killings" is told with its toll
    groups = [
        members
        for members in group(doc, find_drafts(doc, context, scene, mentions, quotes), context.published_date)
        if not _is_general(members, harm)
    ]
    groups, deniers = with_denials(doc, groups, find_denials(doc, mentions, quotes))
    headline = words_of_headline(context.title)
    ranks = rank(len(groups), lambda i: prominence(groups[i], headline, context.published_date))
    figures = without_those_who_died(figures, harmed)
    victims = victims_by_event(harmed, groups, ranks, context.published_date.year)
    links = [event_of_figure(doc, figure, groups, ranks, victims) for figure in figures]
    opening = opening_day(scene, groups, context.published_date)
    events = []
    for i, members in enumerate(groups):
        mine = [figure for figure, link in zip(figures, links, strict=True) if link == i]
        event = _event(doc, context, scene, opening, quotes, members, ranks[i], mine, victims[i])
        events.append(_blamed(doc, _denied(doc, event, deniers[i], groups), members, groups))
    events, links = likely(_same_speeches(doc, events), links)
    order = sorted(range(len(events)), key=lambda i: (events[i].span.start, events[i].trigger.start, events[i].event_type))
    position = {old: new for new, old in enumerate(order)}
    linked = tuple(figure if link is None else replace(figure, event=position[link]) for figure, link in zip(figures, links, strict=True))
    return tuple(events[i] for i in order), linked


def likely(events: list[Event], links: list[int | None]) -> tuple[list[Event], list[int | None]]:
    """The candidates that are more likely told here than not, ranked anew; a number of people makes sure of its event."""
    counted = {link for link in links if link is not None}
    kept = [
        i
        for i, event in enumerate(events)
        if i in counted
        or event.tolls
        or event.rank == 1
        or event.type_confidence >= (HARDLY_SURE if event.event_type in _ALWAYS_KEPT else LEAST_SURE)
    ]
    ranks = {i: n for n, i in enumerate(sorted(kept, key=lambda i: events[i].rank), start=1)}
    position = {old: new for new, old in enumerate(kept)}
    return [replace(events[i], rank=ranks[i]) for i in kept], [None if link is None else position[link] for link in links]


def _denied(doc: Doc, event: Event, denier: Party | None, groups: Sequence[list[Draft]]) -> Event:
    """The event with who denies it; who blames the denier then stands for it, and with a doer unknown names one."""
    if denier is None or event.factuality == "negated":
        return event
    blame = next(
        (
            draft
            for members in groups
            for draft in members
            if draft.event_type == "ACCUSE" and draft.actors and any(same_party(doc, party, denier) for party in draft.recipients)
        ),
        None,
    )
    event = replace(event, denied_by=denier.text)
    if blame is not None and event.attributed_to is None:
        event = replace(event, attributed_to=blame.actors[0].text, attribution_stance="blames")
    return event if event.actors or event.attribution_stance != "blames" else replace(event, actors=(denier,))


def _blamed(doc: Doc, event: Event, members: Sequence[Draft], groups: Sequence[list[Draft]]) -> Event:
    """A deed told in the words of who lays it at somebody's door: "the army blamed the rebels for the attack" stands for it."""
    if event.event_type != "ASSAULT" or event.attributed_to is not None or not event.actors:
        return event
    naming = [draft for draft in members if draft.actors]  # who says so of one mention stands for the doer of all
    told = {draft.sentence for draft in naming if draft.trigger.is_noun}
    if not naming or {draft.sentence for draft in naming} - told:
        return event
    accuser = next(
        (
            draft.actors[0].text
            for drafts in groups
            for draft in drafts
            if draft.event_type == "ACCUSE"
            and draft.mode == "allege"
            and draft.actors
            and draft.sentence in told
            and any(same_party(doc, party, event.actors[0]) for party in draft.recipients)
        ),
        None,
    )
    return event if accuser is None else replace(event, attributed_to=accuser, attribution_stance="blames")


def _is_general(members: list[Draft], harm: set[int]) -> bool:
    """Violence spoken of in passing: nouns only, without day, place, doer and victim together, and not what the text opens with.

    `harm` holds the tokens that tell of a single victim or carry a number: "the murder of the judge" is no general matter.
    """
    if any(draft.trigger.token.i in harm for draft in members):
        return False
    if members[0].event_type != "ASSAULT" or members[0].sentence < 2:
        return False
    if any(not draft.trigger.is_noun or draft.time or draft.place for draft in members):
        return False
    return not (any(draft.actors for draft in members) and any(draft.recipients for draft in members))


def _event(
    doc: Doc,
    context: Context,
    scene: Scene,
    opening: Time | None,
    quotes: tuple[Quote, ...],
    members: list[Draft],
    event_rank: int,
    figures: Sequence[Figure],
    victims: Sequence[Victim],
) -> Event:
    best = max(members, key=lambda draft: (_fullness(draft), -draft.trigger.token.i))
    told = [best, *(draft for draft in members if draft.factuality != "negated" or best.factuality == "negated")]
    factuality = best.factuality
    if factuality in ("asserted", "historical"):  # the mentions that are dated say whether it is long past
        dated = [draft for draft in members if draft.time is not None] or [best]
        factuality = "historical" if all(draft.factuality == "historical" for draft in dated) else "asserted"
    actors = next((draft.actors for draft in told if draft.actors), ())
    recipients = named(
        _all_recipients(doc, told) if best.event_type == "ASSAULT" else _first_recipients(told),
        victims,
    )
    place = min((draft.place for draft in told if draft.place), key=lambda place: place.where_prec, default=None)
    country = None if place is None else place.country
    is_place_stated = place is not None
    if place is None:
        place, country = place_around(scene, best, actors)
        named_country = next(filter(None, map(country_of_setting, told)), None)
        if named_country is not None and country != named_country:
            place, country = None, named_country
        elif place is None and _is_said_anywhere(doc, best.event_type, actors, recipients, is_quoted=_is_quoted(best, quotes)):
            country = None
    if place is None and country in _CITY_STATES:
        place = scene.named_in(best.sentence, country)
    time = told_time(best, told) or time_around(scene, best, opening) or time_of_speech(doc, scene, best, actors, quotes)
    modes = [draft.mode for draft in told if draft.mode]
    mode = next((mode for mode in modes if mode not in _OUTCOMES), None) or next(iter(modes), None)
    source = source_of(quotes, Span(best.trigger.token.idx, best.trigger.token.idx + len(best.trigger.token)))
    words = scene.words_of(frozenset(draft.sentence for draft in members))
    acled_type, sub_type, is_civilian = crosswalk(best.event_type, mode, actors, recipients, words)
    found = traits(doc, members, best, factuality, actors, recipients, quotes, words_of_headline(context.title))
    event = Event(
        span=best.span,
        trigger=_trigger_span(best.trigger),
        event_type=best.event_type,
        event_mode=mode,
        factuality=factuality,
        contexts=contexts_of(best.event_type, words),
        actors=actors,
        recipients=recipients,
        place=place,
        country=country,
        where_prec=place.where_prec if place is not None else None if country is None else 6,
        tolls=tolls(doc, figures, victims),
        attributed_to=source_words(source) if source is not None else _source_of_toll(best, figures),
        attribution_stance=None if source is None else source.stance,
        rank=event_rank,
        acled_event_type=acled_type,
        acled_sub_event_type=sub_type,
        civilian_targeting=is_civilian,
        traits=found,
        confidence=confidence.of_event(found),
        type_confidence=confidence.of_event_type(found),
        place_confidence=None if place is None else place.confidence * (1.0 if is_place_stated else _PLACE_FROM_AROUND),
    )
    return with_day(event, time, best, context.published_date)


def _is_said_anywhere(doc: Doc, event_type: str, actors: tuple[Party, ...], recipients: tuple[Party, ...], *, is_quoted: bool) -> bool:
    """What a single person asks of others, says of them or promises may be said on any journey, and so may what is quoted; a state's
    demands and blame may be said there too, and a demand on a foreign state or body is sent to it. A crowd's demands and those of
    a government, its members, a court or a chamber are made at home.
    """
    is_persons = bool(actors) and all(_is_person(doc, party) for party in actors)
    is_states = bool(actors) and all(_is_state(doc, party) for party in actors)
    if event_type != "REQUEST":
        return (event_type in _OPINIONS and (is_persons or is_states)) or (is_quoted and is_persons)
    if is_states or (is_persons and not any(party.sector == "GOV" for party in actors)):
        return True
    return any(party.sector in ("IGO", "UNO", "EUR") or _is_foreign_state(doc, party, actors) for party in recipients)


def _is_person(doc: Doc, party: Party) -> bool:
    """By name, or one of somebody's people: "her spokesman", "his associates"; groups of people are none."""
    if _has_entity(doc, party, "PERSON"):
        return True
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    if words is None or party.sector is not None or words.root.pos_ != "NOUN":
        return False
    return noun_classes().get(words.root.lemma_.lower(), frozenset()) & {"living", "group"} == {"living"}


def _is_quoted(draft: Draft, quotes: tuple[Quote, ...]) -> bool:
    at = draft.trigger.token.idx
    return any(quote.quote_kind == "direct" and quote.span.start <= at < quote.span.end for quote in quotes)


def _is_state(doc: Doc, party: Party) -> bool:
    """ "Turkey", "the US"; not "the government of Turkey"."""
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return words is not None and words.root.ent_type_ == "GPE" and party.sector in (None, "GOV")


def _is_foreign_state(doc: Doc, party: Party, actors: tuple[Party, ...]) -> bool:
    is_foreign = party.country is not None and all(actor.country not in (None, party.country) for actor in actors)
    return is_foreign and party.sector in (None, "GOV") and _has_entity(doc, party, "GPE")


def _has_entity(doc: Doc, party: Party, label: str) -> bool:
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    return words is not None and any(word.ent_type_ == label for word in words)


def _first_recipients(told: Sequence[Draft]) -> tuple[Party, ...]:
    """Those of the fullest mention; for one person without a name those of the first further mention that names one."""
    found = [draft.recipients for draft in told if draft.recipients]
    if len(found) > 1 and len(found[0]) == 1 and found[0][0].name is None:
        return next((parties for parties in found if len(parties) == 1 and parties[0].name is not None), found[0])
    return found[0] if found else ()


def _all_recipients(doc: Doc, told: Sequence[Draft]) -> tuple[Party, ...]:
    """Those of the fullest mention, and whoever else is hit in the further ones by name or as a group."""
    out: list[Party] = []
    for draft in told:
        for party in draft.recipients:
            is_new = party.name is not None or party.sector in ("CVL", "JRN", "REL", "EDU", "GOV", "LEG", "JUD", "MED", "AGR", "LAB")
            if (not out or draft is told[0] or is_new) and not any(same_party(doc, party, other) for other in out):
                out.append(party)
    return tuple(out)


def _same_speeches(doc: Doc, events: list[Event]) -> list[Event]:
    """A speaker's further words were said when and where the first ones were, unless the text says otherwise.

    A person or a state speaks again on other days: theirs have to follow at once, those of a meeting or a court need not.
    """
    out: list[Event] = []
    for event in events:
        if event.event_type in _SAID and event.factuality == "asserted" and event.actors:
            mine = [
                e
                for e in out
                if e.event_type in _SAID and e.actors and e.factuality == "asserted" and same_party(doc, e.actors[0], event.actors[0])
            ]
            if _is_person(doc, event.actors[0]) or _is_state(doc, event.actors[0]):
                mine = [e for e in mine if len(_BREAK.findall(text_of(doc), *_between(e.trigger, event.trigger))) <= 1]
            before = next((e for e in mine if e.date_start and e.date_prec == 1), None)
            if before is not None and event.date_start is None:
                event = replace(
                    event,
                    time=before.time,
                    date_start=before.date_start,
                    date_end=before.date_end,
                    date_prec=before.date_prec,
                    date_from=before.date_from,
                )
            there = next((e for e in mine if e.place is not None), None)
            if there is not None and event.place is None and event.date_start in (None, there.date_start):
                event = replace(
                    event,
                    place=there.place,
                    country=there.country,
                    where_prec=there.where_prec,
                    place_confidence=(there.place_confidence or 0.0) * _PLACE_FROM_AROUND,
                )
        out.append(event)
    return out


def _between(one: Span, other: Span) -> tuple[int, int]:
    return min(one.end, other.end), max(one.start, other.start)


def _source_of_toll(best: Draft, figures: Sequence[Figure]) -> str | None:
    """Who states the number states the deed: "reports from the UN that … have killed 82"."""
    return next((figure.attributed_to for figure in figures if figure.attributed_to and best.span.covers(figure.value_span)), None)


def _trigger_span(trigger: Trigger) -> Span:
    first, last = trigger.words[0], trigger.words[-1]
    if last.idx + len(last) - first.idx > 40:  # the words of the phrase lie far apart
        first = last = trigger.token
    return Span(first.idx, last.idx + len(last))


def _fullness(draft: Draft) -> float:
    """How much one mention says of its happening: the fullest one gives the clause that is shown."""
    return (
        (2.0 if draft.factuality in ("asserted", "historical") else 0.0)
        + (1.0 if draft.actors else 0.0)
        + (1.0 if draft.recipients else 0.0)
        + (0.7 if draft.time else 0.0)
        + (0.7 if draft.place else 0.0)
        + (0.3 if not draft.trigger.is_noun else 0.0)
        - (1.0 if draft.is_definite else 0.0)
        - 0.1 * draft.sentence
    )
