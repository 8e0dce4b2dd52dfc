"""Where a try of a task leaves its tables for the next task: a folder of its own, and a marker when it is complete."""

import os
import shutil
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.store.paths import safe_name, staging_folder

_MARKER = "_complete"


def new(root: Path, run_id: str, task: str, attempt: int) -> Path:
    """A new empty folder for one try of one task of one run; what an earlier process left there under this name is removed."""
    folder = staging_folder(root) / safe_name(run_id) / safe_name(task) / str(attempt)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def complete(folder: Path) -> None:
    """Say that everything is in the folder; call it last."""
    for file in sorted(folder.iterdir()):
        _sync(file)
    (folder / _MARKER).touch()
    _sync(folder)


def is_complete(folder: Path) -> bool:
    """Whether the try got to its end."""
    return (folder / _MARKER).exists()


def clean(root: Path, days: int) -> list[Path]:
    """Remove the folders of runs in which nothing was written for so many days; those removed, by name."""
    before = time.time() - days * 86_400
    old = [
        folder
        for folder in sorted(staging_folder(root).glob("*/"))
        if max(path.stat().st_mtime for path in (folder, *folder.rglob("*"))) < before
    ]
    for folder in old:
        shutil.rmtree(folder)
    return old


def write_table(path: Path, table: pa.Table) -> None:
    """Write one table below a staging folder."""
    pq.write_table(table, path, compression="zstd")


def write_candidates(path: Path, table: pa.Table) -> None:
    """`write_table` for rows that aren't checked yet: any value may be missing in them, which is for the checks to say."""
    relaxed = pa.schema([field.with_nullable(True) for field in table.schema], table.schema.metadata)
    write_table(path, table.cast(relaxed))


def read_table(path: Path) -> pa.Table:
    """Read what `write_table` wrote."""
    with pq.ParquetFile(path) as file:
        return file.read()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
