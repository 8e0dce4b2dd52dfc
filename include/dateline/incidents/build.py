"""Rows of `incidents` from rows of `events` and `articles`."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dateline.contracts.codes import TOLL_METRICS
from dateline.incidents.clusters import cluster, denied_by_others
from dateline.incidents.reconcile import Statement, reconcile
from dateline.incidents.similarity import Happening, days_of, is_mutual, words_of

PLACE_COLUMNS = (
    "place_name", "country", "country_iso3", "admin1_code", "admin1_name", "admin2_code", "admin2_name", "geonames_id",
    "latitude", "longitude", "where_prec",
)  # fmt: skip
OLD_AFTER_DAYS = 366  # older happenings are told as background; they found no incident


def build_incidents(events: Sequence[Mapping[str, Any]], articles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Incidents of all asserted events of the last year before their publication, sorted by id.

    `events` are rows of `events`; `articles` rows of `articles` with article_id, publisher, agency and duplicate_of. An event that somebody
    denies, in its own article or in another one, makes its incident disputed.
    """
    by_id = {event["event_id"]: event for event in events if _founds_incident(event)}
    by_article = {article["article_id"]: article for article in articles}
    towns = _only_towns(events)
    groups = cluster(_happening(event, towns) for event in by_id.values())
    denied = denied_by_others([_happening(e, towns) for e in events if _is_denial(e)], [h for group in groups for h in group])
    rows = [_incident([by_id[h.event_id] for h in group], by_article, denied) for group in groups]
    return sorted(rows, key=lambda row: row["incident_id"])


def _founds_incident(event: Mapping[str, Any]) -> bool:
    started = event["date_start"]
    return event["factuality"] == "asserted" and (started is None or started >= event["published_date"] - timedelta(days=OLD_AFTER_DAYS))


def _is_denial(event: Mapping[str, Any]) -> bool:
    """Somebody says of it that it did not happen."""
    return event["factuality"] == "negated" and (event["denied_by"] is not None or event["attribution_stance"] == "denies")


def _only_towns(events: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """By article, an event in the only town in which its events are placed, if there is but one."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for event in events:
        if event["place_name"] is not None and (event["where_prec"] or 9) <= 3:
            found.setdefault(event["article_id"], {}).setdefault(event["place_name"], event)
    return {article_id: next(iter(places.values())) for article_id, places in found.items() if len(places) == 1}


def _happening(event: Mapping[str, Any], towns: Mapping[str, Mapping[str, Any]]) -> Happening:
    """What is compared. An event without a town is compared as if it were in the only one of its article; no row says so."""
    place = event
    town = towns.get(event["article_id"])
    if town is not None and (event["where_prec"] or 9) >= 6 and event["country"] in (None, town["country"]):
        place = town
    first, last, is_dated = days_of(event["date_start"], event["date_end"], event["published_date"])
    actor, recipient = _sides(event)
    return Happening(
        event_id=event["event_id"],
        article_id=event["article_id"],
        event_type=event["event_type"],
        event_mode=event["event_mode"],
        country=place["country"],
        admin1_code=place["admin1_code"],
        place_name=place["place_name"],
        where_prec=place["where_prec"],
        latitude=place["latitude"],
        longitude=place["longitude"],
        first_day=first,
        last_day=last,
        is_dated=is_dated,
        actor=actor,
        recipient=recipient,
        killed=event["killed_best"],
        abducted=event["abducted_best"],
    )


def _sides(event: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Words of actor and recipient; of "both sides signed" the second actor is the other side."""
    actor, recipient = (words_of(event[f"{role}_name"] or event[f"{role}_text"]) for role in ("actor", "recipient"))
    if not recipient and is_mutual(event["event_type"], event["event_mode"]):
        recipient = next((words_of(p["name"] or p["text"]) for p in (event["actors"] or [])[1:]), recipient)
    return actor, recipient


def _incident(events: list[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]], denied: frozenset[str]) -> dict[str, Any]:
    in_order = sorted(events, key=lambda e: (e["published_at"], e["event_id"]))
    anchor = in_order[0]
    place = min(in_order, key=lambda e: (e["where_prec"] or 9, -(e["place_confidence"] or 0), e["published_at"], e["event_id"]))
    dated = [e for e in in_order if e["date_start"] is not None]
    when = min(dated, key=lambda e: (e["date_prec"] or 9, e["published_at"], e["event_id"])) if dated else anchor
    row: dict[str, Any] = {
        "incident_id": hashlib.sha256(f"incident\x1f{anchor['event_id']}".encode()).hexdigest()[:32],
        "incident_date": when["date_start"] or anchor["published_date"],
        "event_type": anchor["event_type"],
        "event_mode": _first(in_order, "event_mode"),
        "date_start": when["date_start"],
        "date_end": when["date_end"],
        "date_prec": when["date_prec"],
        **{column: place[column] for column in PLACE_COLUMNS},
        "actor_name": _first(in_order, "actor_name") or _first(in_order, "actor_text"),
        "recipient_name": _first(in_order, "recipient_name") or _first(in_order, "recipient_text"),
        "is_disputed": any(e["denied_by"] or e["event_id"] in denied for e in in_order),
        "article_count": len({e["article_id"] for e in in_order}),
        "publisher_count": len({_voice(articles.get(e["article_id"], {}), articles) for e in in_order}),
        "first_reported_at": anchor["published_at"],
        "last_reported_at": in_order[-1]["published_at"],
        "event_ids": sorted(e["event_id"] for e in in_order),
    }
    for metric in TOLL_METRICS:
        statements = [
            Statement(
                e["published_at"],
                e["event_id"],
                e[f"{metric}_low"],
                e[f"{metric}_best"],
                e[f"{metric}_high"],
                e["attributed_to"] or _voice(articles.get(e["article_id"], {"article_id": e["article_id"]}), articles),
            )
            for e in in_order
            if any(e[f"{metric}_{bound}"] is not None for bound in ("low", "best", "high"))
        ]
        toll = reconcile(statements)
        row |= {
            f"{metric}_low": toll.low,
            f"{metric}_best": toll.best,
            f"{metric}_high": toll.high,
            f"{metric}_rule": toll.rule,
            f"{metric}_statement_count": toll.statement_count,
            f"{metric}_sources": list(toll.sources),
        }
    return row


def _voice(article: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> str:
    """Whose report it independently is: of the lead for a copy, of the agency for wire copy, else of the publisher."""
    lead = articles.get(article.get("duplicate_of") or "", article)
    return str(lead.get("agency") or lead.get("publisher") or lead.get("article_id"))


def _first(events: list[Mapping[str, Any]], column: str) -> Any:
    return next((e[column] for e in events if e[column] is not None), None)
