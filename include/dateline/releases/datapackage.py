"""The files of a release as a Data Package (Frictionless, version 2)."""

from collections.abc import Collection
from typing import Any

import pyarrow as pa

from dateline.contracts import Column, Dataset
from dateline.releases.contents import Contents
from dateline.releases.odcs import PURPOSE

PROFILES = "https://datapackage.org/profiles/2.0"


def data_package(contents: Collection[Contents], version: str, created: str) -> dict[str, Any]:
    """The descriptor, as `datapackage.json` has it; `created` is an ISO instant. A dataset without files is no resource."""
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "dateline",
        "title": "Dateline: evidence-linked event data from news",
        "description": PURPOSE,
        "version": version,
        "created": created,
        "resources": [_resource(part, {p.dataset.name for p in contents if p.days}) for part in contents if part.days],
    }


def _resource(part: Contents, present: Collection[str]) -> dict[str, Any]:
    dataset = part.dataset
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": dataset.name,
        "description": dataset.description,
        "path": part.paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": part.size,
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(column, dataset) for column in dataset.columns],
            "primaryKey": [dataset.key],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": parent, "fields": [key]}}
                for column, parent, key in dataset.parents
                if parent in present
            ],
        },
    }


def _field(column: Column, dataset: Dataset) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable}
    if column.name == dataset.key:
        constraints["unique"] = True
    if column.codes and not pa.types.is_list(column.type):
        constraints["enum"] = list(column.codes)
    constraints |= {k: v for k, v in (("minimum", column.minimum), ("maximum", column.maximum)) if v is not None}
    return {"name": column.name, "type": _type(column.type), "description": column.description, "constraints": constraints}


def _type(kind: pa.DataType) -> str:
    tests = (
        (pa.types.is_list, "array"),
        (pa.types.is_struct, "object"),
        (pa.types.is_string, "string"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "datetime"),
    )
    return next(name for test, name in tests if test(kind))
