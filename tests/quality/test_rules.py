"""Every rule over several columns: a row that is wrong in one place breaks that rule and no other."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from dateline.contracts import named
from dateline.contracts.codes import TOLL_METRICS
from dateline.quality.dataset_rules import rules_of
from dateline.quality.frames import column_of, rows_frame
from dateline.quality.rules import Facts

Batch = dict[str, list[dict[str, Any]]]
CHECKED = ("articles", "mentions", "places", "times", "quotes", "figures", "events", "incidents")
NO_ONE = "0" * 32
TAKEN = "f" * 32  # the id of a published row of another article


def broken_rules(batch: Batch, dataset: str) -> list[str]:
    """The rules that the dataset's first row breaks; the other rows must break none."""
    contract = named(dataset)
    facts = Facts(
        texts={row["article_id"]: row["text"] for row in batch["articles"]},
        text_hashes={row["article_id"]: row["text_sha256"] for row in batch["articles"]},
        parents={name: {row["row_id"]: row["article_id"] for row in batch[name]} for name in ("events", "figures")},
        taken={name: {TAKEN} for name in CHECKED},
    )
    frame = rows_frame(contract, contract.table(batch[dataset]), facts)
    rules = {column_of(rule): rule.name for rule in rules_of(contract)}
    assert frame[list(rules)].iloc[1:].all(axis=None)
    return [rules[str(name)] for name, holds in frame[list(rules)].iloc[0].items() if not holds]


@pytest.mark.parametrize("dataset", CHECKED)
def test_a_good_row_breaks_none(batch: Batch, dataset: str) -> None:
    assert broken_rules(batch, dataset) == []


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
    ("mentions", "article_unknown"): {"article_id": "article-9"},
    ("mentions", "text_changed"): {"text_sha256": "0" * 64},
    ("mentions", "row_id_taken"): {"row_id": TAKEN},
    ("mentions", "span_outside_text"): {"char_end": 9_999},
    ("mentions", "text_not_at_span"): {"text": "Amina"},
    ("mentions", "country_unknown_code"): {"country": "PAK"},
    ("mentions", "not_finite"): {"confidence": float("nan")},
    ("mentions", "role_title_not_in_text"): {"role_title": "Mayor"},
    ("places", "country_unknown_code"): {"country": "UK"},
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
# What every extracted dataset has alike is shown once, on mentions.
SHOWN_ON_MENTIONS = {rule for dataset, rule in BREAKS if dataset == "mentions"} | {"span_outside_text"}


@pytest.mark.parametrize(("dataset", "rule", "values"), [pytest.param(*key, values, id="-".join(key)) for key, values in BREAKS.items()])
def test_a_wrong_row_breaks_the_rule_and_no_other(batch: Batch, dataset: str, rule: str, values: dict[str, Any]) -> None:
    batch[dataset][0] |= values
    assert broken_rules(batch, dataset) == [rule]


def test_a_figure_is_no_part_of_itself(batch: Batch) -> None:
    batch["figures"][0]["part_of_figure_id"] = batch["figures"][0]["figure_id"]
    assert broken_rules(batch, "figures") == ["part_of_itself"]


def test_a_reference_into_another_article_is_unknown(batch: Batch) -> None:
    batch["events"][0]["article_id"] = "article-2"
    for figure in batch["figures"][1:]:
        figure["event_id"] = None
    assert broken_rules(batch, "figures") == ["event_id_unknown"]


def test_every_rule_is_shown_to_bite() -> None:
    shown = set(BREAKS) | {("figures", "part_of_itself")}
    rules = {(dataset, rule.name) for dataset in CHECKED for rule in rules_of(named(dataset))}
    assert {(dataset, rule) for dataset, rule in rules - shown if rule not in SHOWN_ON_MENTIONS | {"text_not_at_span"}} == set()


@pytest.mark.parametrize(
    ("qualifier", "low", "best", "high"),
    [
        ("exact", 5, 5, 5), ("at_least", 5, 5, None), ("more_than", 5, 5, None), ("at_most", None, 5, 5), ("less_than", None, 5, 5),
        ("about", None, 5, None), ("range", 5, None, 7), ("vague", 24, None, None),
    ],
)  # fmt: skip
def test_bounds_that_fit_their_qualifier(batch: Batch, qualifier: str, low: int | None, best: int | None, high: int | None) -> None:
    batch["figures"][0] |= {"qualifier": qualifier, "low": low, "best": best, "high": high}
    assert broken_rules(batch, "figures") == []


def test_what_the_text_does_not_say_breaks_nothing(batch: Batch) -> None:
    """Every column that may be null may be null at once, but for those that say something about another one."""
    kept = {"quad_code", "where_prec"}
    for dataset in CHECKED:
        contract = named(dataset)
        row = batch[dataset][0]
        row |= {column.name: None for column in contract.columns if column.nullable and column.name not in kept}
        row |= {"event_type": "ASSAULT", "low": 12, "best": 12} if dataset == "figures" else {}
        batch[dataset][0] = {name: row[name] for name in contract.names}
        assert broken_rules(batch, dataset) == []


def test_rules_hold_where_parents_are_not_in_the_batch(batch: Batch) -> None:
    contract = named("figures")
    table: pa.Table = contract.table(batch["figures"])
    check: Callable[[pa.Table, Facts], Any]
    for rule in rules_of(contract):
        if rule.name in ("event_id_unknown", "part_of_figure_id_unknown"):
            check = rule.holds
            assert all(check(table, Facts({}, {})))
