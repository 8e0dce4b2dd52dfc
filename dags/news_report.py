"""
# news_report

Events of many articles in; incidents, marts and the HTML report out.

- **In**: asset `events`, or daily. **Out**: dataset `incidents`, `marts/`, `report/index.html`.
- **Contract**: `dateline.contracts.incidents`. **Checks**: `dateline.quality`.
- Incidents depend on the set of events only, never on the order in which they came.
- Every step may run twice without harm.
"""

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from dateline.pipelines import report  # light: what is heavy is imported inside its functions
from dateline_airflow.assets import EVENTS, PUBLISH_POOL
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import step


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("@daily", timezone="UTC"), assets=[EVENTS]),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:report"],
)
def news_report() -> None:
    found = task(retries=2)(step(report.find_incidents))()
    published = task(pool=PUBLISH_POOL, retries=2)(step(report.publish_incidents))(folder=found)
    marts = task(retries=2)(step(report.build_marts))()
    page = task(retries=2)(step(report.build_report))()
    published >> marts >> page


news_report()
