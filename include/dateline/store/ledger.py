"""What became of which version of which article."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa

from dateline.store.reading import read as read_dataset

PLAN_COLUMNS = ("article_id", "text_sha256", "extractor_version", "published_date", "outcome", "attempts")


def read(root: Path, days: Iterable[date] | None = None) -> pa.Table:
    """The ledger of all days or those named, with the columns by which the next run is planned."""
    return read_dataset(root, "ledger", days=days, columns=PLAN_COLUMNS)
