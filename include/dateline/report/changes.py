"""What changed in the incidents since the report before this one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.paths import write_whole


@dataclass(frozen=True, slots=True)
class Changes:
    """Incident ids: those that are new, those whose toll is another, and how many are gone. `is_first`: nothing to compare with."""

    is_first: bool
    new: tuple[str, ...]
    toll_changed: tuple[str, ...]
    gone_count: int


def since_last_report(file: Path, incidents: Sequence[Mapping[str, Any]]) -> Changes:
    """Compare with what `file` remembers and remember the present there.

    A report that is built twice over the same incidents compares with the same one before, so that a step that is run again
    says the same.
    """
    now = {row["incident_id"]: [row["killed_low"], row["killed_best"], row["killed_high"]] for row in incidents}
    fingerprint = hashlib.sha256(json.dumps(now, sort_keys=True).encode()).hexdigest()
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
    before = None if known is None else known["before"] if known["fingerprint"] == fingerprint else known["now"]
    if known is None or known["fingerprint"] != fingerprint:
        write_whole(file, json.dumps({"fingerprint": fingerprint, "now": now, "before": before}, sort_keys=True))
    if before is None:
        return Changes(True, (), (), 0)
    return Changes(
        False,
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(i for i in now.keys() & before.keys() if now[i] != before[i])),
        len(before.keys() - now.keys()),
    )
