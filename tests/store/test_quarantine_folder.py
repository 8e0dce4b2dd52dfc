"""quarantine: what failed is kept once, and goes when it is dropped."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from dateline import store
from dateline.contracts import QUARANTINE

UNDATED = date(1970, 1, 1)


def failed(*ids: str, dataset: str = "articles", reason: str = "undated") -> pa.Table:
    row = dict.fromkeys(QUARANTINE.names) | {
        "dataset": dataset, "stage": "read", "reason": reason, "reasons": [reason], "quarantine_date": UNDATED,
    }  # fmt: skip
    return QUARANTINE.table([row | {"quarantine_id": id_} for id_ in ids])


def put(root: Path, table: pa.Table) -> None:
    with store.publishing(root):
        store.quarantine.put(root, table)


def ids(root: Path, dataset: str | None = None) -> list[str]:
    return store.quarantine.read(root, dataset)["quarantine_id"].to_pylist()


def test_keeps_each_dataset_in_its_folder(tmp_path: Path) -> None:
    put(tmp_path, pa.concat_tables([failed("b", "a"), failed("c", dataset="events")]))
    assert ids(tmp_path) == ["a", "b", "c"]
    assert ids(tmp_path, "events") == ["c"]
    assert (tmp_path / "quarantine" / "events" / "day=1970-01-01" / "part-0.parquet").exists()


def test_putting_it_twice_changes_nothing_but_its_reason(tmp_path: Path) -> None:
    put(tmp_path, failed("a", "b"))
    put(tmp_path, failed("a", reason="empty"))
    assert store.quarantine.read(tmp_path)["reason"].to_pylist() == ["empty", "undated"]


def test_dropped_rows_are_gone(tmp_path: Path) -> None:
    put(tmp_path, failed("a", "b"))
    with store.publishing(tmp_path):
        store.quarantine.drop(tmp_path, {"a", "unknown"})
    assert ids(tmp_path) == ["b"]


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert ids(tmp_path) == []
    assert ids(tmp_path, "events") == []


def test_is_only_changed_by_the_one_who_publishes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="publishing"):
        store.quarantine.put(tmp_path, failed("a"))


def test_the_ledger_is_read_with_the_columns_for_planning(tmp_path: Path) -> None:
    assert store.ledger.read(tmp_path).column_names == [
        "article_id", "text_sha256", "extractor_version", "published_date", "outcome", "attempts",
    ]  # fmt: skip
