"""Read a dataset."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa

from dateline.contracts import named
from dateline.store.parquet import conform, read_file
from dateline.store.paths import day_file
from dateline.store.paths import days as days_of


def read(root: Path, dataset: str, days: Iterable[date] | None = None, columns: Iterable[str] | None = None) -> pa.Table:
    """The rows of a dataset, of all its days or those named, with the contract's schema; empty where there is nothing.

    Each day is one version throughout. Raises `KeyError` for a dataset or column that no contract knows.
    """
    contract = named(dataset)
    columns = contract.names if columns is None else list(columns)
    wanted = days_of(root, dataset) if days is None else sorted(set(days).intersection(days_of(root, dataset)))
    tables = [read_file(day_file(root, dataset, day), contract, columns) for day in wanted]
    return pa.concat_tables([conform(contract.empty(), contract, columns), *tables])


def state(root: Path, *datasets: str) -> str:
    """What tells one state of datasets from another, without reading them: changes whenever a file of theirs is replaced."""
    digest = hashlib.sha256()
    for dataset in datasets:
        for day in days_of(root, dataset):
            stat = day_file(root, dataset, day).stat()
            digest.update(f"{dataset} {day} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
