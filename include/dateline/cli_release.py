"""`dateline release`: freeze what is published now, list releases, and check that they are what they were."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dateline.paths import path_of


def freeze(console: Console) -> int:
    """Freeze a release of the root in force and say where it lies."""
    from dateline.pipelines import release

    folder = release.freeze()
    if folder is None:
        console.print("Nothing changed since the last release; none was made.")
        return 0
    facts = json.loads((path_of(folder) / "release.json").read_text(encoding="utf-8"))
    table = Table("dataset", "rows", "added", "changed", "removed", title=f"Release {facts['version']}")
    for name, dataset in facts["datasets"].items():
        table.add_row(name, f"{dataset['rows']:,}", *(f"{facts['changes'][name][what]:,}" for what in ("added", "changed", "removed")))
    console.print(table)
    console.print(f"Release: {folder}", markup=False, soft_wrap=True)
    return 0


def show_list(root: Path, console: Console) -> int:
    """List the releases, oldest first."""
    from dateline import releases

    table = Table("release", "created", "articles", "events", "incidents")
    for name in releases.names(root):
        facts = json.loads((releases.folder_of(root, name) / "release.json").read_text(encoding="utf-8"))
        rows = (f"{facts['datasets'][dataset]['rows']:,}" for dataset in ("articles", "events", "incidents"))
        table.add_row(name, facts["created"], *rows)
    console.print(table)
    return 0


def verify(names: Sequence[str], root: Path, console: Console, errors: Console) -> int:
    """Check releases by name or folder, all of the root unless some are named; exit status 1 if one has changed, 2 if one isn't there."""
    from dateline import releases

    wrong = 0
    for name in names or releases.names(root):
        folder = path_of(name) if path_of(name).is_dir() else None
        try:
            problems = releases.verify(folder or releases.folder_of(root, name))
        except (LookupError, FileNotFoundError) as error:
            errors.print(f"{name}: {error}", style="red", markup=False, soft_wrap=True)
            return 2
        console.print(f"{name}: " + ("as it was frozen" if not problems else f"{len(problems)} problems"), markup=False)
        for problem in problems:
            errors.print(f"  {problem}", style="red", markup=False)
        wrong += bool(problems)
    return 1 if wrong else 0
