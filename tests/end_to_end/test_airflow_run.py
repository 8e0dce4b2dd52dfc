"""The three DAGs in one process, as `make run` runs them: the same bytes as the command line gives."""

import os
import shlex
import subprocess
import sys

import pytest
from tests_end_to_end import PROJECT, digests

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def airflow_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("airflow_run")
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT / "plugins"),
        "AIRFLOW_HOME": str(folder / "airflow"),
        "DATELINE_ROOT": str(folder / "root"),
        "DATELINE_SHARD_SIZE": "7",  # several mapped tasks
        "COLUMNS": "200",
    }
    command = [sys.executable, "-m", "dateline_airflow.run_once"]
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "root", done.stdout


def test_its_bytes_are_those_of_the_command_line(airflow_run, samples_run):
    assert digests(airflow_run[0]) == digests(samples_run)


def test_it_ends_with_a_summary_the_report_and_three_queries_that_work(airflow_run):
    root, output = airflow_run
    assert f"Report: {root / 'report' / 'index.html'}" in output
    assert (root / "report" / "index.html").exists()
    assert "articles" in output
    queries = [line.strip() for line in output.splitlines() if " sql '" in line]
    assert len(queries) == 3
    for query in queries:
        done = subprocess.run(query, shell=True, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert shlex.split(query)[-1].startswith("SELECT")
        assert done.stdout.count("\n") > 3


def test_a_path_that_is_not_there_says_what_to_do(tmp_path):
    command = [sys.executable, "-m", "dateline_airflow.run_once", "--news", str(tmp_path / "nowhere")]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "make run NEWS=" in done.stderr
