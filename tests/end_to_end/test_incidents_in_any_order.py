"""The same reports in one run or in twenty, in whatever order they come: the same incidents, byte for byte."""

import json
import random
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests_end_to_end import PROJECT, dateline

from dateline import quality, store
from dateline.contracts import ARTICLES, EVENTS
from dateline.pipelines import report
from dateline.settings import settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REPORTS = PROJECT / "include" / "samples" / "incidents" / "reports.jsonl"
RUNS = 20


@pytest.fixture(scope="module")
def in_one_run(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("one") / "root"
    done = dateline("extract", REPORTS, "--out", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def incidents(root: Path) -> dict[date, bytes]:
    """The files of all days that hold an incident."""
    return {
        day: store.day_file(root, "incidents", day).read_bytes()
        for day in store.days(root, "incidents")
        if store.read(root, "incidents", days=[day]).num_rows
    }


@pytest.mark.parametrize("seed", [1])
def test_twenty_runs_in_a_random_order_end_where_one_does(in_one_run, tmp_path, monkeypatch, seed):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    settings.cache_clear()
    quality.warm_up()
    ids = [json.loads(line)["id"] for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == store.read(in_one_run, "articles").num_rows
    article_ids = store.read(in_one_run, "articles").column("article_id").to_pylist()
    random.Random(seed).shuffle(article_ids)
    for run in range(RUNS):
        share = pa.array(article_ids[run::RUNS], pa.string())
        with store.publishing(tmp_path):
            for dataset in (ARTICLES, EVENTS):
                rows = store.read(in_one_run, dataset.name)
                store.merge(tmp_path, dataset.name, rows.filter(pc.is_in(rows["article_id"], value_set=share)), replaced=())
        report.publish_incidents(report.find_incidents(f"run-{run}"))
    settings.cache_clear()
    assert incidents(tmp_path) == incidents(in_one_run)
    gone = store.read(tmp_path, "revisions").to_pylist()
    known = set(store.read(tmp_path, "incidents").column("incident_id").to_pylist())
    ended = {row["id"]: row["replaced_by"] for row in gone if row["dataset"] == "incidents"}
    assert all(heir(incident_id, ended, known) for incident_id in set(ended))


def heir(incident_id: str | None, ended: dict[str, str | None], known: set[str]) -> str | None:
    """The incident of today that one of old has become part of; None if the way ends nowhere."""
    passed: set[str] = set()
    while incident_id is not None and incident_id not in known and incident_id not in passed:
        passed.add(incident_id)
        incident_id = ended.get(incident_id)
    return incident_id if incident_id in known else None
