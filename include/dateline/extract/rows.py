"""Findings of one article to rows of the contracts: ids, sentence numbers, flat columns."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.contracts.codes import QUAD_BY_TYPE, TOLL_METRICS
from dateline.contracts.countries import iso3
from dateline.extract.records import Event, Figure, Findings, Party, Place, Span
from dateline.extract.version import extractor_version

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # dataset name → rows with exactly the contract's columns


def flatten(findings: Findings, article: Mapping[str, Any], sentence_starts: list[int]) -> Rows:
    """Rows of all extracted datasets. `article` is a row of `articles`; `sentence_starts` are offsets, ascending."""
    common = _Common(article, sentence_starts)
    event_rows = common.rows("events", findings.events, lambda e: e.event_type, lambda e: _event(e, article))
    for row in event_rows:
        row["event_id"] = row["row_id"]
    figure_rows = common.rows("figures", findings.figures, lambda f: f.metric, _figure)
    for row, figure in zip(figure_rows, findings.figures, strict=True):
        row["figure_id"] = row["row_id"]
        row["event_id"] = None if figure.event is None else event_rows[figure.event]["row_id"]
        row["part_of_figure_id"] = None if figure.part_of is None else figure_rows[figure.part_of]["row_id"]
    return {
        "mentions": common.rows(
            "mentions",
            findings.mentions,
            lambda m: m.mention_type,
            lambda m: {
                "text": m.text,
                "mention_type": m.mention_type,
                "canonical_name": m.canonical_name,
                "country": m.country,
                "role_title": m.role_title,
                "sector": m.sector,
            },
        ),
        "places": common.rows(
            "places",
            findings.places,
            lambda p: p.place_kind,
            lambda p: {
                "text": p.text,
                "name": p.name,
                "place_kind": p.place_kind,
                "country": p.country,
                **_point(p),
                "where_prec": p.where_prec,
                "population": p.population,
                "is_metonym": p.is_metonym,
            },
        ),
        "times": common.rows(
            "times",
            findings.times,
            lambda t: t.timex_type,
            lambda t: {
                "text": t.text,
                "timex_type": t.timex_type,
                "timex_value": t.timex_value,
                "date_start": t.date_start,
                "date_end": t.date_end,
                "date_prec": t.date_prec,
            },
        ),
        "quotes": common.rows(
            "quotes",
            findings.quotes,
            lambda q: q.quote_kind,
            lambda q: {
                "quote_text": q.text,
                "quote_kind": q.quote_kind,
                "speaker_text": q.speaker_text,
                "speaker_name": q.speaker_name,
                "speaker_role": q.speaker_role,
                "speaker_country": q.speaker_country,
                "cue": q.cue,
                "speaker_char_start": q.speaker and q.speaker.start,
                "speaker_char_end": q.speaker and q.speaker.end,
            },
        ),
        "figures": figure_rows,
        "events": event_rows,
    }


class _Common:
    """The columns that every extracted row shares, for one article."""

    def __init__(self, article: Mapping[str, Any], sentence_starts: list[int]) -> None:
        self._article = article
        self._sentence_starts = sentence_starts

    def rows(self, dataset: str, findings: Iterable[Any], kind: Any, columns: Any) -> list[Row]:
        """One row per finding, in the findings' order; `kind` gives the type that goes into the id, `columns` the rest."""
        seen: Counter[tuple[int, int, str]] = Counter()
        rows = []
        for finding in findings:
            key = (finding.span.start, finding.span.end, kind(finding))
            rows.append({**self._columns(dataset, finding.span, key, seen[key], finding.confidence), **columns(finding)})
            seen[key] += 1
        return rows

    def _columns(self, dataset: str, span: Span, key: tuple[int, int, str], nth: int, confidence: float) -> Row:
        article = self._article
        return {
            "row_id": row_id(dataset, article["article_id"], article["text_sha256"], *key, nth),
            "article_id": article["article_id"],
            "text_sha256": article["text_sha256"],
            "extractor_version": extractor_version(),
            "published_at": article["published_at"],
            "published_date": article["published_date"],
            "sentence_index": max(bisect_right(self._sentence_starts, span.start) - 1, 0),
            "char_start": span.start,
            "char_end": span.end,
            "confidence": round(confidence, 4),
        }


