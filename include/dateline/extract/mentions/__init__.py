"""Names and named groups, and what phrases and pronouns refer to."""

from dateline.extract.mentions.find import find_mentions

__all__ = ["find_mentions"]
