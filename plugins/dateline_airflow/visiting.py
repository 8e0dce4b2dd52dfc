"""The task that visits a site: it works as long as it may, and leaves its slot to others while it has to wait."""

import time
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator
from airflow.sdk.definitions.context import Context

from dateline.pipelines import feeds
from dateline_airflow.triggers import MomentTrigger

_GRACE = timedelta(minutes=5)  # for a triggerer that is busy


class VisitSiteOperator(BaseOperator):
    """Looks at the sources of one site and fetches what is new; deferred while the site asks to be left alone.

    `batch_path` is a path that `feeds.plan` returned. What was done is written down as it is done, so the task may run twice.
    """

    def __init__(self, *, batch_path: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.batch_path = batch_path

    def execute(self, context: Context, event: Any = None) -> dict[str, Any]:
        """Returns the counts; raises Airflow's `TaskDeferred` where there is a long wait."""
        visited = feeds.visit(self.batch_path)
        if visited.wait_seconds:
            moment = time.time() + visited.wait_seconds
            self.log.info("The site is left alone for %.0f seconds.", visited.wait_seconds)
            self.defer(trigger=MomentTrigger(moment), method_name="execute", timeout=timedelta(seconds=visited.wait_seconds) + _GRACE)
        return asdict(visited)
