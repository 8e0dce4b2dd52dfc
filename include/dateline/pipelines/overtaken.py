"""Articles that changed while they were extracted: what was read out of them isn't published, they are extracted anew."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline import store
from dateline.pipelines import extract, incoming

_OF_EXTRACTION = frozenset({"extracted", "failed", "dropped"})  # outcomes of articles that were due to be extracted


def overtaken(root: Path, outcomes: Iterable[Mapping[str, Any]]) -> set[str]:
    """Ids of those articles (new ledger rows) that have another text, day or status by now. Call it inside the lock."""
    outcomes = list(outcomes)
    days = {row["published_date"] for row in outcomes}
    current = {row["article_id"]: row for row in store.read(root, "articles", days=days, columns=incoming.PLAN_COLUMNS).to_pylist()}
    current |= {row["article_id"]: row for row in store.read(incoming.folder(root), "articles", columns=incoming.PLAN_COLUMNS).to_pylist()}
    return {row["article_id"] for row in outcomes if not _is_current(row, current.get(row["article_id"]))}


def _is_current(outcome: Mapping[str, Any], article: dict[str, Any] | None) -> bool:
    if article is None or any(article[column] != outcome[column] for column in ("text_sha256", "published_date")):
        return False
    due = "extracted" if outcome["outcome"] in _OF_EXTRACTION else outcome["outcome"]
    return bool(extract.due_outcome(article) == due)
