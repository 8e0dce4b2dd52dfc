"""Every rule over several columns: a row that is wrong in one place breaks that rule and no other."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from good_rows import CHECKED, Batch
from planting import BREAKS, TAKEN

from dateline.contracts import named
from dateline.quality.dataset_rules import rules_of
from dateline.quality.frames import column_of, rows_frame
from dateline.quality.rules import Facts


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
