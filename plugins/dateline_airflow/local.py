"""Airflow on one machine, set up inside the project: the environment, the database, the pool."""

import os
import secrets
from pathlib import Path
from typing import Any

from dateline.paths import path_of
from dateline.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]


def use_local_airflow(home: Path) -> None:
    """Point this process and its children at an Airflow of their own under `home`. Call it before Airflow is imported.

    What is set already stays: every value can be overridden from outside.
    """
    home.mkdir(parents=True, exist_ok=True)
    defaults = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(Settings().extraction_slots + 1),  # one for all tasks that don't extract
        "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY": "30",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",  # only ever bound to this machine
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__API_AUTH__JWT_SECRET": _secret(home / "jwt_secret"),
        "AIRFLOW__API__SECRET_KEY": _secret(home / "api_secret"),
        "AIRFLOW__CORE__FERNET_KEY": "",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "1",
        "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "30",  # a machine that is busy extracting answers late
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DATELINE_ROOT", str(PROJECT / "data"))
    os.environ["DATELINE_ROOT"] = str(path_of(os.environ["DATELINE_ROOT"]).absolute())


def prepare_database() -> None:
    """Bring Airflow's database up to date and make the pools."""
    from airflow.utils.db import initdb

    from dateline_airflow.pools import make_pools

    initdb()
    make_pools()


def run_here(dag: Any, conf: dict[str, Any] | None = None) -> Any:
    """One run of a DAG in this process, without a scheduler; returns Airflow's `DagRun`. Nobody is told when it is late."""
    dag.deadline = None  # WORKAROUND: in Airflow 3.3.2 `DAG.test()` breaks at the end of a good run of a DAG that has a deadline
    return dag.test(run_conf=conf)


def _secret(file: Path) -> str:
    """A secret of this home, made once and readable by its owner only."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return file.read_text(encoding="utf-8")
