"""Documents that were fetched and wait to be ingested: one file each, under `<root>/_incoming/fetched/`.

Fetching is slow and knows nothing of what is published; ingesting is quick and one at a time. Between the two lies this
folder. A file is removed once its article is published, so that no text is kept that may not be.
"""

import hashlib
import json
import os
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.contracts.documents import Document, Rejected

_INSTANTS = ("modified_at", "embargo_until")


def folder(root: Path) -> Path:
    return root / "_incoming" / "fetched"


def put(root: Path, document: Document | Rejected) -> Path:
    """Leave a document; an earlier version of it that still waits is replaced. The file is whole or not there."""
    name = hashlib.sha256(f"{document.source_name}\x1f{document.source_id}".encode()).hexdigest()[:32]
    path = folder(root) / document.source_name / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"type": type(document).__name__, **asdict(document)}, file, default=_iso)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path


def waiting(root: Path) -> list[Path]:
    """The files that wait, in the order of their names."""
    return sorted(folder(root).glob("*/[!.]*.json"))


def load(path: Path) -> Document | Rejected:
    """What `put` left."""
    values = json.loads(path.read_text(encoding="utf-8"))
    kind = Rejected if values.pop("type") == "Rejected" else Document
    known = {f.name for f in fields(kind)}
    given = {name: _back(name, value) for name, value in values.items() if name in known}
    return kind(**given)


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
