"""What publication and marts take at 10,000 and at 1,000,000 rows.

    python benchmarks/publication.py [ROWS …]

Rows are those of a few hundred made-up articles (`report_size.py`: events, figures, incidents), copied by Arrow under other ids over
a year. They are published in a few parts, each of all its days; then 100 articles more are published into one of the days that is there, and
all marts are built. Seconds by the clock; publication brings everything to the disk.
"""

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from corpus import FIRST_DAY
from made_history import moved
from report_size import fill
from rich.console import Console
from rich.table import Table

from dateline import store
from dateline.contracts import ARTICLES, EVENTS, FIGURES, INCIDENTS
from dateline.report import build_marts

TEMPLATE_EVENTS = 500
DATASETS = (ARTICLES, EVENTS, FIGURES, INCIDENTS)
COPIES_AT_ONCE = 365  # a year, each of its days once


def copied(templates: dict[str, pa.Table], copies: range) -> dict[str, pa.Table]:
    """The templates' rows as often as there are copies, each a day after the one before, within a year."""
    return {
        name: pa.concat_tables([moved(table, name, copy, 0, FIRST_DAY + timedelta(days=copy % 365)) for copy in copies])
        for name, table in templates.items()
    }


def publish(root: Path, tables: dict[str, pa.Table]) -> float:
    """Publish rows as one publication; seconds."""
    began = time.perf_counter()
    with store.publishing(root):
        store.commit(root, [store.Change(d.name, tables[d.name], (), d.key) for d in DATASETS])
    return time.perf_counter() - began


def measure(templates: dict[str, pa.Table], row_count: int) -> tuple[int, float, float, float]:
    """Rows, and seconds for all publications, for 100 articles more, and for the marts."""
    wanted = -(-row_count // sum(table.num_rows for table in templates.values()))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seconds = 0.0
        for start in range(0, wanted, COPIES_AT_ONCE):
            seconds += publish(root, copied(templates, range(start, min(start + COPIES_AT_ONCE, wanted))))
        day = store.days(root, "articles")[0]
        more = {name: moved(table, name, wanted, 1, FIRST_DAY) for name, table in templates.items()}
        one_day = {d.name: more[d.name].set_column(*_on(more[d.name], d.day, day)) for d in DATASETS}
        added = publish(root, one_day)
        began = time.perf_counter()
        build_marts(root)
        marts = time.perf_counter() - began
        rows = sum(store.read(root, d.name, columns=[d.key]).num_rows for d in DATASETS)
    return rows, seconds, added, marts


def _on(table: pa.Table, column: str, day: date) -> tuple[int, pa.Field, pa.Array]:
    at = table.schema.get_field_index(column)
    return at, table.schema.field(at), pa.array([day] * table.num_rows, pa.date32())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 1_000_000])
    wanted = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), TEMPLATE_EVENTS)
        templates = {d.name: store.read(Path(folder), d.name) for d in DATASETS}
    table = Table(title=f"Publication and marts, {date.today()}")
    for column in ("rows", "published, s", "rows/s", "100 articles more into one day, s", "all marts, s"):
        table.add_column(column, justify="right")
    for row_count in wanted:
        rows, seconds, added, marts = measure(templates, row_count)
        table.add_row(f"{rows:,}", f"{seconds:.1f}", f"{rows / seconds:,.0f}", f"{added:.1f}", f"{marts:.1f}")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
