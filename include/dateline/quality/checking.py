"""Validate a batch of candidate tables: good rows go on, bad rows to quarantine, a bad table stops the publication."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import ARTICLES, DATASETS, Dataset, named
from dateline.quality import failures
from dateline.quality.days import day_rules, measure_days
from dateline.quality.engine import Outcome, run
from dateline.quality.known import Known
from dateline.quality.rules import Facts

# Columns that say something about a reference and go with it.
_SAID_OF_REFERENCE = {"duplicate_of": ("duplicate_kind", "similarity")}

Reasons = dict[int, list[str]]  # by position in the table


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a batch."""

    good: dict[str, pa.Table]  # by dataset, with the contract's schema; empty for those stopped
    quarantined: pa.Table  # contract `quarantine`
    results: pa.Table  # contract `quality_results`
    stopped: tuple[str, ...]  # datasets that may not be published, because something critical is wrong with the whole table
    held: Mapping[date, tuple[str, ...]]  # days of publication whose rows a person has to let pass, with the findings


def validate(
    tables: Mapping[str, pa.Table], articles: pa.Table, *, run_id: str, checked_at: datetime, known: Known | None = None
) -> Checked:
    """Check candidate tables by their contracts and rules.

    `tables`: candidates by dataset name, all rows of an article together. `articles`: the articles that they refer to, with
    article_id, text, text_sha256 and published_date. `checked_at`: an aware instant. A row that fails something critical goes
    to quarantine with everything that it fails. A row of an article in quarantine goes too (`parent_quarantined`); any other
    reference to a row in quarantine becomes null. References to a dataset that is neither among `tables` nor in `known` aren't
    checked, and days of publication only where the rows are those extracted from the articles. Raises `KeyError` for a
    dataset without contract.
    """
    known = known or Known()
    for name in tables:
        named(name)
    outcomes: list[tuple[Dataset, pa.Table, Outcome]] = []
    candidates: dict[str, pa.Table] = {}
    for dataset in (d for d in DATASETS if d.name in tables):
        found = _structure(dataset, tables[dataset.name])
        outcomes += [(dataset, tables[dataset.name], outcome) for outcome in found]
        if all(outcome.is_success for outcome in found):
            candidates[dataset.name] = tables[dataset.name].cast(_relaxed(dataset.schema))

    facts = _facts(candidates, articles, known)
    reasons: dict[str, Reasons] = {}
    waived = {name: _waived(named(name), table, known) for name, table in candidates.items()}
    for name, table in candidates.items():
        found = _rows(named(name), table, facts)
        reasons[name] = failures.reasons_by_row(found, table, waived[name])
        found += _batch(named(name), table, reasons[name], articles.num_rows)
        outcomes += [(named(name), table, outcome) for outcome in found]

    _add_rows_of(_ids(candidates, reasons, ARTICLES.name, ARTICLES.key), candidates, reasons)
    stopped = {dataset.name for dataset, _, outcome in outcomes if _stops(outcome)}
    good = {
        name: _with_references(named(name), _without(table, reasons[name]), candidates, reasons).cast(named(name).schema)
        for name, table in candidates.items()
        if name not in stopped
    }
    bad = [row for name, table in candidates.items() for row in failures.quarantine_rows(named(name), table, reasons[name])]
    results = [
        failures.result(dataset, table, outcome, run_id, checked_at, waived.get(dataset.name, {})) for dataset, table, outcome in outcomes
    ]
    of_days, held = _days(good, articles, known, run_id, checked_at)
    return Checked(
        good={name: good.get(name, named(name).empty()) for name in tables},
        quarantined=failures.quarantine_table(bad),
        results=failures.results_table(results + of_days),
        stopped=tuple(sorted(stopped)),
        held=held,
    )


def _structure(dataset: Dataset, table: pa.Table) -> list[Outcome]:
    """Columns, and types where the columns are right."""
    from dateline.quality import frames, suites

    outcomes = run(suites.columns_suite(dataset), frames.columns_frame(table))
    if table.column_names == dataset.names:
        outcomes += run(suites.types_suite(dataset), frames.types_frame(table, dataset))
    return outcomes


def _rows(dataset: Dataset, table: pa.Table, facts: Facts) -> list[Outcome]:
    """What holds for the rows. Nothing is asked of no rows: it would all be true."""
    from dateline.quality import frames, suites

    if not table.num_rows:
        return []
    return run(suites.rows_suite(dataset), frames.rows_frame(dataset, table, facts))


def _batch(dataset: Dataset, table: pa.Table, reasons: Reasons, article_count: int) -> list[Outcome]:
    """What holds for the batch as a whole."""
    from dateline.quality import frames, suites

    suite = suites.batch_suite(dataset, table.num_rows, article_count)
    return run(suite, frames.batch_frame(table, suites.HOLDS, reasons))


