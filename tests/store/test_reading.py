"""read: always the contract's schema, whatever is there."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline import store
from dateline.contracts import DATASETS, Dataset

DAY = date(2016, 12, 12)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_gives_the_contracts_schema_when_nothing_is_there(tmp_path: Path, dataset: Dataset) -> None:
    assert store.read(tmp_path, dataset.name).schema.equals(dataset.schema, check_metadata=True)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_files_hold_the_contracts_columns_even_without_rows(tmp_path: Path, dataset: Dataset) -> None:
    with store.publishing(tmp_path):
        store.merge(tmp_path, dataset.name, dataset.empty(), replaced=(), replaced_column=dataset.key, days=[DAY])
    assert store.read(tmp_path, dataset.name).schema.equals(dataset.schema, check_metadata=True)
    assert pd.read_parquet(tmp_path / dataset.name).columns.tolist() == [*dataset.names, "day"]
    files = f"{tmp_path}/{dataset.name}/*/*.parquet"
    assert duckdb.execute("select count(*) from read_parquet(?, hive_partitioning = true)", [files]).fetchone() == (0,)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_no_column_is_called_like_the_folder_key(dataset: Dataset) -> None:
    assert "day" not in dataset.names


def test_reads_the_columns_asked_for_in_their_order(tmp_path: Path) -> None:
    table = store.read(tmp_path, "ledger", columns=["outcome", "article_id"])
    assert table.column_names == ["outcome", "article_id"]


def test_a_column_younger_than_the_file_is_null(tmp_path: Path) -> None:
    path = store.day_file(tmp_path, "revisions", DAY)
    path.parent.mkdir(parents=True)
    old = {"revision_id": "r", "dataset": "events", "id": "e", "published_date": DAY, "reason": "changed"}
    pq.write_table(pa.Table.from_pylist([old]), path)
    assert store.read(tmp_path, "revisions")["replaced_by"].to_pylist() == [None]


def test_a_file_without_a_column_that_must_be_there_is_an_error(tmp_path: Path) -> None:
    path = store.day_file(tmp_path, "revisions", DAY)
    path.parent.mkdir(parents=True)
    pq.write_table(pa.table({"revision_id": ["r"]}), path)
    with pytest.raises(ValueError, match="dataset is missing"):
        store.read(tmp_path, "revisions")


def test_an_unknown_dataset_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no dataset is called event"):
        store.read(tmp_path, "event")
