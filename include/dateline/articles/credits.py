"""What the head and the tail of a text say about it: place of the dateline, wire credit, byline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_HEAD_CHARS = 600
_HEAD_LINES = 6
_TAIL_LINES = 4
_TAIL_CHARS = 400

_CAPITALS = r"(?:Mc|St\.\s|Ft\.\s|El\s)?[^\W\d_a-z][^\W\d_a-z'’.\-]+"
_PLACE_IN_CAPITALS = rf"{_CAPITALS}(?:[ /\-]{_CAPITALS}){{0,4}}"
_PLACE = r"[^\W\d_a-z][\w'’.\-]+(?: [^\W\d_a-z][\w'’.\-]+){0,3}"
_WITHIN = r"(?:,\s(?:the\s)?[^\W\d_a-z][\w'’.\-]*(?:\s(?:of|and|the|[^\W\d_a-z][\w'’.\-]*)){0,4})"  # ", South Sudan", ", Pa."
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:,\s(?:(?i:{_MONTH})\s\d{{1,2}}|\d{{1,2}}\s(?i:{_MONTH}))(?:,?\s(?:\d{{4}}|\d\d\b))?)"
_CREDIT = r"(?:\s?\((?P<{0}>[^()\n]{{2,40}})\)|\s\|\s(?P<{0}_bar>[A-Z][\w ]{{1,30}}?))"
_DASH = r"\s{0,3}(?:[-–—]{1,3}|_|:(?=\s))(?=[\s\[]|$)"
_DATELINE = re.compile(
    rf"(?:(?P<capitals>{_PLACE_IN_CAPITALS}{_WITHIN}?){_DATE}?{_CREDIT.format('credit')}?"
    rf"|(?P<place>{_PLACE}{_WITHIN}?)(?:{_DATE}{_CREDIT.format('mixed')}?|{_CREDIT.format('wire')})){_DASH}"
)
_CREDIT_ALONE = re.compile(r"\(([^()\n]{2,40})\)\s{0,3}[-–—]{1,2}\s")
_STARTS = re.compile(r"^\W{0,3}|(?<=[.!?\"”’])\s|\n\s*", re.MULTILINE)  # a headline may stand before the dateline
_BY = re.compile(r"(?:By|BY|by)\s+([^\W\d_a-z][^\n\d]{2,80})")
_REUTERS_TAIL = re.compile(r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()]+\)")
_TAIL_CREDIT = re.compile(
    r"(?i)\W*(?:(?:source|credit|copyright|with|©|\(c\))[\s:©\d]*)*(?P<name>[^\W\d_][^\W\d_ .'-]*(?:[ -][^\W\d_]+){0,3}?)\W*(?:all rights reserved.*)?"
)
_AUTHORS = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_NOT_AUTHOR = re.compile(
    r"(?i)\b(?:staff|writer|reporter|correspondent|editor|news|press|team|service|agenc(?:y|ies)|desk|bureau)\b|@|https?:"
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What head and tail say; None or empty where they say nothing."""

    dateline_place: str | None
    agency: str | None
    bylines: tuple[str, ...]


def find_credits(text: str, stated_bylines: Sequence[str]) -> Credits:
    """Read the credits of a repaired text; the source's own bylines go before one at the head of the text."""
    place, credit = _dateline(text[:_HEAD_CHARS])
    bylines = _split(stated_bylines) or _byline_in(text[:_HEAD_CHARS])
    named = (credit, *stated_bylines, *bylines)
    agency = next((a for name in named if (a := agency_of(name))), None) or _agency_in_tail(text)
    return Credits(place, agency, bylines)


@cache
def _agencies() -> dict[str, str]:
    entries = yaml.safe_load((files("dateline") / "lexicons" / "agencies.yaml").read_text(encoding="utf-8"))
    return {credit.casefold(): entry["name"] for entry in entries for credit in (entry["name"], *entry.get("also", ()))}


def agency_of(credit: str | None) -> str | None:
    """The agency that a credit names, by its usual short name; None for any other words."""
    return _agencies().get((credit or "").strip(" .,").casefold())


def _dateline(head: str) -> tuple[str | None, str | None]:
    """Place and credit of the dateline, if the head has one."""
    for start in _STARTS.finditer(head):
        match = _DATELINE.match(head, start.end())
        if match is None:
            continue
        credit = next((c for c in match.group("credit", "credit_bar", "mixed", "mixed_bar", "wire", "wire_bar") if c), None)
        if match["capitals"]:
            return match["capitals"], credit
        if match["mixed"] or match["mixed_bar"] or agency_of(credit) or credit is None:
            return match["place"], credit
    alone = _CREDIT_ALONE.match(head)
    return None, alone[1] if alone else None


def _byline_in(head: str) -> tuple[str, ...]:
    for line in head.split("\n")[:_HEAD_LINES]:
        match = _BY.fullmatch(line.strip())
        if match:
            return _split([match[1]])
    return ()


def _split(bylines: Sequence[str]) -> tuple[str, ...]:
    """Single names out of `By Ann Bell and Carl Dee, staff writer`."""
    parts = (part for byline in bylines for part in _AUTHORS.split(re.sub(r"^(?i:by)\s+", "", byline.strip())))
    return tuple(dict.fromkeys(part for part in parts if part and (agency_of(part) or not _NOT_AUTHOR.search(part))))


def _agency_in_tail(text: str) -> str | None:
    tail = text[-_TAIL_CHARS:]
    if _REUTERS_TAIL.search(tail):
        return "Reuters"
    for line in reversed(tail.split("\n")[-_TAIL_LINES:]):
        match = _TAIL_CREDIT.fullmatch(line.strip())
        agency = agency_of(match["name"]) if match else None
        if agency:
            return agency
    return None
