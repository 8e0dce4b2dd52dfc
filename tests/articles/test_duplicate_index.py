"""The index of fingerprints: complete after every addition, whole after a crash, and never slow to open."""

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles.comparison import overlap
from dateline.articles.duplicate_index import Segment, StaleIndexError, add, join, make_segment, may_be_alike, open_index
from dateline.articles.fingerprints import Fingerprint


def invented(name: str, seed: int) -> Fingerprint:
    rng = np.random.default_rng(seed)
    shingles = np.unique(rng.integers(0, 2**24, 60, dtype=np.uint32))
    return Fingerprint(
        name, seed, 1_000_000, 736_000 + seed, shingles, shingles[::9], np.unique(rng.integers(0, 2**32, 5, dtype=np.uint32))
    )


def gone(name: str) -> Fingerprint:
    nothing = np.empty(0, np.uint32)
    return Fingerprint(name, 0, 0, 0, nothing, nothing, nothing)


def assert_same(one: Fingerprint, other: Fingerprint) -> None:
    assert (one.rank, one.version, one.day) == (other.rank, other.version, other.day)
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


def test_an_article_is_found_by_its_anchors_and_by_its_id(tmp_path: Path) -> None:
    wanted = invented("wanted", 7)
    add(tmp_path, make_segment([invented(f"other{n}", n + 100) for n in range(50)] + [wanted]))
    (segment,) = open_index(tmp_path)
    row = segment.find("wanted")
    assert row is not None
    assert row in segment.candidates(wanted)
    assert segment.find("unknown") is None


def test_a_part_is_found_within_a_much_longer_piece() -> None:
    rng = np.random.default_rng(5)
    part = invented("part", 5)
    whole = np.union1d(part.shingles, rng.integers(0, 2**24, 6_000, dtype=np.uint32))
    segment = make_segment([replace(part, article_id="whole", shingles=whole), *(invented(f"other{n}", n + 100) for n in range(50))])
    assert segment.candidates(part) == [segment.find("whole")]


def test_the_shortest_texts_are_found() -> None:
    short = replace(invented("short", 3), shingles=np.array([4_001, 70_003, 900_005], np.uint32))
    assert make_segment([short]).candidates(short) == [0]


CROWD = [invented(f"c{n}", 100 + n) for n in range(60)]


@settings(max_examples=25, deadline=None)
@given(seeds=st.tuples(st.integers(0, 9), st.integers(0, 9)), sizes=st.tuples(st.integers(1, 60), st.integers(1, 60)))
def test_who_is_compared_with_whom_depends_on_the_two_only(seeds: tuple[int, int], sizes: tuple[int, int]) -> None:
    one, other = (replace(f := invented(str(s), s), shingles=f.shingles[:n]) for s, n in zip(seeds, sizes, strict=True))
    assert may_be_alike(one, other) == may_be_alike(other, one)
    for crowd in ([], CROWD):
        segment = make_segment([replace(other, article_id="other"), *crowd])
        assert (segment.find("other") in segment.candidates(one)) >= may_be_alike(one, other)


@given(shared=st.integers(0, 20), own=st.integers(1, 30), others=st.integers(1, 300))
@settings(max_examples=60, deadline=None)
def test_no_near_duplicate_is_lost_by_its_names_and_numbers(shared: int, own: int, others: int) -> None:
    facts = np.random.default_rng(9).permutation(2**20)[: own + others].astype(np.uint32)
    common = facts[: min(shared, own, others)]
    one = replace(invented("one", 1), facts=np.unique(np.concatenate([common, facts[len(common) : own]])))
    other = replace(invented("other", 1), facts=np.unique(np.concatenate([common, facts[own : own + others - len(common)]])))
    if overlap(one, other).is_near_duplicate:
        assert make_segment([other]).candidates(one) == [0]
        assert make_segment([one]).candidates(other) == [0]


def test_joining_stops_at_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.articles.duplicate_index._MAX_SEGMENT_ARTICLES", 10)
    for n in range(24):
        add(tmp_path, make_segment([invented(f"{n:032x}", n)]))
    sizes = [len(segment) for segment in open_index(tmp_path)]
    assert max(sizes) <= 10
    assert sum(sizes) == len(contents(open_index(tmp_path))) == 24


def test_what_came_last_counts(tmp_path: Path) -> None:
    add(tmp_path, make_segment([invented("a", 1), invented("b", 2), *(invented(f"c{n}", n + 9) for n in range(30))]))
    add(tmp_path, make_segment([invented("a", 3)], gone=[gone("b")]))
    found = contents(open_index(tmp_path))
    assert_same(found["a"], invented("a", 3))
    assert "b" not in found


def test_many_small_additions_leave_few_segments(tmp_path: Path) -> None:
    for n in range(40):
        add(tmp_path, make_segment([invented(f"{n:032x}", n)]))
    assert len(list(tmp_path.glob("segment-*"))) == len(open_index(tmp_path)) <= 6
    assert len(contents(open_index(tmp_path))) == 40


def test_joining_keeps_what_is_gone_known_but_not_compared() -> None:
    joined = join([make_segment([invented("a", 1), invented("b", 2)]), make_segment([], gone=[gone("a")])])
    assert (joined.ids.tolist(), joined.is_gone.tolist()) == ([b"a", b"b"], [True, False])


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
