"""discover: which files are read, as what, and which are named as skipped."""

from pathlib import Path

import pytest

from dateline.sources import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {
        "b.txt": b"text",
        "a.html": b"<html></html>",
        "below/deeper/c.jsonl": b"{}",
        "below/d.ndjson.gz": b"\x1f\x8b",
        "photo.jpg": b"\xff\xd8\xff",
        ".hidden.txt": b"hidden",
        ".git/e.txt": b"hidden",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def test_lists_files_below_a_folder_in_order_with_the_path_below_it(folder: Path) -> None:
    found = discover([folder])
    assert [(f.source_id, f.kind) for f in found.files] == [
        ("a.html", "html"),
        ("b.txt", "text"),
        ("below/d.ndjson.gz", "jsonl"),
        ("below/deeper/c.jsonl", "jsonl"),
    ]


def test_names_files_of_unknown_kind_as_skipped_and_ignores_hidden_ones(folder: Path) -> None:
    assert [name for name, _ in discover([folder]).skipped] == ["photo.jpg"]


def test_a_given_file_is_called_by_its_name(folder: Path) -> None:
    assert [f.source_id for f in discover([folder / "below/deeper/c.jsonl"]).files] == ["c.jsonl"]


def test_a_sidecar_is_part_of_its_text(folder: Path) -> None:
    (folder / "b.json").write_text("{}")
    (folder / "alone.json").write_text("{}")
    found = discover([folder])
    assert [f.source_id for f in found.files if f.source_id.endswith(".json")] == ["alone.json"]
    assert next(f for f in found.files if f.source_id == "b.txt").size == len("text") + len("{}")


def test_the_same_file_given_twice_is_read_once(folder: Path) -> None:
    assert discover([folder, folder]) == discover([folder])


def test_two_files_that_would_become_one_article_are_not_confused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(name)
    found = discover([tmp_path / "one", tmp_path / "two"])
    assert [f.path.parent.name for f in found.files] == ["one"]
    assert "common parent" in found.skipped[0][1]


def test_an_input_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        discover([tmp_path / "nowhere"])


def test_a_link_to_nothing_is_named_as_skipped(folder: Path) -> None:
    (folder / "below" / "gone.txt").symlink_to(folder / "nowhere")
    assert dict(discover([folder]).skipped)["below/gone.txt"].startswith("cannot be opened")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(b"A plain report.", "text", id="text"),
        pytest.param(b'  {"text": "x"}', "jsonl", id="JSON lines"),
        pytest.param(b"<!DOCTYPE html><html>", "html", id="web page"),
        pytest.param(b"\x00\x01\x02\x03\x04\x05", None, id="bytes"),
    ],
)
def test_looks_into_files_without_extension(tmp_path: Path, content: bytes, kind: str | None) -> None:
    (tmp_path / "report").write_bytes(content)
    assert [f.kind for f in discover([tmp_path]).files] == ([kind] if kind else [])


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / "caf\udce9.txt").write_text("x")
    assert [f.source_id for f in discover([tmp_path]).files] == ["caf\\xe9.txt"]
