"""What a contract is: the columns of one dataset, written down once.

The Parquet schema, the expectation suite, the data dictionary and the machine-readable contract all come from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

STRING = pa.string()
BOOL = pa.bool_()
INT = pa.int64()
FLOAT = pa.float64()
DATE = pa.date32()
INSTANT = pa.timestamp("us", tz="UTC")
STRINGS = pa.list_(pa.string())


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it holds, in which unit and by whose convention."""

    name: str
    type: pa.DataType
    description: str
    unit: str | None = None  # persons, degrees, code points, …
    convention: str | None = None  # whose codes or rules the values follow
    codes: tuple[str, ...] | None = None  # the only values allowed, of the cells or of a list's items
    nullable: bool = True
    minimum: float | None = None
    maximum: float | None = None

    def field(self) -> pa.Field:
        """The pyarrow field, with description, unit and convention as its metadata."""
        metadata = {"description": self.description}
        if self.unit:
            metadata["unit"] = self.unit
        if self.convention:
            metadata["convention"] = self.convention
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True)
class Dataset:
    """One dataset: a folder of Parquet files with one row per something, one file a day."""

    name: str
    one_row_per: str
    description: str
    columns: tuple[Column, ...]
    key: str  # unique over the whole dataset; rows are sorted by it
    day: str  # the date column whose value names the folder `day=…`
    spans: tuple[tuple[str, str, str], ...] = ()  # (text column, start column, end column): words that stand in the article
    parents: tuple[tuple[str, str, str], ...] = ()  # (column, dataset, its key): references that must hold
    is_clocked: bool = False  # rows depend on the run or the clock, so two runs differ

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.name}: a column is written down twice")

    @cached_property
    def schema(self) -> pa.Schema:
        """The schema of the Parquet files."""
        return pa.schema(
            [c.field() for c in self.columns],
            metadata={"dataset": self.name, "description": self.description, "one_row_per": self.one_row_per},
        )

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]

    def column(self, name: str) -> Column:
        """The column of that name; `KeyError` if the dataset has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    def table(self, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
        """Rows to a table with exactly the contract's columns.

        Raises `ValueError` for a row with a column missing or unknown, and pyarrow's errors for a value of a wrong type.
        """
        rows = list(rows)
        wanted = set(self.names)
        for row in rows:
            if row.keys() != wanted:
                missing, unknown = sorted(wanted - row.keys()), sorted(row.keys() - wanted)
                raise ValueError(f"{self.name}: columns missing {missing}, unknown {unknown}")
        return pa.Table.from_pylist(rows, schema=self.schema)

    def empty(self) -> pa.Table:
        return self.schema.empty_table()
