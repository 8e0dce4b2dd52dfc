"""The fingerprints of all articles so far, on disk, so that a new one finds its likes in milliseconds.

The index is a folder of segments, each an Arrow file that is mapped into memory and never changed, and a manifest that
lists them from oldest to newest. What a newer segment says of an article goes before what an older one says. Adding writes
one segment and then replaces the manifest; small segments are joined on the way, so that there are never many.

Candidates come from MinHash (rensa) with banding. rensa's own LSH lives in memory and would have to be filled again by each
run; here each segment holds its bands sorted, and a look-up is a binary search.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rensa import RMinHash

from dateline.articles.fingerprints import Fingerprint

# 128 bands of two: of pairs with Jaccard similarity 0.4 all are found, with 0.2 99.5 %, with 0.1 72 %.
_BANDS, _ROWS = 128, 2
_SEED = 20161214
_FORMAT = 1  # raise it when fingerprints or bands are made in another way
_ID_BYTES = 32
_MANIFEST = "manifest.json"


class StaleIndexError(RuntimeError):
    """The index was written in another format."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some fingerprints with their bands, sorted by id."""

    ids: NDArray[np.bytes_]
    published_us: NDArray[np.int64]
    is_gone: NDArray[np.bool_]  # an article that takes no part any more; it hides what older segments say of it
    shingles: NDArray[np.uint32]
    shingle_ends: NDArray[np.int64]  # of row i: shingles[ends[i]:ends[i + 1]]
    facts: NDArray[np.uint32]
    fact_ends: NDArray[np.int64]
    sentences: NDArray[np.uint64]
    sentence_ends: NDArray[np.int64]
    band_keys: NDArray[np.uint64]  # a line for each band, sorted; rows that are gone have no bands
    band_rows: NDArray[np.uint32]  # whose keys they are

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, article_id: str) -> int | None:
        """The row of an article."""
        wanted = article_id.encode()
        row = int(np.searchsorted(self.ids, wanted))
        return row if row < len(self.ids) and self.ids[row] == wanted else None

    def fingerprint(self, row: int) -> Fingerprint:
        return Fingerprint(
            self.ids[row].decode(),
            int(self.published_us[row]),
            self.shingles[self.shingle_ends[row] : self.shingle_ends[row + 1]],
            self.facts[self.fact_ends[row] : self.fact_ends[row + 1]],
            self.sentences[self.sentence_ends[row] : self.sentence_ends[row + 1]],
        )

    def candidates(self, bands: NDArray[np.uint64]) -> list[int]:
        """The rows that share a band."""
        rows: set[int] = set()
        for key, keys, owners in zip(bands, self.band_keys, self.band_rows, strict=True):
            first = np.searchsorted(keys, key)
            if first < len(keys) and keys[first] == key:
                rows.update(owners[first : np.searchsorted(keys, key, side="right")].tolist())
        return sorted(rows)


def bands_of(fingerprint: Fingerprint) -> NDArray[np.uint64]:
    """The MinHash of the 3-grams, two values to a band."""
    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update([shingle.tobytes() for shingle in fingerprint.shingles])
    return np.array(minhash.digest(), dtype=np.uint32).view(np.uint64)


def make_segment(fingerprints: Iterable[Fingerprint], gone: Iterable[str] = ()) -> Segment:
    """A segment of these fingerprints, and of articles that are gone."""
    rows = [(f, False) for f in fingerprints]
    rows += [(Fingerprint(i, 0, np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint64)), True) for i in gone]
    rows.sort(key=lambda row: row[0].article_id)
    bands = np.array([np.zeros(_BANDS, np.uint64) if is_gone else bands_of(f) for f, is_gone in rows], np.uint64).reshape(-1, _BANDS)
    return _segment(rows, bands)


