"""Documents that were fetched and wait to be ingested: one file each, under `<root>/_incoming/fetched/`.

Fetching is slow and knows nothing of what is published; ingesting is quick and one at a time. Between the two lies this
folder. A file is removed once its article is published, so that no text is kept that may not be.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.paths import path_of, write_whole

_INSTANTS = ("modified_at", "embargo_until")


def folder(root: Path) -> Path:
    return root / "_incoming" / "fetched"


def put(root: Path, document: Document | Rejected, is_text_kept: bool = True) -> Path:
    """Leave a document; an earlier version of it that still waits is replaced. The file is whole or not there."""
    name = hashlib.sha256(f"{document.source_name}\x1f{document.source_id}".encode()).hexdigest()[:32]
    path = folder(root) / document.source_name / f"{name}.json"
    write_whole(path, json.dumps({"type": type(document).__name__, "is_text_kept": is_text_kept, **asdict(document)}, default=_iso))
    return path


def waiting(root: Path) -> list[Path]:
    """The files that wait, in the order of their names."""
    return sorted(folder(root).glob("*/[!.]*.json"))


@dataclass(frozen=True, slots=True)
class Spooled:
    """One file of the spool, as it is now."""

    path: Path
    sha256: str  # of the file
    document: Document | Rejected
    is_text_kept: bool  # whether the quarantine may hold its text


def read(path: Path) -> Spooled:
    """What `put` left. Raises `OSError` for a file that has gone."""
    content = path.read_bytes()
    values = json.loads(content)
    kind, is_text_kept = (Rejected if values.pop("type") == "Rejected" else Document), values.pop("is_text_kept")
    document = kind(**{name: _back(name, value) for name, value in values.items()})
    return Spooled(path, hashlib.sha256(content).hexdigest(), document, is_text_kept)


def remove(taken: Iterable[Sequence[str]]) -> None:
    """Remove files (path and SHA-256) that were ingested, but for those that were replaced by a newer version meanwhile."""
    for name, digest in taken:
        path = path_of(name)
        if path.exists() and _digest(path) == digest:
            path.unlink()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _back(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "bylines":
        return tuple(value)
    if name == "published_date":
        return date.fromisoformat(value)
    if name in _INSTANTS:
        return datetime.fromisoformat(value)
    if name == "published":
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    return value


def _iso(value: Any) -> str:
    return str(value.isoformat())
