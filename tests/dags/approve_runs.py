"""Three held days asked about by `news_approve` in one process: approved, rejected, not answered. Prints what came of them as JSON.

python approve_runs.py AIRFLOW_HOME ROOT
"""

import json
import os
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from good_rows import large_batch

from dateline_airflow.local import use_local_airflow

DAYS = [date(2019, 3, 14) + timedelta(days=n) for n in range(3)]
ANSWERS = ["Approve", "Reject", None]


def hold(root: Path) -> None:
    """Put three days with two articles each into the root, their rows held, and one finding for each day."""
    from dateline import store
    from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, LEDGER, QUALITY_RESULTS
    from dateline.pipelines import held
    from dateline.pipelines.upsert import upsert

    now = datetime.now(UTC)
    tables: dict[str, list] = {name: [] for name in ("articles", "ledger", *(d.name for d in EXTRACTED_DATASETS))}
    for number, day in enumerate(DAYS):
        batch = large_batch(2 * (number + 1))
        ids = [f"article-{2 * number}", f"article-{2 * number + 1}"]
        for name in ("articles", *(d.name for d in EXTRACTED_DATASETS)):
            tables[name] += [row | {"published_date": day} for row in batch[name] if row["article_id"] in ids]
    counts = {f"{d.name[:-1]}_count": 1 for d in EXTRACTED_DATASETS}
    for article in tables["articles"]:
        row = {name: article[name] for name in ("article_id", "text_sha256", "published_date")} | counts
        tables["ledger"].append(
            row
            | {"extractor_version": "1", "outcome": "extracted", "attempts": 1, "run_id": "extract", "extracted_at": now}
            | {"quarantined_count": 0, "seconds": None, "is_text_kept": True}
        )
    finding = dict.fromkeys(QUALITY_RESULTS.names) | {
        "run_id": "extract", "suite": "events.days", "dataset": "events", "expectation": "expect", "severity": "warning", "success": False,
        "row_count": 9, "checked_date": now.date(), "checked_at": now, "notes": "event_count_unusual: A reason.", "observed": "{}",
    }  # fmt: skip
    findings = [finding | {"result_id": f"{n:032d}", "published_date": day} for n, day in enumerate(DAYS)]
    contracts = {d.name: d for d in (*EXTRACTED_DATASETS, LEDGER)}
    with store.publishing(root):
        store.merge(root, "articles", ARTICLES.table(tables["articles"]), replaced=())
        upsert(root, "quality_results", QUALITY_RESULTS.table(findings))
        store.commit(root, held.put(root, {name: contract.table(tables[name]) for name, contract in contracts.items()}))


def answer(option: str | None) -> None:
    """Wait for the question and answer it as the UI does; no option: let its time run out as the scheduler does."""
    from airflow.models.hitl import HITLDetail
    from airflow.models.taskinstance import TaskInstance, TaskInstanceState
    from airflow.models.trigger import handle_event_submit
    from airflow.sdk import timezone
    from airflow.triggers.base import TriggerEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    while True:
        time.sleep(0.5)
        with create_session() as session:
            instance = session.scalar(select(TaskInstance).where(TaskInstance.state == TaskInstanceState.AWAITING_INPUT))
            if instance is None:
                continue
            detail = session.scalar(select(HITLDetail).where(HITLDetail.ti_id == instance.id))
            QUESTIONS.append(f"{detail.subject} {detail.body}")
            payload = {"error": "no answer in time", "error_type": "timeout"}
            if option:
                payload = {"chosen_options": [option], "params_input": {}, "responded_at": timezone.utcnow(), "responded_by_user": None}
            handle_event_submit(TriggerEvent(payload), task_instance=instance, session=session)
            return


QUESTIONS: list[str] = []


def main() -> None:
    home, root = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ["DATELINE_ROOT"] = str(root)
    use_local_airflow(home)
    hold(root)
    from dateline_airflow.local import prepare_database

    prepare_database()
    from airflow.dag_processing.dagbag import DagBag

    from dateline import store
    from dateline.pipelines import held

    dag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"]).dags["news_approve"]
    runs = []
    for day, option in zip(DAYS, ANSWERS, strict=True):
        threading.Thread(target=answer, args=(option,), daemon=True).start()
        run = dag.test(run_conf={"day": day.isoformat()})
        runs.append({"state": str(run.state), "tasks": {ti.task_id: str(ti.state) for ti in run.get_task_instances()}})
    report = {
        "runs": runs,
        "questions": QUESTIONS,
        "held": [str(entry.day) for entry in held.pending(root)],
        "events": sorted({str(day) for day in store.read(root, "events")["published_date"].to_pylist()}),
        "outcomes": {str(row["published_date"]): row["outcome"] for row in store.ledger.read(root).to_pylist()},
    }
    print("\n" + json.dumps(report))


if __name__ == "__main__":
    main()
