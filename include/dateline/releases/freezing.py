"""Freeze a release: `<root>/releases/YYYY.MM.DD-n/`, written in one step, read-only, never changed."""

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from dateline import __version__, store
from dateline.contracts import EXTRACTED_DATASETS
from dateline.contracts.dictionary import render
from dateline.paths import ObjectPath, remove_folder
from dateline.releases import documents
from dateline.releases.contents import RELEASED, contents_of
from dateline.releases.datapackage import data_package
from dateline.releases.differences import Difference, compare, counts
from dateline.releases.odcs import data_contract

SUMS = "SHA256SUMS"
_FOLDER = "releases"
_BUILDING = ".building"
_PATIENCE_SECONDS = 3600.0  # another freeze is waited for
_NAME = re.compile(r"\d{4}\.\d\d\.\d\d-\d+")
_NO_LINKS = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}  # the disk or system has none
_READ_ONLY_FILE, _READ_ONLY_FOLDER = 0o444, 0o555


def releases_folder(root: Path) -> Path:
    return root / _FOLDER


def names(root: Path) -> list[str]:
    """The releases of a root, oldest first."""
    # In object storage a release appears with its checksums, which are written last.
    found = (path.parent.name for path in releases_folder(root).glob(f"*/{SUMS}"))
    return sorted((name for name in found if _NAME.fullmatch(name)), key=_order)


def folder_of(root: Path, name: str) -> Path:
    """The folder of a release. Raises `LookupError`, with the names that there are, if it isn't one."""
    if name not in names(root):
        raise LookupError(f"there is no release {name}; there are: {', '.join(names(root)) or 'none'}")
    return releases_folder(root) / name


def freeze(root: Path, day: date) -> Path | None:
    """Freeze what is published now as the day's next release; its folder, or None when nothing changed since the last one.

    Publishers wait only while the files are linked, not while they are summed up. A day's file is never written to, only
    replaced, so releases and root share what they have in common; where the file system has no links it is copied. A
    release that isn't finished (a kill, a full disk) can't be seen, and the next one removes what is left of it.
    """
    home = releases_folder(root)
    home.mkdir(parents=True, exist_ok=True)
    with store.locked(root / "_state" / "release.lock", _PATIENCE_SECONDS):
        if isinstance(root, ObjectPath):
            with tempfile.TemporaryDirectory() as folder:
                building = Path(folder) / _BUILDING
                version = _freeze(root, building, day)
                return _upload(building, root / _FOLDER / version) if version else None
        building = home / _BUILDING
        _remove(building)
        try:
            version = _freeze(root, building, day)
            if version is None:
                return None
            _protect(building)
            os.rename(building, home / version)
            store.sync_folder(home)
            return home / version
        finally:
            _remove(building)


def _freeze(root: Path, building: Path, day: date) -> str | None:
    """Lay the next release out in a local folder; its name, or None when nothing changed."""
    before = names(root)
    previous = folder_of(root, before[-1]) if before else None
    with store.publishing(root):
        for dataset in RELEASED:
            for day_published, file in zip(store.days(root, dataset.name), store.local_files(root, dataset.name), strict=True):
                _link(file, store.day_file(building, dataset.name, day_published))
    sums = {path: _sha256(building / path) for path in _files(building)}
    if previous and sums == {path: digest for path, digest in read_sums(previous).items() if path.endswith(".parquet")}:
        return None
    version = f"{day:%Y.%m.%d}-{1 + max((_order(n)[3] for n in before if n.startswith(f'{day:%Y.%m.%d}-')), default=0)}"
    created = datetime.now(UTC).isoformat(timespec="seconds")
    differences = compare(previous or building / "nothing", building)
    for name, text in _pages(building, version, created, previous, differences).items():
        _write(building / name, text)
        sums[name] = hashlib.sha256(text.encode()).hexdigest()
    _write(building / SUMS, "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())))
    return version


def _upload(building: Path, target: ObjectPath) -> ObjectPath:
    """Copy a release into object storage, its checksums last: before that nobody takes it for one."""
    remove_folder(target)  # what a freeze left that broke off
    for path in sorted(_files(building), key=lambda path: path == SUMS):
        (target / path).put(building / path)
    return target


def _pages(folder: Path, version: str, created: str, previous: Path | None, differences: list[Difference]) -> dict[str, str]:
    """Everything beside the data, by file name."""
    contents = contents_of(folder)
    versions = (store.read(folder, d.name, columns=["extractor_version"])["extractor_version"].unique() for d in EXTRACTED_DATASETS)
    extractors = sorted({version for found in versions for version in found.to_pylist()})
    facts = {
        "version": version,
        "created": created,
        "previous": previous.name if previous else None,
        "dateline_version": __version__,
        "extractor_versions": extractors,
        "datasets": {
            p.dataset.name: {"rows": p.rows, "bytes": p.size, "files": len(p.days), "first_day": p.days[0] if p.days else None,
                             "last_day": p.days[-1] if p.days else None}
            for p in contents
        },
        "changes": counts(differences),
    }  # fmt: skip
    limits = documents.limits()
    return {
        "README.md": documents.readme(version, created, contents, extractors),
        "DATASETS.md": render(),
        "LIMITS.md": limits,
        "CHANGES.md": documents.changes(version, previous.name if previous else None, differences),
        "changes.json": _json([asdict(difference) for difference in differences]),
        "contract.odcs.yaml": yaml.safe_dump(data_contract(RELEASED, version, limits), sort_keys=False, allow_unicode=True, width=140),
        "datapackage.json": _json(data_package(contents, version, created)),
        "release.json": _json(facts),
    }


def read_sums(release: Path) -> dict[str, str]:
    """SHA-256 by path, as the release states them."""
    lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _json(value: list[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _order(name: str) -> tuple[int, int, int, int]:
    date_part, _, number = name.partition("-")
    year, month, day = map(int, date_part.split("."))
    return year, month, day, int(number)


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)
        store.sync_folder(target)  # the file itself


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(text)
        sink.flush()
        os.fsync(sink.fileno())


def _protect(folder: Path) -> None:
    """Make everything read-only and bring the names to the disk, the innermost folders first."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            store.sync_folder(path)
        path.chmod(_READ_ONLY_FOLDER if path.is_dir() else _READ_ONLY_FILE)
    store.sync_folder(folder)
    folder.chmod(_READ_ONLY_FOLDER)


def _remove(folder: Path) -> None:
    """Remove a release that was never finished, read-only or not."""
    if not folder.exists():
        return
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)