def row_id(dataset: str, article_id: str, text_sha256: str, char_start: int, char_end: int, kind: str, nth: int) -> str:
    """The id of a row: 32 hex digits of a SHA-256; the same wherever and whenever the same text is read."""
    parts = "\x1f".join((dataset, article_id, text_sha256, str(char_start), str(char_end), kind, str(nth)))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def _point(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(("admin1_code", "admin1_name", "admin2_code", "admin2_name", "geonames_id", "latitude", "longitude"))
    return {
        "admin1_code": place.admin1_code,
        "admin1_name": place.admin1_name,
        "admin2_code": place.admin2_code,
        "admin2_name": place.admin2_name,
        "geonames_id": place.geonames_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _figure(figure: Figure) -> Row:
    return {
        "metric": figure.metric,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "value_text": figure.value_text,
        "unit": figure.unit,
        "who_text": figure.who_text,
        "population": list(figure.population),
        "scope": figure.scope,
        "is_negated": figure.is_negated,
        "attributed_to": figure.attributed_to,
    }


def _party(role: str, parties: tuple[Party, ...]) -> Row:
    first = parties[0] if parties else None
    return {
        f"{role}_text": first and first.text,
        f"{role}_name": first and first.name,
        f"{role}_country": first and first.country,
        f"{role}_sector": first and first.sector,
        f"{role}s": [
            {
                "text": p.text,
                "name": p.name,
                "country": p.country,
                "sector": p.sector,
                "char_start": p.span.start,
                "char_end": p.span.end,
            }
            for p in parties
        ],
    }


def _event(event: Event, article: Mapping[str, Any]) -> Row:
    text = article["text"]
    row: Row = {
        "event_rank": event.rank,
        "event_type": event.event_type,
        "event_mode": event.event_mode,
        "quad_code": QUAD_BY_TYPE.get(event.event_type),
        "contexts": list(event.contexts),
        "acled_event_type": event.acled_event_type,
        "acled_sub_event_type": event.acled_sub_event_type,
        "civilian_targeting": event.civilian_targeting,
        "factuality": event.factuality,
        **_party("actor", event.actors),
        **_party("recipient", event.recipients),
        "date_start": event.date_start,
        "date_end": event.date_end,
        "date_prec": event.date_prec,
        "date_from": event.date_from,
        "date_text": event.time and event.time.text,
        "place_text": event.place and event.place.text,
        "place_name": event.place.name if event.place is not None and event.place.place_kind != "country" else None,
        "country": event.country,
        "country_iso3": iso3(event.country) if event.country else None,
        **_point(event.place),
        "where_prec": event.where_prec,
        "attributed_to": event.attributed_to,
        "attribution_stance": event.attribution_stance,
        "denied_by": event.denied_by,
        "trigger_text": text[event.trigger.start : event.trigger.end],
        "trigger_char_start": event.trigger.start,
        "trigger_char_end": event.trigger.end,
        "evidence_text": text[event.span.start : event.span.end],
        "type_confidence": round(event.type_confidence, 4),
        "place_confidence": None if event.place_confidence is None else round(event.place_confidence, 4),
        "title": article["title"],
        "publisher": article["publisher"],
        "url": article["url"],
    }
    for metric in TOLL_METRICS:
        toll = event.tolls.get(metric)
        row |= {
            f"{metric}_low": toll and toll.low,
            f"{metric}_best": toll and toll.best,
            f"{metric}_high": toll and toll.high,
            f"{metric}_from": toll and toll.source,
        }
    return row
