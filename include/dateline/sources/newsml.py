"""IPTC NewsML-G2: news items, alone or in a news message (https://iptc.org/standards/newsml-g2/)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import lxml.etree

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.dates import read_published
from dateline.sources.fields import Origin, Stated, as_instant, finish
from dateline.sources.markup import MarkupError, text_of, text_of_element
from dateline.sources.rejects import reject, storable

Element = Any  # lxml's, which comes without types

ROOTS = frozenset({"newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"})
_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_MAX_ITEMS = 10_000


def read_items(root: Element, file_id: str, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each item of a message, or for the item itself."""
    items = [root] if _name(root) in _ITEMS else [e for e in root.iter() if _name(e) in _ITEMS]
    if not items:
        yield reject(source_name, file_id, "empty", "The message holds no items.", lxml.etree.tostring(root)[:2000])
    for number, item in enumerate(items[:_MAX_ITEMS], 1):
        item_id = file_id if items == [root] else f"{file_id}:{number}"
        written = lxml.etree.tostring(item, encoding="unicode", with_tail=False)[:2000]
        if _name(item) != "newsItem":
            yield reject(source_name, item_id, "no_body", f"It is a {_name(item)}, which holds no article.", written)
            continue
        try:
            text = _text(item)
        except MarkupError as error:
            yield reject(source_name, item_id, "unreadable", f"The markup of its text: {error}", written)
            continue
        stated = _stated(item)
        origin = Origin(source_name, "newsml", storable(stated.guid or "") or item_id, limits, published)
        if text is None and not stated.is_canceled:
            yield reject(source_name, origin.source_id, "no_body", "The item holds no text, only metadata or remote content.", written)
        else:
            yield finish(stated, text, origin, written)
    if len(items) > _MAX_ITEMS:
        yield reject(source_name, file_id, "too_large", f"{len(items):,} items; the limit is {_MAX_ITEMS:,}, and only those were read.")


def _stated(item: Element) -> Stated:
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    rights = _child(item, "rightsInfo")
    version = read_published(_line(_child(meta, "versionCreated")))
    first = read_published(_line(_child(meta, "firstCreated")))
    status = _code(_child(meta, "pubStatus")) or "usable"
    guid = " ".join(item.get("guid", "").split()) or None
    return Stated(
        guid=guid,
        url=guid if guid and guid.startswith(("http://", "https://")) else None,
        publisher=_named(_child(meta, "provider")) or _named(_child(rights, "copyrightHolder")),
        title=_headline(content) or _line(_child(meta, "title")),
        section=_named(_child(content, "genre")),
        bylines=_bylines(content),
        language=next((tag for e in _children(content, "language") if (tag := e.get("tag"))), None),
        published=first or version or read_published(_line(_child(content, "contentCreated"))),
        modified_at=as_instant(version),
        dateline_place=_named(_child(content, "located")),
        embargo_until=as_instant(read_published(_line(_child(meta, "embargoed")))),
        is_withheld=status == "withheld",
        is_canceled=status in ("canceled", "cancelled"),
    )


def _bylines(content: Element) -> tuple[str, ...]:
    """The line as it is to be printed, else the names of the creators."""
    line = _line(_child(content, "by"))
    return (line,) if line else tuple(filter(None, map(_named, _children(content, "creator"))))


def _headline(content: Element) -> str | None:
    """The headline, the main one if there are several."""
    found = sorted(_children(content, "headline"), key=lambda e: _role(e) not in ("", "main", "headline"))
    return next((line for e in found if (line := _line(e))), None)


def _text(item: Element) -> str | None:
    """The text in the item's content set: plain text first, else XHTML or NITF in line; None if there is neither."""
    contents = _child(item, "contentSet")
    for data in _children(contents, "inlineData"):
        kind = data.get("contenttype", "text/plain")
        text = "".join(data.itertext())
        if text.strip() and not data.get("encoding"):
            return text_of(text) if "html" in kind or "xml" in kind else text
    for xml in _children(contents, "inlineXML"):
        body = next((e for e in xml.iter() if _name(e) in ("body.content", "body")), xml)
        body = next((e for e in body.iter() if _name(e) == "body.content"), body)  # NITF: without head and tail
        if text := text_of_element(body):
            return text
    return None


def _children(element: Element, name: str) -> list[Element]:
    return [] if element is None else [child for child in element if _name(child) == name]


def _child(element: Element, name: str) -> Element:
    return next(iter(_children(element, name)), None)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _named(element: Element) -> str | None:
    """What a property names: its `name` child, else its `literal`, else its own text, else its code."""
    if element is None:
        return None
    return _line(_child(element, "name")) or element.get("literal") or _line(element) or _code(element) or None


def _code(element: Element) -> str:
    """`stat:canceled` as `canceled`; the same from a full address of the code."""
    return "" if element is None else (element.get("qcode") or element.get("uri") or "").replace("/", ":").rpartition(":")[2]


def _role(element: Element) -> str:
    return str(element.get("role", "")).rpartition(":")[2]


def _line(element: Element) -> str | None:
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
