"""Failed rows as rows of the quarantine, and outcomes as rows of quality_results."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from dateline.contracts import QUALITY_RESULTS, QUARANTINE, Dataset
from dateline.quality.engine import Outcome

UNDATED_DAY = date(1970, 1, 1)  # the folder of rows without a day
REMEDY = (
    "A row that breaks a rule is a fault of the code that made it: report it with `reasons` and `content`. "
    "`dateline quarantine release` extracts and checks its article again."
)
_EXAMPLES = 5
_LONGEST_VALUE = 200  # characters of a value in a reason; the whole row is in `content`


def reasons_by_row(outcomes: Sequence[Outcome], table: pa.Table, waived: Mapping[int, frozenset[str]]) -> dict[int, list[str]]:
    """For each row that fails something critical: all that it fails, with what was found, but for what was waived."""
    reasons: dict[int, list[str]] = {}
    for outcome in outcomes:
        if outcome.severity == "critical":
            for row in outcome.failed_rows:
                if outcome.failure not in waived.get(row, ()):
                    reasons.setdefault(row, []).append(f"{outcome.failure}: {found(table, outcome.columns, row)}. {outcome.notes}")
    return reasons


def found(table: pa.Table, columns: Sequence[str], row: int) -> str:
    """The values of some columns of one row, for a person."""
    return ", ".join(f"{column}={_short(table[column][row].as_py())}" for column in columns)


def quarantine_rows(dataset: Dataset, table: pa.Table, reasons: Mapping[int, list[str]]) -> list[dict[str, Any]]:
    """The rows named by their positions as rows of the quarantine; the same row twice is one."""
    rows: dict[str, dict[str, Any]] = {}
    for position in sorted(reasons):
        row = table.slice(position, 1).to_pylist()[0]
        content = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
        parts = (dataset.name, "validate", str(row.get("source_name")), str(row.get(dataset.key)), content)
        key = _digest(*parts)
        rows[key] = {
            "quarantine_id": key,
            "dataset": dataset.name,
            "stage": "validate",
            "reason": reasons[position][0].split(":", 1)[0],
            "reasons": reasons[position],
            "remedy": REMEDY,
            "source_name": row.get("source_name"),
            "source_id": row.get("source_id"),
            "article_id": row.get("article_id"),
            "text_sha256": row.get("text_sha256"),
            "row_id": row[dataset.key],
            "content": content,
            "quarantine_date": row[dataset.day] or UNDATED_DAY,
        }
    return list(rows.values())


def quarantine_table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return QUARANTINE.table(sorted(rows, key=lambda row: str(row["quarantine_id"])))


def results_table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return QUALITY_RESULTS.table(sorted(rows, key=lambda row: str(row["result_id"])))


def result(
    dataset: Dataset, table: pa.Table, outcome: Outcome, run_id: str, checked_at: datetime, waived: Mapping[int, frozenset[str]]
) -> dict[str, Any]:
    """An outcome about a batch as a row of quality_results."""
    passed = [row for row in outcome.failed_rows if outcome.failure in waived.get(row, ())]
    return {
        **_common(dataset, outcome, run_id, checked_at),
        "result_id": _digest(run_id, outcome.suite, outcome.failure),
        "success": outcome.is_success,
        "observed": _observed(outcome, table, [table[dataset.key][row].as_py() for row in passed]),
        "unexpected_count": len(outcome.failed_rows),
        "row_count": table.num_rows,
        "published_date": None,
    }


def results_of_days(
    dataset: Dataset, records: Sequence[Mapping[str, Any]], measure: str, outcome: Outcome, run_id: str, checked_at: datetime
) -> list[dict[str, Any]]:
    """An outcome about days as rows of quality_results, one for each day of which it was asked."""
    return [
        {
            **_common(dataset, outcome, run_id, checked_at),
            "result_id": _digest(run_id, outcome.suite, outcome.failure, str(record["day"])),
            "success": position not in outcome.failed_rows,
            "observed": json.dumps({measure: round(record[measure], 4)}),
            "unexpected_count": None,
            "row_count": record["row_count"],
            "published_date": record["day"],
        }
        for position, record in enumerate(records)
        if record[measure] is not None
    ]


def _common(dataset: Dataset, outcome: Outcome, run_id: str, checked_at: datetime) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "suite": outcome.suite,
        "dataset": dataset.name,
        "column": ",".join(outcome.columns) or None,
        "expectation": outcome.expectation,
        "severity": outcome.severity,
        "checked_date": checked_at.date(),
        "checked_at": checked_at,
        "notes": f"{outcome.failure}: {outcome.notes}",
    }


def _observed(outcome: Outcome, table: pa.Table, waived_keys: Sequence[str]) -> str | None:
    if outcome.error:
        return json.dumps({"error": outcome.error})
    if outcome.observed is not None:
        return json.dumps(outcome.observed, default=str)
    if outcome.failed_rows and set(outcome.columns) <= set(table.column_names):
        share = round(1 - len(outcome.failed_rows) / table.num_rows, 4)
        examples = [found(table, outcome.columns, row) for row in outcome.failed_rows[:_EXAMPLES]]
        waived = {"waived": list(waived_keys)} if waived_keys else {}
        return json.dumps({"share_that_holds": share, "examples": examples, **waived}, ensure_ascii=False)
    return None


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
