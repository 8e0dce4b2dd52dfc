"""The fingerprints of all articles so far, on disk, so that a new one finds its likes in milliseconds.

The index is a folder of segments, each an Arrow file that is mapped into memory and never changed, and a manifest that
lists them from oldest to newest. What a newer segment says of an article goes before what an older one says. Adding writes
one segment and then replaces the manifest; small segments are joined on the way, so that there are never many, and the cost
of an addition follows what is added.

Candidates share anchors, a quarter of an article's 3-grams chosen by their hashes; each segment lists the articles that have
an anchor. MinHash bands would find articles that are alike as a whole only: of a hundred words that stand in a piece of
three thousand they see next to nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.articles.comparison import fewest_common, may_share_facts
from dateline.articles.fingerprints import HASH_BITS, Fingerprint
from dateline.articles.packing import Ragged, pack, unpack
from dateline.paths import write_whole
from dateline.store.copies import kept_copy

_ANCHOR_EVERY = 4
_MIN_ANCHORS = 8  # a shorter text takes its smallest hashes besides
_DEVIATIONS = 2.5  # a pair just alike enough is missed once in 200 times, one a little more alike never
_MIN_COMMON = 2  # some 3-grams stand in every fifth article, few pairs of them
_MASK_WORDS = 4  # 256 bits: an article has some 60 names and numbers
_POSTINGS_PER_BUCKET = 4
_MAX_SEGMENT_ARTICLES = 65_536  # joining two of this size takes seconds; larger ones are left apart
_FORMAT = 6  # raise it when fingerprints or anchors are made in another way
_ID_BYTES = 32
_TRIES = 5
_MANIFEST = "manifest.json"


class StaleIndexError(RuntimeError):
    """The index was written in another format."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some fingerprints and the lists of who has which anchor, sorted by id."""

    ids: NDArray[np.bytes_]
    versions: NDArray[np.uint64]
    published_us: NDArray[np.int64]
    days: NDArray[np.int32]
    is_gone: NDArray[np.bool_]  # an article that takes no part any more; it hides what older segments say of it
    shingle_counts: NDArray[np.uint32]
    shingles: NDArray[np.uint8]
    shingle_ends: NDArray[np.uint64]  # of row i: shingles[ends[i]:ends[i + 1]]; packed
    fact_counts: NDArray[np.uint32]
    facts: NDArray[np.uint8]
    fact_ends: NDArray[np.uint64]
    fact_masks: NDArray[np.uint64]  # _MASK_WORDS for each row
    sentences: NDArray[np.uint32]
    sentence_ends: NDArray[np.uint64]
    bucket_ends: NDArray[np.uint32]  # anchors by their highest bits; of bucket k: bucket_rows[ends[k]:ends[k + 1]]
    bucket_rows: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, article_id: str) -> int | None:
        """The row of an article."""
        wanted = article_id.encode()
        row = int(np.searchsorted(self.ids, wanted))
        return row if row < len(self.ids) and self.ids[row] == wanted else None

    def find_all(self, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Of those of many articles that are here, the place in the list and the row."""
        if not len(self):
            return
        wanted = np.array([article_id.encode() for article_id in ids], dtype=self.ids.dtype)
        rows = np.minimum(np.searchsorted(self.ids, wanted), len(self) - 1)
        (places,) = np.nonzero(self.ids[rows] == wanted)
        yield from zip(places.tolist(), rows[places].tolist(), strict=True)

    def fingerprint(self, row: int) -> Fingerprint:
        return Fingerprint(
            self.ids[row].decode(),
            int(self.versions[row]),
            int(self.published_us[row]),
            int(self.days[row]),
            unpack(self.shingles[self.shingle_ends[row] : self.shingle_ends[row + 1]], int(self.shingle_counts[row]), HASH_BITS),
            self.facts_of(row),
            self.sentences[self.sentence_ends[row] : self.sentence_ends[row + 1]],
        )

    def facts_of(self, row: int) -> NDArray[np.uint32]:
        """The names and numbers of an article."""
        return unpack(self.facts[self.fact_ends[row] : self.fact_ends[row + 1]], int(self.fact_counts[row]), HASH_BITS)

    def candidates(self, own: Fingerprint) -> list[int]:
        """The rows that may share enough anchors with an article, itself among them; `may_be_alike` says whether they do.

        Neighbours in a bucket count as shared here, so that segments of different sizes find different ones.
        """
        anchors = anchors_of(own)
        shift = HASH_BITS - (len(self.bucket_ends) - 1).bit_length() + 1
        buckets = anchors >> np.uint32(shift)
        starts, ends = self.bucket_ends[buckets].tolist(), self.bucket_ends[buckets + 1].tolist()
        rows = [self.bucket_rows[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
        if not rows:
            return []
        common = np.bincount(np.concatenate(rows), minlength=len(self))
        (found,) = np.nonzero(common)
        found = found[common[found] >= _fewest_anchors(len(own.shingles), self.shingle_counts[found])]
        # Each bit that only one of two masks has stands for a fact that only that article has.
        mine, theirs = _fact_mask(own.facts), self.fact_masks.reshape(-1, _MASK_WORDS)[found]
        only_mine, only_theirs = (np.bitwise_count(mask).sum(axis=1) for mask in (mine & ~theirs, theirs & ~mine))
        return [int(row) for row in found[may_share_facts(len(own.facts), self.fact_counts[found], only_mine, only_theirs)]]


def anchors_of(fingerprint: Fingerprint) -> NDArray[np.uint32]:
    """Those of the 3-grams by which the article is found."""
    is_anchor = fingerprint.shingles % _ANCHOR_EVERY == 0
    if is_anchor.sum() < _MIN_ANCHORS:
        is_anchor[:_MIN_ANCHORS] = True
    return fingerprint.shingles[is_anchor]


def may_be_alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two articles share so many anchors that they are compared. Symmetric, and the same in whichever segments they lie."""
    common = len(np.intersect1d(anchors_of(one), anchors_of(other), assume_unique=True))
    return bool(common >= _fewest_anchors(len(one.shingles), np.array([len(other.shingles)]))[0])


def _fewest_anchors(own: int, others: NDArray[np.integer]) -> NDArray[np.float64]:
    """How many anchors articles of so many 3-grams share at least, if they are near-duplicates and no rare exception."""
    expected = fewest_common(own, others) / _ANCHOR_EVERY
    needed = expected - _DEVIATIONS * np.sqrt(expected * (1 - 1 / _ANCHOR_EVERY))
    return np.maximum(needed, np.minimum(_MIN_COMMON, np.minimum(own, others)))


def make_segment(fingerprints: Iterable[Fingerprint], gone: Iterable[Fingerprint] = ()) -> Segment:
    """A segment of these fingerprints, and of articles that are gone."""
    rows = sorted([*((f, False) for f in fingerprints), *((f, True) for f in gone)], key=lambda row: row[0].article_id)
    found = [f for f, _ in rows]
    anchors = [f.shingles[:0] if is_gone else anchors_of(f) for f, is_gone in rows]
    shingles, facts = (
        Ragged.of([pack(values, HASH_BITS) for values in lists]) for lists in ([f.shingles for f in found], [f.facts for f in found])
    )
    sentences = Ragged.of([f.sentences for f in found])
    bucket_ends, bucket_rows = _buckets(anchors)
    return Segment(
        ids=np.array([f.article_id.encode() for f in found], dtype=f"S{_ID_BYTES}"),
        versions=np.array([f.version for f in found], np.uint64),
        published_us=np.array([f.published_us for f in found], np.int64),
        days=np.array([f.day for f in found], np.int32),
        is_gone=np.array([is_gone for _, is_gone in rows], np.bool_),
        shingle_counts=np.array([len(f.shingles) for f in found], np.uint32),
        shingles=shingles.values.astype(np.uint8),
        shingle_ends=shingles.ends,
        fact_counts=np.array([len(f.facts) for f in found], np.uint32),
        facts=facts.values.astype(np.uint8),
        fact_ends=facts.ends,
        fact_masks=np.concatenate([np.empty(0, np.uint64), *(_fact_mask(f.facts) for f in found)]),
        sentences=sentences.values.astype(np.uint32),
        sentence_ends=sentences.ends,
        bucket_ends=bucket_ends,
        bucket_rows=bucket_rows,
    )


def _fact_mask(facts: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A bit for each name and number, chosen by its hash."""
    bits = np.zeros(64 * _MASK_WORDS, np.uint8)
    bits[facts % len(bits)] = 1
    return np.packbits(bits).view("<u8")


def _buckets(anchors: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The rows of each bucket of anchors, and where the buckets end: some postings to a bucket, a power of two of buckets."""
    lists = Ragged.of(anchors)
    bits = min(max((len(lists.values) // _POSTINGS_PER_BUCKET).bit_length(), 1), HASH_BITS)
    buckets = lists.values.astype(np.uint32) >> np.uint32(HASH_BITS - bits)
    rows = np.repeat(np.arange(len(anchors), dtype=np.uint32), [len(a) for a in anchors])
    ends = np.zeros((1 << bits) + 1, np.uint32)
    np.cumsum(np.bincount(buckets, minlength=1 << bits), out=ends[1:])
    return ends, rows[np.argsort(buckets, kind="stable")]


def join(segments: Sequence[Segment]) -> Segment:
    """One segment that says what these say together, from oldest to newest. What is gone stays known: where it lies is asked for."""
    newest = {article_id: (s, row) for s, segment in enumerate(segments) for row, article_id in enumerate(segment.ids.tolist())}
    kept = [(segments[s], row) for s, row in newest.values()]
    return make_segment(
        (segment.fingerprint(row) for segment, row in kept if not segment.is_gone[row]),
        gone=(segment.fingerprint(row) for segment, row in kept if segment.is_gone[row]),
    )


def open_index(folder: Path) -> tuple[Segment, ...]:
    """The segments of an index from oldest to newest, mapped into memory; none where there is no index yet.

    Raises `StaleIndexError` for an index of another format: it has to be made anew from the articles.
    """
    for _ in range(_TRIES):
        try:
            return tuple(_read(folder / name) for name in _names(folder))
        except FileNotFoundError as error:  # somebody joined segments since the manifest was read
            missing = error
    raise missing


def find(segments: Sequence[Segment], article_id: str) -> tuple[Segment, int] | None:
    """The newest row of an article, which may say that it is gone."""
    for segment in reversed(segments):
        row = segment.find(article_id)
        if row is not None:
            return segment, row
    return None


def add(folder: Path, segment: Segment) -> None:
    """Add a segment to the index. A crash leaves the index as it was, or as it is to be. One writer at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    names = _names(folder)
    while names and len(older := _read(folder / names[-1])) <= 2 * len(segment) and len(older) + len(segment) <= _MAX_SEGMENT_ARTICLES:
        names.pop()
        segment = join([older, segment])
    names.append(_write(folder, segment))
    write_whole(folder / _MANIFEST, json.dumps({"format": _FORMAT, "segments": names}))
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
        array = getattr(segment, field.name)
        values = pa.array(array.view(np.uint8) if array.dtype.kind in "Sb" else array)
        cells[field.name] = pa.LargeListArray.from_arrays(pa.array([0, len(values)], pa.int64()), values)
    batch = pa.record_batch(cells)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content = sink.getvalue()
    name = f"segment-{hashlib.sha256(content).hexdigest()[:16]}.arrow"
    write_whole(folder / name, content.to_pybytes())
    return name


def _read(path: Path) -> Segment:
    with pa.memory_map(str(kept_copy(path))) as source:
        batch = pa.ipc.open_file(source).get_batch(0)
    cells = {name: column.values.to_numpy() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    return Segment(**{**cells, "ids": cells["ids"].view(f"S{_ID_BYTES}"), "is_gone": cells["is_gone"].view(np.bool_)})
