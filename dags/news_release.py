"""
# news_release

What is published now, in; a release that can be cited and never changes, out: `releases/YYYY.MM.DD-n/`.

- **In**: all datasets whose rows don't depend on the run. **Out**: their files with checksums, data dictionary, contract (ODCS),
  `datapackage.json`, changes since the release before, counts and known limits.
- Skipped when nothing changed since the last release. One that breaks off can't be seen, and the next run starts anew.
- `verify` reads it back from the disk: checksums, rows, every file to its end.
"""

from airflow.sdk import dag, task

from dateline.pipelines import release  # light: what is heavy is imported inside its functions
from dateline_airflow.assets import PUBLISH_POOL
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import step


@dag(
    schedule="@weekly",
    catchup=False,
    max_active_runs=1,
    on_failure_callback=RunFailedNotifier(),
    deadline=late_after_deadline(),
    doc_md=__doc__,
    tags=["layer:report"],
)
def news_release() -> None:
    frozen = task.short_circuit(retries=2, pool=PUBLISH_POOL)(step(release.freeze))()
    task(retries=0)(step(release.verify))(folder=frozen)


news_release()
