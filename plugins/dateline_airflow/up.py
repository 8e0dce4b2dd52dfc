"""Scheduler, DAG processor, triggerer and UI on this machine, until Ctrl-C: what `make up` does.

    python -m dateline_airflow.up [--port 8080]

`airflow standalone` leaves its children running when it is terminated. Here every process that was started, and whatever
those started, is stopped: known by the session that it was started in, or by a mark in its environment. Neither alone finds
all: some make sessions of their own, and some write their title over their environment.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import psutil

from dateline_airflow.local import PROJECT, use_local_airflow

MARK = "DATELINE_UP_ID"
API_SERVER = "api-server"
COMPONENTS = ("dag-processor", "scheduler", "triggerer")
PATIENCE_SECONDS = 15


def main() -> int:
    """Start everything and wait; exit status 0 after Ctrl-C, 1 when a component died."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8080")), help="port of the UI")
    port = parser.parse_args().port
    if not _is_free(port):
        print(f"Port {port} is taken: choose another, as in `make up PORT=8090`.", file=sys.stderr)
        return 2
    home = Path(os.environ.get("AIRFLOW_HOME", PROJECT / ".airflow"))
    mark = os.environ[MARK] = uuid.uuid4().hex
    url = f"http://127.0.0.1:{port}"
    os.environ.update(
        {
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": url,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
        }
    )
    use_local_airflow(home)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    logs = home / "logs" / "components"
    logs.mkdir(parents=True, exist_ok=True)
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        from dateline_airflow.local import prepare_database

        print("Preparing Airflow's database …", flush=True)
        prepare_database()
        landing = _landing_folder()
        landing.mkdir(parents=True, exist_ok=True)
        processes[API_SERVER] = _start(API_SERVER, logs / f"{API_SERVER}.log")
        _wait_for(url, processes)  # a task that can't reach it fails
        for name in COMPONENTS:
            processes[name] = _start(name, logs / f"{name}.log")
        print(
            f"\nAirflow:        {url}\nLanding folder: {landing}\nLogs:           {logs}\n\nDrop news files into the landing folder. Ctrl-C stops everything.",
            flush=True,
        )
        while True:
            for name, process in processes.items():
                if process.poll() is not None:
                    print(f"{name} ended with status {process.returncode}: see {logs / f'{name}.log'}", file=sys.stderr)
                    return 1
            time.sleep(1)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        left = stop_all(mark, frozenset(process.pid for process in processes.values()))
        print("Stopped." if not left else f"Could not stop: {left}", flush=True)


def stop_all(mark: str, sessions: frozenset[int]) -> list[int]:
    """Stop every process of these sessions or with this mark, but this one: ask first, then insist. Returns those still alive."""
    for send, patience_seconds in ((psutil.Process.terminate, PATIENCE_SECONDS), (psutil.Process.kill, 5)):
        deadline = time.monotonic() + patience_seconds
        asked: set[int] = set()
        while (alive := _ours(mark, sessions)) and time.monotonic() < deadline:
            for process in alive:
                if process.pid not in asked:  # also those that were started while we stop the others
                    asked.add(process.pid)
                    try:
                        send(process)
                    except psutil.NoSuchProcess:
                        continue  # ended by itself
            psutil.wait_procs(alive, timeout=0.5)
        if not alive:
            return []
    return [process.pid for process in _ours(mark, sessions)]


def _ours(mark: str, sessions: frozenset[int]) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if os.getsid(process.pid) in sessions or process.environ().get(MARK) == mark:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess, ProcessLookupError, PermissionError):
            continue  # not ours, or gone
    return found


def _start(component: str, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", "airflow", component],
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the terminal's Ctrl-C comes to this process alone, which then stops all in order
        )


def _wait_for(url: str, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Until the UI answers, or a component has died."""
    while all(process.poll() is None for process in processes.values()):
        try:
            with urllib.request.urlopen(f"{url}/api/v2/version", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _landing_folder() -> Path:
    from dateline.settings import settings

    return settings().landing_folder.absolute()


if __name__ == "__main__":
    sys.exit(main())
