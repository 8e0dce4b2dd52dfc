"""Lineage: what a publication read and wrote, as an OpenLineage event with facets made from the contracts.

Airflow's OpenLineage provider sends it where its own events go (`[openlineage] transport`); where none is set up nothing is done.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.pipelines.published import Published
from dateline.settings import settings

if TYPE_CHECKING:
    from openlineage.client.event_v2 import InputDataset, OutputDataset

SOURCES = {
    "news_extract": ("articles",),
    "news_backfill": ("articles",),
    "news_approve": ("articles",),
    "news_report": ("articles", "events", "figures"),
}


def emit_lineage(dag_id: str, published: Published) -> None:
    """Say which datasets of the root this task read and which it wrote, with the rows of each.

    Datasets are named as OpenLineage names files: namespace `file` or `s3://bucket`, name the path. What fails here fails no task.
    """
    from airflow.providers.openlineage.api import emit_dataset_lineage, is_openlineage_active

    if published.rows and is_openlineage_active():
        inputs, outputs = described(dag_id, published, str(settings().root))
        emit_dataset_lineage(inputs=[*inputs], outputs=[*outputs])


def described(dag_id: str, published: Published, root: str) -> "tuple[list[InputDataset], list[OutputDataset]]":
    """Inputs and outputs with facets: documentation, schema, storage; of outputs also the number of rows."""
    from openlineage.client.event_v2 import InputDataset, OutputDataset
    from openlineage.client.facet_v2 import output_statistics_output_dataset as statistics

    inputs = [InputDataset(*_place(root, name), facets=_facets(name)) for name in SOURCES.get(dag_id, ())]
    outputs = [
        OutputDataset(
            *_place(root, name),
            facets=_facets(name),
            outputFacets={"outputStatistics": statistics.OutputStatisticsOutputDatasetFacet(rowCount=rows)},
        )
        for name, rows in sorted(published.rows.items())
    ]
    return inputs, outputs


def _place(root: str, dataset: str) -> tuple[str, str]:
    """Namespace and name of a dataset's folder."""
    scheme, separator, rest = root.partition("://")
    if not separator:
        return "file", str(Path(root).absolute() / dataset)
    bucket, _, prefix = rest.partition("/")
    return f"{scheme}://{bucket}", "/".join(part for part in (prefix.strip("/"), dataset) if part)


def _facets(dataset: str) -> dict[str, Any]:
    from openlineage.client.facet_v2 import documentation_dataset, schema_dataset, storage_dataset

    from dateline.contracts import named

    contract = named(dataset)
    fields = [schema_dataset.SchemaDatasetFacetFields(column.name, str(column.type), column.description) for column in contract.columns]
    return {
        "documentation": documentation_dataset.DocumentationDatasetFacet(description=contract.description),
        "schema": schema_dataset.SchemaDatasetFacet(fields=fields),
        "storage": storage_dataset.StorageDatasetFacet(storageLayer="files", fileFormat="parquet"),
    }
