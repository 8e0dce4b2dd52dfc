"""What runs tell the outside: metrics, lineage, and messages when one failed or is late."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    home = tmp_path_factory.mktemp("told")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "AIRFLOW__"))},
        "PYTHONPATH": str(PROJECT / "plugins"),
    }
    command = [sys.executable, str(HERE / "told_runs.py"), str(home)]
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return {**json.loads(done.stdout.strip().splitlines()[-1]), "root": home / "root"}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("airflow.dateline.published.events:3|c", id="rows by dataset"),
        pytest.param("airflow.dateline.quarantined:4|c", id="what went to quarantine"),
        pytest.param("airflow.dateline.held_days:1|c", id="days that wait"),
    ],
)
def test_a_publication_is_counted(told, line):
    assert line in told["metrics"]


def test_a_step_is_timed_and_its_process_weighed(told):
    values = dict(line.split(":") for line in told["metrics"])
    assert values["airflow.dateline.step.news_extract.publish.seconds"].endswith("|ms")
    megabytes, kind = values["airflow.dateline.step.news_extract.publish.peak_memory_mb"].split("|")
    assert kind == "g"
    assert 50 < int(megabytes) < 5_000


def test_lineage_names_what_was_read_and_written_with_facets_from_the_contracts(told):
    [event] = [e for e in told["lineage"] if e["outputs"]]
    assert event["job"]["name"] == "news_extract.publish"
    assert [(d["namespace"], d["name"]) for d in event["inputs"]] == [("file", str(told["root"] / "articles"))]
    events, figures = event["outputs"]
    assert (events["name"], figures["name"]) == (str(told["root"] / "events"), str(told["root"] / "figures"))
    assert events["outputFacets"]["outputStatistics"]["rowCount"] == 3
    assert {"name": "killed_best", "type": "int64"}.items() <= next(
        f for f in events["facets"]["schema"]["fields"] if f["name"] == "killed_best"
    ).items()
    assert set(events["facets"]) == {"documentation", "schema", "storage"}


def test_a_failed_and_a_late_run_are_told(told):
    failed, late = told["messages"]
    assert "news_extract failed: run scheduled__y, task_failure" in failed
    assert late.startswith("news_extract is late: run scheduled__x was to end by ")
    assert late.endswith("its state is queued.")
