"""
# news_extract

Articles that have not been extracted yet, in; mentions, places, times, quotes, figures and events, out.

- **In**: asset `articles`, or hourly. **Out**: asset `events`, with the days touched and the row counts.
- **Contracts**: `dateline.contracts`. **Checks**: `dateline.quality`.
- `plan` compares articles with the ledger both ways, so a missed trigger, a crash or a new version of the extractors heals itself.
- One bad article never fails its shard, one bad shard never loses the others; `verdict` fails the run when a shard was lost,
  a dataset was held back, or too many articles failed.
- Days whose rows are held are asked about by `news_approve`, a run for each; all others are published.
- Every step may run twice; a crash leaves its articles pending and the next run takes them.

Example: `{"date_from": "2016-12-01", "date_to": "2016-12-31", "reprocess": true}`
"""

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, dag, task

from dateline.pipelines import approve, extract  # light: what is heavy is imported inside their functions
from dateline_airflow.assets import ARTICLES, EVENTS, EXTRACT_POOL, PUBLISH_POOL
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import publishing_step, step, verdict_step


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("@hourly", timezone="UTC"), assets=[ARTICLES]),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:core"],
    params={
        "source_name": Param(None, type=["null", "string"], description="Only articles of this source."),
        "date_from": Param(None, type=["null", "string"], format="date", description="Only articles published on this day or later."),
        "date_to": Param(None, type=["null", "string"], format="date", description="Only articles published on this day or earlier."),
        "reprocess": Param(False, type="boolean", description="Also articles that are done."),
        "shard_size": Param(None, type=["null", "integer"], minimum=1, maximum=5000, description="Articles that one task extracts."),
    },
)
def news_extract() -> None:
    shards = task.short_circuit(retries=2)(step(extract.plan, "source_name", "date_from", "date_to", "reprocess", "shard_size"))()
    staged = task(pool=EXTRACT_POOL, retries=2)(step(extract.extract_shard)).expand(shard_path=shards)
    checked = task(retries=0, trigger_rule="all_done")(step(extract.validate))(shard_folders=staged)
    publish = task(pool=PUBLISH_POOL, outlets=[EVENTS], retries=2)(publishing_step(extract.publish, EVENTS))
    judge = task(retries=0, trigger_rule="all_done")(verdict_step(extract.verdict))
    published = publish(shard_paths=shards, folder=checked)
    published >> judge(shard_paths=shards, folder=checked)
    held = task(retries=2, trigger_rule="none_failed")(step(approve.days_to_ask))()  # also where every day was held
    ask = TriggerDagRunOperator.partial(task_id="ask", trigger_dag_id="news_approve", skip_when_already_exists=True)
    published >> held
    ask.expand_kwargs(held)


news_extract()
