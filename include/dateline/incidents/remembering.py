"""From rows to what is remembered of them, and from groups that came out differently to rows of `incidents`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dateline.incidents.build import _founds_incident, _happening, _incident, _is_denial, _only_towns
from dateline.incidents.incremental import Report


def reports_of(events: Sequence[Mapping[str, Any]], article_keys: Mapping[str, str], leads: Mapping[str, str | None]) -> dict[str, Report]:
    """What is remembered of the events (rows of `events`, all of each article), by event id."""
    towns = _only_towns(events)
    return {
        event["event_id"]: Report(
            happening=_happening(event, towns),
            published_date=event["published_date"],
            article_key=article_keys[event["article_id"]],
            lead=leads.get(event["article_id"]),
            is_denial=_is_denial(event),
        )
        for event in events
        if _founds_incident(event) or _is_denial(event)
    }


def incident_rows(
    groups: Iterable[Collection[str]], events: Iterable[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]], denied: frozenset[str]
) -> list[dict[str, Any]]:
    """Rows of `incidents` of groups of event ids, in the order of the groups; `events` and `articles` as for `build_incidents`."""
    by_id = {event["event_id"]: event for event in events}
    by_article = {article["article_id"]: article for article in articles}
    return [_incident([by_id[event_id] for event_id in sorted(group)], by_article, denied) for group in groups]
