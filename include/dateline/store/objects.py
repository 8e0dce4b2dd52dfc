"""Publication in object storage: one conditional PUT says that all new files of a publication stand.

They are uploaded under names of their own first. The pointer `_state/publication.json` then names them and the days' files that
they replace; from that moment on they count: `steadily` shows them to readers, and whoever publishes next brings to its end
what a dead publisher left. After that each is written over the old one, so that any tool finds it at its place, and the
pointer is cleared. The pointer is written on condition that nobody published since it was read.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dateline.paths import ChangedMeanwhileError, ObjectPath, remove_folder
from dateline.store.lease import Lease, held
from dateline.store.paths import lock_file, pointer_file, publication_root, standing_folder

CONNECTIONS = 8  # requests at a time
_LOOKS = 10

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Move:
    """A file that stands, and the one that it replaces."""

    name: str  # below the publication's folder
    path: str  # below the root
    etag: str | None  # of the file to be replaced; None where there was none


@dataclass(frozen=True, slots=True)
class Publication:
    """The last publication, as the pointer has it."""

    id: str
    moves: tuple[Move, ...]  # what hasn't come to its place yet, as far as the pointer knows
    etag: str | None  # of the pointer; None before the first publication


def last(root: ObjectPath) -> Publication:
    """The publication that came last to a root."""
    try:
        content, etag = pointer_file(root).read_version()
    except FileNotFoundError:
        return Publication("", (), None)
    known = json.loads(content)
    return Publication(known["id"], tuple(Move(*move) for move in known["moves"]), etag)


def begin(root: ObjectPath, lease: Lease) -> None:
    """Bring to its end what a dead publisher left, and note in the lease from which state on it publishes."""
    found = last(root)
    if found.moves:
        found = _finish(root, found, lambda move: _standing(root, found.id, move).read_bytes())
    if next(iter(standing_folder(root).rglob("*")), None) is not None:
        # Somebody died while uploading, or still does: the pointer changes first, so that nothing of it can come to stand.
        found = _point(root, Publication(uuid.uuid4().hex, (), found.etag))
        remove_folder(standing_folder(root))
    lease.fence = found.etag


def publish(root: ObjectPath, lease: Lease, files: Mapping[Path, Path], etags: Mapping[Path, str | None]) -> None:
    """Publish local files (by the object that each replaces, of which `etags` tells the version that was read), all or none.

    Raises `ChangedMeanwhileError` when somebody else published since the lock was taken: then it was lost, what the rows were
    made from may be outdated, and the step has to run again.
    """
    new = uuid.uuid4().hex
    moves = tuple(Move(f"{i:06}.parquet", path.relative_to(root).as_posix(), etags[path]) for i, path in enumerate(files))
    bodies = dict(zip(moves, files.values(), strict=True))
    _each(moves, lambda move: _standing(root, new, move).put(bodies[move]))
    stands = _point(root, Publication(new, moves, lease.fence))
    lease.fence = _finish(root, stands, bodies.__getitem__).etag


def steadily(folder: Path, look: Callable[[Mapping[Path, Path]], Result]) -> Result:
    """What `look` sees of one state of a root: looked at again when something was published meanwhile.

    `look` is given the files that stand for others (by the path of the other). After many publications in a row the last look
    counts, in which each day is whole, but two may be of different publications. On local disk it looks once.
    """
    if not isinstance(folder, ObjectPath):
        return look({})
    root = publication_root(folder)
    if held(lock_file(root)) is not None:
        return look({})  # nothing stands, and nobody else publishes
    for attempt in range(_LOOKS):
        before = last(root)
        try:
            found = look({root / move.path: _standing(root, before.id, move) for move in before.moves})
        except (FileNotFoundError, ChangedMeanwhileError):
            if attempt == _LOOKS - 1:
                raise
            continue
        if last(root).id == before.id:
            break
    return found


def _finish(root: ObjectPath, publication: Publication, body_of: Callable[[Move], bytes | Path]) -> Publication:
    """Write what stands over the old files and clear the pointer. May be broken off and begun again, by several at once."""

    def replace(move: Move) -> None:
        target, etag = root / move.path, move.etag
        try:
            body = body_of(move)
        except FileNotFoundError:
            if last(root) != publication:
                return
            raise
        while True:
            try:
                target.put(body, replaces=etag)
                return
            except (ChangedMeanwhileError, FileNotFoundError):
                etag = target.etag()  # before the look at the pointer: what came later than this publication isn't overwritten
                if last(root) != publication:
                    return  # somebody else brought it to its end

    _each(publication.moves, replace)
    try:
        cleared = _point(root, Publication(publication.id, (), publication.etag))
    except ChangedMeanwhileError:
        cleared = last(root)
        if cleared.id != publication.id:
            raise
    remove_folder(standing_folder(root) / publication.id)
    return cleared


def _point(root: ObjectPath, publication: Publication) -> Publication:
    """Write the pointer over the version that the publication's `etag` names; the publication with the new one."""
    content = json.dumps({"id": publication.id, "moves": [[m.name, m.path, m.etag] for m in publication.moves]})
    etag = pointer_file(root).put(content.encode(), replaces=publication.etag)
    return Publication(publication.id, publication.moves, etag)


def _standing(root: ObjectPath, publication_id: str, move: Move) -> ObjectPath:
    return standing_folder(root) / publication_id / move.name


def _each(moves: Iterable[Move], act: Callable[[Move], object]) -> None:
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(act, moves))
