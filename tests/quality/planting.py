"""One wrong value for every expectation about rows: planted in a good row, it fails that expectation and no other."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from dateline.contracts import named
from dateline.contracts.codes import TOLL_METRICS

NO_ONE = "0" * 32
TAKEN = "f" * 32  # the id of a published row of another article


def _party(**values: Any) -> list[dict[str, Any]]:
    return [{"text": "Gunmen", "name": None, "country": None, "sector": "UAF", "char_start": 0, "char_end": 6} | values]


BREAKS: dict[tuple[str, str], dict[str, Any]] = {
    ("articles", "language_unknown_code"): {"language": "english"},
    ("articles", "not_finite"): {"duplicate_of": "x", "duplicate_kind": "copy", "similarity": float("nan")},
    ("articles", "text_hash_wrong"): {"text_sha256": "0" * 64},
    ("articles", "char_count_wrong"): {"char_count": 1},
    ("articles", "text_blank"): {"text": " \n", "char_count": 2, "text_sha256": hashlib.sha256(b" \n").hexdigest()},
    ("articles", "published_days_disagree"): {"published_at": datetime(2019, 3, 16, tzinfo=UTC)},
    ("articles", "duplicate_incomplete"): {"duplicate_of": "article-0"},
    ("articles", "duplicate_of_itself"): {"duplicate_of": "article-1", "duplicate_kind": "copy", "similarity": 1.0},
    ("mentions", "article_unknown"): {"article_id": "no-article"},
    ("mentions", "text_changed"): {"text_sha256": "0" * 64},
    ("mentions", "row_id_taken"): {"row_id": TAKEN},
    ("mentions", "span_outside_text"): {"char_end": 9_999},
    ("mentions", "text_not_at_span"): {"text": "Amina"},
    ("mentions", "country_unknown_code"): {"country": "PAK"},
    ("mentions", "role_title_not_in_text"): {"role_title": "Mayor"},
    ("places", "country_unknown_code"): {"country": "UK"},
    ("places", "not_finite"): {"latitude": float("nan")},
    ("places", "half_a_point"): {"longitude": None},
    ("places", "where_prec_missing"): {"where_prec": None},
    ("times", "dates_reversed"): {"date_end": date(2019, 3, 11)},
    ("times", "date_prec_missing"): {"date_prec": None},
    ("quotes", "quote_text_not_at_span"): {"quote_text": "We are looking"},
    ("quotes", "speaker_text_not_at_span"): {"speaker_text": "he"},
    ("quotes", "speaker_span_outside_text"): {"speaker_char_start": 200, "speaker_char_end": 190},
    ("quotes", "speaker_country_unknown_code"): {"speaker_country": "XX"},
    ("quotes", "speaker_resolved_from_nothing"): {"speaker_text": None, "speaker_char_start": None, "speaker_char_end": None},
    ("figures", "event_id_unknown"): {"event_id": NO_ONE},
    ("figures", "part_of_figure_id_unknown"): {"part_of_figure_id": NO_ONE},
    ("figures", "population_unknown_code"): {"population": ["kids"]},
    ("figures", "bounds_reversed"): {"qualifier": "range", "best": None, "high": 3},
    ("figures", "qualifier_disagrees"): {"qualifier": "exact"},
    ("figures", "negated_not_zero"): {"is_negated": True},
    ("figures", "value_not_in_evidence"): {"value_text": "12 people, including"},
    ("figures", "who_text_not_in_text"): {"who_text": "soldiers"},
    ("figures", "attributed_to_not_in_text"): {"attributed_to": "the army"},
    ("figures", "figure_id_differs"): {"figure_id": NO_ONE},
    ("events", "span_outside_text"): {"char_start": 80, "char_end": 80},
    ("events", "trigger_span_outside_text"): {"trigger_char_start": 12, "trigger_char_end": 12},
    ("events", "evidence_text_not_at_span"): {"evidence_text": "Gunmen"},
    ("events", "trigger_text_not_at_span"): {"trigger_text": "kill"},
    ("events", "contexts_unknown_code"): {"contexts": ["crime", "crime"]},
    ("events", "actor_country_unknown_code"): {"actor_country": "EU"},
    ("events", "recipient_country_unknown_code"): {"recipient_country": ""},
    ("events", "country_unknown_code"): {"country": "pk"},
    ("events", "not_finite"): {"place_confidence": float("nan")},
    ("events", "event_id_differs"): {"event_id": NO_ONE},
    ("events", "quad_of_another_type"): {"quad_code": "VX"},
    ("events", "mode_of_another_type"): {"event_mode": "visit"},
    ("events", "acled_sub_type_of_another_type"): {"acled_sub_event_type": "Suicide bomb"},
    ("events", "dates_reversed"): {"date_end": date(2019, 3, 1)},
    ("events", "date_prec_missing"): {"date_prec": None},
    ("events", "starts_after_publication"): {"date_start": date(2019, 3, 16), "date_end": date(2019, 3, 17)},
    ("events", "publication_dated"): {"date_from": "publication"},
    ("events", "half_a_point"): {"latitude": None},
    ("events", "where_prec_missing"): {"where_prec": None},
    ("events", "country_codes_disagree"): {"country_iso3": "IND"},
    ("events", "stance_without_source"): {"attributed_to": None},
    ("events", "actor_not_in_text"): {"actors": _party(char_start=1)},
    ("events", "recipient_not_in_text"): {"recipient_text": "Gunmen", "recipients": _party(country="ZZ")},
    ("events", "actor_not_first"): {"actors": []},
    ("events", "recipient_not_first"): {"recipient_text": "people"},
    ("events", "place_text_not_in_text"): {"place_text": "Lahore"},
    ("events", "date_text_not_in_text"): {"date_text": "Monday"},
    ("events", "attributed_to_not_in_text"): {"attributed_to": "the army"},
    ("events", "denied_by_not_in_text"): {"denied_by": "the army"},
    ("incidents", "country_unknown_code"): {"country": "PAK"},
    ("incidents", "event_ids_missing"): {"event_ids": None},
    ("incidents", "events_not_told_apart"): {"event_ids": []},
    ("incidents", "event_ids_unknown"): {"event_ids": [NO_ONE]},
    ("incidents", "not_finite"): {"latitude": float("nan")},
    ("incidents", "mode_of_another_type"): {"event_mode": "demo"},
    ("incidents", "dates_reversed"): {"date_start": date(2019, 3, 13)},
    ("incidents", "date_prec_missing"): {"date_prec": None},
    ("incidents", "half_a_point"): {"latitude": None},
    ("incidents", "where_prec_missing"): {"where_prec": None},
    ("incidents", "country_codes_disagree"): {"country_iso3": None},
    ("incidents", "more_publishers_than_articles"): {"publisher_count": 2},
    ("incidents", "reports_reversed"): {"first_reported_at": datetime(2019, 3, 16, tzinfo=UTC)},
}
for _metric in TOLL_METRICS:
    _toll = {f"{_metric}_low": 9, f"{_metric}_best": 5, f"{_metric}_high": 9}
    BREAKS["events", f"{_metric}_bounds_reversed"] = _toll | {f"{_metric}_from": "sum"}
    BREAKS["events", f"{_metric}_without_source"] = {f"{_metric}_high": 20, f"{_metric}_from": None}
    BREAKS["incidents", f"{_metric}_bounds_reversed"] = _toll | {f"{_metric}_statement_count": 1}
    BREAKS["incidents", f"{_metric}_without_statement"] = {f"{_metric}_low": 3, f"{_metric}_statement_count": 0}
# What rules about spans and articles say of mentions holds of every extracted dataset.
_OF_SPANS = {
    "article_unknown": {"article_id": "no-article"},
    "text_changed": {"text_sha256": "0" * 64},
    "span_outside_text": {"char_start": 80, "char_end": 80},
    "text_not_at_span": {"text": "Amina"},
}
_ID_OF = {"events": ("event_id",), "figures": ("figure_id",)}  # the same as row_id


def planted(expectation: Any, dataset: str, row: dict[str, Any]) -> dict[str, Any]:
    """The values that make a good row fail this expectation of the dataset's suite of rows. Not for those of uniqueness."""
    failure = str(expectation.meta["failure"])
    if failure == "duplicate_of_itself":
        return {"duplicate_of": row["article_id"], "duplicate_kind": "copy", "similarity": 1.0}
    if (dataset, failure) in BREAKS:
        return BREAKS[dataset, failure]
    if failure == "part_of_itself":
        return {"part_of_figure_id": row["figure_id"]}
    if failure == "article_unknown" and dataset == "figures":
        return {"article_id": "no-article", "event_id": None, "part_of_figure_id": None}
    if failure == "row_id_taken":
        return dict.fromkeys(("row_id", *_ID_OF.get(dataset, ())), TAKEN)
    if failure in _OF_SPANS:
        return _OF_SPANS[failure]
    match expectation.expectation_type:
        case "expect_column_values_to_not_be_null":
            wrong: Any = None
        case "expect_column_values_to_be_between":
            wrong = expectation.min_value - 1 if expectation.min_value is not None else expectation.max_value + 1
        case "expect_column_values_to_be_in_set" if expectation.column in named(dataset).names:
            wrong = "something else"
        case "expect_column_values_to_match_regex":
            wrong = "0" * 32 + "\n"
        case other:
            raise AssertionError(f"no wrong value is known for {failure} ({other})")
    return {expectation.column: wrong}
