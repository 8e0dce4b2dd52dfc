"""Visiting other people's sites politely: their rules first, one request at a time, a pause between two, and who asks.

A `Visitor` never sleeps. It says how long to wait, and whoever runs it sleeps, defers a task, or turns to another site.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from dateline.settings import Settings
from dateline.sources.fetching import PRODUCT, TEXT_TYPES, Fetched, FetchError, fetch, open_client
from dateline.sources.robots import crawl_delay, is_allowed, is_reserved_by_answer, is_reserved_by_file

_RULES_SECONDS = 24 * 3600.0  # RFC 9309: robots.txt should not be used for longer than a day
_RULES_AGAIN_SECONDS = 600.0  # until a site that could not be asked for its rules is asked again
_RULES_BYTES = 1_000_000  # RFC 9309: at least 500 KiB are to be read
_LONGEST_DELAY_SECONDS = 300.0  # of a Crawl-delay; a larger one would mean a few articles a day
_BUSY_SECONDS = 60.0  # for a 429 or 503 that does not say how long


@dataclass(slots=True)
class Host:
    """What is known of a site (scheme, host and port). Kept between runs."""

    robots: str | None = None  # None: could not be fetched, so nothing may be (RFC 9309)
    tdmrep: str = ""
    rules_at: float = 0.0  # when the two were fetched, seconds since 1970; 0: never
    free_at: float = 0.0  # not to be asked before
    problem: str | None = None  # why the rules could not be fetched


@dataclass(slots=True)
class Visitor:
    """Fetches with everything that politeness asks for. Use it as a context manager; `hosts` is what it knows and learns."""

    limits: Settings
    hosts: dict[str, Host] = field(default_factory=dict)
    now: Callable[[], float] = time.time
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = open_client(self.limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def seconds_until_free(self, url: str) -> float:
        """How long to wait before the address may be visited; 0 if it may be now."""
        host = self.hosts.get(origin(url))
        return max(0.0, host.free_at - self.now()) if host else 0.0

    def visit(self, url: str, *, types: tuple[str, ...], etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch an address if its site lets us, without waiting. Raises `FetchError`.

        Each site on the way of a redirect is asked for its rules. After `rate_limited` the site rests as long as it says.
        """
        try:
            fetched = fetch(
                self._client,
                url,
                types=types,
                max_bytes=self.limits.max_fetch_bytes,
                etag=etag,
                last_modified=last_modified,
                before_each=self._ask,
            )
        except FetchError as error:
            if error.reason == "rate_limited":
                host = self.hosts.setdefault(origin(url), Host())
                host.free_at = self.now() + (_BUSY_SECONDS if error.retry_after_seconds is None else error.retry_after_seconds)
            raise
        if is_reserved_by_answer(fetched.headers, fetched.body):
            raise FetchError("tdm_reserved", f"{fetched.url} reserves text and data mining")
        return fetched

    def _ask(self, url: str) -> None:
        """Raise `FetchError` if the address may not be fetched; else note that its site is asked now."""
        host = self.hosts.setdefault(origin(url), Host())
        if self.now() - host.rules_at > _RULES_SECONDS:
            self._learn_rules(host, origin(url))
        if host.robots is None:
            raise FetchError(
                "unreachable", f"{origin(url)} can't be asked for its robots.txt, so nothing may be fetched there: {host.problem}"
            )
        if not is_allowed(host.robots, url, PRODUCT):
            raise FetchError("robots_forbidden", f"{origin(url)}/robots.txt forbids {url}")
        if is_reserved_by_file(host.tdmrep, url):
            raise FetchError("tdm_reserved", f"{origin(url)}/.well-known/tdmrep.json reserves text and data mining of {url}")
        asked = crawl_delay(host.robots, PRODUCT) or 0.0
        host.free_at = self.now() + max(self.limits.host_delay_seconds, min(asked, _LONGEST_DELAY_SECONDS))

    def _learn_rules(self, host: Host, site: str) -> None:
        """Ask a site for its rules. Raises `FetchError` (`rate_limited`, `forbidden_address`)."""
        host.robots, host.tdmrep, host.problem, host.rules_at = None, "", None, self.now()
        try:
            host.robots = self._rules(f"{site}/robots.txt")
        except FetchError as error:
            host.robots, host.problem = None, error.detail
            host.rules_at = self.now() - _RULES_SECONDS + _RULES_AGAIN_SECONDS
            if error.reason in ("rate_limited", "forbidden_address"):
                host.rules_at = 0.0
                raise
            return
        try:
            host.tdmrep = self._rules(f"{site}/.well-known/tdmrep.json")
        except FetchError:
            host.tdmrep = ""  # few sites have one, and some answer 5xx for what they don't have; header and page are still asked

    def _rules(self, url: str) -> str:
        """A file of rules; empty where there is none. Raises `FetchError` where the site can't be asked."""
        try:
            return fetch(self._client, url, types=TEXT_TYPES, max_bytes=_RULES_BYTES).body.decode("utf-8-sig", "replace")
        except FetchError as error:
            if error.is_passing or error.reason == "forbidden_address":
                raise
            return ""


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
