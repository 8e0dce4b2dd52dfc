"""How rows become the bytes of a file, and a file becomes rows: the same rows, the same bytes, always whole."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.contracts import Dataset
from dateline.store.copies import kept_copy, readable

ROW_GROUP_ROWS = 16_384  # part of the bytes: with another number all files change
_SYNCED_AT_ONCE = 16
_HARDLY_REPEATED = ("text", "text_sha256", "evidence_text", "title", "url", "canonical_url", "content")  # a dictionary only costs there
_WRITER = {"compression": "zstd", "compression_level": 3, "version": "2.6", "data_page_version": "1.0", "write_statistics": True}


def conform(table: pa.Table, dataset: Dataset, columns: Iterable[str] | None = None) -> pa.Table:
    """The table with exactly the contract's columns (or those named), in their order, types and metadata.

    A column younger than the rows is null. Raises `ValueError` where a column that may not be null is missing, and
    pyarrow's errors where values don't fit the type.
    """
    schema = dataset.schema if columns is None else pa.schema([dataset.schema.field(name) for name in columns], dataset.schema.metadata)
    arrays, there = [], set(table.column_names)
    for field in schema:
        if field.name in there:
            arrays.append(table.column(field.name).cast(field.type))
        elif field.nullable:
            arrays.append(pa.nulls(table.num_rows, field.type))
        else:
            raise ValueError(f"{dataset.name}: column {field.name} is missing")
    return pa.Table.from_arrays(arrays, schema=schema)


def read_file(path: Path, dataset: Dataset, columns: Iterable[str] | None = None) -> pa.Table:
    """One file as a table with the contract's schema. It is opened once, so it is one version throughout."""
    with pq.ParquetFile(readable(path)) as file:
        there = file.schema_arrow.names  # made anew at each look
        known = None if columns is None else [name for name in columns if name in there]
        return conform(file.read(columns=known), dataset, columns)


def row_groups(path: Path, dataset: Dataset) -> Iterator[pa.Table]:
    """A file's row groups, one after the other; none where the file is missing."""
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield conform(file.read_row_group(number), dataset)


def build_file(path: Path, dataset: Dataset, chunks: Iterable[pa.Table]) -> int:
    """Write chunks of rows, in their order, to a file; the number of rows. It isn't brought to the disk yet (`sync_files`).

    The bytes depend on the rows and their order only, not on how they were cut into chunks.
    """
    row_count = 0
    with open(path, "wb") as sink, pq.ParquetWriter(sink, dataset.schema, use_dictionary=_repeated(dataset), **_WRITER) as writer:
        for group in _regrouped(chunks):
            # one stretch of memory per column, because pages end where stretches end
            writer.write_table(group.combine_chunks(), row_group_size=ROW_GROUP_ROWS)
            row_count += group.num_rows
    return row_count


def _repeated(dataset: Dataset) -> list[str]:
    """The columns of words that come again and again: names, codes, ids of other datasets."""
    apart = {dataset.key, *_HARDLY_REPEATED}
    return [field.name for field in dataset.schema if pa.types.is_string(field.type) and field.name not in apart]


def _regrouped(chunks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in groups of exactly ROW_GROUP_ROWS, but for the last."""
    waiting: list[pa.Table] = []
    count = 0
    for chunk in chunks:
        waiting.append(chunk)
        count += chunk.num_rows
        while count >= ROW_GROUP_ROWS:
            rows = pa.concat_tables(waiting)
            yield rows.slice(0, ROW_GROUP_ROWS)
            waiting = [rows.slice(ROW_GROUP_ROWS)]
            count -= ROW_GROUP_ROWS
    if count:
        yield pa.concat_tables(waiting)


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes."""
    if one.stat().st_size != other.stat().st_size:
        return False
    one, other = kept_copy(one), kept_copy(other)
    if os.path.samefile(one, other):
        return True
    block = 1 << 20
    with open(one, "rb") as a, open(other, "rb") as b:
        while x := a.read(block):
            if x != b.read(block):
                return False
    return True


def sync_files(paths: Iterable[Path]) -> None:
    """Bring files to the disk, and of folders the names in them; many at once, since each alone waits for the disk to turn to it."""
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        for _ in pool.map(sync_folder, paths):
            pass


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder, or the content of a file, to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
