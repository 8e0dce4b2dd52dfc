"""The frames that the suites look at: small ones of columns and types, and rows with a boolean column per rule."""

from collections.abc import Collection

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from dateline.contracts import Dataset
from dateline.quality.cells import wrong_cells
from dateline.quality.dataset_rules import rules_of
from dateline.quality.rules import Booleans, Facts, Rule


def columns_frame(table: pa.Table) -> pd.DataFrame:
    """The columns without rows."""
    return pd.DataFrame(columns=table.column_names)


def types_frame(table: pa.Table, dataset: Dataset) -> pd.DataFrame:
    """One row per column of the contract: the type found and the one expected."""
    columns = [(c.name, _type_name(table.schema.field(c.name).type), _type_name(c.type)) for c in dataset.columns]
    return pd.DataFrame(columns, columns=["column", "found", "expected"])


def column_of(rule: Rule) -> str:
    """The boolean column of a rule in the frame of rows."""
    return f"no_{rule.name}"


def rows_frame(dataset: Dataset, table: pa.Table, facts: Facts) -> pd.DataFrame:
    """The columns that hold one value a row, and a boolean column for each rule of the dataset.

    What is wrong is said once: a rule says nothing of a row in which one of its columns is wrong in itself.
    """
    values = _plain(table)
    wrong = {name: _booleans(is_wrong) for name, is_wrong in wrong_cells(dataset, table).items()}
    checks = {}
    for rule in rules_of(dataset):
        holds = _booleans(rule.holds(table, facts))
        for name in wrong.keys() & set(rule.columns):
            holds = holds | wrong[name]
        checks[column_of(rule)] = holds
    return pd.concat([values, pd.DataFrame(checks, index=values.index)], axis=1)


def batch_frame(table: pa.Table, holds: str, failed: Collection[int]) -> pd.DataFrame:
    """The columns that hold one value a row, and `holds`: that no critical expectation of the row failed."""
    is_good = np.ones(table.num_rows, dtype=bool)
    is_good[sorted(failed)] = False
    return _plain(table).assign(**{holds: is_good})


def _booleans(values: Booleans) -> NDArray[np.bool_]:
    return np.asarray(values, dtype=bool)


def _plain(table: pa.Table) -> pd.DataFrame:
    return table.select([field.name for field in table.schema if not pa.types.is_nested(field.type)]).to_pandas()


def _type_name(kind: pa.DataType) -> str:
    # Parquet calls the items of a list `element`, Arrow calls them `item`; it is the same type.
    return str(kind).replace("list<element: ", "list<item: ")
