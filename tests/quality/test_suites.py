"""Every expectation bites: in a frame with one cell broken for each of them, each fails in its own row and nowhere else."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from dateline.contracts import named
from dateline.quality import frames
from dateline.quality.dataset_rules import rules_of
from dateline.quality.engine import Outcome, run
from dateline.quality.rules import Facts

Tables = Callable[[dict[str, list[dict[str, Any]]]], dict[str, pa.Table]]
CHECKED = ("articles", "mentions", "places", "times", "quotes", "figures", "events", "incidents")


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


def failure_of(expectation: Any) -> str:
    return str(expectation.meta["failure"])


def break_row(frame: pd.DataFrame, row: int, expectation: Any) -> list[int]:
    """Break one cell so that the expectation fails; the rows in which it then does."""
    match expectation.expectation_type:
        case "expect_column_values_to_be_unique":
            frame.loc[row, expectation.column] = frame.loc[row + 1, expectation.column]
            return [row, row + 1]
        case "expect_compound_columns_to_be_unique":
            frame.loc[row, expectation.column_list] = frame.loc[row + 1, expectation.column_list]
            return [row, row + 1]
        case "expect_column_values_to_not_be_null":
            wrong: Any = None
        case "expect_column_values_to_be_between":
            wrong = expectation.min_value - 1 if expectation.min_value is not None else expectation.max_value + 1
        case "expect_column_values_to_be_in_set":
            wrong = False if expectation.value_set == [True] else "something else"
        case "expect_column_values_to_match_regex":
            wrong = "0" * 32 + "\n"
        case other:
            raise AssertionError(f"this test has no wrong value for {other}")
    frame.loc[row, expectation.column] = wrong
    return [row]


@pytest.mark.parametrize("dataset", CHECKED)
def test_each_expectation_of_rows_fails_in_its_own_row_only(dataset: str, batch: Any, tables: Tables) -> None:
    from dateline.quality.suites import rows_suite

    suite = rows_suite(named(dataset))
    frame = good_frame(dataset, tables(batch)[dataset], 2 * len(suite.expectations))
    expected = {failure_of(e): break_row(frame, 2 * n, e) for n, e in enumerate(suite.expectations)}
    assert {o.failure: list(o.failed_rows) for o in run(suite, frame)} == expected


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
