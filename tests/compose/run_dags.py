"""Wait for the runs that follow by themselves from an asset event, through Airflow's REST API: USER PASSWORD DAG_ID…

A DAG whose run comes of an asset is not triggered a second time. Fails when one of the runs does, or none comes in time.
"""

import json
import sys
import time
import urllib.request
from typing import Any

API = "http://127.0.0.1:8080"
TIMEOUT_SECONDS = 1200


def call(path: str, body: dict[str, Any] | None = None, token: str | None = None) -> Any:
    """The answer to a GET, or to a POST with a body."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(API + path, json.dumps(body).encode() if body is not None else None, headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def wait_for(dag_id: str, token: str) -> bool:
    """Whether a run of the DAG ends well, and none badly, before the time is over; no run is left going on."""
    end = time.monotonic() + TIMEOUT_SECONDS
    states: list[str] = []
    while time.monotonic() < end:
        runs = call(f"/api/v2/dags/{dag_id}/dagRuns?limit=50", token=token)["dag_runs"]
        states = [run["state"] for run in runs if run["run_type"] == "asset_triggered"]
        if states and set(states) <= {"success", "failed"}:
            break
        time.sleep(5)
    print(f"{dag_id}: {', '.join(states) or 'no run'}", flush=True)
    return bool(states) and set(states) == {"success"}


if __name__ == "__main__":
    user, password, *dag_ids = sys.argv[1:]
    access = call("/auth/token", {"username": user, "password": password})["access_token"]
    sys.exit(not all(wait_for(dag_id, access) for dag_id in dag_ids))
