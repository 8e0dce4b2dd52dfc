"""Extractors for tests: importable by worker processes."""

import os
from typing import Any


def dies_on_poison(article: dict[str, Any]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """As an article that exhausts the memory does: the process is gone, without a trace."""
    if article["text"] == "poison":
        os._exit(9)
    return {"mentions": [{"of": article["article_id"]}]}, 0.1


def raises_on_poison(article: dict[str, Any]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """As an article that the extractors can't cope with."""
    if article["text"] == "poison":
        raise ValueError("cannot cope")
    return {"mentions": [{"of": article["article_id"]}]}, 0.1


def says_who(article: dict[str, Any]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """As an article that goes well; the row names the process."""
    return {"mentions": [{"of": article["article_id"], "pid": os.getpid()}]}, 0.1
