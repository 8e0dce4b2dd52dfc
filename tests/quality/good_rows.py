"""A small batch in which everything is right, to be broken in one place at a time, and larger ones made from it."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from dateline.contracts import named

Batch = dict[str, list[dict[str, Any]]]  # dataset → rows

CHECKED = ("articles", "mentions", "places", "times", "quotes", "figures", "events", "incidents")
DAY = date(2019, 3, 14)
TEXT = (
    "Gunmen killed at least 12 people, including 3 children, in the town of Ladgham on Tuesday, police said. "
    '"We are looking for them," said Police Chief Amina Dar.'
)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def _id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _span(words: str, prefix: str = "") -> dict[str, int]:
    start = TEXT.index(words)
    return {f"{prefix}char_start": start, f"{prefix}char_end": start + len(words)}


def _row(dataset: str, name: str, /, **values: Any) -> dict[str, Any]:
    """A row of an extracted dataset; columns not given are null."""
    common = {
        "row_id": _id(name), "article_id": "article-1", "text_sha256": SHA, "extractor_version": "0.1.0+00000000",
        "published_at": datetime(2019, 3, 14, 9, 30, tzinfo=UTC), "published_date": DAY, "sentence_index": 0, "confidence": 0.8,
    }  # fmt: skip
    return dict.fromkeys(named(dataset).names) | common | values


def _party(words: str, /, **values: Any) -> dict[str, Any]:
    return {"text": words, "name": None, "country": None, "sector": None, **_span(words), **values}


def _article(name: str, **values: Any) -> dict[str, Any]:
    row = {
        "article_id": name, "source_name": "landing", "source_kind": "jsonl", "source_id": f"news.jsonl:{name}", "bylines": [],
        "title": "Gunmen attack town", "language": "en", "published_at": datetime(2019, 3, 14, 9, 30, tzinfo=UTC), "published_date": DAY,
        "published_prec": "instant", "published_from": "input", "text": TEXT, "text_sha256": SHA, "char_count": len(TEXT),
        "rights": "full", "status": "usable",
    }  # fmt: skip
    return dict.fromkeys(named("articles").names) | row | values


def good_batch() -> Batch:
    """Two articles, the second one a copy of the first, and what the first one says."""
    ladgham = {
        "country": "PK", "admin1_code": "02", "admin1_name": "Balochistan", "geonames_id": 1172128, "latitude": 28.1, "longitude": 66.2,
        "where_prec": 1,
    }  # fmt: skip
    attack = "Gunmen killed at least 12 people, including 3 children, in the town of Ladgham on Tuesday"
    event = _row(
        "events", "event", event_id=_id("event"), event_rank=1, event_type="ASSAULT", event_mode="firearms", quad_code="MX",
        contexts=["crime"], acled_event_type="Violence against civilians", acled_sub_event_type="Attack", civilian_targeting=True,
        factuality="asserted", actor_text="Gunmen", actor_sector="UAF", actors=[_party("Gunmen", sector="UAF")],
        recipient_text="3 children", recipients=[_party("3 children"), _party("people")], date_start=date(2019, 3, 12),
        date_end=date(2019, 3, 12), date_prec=1, date_from="relative", date_text="Tuesday", place_text="Ladgham", place_name="Ladgham",
        country_iso3="PAK", **ladgham, killed_low=12, killed_best=12, killed_from="figure", attributed_to="police",
        attribution_stance="asserts", trigger_text="killed", **_span("killed", "trigger_"), evidence_text=attack, **_span(attack),
        type_confidence=0.9, place_confidence=0.9, title="Gunmen attack town",
    )  # fmt: skip
    second = _row(
        "events", "search", event_id=_id("search"), event_rank=2, event_type="MOBILIZE", event_mode="police", quad_code="MX",
        factuality="asserted", date_end=DAY, date_prec=2, date_from="publication", actors=[], recipients=[],
        trigger_text="looking for", **_span("looking for", "trigger_"), evidence_text="We are looking for them", **_span("We are looking for them"),
    )  # fmt: skip
    whole, part = "at least 12 people", "3 children"
    figures = [
        _row(
            "figures", "whole", figure_id=_id("whole"), metric="killed", low=12, best=12, qualifier="at_least", value_text="at least 12",
            unit="persons", who_text="people", population=[], scope="incident", is_negated=False, attributed_to="police",
            event_id=_id("event"), **_span(whole),
        ),
        _row(
            "figures", "part", figure_id=_id("part"), metric="killed", low=3, best=3, high=3, qualifier="exact", value_text="3",
            unit="persons", who_text="children", population=["children"], scope="incident", is_negated=False,
            part_of_figure_id=_id("whole"), event_id=_id("event"), **_span(part),
        ),
    ]  # fmt: skip
    quote = "We are looking for them,"
    incident = dict.fromkeys(named("incidents").names) | {
        "incident_id": _id("incident"), "incident_date": date(2019, 3, 12), "event_type": "ASSAULT", "event_mode": "firearms",
        "date_start": date(2019, 3, 12), "date_end": date(2019, 3, 12), "date_prec": 1, "place_name": "Ladgham", "country_iso3": "PAK",
        **ladgham, "killed_low": 12, "killed_best": 12, "is_disputed": False, "article_count": 1, "publisher_count": 1,
        "first_reported_at": datetime(2019, 3, 14, tzinfo=UTC), "last_reported_at": datetime(2019, 3, 15, tzinfo=UTC),
        "event_ids": [_id("event")], "killed_rule": "latest",
    }  # fmt: skip
    incident |= {
        f"{metric}_statement_count": int(metric == "killed") for metric in ("killed", "injured", "abducted", "detained", "displaced")
    }
    return {
        "articles": [
            _article("article-1"),
            _article("article-2", duplicate_of="article-1", duplicate_kind="copy", similarity=1.0),
        ],
        "mentions": [
            _row("mentions", "m1", text="Amina Dar", mention_type="PERSON", canonical_name="Amina Dar", role_title="Police Chief",
                 country="PK", sector="COP", **_span("Amina Dar")),
            _row("mentions", "m2", text="Ladgham", mention_type="PLACE", canonical_name="Ladgham", **_span("Ladgham")),
        ],
        "places": [
            _row("places", "p1", text="Ladgham", name="Ladgham", place_kind="city", **ladgham, population=9000, is_metonym=False, **_span("Ladgham"))
        ],
        "times": [
            _row("times", "t1", text="Tuesday", timex_type="DATE", timex_value="2019-03-12", date_start=date(2019, 3, 12),
                 date_end=date(2019, 3, 12), date_prec=1, **_span("Tuesday"))
        ],
        "quotes": [
            _row("quotes", "q1", quote_text=quote, quote_kind="direct", speaker_text="Police Chief Amina Dar", speaker_name="Amina Dar",
                 cue="said", **_span("Police Chief Amina Dar", "speaker_"), **_span(quote))
        ],
        "figures": figures,
        "events": [event, second],
        "incidents": [incident],
    }  # fmt: skip


def large_batch(count: int) -> Batch:
    """The first article and all that it says so many times over, under ids of their own."""
    one = good_batch()
    one["articles"] = one["articles"][:1]
    return {dataset: [_copy(row, number) for number in range(count) for row in rows] for dataset, rows in one.items()}


def _copy(row: dict[str, Any], number: int) -> dict[str, Any]:
    """The row with its own ids and references moved to another article."""

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(item) for item in value]
        return _id(f"{value}-{number}") if isinstance(value, str) else value

    ids = ("row_id", "event_id", "figure_id", "part_of_figure_id", "incident_id", "event_ids")
    copy = row | {name: moved(row[name]) for name in ids if row.get(name)}
    own = {"article_id": f"article-{number}", "source_id": f"news.jsonl:{number}"}
    return copy | {name: value for name, value in own.items() if name in row}


def tables_of(batch: Batch) -> dict[str, pa.Table]:
    return {name: named(name).table(rows) for name, rows in batch.items()}
