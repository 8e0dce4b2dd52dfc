"""A Celery worker that dies in the middle of extraction: another one does its task again, and the bytes are those of a run without a kill."""

import os
import subprocess
import sys
from contextlib import suppress

import pytest
from cluster import SILENCE_SECONDS, cluster, kill_tree, wait_for, what_is_missing
from tests_end_to_end import PROJECT, digests

from dateline.contracts import EXTRACTED_DATASETS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing() or "nothing is missing"),
]
DATASETS = {"articles", *(dataset.name for dataset in EXTRACTED_DATASETS)}
INGEST = """
import sys
from dateline.pipelines import ingest
read = [ingest.read(batch) for batch in ingest.discover("ingest", inputs=sys.argv[1:], source_name="files", published=None)]
ingest.publish(ingest.validate(ingest.near_duplicates("ingest", read)))
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory, samples):
    """The root of a run of `news_extract` whose worker was killed, how the run ended, and its tasks."""
    root = tmp_path_factory.mktemp("celery_kill")
    environment = {**os.environ, "DATELINE_ROOT": str(root)}
    ingestion = subprocess.Popen([sys.executable, "-c", INGEST, str(samples)], env=environment, cwd=PROJECT)
    with cluster(root, {}) as running:
        assert ingestion.wait(timeout=300) == 0
        worker = running.start_worker()
        running.rest.trigger("news_extract")
        running.rest.pause("news_extract", is_paused=False)

        def in_hand() -> set[str]:
            found = set()
            for note in root.glob("staging/**/*.in_hand"):
                with suppress(FileNotFoundError):  # done meanwhile
                    found.add(note.read_text(encoding="utf-8"))
            return found - {""}

        wait_for(lambda: bool(in_hand()), 240, running, pause_seconds=0.005)
        first = in_hand()
        wait_for(lambda: bool(in_hand() - first), 60, running, pause_seconds=0.005)  # one article is done, another has begun
        assert kill_tree(worker) >= 3, "Celery's main process, its child, and the task's"
        killed = [task for task in running.rest.tasks("news_extract") if task["task_id"] == "extract_shard" and task["state"] == "running"]
        assert len(killed) == 1, "Airflow doesn't know yet"
        run_id = killed[0]["dag_run_id"]  # at the full hour the run of the schedule may have come first
        running.start_worker()

        def is_over() -> bool:
            return running.rest.run("news_extract", run_id)["state"] in ("success", "failed")

        wait_for(is_over, 300 + SILENCE_SECONDS, running)
        return root, running.rest.run("news_extract", run_id), running.rest.tasks("news_extract", run_id)


def test_the_run_ends_well(killed):
    _, run, tasks = killed
    assert run["state"] == "success", {task["task_id"]: task["state"] for task in tasks}


def test_the_task_was_tried_again_and_no_other(killed):
    _, _, tasks = killed
    assert {task["task_id"]: task["try_number"] for task in tasks if task["try_number"] > 1} == {"extract_shard": 2}


def test_its_bytes_are_those_of_a_run_without_a_kill(killed, samples_run):
    root, _, _ = killed
    expected = {path: digest for path, digest in digests(samples_run).items() if path.split("/")[0] in DATASETS}
    found = {path: digest for path, digest in digests(root).items() if path.split("/")[0] in DATASETS}
    assert {path.split("/")[0] for path in expected} == DATASETS
    assert found == expected
