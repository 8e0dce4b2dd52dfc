"""Airflow as on a cluster, on this machine: Postgres, Redis, API server, scheduler, DAG processor and Celery workers, on free ports.

Debian's packages `redis-server` and `postgresql` are enough; no service of theirs has to run. Everything that was started is stopped.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests_end_to_end import PROJECT

from dateline_airflow.rest import Rest
from dateline_airflow.up import MARK, free_port, stop_all

PATIENCE_SECONDS = 240
SILENCE_SECONDS = 15  # after which a task counts as dead; beats come at least every 5


def what_is_missing() -> str:
    """Why no cluster can be started here, in words; empty where one can."""
    missing = [name for name, found in (("redis-server", shutil.which("redis-server")), ("postgresql", _postgres_folder())) if not found]
    if missing:
        return f"needs {' and '.join(missing)}: apt-get install --no-install-recommends {' '.join(missing)}"
    if os.getuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        return "PostgreSQL doesn't run as root, and there is no user postgres"
    return ""


@dataclass
class Cluster:
    """The running cluster, and what its processes are told."""

    rest: Rest
    folder: Path
    environment: Mapping[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *component: str) -> subprocess.Popen[bytes]:
        """Start a component of Airflow; its log is `NAME-N.log` in the folder."""
        with (self.folder / f"{'-'.join(component[:2])}-{len(self.processes)}.log").open("wb") as log:
            command = [sys.executable, "-m", "airflow", *component]
            process = subprocess.Popen(
                command, env=self.environment, cwd=PROJECT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A Celery worker that runs one task at a time."""
        return self.start("celery", "worker", "--concurrency", "1", "--skip-serve-logs", "--celery-hostname", f"{uuid.uuid4().hex[:8]}@%h")

    def logs(self) -> str:
        """The end of every log, for the report of a test that failed."""
        return "\n".join(f"== {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in sorted(self.folder.glob("*.log")))


@contextmanager
def cluster(root: Path, settings: Mapping[str, str]) -> Iterator[Cluster]:
    """A cluster without workers, all DAGs paused, that uses this root. `what_is_missing` has to be empty."""
    with tempfile.TemporaryDirectory(prefix="dateline-cluster-") as name, _postgres() as database, _redis() as broker:
        folder, mark, port = Path(name), uuid.uuid4().hex, free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW__", "DATELINE_"))},
            **_airflow_settings(folder / "airflow", database, broker, port),
            "PYTHONPATH": os.pathsep.join((str(PROJECT / "include"), str(PROJECT / "plugins"))),
            "DATELINE_ROOT": str(root),
            "DATELINE_WORKERS": "1",
            MARK: mark,
            **settings,
        }
        prepare = "from dateline_airflow.local import prepare_database; prepare_database()"
        done = subprocess.run([sys.executable, "-c", prepare], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        running = Cluster(Rest(f"http://127.0.0.1:{port}"), folder, environment)
        try:
            for component in ("api-server", "scheduler", "dag-processor"):
                running.start(component)
            wait_for(lambda: "news_extract" in _dag_ids(running.rest), PATIENCE_SECONDS, running)
            yield running
        finally:
            stop_all(mark, frozenset(process.pid for process in running.processes))
            for process in running.processes:
                process.wait()


def kill_tree(process: subprocess.Popen[bytes]) -> int:
    """Kill a process and all that it started, as a machine that loses its power; returns how many those were."""
    tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    for member in tree:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    process.wait()
    return len(tree)


def wait_for(happened: Callable[[], bool], seconds: float, running: Cluster, pause_seconds: float = 0.5) -> None:
    """Wait until it happens; fails with the logs when it takes too long."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"waited {seconds} s\n{running.logs()}"
        time.sleep(pause_seconds)


def _airflow_settings(home: Path, database: str, broker: str, port: int) -> dict[str, str]:
    """What `docker-compose.yaml` says, with shorter waits."""
    url = f"http://127.0.0.1:{port}"
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__SECRET_KEY": uuid.uuid4().hex,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": uuid.uuid4().hex * 2,
        "AIRFLOW__CELERY__BROKER_URL": broker,
        "AIRFLOW__CELERY__RESULT_BACKEND": f"db+postgresql://{database}",
        "AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__VISIBILITY_TIMEOUT": "86400",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY": "1",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{database}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": str(SILENCE_SECONDS),
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "2",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    }


def _dag_ids(rest: Rest) -> set[str]:
    try:
        return rest.dag_ids()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return set()


@contextmanager
def _postgres() -> Iterator[str]:
    """`user@host:port/database` of a server of its own."""
    programs, port = _postgres_folder(), free_port()
    assert programs is not None
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="dateline-postgres-") as name:
        if user:
            shutil.chown(name, "postgres", "postgres")
        initdb = [programs / "initdb", "-D", f"{name}/data", "-U", "airflow", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=name, **user)
        options = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={name}"]
        command = [programs / "postgres", "-D", f"{name}/data", "-p", str(port), *options]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, cwd=name, **user)
        try:
            _wait_for_port(port)
            yield f"airflow@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once, with all its processes
            server.wait(timeout=30)


@contextmanager
def _redis() -> Iterator[str]:
    """The address of a broker of its own, which keeps nothing on the disk."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, cwd="/")
    try:
        _wait_for_port(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _postgres_folder() -> Path | None:
    """Where Debian keeps the newest server's programs, or the folder of those on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 30
    while not any(c.laddr.port == port and c.status == psutil.CONN_LISTEN for c in psutil.net_connections("tcp")):
        assert time.monotonic() < deadline, f"nobody listens on port {port}"
        time.sleep(0.1)
