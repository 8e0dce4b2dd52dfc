"""Airflow's REST API on this machine, where everyone is an administrator: what benchmarks and tests start runs and look at them with."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

TIMEOUT_SECONDS = 60


class Rest:
    """A client of one API server. Every method raises `urllib.error.HTTPError` where the server refuses."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._token = ""

    def trigger(self, dag_id: str, conf: dict[str, Any] | None = None) -> str:
        """Start a run; returns its id."""
        return str(self._ask("POST", f"dags/{dag_id}/dagRuns", {"logical_date": None, "conf": conf or {}})["dag_run_id"])

    def pause(self, dag_id: str, *, is_paused: bool) -> None:
        """Pause a DAG or let it run."""
        self._ask("PATCH", f"dags/{dag_id}", {"is_paused": is_paused})

    def dag_ids(self) -> set[str]:
        """The DAGs that are known, and can be started."""
        return {dag["dag_id"] for dag in self._pages("dags", "dags") if not dag["has_import_errors"]}

    def run(self, dag_id: str, run_id: str) -> dict[str, Any]:
        """One run, as the API gives it."""
        return self._ask("GET", f"dags/{dag_id}/dagRuns/{quote(run_id, safe='')}")

    def runs(self, dag_id: str = "~") -> list[dict[str, Any]]:
        """All runs of a DAG, or of all DAGs."""
        return list(self._pages(f"dags/{dag_id}/dagRuns", "dag_runs"))

    def tasks(self, dag_id: str = "~", run_id: str = "~") -> list[dict[str, Any]]:
        """All task instances of a run, or of all runs."""
        return list(self._pages(f"dags/{dag_id}/dagRuns/{quote(run_id, safe='~')}/taskInstances", "task_instances"))

    def _pages(self, path: str, name: str) -> Iterator[dict[str, Any]]:
        offset = 0
        while True:
            page = self._ask("GET", f"{path}?limit=100&offset={offset}")
            yield from page[name]
            offset += 100
            if offset >= page["total_entries"]:
                return

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if not self._token:
            self._token = self._send("GET", "auth/token", None)["access_token"]
        try:
            return self._send(method, f"api/v2/{path}", body)
        except urllib.error.HTTPError as error:
            if error.code != 401:
                raise
            self._token = self._send("GET", "auth/token", None)["access_token"]  # the one before has run out
            return self._send(method, f"api/v2/{path}", body)

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self._token}"} if self._token else {})}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/{path}", data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            found: dict[str, Any] = json.load(answer)
        return found
