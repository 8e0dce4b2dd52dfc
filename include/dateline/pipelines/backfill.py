"""An archive or a range of published days, brought in or extracted anew in chunks: the steps of `news_backfill`.

plan → take (once per chunk) → finish. What is asked for is known by its parameters and input files: asked for again after a
crash, only the chunks that aren't done are taken. Progress lies in small files under `_state/backfills/`. Between chunks, and
but for the moments in which one is published, the root is free for the 15-minute runs. Light: what is heavy is imported inside
the functions.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.paths import remove_folder, write_whole
from dateline.pipelines.published import Published
from dateline.settings import settings

if TYPE_CHECKING:
    from dateline.articles import Article
    from dateline.contracts.documents import Rejected

CHUNK_ARTICLES = 500  # half an hour of one core, at most, between two moments at which others come first
MAX_PARTS = 1_000  # Airflow makes at most 1,024 copies of a mapped task


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles of an archive, or some published days."""

    name: str
    articles: int
    first: str  # ISO day of the earliest and of the latest article
    last: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a backfill is."""

    backfill_id: str
    chunks_done: int
    chunks: int
    articles_done: int
    articles: int
    seconds_left: float | None  # None before the first chunk is done

    @property
    def text(self) -> str:
        """One line for a person."""
        left = "" if self.seconds_left is None else f", about {_spoken(self.seconds_left)} left"
        return f"{self.chunks_done:,} of {self.chunks:,} chunks, {self.articles_done:,} of {self.articles:,} articles{left}"


def plan(
    run_id: str,
    *,
    inputs: Sequence[str] = (),
    source_name: str = "backfill",
    published: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    chunk_size: int = CHUNK_ARTICLES,
    reprocess: bool = False,
) -> list[list[str]]:
    """Cut what is asked for into chunks, or find those that an earlier run left; their paths in parts of one task each.

    `inputs`: files, folders and `s3://` prefixes, of which articles published from `date_from` to `date_to` (ISO days, included)
    are taken; `published` (ISO day) is for documents without a date. With `reprocess`, and without inputs: published days in that
    range, whose articles are extracted again where another version of the extractors did it. Raises `FileNotFoundError` for an
    input that isn't there, `ValueError` when both or neither are asked for.
    """
    from dateline import store
    from dateline.extract.version import extractor_version
    from dateline.sources import discover

    if bool(inputs) == reprocess:
        raise ValueError("give either inputs, or reprocess with a range of days")
    store.staging.clean(settings().root, settings().staging_days)
    files = discover([*inputs]).files if inputs else ()
    order = {
        "inputs": [[str(file.path), file.source_id, file.size, file.mtime_ns] for file in files],
        "source_name": source_name,
        "published": published,
        "date_from": date_from,
        "date_to": date_to,
        "chunk_size": chunk_size,
        "reprocess": extractor_version() if reprocess else None,
    }
    backfill_id = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()[:16]
    folder = _folder(settings().root) / backfill_id
    if not (folder / "order.json").exists():
        remove_folder(folder)  # reading broke off
        days = date.fromisoformat(date_from) if date_from else date.min, date.fromisoformat(date_to) if date_to else date.max
        made = _published_chunks(days, chunk_size) if reprocess else _read_chunks(folder, files, source_name, published, days, chunk_size)
        chunks = [asdict(chunk) for chunk in made]
        write_whole(folder / "order.json", json.dumps({**order, "run_id": run_id, "chunks": chunks}))
    left = [str(folder / chunk.name) for chunk in _chunks(folder) if not _done_file(folder, chunk.name).exists()]
    size = -(-len(left) // MAX_PARTS) or 1
    return [left[start : start + size] for start in range(0, len(left), size)]


def take(run_id: str, chunks: Sequence[str], *, on_done: Callable[[Progress], None] = lambda _: None) -> list[str]:
    """Publish and extract chunks, one after the other; the days that changed. A chunk that is done already is left alone.

    Raises `RuntimeError` when a critical rule about a table holds a publication back.
    """
    from dateline.paths import path_of

    touched: set[str] = set()
    for path in map(path_of, chunks):
        folder, name = path.parent, path.name
        chunk = next(chunk for chunk in _chunks(folder) if chunk.name == name)
        done = _done_file(folder, name)
        if done.exists():
            continue
        began = time.time()
        days = _take(f"{run_id}-{folder.name}-{name}", path, chunk)
        remove_folder(path)  # its texts are published, or may not be stored
        write_whole(done, json.dumps({"articles": chunk.articles, "seconds": time.time() - began, "days": sorted(days)}))
        touched |= days
        on_done(progress(folder))
    return sorted(touched)


def finish(chunks: Sequence[Sequence[str]]) -> Published:
    """What all chunks of a backfill did, those of earlier runs included."""
    from dateline.paths import path_of

    folder = path_of(chunks[0][0]).parent
    done = [json.loads(_done_file(folder, chunk.name).read_text(encoding="utf-8")) for chunk in _chunks(folder)]
    days = sorted({day for facts in done for day in facts["days"]})
    return Published(tuple(days), {"articles": sum(facts["articles"] for facts in done)}, 0)


def progress(folder: Path) -> Progress:
    """How far the backfill is whose state lies in this folder."""
    chunks = _chunks(folder)
    done = [json.loads(file.read_text(encoding="utf-8")) for c in chunks if (file := _done_file(folder, c.name)).exists()]
    articles_done, articles = sum(facts["articles"] for facts in done), sum(chunk.articles for chunk in chunks)
    seconds = sum(facts["seconds"] for facts in done)
    left = seconds / articles_done * (articles - articles_done) if articles_done else None
    return Progress(folder.name, len(done), len(chunks), articles_done, articles, left)


def all_progress(root: Path) -> list[Progress]:
    """How far each backfill of a root is that was asked for, by id."""
    return [progress(file.parent) for file in sorted(_folder(root).glob("*/order.json"))]


def _take(run_id: str, path: Path, chunk: Chunk) -> set[str]:
    """One chunk through all steps; the days that changed."""
    from dateline.pipelines import extract, ingest

    days: set[str] = set()
    if (path / "articles.parquet").exists():  # else it is of published days, or was published before a run died
        ingested = ingest.publish(ingest.validate(ingest.near_duplicates(run_id, [str(path)])))
        if ingested.stopped:
            raise RuntimeError(f"{chunk.name} is not published, a critical table rule failed: {', '.join(ingested.stopped)}")
        days.update(ingested.days)
    turn = 0
    while shards := extract.plan(f"{run_id}-{turn}", date_from=chunk.first, date_to=chunk.last):
        checked = extract.validate(f"{run_id}-{turn}", [extract.extract_shard(shard) for shard in shards])
        published = extract.publish(f"{run_id}-{turn}", shards, checked)
        if published.stopped:
            raise RuntimeError(f"rows of {chunk.name} are not published, a critical table rule failed: {', '.join(published.stopped)}")
        days.update(published.days)
        turn += 1
    return days


def _read_chunks(
    folder: Path, files: Sequence[Any], source_name: str, published: str | None, days: tuple[date, date], size: int
) -> Iterator[Chunk]:
    """Read files into folders of `size` articles each, as `ingest.read` leaves them. Holds one chunk in memory."""
    from dateline import articles, sources
    from dateline.contracts.documents import Rejected

    fallback = date.fromisoformat(published) if published else None
    made: list[Article] = []
    rejected: list[Rejected] = []
    number = 0
    for file in files:
        for document in sources.read(file, source_name=source_name, published=fallback, limits=settings()):
            article = document if isinstance(document, Rejected) else articles.make(document)
            if isinstance(article, Rejected):
                rejected.append(article)
            elif days[0] <= article.published_date <= days[1]:
                made.append(article)
            if len(made) == size or len(rejected) == size:
                yield _write_chunk(folder, number, made, rejected)
                made, rejected, number = [], [], number + 1
    if made or rejected:
        yield _write_chunk(folder, number, made, rejected)


def _write_chunk(folder: Path, number: int, made: "list[Article]", rejected: "list[Rejected]") -> Chunk:
    from dateline import articles, store
    from dateline.pipelines.rejected import quarantine_rows

    path = folder / f"chunk-{number:05d}"
    path.mkdir(parents=True)
    store.staging.write_table(path / "articles.parquet", articles.to_table(articles.newest_versions(made)))
    store.staging.write_table(path / "quarantine.parquet", quarantine_rows(rejected))
    report: dict[str, Any] = {"files": [], "fetched": [], "documents": len(made) + len(rejected), "skipped": []}
    write_whole(path / "read.json", json.dumps(report))
    dated = [article.published_date for article in made]
    return Chunk(path.name, len(made), str(min(dated, default=date.max)), str(max(dated, default=date.max)))


def _published_chunks(days: tuple[date, date], size: int) -> Iterator[Chunk]:
    """Published days of a range, newest first, as many to a chunk as have `size` articles together, but one at least."""
    from dateline import store

    counts = {
        day: store.read(settings().root, "articles", days=[day], columns=["article_id"]).num_rows
        for day in sorted(store.days(settings().root, "articles"), reverse=True)
        if days[0] <= day <= days[1]
    }
    together: list[date] = []
    number = 0
    for day, count in counts.items():
        if together and sum(counts[d] for d in together) + count > size:
            yield Chunk(f"days-{number:05d}", sum(counts[d] for d in together), str(together[-1]), str(together[0]))
            together, number = [], number + 1
        together.append(day)
    if together:
        yield Chunk(f"days-{number:05d}", sum(counts[d] for d in together), str(together[-1]), str(together[0]))


def _chunks(folder: Path) -> list[Chunk]:
    return [Chunk(**chunk) for chunk in json.loads((folder / "order.json").read_text(encoding="utf-8"))["chunks"]]


def _folder(root: Path) -> Path:
    return root / "_state" / "backfills"


def _done_file(folder: Path, name: str) -> Path:
    return folder / "done" / f"{name}.json"


def _spoken(seconds: float) -> str:
    return (
        f"{seconds / 3600:.1f} hours" if seconds >= 5_400 else f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
    )
