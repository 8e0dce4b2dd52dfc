"""Expectation suites, built anew from the contracts and rules on each call.

Importing this module imports Great Expectations, which takes 9 seconds: import it inside functions only. Each expectation
carries in its `meta` the name of what is wrong where it fails and the columns that it looks at.

`critical` sends a row to quarantine in the suite of rows, and stops the publication in the others; `warning` is published
and reported.
"""

from collections.abc import Iterator
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pyarrow as pa

from dateline.contracts import Column, Dataset
from dateline.quality.cells import HEX_DIGITS
from dateline.quality.dataset_rules import rules_of
from dateline.quality.days import COVERAGE, ROWS_FOR_A_SHARE, DayRule, day_rules
from dateline.quality.frames import column_of
from dateline.quality.rules import Rule

# Unique together, beside the key.
UNIQUE_TOGETHER = {"events": (("article_id", "event_rank"), "Ranks put the events of an article in order.")}

# Among so many news articles at least one names somebody or some place, or tells of something.
ARTICLES_THAT_GIVE_ROWS = {"mentions": 20, "places": 50, "events": 50}

SHARE_THAT_MUST_HOLD = 0.5  # where more rows fail, those that pass are hardly better: something is broken
HOLDS = "holds"  # boolean column of the batch suite: no critical expectation of the row failed


def columns_suite(dataset: Dataset) -> gx.ExpectationSuite:
    """The columns. Its frame needs no rows."""
    notes = "Exactly the contract's columns in their order; readers rely on both."
    return _suite(
        dataset, "columns", [gxe.ExpectTableColumnsToMatchOrderedList(column_list=dataset.names, **_about("columns_differ", notes))]
    )


def types_suite(dataset: Dataset) -> gx.ExpectationSuite:
    """The types. Its frame has one row per column, with the type that was `found` and the one `expected`."""
    notes = "The contract's types. Their names are compared, because pandas knows too few of them."
    return _suite(
        dataset, "types", [gxe.ExpectColumnPairValuesToBeEqual(column_A="found", column_B="expected", **_about("types_differ", notes))]
    )


def rows_suite(dataset: Dataset) -> gx.ExpectationSuite:
    """The rows: each column by its contract, and each rule by its boolean column. Its frame is that of `rows_frame`."""
    expectations: list[Any] = [
        gxe.ExpectColumnValuesToBeUnique(column=dataset.key, **_about(f"{dataset.key}_not_unique", "The key of the dataset.", dataset.key))
    ]
    if dataset.name in UNIQUE_TOGETHER:
        columns, notes = UNIQUE_TOGETHER[dataset.name]
        expectations.append(
            gxe.ExpectCompoundColumnsToBeUnique(column_list=list(columns), **_about(f"{columns[-1]}_not_unique", notes, *columns))
        )
    for column in dataset.columns:
        expectations += _of_column(column)
    expectations += [_of_rule(rule) for rule in rules_of(dataset)]
    return _suite(dataset, "rows", expectations)


def batch_suite(dataset: Dataset, row_count: int, article_count: int) -> gx.ExpectationSuite:
    """The batch as a whole. Its frame has `holds` and the columns of COVERAGE."""
    expectations: list[Any] = []
    if article_count >= ARTICLES_THAT_GIVE_ROWS.get(dataset.name, article_count + 1):
        notes = f"{article_count} articles without any row: the extractor is broken."
        expectations.append(gxe.ExpectTableRowCountToBeBetween(min_value=1, **_about("no_rows", notes)))
    if row_count >= ROWS_FOR_A_SHARE:
        notes = "Where most rows fail, those that pass are hardly better: something is broken."
        expectations.append(
            gxe.ExpectColumnValuesToBeInSet(column=HOLDS, value_set=[True], mostly=SHARE_THAT_MUST_HOLD, **_about("most_rows_fail", notes))
        )
        expectations += [
            gxe.ExpectColumnValuesToNotBeNull(column=column, mostly=share, **_about(f"{column}_rare", notes, column, severity="warning"))
            for column, share, notes in COVERAGE.get(dataset.name, ())
        ]
    return _suite(dataset, "batch", expectations)


def days_suite(dataset: Dataset) -> gx.ExpectationSuite:
    """The days of publication. Its frame has one row per day, with the measures of `days.measure_days`."""
    return _suite(dataset, "days", [_of_day(rule) for rule in day_rules(dataset)])


def _suite(dataset: Dataset, part: str, expectations: list[Any]) -> gx.ExpectationSuite:
    return gx.ExpectationSuite(name=f"{dataset.name}.{part}", expectations=expectations)


def _about(failure: str, notes: str, *columns: str, severity: str = "critical") -> dict[str, Any]:
    """What every expectation carries: severity, reason, the name of what is wrong where it fails, the columns it looks at."""
    return {"severity": severity, "notes": notes, "meta": {"failure": failure, "columns": ",".join(columns)}}


def _of_column(column: Column) -> Iterator[Any]:
    name = column.name
    if not column.nullable and not pa.types.is_nested(column.type):
        yield gxe.ExpectColumnValuesToNotBeNull(column=name, **_about(f"{name}_missing", "Every row has it.", name))
    if column.codes and not pa.types.is_nested(column.type):
        notes = f"Only codes of the list ({column.convention or 'ours'})."
        yield gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(column.codes), **_about(f"{name}_unknown_code", notes, name))
    if column.minimum is not None or column.maximum is not None:
        notes = f"In {column.unit}." if column.unit else "By its meaning."
        yield gxe.ExpectColumnValuesToBeBetween(
            column=name, min_value=column.minimum, max_value=column.maximum, **_about(f"{name}_out_of_bounds", notes, name)
        )
    if digits := HEX_DIGITS.get(name):
        notes = "Ids are hashes, so that they are the same on every machine."
        yield gxe.ExpectColumnValuesToMatchRegex(column=name, regex=rf"^[0-9a-f]{{{digits}}}\Z", **_about(f"{name}_malformed", notes, name))


def _of_rule(rule: Rule) -> Any:
    return gxe.ExpectColumnValuesToBeInSet(
        column=column_of(rule), value_set=[True], **_about(rule.name, rule.notes, *rule.columns, severity=rule.severity)
    )


def _of_day(rule: DayRule) -> Any:
    return gxe.ExpectColumnValuesToBeBetween(
        column=rule.measure,
        min_value=rule.minimum,
        max_value=rule.maximum,
        **_about(rule.name, rule.notes, *rule.columns, severity="warning"),
    )
