"""The datasets and marts of a root as views of one DuckDB connection."""

from pathlib import Path

import duckdb

from dateline import store
from dateline.contracts import DATASETS, QUARANTINE, REVIEWS


def connect(root: Path) -> duckdb.DuckDBPyConnection:
    """An in-memory database with a view on every dataset, the quarantine and every mart under the root.

    A dataset without files is an empty view with the contract's columns, so a query never fails for want of data.
    """
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")  # days are those of UTC, wherever the machine stands
    for dataset in (*DATASETS, REVIEWS):
        if files := [str(file) for file in store.local_files(root, dataset.name)]:
            _view(connection, dataset.name, files)
        else:
            connection.register(dataset.name, dataset.empty())
    connection.register(QUARANTINE.name, store.quarantine.read(root))
    for mart in sorted((root / "marts").glob("*.parquet")):
        _view(connection, mart.stem, [str(store.kept_copy(mart))])
    return connection


def _view(connection: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}], hive_partitioning = false)')
