"""Articles under embargo: they wait in `_incoming/` until their time, then the next run takes them as if they came in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc

from dateline import store
from dateline.articles import Article, from_table
from dateline.articles.make import EXTRACTED_LANGUAGE
from dateline.contracts import ARTICLES
from dateline.pipelines import incoming


def is_due(root: Path, now: datetime) -> bool:
    """Whether an embargo is over that an article waits for."""
    return bool(_over(root, now))


def lifted(root: Path, arrived: Iterable[Article], now: datetime) -> list[Article]:
    """The arrived articles and those that waited until now, whose embargo is over with the status that they have without it.

    An article that arrives in a new version is not taken from the waiting room.
    """
    arrived = list(arrived)
    ids = _over(root, now) - {article.article_id for article in arrived}
    rows = incoming.published_rows(incoming.folder(root), sorted(ids)) if ids else []
    waiting = from_table(ARTICLES.table(sorted(rows, key=lambda row: row["article_id"])))
    return [_lift(article, now) for article in (*arrived, *waiting)]


def _lift(article: Article, now: datetime) -> Article:
    if article.status != "withheld" or article.embargo_until is None or article.embargo_until > now:
        return article
    return replace(article, status="usable" if article.language == EXTRACTED_LANGUAGE else "other_language")


def _over(root: Path, now: datetime) -> set[str]:
    """Ids of waiting articles whose embargo is over."""
    table = store.read(incoming.folder(root), "articles", columns=["article_id", "status", "embargo_until"])
    over = table.filter(pc.and_(pc.equal(table["status"], "withheld"), pc.fill_null(pc.less_equal(table["embargo_until"], now), False)))
    return set(over["article_id"].to_pylist())
