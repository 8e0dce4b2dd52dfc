"""
# news_approve

Asks a person about one held day: its rows are published on "Approve" and dropped on "Reject".

- **In**: a day whose rows `news_extract` held back, because its volume was out of bounds or a rule about it failed twice running.
  `news_extract` starts one run per held day. **Out**: asset `events`, with the days touched and the row counts.
- The findings stand in the question (Required Actions in the UI). A message goes to `DATELINE_NOTIFY_URL`, if one is set.
- No answer within `DATELINE_APPROVE_DAYS`: the run fails and the rows stay held. Clear the run to ask again, or use
  `dateline quarantine release DAY` or `drop DAY`, which do the same without Airflow.
- Nothing else waits for the answer: all other days are published meanwhile.

Example: `{"day": "2024-03-05"}`
"""

from datetime import timedelta

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import Param, dag, task

from dateline.pipelines import approve  # light: what is heavy is imported inside its functions
from dateline.settings import settings
from dateline_airflow.assets import EVENTS, PUBLISH_POOL
from dateline_airflow.notifying import HeldDayNotifier, RunFailedNotifier
from dateline_airflow.steps import publishing_step, step


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=28,  # one per held day; each waits for days without taking a worker's slot
    on_failure_callback=RunFailedNotifier(),
    doc_md=__doc__,
    tags=["layer:core"],
    params={"day": Param(type="string", format="date", description="The held day.")},
)
def news_approve() -> None:
    described = task(retries=2)(step(approve.describe, "day"))()
    asked = ApprovalOperator(
        task_id="ask",
        subject="Publish the news of {{ params.day }}?",
        body="{{ ti.xcom_pull(task_ids='describe') }}",
        response_timeout=timedelta(days=settings().approve_days),  # no default answer: the task fails, the rows stay held
        notifiers=[HeldDayNotifier()],
        retries=0,
    )
    approved = EmptyOperator(task_id="approved")  # what "Reject" skips
    publish = task(pool=PUBLISH_POOL, outlets=[EVENTS], retries=2)(publishing_step(approve.publish_held, EVENTS, "day"))
    drop = task(pool=PUBLISH_POOL, retries=2, trigger_rule="all_skipped")(step(approve.drop_held, "day"))
    described >> asked >> approved >> [publish(), drop()]


news_approve()
