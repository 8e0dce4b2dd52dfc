"""`dateline release` and `dateline diff`: what they print, and how they end."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import releases, store
from dateline.cli import app
from dateline.contracts import TIMES
from dateline.settings import settings

DAY = date(2024, 3, 4)


def publish(root: Path, *ids: str, words: str = "Monday") -> None:
    row = dict.fromkeys(TIMES.names) | {
        "text_sha256": "0" * 64, "extractor_version": "1", "published_at": datetime(2024, 3, 4, tzinfo=UTC), "published_date": DAY,
        "sentence_index": 0, "char_start": 0, "char_end": 6, "confidence": 0.5, "text": words, "timex_type": "DATE",
        "timex_value": "2024-03-04",
    }  # fmt: skip
    with store.publishing(root):
        store.merge(root, "times", TIMES.table([row | {"row_id": i, "article_id": i} for i in ids]), replaced=ids)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    publish(tmp_path, "a", "b")
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.output


def test_release_freezes_and_says_where(root):
    status, output = call("release")
    [name] = releases.names(root)
    assert status == 0
    assert name in output
    assert call("release") == (0, "Nothing changed since the last release; none was made.\n")
    assert name in call("release", "list")[1]


def test_verify_ends_with_1_for_one_that_has_changed_and_2_for_one_that_is_not_there(root):
    call("release")
    [name] = releases.names(root)
    assert call("release", "verify") == (0, f"{name}: as it was frozen\n")
    page = releases.folder_of(root, name) / "README.md"
    page.chmod(0o644)
    page.write_text("other")
    assert call("release", "verify", name)[0] == 1
    assert call("release", "verify", "2020.01.01-1")[0] == 2


def test_diff_of_a_release_and_the_live_root(root):
    call("release")
    [name] = releases.names(root)
    assert call("diff", name, "live")[0] == 0
    publish(root, "b", "c", words="lundi!")
    status, output = call("diff", name, "live", "--json")
    assert status == 1
    [times] = [d for d in json.loads(output) if d["dataset"] == "times"]
    assert times == {"dataset": "times", "added": ["c"], "changed": ["b"], "removed": []}
    assert "times" in call("diff", name, "live")[1]


def test_diff_of_two_roots_and_of_what_is_not_there(root, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    publish(other, "a")
    status, output = call("diff", str(root), str(other), "--json")
    assert status == 1
    assert [d["removed"] for d in json.loads(output) if d["dataset"] == "times"] == [["b"]]
    assert call("diff", "live", "nowhere")[0] == 2
