"""The records on the way in: what a source hands over, and what reading makes of it.

They stand with the contracts because two rooms that don't know each other exchange them: `sources` makes documents,
`articles` makes articles of them.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Document:
    """What a source hands over: text and what the source says about it. Nothing in it is cleaned or guessed."""

    source_name: str  # "samples", "landing", a name in sources.yaml
    source_kind: str  # contracts.codes.SOURCE_KINDS
    source_id: str  # the id, URL or path given at the source (a path below the given folder, never absolute)
    text: str  # plain text of the body, offsets don't exist yet
    guid: str | None = None  # the publisher's id, when the source gives one
    url: str | None = None
    canonical_url: str | None = None
    publisher: str | None = None
    title: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-1 as stated by the source
    published: datetime | date | None = None  # a date when only the day is given; an aware datetime otherwise
    published_from: str | None = None  # contracts.codes.PUBLISHED_SOURCES
    modified_at: datetime | None = None  # of two versions of an article the one changed later counts
    dateline_place: str | None = None  # where it was written, as the source states it
    rights: str = "full"
    embargo_until: datetime | None = None
    is_withheld: bool = False  # not to be used until further notice
    is_canceled: bool = False  # withdrawn by its publisher; the text may be a notice then


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that can't be read or isn't fit to be an article: it goes to quarantine with this reason."""

    source_name: str
    source_id: str
    reason: str  # one short name: empty, binary, too_large, undated, broken_json, not_text, …
    detail: str  # what was found, for a person
    remedy: str  # what to do next
    content: str  # beginning of the input, at most 2,000 characters, safe to store
    stage: str = "read"  # contracts.codes.STAGES
    article_id: str | None = None
    text_sha256: str | None = None
    published_date: date | None = None
