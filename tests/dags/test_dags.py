"""The DAGs as Airflow sees them: what is there, in which order, and how light parsing is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
KNOWN_TAGS = {"layer:articles", "layer:core", "layer:report"}


@pytest.fixture(scope="module")
def dags(tmp_path_factory):
    """DAGs as plain facts, read in a process of their own: Airflow's settings are made at import."""
    home = tmp_path_factory.mktemp("airflow")
    script = """
import json, os, sys, time
from airflow.dag_processing.dagbag import DagBag
import airflow.sdk, airflow.triggers.base
before = time.perf_counter()
bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
seconds = time.perf_counter() - before
print(json.dumps({
    "errors": {str(k): v for k, v in bag.import_errors.items()},
    "seconds": seconds,
    "heavy": sorted(m for m in ("pandas", "pyarrow", "spacy", "great_expectations", "duckdb", "trafilatura") if m in sys.modules),
    "dags": {d.dag_id: {
        "tells_of_failure": bool(d.on_failure_callback), "deadlines": len(d.deadline or []),
        "doc": d.doc_md, "tags": sorted(d.tags), "catchup": d.catchup, "max_active_runs": d.max_active_runs,
        "tasks": {t.task_id: {"after": sorted(t.upstream_task_ids), "pool": t.pool, "trigger_rule": t.trigger_rule.value,
                              "outlets": [a.name for a in t.outlets], "retries": t.retries} for t in d.tasks},
        "params": sorted(d.params),
    } for d in bag.dags.values()},
}))
"""
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT / "plugins"),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
    }
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_all_are_there_without_import_errors(dags):
    assert dags["errors"] == {}
    assert sorted(dags["dags"]) == [
        "news_approve",
        "news_backfill",
        "news_extract",
        "news_feeds",
        "news_ingest",
        "news_release",
        "news_report",
    ]


def test_parsing_is_light(dags):
    assert dags["heavy"] == []


def test_each_says_what_it_does_and_runs_one_at_a_time(dags):
    for name, dag in dags["dags"].items():
        assert dag["doc"].strip().startswith(f"# {name}"), "the manual in the UI is the file's docstring"
        assert set(dag["tags"]) <= KNOWN_TAGS
        assert dag["tags"]
        assert dag["catchup"] is False
        assert dag["max_active_runs"] == 1 or name == "news_approve", "a question about one day doesn't wait for that about another"


@pytest.mark.parametrize(
    ("dag", "task", "after"),
    [
        pytest.param("news_ingest", "publish", "validate", id="articles are published after they are checked"),
        pytest.param("news_extract", "publish", "validate", id="rows are published after they are checked"),
        pytest.param("news_extract", "verdict", "publish", id="the verdict comes last"),
        pytest.param("news_approve", "publish_held", "ask", id="a held day is published after a person was asked"),
        pytest.param("news_approve", "drop_held", "ask", id="and dropped likewise"),
        pytest.param("news_extract", "ask", "publish", id="a person is asked about what publication held back"),
        pytest.param("news_backfill", "finish", "take", id="an asset event comes after the last chunk"),
        pytest.param("news_report", "publish_incidents", "find_incidents", id="incidents are checked where they are found"),
        pytest.param("news_report", "build_report", "build_marts", id="the report reads the marts"),
    ],
)
def test_order_protects_the_data(dags, dag, task, after):
    tasks = dags["dags"][dag]["tasks"]
    seen, todo = set(), [task]
    while todo:
        todo += tasks[todo.pop()]["after"]
        todo = [t for t in todo if t not in seen]
        seen.update(todo)
    assert after in seen


def test_whatever_publishes_stands_in_the_pool_with_one_slot(dags):
    publishers = {(d, t): task["pool"] for d, dag in dags["dags"].items() for t, task in dag["tasks"].items() if t.startswith("publish")}
    assert len(publishers) == 4
    assert set(publishers.values()) == {"dateline_publish"}


def test_extraction_stands_in_a_pool_of_its_own(dags):
    pools = {(d, t): task["pool"] for d, dag in dags["dags"].items() for t, task in dag["tasks"].items() if t.startswith("extract_")}
    assert ("news_extract", "extract_shard") in pools
    assert set(pools.values()) == {"dateline_extract"}


def test_each_tells_when_it_failed_or_is_late(dags):
    for name, dag in dags["dags"].items():
        assert dag["tells_of_failure"], name
        assert dag["deadlines"] == 1 or name in ("news_approve", "news_backfill"), "a question or an archive may take days"


def test_assets_chain_the_dags(dags):
    outlets = {dag: sorted(o for t in facts["tasks"].values() for o in t["outlets"]) for dag, facts in dags["dags"].items()}
    assert outlets == {
        "news_feeds": ["landing"],
        "news_ingest": ["articles"],
        "news_extract": ["events"],
        "news_approve": ["events"],
        "news_backfill": ["events"],
        "news_report": [],
        "news_release": [],
    }


def test_a_lost_shard_does_not_stop_the_others(dags):
    assert dags["dags"]["news_extract"]["tasks"]["validate"]["trigger_rule"] == "all_done"
    assert dags["dags"]["news_extract"]["tasks"]["verdict"]["trigger_rule"] == "all_done"
