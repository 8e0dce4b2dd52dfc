"""Great Expectations guards the datasets: suites built from the contracts, bad rows to quarantine.

Importing this package is light; Great Expectations (9 seconds, 270 MB) is imported by the first call, by `warm_up`, or in a
process of its own after `start_process`.
"""

from dateline.quality.checking import Checked
from dateline.quality.dataset_rules import waivable
from dateline.quality.known import Known, PublishedDay
from dateline.quality.process import start_process, validate, warm_up

__all__ = ["Checked", "Known", "PublishedDay", "start_process", "validate", "waivable", "warm_up"]
