"""Time expressions: TIMEX3 values and ranges of days."""

from dateline.extract.times.find import find_times

__all__ = ["find_times"]
