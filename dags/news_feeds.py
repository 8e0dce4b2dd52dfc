"""
# news_feeds

Feeds, sitemaps and lists of addresses in; fetched articles that wait for `news_ingest` out.

- **In**: `sources.yaml` (`DATELINE_SOURCES`), of which those sources are read that are due by their `schedule`.
- **Out**: asset `landing`, which starts `news_ingest`. What is fetched lies under `_incoming/fetched/` until it is published.
- One task for each site: it asks robots.txt and the TDM reservation first, makes a pause between two requests
  (`DATELINE_HOST_DELAY_SECONDS`), and is deferred while a site asks to be left alone (`Retry-After`).
- Each announced version of an article is fetched once. An article that can't be had goes to quarantine with the reason.
- Every step may run twice. `report` fails when lines of `sources.yaml` can't be used, and says which; the others were read.

Example: `{"sources": ["example-world"]}` reads that source at once.
"""

from airflow.sdk import CronTriggerTimetable, Param, dag, task

from dateline.pipelines import feeds  # light: what is heavy is imported inside its functions
from dateline_airflow.assets import LANDING
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import feeds_report_step, step
from dateline_airflow.visiting import VisitSiteOperator


@dag(
    schedule=CronTriggerTimetable("*/5 * * * *", timezone="UTC"),  # the sources' own schedules say which of them are read
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:articles"],
    params={
        "sources": Param(
            [], type="array", items={"type": "string"}, description="Names of sources to read at once; empty: those that are due."
        )
    },
)
def news_feeds() -> None:
    batches = task.short_circuit(retries=2)(step(feeds.plan, "sources"))()
    visits = VisitSiteOperator.partial(task_id="visit", retries=2, max_active_tis_per_dagrun=4).expand(batch_path=batches)
    reported = task(retries=0, outlets=[LANDING], trigger_rule="all_done")(feeds_report_step(feeds.report, LANDING))(batch_paths=batches)
    visits >> reported


news_feeds()
