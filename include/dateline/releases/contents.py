"""What belongs into a release: the datasets whose rows depend on the news only, not on the run or the clock."""

from dataclasses import dataclass
from pathlib import Path

from dateline import store
from dateline.contracts import DATASETS, Dataset

RELEASED: tuple[Dataset, ...] = tuple(dataset for dataset in DATASETS if not dataset.is_clocked)


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of one dataset in a release."""

    dataset: Dataset
    rows: int
    days: tuple[str, ...]  # ISO days, in order
    size: int  # bytes

    @property
    def paths(self) -> list[str]:
        """The files, relative to the release."""
        return [f"{self.dataset.name}/day={day}/part-0.parquet" for day in self.days]


def contents_of(folder: Path) -> list[Contents]:
    """What lies in a root or release, by the files' own footers."""
    import pyarrow.parquet as pq

    found = []
    for dataset in RELEASED:
        days = store.days(folder, dataset.name)
        files = [store.day_file(folder, dataset.name, day) for day in days]
        rows = sum(pq.read_metadata(store.readable(file)).num_rows for file in files)
        found.append(Contents(dataset, rows, tuple(map(str, days)), sum(file.stat().st_size for file in files)))
    return found