def _days(
    good: Mapping[str, pa.Table], articles: pa.Table, known: Known, run_id: str, checked_at: datetime
) -> tuple[list[dict[str, Any]], dict[date, tuple[str, ...]]]:
    """What holds for each day of publication, as rows of quality_results; and the days to be held, with the findings.

    Held is a day that fails a rule for the second time running, or one about its volume.
    """
    import pandas as pd

    from dateline.quality import suites

    article_days = {item["values"]: item["counts"] for item in pc.value_counts(articles["published_date"]).to_pylist()}
    results: list[dict[str, Any]] = []
    held: dict[date, list[str]] = {}
    for dataset in (named(name) for name in good if name != ARTICLES.name and "article_id" in named(name).names):
        rules = {rule.name: rule for rule in day_rules(dataset)}
        records: Sequence[Mapping[str, Any]] = measure_days(dataset, good[dataset.name], article_days, known.days, checked_at.date())
        if all(record[rule.measure] is None for record in records for rule in rules.values()):
            continue
        for outcome in run(suites.days_suite(dataset), pd.DataFrame(records)):
            rule = rules[outcome.failure]
            results += failures.results_of_days(dataset, records, rule.measure, outcome, run_id, checked_at)
            for position in outcome.failed_rows:
                day = records[position]["day"]
                is_second_time = (dataset.name, rule.name, day) in known.failed_before
                if rule.is_volume or is_second_time:
                    seen = f"{rule.name}: {rule.measure}={records[position][rule.measure]:.2f} (from {rule.minimum} to {rule.maximum})"
                    held.setdefault(day, []).append(f"{dataset.name}: {seen}{', for the second time' * is_second_time}. {rule.notes}")
    return results, {day: tuple(held[day]) for day in sorted(held)}


def _waived(dataset: Dataset, table: pa.Table, known: Known) -> dict[int, frozenset[str]]:
    """The failures that a person let pass, by position in the table."""
    keys = {key: names for (name, key), names in known.waived.items() if name == dataset.name}
    return {row: keys[key] for row, key in enumerate(table[dataset.key].to_pylist()) if key in keys} if keys else {}


def _stops(outcome: Outcome) -> bool:
    """Whether something critical is wrong that no row can be blamed for."""
    is_about_rows = outcome.suite.endswith(".rows") and outcome.failed_rows
    return outcome.severity == "critical" and not outcome.is_success and not is_about_rows


def _facts(candidates: Mapping[str, pa.Table], articles: pa.Table, known: Known) -> Facts:
    sources = [articles, candidates["articles"]] if "articles" in candidates else [articles]
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for source in sources:
        ids = source["article_id"].to_pylist()
        texts |= zip(ids, source["text"].to_pylist(), strict=True)
        hashes |= zip(ids, source["text_sha256"].to_pylist(), strict=True)
    keys = {(parent, key) for name in candidates for _, parent, key in named(name).parents if parent != ARTICLES.name}
    parents = {
        parent: dict(zip(candidates[parent][key].to_pylist(), candidates[parent]["article_id"].to_pylist(), strict=True))
        for parent, key in sorted(keys)
        if parent in candidates
    }
    return Facts(texts, hashes, {**known.parents, **parents}, known.taken)


def _ids(candidates: Mapping[str, pa.Table], reasons: Mapping[str, Reasons], dataset: str, key: str) -> frozenset[str]:
    """The ids of a dataset's rows that go to quarantine."""
    if dataset not in candidates:
        return frozenset()
    column = candidates[dataset][key]
    return frozenset(column[row].as_py() for row in reasons[dataset]) - {None}


def _add_rows_of(lost_articles: Collection[str], candidates: Mapping[str, pa.Table], reasons: dict[str, Reasons]) -> None:
    """Add the rows whose article goes to quarantine to those that go."""
    for name, table in candidates.items():
        if lost_articles and name != ARTICLES.name and "article_id" in table.column_names:
            for row, article in enumerate(table["article_id"].to_pylist()):
                if article in lost_articles:
                    reasons[name].setdefault(row, []).append(f"parent_quarantined: its article {article} is in quarantine.")


def _relaxed(schema: pa.Schema) -> pa.Schema:
    """The schema with every column nullable: a value that is missing is a finding about its row."""
    return pa.schema([field.with_nullable(True) for field in schema], schema.metadata)


def _without(table: pa.Table, reasons: Reasons) -> pa.Table:
    return table.filter(pa.array([row not in reasons for row in range(table.num_rows)], pa.bool_())) if reasons else table


def _with_references(dataset: Dataset, table: pa.Table, candidates: Mapping[str, pa.Table], reasons: Mapping[str, Reasons]) -> pa.Table:
    """The table with null for each reference to a row in quarantine."""
    for column, parent, key in dataset.parents:
        lost = _ids(candidates, reasons, parent, key)
        if not lost or column == "article_id":
            continue
        is_lost = pc.is_in(table[column], pa.array(sorted(lost), pa.string()))
        for affected in (column, *_SAID_OF_REFERENCE.get(column, ())):
            position = table.schema.get_field_index(affected)
            field = table.schema.field(position)
            table = table.set_column(position, field, pc.if_else(is_lost, pa.scalar(None, field.type), table[affected]))
    return table
