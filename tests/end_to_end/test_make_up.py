"""`make up`: three files dropped into the landing folder become events through assets alone, and Ctrl-C leaves nothing behind."""

import os
import signal
import socket
import subprocess
import time
import urllib.request

import pandas as pd
import psutil
import pytest
from tests_end_to_end import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

NEWS = {
    "raid-2024-03-05.txt": "Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing three officers, police said.\n",
    "protest-2024-03-06.txt": "Thousands of students marched in Nairobi on Tuesday to demand lower fees. Police arrested 12 of the protesters.\n",
    "talks-2024-03-07.txt": "The president of Chile met the Argentine foreign minister in Santiago on Wednesday and signed a trade agreement.\n",
}
EVENTS_WITHIN_SECONDS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(root: str) -> list[int]:
    """Ids of the processes that were told to use this root."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("DATELINE_ROOT") == root and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
    return found


@pytest.fixture
def up(tmp_path):
    """`make up` in a process group of its own; its output goes to a file."""
    root, port = tmp_path / "root", free_port()
    environment = {**os.environ, "DATELINE_ROOT": str(root), "AIRFLOW_HOME": str(tmp_path / "airflow")}
    with (tmp_path / "up.log").open("w") as log:
        process = subprocess.Popen(
            ["make", "up", f"PORT={port}"], cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield root, port, process, tmp_path / "up.log"
    finally:
        for left in [*psutil.Process(process.pid).children(recursive=True)] if psutil.pid_exists(process.pid) else []:
            left.kill()
        for pid in processes_of(str(root)):
            psutil.Process(pid).kill()


def wait_for(happened, seconds, process, log):
    deadline = time.monotonic() + seconds
    while not happened():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, f"waited {seconds} s\n{log.read_text()}"
        time.sleep(1)


def test_from_landing_folder_to_events_and_down_again(up):
    root, port, process, log = up
    wait_for(lambda: "Ctrl-C stops everything" in log.read_text(), 240, process, log)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/version") as answer:
        assert answer.status == 200

    for name, text in NEWS.items():
        (root / "landing" / name).write_text(text, encoding="utf-8")

    def articles_with_events() -> set[str]:
        if not list((root / "events").glob("day=*/*.parquet")) or not list((root / "articles").glob("day=*/*.parquet")):
            return set()
        articles = pd.read_parquet(root / "articles").set_index("article_id")["source_id"]
        return {articles[a] for a in pd.read_parquet(root / "events")["article_id"].astype(str)}

    wait_for(lambda: articles_with_events() == set(NEWS), EVENTS_WITHIN_SECONDS, process, log)
    wait_for((root / "report" / "index.html").exists, EVENTS_WITHIN_SECONDS, process, log)
    assert sorted(p.name for p in (root / "landing").iterdir()) == sorted(NEWS), "input is only read"

    tree = psutil.Process(process.pid).children(recursive=True)  # as processes: some write their title over their environment
    assert len(tree) >= 5, "make, or the runner, and four components"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
    process.wait(timeout=60)
    assert processes_of(str(root)) == []
    assert [p for p in tree if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    assert "Stopped." in log.read_text()
