"""From input files to published articles: the steps of `news_ingest`.

discover → read (once per batch) → near_duplicates → validate → publish. Steps hand each other paths of staging folders,
never data; every step may run twice. Heavy modules are imported inside the functions, so that a DAG file that imports
this module stays light.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.paths import ObjectPath, path_of
from dateline.pipelines.published import Published
from dateline.settings import settings

if TYPE_CHECKING:
    import pyarrow as pa

    from dateline import store
    from dateline.pipelines.arriving import Arrival

MAX_BATCHES = 1_000  # Airflow makes at most 1,024 copies of a mapped task


def discover(
    run_id: str, *, inputs: Sequence[str] = (), source_name: str = "landing", published: str | None = None, attempt: int = 1
) -> list[str]:
    """Find input files and put them into batches; returns the paths of the batch files, none when there is nothing to do.

    `inputs` are files, folders and `s3://` prefixes. Without any, what is new is taken: files of the landing folder and of the
    sources in sources.yaml, fetched articles, and those whose embargo is over.
    `published` (ISO day) is for documents without a date of their own. Raises `FileNotFoundError` for an input that isn't there.
    """
    from dateline import sources, store
    from dateline.pipelines import embargo, spool
    from dateline.pipelines.arriving import Arrival, arrivals

    knobs = settings()
    store.staging.clean(knobs.root, knobs.staging_days)
    if inputs:
        found = sources.discover([*inputs])
        arrived = [Arrival(source_name, found.files, found.skipped)] if found.files or found.skipped else []
        fetched = []
    else:
        arrived, fetched = arrivals(), [str(path) for path in spool.waiting(knobs.root)]
    parts = _parts(arrived, fetched, knobs.batch_size)
    if not parts and embargo.is_due(knobs.root, datetime.now(UTC)):
        parts = [{"source_name": source_name}]
    if not parts:
        return []
    folder = store.staging.new(knobs.root, run_id, "discover", attempt)
    batches = []
    nothing: dict[str, Any] = {"files": [], "fetched": [], "skipped": [], "source": None}
    for number, part in enumerate(parts):
        path = folder / f"batch-{number:05d}.json"
        batch = {"run_id": run_id, "published": published, "is_landing": not inputs, **nothing, **part}
        path.write_text(json.dumps(batch), encoding="utf-8")
        batches.append(str(path))
    store.staging.complete(folder)
    return batches


def _parts(arrived: Sequence["Arrival"], fetched: Sequence[str], batch_size: int) -> list[dict[str, Any]]:
    """What one task reads each: some files of one source, or some fetched documents."""
    total = sum(len(arrival.files) for arrival in arrived) + len(fetched)
    size = max(batch_size, -(-total // max(MAX_BATCHES - len(arrived) - 1, 1)))
    parts: list[dict[str, Any]] = []
    for arrival in arrived:
        for start in range(0, max(len(arrival.files), 1), size):
            parts.append(
                {
                    "source_name": arrival.source_name,
                    "files": [{**asdict(f), "path": str(f.path)} for f in arrival.files[start : start + size]],
                    "skipped": [list(s) for s in arrival.skipped] if start == 0 else [],
                    "source": arrival.source.model_dump() if arrival.source else None,
                }
            )
    parts += [{"source_name": "fetched", "fetched": list(fetched[i : i + size])} for i in range(0, len(fetched), size)]
    return parts[:MAX_BATCHES]  # of more sources than that the others' files are still there for the next run


def read(batch_path: str, *, attempt: int = 1) -> str:
    """Read one batch of files into articles and rejected documents; returns the staging folder."""
    from dateline import articles, sources, store
    from dateline.contracts.documents import Document, Rejected
    from dateline.pipelines import spool, taken
    from dateline.pipelines.arriving import completed, paths
    from dateline.pipelines.rejected import quarantine_rows
    from dateline.sources.catalog import Source
    from dateline.sources.locations import at

    batch = json.loads(path_of(batch_path).read_text(encoding="utf-8"))
    fallback = date.fromisoformat(batch["published"]) if batch["published"] else None
    source = Source(**batch["source"]) if batch["source"] else None
    made: list[articles.Article] = []
    rejected: list[Rejected] = []
    files: list[dict[str, Any]] = []
    document_count = 0

    def take(document: Document | Rejected, is_text_kept: bool) -> None:
        nonlocal document_count
        document_count += 1
        article = document if isinstance(document, Rejected) else articles.make(document)
        if not isinstance(article, Rejected):
            made.append(article)
        else:
            rejected.append(article if is_text_kept else replace(article, content=""))

    for entry in batch["files"]:
        file = sources.InputFile(**{**entry, "path": at(entry["path"])})
        if batch["is_landing"]:
            files += [asdict(taken.describe(path)) for path in paths(file)]
        for document in sources.read(file, source_name=batch["source_name"], published=fallback, limits=settings()):
            take(document if isinstance(document, Rejected) else completed(document, source), source is None or source.rights == "full")
    fetched = [spool.read(path) for path in map(path_of, batch["fetched"]) if path.exists()]
    for spooled in fetched:
        take(spooled.document, spooled.is_text_kept)
    folder = store.staging.new(settings().root, batch["run_id"], f"read-{Path(batch_path).stem}", attempt)
    store.staging.write_table(folder / "articles.parquet", articles.to_table(made))
    store.staging.write_table(folder / "quarantine.parquet", quarantine_rows(rejected))
    report = {
        "run_id": batch["run_id"],
        "files": files,
        "fetched": [[str(spooled.path), spooled.sha256] for spooled in fetched],
        "documents": document_count,
        "skipped": batch["skipped"],
    }
    (folder / "read.json").write_text(json.dumps(report), encoding="utf-8")
    store.staging.complete(folder)
    return str(folder)


def near_duplicates(run_id: str, read_folders: Sequence[str], *, attempt: int = 1) -> str:
    """Put the batches together, one version per article, and say which articles tell a story that another told before."""
    import pyarrow as pa

    from dateline import articles, store
    from dateline.contracts import ARTICLES, QUARANTINE
    from dateline.pipelines import article_index, embargo

    root = settings().root
    article_index.catch_up(root)
    index = article_index.folder(root)
    state = _state_of(index)
    parts = [path_of(f) for f in read_folders]
    newest = articles.newest_versions(
        articles.from_table(pa.concat_tables([ARTICLES.empty(), *(store.staging.read_table(p / "articles.parquet") for p in parts)]))
    )
    newest = embargo.lifted(root, newest, datetime.now(UTC))
    judged, changed = articles.judge_duplicates(newest, index)
    folder = store.staging.new(root, run_id, "near_duplicates", attempt)
    reports = [json.loads((p / "read.json").read_text(encoding="utf-8")) for p in parts]
    store.staging.write_table(folder / "articles.parquet", articles.to_table(judged))
    store.staging.write_table(
        folder / "quarantine.parquet",
        pa.concat_tables([QUARANTINE.empty(), *(store.staging.read_table(p / "quarantine.parquet") for p in parts)]),
    )
    (folder / "read.json").write_text(
        json.dumps(
            {
                "run_id": run_id,
                "files": [f for r in reports for f in r["files"]],
                "fetched": [f for r in reports for f in r.get("fetched", ())],
                "documents": sum(r["documents"] for r in reports),
                "skipped": [s for r in reports for s in r["skipped"]],
                "changed_verdicts": [asdict(c) for c in changed],
                "index": state,
            }
        ),
        encoding="utf-8",
    )
    store.staging.complete(folder)
    return str(folder)


def validate(folder: str) -> str:
    """Check the articles; rows that fail go to quarantine. Returns the same folder with the checked tables in it."""
    import pyarrow as pa

    from dateline import quality, store
    from dateline.pipelines import rights, waivers

    path = path_of(folder)
    run_id = json.loads((path / "read.json").read_text(encoding="utf-8"))["run_id"]
    table = store.staging.read_table(path / "articles.parquet")
    known = quality.Known(waived=waivers.read(settings().root))
    checked = quality.validate({"articles": table}, table, run_id=run_id, checked_at=datetime.now(UTC), known=known)
    store.staging.write_table(path / "good.parquet", checked.good["articles"])
    store.staging.write_table(
        path / "bad.parquet",
        pa.concat_tables([store.staging.read_table(path / "quarantine.parquet"), rights.without_texts(checked.quarantined, table)]),
    )
    store.staging.write_table(path / "quality_results.parquet", checked.results)
    report = {"stopped": sorted(checked.stopped), "accepted": checked.good["articles"].num_rows}
    (path / "checked.json").write_text(json.dumps(report), encoding="utf-8")
    return folder


def publish(folder: str) -> Published:
    """Publish checked articles, quarantine and arrivals under the root's lock; then remember what was taken."""
    from dateline import articles, store
    from dateline.pipelines import article_index, incoming, rights, spool, taken
    from dateline.pipelines.rejected import repaired_documents
    from dateline.pipelines.upsert import addition

    path, root = path_of(folder), settings().root
    report = json.loads((path / "read.json").read_text(encoding="utf-8"))
    stopped = json.loads((path / "checked.json").read_text(encoding="utf-8"))["stopped"]
    good = store.staging.read_table(path / "good.parquet")
    bad = store.staging.read_table(path / "bad.parquet")
    index = article_index.folder(root)
    with store.publishing(root):
        article_index.catch_up(root)
        findings = [
            addition("quality_results", store.staging.read_table(path / "quality_results.parquet")),
            *store.quarantine.additions(bad),
        ]
        if stopped:
            store.commit(root, findings)
            return Published((), {}, bad.num_rows, tuple(stopped))
        verdicts = report["changed_verdicts"]
        if _state_of(index) != report["index"]:  # another run published since: its articles may tell the same stories
            judged, changed = articles.judge_duplicates(articles.from_table(good), index)
            good, verdicts = articles.to_table(judged), [asdict(c) for c in changed]
        parts = incoming.split(root, good)
        ids = parts.at_once["article_id"].to_pylist()
        data = [
            store.Change("articles", rights.reduced(parts.at_once, {}), replaced=ids, days=parts.old_days),
            *_changed_verdicts(root, verdicts),
        ]
        bookkeeping = [
            *incoming.removals(root, parts.at_once),
            *incoming.additions(root, parts.later),
            addition("arrivals", _arrivals(good, report["run_id"])),
            *findings,
            *store.quarantine.removals(root, repaired_documents(root, good, bad)),
        ]
        touched = {day for days_of_change in store.commit(root, [*data, *bookkeeping])[: len(data)] for day in days_of_change}
        touched |= set(parts.later["published_date"].to_pylist())
        articles.remember(articles.from_table(good), index)
        taken.remember(root, [taken.TakenFile(**f) for f in report["files"]])
        spool.remove(report["fetched"])
        rights.forget(root, path)
    if settings().landing_move:
        _move_to_done(settings().landing_folder, [path_of(f["path"]) for f in report["files"]])
    new_rows = parts.at_once.num_rows + parts.later.num_rows
    return Published(tuple(str(day) for day in sorted(touched)), {"articles": new_rows}, bad.num_rows)


