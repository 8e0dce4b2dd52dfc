"""Parquet datasets that are always whole: one file per dataset and day, replaced in one step by one publisher at a time."""

from dateline.store import ledger, quarantine, staging
from dateline.store.copies import kept_copy, readable
from dateline.store.lock import locked
from dateline.store.merging import days_with
from dateline.store.parquet import is_same_file, sync_folder
from dateline.store.paths import day_file, days
from dateline.store.publication import Change, commit, merge, publishing
from dateline.store.reading import local_files, read, stamps, state

__all__ = [
    "Change",
    "commit",
    "day_file",
    "days",
    "days_with",
    "is_same_file",
    "kept_copy",
    "ledger",
    "local_files",
    "locked",
    "merge",
    "publishing",
    "quarantine",
    "read",
    "readable",
    "staging",
    "stamps",
    "state",
    "sync_folder",
]
