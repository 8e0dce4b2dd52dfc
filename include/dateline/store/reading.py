"""Read a dataset."""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa

from dateline.contracts import named
from dateline.paths import ObjectPath, version_of
from dateline.store import copies
from dateline.store.objects import CONNECTIONS, steadily
from dateline.store.parquet import conform, read_file
from dateline.store.paths import dataset_folder, files_below, files_of_days

ASKED_FOR_SINGLY = 8  # days; looking for more of them one by one takes longer than listing a year's


def read(root: Path, dataset: str, days: Iterable[date] | None = None, columns: Iterable[str] | None = None) -> pa.Table:
    """The rows of a dataset, of all its days or those named, with the contract's schema; empty where there is nothing.

    Each day is one version throughout. Raises `KeyError` for a dataset or column that no contract knows.
    """
    contract = named(dataset)
    columns = contract.names if columns is None else list(columns)
    wanted = None if days is None else set(days)

    def look(instead: Mapping[Path, Path]) -> list[pa.Table]:
        folder = dataset_folder(root, dataset)
        if wanted is not None and len(wanted) <= ASKED_FOR_SINGLY:
            chosen = list(files_of_days(folder, wanted, instead).values())
        else:
            chosen = [file for day, file in files_below(folder, instead).items() if wanted is None or day in wanted]
        with ThreadPoolExecutor(CONNECTIONS if isinstance(root, ObjectPath) else pa.cpu_count()) as pool:
            return list(pool.map(lambda file: read_file(file, contract, columns), chosen))

    return pa.concat_tables([conform(contract.empty(), contract, columns), *steadily(root, look)])


def local_files(root: Path, dataset: str) -> list[Path]:
    """The files of a dataset as any tool of this machine can open them, in the order of their days; of objects, copies."""

    def look(instead: Mapping[Path, Path]) -> list[Path]:
        files = files_below(dataset_folder(root, dataset), instead).values()
        if not isinstance(root, ObjectPath):
            return list(files)
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            return list(pool.map(copies.kept_copy, files))

    return steadily(root, look)


def stamps(root: Path, dataset: str) -> dict[date, str]:
    """By day, what tells this version of its file from any other, without reading it."""
    return steadily(root, lambda instead: {d: version_of(file) for d, file in files_below(dataset_folder(root, dataset), instead).items()})


def state(root: Path, *datasets: str) -> str:
    """What tells one state of datasets from another, without reading them: changes whenever a file of theirs is replaced."""

    def look(instead: Mapping[Path, Path]) -> str:
        digest = hashlib.sha256()
        for dataset in datasets:
            for day, file in files_below(dataset_folder(root, dataset), instead).items():
                digest.update(f"{dataset} {day} {version_of(file)}\n".encode())
        return digest.hexdigest()

    return steadily(root, look)
