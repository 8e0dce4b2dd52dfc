"""Great Expectations guards the datasets: suites built from the contracts, bad rows to quarantine.

Importing this package is light; Great Expectations (9 seconds, 270 MB) is imported by the first call, or by `warm_up`.
"""

from threading import Thread

from dateline.quality.checking import Checked, validate
from dateline.quality.dataset_rules import waivable
from dateline.quality.known import Known, PublishedDay

__all__ = ["Checked", "Known", "PublishedDay", "validate", "waivable", "warm_up"]


def warm_up() -> Thread:
    """Import Great Expectations in the background while something else is done; `validate` waits for it by itself."""
    thread = Thread(target=_import, name="import-great-expectations", daemon=True)
    thread.start()
    return thread


def _import() -> None:
    from dateline.quality import suites  # noqa: F401
