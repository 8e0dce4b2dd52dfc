"""The contracts as one data contract of the Open Data Contract Standard (Bitol, version 3.1)."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from dateline.contracts import Column, Dataset
from dateline.contracts.dictionary import type_name

API_VERSION = "v3.1.0"
PURPOSE = "What happened where and when, who did it to whom, how many people were harmed, who says so, and in which words of which article."
USAGE = "Open the Parquet files with any reader. Join rows to articles by article_id and text_sha256; text[char_start:char_end] is the evidence."


def data_contract(datasets: Iterable[Dataset], version: str, limitations: str) -> dict[str, Any]:
    """The contract as the standard's YAML has it, of the datasets of one release."""
    return {
        "apiVersion": API_VERSION,
        "kind": "DataContract",
        "id": "dateline",
        "name": "Dateline",
        "version": version,
        "status": "active",
        "domain": "news",
        "description": {"purpose": PURPOSE, "usage": USAGE, "limitations": limitations},
        "servers": [{"server": "release", "type": "local", "path": "./*/day=*/part-0.parquet", "format": "parquet"}],
        "schema": [_object(dataset) for dataset in datasets],
    }


def _object(dataset: Dataset) -> dict[str, Any]:
    spans = [
        {"type": "text", "dimension": "accuracy", "description": f"{words} is the article's text[{start}:{end}]."}
        for words, start, end in dataset.spans
    ]
    return {
        "name": dataset.name,
        "physicalName": dataset.name,
        "physicalType": "parquet",
        "logicalType": "object",
        "description": dataset.description,
        "dataGranularityDescription": f"One row per {dataset.one_row_per}.",
        "properties": [_property(column, dataset) for column in dataset.columns],
        **({"quality": spans} if spans else {}),
    }


def _property(column: Column, dataset: Dataset) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "description": column.description,
        "physicalType": type_name(column.type),
        **_logical(column.type, column),
        "required": not column.nullable,
    }
    if column.name == dataset.key:
        found |= {"primaryKey": True, "primaryKeyPosition": 1, "unique": True}
    if column.name == dataset.day:
        found |= {"partitioned": True, "partitionKeyPosition": 1}
    notes = {"unit": column.unit, "convention": column.convention}
    if any(notes.values()):
        found["customProperties"] = [{"property": name, "value": value} for name, value in notes.items() if value]
    parents = [f"{parent}.{key}" for reference, parent, key in dataset.parents if reference == column.name]
    if parents:
        found["relationships"] = [{"type": "foreignKey", "to": to} for to in parents]
    return found


def _logical(kind: pa.DataType, column: Column | None) -> dict[str, Any]:
    """Logical type with its bounds and codes; those of a list belong to its items."""
    if pa.types.is_list(kind):
        items = {"name": "item", "physicalType": type_name(kind.value_type), **_logical(kind.value_type, column)}
        return {"logicalType": "array", "items": items}
    if pa.types.is_struct(kind):
        parts = [{"name": f.name, "physicalType": type_name(f.type), **_logical(f.type, None)} for f in kind]
        return {"logicalType": "object", "properties": parts}
    found: dict[str, Any] = {"logicalType": _logical_type(kind)}
    if column and (bounds := {k: v for k, v in (("minimum", column.minimum), ("maximum", column.maximum)) if v is not None}):
        found["logicalTypeOptions"] = bounds
    if column and column.codes:
        codes = {"metric": "invalidValues", "arguments": {"validValues": list(column.codes)}, "mustBe": 0, "dimension": "conformity"}
        found["quality"] = [codes]
    return found


def _logical_type(kind: pa.DataType) -> str:
    tests = (
        (pa.types.is_string, "string"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "timestamp"),
    )
    return next(name for test, name in tests if test(kind))
