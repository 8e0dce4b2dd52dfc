"""Where a try of a task leaves its tables for the next task: a folder of its own, and a marker when it is complete."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.paths import ObjectPath, remove_folder
from dateline.store.copies import readable
from dateline.store.paths import safe_name, staging_folder

_MARKER = "_complete"


def new(root: Path, run_id: str, task: str, attempt: int) -> Path:
    """A new empty folder for one try of one task of one run; what an earlier process left there under this name is removed."""
    folder = staging_folder(root) / safe_name(run_id) / safe_name(task) / str(attempt)
    remove_folder(folder)
    folder.mkdir(parents=True)
    return folder


def complete(folder: Path) -> None:
    """Say that everything is in the folder; call it last."""
    if isinstance(folder, ObjectPath):
        (folder / _MARKER).touch()
        return
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
        if max((path.stat().st_mtime for path in _all_of(folder)), default=before) < before
    ]
    for folder in old:
        remove_folder(folder)
    return old


def write_table(path: Path, table: pa.Table) -> None:
    """Write one table below a staging folder; what is there under this name is replaced in one step."""
    if isinstance(path, ObjectPath):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        path.write_bytes(sink.getvalue().to_pybytes())
        return
    temporary = path.with_suffix(".tmp")
    pq.write_table(table, temporary, compression="zstd")
    os.replace(temporary, path)


def write_candidates(path: Path, table: pa.Table) -> None:
    """`write_table` for rows that aren't checked yet: any value may be missing in them, which is for the checks to say."""
    relaxed = pa.schema([field.with_nullable(True) for field in table.schema], table.schema.metadata)
    write_table(path, table.cast(relaxed))


def read_table(path: Path) -> pa.Table:
    """Read what `write_table` wrote."""
    with pq.ParquetFile(readable(path)) as file:
        return file.read()


def _all_of(folder: Path) -> Iterator[Path]:
    """What was written in a folder; the folder itself counts where there is such a thing."""
    if not isinstance(folder, ObjectPath):
        yield folder
    yield from folder.rglob("*")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
