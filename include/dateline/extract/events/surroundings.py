"""When and where a happening was, as far as the article around its own clause says: the paragraph, the opening, the speaker's further words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.adverbials import is_elsewhere, is_of_another_time
from dateline.extract.events.frames import is_party
from dateline.extract.events.records import VERBAL, Draft, is_proclaimed
from dateline.extract.events.scene import Scene
from dateline.extract.events.words import word_list
from dateline.extract.places.countries import country_of
from dateline.extract.records import Event, Party, Place, Quote, Time

# What an article tells in several places belongs to its opening scene; careers and treaties have days of their own.
_OF_ONE_SCENE = frozenset({"ASSAULT", "COERCE", "PROTEST", "ACCIDENT", "DISASTER", "AID", "MOBILIZE", "RETREAT"})
_AT_SETTINGS = ("in", "at", "near", "outside", "inside", "off")
_SENTENCES_OF_A_SPEECH = 3
_OFFICIALS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
_ORGANS = _OFFICIALS - {"MIL"}
_OF_ORGANS = frozenset({"COERCE", "SANCTION"})  # their help, envoys and forces go abroad
_OF_NO_COUNTRY = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_RESPONSES = frozenset({"SANCTION", "COERCE", "AID"})  # what they respond to was done before
_YEAR = 365  # days


def opening_day(scene: Scene, groups: Sequence[list[Draft]], published: date) -> Time | None:
    """The day on which the article opens, unless it is a court's: what is judged today was done long before."""
    day = scene.opening_day(published)
    told = {draft.event_type for members in groups for draft in members if draft.time == day}
    return None if "SANCTION" in told and not told & _OF_ONE_SCENE else day


def told_time(best: Draft, told: Sequence[Draft]) -> Time | None:
    """The day that one of the mentions names, the fullest first, else a longer time; "the third attack in a month" dates none.

    What is said once in a month may be said again: for speech another mention's time has to be a day.
    """
    dated = [
        (draft.time.date_prec != 1, i, draft.time)
        for i, draft in enumerate(told)
        if draft.time is not None
        and (draft is best or not (draft.is_over_a_span or (draft.event_type in VERBAL and draft.time.date_prec != 1)))
    ]
    return min(dated, key=lambda item: item[:2])[2] if dated else None


def time_around(scene: Scene, best: Draft, opening: Time | None) -> Time | None:
    """The day that the paragraph has set, where the text goes on in the simple past; for deeds also that of the opening."""
    if best.event_type in _OF_ONE_SCENE and best.factuality == "asserted":
        occasion = scene.occasion_of(best.trigger, is_speech=False)
        if occasion is not None and occasion.time is not None:
            return occasion.time
    token = best.trigger.governor
    verb = clauses.clause_head(token)
    if clauses.prep_object(token, "in", "during") is not None and any(word.lemma_ in ("war", "conflict") for word in token.subtree):
        return None  # the conflict has a time of its own
    if best.factuality != "asserted" or clauses.tense(verb) not in ("past", "participle"):
        return None
    if _is_hours_from(verb) and opening is not None:
        return opening
    if _is_pluperfect(verb) or is_of_another_time(verb):
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for":
        return None  # "claimed responsibility for killing", "was fined for shooting": done before
    while verb.dep_ == "conj" and clauses.is_verbal(verb.head):
        verb = verb.head
    if verb.dep_ in ("relcl", "acl") and is_party(verb.head):
        return None  # "…, who was arrested": what makes somebody known may be long past
    if best.trigger.is_noun and token == best.trigger.token:
        return None
    near = scene.day_before(token, best.paragraph, best.event_type)
    if near is None and best.event_type == "ASSAULT" and opening is not None and scene.is_day_of(opening, _RESPONSES):
        return None
    if near is not None or best.event_type not in _OF_ONE_SCENE or best.event_type == "AID" or best.mode == "resign":
        return near  # help comes on the days after
    return opening


def time_of_speech(doc: Doc, scene: Scene, best: Draft, actors: tuple[Party, ...], quotes: tuple[Quote, ...]) -> Time | None:
    """The day on which the text, going on after a statement without one, lets the same person speak."""
    if best.event_type not in VERBAL or best.factuality != "asserted" or not actors or actors[0].name is None:
        return None
    occasion = scene.occasion_of(best.trigger, is_speech=True)
    if occasion is not None and occasion.time is not None:
        return occasion.time
    for quote in quotes:
        words = doc.char_span(quote.speaker.start, quote.speaker.end, alignment_mode="expand") if quote.speaker is not None else None
        if words is None or not 0 <= scene.sentences[words.root.i] - best.sentence <= _SENTENCES_OF_A_SPEECH:
            continue
        if quote.speaker_name is not None and actors[0].name in quote.speaker_name and words.root.i > best.trigger.token.i:
            return scene.time_beside(words.root.head)
    stage = scene.stage_of(best.trigger.token, actors[0].name)
    return None if stage is None else stage.time


