"""The index of fingerprints: complete after every addition, whole after a crash, and never slow to open."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest

from dateline.articles.duplicate_index import Segment, StaleIndexError, add, bands_of, join, make_segment, open_index
from dateline.articles.fingerprints import Fingerprint


def invented(name: str, seed: int) -> Fingerprint:
    rng = np.random.default_rng(seed)
    shingles = np.unique(rng.integers(0, 2**32, 60, dtype=np.uint32))
    return Fingerprint(name, 1_000_000, shingles, shingles[::9], np.unique(rng.integers(0, 2**63, 5, dtype=np.uint64)))


def assert_same(one: Fingerprint, other: Fingerprint) -> None:
    assert one.rank == other.rank
    np.testing.assert_array_equal(one.shingles, other.shingles)
    np.testing.assert_array_equal(one.facts, other.facts)
    np.testing.assert_array_equal(one.sentences, other.sentences)


def contents(segments: tuple[Segment, ...]) -> dict[str, Fingerprint]:
    found: dict[str, Fingerprint] = {}
    for segment in segments:
        for row, name in enumerate(segment.ids.tolist()):
            found.pop(name.decode(), None)
            if not segment.is_gone[row]:
                found[name.decode()] = segment.fingerprint(row)
    return found


def test_there_is_nothing_in_no_index(tmp_path: Path) -> None:
    assert open_index(tmp_path / "none") == ()


def test_gives_back_what_was_added(tmp_path: Path) -> None:
    added = {f"{n:032x}": invented(f"{n:032x}", n) for n in range(20)}
    for part in (list(added.values())[:7], list(added.values())[7:]):
        add(tmp_path, make_segment(part))
    found = contents(open_index(tmp_path))
    assert found.keys() == added.keys()
    for name, fingerprint in added.items():
        assert_same(found[name], fingerprint)


def test_an_article_is_found_by_its_bands_and_by_its_id(tmp_path: Path) -> None:
    wanted = invented("wanted", 7)
    add(tmp_path, make_segment([invented(f"other{n}", n + 100) for n in range(50)] + [wanted]))
    (segment,) = open_index(tmp_path)
    row = segment.find("wanted")
    assert row is not None
    assert segment.candidates(bands_of(wanted)) == [row]
    assert segment.find("unknown") is None


def test_what_came_last_counts(tmp_path: Path) -> None:
    add(tmp_path, make_segment([invented("a", 1), invented("b", 2), *(invented(f"c{n}", n + 9) for n in range(30))]))
    add(tmp_path, make_segment([invented("a", 3)], gone=["b"]))
    found = contents(open_index(tmp_path))
    assert_same(found["a"], invented("a", 3))
    assert "b" not in found


def test_many_small_additions_leave_few_segments(tmp_path: Path) -> None:
    for n in range(40):
        add(tmp_path, make_segment([invented(f"{n:032x}", n)]))
    assert len(list(tmp_path.glob("segment-*"))) == len(open_index(tmp_path)) <= 6
    assert len(contents(open_index(tmp_path))) == 40


def test_joining_a_whole_index_forgets_what_is_gone() -> None:
    joined = join([make_segment([invented("a", 1), invented("b", 2)]), make_segment([], gone=["a"])], is_whole=True)
    assert joined.ids.tolist() == [b"b"]


def test_the_same_articles_give_the_same_file(tmp_path: Path) -> None:
    articles = [invented(f"{n:032x}", n) for n in range(20)]
    names = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        random.shuffle(articles)
        add(folder, make_segment(articles))
        names.append([path.name for path in folder.glob("segment-*")])
    assert names[0] == names[1]


def test_a_crash_before_the_manifest_leaves_the_index_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, make_segment([invented("a", 1)]))
    real_replace = os.replace

    def crash(source: Path, target: Path) -> None:
        if target.name == "manifest.json":
            raise OSError("power cut")
        real_replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", crash)
        with pytest.raises(OSError, match="power cut"):
            add(tmp_path, make_segment([invented("b", 2)]))
    assert list(contents(open_index(tmp_path))) == ["a"]
    add(tmp_path, make_segment([invented("b", 2)]))
    assert sorted(contents(open_index(tmp_path))) == ["a", "b"]


def test_another_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 0, "segments": []}))
    with pytest.raises(StaleIndexError, match="remove the folder"):
        open_index(tmp_path)