def _segment(rows: Sequence[tuple[Fingerprint, bool]], bands: NDArray[np.uint64]) -> Segment:
    alive = np.flatnonzero([not is_gone for _, is_gone in rows]).astype(np.uint32)
    orders = np.argsort(bands[alive].T, axis=1, kind="stable")
    return Segment(
        ids=np.array([f.article_id.encode() for f, _ in rows], dtype=f"S{_ID_BYTES}"),
        published_us=np.array([f.published_us for f, _ in rows], np.int64),
        is_gone=np.array([is_gone for _, is_gone in rows], np.bool_),
        shingles=np.concatenate([np.empty(0, np.uint32), *(f.shingles for f, _ in rows)]),
        shingle_ends=np.cumsum([0, *(len(f.shingles) for f, _ in rows)], dtype=np.int64),
        facts=np.concatenate([np.empty(0, np.uint32), *(f.facts for f, _ in rows)]),
        fact_ends=np.cumsum([0, *(len(f.facts) for f, _ in rows)], dtype=np.int64),
        sentences=np.concatenate([np.empty(0, np.uint64), *(f.sentences for f, _ in rows)]),
        sentence_ends=np.cumsum([0, *(len(f.sentences) for f, _ in rows)], dtype=np.int64),
        band_keys=np.take_along_axis(bands[alive].T, orders, axis=1),
        band_rows=alive[orders],
    )


def join(segments: Sequence[Segment], is_whole: bool) -> Segment:
    """One segment that says what these say together, from oldest to newest; a whole index needs no rows of what is gone."""
    newest = {article_id: (s, row) for s, segment in enumerate(segments) for row, article_id in enumerate(segment.ids.tolist())}
    kept = [(segments[s], row) for _, (s, row) in sorted(newest.items()) if not (is_whole and segments[s].is_gone[row])]
    bands = {id(segment): _bands(segment) for segment in segments}
    return _segment(
        [(segment.fingerprint(row), bool(segment.is_gone[row])) for segment, row in kept],
        np.array([bands[id(segment)][row] for segment, row in kept], np.uint64).reshape(-1, _BANDS),
    )


def _bands(segment: Segment) -> NDArray[np.uint64]:
    bands = np.zeros((len(segment), _BANDS), np.uint64)
    for b, (keys, owners) in enumerate(zip(segment.band_keys, segment.band_rows, strict=True)):
        bands[owners, b] = keys
    return bands


def open_index(folder: Path) -> tuple[Segment, ...]:
    """The segments of an index from oldest to newest, mapped into memory; none where there is no index yet.

    Raises `StaleIndexError` for an index of another format: it has to be made anew from the articles.
    """
    return tuple(_read(folder / name) for name in _names(folder))


def add(folder: Path, segment: Segment) -> None:
    """Add a segment to the index. A crash leaves the index as it was, or as it is to be. One writer at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    names = _names(folder)
    while names and len(older := _read(folder / names[-1])) <= 2 * len(segment):
        names.pop()
        segment = join([older, segment], is_whole=not names)
    names.append(_write(folder, segment))
    _replace(folder / _MANIFEST, json.dumps({"format": _FORMAT, "segments": names}).encode())
    for path in folder.glob("segment-*.arrow"):
        if path.name not in names:
            path.unlink()


def _names(folder: Path) -> list[str]:
    manifest = folder / _MANIFEST
    if not manifest.exists():
        return []
    content = json.loads(manifest.read_text(encoding="utf-8"))
    if content["format"] != _FORMAT:
        raise StaleIndexError(
            f"{folder} has format {content['format']}, not {_FORMAT}; remove the folder and `remember` all published articles anew"
        )
    return list(content["segments"])


def _write(folder: Path, segment: Segment) -> str:
    """One row with an array in each cell, so that reading maps the arrays as they are."""
    cells = {}
    for field in fields(Segment):
        array = getattr(segment, field.name).ravel()
        values = pa.array(array.view(np.uint8) if array.dtype.kind in "Sb" else array)
        cells[field.name] = pa.LargeListArray.from_arrays(pa.array([0, len(values)], pa.int64()), values)
    batch = pa.record_batch(cells)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content = sink.getvalue().to_pybytes()
    name = f"segment-{hashlib.sha256(content).hexdigest()[:16]}.arrow"
    _replace(folder / name, content)
    return name


def _read(path: Path) -> Segment:
    with pa.memory_map(str(path)) as source:
        batch = pa.ipc.open_file(source).get_batch(0)
    cells = {name: column.values.to_numpy() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    return Segment(
        **{
            **cells,
            "ids": cells["ids"].view(f"S{_ID_BYTES}"),
            "is_gone": cells["is_gone"].view(np.bool_),
            "band_keys": cells["band_keys"].reshape(_BANDS, -1),
            "band_rows": cells["band_rows"].reshape(_BANDS, -1),
        }
    )


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as sink:
        sink.write(content)
        sink.flush()
        os.fsync(sink.fileno())
    os.replace(temporary, path)
