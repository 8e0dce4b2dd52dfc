"""New versions of extracted articles wait in `<root>/_incoming/` until `news_extract` publishes them with their rows.

So no reader ever sees rows against another text than theirs. Articles under embargo wait there for their time, and those whose
text may not be stored for their extraction. The waiting room is laid out like the root itself.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import ARTICLES
from dateline.pipelines import article_index, rights

_FOLDER = "_incoming"
PLAN_COLUMNS = ["article_id", "text_sha256", "published_date", "source_name", "status", "duplicate_kind", "rights"]


@dataclass(frozen=True, slots=True)
class Split:
    """Articles of a batch that differ from what is published, and the days under which older versions of them lie."""

    at_once: pa.Table
    later: pa.Table
    old_days: tuple[date, ...]


def folder(root: Path) -> Path:
    return root / _FOLDER


def split(root: Path, articles: pa.Table) -> Split:
    """What to publish at once and what has to wait for its rows; articles that are published as they are fall away."""
    ids = articles["article_id"].to_pylist()
    published = {row["article_id"]: row for row in published_rows(root, ids)}
    waiting = {row["article_id"]: row for row in published_rows(folder(root), ids)}
    ledger = store.read(root, "ledger", days={row["published_date"] for row in published.values()}, columns=["article_id", "outcome"])
    extracted = {row["article_id"] for row in _only(ledger, ids).to_pylist() if row["outcome"] == "extracted"}
    at_once: list[int] = []
    later: list[int] = []
    for i, row in enumerate(articles.to_pylist()):
        article_id = row["article_id"]
        current = waiting.get(article_id) or published.get(article_id)
        if rights.is_same(row, current) or _is_older(row, current):
            continue
        # Until its time; one that is withheld without a time takes a published version away.
        is_kept_back = row["status"] == "withheld" and (row["embargo_until"] is not None or article_id not in published)
        has_rows_to_come = row["status"] == "usable" and row["duplicate_kind"] != "copy"
        has_to_wait = is_kept_back or (has_rows_to_come and (article_id in extracted or row["rights"] == rights.SPANS))
        (later if has_to_wait else at_once).append(i)
    old_days = {published[ids[i]]["published_date"] for i in at_once if ids[i] in published}
    return Split(articles.take(pa.array(at_once, pa.int64())), articles.take(pa.array(later, pa.int64())), tuple(sorted(old_days)))


def _is_older(row: Mapping[str, Any], current: Mapping[str, Any] | None) -> bool:
    """Whether both versions state when they were changed last, and this one was before: it only arrived late."""
    return bool(current and row["modified_at"] and current["modified_at"] and row["modified_at"] < current["modified_at"])


def additions(root: Path, later: pa.Table) -> list[store.Change]:
    """The changes by which new versions begin to wait; an older one that still waits is replaced."""
    ids = later["article_id"].to_pylist()
    return [_change(later, ids, {row["published_date"] for row in published_rows(folder(root), ids)})] if ids else []


def removals(root: Path, articles: pa.Table) -> list[store.Change]:
    """The changes by which whatever version of these articles waits is taken away, because this one is published."""
    ids = articles["article_id"].to_pylist()
    days = {row["published_date"] for row in published_rows(folder(root), ids)} if ids else set()
    return [_change(ARTICLES.empty(), ids, days)] if days else []


def _change(new: pa.Table, ids: list[str], days: set[date]) -> store.Change:
    return store.Change("articles", new, ids, days=days, folder="_incoming/articles")


def waiting_versions(root: Path, articles: pa.Table) -> pa.Table:
    """Those of the articles (same id and text) that still wait, as they wait."""
    texts = set(zip(articles["article_id"].to_pylist(), articles["text_sha256"].to_pylist(), strict=True))
    rows = published_rows(folder(root), articles["article_id"].to_pylist())
    return ARTICLES.table(sorted((r for r in rows if (r["article_id"], r["text_sha256"]) in texts), key=lambda r: r["article_id"]))


def current_versions(root: Path, days: Collection[date] | None = None) -> list[dict[str, Any]]:
    """PLAN_COLUMNS of every article and `is_waiting`, of the waiting version where there is one, sorted by id.

    With `days`: of articles published on one of them, and of all that wait.
    """
    rows: dict[str, dict[str, Any]] = {}
    for base, is_waiting in ((root, False), (folder(root), True)):
        table = store.read(base, "articles", days=None if is_waiting else days, columns=PLAN_COLUMNS)
        rows |= {row["article_id"]: {**row, "is_waiting": is_waiting} for row in table.to_pylist()}
    return [rows[article_id] for article_id in sorted(rows)]


def read_articles(root: Path, wanted: Mapping[str, date]) -> list[dict[str, Any]]:
    """Whole rows of the articles (id → day), the waiting version where there is one, sorted by id.

    Raises `LookupError` when one of them is in neither place.
    """
    rows: dict[str, dict[str, Any]] = {}
    for base in (root, folder(root)):
        table = store.read(base, "articles", days=set(wanted.values()))
        rows |= {row["article_id"]: row for row in _only(table, wanted).to_pylist()}
    missing = sorted(wanted.keys() - rows.keys())
    if missing:
        raise LookupError(f"{len(missing)} planned articles are gone, the first is {missing[0]}: plan again")
    return [rows[article_id] for article_id in sorted(wanted)]


def published_rows(base: Path, ids: list[str]) -> list[dict[str, Any]]:
    """Whole rows of those articles under a root, in no particular order; ids that are not there are left out.

    The index of articles says where they lie. Where a new version of another day waits, it names that one's: then all days are
    searched for the article. The waiting room is small and has no index.
    """
    if base.name == _FOLDER:
        return _only(store.read(base, "articles"), ids).to_pylist()
    days = published_days(base, ids)
    return _only(store.read(base, "articles", days=set(days.values())), ids).to_pylist() if days else []


def published_days(root: Path, ids: Collection[str]) -> dict[str, date]:
    """The days on which those articles are published that are; see `published_rows`."""
    known = article_index.days_of(root, ids)
    if not known:
        return {}
    keys = ["article_id", "published_date"]
    found = _only(store.read(root, "articles", days=set(known.values()), columns=keys), list(known))
    days = dict(zip(found["article_id"].to_pylist(), found["published_date"].to_pylist(), strict=True))
    elsewhere = sorted(known.keys() - days.keys())
    if elsewhere:
        found = _only(store.read(root, "articles", columns=keys), elsewhere)
        days |= dict(zip(found["article_id"].to_pylist(), found["published_date"].to_pylist(), strict=True))
    return days


def _only(table: pa.Table, ids: Mapping[str, Any] | list[str]) -> pa.Table:
    return table.filter(pc.is_in(table["article_id"], value_set=pa.array(list(ids), pa.string())))
