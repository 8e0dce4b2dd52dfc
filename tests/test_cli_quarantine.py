"""`dateline quarantine`: what it prints, and its exit status."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline import store
from dateline.cli import app
from dateline.contracts import QUARANTINE
from dateline.settings import settings

STORY = (
    "Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing three officers, police said. "
    "Two of the attackers were shot dead. A spokesman for the regional government condemned the attack."
)


def entry(number: int, **values: Any) -> dict[str, Any]:
    row = dict.fromkeys(QUARANTINE.names) | {
        "quarantine_id": f"{number:032x}", "dataset": "articles", "stage": "read", "reason": "undated", "reasons": ["undated: No date."],
        "remedy": "State `published`.", "source_name": "wire", "source_id": f"story-{number}.txt", "content": STORY,
        "quarantine_date": date(1970, 1, 1),
    }  # fmt: skip
    return row | values


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    rows = [entry(1), entry(2, reason="empty", content=""), entry(3, reason="empty", source_id="[b]x.txt")]
    with store.publishing(tmp_path):
        store.quarantine.put(tmp_path, QUARANTINE.table(rows))

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["quarantine", *arguments])
        return result.exit_code, result.output

    yield run
    settings.cache_clear()


def test_list_shows_ids_reasons_and_documents(run: Any) -> None:
    status, output = run("list")
    assert status == 0
    assert "3 in quarantine" in output
    assert "undated" in output
    assert "[b]x.txt" in output, "what comes from outside is no markup"


def test_list_narrows_by_reason(run: Any) -> None:
    assert "2 in quarantine" in run("list", "--reason", "empty")[1]
    assert run("list", "--reason", "binary") == (0, "Nothing is in quarantine, and no day is held.\n")


def test_show_prints_the_reasons_and_the_content(run: Any) -> None:
    status, output = run("show", f"{1:032x}")
    assert status == 0
    assert "undated: No date." in output
    assert STORY[:60] in output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["show", "fff"], "quarantine list", id="an id that isn't there"),
        pytest.param(["show", "0"], "3 entries", id="a beginning that fits several"),
        pytest.param(["show", "2024-03-05"], "held", id="a day that isn't held"),
        pytest.param(["release", "2024-03-05"], "held", id="releasing it"),
        pytest.param(["release"], "Name what you mean", id="nothing named"),
        pytest.param(["release", f"{1:032x}"], "--with", id="a document without repaired input"),
        pytest.param(["release", "--reason", "empty", "--with", "x.txt"], "name one", id="one file for two documents"),
        pytest.param(["drop", "--reason", "binary", "--yes"], "Nothing in quarantine", id="dropping what isn't there"),
    ],
)
def test_wrong_usage_says_what_to_do(run: Any, arguments: list[str], words: str) -> None:
    status, output = run(*arguments)
    assert status == 2
    assert words in output


def test_drop_asks_first_and_leaves_the_others(run: Any, tmp_path: Path) -> None:
    assert run("drop", "--reason", "empty")[0] == 1, "no answer is no"
    assert store.quarantine.read(tmp_path).num_rows == 3
    assert run("drop", "--reason", "empty", "--yes")[0] == 0
    assert store.quarantine.read(tmp_path)["reason"].to_pylist() == ["undated"]


@pytest.mark.slow
def test_a_repaired_document_goes_through_the_whole_way(run: Any, tmp_path: Path) -> None:
    repaired = tmp_path / "repaired.txt"
    repaired.write_text(STORY, encoding="utf-8")
    status, output = run("release", f"{1:032x}", "--with", str(repaired))
    assert status == 1
    assert "still in quarantine" in output
    status, output = run("release", f"{1:032x}", "--with", str(repaired), "--published", "2024-03-05")
    assert (status, "released" in output) == (0, True), output
    assert store.read(tmp_path, "articles")["source_id"].to_pylist() == ["story-1.txt"], "under its own id"
    assert store.read(tmp_path, "events").num_rows > 0
    assert store.quarantine.read(tmp_path)["reason"].to_pylist() == ["empty", "empty"]
