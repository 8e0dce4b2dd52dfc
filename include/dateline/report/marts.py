"""Marts: flat tables for analysts, one SQL file each in `marts/`, run by DuckDB."""

import csv
import io
import json
import struct
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from dateline.paths import write_whole
from dateline.report.cells import harmless
from dateline.report.database import connect

MAPS = frozenset({"incident_map"})  # written as GeoParquet
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # no crs given: longitude, latitude on WGS 84
}


def build_marts(root: Path, *, with_csv: bool = False) -> dict[str, int]:
    """Write `<root>/marts/<name>.parquet` for every mart, each replaced whole; returns rows by mart.

    `with_csv` writes `<name>.csv` beside it: a header, a row of HXL hashtags, and no cell that a spreadsheet runs as a formula.
    """
    folder = root / "marts"
    counts = {}
    with connect(root) as connection:
        for name in mart_names():
            table = connection.sql(mart_sql(name)).to_arrow_table()
            sink = pa.BufferOutputStream()
            pq.write_table(with_points(table) if name in MAPS else table, sink, compression="zstd")
            write_whole(folder / f"{name}.parquet", sink.getvalue().to_pybytes())
            if with_csv:
                _write_csv(table, folder / f"{name}.csv")
            counts[name] = table.num_rows
    return counts


def mart_names() -> list[str]:
    """The names of all marts, in order."""
    return sorted(f.name.removesuffix(".sql") for f in files("dateline.report").joinpath("marts").iterdir() if f.name.endswith(".sql"))


def mart_sql(name: str) -> str:
    """The query that makes a mart."""
    return files("dateline.report").joinpath("marts", f"{name}.sql").read_text(encoding="utf-8")


def _write_csv(table: pa.Table, file: Path) -> None:
    tags = yaml.safe_load(files("dateline.report").joinpath("hxl.yaml").read_text(encoding="utf-8"))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerow([tags.get(name, "") for name in table.column_names])
    for batch in table.to_batches():
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows([harmless(cell) for cell in row] for row in zip(*columns, strict=True))
    write_whole(file, stream.getvalue())


def with_points(table: pa.Table) -> pa.Table:
    """The table with a column `geometry`, points as WKB made of `longitude` and `latitude`, and GeoParquet 1.1's metadata."""
    points = [
        None if longitude is None or latitude is None else struct.pack("<BIdd", 1, 1, longitude, latitude)
        for longitude, latitude in zip(table["longitude"].to_pylist(), table["latitude"].to_pylist(), strict=True)
    ]
    table = table.append_column("geometry", pa.array(points, pa.binary()))
    return table.replace_schema_metadata({**(table.schema.metadata or {}), b"geo": json.dumps(GEO, sort_keys=True).encode()})
