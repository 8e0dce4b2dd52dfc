"""`dateline diff`: ids that came, changed and went between two states of the datasets."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dateline.paths import path_of

LIVE = "live"


def print_differences(old: str, new: str, root: Path, *, as_json: bool, console: Console, errors: Console) -> int:
    """Compare two folders, release names or `live` (the root); exit status 0 where nothing differs, 1 where something does, 2."""
    from dateline import releases

    try:
        differences = releases.compare(_folder(old, root), _folder(new, root))
    except LookupError as error:
        errors.print(str(error.args[0]), style="red", markup=False)
        return 2
    if as_json:
        print(json.dumps([asdict(difference) for difference in differences]))
    else:
        table = Table("dataset", "added", "changed", "removed", title=f"{old} → {new}")
        for d in differences:
            table.add_row(d.dataset, *(f"{len(ids):,}" for ids in (d.added, d.changed, d.removed)))
        console.print(table)
    return 0 if all(difference.is_empty for difference in differences) else 1


def _folder(name: str, root: Path) -> Path:
    """The root for `live`, a release of that name, else the folder."""
    from dateline import releases

    if name == LIVE:
        return root
    if name in releases.names(root):
        return releases.folder_of(root, name)
    if not path_of(name).is_dir():
        raise LookupError(f"{name} is neither a folder nor one of the releases: {', '.join(releases.names(root)) or 'there are none'}")
    return path_of(name)
