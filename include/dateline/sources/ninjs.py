"""IPTC ninjs 2 and 3, and the few fields of 1 that differ: news items in JSON (https://iptc.org/standards/ninjs/).

Version 3 writes its names in camel case, version 2 in small letters; they are compared without case.
"""

from collections.abc import Mapping
from typing import Any

from dateline.sources.dates import read_published
from dateline.sources.fields import Stated, as_instant, line
from dateline.sources.markup import text_of

Record = Mapping[str, Any]

_OWN = ("versioncreated", "pubstatus", "bodies", "headlines", "body_xhtml", "body_text", "representationtype")
_MARKUP = ("html", "nitf", "xml")
_ASIDE = frozenset({"caption", "abstract", "summary", "description", "ednote"})


def is_ninjs(record: Record) -> bool:
    """Whether a JSON object is a ninjs item: it has a `uri`, the only required field, and one that is ninjs's own."""
    names = {name.lower() for name in record}
    standard = record.get("standard")
    is_named = isinstance(standard, Mapping) and str(standard.get("name", "")).lower() == "ninjs"
    return "uri" in names and (is_named or any(name in names for name in _OWN))


def read_ninjs(record: Record) -> tuple[Stated, object]:
    """What an item states, and its text; no text for pictures, events and other items without a body.

    `versioncreated` is the instant of this version, `firstcreated` that of the first one.
    """
    item = {name.lower(): value for name, value in record.items()}
    first, version = read_published(item.get("firstcreated")), read_published(item.get("versioncreated"))
    status = str(item.get("pubstatus", "usable")).lower()
    uri = line(item.get("uri"))
    stated = Stated(
        guid=uri,
        url=line(item.get("url")) or (uri if uri and uri.startswith(("http://", "https://")) else None),
        publisher=line(item.get("copyrightholder")) or _name(item.get("infosources")),
        title=line(item.get("headline")) or _value(item.get("headlines")),
        section=_name(item.get("genres")),
        bylines=tuple(filter(None, [line(item.get("byline")) or line(item.get("by"))])),
        language=line(item.get("language")),
        published=first or version or read_published(item.get("contentcreated")),
        modified_at=as_instant(version),
        dateline_place=line(item.get("located")) or _name([item.get("located")]),
        embargo_until=as_instant(read_published(item.get("embargoed"))),
        is_withheld=status == "withheld",
        is_canceled=status in ("canceled", "cancelled"),
    )
    return stated, _text(item)


def _text(item: Record) -> str | None:
    """The main body, in plain text if it is there so."""
    found = []
    for body in _objects(item.get("bodies")):
        one = {name.lower(): value for name, value in body.items()}
        role, kind = str(one.get("role", "")).lower(), f"{one.get('contenttype', '')} {one.get('role', '')}".lower()
        found.append(((role in _ASIDE) - (role == "main"), kind, one.get("value")))
    found += [(0, name, value) for name, value in sorted(item.items()) if name.startswith("body_")]  # version 1: body_xhtml, body_text
    wanted = [(rank, any(word in kind for word in _MARKUP), value) for rank, kind, value in found if isinstance(value, str)]
    if not wanted:
        return None
    _, is_markup, value = min(wanted, key=lambda body: body[:2])
    return text_of(value) if is_markup else value


def _value(values: object) -> str | None:
    """The main one of several headlines, else the first."""
    found = sorted(_objects(values), key=lambda one: str(one.get("role", "")).lower() != "main")
    return next((headline for one in found if (headline := line(one.get("value")))), None)


def _name(values: object) -> str | None:
    return next((name for one in _objects(values) if (name := line(one.get("name")))), None)


def _objects(values: object) -> list[Record]:
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, list) else []
