"""commit: all changes or none, whatever fails and wherever."""

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from dateline import store
from dateline.contracts import REVISIONS, TIMES

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)


def times(*ids: str, day: date = MONDAY, words: str = "Monday", article: str = "a") -> pa.Table:
    row = dict.fromkeys(TIMES.names) | {
        "article_id": article, "text_sha256": "0" * 64, "extractor_version": "1", "published_at": datetime(2024, 3, 4, tzinfo=UTC),
        "published_date": day, "sentence_index": 0, "char_start": 0, "char_end": 6, "confidence": 0.5, "text": words,
        "timex_type": "DATE", "timex_value": "2024-03-04",
    }  # fmt: skip
    return TIMES.table([row | {"row_id": id_} for id_ in ids])


def revisions(*ids: str) -> pa.Table:
    row = dict.fromkeys(REVISIONS.names) | {"dataset": "times", "published_date": MONDAY, "reason": "changed"}
    return REVISIONS.table([row | {"revision_id": id_, "id": id_} for id_ in ids])


def first(root: Path) -> None:
    with store.publishing(root):
        store.commit(root, [store.Change("times", times("a1", "a2"), replaced=())])


def second(root: Path) -> list[dict[date, int]]:
    """Rows leave, come on two days, and are revised; with a dataset changed twice, as a changed article needs it."""
    changes = [
        store.Change("times", TIMES.empty(), replaced=["a"], days=[MONDAY]),
        store.Change("times", pa.concat_tables([times("a1", words="lundi!"), times("b1", day=TUESDAY)]), replaced=["a"], days=[MONDAY]),
        store.Change("revisions", revisions("a2"), replaced=["a2"], replaced_column="revision_id"),
    ]
    with store.publishing(root):
        return store.commit(root, changes)


def files_of(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*.parquet")) if "_state" not in p.parts}


@pytest.fixture
def old_and_new(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before and after, undisturbed."""
    root = tmp_path / "undisturbed"
    first(root)
    before = files_of(root)
    second(root)
    return before, files_of(root)


def test_changes_build_on_those_before_them(tmp_path):
    first(tmp_path)
    assert second(tmp_path) == [{MONDAY: 0}, {MONDAY: 1, TUESDAY: 1}, {MONDAY: 1}]
    assert store.read(tmp_path, "times")["row_id"].to_pylist() == ["a1", "b1"]
    assert store.read(tmp_path, "times", days=[MONDAY])["text"].to_pylist() == ["lundi!"]


def test_a_dataset_may_lie_in_another_folder(tmp_path):
    with store.publishing(tmp_path):
        store.commit(tmp_path, [store.Change("times", times("a"), replaced=(), folder="_held/times")])
    assert store.read(tmp_path / "_held", "times")["row_id"].to_pylist() == ["a"]
    assert store.days(tmp_path, "times") == []


def test_a_change_that_is_wrong_undoes_those_before_it(tmp_path):
    first(tmp_path)
    before = files_of(tmp_path)
    with store.publishing(tmp_path), pytest.raises(ValueError, match="more than once"):
        store.commit(tmp_path, [store.Change("times", times("b"), replaced=()), store.Change("times", times("a1"), replaced=())])
    assert files_of(tmp_path) == before
    second(tmp_path)


class Full:
    """A disk that is full from the so manieth call on that needs it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.calls, self.at = 0, at
        for name in ("fsync", "rename", "replace", "mkdir"):
            monkeypatch.setattr(os, name, self.guarded(getattr(os, name)))

    def guarded(self, function):
        def call(*args, **kwargs):
            self.calls += 1
            if self.calls >= self.at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*args, **kwargs)

        return call


def test_a_full_disk_leaves_all_or_nothing_wherever_it_strikes(tmp_path, old_and_new):
    old, new = old_and_new
    outcomes, at = [], 0
    while not outcomes or outcomes[-1] != "no failure":
        at += 1
        root = tmp_path / str(at)
        first(root)
        with pytest.MonkeyPatch.context() as patch:
            Full(patch, at)
            try:
                second(root)
                failed = False
            except OSError:
                failed = True
        with store.publishing(root):  # there is room again: whoever comes next finds the old or finishes the new
            found = files_of(root)
        assert found in (old, new), f"torn at call {at}"
        outcomes.append("no failure" if not failed else "old" if found == old else "new")
        second(root)
        assert files_of(root) == new
        assert [p.name for p in (root / "_state").iterdir()] == ["publish.lock"]
    assert outcomes == sorted(outcomes, key=["old", "new", "no failure"].index), "once it stands it stays"
    assert min(outcomes.count("old"), outcomes.count("new")) > 3
