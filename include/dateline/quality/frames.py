"""The frames that the suites look at: small ones of columns and types, and rows with a boolean column per rule."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from dateline.contracts import Dataset
from dateline.quality.rules import Facts, Rule


def columns_frame(table: pa.Table) -> pd.DataFrame:
    """The columns without rows."""
    return pd.DataFrame(columns=table.column_names)


def types_frame(table: pa.Table, dataset: Dataset) -> pd.DataFrame:
    """One row per column of the contract: the type found and the one expected."""
    columns = [(c.name, _type_name(table.schema.field(c.name).type), _type_name(c.type)) for c in dataset.columns]
    return pd.DataFrame(columns, columns=["column", "found", "expected"])


def rows_frame(table: pa.Table, rules: Sequence[tuple[str, Rule]], facts: Facts) -> pd.DataFrame:
    """The columns that hold one value a row, and each rule's boolean column under the name given with it."""
    values = _plain(table)
    checks = pd.DataFrame({name: np.asarray(rule.holds(table, facts), dtype=bool) for name, rule in rules}, index=values.index)
    return pd.concat([values, checks], axis=1)


def batch_frame(table: pa.Table, holds: str, failed: Collection[int]) -> pd.DataFrame:
    """The columns that hold one value a row, and `holds`: that no critical expectation of the row failed."""
    is_good = np.ones(table.num_rows, dtype=bool)
    is_good[sorted(failed)] = False
    return _plain(table).assign(**{holds: is_good})


def _plain(table: pa.Table) -> pd.DataFrame:
    return table.select([field.name for field in table.schema if not pa.types.is_nested(field.type)]).to_pandas()


def _type_name(kind: pa.DataType) -> str:
    # Parquet calls the items of a list `element`, Arrow calls them `item`; it is the same type.
    return str(kind).replace("list<element: ", "list<item: ")
