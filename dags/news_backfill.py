"""
# news_backfill

An archive, or a range of published days, through the whole way in chunks.

- **In**: `inputs` (files, folders, `s3://` prefixes), of which news from `date_from` to `date_to` is taken. Or, with `reprocess` and
  no inputs: the published days of that range, extracted by today's version of the extractors. **Out**: asset `events`.
- Airflow's own backfill doesn't fit: the time of a run is not the day of the news.
- One chunk at a time, in the pool for extraction and behind everything else that waits for it, so the 15-minute runs come first.
- Broken off or cleared, it goes on where it stopped; so does a new run with the same parameters. Progress: the log of `take`, and
  `dateline backfill` with the same arguments, which may also take over.

Example: `{"inputs": ["/news/2016"], "date_from": "2016-01-01", "date_to": "2016-12-31"}`
"""

from airflow.sdk import Param, dag, task

from dateline.pipelines import backfill  # light: what is heavy is imported inside its functions
from dateline_airflow.assets import EVENTS, EXTRACT_POOL
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import publishing_step, step


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:core"],
    params={
        "inputs": Param([], type="array", items={"type": "string"}, description="Files, folders and s3:// prefixes of an archive."),
        "source_name": Param("backfill", type="string", pattern="^[a-z0-9_-]{1,60}$", description="Name of the source."),
        "published": Param(
            None, type=["null", "string"], format="date", description="Publication day of documents that have none of their own."
        ),
        "date_from": Param(None, type=["null", "string"], format="date", description="Only news published on this day or later."),
        "date_to": Param(None, type=["null", "string"], format="date", description="Only news published on this day or earlier."),
        "chunk_size": Param(500, type="integer", minimum=1, maximum=5000, description="Articles in a chunk."),
        "reprocess": Param(False, type="boolean", description="Extract published days of the range anew; without inputs."),
    },
)
def news_backfill() -> None:
    chunks = task.short_circuit(retries=2)(
        step(backfill.plan, "inputs", "source_name", "published", "date_from", "date_to", "chunk_size", "reprocess")
    )()
    taken = task(pool=EXTRACT_POOL, max_active_tis_per_dagrun=1, priority_weight=-100, weight_rule="absolute", retries=2)(
        step(backfill.take)
    ).expand(chunks=chunks)
    finished = task(outlets=[EVENTS], retries=2)(publishing_step(backfill.finish, EVENTS))(chunks=chunks)
    taken >> finished


news_backfill()
