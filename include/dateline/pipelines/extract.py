"""From published articles to published events: the steps of `news_extract`.

plan → extract_shard (once per shard) → validate → publish → verdict. Steps hand each other paths of staging folders, never
data; every step may run twice. Heavy modules are imported inside the functions, so that a DAG file that imports this
module stays light.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.paths import path_of
from dateline.pipelines.published import Published
from dateline.settings import settings

if TYPE_CHECKING:
    from dateline.extract.article import ArticleRow

MAX_SHARDS = 1_000  # Airflow makes at most 1,024 copies of a mapped task
TEXT_NOT_KEPT = "text_not_kept"  # no outcome of the ledger: whatever that says of the article stays
_PRELOADED = "dateline.extract.preloaded"
EXTRACTED_NAMES = ("mentions", "places", "times", "quotes", "figures", "events")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run came to, and whether it may be called good."""

    extracted: int
    failed: int
    lost_shards: int
    stopped: tuple[str, ...]

    @property
    def problems(self) -> list[str]:
        """What makes the run fail, in words; empty when nothing does."""
        found = []
        if self.lost_shards:
            found.append(f"{self.lost_shards} shards failed after their retries; their articles wait for the next run")
        if self.stopped:
            found.append(f"not published, a critical table rule failed: {', '.join(self.stopped)}")
        total = self.extracted + self.failed
        if total and self.failed / total > settings().max_quarantine_share:
            found.append(
                f"{self.failed} of {total} articles failed, more than DATELINE_MAX_QUARANTINE_SHARE={settings().max_quarantine_share}"
            )
        return found


