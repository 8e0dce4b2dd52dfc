"""How `dateline sql` prints rows."""

import csv
import json
import sys
from typing import Literal

import duckdb
from rich.console import Console
from rich.table import Table


def print_rows(result: duckdb.DuckDBPyConnection, output: Literal["table", "csv", "json"], console: Console) -> None:
    """Print the rows of an executed query as a table, as CSV, or as one JSON object a line."""
    names = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    elif output == "json":
        for row in rows:
            print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))
    else:
        table = Table(*names)
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        console.print(table, markup=False)
