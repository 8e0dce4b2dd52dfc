"""Which article it is: the same wherever, whenever and however often it arrives."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dateline.contracts.codes import RECORD_KINDS
from dateline.contracts.documents import Document

_ID_DIGITS = 32  # 128 bits: no collision among as many articles as will ever be written
_TRACKING = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d|link_\w+)|mc_[ce]id|ns_\w+|_ga|_hs\w+|pk_\w+|"
    r"[a-z]*clid|igshid|cmpid?|cid|ocid|smid|srcref|smtyp|xtor|ito|spm|src|ref|ref_src|ref_url|referrer|rss|feedtype|partner|emc|taid|__twitter_impression"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def article_id(document: Document) -> str:
    """32 hex digits, from the first of these that the source gives: its GUID, the canonical URL, the URL, a place of its own.

    A place of its own is the path below the given folder for a loose file, else the source's name and its id. A later
    change of text, title or date leaves it as it is.
    """
    if document.guid:
        url = canonical_url(document.guid)
        return _digest("url", url) if url else _digest("guid", document.publisher or document.source_name, document.guid)
    for given in (document.canonical_url, document.url):
        url = canonical_url(given)
        if url:
            return _digest("url", url)
    if document.source_kind in RECORD_KINDS:
        return _digest("source", document.source_name, document.source_id)
    return _digest("path", document.source_id)


def canonical_url(url: str | None) -> str | None:
    """The address without fragment, tracking parameters and default port, scheme and host in lower case.

    None for what is no address of an article: other schemes, no host, or neither path nor query.
    """
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return None
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name.lower())]
    if parts.path in ("", "/") and not kept:
        return None
    return urlunsplit((parts.scheme, host, parts.path, urlencode(kept), ""))


def text_sha256(text: str) -> str:
    """Full SHA-256 of the text in UTF-8, hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", errors="replace")).hexdigest()[:_ID_DIGITS]
