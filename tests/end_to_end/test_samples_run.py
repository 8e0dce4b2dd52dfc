"""One run over the samples: what is promised of every row, held against every row."""

import pandas as pd
import pytest

from dateline.contracts import DATASETS, EXTRACTED_DATASETS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def articles(samples_run):
    return pd.read_parquet(samples_run / "articles").set_index("article_id")


@pytest.mark.parametrize("dataset", EXTRACTED_DATASETS, ids=lambda d: d.name)
def test_every_span_holds_the_stored_words(samples_run, articles, dataset):
    rows = pd.read_parquet(samples_run / dataset.name)
    assert len(rows) > 0
    for row in rows.to_dict("records"):
        text = articles.loc[row["article_id"], "text"]
        assert 0 <= row["char_start"] < row["char_end"] <= len(text)
        for words, start, end in dataset.spans:
            if row[words] is not None and not pd.isna(row[words]):
                assert text[int(row[start]) : int(row[end])] == row[words]


def test_every_party_holds_the_stored_words(samples_run, articles):
    for event in pd.read_parquet(samples_run / "events").to_dict("records"):
        text = articles.loc[event["article_id"], "text"]
        for party in [*event["actors"], *event["recipients"]]:
            assert text[party["char_start"] : party["char_end"]] == party["text"]


def test_figures_hold_their_numbers_words(samples_run, articles):
    for figure in pd.read_parquet(samples_run / "figures").to_dict("records"):
        text = articles.loc[figure["article_id"], "text"]
        assert figure["value_text"] in text[figure["char_start"] : figure["char_end"]]


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda d: d.name)
def test_every_dataset_is_there_with_the_contracts_columns(samples_run, dataset):
    folder = samples_run / dataset.name
    if dataset.name == "revisions" and not folder.exists():
        return  # nothing has left yet
    frame = pd.read_parquet(folder)
    assert list(frame.columns) == [*dataset.names, "day"]  # `day` is the folder key
    assert frame[dataset.key].is_unique


def test_nothing_is_lost(samples_run, articles):
    ledger = pd.read_parquet(samples_run / "ledger")
    assert set(ledger["article_id"]) == set(articles.index)
    assert set(ledger["outcome"]) == {"extracted", "copy"}


def test_copies_and_updates_are_told_apart(articles):
    kinds = articles.set_index("title")["duplicate_kind"]
    assert kinds["38 villagers kidnapped in Zamfara"] == "copy"
    assert kinds["Death toll in Darfur market bombing rises to 31"] == "update"
    assert pd.isna(kinds["Eleven of the villagers abducted in Zamfara freed"])


def test_hardly_a_row_is_bad(samples_run):
    held = pd.read_parquet(samples_run / "quarantine") if (samples_run / "quarantine").exists() else []
    assert len(held) == 0


def test_the_report_asks_no_other_host_for_anything(samples_run):
    pages = [file.read_text(encoding="utf-8") for file in (samples_run / "report").glob("*.html")]
    assert len(pages) >= 4
    for page in pages:
        assert "default-src 'none'" in page
        assert page.count("<script>") == page.count("<script") == 1, "its own, known by its hash"
        for asking in ("<link", "src=", "@import", "url("):
            assert asking not in page
