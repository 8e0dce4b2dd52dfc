"""XML files: told by their root element. NewsML-G2 and feeds are read."""

import re
from collections.abc import Iterator
from datetime import date

import lxml.etree

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import feed_files, newsml
from dateline.sources.files import InputFile
from dateline.sources.rejects import reject
from dateline.sources.whole_files import read_whole

_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_NO_ELEMENTS = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_HEAD_BYTES = 20_000


def read_xml(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each news item or entry. Raises `OSError` or `TooLargeError`."""
    data = read_whole(file, limits)
    root = root_name(data)
    if not data.strip():
        yield reject(source_name, file.source_id, "empty", "The file holds no characters but white space.", data)
    elif root in _FEEDS:
        yield from feed_files.read_feed_file(data, file.source_id, source_name, published, limits)
    elif root in newsml.ROOTS:
        yield from _read_newsml(data, file, source_name, published, limits)
    elif root in ("urlset", "sitemapindex"):
        yield reject(source_name, file.source_id, "links_only", "It is a sitemap: addresses, and no text.", data)
    else:
        detail = f"The root element is `{root}`; NewsML-G2, RSS and Atom are read." if root else "It is no XML."
        yield reject(source_name, file.source_id, "unknown_kind" if root else "broken_xml", detail, data)


def root_name(data: bytes) -> str:
    """The name of the root element in small letters, without its prefix; empty if there is none near the beginning."""
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    match = _ROOT.search(_NO_ELEMENTS.sub(b"", head))
    return match[1].decode("ascii", errors="replace").lower() if match else ""


def _read_newsml(data: bytes, file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        yield reject(source_name, file.source_id, "entities", "It declares a document type, which NewsML-G2 never does.", data)
        return
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        yield reject(source_name, file.source_id, "broken_xml", f"It is no well-formed XML: {error}", data)
        return
    yield from newsml.read_items(root, file.source_id, source_name, published, limits)