def _arrivals(good: "pa.Table", run_id: str) -> "pa.Table":
    """One row for each article that the run brought."""
    from dateline.contracts import ARRIVALS

    now = datetime.now(UTC)
    columns = ("article_id", "text_sha256", "published_date", "source_name")
    rows = [
        {
            **row,
            "arrival_id": hashlib.sha256(f"{row['article_id']}\x1f{row['text_sha256']}\x1f{run_id}".encode()).hexdigest()[:32],
            "fetched_at": now,
            "run_id": run_id,
        }
        for row in good.select(list(columns)).to_pylist()
    ]
    return ARRIVALS.table(sorted(rows, key=lambda row: row["arrival_id"]))


def _changed_verdicts(root: Path, changed: list[dict[str, Any]]) -> list["store.Change"]:
    """The changes that point articles that came before to a lead that came in later.

    Also versions that wait; of those a copy has no rows to wait for any more.
    """
    from dateline import store
    from dateline.contracts import ARTICLES
    from dateline.pipelines import incoming, rights

    verdicts = {v["article_id"]: v for v in changed}
    if not verdicts:
        return []

    def judged(base: Path) -> list[dict[str, Any]]:
        names = ("duplicate_of", "duplicate_kind", "similarity")
        return [{**row, **{k: verdicts[row["article_id"]][k] for k in names}} for row in incoming.published_rows(base, list(verdicts))]

    known, waiting = judged(root), judged(incoming.folder(root))
    leave = [row for row in waiting if row["duplicate_kind"] == "copy"]
    stay = [row for row in waiting if row["duplicate_kind"] != "copy"]
    left = {row["article_id"] for row in leave}
    return [
        store.Change("articles", ARTICLES.table(known), replaced=[row["article_id"] for row in known]),
        store.Change(
            "articles",
            rights.reduced(ARTICLES.table(leave), {}),
            replaced=left,
            days={row["published_date"] for row in known if row["article_id"] in left},
        ),
        store.Change(
            "articles",
            ARTICLES.table(stay),
            replaced=[row["article_id"] for row in waiting],
            days={row["published_date"] for row in waiting},
            folder="_incoming/articles",
        ),
    ]


