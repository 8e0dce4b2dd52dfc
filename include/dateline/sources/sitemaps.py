"""Sitemaps, news sitemaps and indexes of sitemaps (sitemaps.org 0.9, Google's news extension)."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from dateline.sources.dates import read_published
from dateline.sources.feeds import Entry, NoFeedError
from dateline.sources.fetching import gunzipped
from dateline.sources.fields import as_instant

MAX_ENTRIES = 50_000  # the protocol's own bound


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names."""

    url: str
    modified: Any  # datetime | date | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: articles, or further sitemaps."""

    entries: tuple[Entry, ...]
    children: tuple[Child, ...]


def read_sitemap(body: bytes, url: str, max_bytes: int) -> Sitemap:
    """Read a sitemap or an index, plain or as `.gz`. Entities aren't expanded, nothing is fetched, broken ends are forgiven.

    Raises `NoFeedError` for what is neither, and `fetching.FetchError` for gzip that can't be read.
    """
    if body.startswith(b"\x1f\x8b"):
        body = _gunzip(body, url, max_bytes)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoFeedError(f"no XML: {error}") from error
    name = _name(tree) if tree is not None else ""
    if name == "sitemapindex":
        found = [_fields(element) for element in tree if _name(element) == "sitemap"]
        return Sitemap((), tuple(Child(f["loc"], read_published(f.get("lastmod"))) for f in found if _is_address(f.get("loc"))))
    if name != "urlset":
        raise NoFeedError("neither a sitemap nor an index of sitemaps")
    found = [_fields(element) for element in tree[:MAX_ENTRIES] if _name(element) == "url"]
    return Sitemap(tuple(_entry(f) for f in found if _is_address(f.get("loc"))), ())


def _entry(fields: dict[str, str]) -> Entry:
    modified = read_published(fields.get("lastmod"))
    return Entry(
        url=fields["loc"],
        title=fields.get("title"),
        publisher=fields.get("name"),
        language=fields.get("language"),
        published=read_published(fields.get("publication_date")) or modified,
        modified_at=as_instant(modified),
    )


def _fields(element: Any) -> dict[str, str]:
    """The texts of an entry by name, those of its `news:news` included; images and videos have titles of their own."""
    found: dict[str, str] = {}
    for child in element:
        if _name(child) in ("news", "publication"):
            found |= _fields(child)
        elif _name(child) not in ("image", "video", "") and child.text and child.text.strip():
            found.setdefault(_name(child), " ".join(child.text.split()))
    return found


def _name(element: Any) -> str:
    """The local name; empty for comments and entities."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _is_address(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))


def _gunzip(body: bytes, url: str, max_bytes: int) -> bytes:
    out = bytearray()
    for piece in gunzipped(iter([body]), url):
        out += piece
        if len(out) > max_bytes:
            raise NoFeedError(f"more than {max_bytes:,} bytes when decompressed")
    return bytes(out)
