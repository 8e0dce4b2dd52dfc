"""Cells that are wrong in themselves, whatever stands beside them."""

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Column, Dataset

# Hex digits by which an id or hash is recognised.
HEX_DIGITS = {"row_id": 32, "incident_id": 32, "text_sha256": 64}


def wrong_cells(dataset: Dataset, table: pa.Table) -> dict[str, pa.ChunkedArray]:
    """By column: in which rows its value is missing though required, not listed, out of bounds or malformed; only columns with such a row."""
    found = {column.name: _is_wrong(column, table[column.name]) for column in dataset.columns if not pa.types.is_nested(column.type)}
    return {name: is_wrong for name, is_wrong in found.items() if pc.any(is_wrong).as_py()}


def _is_wrong(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    is_missing = pc.is_null(values, nan_is_null=True)
    is_wrong = pc.and_(is_missing, pa.scalar(not column.nullable))
    if digits := HEX_DIGITS.get(column.name):
        is_wrong = pc.or_(is_wrong, pc.fill_null(pc.invert(pc.match_substring_regex(values, rf"^[0-9a-f]{{{digits}}}$")), False))
    if column.codes:
        listed = pc.is_in(values, value_set=pa.array(column.codes, column.type))
        is_wrong = pc.or_(is_wrong, pc.and_(pc.is_valid(values), pc.invert(listed)))
    if column.minimum is not None:
        is_wrong = pc.or_(is_wrong, pc.fill_null(pc.less(values, column.minimum), False))
    if column.maximum is not None:
        is_wrong = pc.or_(is_wrong, pc.fill_null(pc.greater(values, column.maximum), False))
    return is_wrong
