"""What the extractors hand to each other: one typed record per finding.

These are working records of one parsed article, with objects inside objects; `dateline.extract.rows` flattens them to
the columns of `dateline.contracts`. All offsets are Unicode code points into the article's text, end excluded, and
`doc.text` is that text exactly.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of an article besides its body: anchors and hints, never evidence."""

    published_date: date  # relative dates are anchored to this day
    title: str | None = None
    publisher_country: str | None = None  # ISO 3166-1 alpha-2
    dateline_place: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place that was resolved, or honestly left without a point (`latitude` None)."""

    span: Span
    text: str
    name: str  # the gazetteer's name, e.g. "Aleppo" for "Halab"
    place_kind: str  # country, admin1, admin2, city, region, site, sea
    country: str | None  # ISO 3166-1 alpha-2 or XK; None for seas and regions over several countries
    admin1_code: str | None = None
    admin1_name: str | None = None
    admin2_code: str | None = None
    admin2_name: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    where_prec: int = 6  # UCDP, docs/datasets.md
    population: int | None = None
    is_metonym: bool = False  # the name stands for a government, people or team
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression, TIMEX3 value and the range of calendar days that it stands for."""

    span: Span
    text: str
    timex_type: str  # DATE, TIME, DURATION, SET
    timex_value: str  # TIMEX3
    date_start: date | None = None  # None where no calendar range follows (durations, sets, PRESENT_REF)
    date_end: date | None = None  # inclusive
    date_prec: int | None = None  # UCDP, docs/datasets.md
    is_relative: bool = False  # needed the publication date or an earlier date in the text
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a named group of people. Mentions of the same entity share `entity` and `canonical_name`."""

    span: Span
    text: str
    mention_type: str  # PERSON, ORG, ARMED_GROUP, PLACE, NORP
    canonical_name: str  # the fullest form in the article
    entity: int  # number of the entity within the article, from 0 in reading order
    country: str | None = None
    role_title: str | None = None  # "US ambassador to the UN"
    sector: str | None = None  # PLOVER sector, docs/datasets.md
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody said or wrote: with marks (direct), without (indirect), or both (mixed)."""

    span: Span  # the words quoted or reported, without outer marks and without the cue
    text: str
    quote_kind: str  # direct, indirect, mixed
    speaker: Span | None = None  # the words that name the speaker, may be "he"
    speaker_text: str | None = None
    speaker_name: str | None = None  # resolved: the fullest name or description in the text
    speaker_role: str | None = None
    speaker_country: str | None = None
    cue: str | None = None  # "said", "according to"
    stance: str | None = None  # of the speaker to the content: asserts, claims, blames, doubts, denies
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people as one source states it (docs/reading.md)."""

    span: Span  # the number with what happened: "at least 82 extrajudicial killings, including women and children"
    metric: str  # killed, injured, missing, displaced, evacuated, detained, abducted, released, trapped, affected, protesters
    low: int | None
    best: int | None
    high: int | None
    qualifier: str  # exact, at_least, at_most, about, more_than, less_than, range, vague
    value_text: str  # "at least 82"
    value_span: Span
    trigger_span: Span  # the word that carries the metric: "killings"
    unit: str = "persons"  # persons, households, families
    who_text: str | None = None
    population: tuple[str, ...] = ()
    scope: str = "incident"  # incident, cumulative, current
    is_negated: bool = False
    is_asserted: bool = True  # False: the number belongs to a plan, fear or condition; not published as a figure
    attributed_to: str | None = None
    part_of: int | None = None  # index of the whole in the article's list of figures
    event: int | None = None  # index of the event in the article's list of events
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or to whom it was done."""

    span: Span
    text: str  # full noun phrase without relative clause, as written
    name: str | None = None  # canonical name, where the words are or refer to a name
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """People harmed in one event, put together from its figures or counted from its victims."""

    low: int | None
    best: int | None
    high: int | None
    source: str  # figure, counted, sum


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one article tells it. `span` is the clause that states it best, at most a sentence."""

    span: Span
    trigger: Span
    event_type: str  # PLOVER's 16, ACCIDENT, DISASTER
    event_mode: str | None
    factuality: str  # asserted, negated, future, hypothetical, historical
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    time: Time | None = None
    date_start: date | None = None
    date_end: date | None = None
    date_prec: int | None = None
    date_from: str | None = None  # explicit, relative, publication
    place: Place | None = None  # where it happened
    country: str | None = None
    where_prec: int | None = None
    tolls: dict[str, Toll] = field(default_factory=dict)  # by metric: killed, injured, abducted, detained, displaced
    attributed_to: str | None = None
    attribution_stance: str | None = None  # asserts, claims, blames, doubts, denies; None without a source
    denied_by: str | None = None
    rank: int = 0  # 1…n within the article, 1 = what it is about
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    civilian_targeting: bool | None = None
    confidence: float = 0.5
    type_confidence: float = 0.5
    place_confidence: float | None = None
    traits: dict[str, float] = field(default_factory=dict)  # what confidence was reckoned from (`events.traits`)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article says."""

    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
