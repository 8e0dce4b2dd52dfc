"""
# news_ingest

News files in; articles that are read, repaired, identified and compared with earlier ones out.

- **In**: the landing folder (every 15 minutes, or at once for a new file), or the files and folders named in `inputs`.
- **Out**: asset `articles`, with the days touched and the row counts. **Contract**: `dateline.contracts.articles`.
- Input is only read. A file is remembered after publication, so a crash leaves it waiting and the next run takes it.
- Documents that can't be read, or have no publication date, go to quarantine with the reason; they don't fail the run.
- Every step may run twice without harm. Nothing changed: the run ends skipped, without an asset event.

Example: `{"inputs": ["/news/2016"], "published": "2016-12-14"}`
"""

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, dag, task

from dateline.pipelines import ingest  # light: what is heavy is imported inside its functions
from dateline_airflow.assets import ARTICLES, LANDING, PUBLISH_POOL
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import publishing_step, step


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/15 * * * *", timezone="UTC"), assets=[LANDING]),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:articles"],
    params={
        "inputs": Param([], type="array", items={"type": "string"}, description="Files and folders to read; empty: the landing folder."),
        "source_name": Param("landing", type="string", pattern="^[a-z0-9_-]{1,60}$", description="Name of the source."),
        "published": Param(
            None, type=["null", "string"], format="date", description="Publication day of documents that have none of their own."
        ),
    },
)
def news_ingest() -> None:
    batches = task.short_circuit(retries=2)(step(ingest.discover, "inputs", "source_name", "published"))()
    read = task(retries=2)(step(ingest.read)).expand(batch_path=batches)
    judged = task(retries=2)(step(ingest.near_duplicates))(read_folders=read)
    checked = task(retries=0)(step(ingest.validate))(folder=judged)  # a failed check is a finding, not a glitch
    task(pool=PUBLISH_POOL, outlets=[ARTICLES], retries=2)(publishing_step(ingest.publish, ARTICLES))(folder=checked)


news_ingest()
