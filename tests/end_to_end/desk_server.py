"""A served desk for tests: started in a process of its own, stopped at the end."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests_end_to_end import PROJECT


@dataclass(frozen=True, slots=True)
class Desk:
    """Its address, with a slash at the end, and a token for each role."""

    url: str
    tokens: dict[str, str]

    def client(self, role: str | None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)


@contextmanager
def served(root: Path, home: Path) -> Iterator[Desk]:
    """Serve the desk of a root until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DATELINE"))}
    environment = {**inherited, "DATELINE_ROOT": str(root), "PYTHONPATH": str(PROJECT / "plugins")}
    command = [sys.executable, str(Path(__file__).with_name("serve_desk.py")), str(home), str(port)]
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        tokens = next((json.loads(line) for line in lines if line.startswith('{"VIEWER"')), None)
        assert tokens, (home / "serve.log").read_text()
        desk = Desk(f"http://127.0.0.1:{port}/dateline/", tokens)
        deadline = time.monotonic() + 60
        while True:
            try:
                httpx.get(desk.url, timeout=60)
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline, (home / "serve.log").read_text()
                time.sleep(0.2)
        yield desk
    finally:
        process.terminate()
        process.wait(timeout=30)
