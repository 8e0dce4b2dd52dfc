"""Dateline: news text in; evidence-linked event data in Parquet out."""

__version__ = "0.1.0"
