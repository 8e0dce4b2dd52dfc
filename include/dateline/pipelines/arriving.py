"""What lies there to be ingested: files of the landing folder and of the sources in sources.yaml."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline import sources
from dateline.contracts.documents import Document
from dateline.pipelines import feed_state, landing
from dateline.settings import settings
from dateline.sources import InputFile, catalog
from dateline.sources.catalog import Source
from dateline.sources.files import sidecar_of

_DONE = "done"  # where DATELINE_LANDING_MOVE puts landing files


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files of one source."""

    source_name: str
    files: tuple[InputFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()  # name, why
    source: Source | None = None  # its entry in sources.yaml


def arrivals() -> list[Arrival]:
    """Files that are settled and not taken yet, by source; those of sources.yaml when they are due."""
    knobs, now = settings(), time.time()
    found = []
    if knobs.landing_folder.is_dir():
        found.append(Arrival("landing", waiting_files(str(knobs.landing_folder))))
    for source in catalog.load(knobs.sources_file).sources:
        if source.kind in catalog.FETCHED_KINDS:
            continue
        state = feed_state.load_source(knobs.root, source.name)
        if now - state.looked_at < source.seconds - feed_state.EARLY_SECONDS:
            continue
        state.looked_at, state.problem = now, None
        try:
            found.append(Arrival(source.name, waiting_files(source.where), source=source))
        except OSError as error:
            state.problem = str(error)
            found.append(Arrival(source.name, (), ((source.where, f"cannot be opened: {error}"),), source))
        feed_state.save_source(knobs.root, source.name, state, now)
    return [arrival for arrival in found if arrival.files or arrival.skipped]


def paths(file: InputFile) -> list[Any]:
    """The file, and the sidecar that says what is known about it."""
    sidecar = sidecar_of(file.path) if file.kind == "text" else None
    return [file.path, sidecar] if sidecar else [file.path]


def completed(document: Document, source: Source | None) -> Document:
    """A document with what sources.yaml says of its source."""
    if source is None:
        return document
    return replace(
        document,
        publisher=source.publisher or document.publisher,
        language=document.language or source.language,
        rights="spans" if source.rights == "spans" else document.rights,
    )


def waiting_files(where: str | Path) -> tuple[InputFile, ...]:
    """Files at a place that are settled and not taken yet. Raises `OSError` when it can't be opened."""
    files = [file for file in sources.discover([where]).files if _DONE not in file.source_id.split("/")[:-1]]
    return tuple(file for file in files if _is_waiting(file))


def _is_waiting(file: InputFile) -> bool:
    try:
        return landing.is_waiting(settings().root, paths(file), settings().settle_seconds)
    except FileNotFoundError:
        return False  # taken away between the two looks
