"""What is no news, or can't be read, is said so: exit status, message, quarantine; the good documents are published."""

import json

import pandas as pd
import pytest
from tests_end_to_end import dateline

pytestmark = pytest.mark.slow

GOOD = (
    "Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing three officers, police said. "
    "Two of the attackers were shot dead. A spokesman for the regional government condemned the attack."
)


def one(folder, name, content):
    folder.mkdir()
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(
    ("name", "content", "status", "reason"),
    [
        pytest.param("empty-2024-03-05.txt", b"", 2, "empty", id="an empty file"),
        pytest.param("binary-2024-03-05.txt", bytes(range(256)) * 40, 2, "binary", id="a binary file"),
        pytest.param("undated.txt", GOOD, 2, "undated", id="a text without a date"),
        pytest.param("huge-2024-03-05.txt", (GOOD + "\n\n") * 24_000, 2, "too_large", id="a text of five megabytes"),
    ],
)
def test_alone_it_goes_to_quarantine_with_its_reason(tmp_path, name, content, status, reason):
    root = tmp_path / "root"
    done = dateline("extract", one(tmp_path / "in", name, content), "--out", root)
    assert done.returncode == status, done.stdout + done.stderr
    assert name in done.stdout
    assert reason in done.stdout
    held = pd.read_parquet(root / "quarantine")
    assert held["reason"].tolist() == [reason]
    assert held["source_id"].tolist() == [name]
    assert held["remedy"].notna().all()


def test_among_good_documents_it_stops_none_of_them(tmp_path):
    folder = one(tmp_path / "in", "good-2024-03-05.txt", GOOD)
    (folder / "broken.txt").write_text(GOOD)  # no date anywhere
    lines = [
        json.dumps({"id": "a", "text": GOOD.replace("Baidoa", "Kismayo"), "published": "2024-03-05"}),
        "{not json",
        json.dumps({"id": "b", "published": "2024-03-05"}),
        json.dumps({"id": "c", "text": GOOD.replace("Baidoa", "Jowhar").replace("three", "six"), "published": "2024-03-06"}),
        json.dumps(["a list"]),
    ]
    (folder / "lines.jsonl").write_text("\n".join(lines))
    root = tmp_path / "root"
    done = dateline("extract", folder, "--out", root)
    assert done.returncode == 1, done.stdout + done.stderr
    articles = pd.read_parquet(root / "articles")
    assert sorted(articles["source_id"]) == ["a", "c", "good-2024-03-05.txt"]
    held = pd.read_parquet(root / "quarantine")
    assert len(articles) + len(held) == 7
    assert {"undated", "broken_json"} <= set(held["reason"])
    events = pd.read_parquet(root / "events")
    assert (events["event_type"] == "ASSAULT").any()


def test_wrong_usage_says_what_to_do(tmp_path):
    done = dateline("extract", tmp_path / "nowhere", "--out", tmp_path / "root")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_files_of_unknown_kind_are_listed_as_skipped(tmp_path):
    folder = one(tmp_path / "in", "good-2024-03-05.txt", GOOD)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    done = dateline("extract", folder, "--out", tmp_path / "root")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped: photo.jpg" in done.stdout
