"""`news_feeds` in Airflow: fetches from a server on this machine, and gives its slot back while the site asks to be left alone."""

import json
import os
import subprocess
import sys

import pytest
import web_server
from tests_end_to_end import PROJECT

pytestmark = pytest.mark.slow

SCRIPT = """
import json, os, sys
from pathlib import Path
from dateline_airflow.local import use_local_airflow
use_local_airflow(Path(os.environ["AIRFLOW_HOME"]))
from dateline_airflow.local import prepare_database, run_here
prepare_database()
from airflow.dag_processing.dagbag import DagBag
import dateline_airflow.triggers as triggers
fired = []
run = triggers.MomentTrigger.run
def noting(self):
    fired.append(self.moment)
    return run(self)
triggers.MomentTrigger.run = noting
bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
done = run_here(bag.dags["news_feeds"])
print(json.dumps({"state": str(done.state), "tasks": {t.task_id: str(t.state) for t in done.get_task_instances()}, "deferred": len(fired)}))
"""


def test_a_run_fetches_waits_and_reports(tmp_path):
    site = web_server.Site()
    server, address = web_server.start(site)
    try:
        root = tmp_path / "root"
        root.mkdir()
        (root / "sources.yaml").write_text(f"sources:\n  - {{name: example, kind: feed, where: '{address}/rss', days: 3650}}\n")
        site.put("/rss", '<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>')
        answers = iter([(429, {"Retry-After": "7"}, b""), (200, {"Content-Type": "text/html"}, web_server.page().encode())])
        site.pages["/a"] = lambda handler: handler.answer(*next(answers))
        environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT / "plugins"),
            "AIRFLOW_HOME": str(tmp_path / "airflow"),
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            "DATELINE_ROOT": str(root),
            "DATELINE_FETCH_PRIVATE": "1",
            "DATELINE_HOST_DELAY_SECONDS": "0",
        }
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout.strip().splitlines()[-1])
        assert told == {"state": "success", "tasks": {"plan": "success", "visit": "success", "report": "success"}, "deferred": 1}
        assert len(list((root / "_incoming" / "fetched" / "example").glob("*.json"))) == 1
        assert site.asked["/a"] == 2
    finally:
        server.shutdown()
        server.server_close()
