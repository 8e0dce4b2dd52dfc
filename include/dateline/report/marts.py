"""Marts: flat tables for analysts, one SQL file each in `marts/`, run by DuckDB."""

import os
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq

from dateline.report.database import connect


def build_marts(root: Path) -> dict[str, int]:
    """Write `<root>/marts/<name>.parquet` for every mart, each replaced whole; returns rows by mart."""
    folder = root / "marts"
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    with connect(root) as connection:
        for sql in sorted(files("dateline.report").joinpath("marts").iterdir(), key=lambda f: f.name):
            if not sql.name.endswith(".sql"):
                continue
            name = sql.name.removesuffix(".sql")
            table = connection.sql(sql.read_text(encoding="utf-8")).to_arrow_table()
            temporary = folder / f".{name}.{os.getpid()}.tmp"
            pq.write_table(table, temporary, compression="zstd")
            os.replace(temporary, folder / f"{name}.parquet")
            counts[name] = table.num_rows
    return counts
