"""Quotations and reported statements, and who said them."""

from dateline.extract.quotes.find import find_quotes

__all__ = ["find_quotes"]
