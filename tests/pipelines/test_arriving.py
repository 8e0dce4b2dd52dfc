"""What news_ingest finds: files of the landing folder and of sources.yaml on disk and in object storage, and fetched articles."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from dateline import store
from dateline.contracts.documents import Document, Rejected
from dateline.pipelines import ingest, spool, taken
from dateline.settings import settings
from dateline.sources import locations

TEXT = "Two ferries collided off the port of Bari on Tuesday, and nine passengers were hurt, the coast guard said."


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.setenv("DATELINE_ROOT", str(root))
    monkeypatch.setenv("DATELINE_SETTLE_SECONDS", "0")
    settings.cache_clear()
    yield root
    settings.cache_clear()


@pytest.fixture
def bucket(monkeypatch):
    """Put an object into a bucket on a server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    locations._storage.cache_clear()
    client = boto3.client("s3")
    client.create_bucket(Bucket="arriving")
    yield lambda key, body: client.put_object(Bucket="arriving", Key=key, Body=body.encode())
    locations._storage.cache_clear()
    server.stop()


def sources(root, *entries):
    (root / "sources.yaml").write_text(json.dumps({"sources": list(entries)}))  # JSON is YAML


def make_due(root):
    for state in (root / "_state" / "feeds" / "sources").glob("*.json"):
        state.unlink()


def read(run_id):
    """Articles and quarantined documents of a run, and what it read; as if they had been published afterwards."""
    folders = [ingest.read(batch) for batch in ingest.discover(run_id)]
    reports = [json.loads((Path(folder) / "read.json").read_text()) for folder in folders]
    taken.remember(settings().root, [taken.TakenFile(**f) for report in reports for f in report["files"]])
    for report in reports:
        spool.remove(report["fetched"])
    rows = [row for folder in folders for row in store.staging.read_table(Path(folder) / "articles.parquet").to_pylist()]
    bad = [row for folder in folders for row in store.staging.read_table(Path(folder) / "quarantine.parquet").to_pylist()]
    return rows, bad


def test_a_folder_of_sources_yaml_is_read_once_and_what_is_said_of_it_counts(root):
    sources(root, {"name": "desk", "kind": "folder", "where": "desk", "publisher": "The Desk", "rights": "spans"})
    (root / "desk" / "done").mkdir(parents=True)
    (root / "desk" / "ferries-2024-03-05.txt").write_text(TEXT)
    (root / "desk" / "broken-2024-03-05.txt").write_text("a")
    (root / "desk" / "done" / "old-2024-03-04.txt").write_text(TEXT)
    [article], [bad] = read("one")
    assert (article["source_name"], article["publisher"], article["rights"]) == ("desk", "The Desk", "spans")
    assert (bad["reason"], bad["content"]) == ("not_news", ""), "the quarantine keeps no text of it"
    make_due(root)
    assert ingest.discover("two") == []


def test_a_source_is_looked_at_when_it_is_due(root):
    sources(root, {"name": "desk", "kind": "folder", "where": "desk", "schedule": "hourly"})
    (root / "desk").mkdir()
    assert ingest.discover("one") == []
    (root / "desk" / "ferries-2024-03-05.txt").write_text(TEXT)
    assert ingest.discover("two") == [], "an hour has not passed"
    make_due(root)
    assert len(ingest.discover("three")) == 1


def test_a_prefix_of_object_storage_is_read_like_a_folder(root, bucket):
    sources(root, {"name": "cloud", "kind": "s3", "where": "s3://arriving/news/"})
    bucket("news/ferries-2024-03-05.txt", TEXT)
    bucket("other/ferries-2024-03-06.txt", TEXT)
    [article], _ = read("one")
    assert (article["source_name"], article["source_id"]) == ("cloud", "ferries-2024-03-05.txt")
    make_due(root)
    assert ingest.discover("two") == []
    bucket("news/ferries-2024-03-05.txt", TEXT.replace("nine", "eleven"))
    make_due(root)
    [changed], _ = read("three")
    assert (changed["article_id"], "eleven" in changed["text"]) == (article["article_id"], True)


def test_a_source_that_is_not_there_does_not_keep_the_others_from_being_read(root):
    sources(root, {"name": "gone", "kind": "folder", "where": "gone"}, {"name": "desk", "kind": "folder", "where": "desk"})
    (root / "desk").mkdir()
    (root / "desk" / "ferries-2024-03-05.txt").write_text(TEXT)
    [article], _ = read("one")
    assert article["source_name"] == "desk"


def test_fetched_articles_are_taken_and_removed_but_not_a_newer_version(root):
    def fetched(text, **more):
        return Document(
            source_name="feed", source_kind="feed", source_id="https://a.example/1", url="https://a.example/1", text=text, **more
        )

    spool.put(root, fetched(TEXT, published=datetime(2024, 3, 5, 8, tzinfo=UTC), published_from="feed", bylines=("A", "B")))
    spool.put(root, Rejected("feed", "https://a.example/2", "gone", "404", "Nothing to do.", "", published_date=date(2024, 3, 5)))
    [batch] = ingest.discover("one")
    folder = ingest.read(batch)
    [article] = store.staging.read_table(Path(folder) / "articles.parquet").to_pylist()
    assert (article["bylines"], article["published_from"], article["source_kind"]) == (["A", "B"], "feed", "feed")
    spool.put(root, fetched(TEXT + " One ferry sank.", published=date(2024, 3, 5)))
    spool.remove(json.loads((Path(folder) / "read.json").read_text())["fetched"])
    [left] = spool.waiting(root)
    assert spool.read(left).document.text.endswith("sank."), "it came in while the older one was read"