def plan(
    run_id: str,
    *,
    date_from: str | None = None,
    date_to: str | None = None,
    source_name: str | None = None,
    reprocess: bool = False,
    shard_size: int | None = None,
    attempt: int = 1,
) -> list[str]:
    """Compare articles with the ledger both ways; returns the paths of the shard files, none when nothing is to do.

    To extract: articles without a ledger row for this text and extractor version, newest first, at most
    `max_articles_per_run`. To withdraw: ledger rows whose article is canceled or now a copy. `date_from`, `date_to`
    (ISO days, included) and `source_name` narrow the choice; `reprocess` takes articles that are done as well.
    Reads the days that changed since they were last found in accord (see `accord`), and with `reprocess` all that are asked for.
    """
    from dateline import store
    from dateline.extract.version import extractor_version
    from dateline.pipelines import accord, held, incoming

    knobs = settings()
    looked = accord.look(knobs.root)
    first, last = (date.fromisoformat(day) if day else limit for day, limit in ((date_from, date.min), (date_to, date.max)))
    every_day = {date.fromisoformat(day) for day in looked.stamps}
    days = {day for day in (every_day if reprocess else looked.open_days) if first <= day <= last}
    articles = incoming.current_versions(knobs.root, days)
    waiting_ids = [article["article_id"] for article in articles if article["is_waiting"]]
    where = {*looked.open_days, *days, *incoming.published_days(knobs.root, waiting_ids).values()}
    ledger = {row["article_id"]: row for row in store.ledger.read(knobs.root, where).to_pylist()}
    held_versions = held.versions(knobs.root)
    work: list[dict[str, Any]] = []
    settled: list[dict[str, Any]] = []
    unfinished: set[str] = set()
    for article in articles:
        if not first <= article["published_date"] <= last or (source_name and article["source_name"] != source_name):
            continue
        known = ledger.get(article["article_id"])
        outcome = due_outcome(article)
        if outcome == TEXT_NOT_KEPT or (article["is_waiting"] and outcome == "withheld" and known and known["outcome"] == "extracted"):
            continue  # its rows, or those of the version before the one under embargo, stay as they are
        is_same_version = known is not None and all(known[name] == article[name] for name in ("text_sha256", "published_date"))
        if outcome == "extracted":
            is_done = (
                known is not None
                and is_same_version
                and known["outcome"] in ("extracted", "failed", "dropped")
                and known["extractor_version"] == extractor_version()
                and not article["is_waiting"]  # the same text with another day or title
            )
            is_held = (article["article_id"], article["text_sha256"], extractor_version()) in held_versions
            if not is_done:
                unfinished.add(article["article_id"])
            if reprocess or not (is_done or is_held):
                work.append(article)
        elif known is None or not is_same_version or known["outcome"] != outcome:
            unfinished.add(article["article_id"])
            settled.append({**article, "outcome": outcome, "extractor_version": extractor_version()})
    if source_name is None and days >= looked.open_days:
        published = (article for article in articles if not article["is_waiting"])
        accord.remember(knobs.root, looked, accord.disagreeing(published, ledger, unfinished, days))
    if not work and not settled:
        return []
    work.sort(key=lambda a: (a["published_date"], a["article_id"]), reverse=True)
    left = max(len(work) - knobs.max_articles_per_run, 0)
    work = work[: knobs.max_articles_per_run]
    folder = store.staging.new(knobs.root, run_id, "plan", attempt)
    (folder / "settled.json").write_text(json.dumps(settled, default=str), encoding="utf-8")
    (folder / "plan.json").write_text(json.dumps({"extract": len(work), "settle": len(settled), "left": left}), encoding="utf-8")
    size = max(shard_size or knobs.shard_size, -(-len(work) // MAX_SHARDS))
    shards = []
    for start in range(0, max(len(work), 1), size):
        path = folder / f"shard-{start // size:05d}.json"
        path.write_text(
            json.dumps({"run_id": run_id, "plan": str(folder), "articles": work[start : start + size]}, default=str), encoding="utf-8"
        )
        shards.append(str(path))
    store.staging.complete(folder)
    return shards


def due_outcome(article: dict[str, Any]) -> str:
    """What the ledger ought to say of an article (a row of `articles`); TEXT_NOT_KEPT for one that cannot be extracted again."""
    from dateline.pipelines import rights

    if article["status"] == "canceled":
        return "withdrawn"
    if article["status"] in ("withheld", "other_language"):
        return str(article["status"])
    if article["duplicate_kind"] == "copy":
        return "copy"
    is_text_gone = article["rights"] == rights.SPANS and not article.get("is_waiting", True)
    return TEXT_NOT_KEPT if is_text_gone else "extracted"


def warm_up(articles: int) -> None:
    """Load what worker processes have in common while this process does something else, if so many articles are worth any."""
    from dateline.pipelines import workers

    workers.warm_up(_processes_for(articles, 1), _PRELOADED)


def _processes_for(articles: int, tasks: int) -> int:
    from dateline.pipelines.workers import processes_for

    return settings().workers or processes_for(articles, tasks=tasks)


def _extract_article(article: "ArticleRow") -> tuple[dict[str, list[dict[str, Any]]], float]:
    """`extract_article`, imported where it runs: a process that hands the articles to others has no use for the model."""
    from dateline.extract.article import extract_article

    return extract_article(article)


def extract_shard(shard_path: str, *, attempt: int = 1, tasks: int | None = None, on_done: Callable[[], None] = lambda: None) -> str:
    """Extract the articles of one shard; returns the staging folder with a table per dataset and the outcomes.

    `tasks` share this machine's cores, as many as extract at a time (`extraction_slots`) unless given.
    """
    from dateline import store
    from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, LEDGER, QUARANTINE
    from dateline.extract.version import extractor_version
    from dateline.pipelines import incoming
    from dateline.pipelines.rejected import failed_article
    from dateline.pipelines.workers import extract_all

    root = settings().root
    shard = json.loads(path_of(shard_path).read_text(encoding="utf-8"))
    wanted = {a["article_id"]: date.fromisoformat(a["published_date"]) for a in shard["articles"]}
    articles = incoming.read_articles(root, wanted)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_id = {a["article_id"]: a for a in articles}
    notes = path_of(shard_path).with_suffix(".notes")
    processes = _processes_for(len(articles), tasks or settings().extraction_slots)
    for outcome in extract_all(articles, notes, _extract_article, processes=processes, preload=_PRELOADED):
        article = by_id[outcome.article_id]
        if outcome.rows is None:
            rows["quarantine"].append(failed_article(article, outcome.error or ""))
        for name, found in (outcome.rows or {}).items():
            rows[name] += found
        rows["ledger"].append(
            {
                "article_id": outcome.article_id,
                "text_sha256": article["text_sha256"],
                "extractor_version": extractor_version(),
                "published_date": article["published_date"],
                "outcome": "failed" if outcome.rows is None else "extracted",
                "is_text_kept": article["rights"] == "full",
                "attempts": attempt,
                "run_id": shard["run_id"],
                "extracted_at": datetime.now(UTC),
                **{f"{name[:-1]}_count": len((outcome.rows or {}).get(name, ())) for name in EXTRACTED_NAMES},
                "quarantined_count": 0,
                "seconds": outcome.seconds,
            }
        )
        on_done()
    folder = store.staging.new(root, shard["run_id"], f"extract-{Path(shard_path).stem}", attempt)
    store.staging.write_table(folder / "articles.parquet", ARTICLES.table(articles))
    for dataset in (*EXTRACTED_DATASETS, LEDGER, QUARANTINE):
        ordered = sorted(rows[dataset.name], key=lambda row: row[dataset.key])
        write = store.staging.write_candidates if dataset in EXTRACTED_DATASETS else store.staging.write_table
        write(folder / f"{dataset.name}.parquet", dataset.table(ordered))
    store.staging.complete(folder)
    return str(folder)


def validate(run_id: str, shard_folders: Sequence[str], *, attempt: int = 1) -> str:
    """Check the rows of all shards in one go; returns the staging folder with what may be published, and `held/` with what waits."""
    import pyarrow as pa

    from dateline import quality, store
    from dateline.contracts import ARTICLES, EXTRACTED_DATASETS, LEDGER, QUARANTINE
    from dateline.pipelines import held
    from dateline.pipelines.beside import known_beside

    def together(dataset: Any) -> pa.Table:
        parts = (store.staging.read_table(path_of(folder) / f"{dataset.name}.parquet") for folder in shard_folders)
        return pa.concat_tables([dataset.empty(), *parts], promote_options="default")  # shards may lack required values

    articles = together(ARTICLES)
    tables = {d.name: together(d) for d in EXTRACTED_DATASETS}
    known = known_beside(settings().root, tables, articles, run_id)
    checked = quality.validate(tables, articles, run_id=run_id, checked_at=datetime.now(UTC), known=known)
    ledger = LEDGER.table(_with_counts(together(LEDGER).to_pylist(), checked.good, checked.quarantined))
    folder = store.staging.new(settings().root, run_id, "validate", attempt)
    (folder / "held").mkdir()
    for name, table in {**checked.good, "articles": articles, "ledger": ledger}.items():
        going_on, waiting = held.split(table, checked.held)
        store.staging.write_table(folder / f"{name}.parquet", going_on)
        store.staging.write_table(folder / "held" / f"{name}.parquet", waiting)
    store.staging.write_table(folder / "quarantine.parquet", pa.concat_tables([together(QUARANTINE), checked.quarantined]))
    store.staging.write_table(folder / "quality_results.parquet", checked.results)
    report = {"stopped": sorted(checked.stopped), "shards": len(shard_folders), "held": {str(d): f for d, f in checked.held.items()}}
    (folder / "checked.json").write_text(json.dumps(report), encoding="utf-8")
    store.staging.complete(folder)
    return str(folder)


def publish(run_id: str, shard_paths: Sequence[str], folder: str) -> Published:
    """Publish all extracted datasets and the ledger under the root's lock; or only the findings, if a table rule failed.

    All changes are made or none. An article whose text changed loses its old rows first, then gets its new text, then its
    new rows: a reader may see an article without rows for a moment, never rows against another text.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from dateline import store
    from dateline.contracts import EXTRACTED_DATASETS, LEDGER
    from dateline.pipelines import accord, held, incoming, rights
    from dateline.pipelines.overtaken import overtaken
    from dateline.pipelines.rejected import UNDATED_DAY, outdated_rows
    from dateline.pipelines.revisions import departures
    from dateline.pipelines.upsert import addition

    path, root = path_of(folder), settings().root
    plan_folder = path_of(json.loads(path_of(shard_paths[0]).read_text(encoding="utf-8"))["plan"])
    settled = json.loads((plan_folder / "settled.json").read_text(encoding="utf-8"))
    stopped = tuple(json.loads((path / "checked.json").read_text(encoding="utf-8"))["stopped"])
    quarantined = store.staging.read_table(path / "quarantine.parquet")
    new = {d.name: store.staging.read_table(path / f"{d.name}.parquet") for d in EXTRACTED_DATASETS}
    articles = store.staging.read_table(path / "articles.parquet")
    outcomes = pa.concat_tables(
        [store.staging.read_table(path / "ledger.parquet"), LEDGER.table([_settled_row(s, run_id) for s in settled])]
    )
    waiting = held.staged(path)
    with store.publishing(root):
        findings = [
            addition("quality_results", store.staging.read_table(path / "quality_results.parquet")),
            *store.quarantine.additions(quarantined),
        ]
        if stopped:
            store.commit(root, findings)
            return Published((), {}, quarantined.num_rows, stopped)
        if gone := overtaken(root, outcomes.to_pylist()):
            outcomes, articles, *rows = (
                t.filter(pc.invert(pc.is_in(t["article_id"], value_set=pa.array(sorted(gone), pa.string()))))
                for t in (outcomes, articles, *new.values())
            )
            new = dict(zip(new, rows, strict=True))
        replaced = sorted(set(outcomes["article_id"].to_pylist()))
        new_days = set(outcomes["published_date"].to_pylist())
        known = accord.ledger_rows(root, replaced, new_days)
        ledger_days = new_days | {row["published_date"] for row in known.values()}
        leaving = [row for row in outcomes.to_pylist() if known.get(row["article_id"], {}).get("outcome") == "extracted"]
        old_days = {known[row["article_id"]]["published_date"] for row in leaving}
        waited = incoming.waiting_versions(root, articles)
        versions = set(waited["article_id"].to_pylist())
        changed = [
            row["article_id"]
            for row in leaving
            if row["article_id"] in versions or row["text_sha256"] != known[row["article_id"]]["text_sha256"]
        ]
        days = new_days | old_days
        data = [
            *(store.Change(d.name, d.empty(), replaced=changed, days=old_days) for d in EXTRACTED_DATASETS if changed),
            store.Change(
                "articles", rights.reduced(waited, rights.spans_of(new.values())), replaced=versions, days=old_days if changed else ()
            ),
            *(store.Change(d.name, new[d.name], replaced=replaced, days=days) for d in EXTRACTED_DATASETS),
        ]
        looked_at = [*replaced, *waiting["ledger"]["article_id"].to_pylist()]
        looked_days = ledger_days | set(waiting["ledger"]["published_date"].to_pylist()) | held.days_of(root, replaced)
        outdated = outdated_rows(root, looked_at, looked_days, quarantined)
        bookkeeping = [
            addition("revisions", departures(root, leaving, known, new)),
            store.Change("ledger", outcomes, replaced=replaced, days=ledger_days),
            *incoming.removals(root, waited),
            *held.remove(root, replaced),
            *held.put(root, waiting),
            *findings,
            *store.quarantine.removals(root, outdated, {*looked_days, UNDATED_DAY}),
        ]
        touched = {day for days_of_change in store.commit(root, [*data, *bookkeeping])[: len(data)] for day in days_of_change}
        rights.forget(root, path)
    return Published(
        tuple(str(day) for day in sorted(touched)),
        {name: table.num_rows for name, table in new.items()},
        quarantined.num_rows,
        held=tuple(str(day) for day in sorted(set(waiting["ledger"]["published_date"].to_pylist()))),
    )


def verdict(shard_paths: Sequence[str], folder: str) -> Verdict:
    """What the run came to: shards lost, articles failed, datasets held back."""
    from dateline import store

    outcomes = store.staging.read_table(path_of(folder) / "ledger.parquet")["outcome"].to_pylist()
    checked = json.loads((path_of(folder) / "checked.json").read_text(encoding="utf-8"))
    return Verdict(
        extracted=outcomes.count("extracted"),
        failed=outcomes.count("failed"),
        lost_shards=len(shard_paths) - checked["shards"],
        stopped=tuple(checked["stopped"]),
    )


def _with_counts(ledger: list[dict[str, Any]], good: dict[str, Any], quarantined: Any) -> list[dict[str, Any]]:
    """Ledger rows with the numbers of rows that passed the checks, and of those that did not."""
    counts = {name: Counter(good[name]["article_id"].to_pylist()) for name in EXTRACTED_NAMES}
    held = Counter(quarantined["article_id"].to_pylist())
    return [
        {
            **row,
            **{f"{name[:-1]}_count": counts[name][row["article_id"]] for name in EXTRACTED_NAMES},
            "quarantined_count": held[row["article_id"]],
        }
        for row in ledger
    ]


def _settled_row(settled: dict[str, Any], run_id: str) -> dict[str, Any]:
    """The ledger row of an article that is not extracted, with the reason as its outcome."""
    return {
        "article_id": settled["article_id"],
        "text_sha256": settled["text_sha256"],
        "extractor_version": settled["extractor_version"],
        "published_date": date.fromisoformat(settled["published_date"]),
        "outcome": settled["outcome"],
        "is_text_kept": settled["rights"] == "full",
        "attempts": 0,
        "run_id": run_id,
        "extracted_at": datetime.now(UTC),
        **{f"{name[:-1]}_count": 0 for name in EXTRACTED_NAMES},
        "quarantined_count": 0,
        "seconds": None,
    }


def planned(shard_paths: Sequence[str]) -> int:
    """Articles that the shards hold."""
    return sum(len(json.loads(path_of(path).read_text(encoding="utf-8"))["articles"]) for path in shard_paths)
