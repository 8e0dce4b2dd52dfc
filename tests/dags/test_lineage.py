"""How datasets are called in lineage, and what is said of them."""

import pytest

from dateline.contracts import EVENTS
from dateline.paths import path_of
from dateline.pipelines.published import Published
from dateline_airflow.lineage import described

PUBLISHED = Published(days=("2024-03-05",), rows={"events": 3}, quarantined=0)


@pytest.mark.parametrize(
    ("root", "namespace", "name"),
    [
        pytest.param("/srv/news", "file", "/srv/news/events", id="a folder"),
        pytest.param("s3://bucket/news", "s3://bucket", "news/events", id="a prefix of a bucket"),
        pytest.param("s3://bucket", "s3://bucket", "events", id="a whole bucket"),
    ],
)
def test_datasets_are_named_by_where_they_lie(root, namespace, name):
    _, [output] = described("news_extract", PUBLISHED, str(path_of(root)))
    assert (output.namespace, output.name) == (namespace, name)


def test_the_schema_is_the_contracts():
    _, [output] = described("news_extract", PUBLISHED, "/srv/news")
    assert [field.name for field in output.facets["schema"].fields] == EVENTS.names
    assert output.facets["documentation"].description == EVENTS.description
    assert output.outputFacets["outputStatistics"].rowCount == 3


@pytest.mark.parametrize(
    ("dag", "read"),
    [
        pytest.param("news_ingest", [], id="ingestion reads files"),
        pytest.param("news_extract", ["articles"], id="extraction reads articles"),
        pytest.param("news_report", ["articles", "events", "figures"], id="incidents are made of events and figures"),
    ],
)
def test_what_was_read_depends_on_the_dag(dag, read):
    inputs, _ = described(dag, PUBLISHED, "/srv/news")
    assert [dataset.name for dataset in inputs] == [f"/srv/news/{name}" for name in read]
