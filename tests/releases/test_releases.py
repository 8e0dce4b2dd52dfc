"""Releases: frozen in one step, never changed, checked against their sums; and what differs between two states."""

import json
import os
import stat
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
import yaml

from dateline import releases, store
from dateline.contracts import TIMES
from dateline.releases.contents import RELEASED
from dateline.releases.datapackage import data_package
from dateline.releases.odcs import data_contract

PROJECT = Path(__file__).resolve().parents[2]
MONDAY, TUESDAY, TODAY = date(2024, 3, 4), date(2024, 3, 5), date(2026, 1, 31)


def times(*ids: str, day: date = MONDAY, words: str = "Monday") -> pa.Table:
    row = {
        "text_sha256": "0" * 64, "extractor_version": "1", "published_at": datetime(2024, 3, 4, tzinfo=UTC), "published_date": day,
        "sentence_index": 0, "char_start": 0, "char_end": 6, "confidence": 0.5, "text": words, "timex_type": "DATE",
        "timex_value": "2024-03-04", "date_start": None, "date_end": None, "date_prec": None,
    }  # fmt: skip
    return TIMES.table([row | {"row_id": id_, "article_id": id_} for id_ in ids])


def publish(root: Path, table: pa.Table, replaced: tuple[str, ...] = (), days: tuple[date, ...] = ()) -> None:
    with store.publishing(root):
        store.merge(root, "times", table, replaced=replaced, days=days)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    publish(tmp_path, times("a", "b"))
    publish(tmp_path, times("c", day=TUESDAY))
    return tmp_path


def frozen(root: Path, day: date = TODAY) -> Path:
    folder = releases.freeze(root, day)
    assert folder is not None
    return folder


def test_a_release_holds_the_files_and_everything_needed_to_use_them(root):
    folder = frozen(root)
    assert folder == root / "releases" / "2026.01.31-1"
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        ["CHANGES.md", "DATASETS.md", "LIMITS.md", "README.md", "SHA256SUMS", "changes.json", "contract.odcs.yaml", "datapackage.json",
         "release.json", "times"]
    )  # fmt: skip
    assert pd.read_parquet(folder / "times").row_id.tolist() == ["a", "b", "c"]
    facts = json.loads((folder / "release.json").read_text())
    assert facts["datasets"]["times"]["rows"] == 3
    assert facts["datasets"]["times"]["last_day"] == "2024-03-05"
    assert facts["extractor_versions"] == ["1"]
    assert facts["changes"]["times"] == {"added": 3, "changed": 0, "removed": 0}


def test_its_sums_are_those_of_sha256sum(root):
    folder = frozen(root)
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK") == len([p for p in folder.rglob("*") if p.is_file()]) - 1


def test_it_is_read_only(root):
    folder = frozen(root)
    assert {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]} == {0o444, 0o555}


def test_it_stays_as_it_is_when_the_data_changes(root):
    folder = frozen(root)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    publish(root, times("d"), replaced=("a", "b"))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert releases.verify(folder) == []


def test_no_release_is_made_when_nothing_changed(root):
    frozen(root)
    assert releases.freeze(root, TODAY) is None
    assert releases.names(root) == ["2026.01.31-1"]


def test_releases_of_a_day_are_numbered_and_ordered_by_number(root):
    for i in range(11):
        publish(root, times(f"x{i:02}"))
        frozen(root)
    assert releases.names(root) == [f"2026.01.31-{n}" for n in range(1, 12)]
    publish(root, times("y"))
    assert frozen(root, date(2026, 2, 1)).name == "2026.02.01-1"


def test_it_says_what_came_changed_and_went_since_the_one_before(root):
    frozen(root)
    publish(root, pa.concat_tables([times("b", words="lundi!"), times("d")]), replaced=("a", "b"))
    folder = frozen(root)
    [change] = [c for c in json.loads((folder / "changes.json").read_text()) if c["dataset"] == "times"]
    assert change == {"dataset": "times", "added": ["d"], "changed": ["b"], "removed": ["a"]}
    page = (folder / "CHANGES.md").read_text()
    assert "Against release 2026.01.31-1" in page
    assert "`times` removed: a" in page


