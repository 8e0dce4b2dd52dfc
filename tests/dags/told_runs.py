"""A run that publishes, one that failed and one that is late; prints what StatsD, the lineage file and the webhook got, as JSON.

python told_runs.py AIRFLOW_HOME
"""

import asyncio
import http.server
import json
import os
import socket
import sys
import threading
from pathlib import Path

from dateline_airflow.local import use_local_airflow


def main() -> None:
    home = Path(sys.argv[1])
    messages: list[str] = []

    class Webhook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: the output is JSON."""

    webhook = http.server.HTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=webhook.serve_forever, daemon=True).start()
    statsd = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    statsd.bind(("127.0.0.1", 0))
    statsd.settimeout(0.2)
    lineage = home / "lineage.jsonl"
    os.environ |= {
        "DATELINE_NOTIFY_URL": f"http://127.0.0.1:{webhook.server_port}/",
        "DATELINE_ROOT": str(home / "root"),
        "AIRFLOW__METRICS__STATSD_ON": "True",
        "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
        "AIRFLOW__METRICS__STATSD_PORT": str(statsd.getsockname()[1]),
        "AIRFLOW__OPENLINEAGE__TRANSPORT": json.dumps({"type": "file", "log_file_path": str(lineage), "append": True}),
        "AIRFLOW__CORE__DAGS_FOLDER": str(home / "dags"),
    }
    use_local_airflow(home)
    (home / "dags").mkdir()
    (home / "dags" / "told.py").write_text(DAGS, encoding="utf-8")
    from dateline_airflow.local import prepare_database, run_here

    prepare_database()
    import structlog
    from airflow.callbacks.callback_requests import DagCallbackRequest
    from airflow.dag_processing.dagbag import DagBag
    from airflow.dag_processing.processor import _execute_dag_callbacks
    from airflow.sdk.observability import stats
    from airflow.sdk.observability.metrics import stats_utils

    stats.initialize(factory=stats_utils.get_stats_factory(), export_legacy_names=False)  # as in a task's process
    bag = DagBag(home / "dags")
    assert not bag.import_errors, bag.import_errors
    state = str(run_here(bag.dags["news_extract"]).state)
    failed = DagCallbackRequest(
        filepath="told.py", bundle_name="dags-folder", bundle_version=None, dag_id="news_extract", run_id="scheduled__y", msg="task_failure"
    )
    _execute_dag_callbacks(bag, failed, structlog.get_logger())  # what the DAG processor does when the scheduler says that a run failed
    asyncio.run(miss_deadline())
    lines = []
    try:
        while True:
            lines += statsd.recv(65_536).decode().splitlines()
    except TimeoutError:
        pass
    events = [json.loads(line) for line in lineage.read_text(encoding="utf-8").splitlines()]
    told = {"state": state, "messages": messages, "metrics": [line for line in lines if ".dateline." in line], "lineage": events}
    print("\n" + json.dumps(told))


async def miss_deadline() -> None:
    """Let a run's deadline pass: what the scheduler does then, and the triggerer after it."""
    from airflow.models.deadline import Deadline
    from airflow.models.serialized_dag import SerializedDagModel
    from airflow.sdk import timezone
    from airflow.triggers.callback import CallbackTrigger
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType, DagRunType
    from sqlalchemy import select

    with create_session() as session:
        serialized = SerializedDagModel.get_dag("news_extract", session=session)
        serialized.create_dagrun(
            run_id="scheduled__x",
            run_type=DagRunType.SCHEDULED,
            state=DagRunState.QUEUED,
            run_after=timezone.utcnow(),
            triggered_by=DagRunTriggeredByType.TEST,
            session=session,
        )
        session.flush()
        deadline = session.scalars(select(Deadline)).all()[-1]
        deadline.handle_miss(session)
        arguments = deadline.callback.trigger.kwargs
    async for _ in CallbackTrigger(**arguments).run():
        pass


DAGS = """
from airflow.sdk import dag, task
from dateline.pipelines.published import Published
from dateline_airflow.notifying import RunFailedNotifier, late_after_deadline
from dateline_airflow.steps import publishing_step


def publish(run_id):
    return Published(days=("2024-03-05",), rows={"events": 3, "figures": 2}, quarantined=4, held=("2024-03-06",))


@dag(schedule=None, on_failure_callback=RunFailedNotifier(), deadline=late_after_deadline())
def news_extract():
    task(publishing_step(publish, None))()


news_extract()
"""


if __name__ == "__main__":
    main()
