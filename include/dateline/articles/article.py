"""The record of one article, column for column as the contract has it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

import pyarrow as pa

from dateline.contracts.articles import ARTICLES


@dataclass(frozen=True, slots=True)
class Article:
    """One article; the columns of `contracts.ARTICLES`, which say what each holds."""

    article_id: str
    source_name: str
    source_kind: str
    source_id: str
    url: str | None
    canonical_url: str | None
    publisher: str | None
    agency: str | None
    title: str | None
    section: str | None
    bylines: tuple[str, ...]
    language: str
    published_at: datetime
    published_date: date
    published_prec: str
    published_from: str
    modified_at: datetime | None
    dateline_place: str | None
    text: str
    text_sha256: str
    char_count: int
    duplicate_of: str | None
    duplicate_kind: str | None
    similarity: float | None
    rights: str
    embargo_until: datetime | None
    status: str


def to_table(articles: Iterable[Article]) -> pa.Table:
    """The articles as a table of the contract's schema, sorted by id."""
    names = [f.name for f in fields(Article)]
    rows = [{name: getattr(article, name) for name in names} for article in sorted(articles, key=lambda a: a.article_id)]
    return ARTICLES.table(rows)


def from_table(table: pa.Table) -> list[Article]:
    """The articles of a table that `to_table` made, in its order."""
    return [Article(**{**row, "bylines": tuple(row["bylines"] or ())}) for row in table.select(ARTICLES.names).to_pylist()]


def newest_versions(articles: Iterable[Article]) -> list[Article]:
    """One version of each article, by id: the one changed last, or published last where no change is stated.

    Versions that state the same time are told apart by their text's hash, so that the choice doesn't depend on their order.
    """
    newest: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: (a.modified_at or a.published_at, a.published_at, a.text_sha256, a.source_id)):
        newest[article.article_id] = article
    return [newest[article_id] for article_id in sorted(newest)]
