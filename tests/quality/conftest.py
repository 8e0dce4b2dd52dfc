"""A small batch in which everything is right, to be broken in one place at a time."""

from collections.abc import Callable

import pyarrow as pa
import pytest
from good_rows import Batch, good_batch, tables_of


@pytest.fixture
def batch() -> Batch:
    return good_batch()


@pytest.fixture
def tables() -> Callable[[Batch], dict[str, pa.Table]]:
    return tables_of
