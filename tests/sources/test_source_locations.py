"""Folders and s3:// prefixes are listed and read alike; S3 is played by moto's server on this machine."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from dateline.contracts.documents import Document
from dateline.settings import Settings
from dateline.sources import discover, locations, read

TEXT = b"Two ferries collided off the port of Bari on Tuesday."


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ferries-2024-03-07.txt", TEXT)
    return out.getvalue()


FILES = {
    "landing/ferries-2024-03-05.txt": TEXT,
    "landing/ferries-2024-03-05.json": json.dumps({"title": "Ferries collide"}).encode(),
    "landing/below/lines.jsonl": json.dumps({"id": "a", "text": TEXT.decode(), "published": "2024-03-06"}).encode(),
    "landing/below/news.zip": packed(),
    "landing/photo.jpg": b"\xff\xd8\xff",
    "landing/.hidden/x.txt": TEXT,
    "landing-other/y-2024-03-05.txt": TEXT,
}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        locations._storage.cache_clear()
        client = boto3.client("s3")
        client.create_bucket(Bucket="news")
        for key, content in FILES.items():
            client.put_object(Bucket="news", Key=key, Body=content)
        yield "news"
    locations._storage.cache_clear()
    server.stop()


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def landing(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same files in a folder and below a prefix."""
    if request.param == "s3":
        return f"s3://{request.getfixturevalue('bucket')}/landing"
    for key, content in FILES.items():
        path = tmp_path / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return str(tmp_path / "landing")


def test_lists_what_is_there(landing: str) -> None:
    found = discover([landing])
    assert [(f.source_id, f.kind) for f in found.files] == [
        ("below/lines.jsonl", "jsonl"),
        ("below/news.zip", "archive"),
        ("ferries-2024-03-05.txt", "text"),
    ]
    assert [name for name, _ in found.skipped] == ["photo.jpg"]
    text = found.files[2]
    assert text.size == len(TEXT) + len(FILES["landing/ferries-2024-03-05.json"])
    assert text.mtime_ns > 0


def test_reads_what_is_there(landing: str) -> None:
    limits = Settings()
    found = [one for file in discover([landing]).files for one in read(file, source_name="test", published=None, limits=limits)]
    assert all(isinstance(one, Document) for one in found)
    assert [(one.source_id, one.published) for one in found if isinstance(one, Document)] == [
        ("a", date(2024, 3, 6)),
        ("below/news.zip/ferries-2024-03-07.txt", date(2024, 3, 7)),
        ("ferries-2024-03-05.txt", date(2024, 3, 5)),
    ]
    assert found[2].title == "Ferries collide"  # type: ignore[union-attr]


@pytest.mark.slow
def test_an_address_names_an_object(bucket: str) -> None:
    path = locations.at(f"s3://{bucket}/landing/ferries-2024-03-05.txt")
    assert str(path) == f"s3://{bucket}/landing/ferries-2024-03-05.txt"
    assert (path.name, path.is_file(), path.with_suffix(".eml").is_file()) == ("ferries-2024-03-05.txt", True, False)
    assert path.stat().st_size == len(TEXT)
    with path.open("rb") as stream:
        assert stream.read() == TEXT
    assert [f.source_id for f in discover([str(path)]).files] == ["ferries-2024-03-05.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["s3://nowhere/landing", "s3://news/nothing/here"])
def test_what_is_not_there_is_named(bucket: str, where: str) -> None:
    with pytest.raises(OSError, match="nowhere|nothing"):
        discover([where])


@pytest.mark.slow
def test_an_object_that_has_gone_is_a_finding(bucket: str) -> None:
    (file,) = discover([f"s3://{bucket}/landing/below/lines.jsonl"]).files
    boto3.client("s3").delete_object(Bucket=bucket, Key="landing/below/lines.jsonl")
    (found,) = read(file, source_name="test", published=None, limits=Settings())
    assert found.reason == "unreadable"  # type: ignore[union-attr]
    boto3.client("s3").put_object(Bucket=bucket, Key="landing/below/lines.jsonl", Body=FILES["landing/below/lines.jsonl"])
