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
_MAX_CREDIT_LINE = 120

_CAPITALS = r"(?:Mc|(?i:St|Ft|Mt)\.\s)?[^\W\d_a-z][^\W\d_a-z'’.\-]+"
_PLACE_IN_CAPITALS = rf"{_CAPITALS}(?:[ /\-]{_CAPITALS}){{0,4}}"
_PLACE = r"[^\W\d_a-z][\w'’.\-]+(?: [^\W\d_a-z][\w'’.\-]+){0,3}"
_WITHIN = r"(?:,\s(?:the\s)?[^\W\d_a-z][\w'’.\-]*(?:\s(?:of|and|the|[^\W\d_a-z][\w'’.\-]*)){0,4})"  # ", South Sudan", ", Pa."
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:,\s(?:(?i:{_MONTH})\s\d{{1,2}}|\d{{1,2}}\s(?i:{_MONTH}))(?:,?\s(?:\d{{4}}|\d\d\b))?)"
_CREDIT = r"(?:\s?\((?P<{0}>[^()\n]{{2,40}})\)|\s\|\s(?P<{0}_bar>[A-Z][\w ]{{1,30}}?))"
_DASH = r"\s{0,3}(?:[-–—]{1,3}|_)(?=[\s\[]|$)"
_DATELINE = re.compile(
    rf"(?:(?P<capitals>{_PLACE_IN_CAPITALS}{_WITHIN}?){_DATE}?{_CREDIT.format('credit')}?"
    rf"|(?P<place>{_PLACE}{_WITHIN}?)(?:{_DATE}{_CREDIT.format('mixed')}?|{_CREDIT.format('wire')})){_DASH}"
)
_NO_PLACE = {"UPDATE", "VIDEO", "WATCH", "BREAKING", "BREAKING NEWS", "EXCLUSIVE", "NOTICE", "NEWSLETTER", "PHOTOS", "LIVE", "AP", "UN"}
_CREDIT_ALONE = re.compile(r"\(([^()\n]{2,40})\)\s{0,3}[-–—]{1,2}\s")
_STARTS = re.compile(r"^\W{0,3}|(?<=[.!?\"”’])\s|\n\s*", re.MULTILINE)  # a headline may stand before the dateline
_NAME = r"[^\W\d_a-z][\w'’.\-]*(?:\s(?:[^\W\d_a-z][\w'’.\-]*|de|da|di|du|la|le|van|von|der|den|al|el|bin|ibn)){1,4}"
_BY = re.compile(rf"(?:By|BY|by)\s+({_NAME}(?:(?:,\s|,?\sand\s|\s&\s){_NAME}){{0,5}})(?:,\s[\w ]{{3,60}}|\s[|/]\s.{{2,60}})?")
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
    found = _find_dateline(text[:_HEAD_CHARS])
    place, credit = (found.place, found.credit) if found else (None, None)
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


@dataclass(frozen=True, slots=True)
class _Dateline:
    start: int
    end: int
    place: str | None
    credit: str | None


def _find_dateline(head: str) -> _Dateline | None:
    for start in _STARTS.finditer(head):
        match = _DATELINE.match(head, start.end())
        if match is None or match["capitals"] in _NO_PLACE:
            continue
        credit = next((c for c in match.group("credit", "credit_bar", "mixed", "mixed_bar", "wire", "wire_bar") if c), None)
        # A place in small letters looks like any other words: a date or a known agency has to stand beside it.
        if match["capitals"] or match["wire"] is None and match["wire_bar"] is None or agency_of(credit):
            return _Dateline(start.end(), match.end(), match["capitals"] or match["place"], credit)
    alone = _CREDIT_ALONE.match(head)
    return _Dateline(0, alone.end(), None, alone[1]) if alone else None


def without_credits(text: str) -> str:
    """The text without dateline, byline, wire credits and the line that names the writers and editors of wire copy."""
    found = _find_dateline(text[:_HEAD_CHARS])
    if found:
        text = text[: found.start] + text[found.end :]
    return "\n".join(line for line in _REUTERS_TAIL.sub("", text).split("\n") if not _is_credit(line.strip()))


def _is_credit(line: str) -> bool:
    return bool(_BY.fullmatch(line)) or _credit_line(line) is not None


def _credit_line(line: str) -> str | None:
    """The agency that a line of its own credits."""
    match = _TAIL_CREDIT.fullmatch(line) if len(line) <= _MAX_CREDIT_LINE else None
    return agency_of(match["name"]) if match else None


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
    return next((a for line in reversed(tail.split("\n")[-_TAIL_LINES:]) if (a := _credit_line(line.strip()))), None)
