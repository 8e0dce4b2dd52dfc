"""How long the DAG files take to parse beyond Airflow's own import, and whether they load anything heavy.

    python benchmarks/dag_parsing.py

The scheduler parses every DAG file again and again. Each is run in a fresh process, after `airflow.sdk` was imported there
and timed; the median of several processes counts. Seconds are CPU time.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).resolve().parents[1]
HEAVY = ("pandas", "pyarrow", "duckdb", "spacy", "great_expectations", "trafilatura", "altair", "numpy")
RUNS = 5
CHILD = """
import json, runpy, sys, time
started = time.process_time()
import airflow.sdk
imported = time.process_time()
before = set(sys.modules)
seconds = []
for path in sys.argv[2:]:
    at = time.process_time()
    runpy.run_path(path)
    seconds.append(time.process_time() - at)
heavy = [name for name in json.loads(sys.argv[1]) if name in sys.modules and name not in before]
print(json.dumps({"airflow": imported - started, "files": seconds, "heavy": heavy}))
"""


def parse(paths: list[Path], home: str) -> dict:
    """Seconds of `import airflow.sdk` and of each file after it, and the heavy modules that the files loaded, in a new process."""
    environment = {
        **os.environ,
        "AIRFLOW_HOME": home,
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "PYTHONPATH": str(PROJECT / "plugins"),
    }
    command = [sys.executable, "-c", CHILD, json.dumps(HEAVY), *map(str, paths)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    paths = sorted((PROJECT / "dags").glob("*.py"))
    with tempfile.TemporaryDirectory() as home:
        parse(paths, home)  # writes Airflow's configuration and the byte code
        together = [parse(paths, home) for _ in range(RUNS)]
        alone = {path: [parse([path], home)["files"][0] for _ in range(RUNS)] for path in paths}
    airflow = median(run["airflow"] for run in together)
    table = Table(title="CPU seconds to parse the DAG files, after Airflow's import")
    for column in ("", "seconds", "to Airflow's import"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("import airflow.sdk", f"{airflow:.2f}", "1.00")
    for path in paths:
        table.add_row(f"{path.name} alone", f"{median(alone[path]):.2f}", f"{median(alone[path]) / airflow:.2f}")
    files = median(sum(run["files"]) for run in together)
    table.add_row("all files, one process", f"{files:.2f}", f"{files / airflow:.2f}")
    Console().print(table)
    Console().print(f"Heavy modules loaded by the files: {', '.join(together[0]['heavy']) or 'none'}")


if __name__ == "__main__":
    main()