def _is_hours_from(verb: Token) -> bool:
    """ "a few hours before the shooting", "minutes later": on the same day."""
    return any(
        token.lower_ in ("hours", "minutes", "hour") and doc_next.lower_ in ("before", "after", "earlier", "later", "prior")
        for token in verb.subtree
        if token.i + 1 < len(token.doc) and (doc_next := token.doc[token.i + 1]) is not None
    )


def _is_pluperfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in verb.children)


def place_around(scene: Scene, best: Draft, actors: tuple[Party, ...]) -> tuple[Place | None, str | None]:
    """Where the text is: the last place of the paragraph, or the country in which most of the article plays.

    Speech gets none: where something was said has to be said.
    """
    home = scene.home()
    if is_proclaimed(best.event_type, best.mode):
        stage = scene.stage_of(best.trigger.token, actors[0].name) if best.event_type in VERBAL and actors and actors[0].name else None
        if stage is not None and stage.place is not None:
            return stage.place, stage.place.country
        return None, home if actors and all(_is_of(party, home) for party in actors) else None
    occasion = scene.occasion_of(best.trigger, is_speech=False)
    near = occasion.place if occasion is not None and occasion.place is not None else scene.place_before(best.trigger.token, best.paragraph)
    if best.event_type == "SANCTION" and best.mode == "convict":
        court = scene.court_country()
        is_beside = near is not None and near.span.start >= best.trigger.token.sent.start_char
        if near is not None and not is_beside and near.country != court:
            near = None  # where a convict was before is no court
        home = court or home
    own = _country_of_organs(actors) if best.event_type in _OF_ORGANS else None
    if own is not None and (near is None or near.country not in (None, own)):
        return scene.country_place(own), own
    state = _state(actors) if best.event_type in _OF_ORGANS else None
    if state is not None and (near is None or (near.place_kind == "country" and near.country != state)):
        return scene.country_place(state), state  # what a state forbids or takes it forbids at home, unless the text is in a town
    if near is not None and not is_elsewhere(best.trigger):
        return near, near.country
    return (None, None) if home is None else (scene.country_place(home), home)


def country_of_setting(draft: Draft) -> str | None:
    """ "In the Tunisian capital", "at a Nigerian market": the country that the event's own words name, without a point."""
    words = (draft.trigger.token, draft.trigger.governor)
    settings = (clauses.prep_object(word, preposition) for word in words for preposition in _AT_SETTINGS)
    for noun in settings:
        if noun is not None and noun.lemma_.lower() in word_list("settings"):
            found = {country for child in noun.lefts if child.dep_ in ("amod", "compound") and (country := country_of(child.text))}
            if len(found) == 1:
                return found.pop()
    return None


def _country_of_organs(actors: Sequence[Party]) -> str | None:
    """The country whose government, courts, parliament or police these are: what those do themselves they do at home."""
    countries = {party.country for party in actors if party.sector in _ORGANS}
    return countries.pop() if len(countries) == 1 and all(party.sector in _ORGANS for party in actors) else None


def _state(actors: Sequence[Party]) -> str | None:
    """The country that acts by its own name."""
    only = actors[0] if len(actors) == 1 else None
    return only.country if only is not None and only.country and country_of(only.name or only.text) == only.country else None


def _is_of(party: Party, country: str | None) -> bool:
    """Of the country by name, or one of its unnamed ("protesters", "the government") or its officials; no body of many countries."""
    if party.country:
        return party.country == country
    return party.sector not in _OF_NO_COUNTRY if party.name is None else party.sector in _OFFICIALS


def with_day(event: Event, time: Time | None, best: Draft, published: date) -> Event:
    is_over = event.factuality in ("asserted", "historical")
    if time is not None and not (is_over and time.date_start is not None and time.date_start > published):
        start = "relative" if time.is_relative else "explicit"
        end = published if is_over and time.date_end is not None and time.date_end > published else time.date_end  # "this month"
        if is_over and end is not None and (published - end).days > _YEAR:
            event = replace(event, factuality="historical")
        return replace(event, time=time, date_start=time.date_start, date_end=end, date_prec=time.date_prec, date_from=start)
    if event.factuality == "asserted" and clauses.tense(best.trigger.governor) in ("present", "perfect"):
        return replace(event, date_end=published, date_prec=2, date_from="publication")
    return event
