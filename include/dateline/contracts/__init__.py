"""Contracts: the only place where a column is written down."""

from dateline.contracts.articles import ARTICLES
from dateline.contracts.base import Column, Dataset
from dateline.contracts.bookkeeping import ARRIVALS, LEDGER, QUALITY_RESULTS, QUARANTINE, REVIEWS, REVISIONS
from dateline.contracts.events import EVENTS
from dateline.contracts.figures import FIGURES
from dateline.contracts.incidents import INCIDENTS
from dateline.contracts.mentions import MENTIONS
from dateline.contracts.places import PLACES
from dateline.contracts.quotes import QUOTES
from dateline.contracts.times import TIMES

EXTRACTED_DATASETS: tuple[Dataset, ...] = (MENTIONS, PLACES, TIMES, QUOTES, FIGURES, EVENTS)
DATASETS: tuple[Dataset, ...] = (ARTICLES, *EXTRACTED_DATASETS, INCIDENTS, REVISIONS, ARRIVALS, QUALITY_RESULTS, LEDGER)
_BY_NAME = {dataset.name: dataset for dataset in (*DATASETS, QUARANTINE, REVIEWS)}


def named(name: str) -> Dataset:
    """The contract of that name; `KeyError` if there is none."""
    if name not in _BY_NAME:
        raise KeyError(f"no dataset is called {name}; there are {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


__all__ = [
    "ARRIVALS",
    "ARTICLES",
    "DATASETS",
    "EVENTS",
    "EXTRACTED_DATASETS",
    "FIGURES",
    "INCIDENTS",
    "LEDGER",
    "MENTIONS",
    "PLACES",
    "QUALITY_RESULTS",
    "QUARANTINE",
    "QUOTES",
    "REVIEWS",
    "REVISIONS",
    "TIMES",
    "Column",
    "Dataset",
    "named",
]