def _state_of(index: Path) -> str | None:
    """What tells one state of the near-duplicate index from another; None where there is none yet."""
    manifest = index / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.exists() else None


def _move_to_done(landing: Path, taken: list[Path]) -> None:
    """Move taken landing files to `done/`, keeping the folders below; only on DATELINE_LANDING_MOVE=1."""
    for path in taken:
        if path.exists() and path.is_relative_to(landing.resolve()):
            target = landing / "done" / path.relative_to(landing.resolve())
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(path, ObjectPath):
                path.rename(target)
            else:
                shutil.move(path, target)


@dataclass(frozen=True, slots=True)
class ReadCounts:
    """What the reading steps took in."""

    documents: int
    skipped: tuple[tuple[str, str], ...]  # files of unknown kind: name, why


def read_counts(read_folders: Sequence[str]) -> ReadCounts:
    """Documents and skipped files of all batches that were read."""
    reports = [json.loads((path_of(folder) / "read.json").read_text(encoding="utf-8")) for folder in read_folders]
    return ReadCounts(sum(r["documents"] for r in reports), tuple((name, why) for r in reports for name, why in r["skipped"]))


def accepted_count(folder: str) -> int:
    """Articles of a checked batch that passed, new or known."""
    return int(json.loads((path_of(folder) / "checked.json").read_text(encoding="utf-8"))["accepted"])
