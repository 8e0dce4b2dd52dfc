"""Packed lists of hashes come back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.packing import Ragged, pack, unpack


@given(values=st.sets(st.integers(0, 2**24 - 1), max_size=200))
def test_unpacks_what_was_packed(values: set[int]) -> None:
    given_ = np.array(sorted(values), np.uint32)
    found = unpack(pack(given_, 24), len(given_), 24)
    assert found.dtype == np.uint32
    np.testing.assert_array_equal(found, given_)


def test_takes_little_more_than_two_bytes_each() -> None:
    values = np.unique(np.random.default_rng(1).integers(0, 2**24, 500, dtype=np.uint32))
    assert len(pack(values, 24)) / len(values) < 2.25


@pytest.mark.parametrize("lists", [pytest.param([], id="none"), pytest.param([[]], id="empty"), pytest.param([[1, 2], [], [3]], id="some")])
def test_lists_one_after_the_other(lists: list[list[int]]) -> None:
    ragged = Ragged.of([np.array(values, np.uint32) for values in lists])
    assert [ragged.values[ragged.ends[i] : ragged.ends[i + 1]].tolist() for i in range(len(lists))] == lists
