"""What a site says about being read by machines: robots.txt (RFC 9309) and the TDM Reservation Protocol (W3C, TDMRep)."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from protego import Protego

_MAX_RULES = 1_000  # of a tdmrep.json
_HEAD_BYTES = 100_000
_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_RESERVATION = "tdm-reservation"


def is_allowed(robots: str, url: str, agent: str) -> bool:
    """Whether a robots.txt lets the agent fetch the address."""
    return bool(_parsed(robots).can_fetch(url, agent))


def crawl_delay(robots: str, agent: str) -> float | None:
    """Seconds between two requests that a robots.txt asks for; None if it doesn't ask."""
    rules = _parsed(robots)
    rate = rules.request_rate(agent)
    found = [float(delay) for delay in (rules.crawl_delay(agent), rate and rate.seconds / rate.requests) if delay is not None]
    return max(found, default=None)


@lru_cache(maxsize=16)
def _parsed(robots: str) -> Protego:
    return Protego.parse(robots)


def is_reserved_by_file(tdmrep: str, url: str) -> bool:
    """Whether `/.well-known/tdmrep.json` reserves the rights to text and data mining of an address: its first fitting rule decides.

    A file that can't be read reserves nothing; the header and the page are still asked.
    """
    try:
        rules = json.loads(tdmrep)
    except (ValueError, RecursionError):
        return False
    for rule in rules[:_MAX_RULES] if isinstance(rules, list) else [rules]:
        if isinstance(rule, dict) and isinstance(rule.get("location"), str) and _fits(rule["location"], url):
            return _is_one(rule.get(_RESERVATION))
    return False


def is_reserved_by_answer(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer's header, or a page's `meta` element, reserves the rights; the header decides where both are there."""
    stated = headers.get(_RESERVATION)
    if stated is not None:
        return _is_one(stated)
    for element in _META.findall(body[:_HEAD_BYTES]):
        attributes = {name.lower(): b"".join(values) for name, *values in _ATTRIBUTE.findall(element)}
        if attributes.get(b"name", b"").lower() == _RESERVATION.encode():
            return _is_one(attributes.get(b"content", b"").decode("ascii", "replace"))
    return False


def _fits(location: str, url: str) -> bool:
    """Patterns are those of robots.txt: a prefix, with `*` for anything and `$` for the end."""
    return not is_allowed(f"User-agent: *\nDisallow: {' '.join(location.split())}", url, "any")


def _is_one(value: Any) -> bool:
    return str(value).strip() == "1"
