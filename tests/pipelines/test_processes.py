"""How many processes extract: as many as the cores and the articles are worth."""

import pytest

from dateline.pipelines import workers
from dateline.pipelines.workers import processes_for


@pytest.mark.parametrize(
    ("cores", "articles", "tasks", "processes"),
    [
        pytest.param(8, 2_000, 1, 8, id="all cores for a task alone"),
        pytest.param(8, 2_000, 2, 4, id="a share of them among tasks"),
        pytest.param(8, 60, 1, 2, id="few articles"),
        pytest.param(8, 3, 1, 1, id="hardly any"),
        pytest.param(1, 2_000, 2, 1, id="never none"),
    ],
)
def test_counts_processes(monkeypatch, cores, articles, tasks, processes):
    monkeypatch.setattr(workers.os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert processes_for(articles, tasks=tasks) == processes