def test_a_row_that_moves_to_another_day_is_changed_not_new(root, tmp_path):
    before = frozen(root)
    publish(root, times("a", day=TUESDAY), replaced=("a",), days=(MONDAY,))
    [change] = [c for c in releases.compare(before, root) if c.dataset == "times"]
    assert (change.added, change.changed, change.removed) == ((), ("a",), ())


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        pytest.param(lambda f: (f / "README.md").write_text("other"), "README.md has changed", id="a page is changed"),
        pytest.param(lambda f: (f / "LIMITS.md").unlink(), "LIMITS.md is missing", id="a file is gone"),
        pytest.param(lambda f: (f / "more.txt").write_text("x"), "more.txt doesn't belong here", id="a file is added"),
        pytest.param(
            lambda f: (f / "times/day=2024-03-04/part-0.parquet").write_bytes(b"PAR1"),
            "times/day=2024-03-04/part-0.parquet has changed",
            id="data is torn",
        ),
    ],
)
def test_verify_finds_what_was_done_to_it(root, harm, problem):
    folder = frozen(root)
    assert releases.verify(folder) == []
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    harm(folder)
    assert problem in releases.verify(folder)


@pytest.mark.parametrize("point", ["link", "fsync", "rename"])
def test_one_that_breaks_off_is_not_seen_and_the_next_one_is_whole(root, monkeypatch, point):
    real, calls = getattr(os, point), iter(range(100))

    def full_disk(*args, **kwargs):
        if next(calls) == (1 if point == "link" else 0):
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, point, full_disk)
    with pytest.raises(OSError, match="No space"):
        releases.freeze(root, TODAY)
    monkeypatch.undo()
    assert releases.names(root) == []
    assert releases.verify(frozen(root)) == []
    assert [p.name for p in (root / "releases").iterdir()] == ["2026.01.31-1"]


def test_where_there_are_no_links_files_are_copied(root, monkeypatch):
    def no_links(*args):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", no_links)
    assert releases.verify(frozen(root)) == []


def test_the_contract_names_every_column_with_its_rules():
    contract = yaml.safe_load(yaml.safe_dump(data_contract(RELEASED, "2026.01.31-1", "limits")))
    assert contract["apiVersion"] == "v3.1.0"
    objects = {o["name"]: {p["name"]: p for p in o["properties"]} for o in contract["schema"]}
    assert {name: list(properties) for name, properties in objects.items()} == {d.name: d.names for d in RELEASED}
    events = objects["events"]
    assert events["article_id"]["required"] is True
    assert events["event_id"]["logicalType"] == "string"
    assert events["latitude"]["logicalTypeOptions"] == {"minimum": -90, "maximum": 90}
    assert "asserted" in events["factuality"]["quality"][0]["arguments"]["validValues"]
    assert [p["name"] for p in events["actors"]["items"]["properties"]][:2] == ["text", "name"]
    assert [p["name"] for p in objects["times"].values() if p.get("primaryKey")] == ["row_id"]
    assert objects["articles"]["duplicate_of"]["relationships"] == [{"type": "foreignKey", "to": "articles.article_id"}]
    assert objects["times"]["published_date"]["partitioned"] is True


def test_the_data_package_names_every_file_and_field(root):
    folder = frozen(root)
    package = json.loads((folder / "datapackage.json").read_text())
    [resource] = package["resources"]
    assert [folder / path for path in resource["path"]] == sorted(folder.rglob("*.parquet"))
    assert [f["name"] for f in resource["schema"]["fields"]] == TIMES.names
    assert resource["schema"]["primaryKey"] == ["row_id"]
    assert resource["bytes"] == sum(path.stat().st_size for path in folder.rglob("*.parquet"))
    assert data_package([], "1", "now")["resources"] == []


def test_the_limits_are_those_of_the_documentation():
    """`make docs` copies them."""
    stated = (PROJECT / "include" / "dateline" / "releases" / "limits.md").read_text(encoding="utf-8")
    assert stated == (PROJECT / "docs" / "limits.md").read_text(encoding="utf-8")
