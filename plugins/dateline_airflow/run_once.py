"""The three DAGs, one after the other, in this one process on SQLite: what `make run` does.

    python -m dateline_airflow.run_once [--news PATH] [--published YYYY-MM-DD]

Ends with a summary, the report's path and three queries to paste. Exit status 1 when a run failed, 2 for wrong usage.
"""

import argparse
import logging
import os
import sys
import warnings
from datetime import date
from pathlib import Path

from dateline.paths import path_of
from dateline_airflow.local import PROJECT, use_local_airflow

DAG_IDS = ("news_ingest", "news_extract", "news_report")


def main() -> int:
    """Run everything; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, default=PROJECT / "include" / "samples" / "articles", help="file or folder of news")
    parser.add_argument("--published", type=date.fromisoformat, help="publication day of documents that have none")
    arguments = parser.parse_args()
    if not arguments.news.exists():
        print(f"{arguments.news} is not there: give a file or a folder, as in `make run NEWS=path/to/news`.", file=sys.stderr)
        return 2
    use_local_airflow(Path(os.environ.get("AIRFLOW_HOME", PROJECT / ".airflow")))
    os.environ.setdefault("AIRFLOW__LOGGING__LOGGING_LEVEL", "ERROR")
    warnings.simplefilter("ignore")
    failed = run_dags(arguments.news.absolute(), arguments.published)
    print_summary(path_of(os.environ["DATELINE_ROOT"]))
    for dag_id in failed:
        print(
            f"{dag_id} failed: its log is above, its task logs are under {os.environ['AIRFLOW__LOGGING__BASE_LOG_FOLDER']}", file=sys.stderr
        )
    return 1 if failed else 0


def run_dags(news: Path, published: date | None) -> list[str]:
    """Run the DAGs in their order with one input; returns the ids of those that failed. Stops at the first that does."""
    say("Preparing Airflow's database …")
    from dateline_airflow.local import prepare_database, run_here

    prepare_database()
    from airflow.dag_processing.dagbag import DagBag

    logging.getLogger("airflow").setLevel(logging.WARNING)
    bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    for file, error in bag.import_errors.items():
        print(f"{file} can't be imported: {error}", file=sys.stderr)
    conf = {
        "news_ingest": {"inputs": [str(news)], "source_name": "files", "published": published.isoformat() if published else None},
    }
    for dag_id in DAG_IDS:
        say(f"Running {dag_id} …")
        run = run_here(bag.dags[dag_id], conf.get(dag_id))
        if run.state != "success":
            return [dag_id]
    return []


def print_summary(root: Path) -> None:
    """Articles, rows per dataset, quarantined rows, the report's path, and three lines to paste."""
    from dateline.contracts import DATASETS
    from dateline.report.database import connect

    with connect(root) as connection:
        counts = {d.name: connection.execute(f"SELECT count(*) FROM {d.name}").fetchone() for d in DATASETS}
        held = connection.execute("SELECT dataset, reason, count(*) FROM quarantine GROUP BY ALL ORDER BY ALL").fetchall()
    print(f"\nDatasets under {root}")
    for name, count in counts.items():
        print(f"  {name:<16} {count[0] if count else 0:>7} rows")
    print(f"  {'quarantine':<16} {sum(n for _, _, n in held):>7} rows")
    for dataset, reason, n in held:
        print(f"    {dataset}: {reason}: {n}")
    print(f"\nReport: {root / 'report' / 'index.html'}\n\nAsk the data:")
    command = Path(sys.executable).with_name("dateline")
    shown = command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else command
    prefix = "" if root == PROJECT / "data" and Path.cwd() == PROJECT else f"DATELINE_ROOT={root} "
    for query in (
        "SELECT event_type, factuality, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC",
        "SELECT published_date, actor_text, recipient_text, place_name, killed_best, evidence_text FROM events WHERE event_type = $$ASSAULT$$ AND factuality = $$asserted$$ LIMIT 10",
        "SELECT metric, low, best, high, attributed_to, who_text FROM figures ORDER BY best DESC NULLS LAST LIMIT 10",
    ):
        print(f"  {prefix}{shown} sql '{query}'")


def say(text: str) -> None:
    """A line at once, so that a person sees what is going on."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
