"""From documents to articles: repaired, identified, and compared with what is already there."""

from dateline.articles.article import Article, from_table, newest_versions, to_table
from dateline.articles.duplicate_index import StaleIndexError
from dateline.articles.fingerprints import version_of
from dateline.articles.make import make
from dateline.articles.near_duplicates import Known, Verdict, judge_duplicates, known, remember

__all__ = [
    "Article",
    "Known",
    "StaleIndexError",
    "Verdict",
    "from_table",
    "judge_duplicates",
    "known",
    "make",
    "newest_versions",
    "remember",
    "to_table",
    "version_of",
]
