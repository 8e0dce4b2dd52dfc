"""The same articles give the same bytes: whatever the order, the shard size, the number of workers, and how often."""

import json
import random

import pandas as pd
import pytest
from tests_end_to_end import dateline, digests

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wire(samples_run, tmp_path_factory):
    """Folder with the samples as JSONL files, their lines in two orders."""
    folder = tmp_path_factory.mktemp("wire")
    articles = pd.read_parquet(samples_run / "articles")
    lines = [
        json.dumps({"id": a["source_id"], "text": a["text"], "title": a["title"], "url": a["url"], "publisher": a["publisher"],
                    "published": a["published_at"].isoformat() if a["published_prec"] == "instant" else str(a["published_date"])})
        for a in articles.to_dict("records")
    ]  # fmt: skip
    for name, seed in (("one", 1), ("other", 2)):
        random.Random(seed).shuffle(lines)
        (folder / name).mkdir()
        (folder / name / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(wire, tmp_path_factory):
    root = tmp_path_factory.mktemp("first")
    done = dateline("extract", wire / "one", "--out", root, settings={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0, done.stderr
    return root, digests(root)


def test_there_is_something_to_compare(first):
    datasets = {path.split("/")[0] for path in first[1]}
    assert datasets >= {"articles", "mentions", "places", "times", "quotes", "figures", "events", "incidents", "marts"}


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(
            {"DATELINE_SHARD_SIZE": "3", "DATELINE_MAX_ARTICLES_PER_RUN": "7", "PYTHONHASHSEED": "2"}, id="small shards, in three parts"
        ),
        pytest.param({"DATELINE_WORKERS": "2", "PYTHONHASHSEED": "3"}, id="two workers"),
    ],
)
def test_into_another_empty_root_in_another_order(first, wire, tmp_path, settings):
    done = dateline("extract", wire / "other", "--out", tmp_path, settings=settings)
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path) == first[1]


def test_a_second_time_into_the_first(first, wire):
    root, before = first
    done = dateline("extract", wire / "other", "--out", root)
    assert done.returncode == 0, done.stderr
    assert digests(root) == before
