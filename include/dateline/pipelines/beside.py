"""What the checks of a batch are told of the data published already. The cost follows the days that the batch touches."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import EXTRACTED_DATASETS, named
from dateline.pipelines import day_counts, waivers
from dateline.quality import Known
from dateline.quality.days import TRAILING_DAYS

RESULTS_DAYS = 28  # how long a failed rule about a day is remembered


def known_beside(root: Path, tables: Mapping[str, pa.Table], articles: pa.Table, run_id: str) -> Known:
    """What is known beside extracted tables: ids of other articles, what was waived, the days before, what failed of these days.

    `articles`: those that the rows were extracted from.
    """
    days = set(articles["published_date"].to_pylist())
    return Known(
        taken={
            dataset.name: _taken(root, dataset.name, tables[dataset.name], articles, days)
            for dataset in EXTRACTED_DATASETS
            if dataset.key in tables[dataset.name].column_names  # what a table lacks is for the checks to say
        },
        waived=waivers.read(root),
        days=day_counts.published_days(root, {day - timedelta(days=n) for day in days for n in range(TRAILING_DAYS + 1)}),
        failed_before=_failed_before(root, days, run_id),
    )


def _taken(root: Path, dataset: str, table: pa.Table, articles: pa.Table, days: set[date]) -> set[str]:
    """Those ids of new rows that a published row of an article outside the batch has on one of the days.

    An id is a hash of its article among other things, and an article's rows lie on its day: only there an id can come again.
    """
    key = named(dataset).key
    wanted = table[key].combine_chunks()
    if not pc.any(pc.is_in(store.read(root, dataset, days=days, columns=[key])[key], value_set=wanted)).as_py():
        return set()  # as nearly always
    published = store.read(root, dataset, days=days, columns=[key, "article_id"])
    is_meant = pc.is_in(published[key], value_set=wanted)
    is_replaced = pc.is_in(published["article_id"], value_set=articles["article_id"].combine_chunks())
    return set(published.filter(pc.and_(is_meant, pc.invert(is_replaced)))[key].to_pylist())


def _failed_before(root: Path, days: set[date], run_id: str) -> frozenset[tuple[str, str, date]]:
    """The rules about one of these days that didn't hold when an earlier run last asked them."""
    columns = ["run_id", "dataset", "success", "notes", "published_date", "checked_at", "checked_date"]
    results = store.read(root, "quality_results", days=store.days(root, "quality_results")[-RESULTS_DAYS:], columns=columns)
    is_asked = pc.and_(
        pc.is_in(results["published_date"], value_set=pa.array(sorted(days), pa.date32())), pc.not_equal(results["run_id"], run_id)
    )
    last: dict[tuple[str, str, date], bool] = {}
    for row in results.filter(is_asked).sort_by("checked_at").to_pylist():
        last[row["dataset"], row["notes"].partition(":")[0], row["published_date"]] = row["success"]
    return frozenset(key for key, is_success in last.items() if not is_success)
