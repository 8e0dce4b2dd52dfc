"""Work that a person asks for, laid out under `staging/` as the steps of `news_extract` expect it; and a note of each decision."""

import getpass
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import store
from dateline.contracts import EXTRACTED_DATASETS, LEDGER, QUALITY_RESULTS, QUARANTINE
from dateline.paths import append_line


def plan(root: Path, run_id: str, articles: Sequence[Mapping[str, Any]]) -> str:
    """A shard of these articles (rows with article_id and published_date), as `extract.plan` makes them; its path."""
    folder = store.staging.new(root, run_id, "plan", 1)
    (folder / "settled.json").write_text("[]", encoding="utf-8")
    shard = folder / "shard-00000.json"
    wanted = [{name: str(article[name]) for name in ("article_id", "published_date")} for article in articles]
    shard.write_text(json.dumps({"run_id": run_id, "plan": str(folder), "articles": wanted}), encoding="utf-8")
    store.staging.complete(folder)
    return str(shard)


def checked_rows(root: Path, run_id: str, tables: Mapping[str, pa.Table]) -> str:
    """A folder of rows that have passed (extracted datasets, articles, ledger), as `extract.validate` leaves it; its path."""
    folder = store.staging.new(root, run_id, "validate", 1)
    nothing = {"quarantine": QUARANTINE.empty(), "quality_results": QUALITY_RESULTS.empty()}
    for name, table in {**tables, **nothing}.items():
        store.staging.write_table(folder / f"{name}.parquet", table)
    (folder / "held").mkdir()
    for dataset in (*EXTRACTED_DATASETS, LEDGER):
        store.staging.write_table(folder / "held" / f"{dataset.name}.parquet", dataset.empty())
    (folder / "checked.json").write_text(json.dumps({"stopped": [], "shards": 1, "held": {}}), encoding="utf-8")
    store.staging.complete(folder)
    return str(folder)


def note(root: Path, **decision: Any) -> None:
    """Add a line to `<root>/_state/decisions.jsonl`: who decided what and when. Call it inside the lock on the root."""
    file = root / "_state" / "decisions.jsonl"
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "by": _user(), **decision}
    append_line(file, json.dumps(line, ensure_ascii=False, default=str))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return str(os.getuid())
