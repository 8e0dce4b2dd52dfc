"""From documents to articles: repaired, identified, and compared with what is already there."""

from dateline.articles.article import Article, to_table
from dateline.articles.make import make

__all__ = ["Article", "make", "to_table"]
