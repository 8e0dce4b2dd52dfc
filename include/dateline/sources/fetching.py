"""One GET, bounded in every way: where it connects, how often it is sent on, how long it takes, how much it reads.

Nothing is asked of the environment: no proxy, no netrc. With a proxy it would be the proxy that connects, and the address
could not be checked.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from dateline import __version__
from dateline.settings import Settings
from dateline.sources.addresses import ForbiddenAddressError, GuardedBackend

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CONNECT_SECONDS = 10.0
_CHUNK_BYTES = 65_536
PRODUCT = "Dateline"  # the name that a robots.txt may use

FEED_TYPES = ("xml", "json", "text/plain", "text/html", "octet-stream")  # what feeds are sent as; the content decides
PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
TEXT_TYPES = ("text/", "json", "octet-stream", "csv", "gzip", "zip")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer worth reading, or `is_unchanged` to a conditional request."""

    url: str  # where it came from after all redirects
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes  # decompressed

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304

    @property
    def charset(self) -> str | None:
        """The encoding that the header states."""
        stated = self.headers.get("content-type", "").lower().partition("charset=")[2]
        return stated.split(";")[0].strip("\"' ") or None


class FetchError(Exception):
    """Nothing to read came back.

    `reason` is one of: forbidden_address, robots_forbidden, tdm_reserved, too_many_redirects, too_large, wrong_type,
    broken_encoding, bad_url, gone, refused (these stay as they are), unreachable, timeout, server_error, rate_limited (these
    may pass). `retry_after_seconds` is what the server asks for.
    """

    def __init__(self, reason: str, detail: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds

    @property
    def is_passing(self) -> bool:
        """Whether it is worth another try later."""
        return self.reason in ("unreachable", "timeout", "server_error", "rate_limited")


def user_agent(contact: str | None) -> str:
    """Who asks, and where to write to."""
    return f"{PRODUCT}/{__version__}" + (f" (+{contact})" if contact else "")


def open_client(limits: Settings) -> httpx.Client:
    """A client whose connections are guarded; close it after use."""
    transport = httpx.HTTPTransport(trust_env=False)
    # httpx has no argument for the network backend; everything else of its transport is wanted.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_keepalive_connections=0,
        network_backend=GuardedBackend(limits.fetch_seconds, limits.fetch_private),
    )
    return httpx.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(limits.fetch_seconds, connect=min(_CONNECT_SECONDS, limits.fetch_seconds)),
        headers={"User-Agent": user_agent(limits.contact), "Accept-Encoding": "gzip"},
    )


def fetch(
    client: httpx.Client,
    url: str,
    *,
    types: tuple[str, ...],
    max_bytes: int,
    etag: str | None = None,
    last_modified: str | None = None,
    before_each: Callable[[str], None] = lambda _: None,
) -> Fetched:
    """GET an address. `types` are parts of content types, one of which has to be in the answer's (one without is read).

    `before_each` is called with every address on the way, the first one included, and may raise `FetchError`. Raises
    `FetchError`, and nothing else for whatever a server does.
    """
    conditions = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
    for _ in range(MAX_REDIRECTS + 1):
        url = _checked(url)
        before_each(url)
        try:
            with client.stream("GET", url, headers=conditions) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    url = urljoin(url, response.headers["location"])
                    continue
                return _read(response, url, types, max_bytes)
        except ForbiddenAddressError as error:
            raise FetchError("forbidden_address", str(error)) from error
        except httpx.TimeoutException as error:
            raise FetchError("timeout", f"{url}: {error or type(error).__name__}") from error
        except httpx.TransportError as error:
            raise FetchError("unreachable", f"{url}: {error or type(error).__name__}") from error
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError("bad_url", f"{url[:200]}: {error}") from error
    raise FetchError("too_many_redirects", f"more than {MAX_REDIRECTS}, the last one to {url}")


def _checked(url: str) -> str:
    """The address without fragment and credentials. Raises `FetchError` for another scheme than http and https."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError("bad_url", f"{url[:200]}: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError("bad_url", f"{url[:200]} is no http address")
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{host}:{port}" if port else host, fragment="").geturl()


def _read(response: httpx.Response, url: str, types: tuple[str, ...], max_bytes: int) -> Fetched:
    status = response.status_code
    headers = {name.lower(): value for name, value in response.headers.items()}
    if status == 304:
        return Fetched(url, status, headers, b"")
    if status in (404, 410):
        raise FetchError("gone", f"{url} answers {status}")
    if status in (429, 503):
        raise FetchError("rate_limited", f"{url} answers {status}", retry_after_seconds(headers.get("retry-after")))
    if status >= 500:
        raise FetchError("server_error", f"{url} answers {status}")
    if status != 200:
        raise FetchError("refused", f"{url} answers {status}")
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type and not any(wanted in content_type for wanted in types):
        raise FetchError("wrong_type", f"{url} is {content_type}")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise FetchError("too_large", f"{url} has {int(length):,} bytes; the limit is {max_bytes:,}")
    body = bytearray()
    for piece in _decompressed(response, headers.get("content-encoding", "").strip().lower(), url):
        body += piece
        if len(body) > max_bytes:
            raise FetchError("too_large", f"{url} has more than {max_bytes:,} bytes")
    return Fetched(url, status, headers, bytes(body))


def _decompressed(response: httpx.Response, encoding: str, url: str) -> Iterator[bytes]:
    """The body in pieces of bounded size, whatever it would grow to."""
    if encoding in ("", "identity"):
        yield from response.iter_raw(_CHUNK_BYTES)
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError("broken_encoding", f"{url} is sent as {encoding}, which was not asked for")
    yield from gunzipped(response.iter_raw(_CHUNK_BYTES), url)


def gunzipped(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Decompress gzip in pieces of at most 64 KiB, so that a bomb is noticed before it is in memory.

    Raises `FetchError` (`broken_encoding`) for what is no gzip or breaks off.
    """
    inflate = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not inflate.eof:
                piece = inflate.decompress(rest, _CHUNK_BYTES)
                rest = inflate.unconsumed_tail
                if piece:
                    yield piece
        while not inflate.eof and (piece := inflate.decompress(inflate.unconsumed_tail, _CHUNK_BYTES)):
            yield piece
    except zlib.error as error:
        raise FetchError("broken_encoding", f"{name}: {error}") from error
    if not inflate.eof:
        raise FetchError("broken_encoding", f"{name} breaks off within its compression")


def retry_after_seconds(value: str | None) -> float | None:
    """`Retry-After` in seconds from now: a number of them, or a date; None for neither. Never negative."""
    value = (value or "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
