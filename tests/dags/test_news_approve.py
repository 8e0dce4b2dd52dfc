"""news_approve: a held day is published, dropped, or stays held, by what a person answers."""

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
def came_of_it(tmp_path_factory):
    folder = tmp_path_factory.mktemp("approve")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")},
        "PYTHONPATH": os.pathsep.join((str(PROJECT / "plugins"), str(PROJECT / "tests" / "quality"))),
    }
    command = [sys.executable, str(HERE / "approve_runs.py"), str(folder / "airflow"), str(folder / "root")]
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_the_findings_stand_in_the_question(came_of_it):
    assert len(came_of_it["questions"]) == 3
    assert "Publish the news of 2019-03-14?" in came_of_it["questions"][0]
    assert "event_count_unusual" in came_of_it["questions"][0]


def test_approved_is_published(came_of_it):
    approved = came_of_it["runs"][0]
    assert approved["state"] == "success"
    assert (approved["tasks"]["publish_held"], approved["tasks"]["drop_held"]) == ("success", "skipped")
    assert came_of_it["events"] == ["2019-03-14"]
    assert came_of_it["outcomes"]["2019-03-14"] == "extracted"


def test_rejected_is_dropped(came_of_it):
    rejected = came_of_it["runs"][1]
    assert rejected["state"] == "success"
    assert (rejected["tasks"]["publish_held"], rejected["tasks"]["drop_held"]) == ("skipped", "success")
    assert came_of_it["outcomes"]["2019-03-15"] == "dropped"


def test_without_an_answer_it_stays_held_and_the_run_fails(came_of_it):
    unanswered = came_of_it["runs"][2]
    assert unanswered["state"] == "failed"
    assert unanswered["tasks"]["drop_held"] != "success"
    assert came_of_it["held"] == ["2019-03-16"]
    assert "2019-03-16" not in came_of_it["outcomes"]
