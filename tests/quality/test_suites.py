"""Every expectation bites: in a frame with one cell broken for each of them, each fails in its own row and nowhere else."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from good_rows import CHECKED, Batch, large_batch, tables_of
from planting import TAKEN, planted

from dateline.contracts import named
from dateline.quality import frames
from dateline.quality.dataset_rules import rules_of
from dateline.quality.engine import Outcome, run
from dateline.quality.rules import Facts

Tables = Callable[[Batch], dict[str, pa.Table]]
UNIQUE = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")


def good_frame(dataset: str, table: pa.Table, row_count: int) -> pd.DataFrame:
    """A frame in which everything holds: the first row of a good table over and over, with keys of their own."""
    contract = named(dataset)
    frame = frames.rows_frame(contract, table.slice(0, 1), Facts({}, {}))
    frame[[frames.column_of(rule) for rule in rules_of(contract)]] = True
    frame = pd.concat([frame] * row_count, ignore_index=True).astype(object).copy()
    frame[contract.key] = [f"{number:032x}" for number in range(row_count)]
    if dataset == "events":
        frame["event_rank"] = range(1, row_count + 1)
    return frame


def facts_of(batch: Batch) -> Facts:
    """What is known when nothing is wrong yet."""
    return Facts(
        texts={row["article_id"]: row["text"] for row in batch["articles"]},
        text_hashes={row["article_id"]: row["text_sha256"] for row in batch["articles"]},
        parents={name: {row["row_id"]: row["article_id"] for row in batch[name]} for name in ("events", "figures")},
        taken={name: {TAKEN} for name in CHECKED},
    )


def failure_of(expectation: Any) -> str:
    return str(expectation.meta["failure"])


@pytest.mark.parametrize("dataset", CHECKED)
def test_each_expectation_of_rows_fails_for_its_own_bad_value_only(dataset: str) -> None:
    """A table with a row for each expectation, in which just that is wrong."""
    from dateline.quality.suites import rows_suite

    contract = named(dataset)
    suite = rows_suite(contract)
    alone = [e for e in suite.expectations if e.expectation_type not in UNIQUE]
    batch = large_batch(len(alone))
    facts = facts_of(batch)
    rows_per_article = len(batch[dataset]) // len(alone)
    bad = {rows_per_article * n: expectation for n, expectation in enumerate(alone)}  # the first row of every article
    for row, expectation in bad.items():
        batch[dataset][row] |= planted(expectation, dataset, batch[dataset][row])
    outcomes = run(suite, frames.rows_frame(contract, tables_of(batch)[dataset], facts))
    expected = {failure_of(e): [] for e in suite.expectations} | {failure_of(e): [row] for row, e in bad.items()}
    assert {o.failure: list(o.failed_rows) for o in outcomes} == expected


@pytest.mark.parametrize("dataset", CHECKED)
def test_all_members_of_a_group_that_ought_to_be_unique_fail(dataset: str, batch: Any, tables: Tables) -> None:
    from dateline.quality.suites import rows_suite

    suite = rows_suite(named(dataset))
    unique = [e for e in suite.expectations if e.expectation_type in UNIQUE]
    frame = good_frame(dataset, tables(batch)[dataset], 2 * len(unique) + 1)
    for n, expectation in enumerate(unique):
        columns = getattr(expectation, "column_list", None) or [expectation.column]
        frame.loc[2 * n, columns] = frame.loc[2 * n + 1, columns]
    failed = {o.failure: list(o.failed_rows) for o in run(suite, frame) if not o.is_success}
    assert failed == {failure_of(e): [2 * n, 2 * n + 1] for n, e in enumerate(unique)}


@pytest.mark.parametrize("dataset", CHECKED)
def test_every_expectation_says_why(dataset: str) -> None:
    from dateline.quality.suites import batch_suite, columns_suite, rows_suite, types_suite

    contract = named(dataset)
    for suite in (columns_suite(contract), types_suite(contract), rows_suite(contract), batch_suite(contract, 50, 50)):
        assert all(expectation.notes and expectation.severity in ("critical", "warning") for expectation in suite.expectations)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(lambda names: names[:-1], id="missing"),
        pytest.param(lambda names: [*names, "extra"], id="too many"),
        pytest.param(lambda names: [names[1], names[0], *names[2:]], id="in another order"),
    ],
)
def test_columns_must_be_those_of_the_contract(names: Callable[[list[str]], list[str]]) -> None:
    from dateline.quality.suites import columns_suite

    frame = pd.DataFrame(columns=names(named("events").names))
    assert [outcome.failure for outcome in run(columns_suite(named("events")), frame) if not outcome.is_success] == ["columns_differ"]


def test_types_must_be_those_of_the_contract(batch: Any, tables: Tables) -> None:
    from dateline.quality.suites import types_suite

    table = tables(batch)["places"]
    table = table.set_column(table.column_names.index("population"), "population", table["population"].cast(pa.int32()))
    (outcome,) = run(types_suite(named("places")), frames.types_frame(table, named("places")))
    assert not outcome.is_success
    assert [named("places").names[row] for row in outcome.failed_rows] == ["population"]


def _of_batch(dataset: str, frame: pd.DataFrame, article_count: int) -> list[Outcome]:
    from dateline.quality.suites import batch_suite

    return [o for o in run(batch_suite(named(dataset), len(frame), article_count), frame) if not o.is_success]


@pytest.mark.parametrize("dataset", ["mentions", "places", "events"])
def test_many_articles_without_a_row_stop_the_publication(dataset: str, batch: Any, tables: Tables) -> None:
    frame = good_frame(dataset, tables(batch)[dataset], 1).assign(holds=True).iloc[:0]
    assert [(o.failure, o.severity) for o in _of_batch(dataset, frame, 50)] == [("no_rows", "critical")]
    assert _of_batch(dataset, frame, 5) == []


def test_rows_that_mostly_fail_stop_the_publication(batch: Any, tables: Tables) -> None:
    frame = good_frame("mentions", tables(batch)["mentions"], 60).assign(holds=[False] * 31 + [True] * 29)
    assert [(o.failure, o.severity) for o in _of_batch("mentions", frame, 3)] == [("most_rows_fail", "critical")]


@pytest.mark.parametrize(
    ("dataset", "column"),
    [("articles", "title"), ("places", "latitude"), ("quotes", "speaker_name"), ("events", "place_name"), ("events", "date_end"), ("events", "actor_text")],
)  # fmt: skip
def test_a_column_that_is_hardly_ever_filled_is_a_warning(dataset: str, column: str, batch: Any, tables: Tables) -> None:
    frame = good_frame(dataset, tables(batch)[dataset], 100).assign(holds=True)
    frame.loc[5:, column] = None
    assert [(o.failure, o.severity) for o in _of_batch(dataset, frame, 100)] == [(f"{column}_rare", "warning")]


def test_an_exception_inside_an_expectation_is_a_failure_with_its_message(batch: Any, tables: Tables) -> None:
    from dateline.quality.suites import rows_suite

    frame = good_frame("mentions", tables(batch)["mentions"], 2).drop(columns="char_end")
    wrong = {o.failure: o.error for o in run(rows_suite(named("mentions")), frame) if not o.is_success}
    assert set(wrong) == {"char_end_missing", "char_end_out_of_bounds"}
    assert all('"char_end"' in str(message) for message in wrong.values())
