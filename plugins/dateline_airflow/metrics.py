"""What Dateline measures, sent through Airflow's own `[metrics]` (StatsD or OpenTelemetry). Where none is set up nothing is sent.

dateline.step.DAG.TASK.seconds           how long the step itself took, without Airflow's way to it (a timer: StatsD's unit is ms)
dateline.step.DAG.TASK.peak_memory_mb    the largest resident size of the task's process so far, shared pages included
dateline.published.DATASET               rows that a publication put into a dataset
dateline.quarantined                     rows and documents that a publication sent to quarantine
dateline.held_days                       days whose rows wait for a person
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from airflow.sdk.observability import stats

from dateline.pipelines.published import Published

_KB_PER_MB = 1024


@contextmanager
def measured(dag_id: str, task_id: str) -> Iterator[None]:
    """Time the block and look at the process's memory after it, also where it raises."""
    begun = time.monotonic()
    try:
        yield
    finally:
        name = f"dateline.step.{dag_id}.{task_id}"
        stats.timing(f"{name}.seconds", timedelta(seconds=time.monotonic() - begun))
        peaks = [resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        stats.gauge(f"{name}.peak_memory_mb", max(peaks) // _KB_PER_MB)


def count_published(published: Published) -> None:
    """Count what a publication did."""
    for dataset, rows in sorted(published.rows.items()):
        stats.incr(f"dateline.published.{dataset}", rows)
    stats.incr("dateline.quarantined", published.quarantined)
    stats.incr("dateline.held_days", len(published.held))
