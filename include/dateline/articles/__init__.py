"""From documents to articles: repaired, identified, and compared with what is already there."""

from dateline.articles.article import Article, from_table, newest_versions, to_table
from dateline.articles.duplicate_index import StaleIndexError
from dateline.articles.make import make
from dateline.articles.near_duplicates import Verdict, judge_duplicates, remember

__all__ = ["Article", "StaleIndexError", "Verdict", "from_table", "judge_duplicates", "make", "newest_versions", "remember", "to_table"]
