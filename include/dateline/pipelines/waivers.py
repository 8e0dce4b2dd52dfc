"""Failures that a person let pass: which row may be published although which rule doesn't hold of it.

A row's id is a hash of its article's text and its span, so a waiver ends with the text that it was given for. One small JSON
file, replaced whole.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from dateline.paths import write_whole

Waivers = dict[tuple[str, str], frozenset[str]]  # (dataset, key of the row) → names of failures


def read(root: Path) -> Waivers:
    """All waivers; none where there is no file."""
    file = _file(root)
    if not file.exists():
        return {}
    by_dataset = json.loads(file.read_text(encoding="utf-8"))
    return {(dataset, key): frozenset(names) for dataset, rows in by_dataset.items() for key, names in rows.items()}


def add(root: Path, new: Mapping[tuple[str, str], frozenset[str]]) -> None:
    """Let more failures pass. Call it inside the lock on the root."""
    all_of_them = read(root)
    for row, names in new.items():
        all_of_them[row] = all_of_them.get(row, frozenset()) | names
    by_dataset: dict[str, dict[str, list[str]]] = {}
    for (dataset, key), failures in sorted(all_of_them.items()):
        by_dataset.setdefault(dataset, {})[key] = sorted(failures)
    write_whole(_file(root), json.dumps(by_dataset, indent=1))


def _file(root: Path) -> Path:
    return root / "_state" / "waivers.json"
