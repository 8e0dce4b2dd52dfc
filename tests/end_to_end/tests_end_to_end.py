"""Whole runs, each in a process of its own, as a user starts them."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CLOCKED = {"ledger", "arrivals", "quality_results"}  # what depends on the run or the clock
CLOCKED_MARTS = {"source_coverage.parquet"}  # tells how long articles took to arrive
NOT_DATA = {"_state", "staging", "_incoming", "report", "landing"}


def dateline(*arguments: str | Path, settings: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command `dateline` to its end."""
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}, **(settings or {}), "COLUMNS": "200"}
    command = [str(Path(sys.executable).with_name("dateline")), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=PROJECT, timeout=400, check=False)


def digests(root: Path) -> dict[str, str]:
    """SHA-256 of every data file that must be the same in every run, by path below the root."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*.parquet"))
        if path.relative_to(root).parts[0] not in CLOCKED | NOT_DATA and path.name not in CLOCKED_MARTS
    }
