"""Where everything lies under a root. No other module puts a path together."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

AnyPath = TypeVar("AnyPath", bound=Path)  # on disk or in object storage, and what comes out is where what went in is

_PART = "part-0.parquet"
_WAITING_ROOMS = frozenset({"_incoming", "_held"})
_NOT_FOR_PATHS = re.compile(r"[^A-Za-z0-9._-]+")


def dataset_folder(root: Path, dataset: str) -> Path:
    return root / dataset


def quarantine_folder(root: Path, dataset: str) -> Path:
    return root / "quarantine" / dataset


def staging_folder(root: Path) -> Path:
    return root / "staging"


def lock_file(root: AnyPath) -> AnyPath:
    return root / "_state" / "publish.lock"


def building_folder(root: Path) -> Path:
    """Where the files of a publication are built."""
    return root / "_state" / "publication.building"


def standing_folder(root: AnyPath) -> AnyPath:
    """Where the files of a publication stand ready: what is there will be published, whoever has to do it."""
    return root / "_state" / "publication"


def file_of_day(folder: Path, day: date) -> Path:
    """The one file of a day below a dataset's folder."""
    return folder / f"day={day.isoformat()}" / _PART


def pointer_file(root: AnyPath) -> AnyPath:
    """In object storage: which publication came last, and which of its files stand for others."""
    return root / "_state" / "publication.json"


def publication_root(folder: AnyPath) -> AnyPath:
    """The root to whose publications a folder laid out like a root belongs: its own, but for the waiting rooms."""
    return folder.parent if folder.name in _WAITING_ROOMS else folder


def day_of(file: Path) -> date:
    """The day of a file, by its folder."""
    return date.fromisoformat(file.parent.name.removeprefix("day="))


def files_below(folder: Path, instead: Mapping[Path, Path] | None = None) -> dict[date, Path]:
    """The files below a dataset's folder by day, in order; none where the folder is missing. `instead` are files that stand for others."""
    found = {day_of(file): file for file in folder.glob(f"day=*/{_PART}")}
    found |= {day_of(file): other for file, other in (instead or {}).items() if file.parent.parent == folder}
    return dict(sorted(found.items()))


def files_of_days(folder: Path, days: Iterable[date], instead: Mapping[Path, Path] | None = None) -> dict[date, Path]:
    """The files of these days below a dataset's folder, in order, those that exist; looks at no other day. `instead`: see `files_below`."""
    files = {day: file_of_day(folder, day) for day in sorted(days)}
    files = {day: (instead or {}).get(file, file) for day, file in files.items()}
    return {day: file for day, file in files.items() if file.exists()}


def days_below(folder: Path) -> list[date]:
    """The days that have a file below a dataset's folder, in order; none where the folder is missing."""
    return list(files_below(folder))


def day_file(root: Path, dataset: str, day: date) -> Path:
    """The file of one day of one dataset, whether it exists or not."""
    return file_of_day(dataset_folder(root, dataset), day)


def days(root: Path, dataset: str) -> list[date]:
    """The days that a dataset has, in order."""
    return days_below(dataset_folder(root, dataset))


def quarantined_datasets(root: Path) -> Iterator[str]:
    """The datasets that have rows or documents in quarantine, by name."""
    yield from sorted(folder.name for folder in (root / "quarantine").glob("*/") if any(folder.glob("day=*")))


def safe_name(name: str) -> str:
    """A name that is safe in any path; run ids hold `:` and `+`. Different names stay different.

    >>> safe_name("extract-3")
    'extract-3'
    """
    safe = _NOT_FOR_PATHS.sub("-", name).lstrip(".")[:80]
    return safe if safe == name != "" else f"{safe}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
