"""`dateline sql`: one query, or a prompt for many, and how rows are printed."""

import csv
import json
import sys
from typing import Literal

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.report.cells import harmless

Format = Literal["table", "csv", "json"]


def answer(connection: duckdb.DuckDBPyConnection, query: str, output: Format, console: Console, errors: Console) -> bool:
    """Run a query and print its rows; False, with DuckDB's message, when it can't be run."""
    try:
        print_rows(connection.execute(query), output, console)
    except duckdb.Error as error:
        errors.print(Text.assemble((type(error).__name__, "red"), " ", str(error)), soft_wrap=True)
        return False
    return True


def prompt(connection: duckdb.DuckDBPyConnection, output: Format, console: Console, errors: Console) -> None:
    """Read queries, each up to a semicolon, from the terminal or a pipe, until the input ends."""
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        import readline  # noqa: F401  # arrow keys and history in input()

        views = [
            name for (name,) in connection.execute("SELECT DISTINCT table_name FROM information_schema.tables ORDER BY ALL").fetchall()
        ]
        console.print(f"Views: {', '.join(views)}. End a query with a semicolon; Ctrl-D leaves.", style="dim", markup=False)
    lines: list[str] = []
    while True:
        try:
            lines.append(input(("dateline> " if not lines else "     ...> ") if is_terminal else ""))
        except EOFError:
            break
        if lines[-1].rstrip().endswith(";"):
            answer(connection, "\n".join(lines), output, console, errors)
            lines = []
    if "".join(lines).strip():
        answer(connection, "\n".join(lines), output, console, errors)


def print_rows(result: duckdb.DuckDBPyConnection, output: Format, console: Console) -> None:
    """Print the rows of an executed query as a table, as CSV, or as one JSON object a line."""
    names = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([harmless(cell) for cell in row] for row in rows)
    elif output == "json":
        for row in rows:
            print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))
    else:
        table = Table(*names)
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        console.print(table, markup=False)
