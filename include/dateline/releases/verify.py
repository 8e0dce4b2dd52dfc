"""Whether a release is what it was when it was frozen."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline import store
from dateline.releases.contents import RELEASED
from dateline.releases.freezing import SUMS, read_sums


def verify(release: Path) -> list[str]:
    """What is wrong with a release, a sentence each; empty when nothing is.

    Every file has its checksum, no file is missing or too many, every Parquet file can be read to its end, and the rows are as
    many as stated. Raises `FileNotFoundError` for a folder without checksums.
    """
    stated = read_sums(release)
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()} - {SUMS}
    problems = [f"{path} is missing" for path in sorted(stated.keys() - there)]
    problems += [f"{path} doesn't belong here" for path in sorted(there - stated.keys())]
    for path in sorted(stated.keys() & there):
        with (release / path).open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != stated[path]:
                problems.append(f"{path} has changed")
    return problems or list(_wrong_rows(release))


def _wrong_rows(release: Path) -> Iterator[str]:
    facts = json.loads((release / "release.json").read_text(encoding="utf-8"))["datasets"]
    for dataset in RELEASED:
        if dataset.name not in facts:
            continue  # younger than the release
        rows = 0
        for day in store.days(release, dataset.name):
            path = store.day_file(release, dataset.name, day)
            try:
                rows += sum(batch.num_rows for batch in pq.ParquetFile(store.readable(path)).iter_batches())
            except (pa.ArrowException, OSError) as error:
                yield f"{path.relative_to(release)} can't be read: {' '.join(str(error).split())[:200]}"
        if rows != facts[dataset.name]["rows"]:
            yield f"{dataset.name} has {rows} rows, not {facts[dataset.name]['rows']}"
