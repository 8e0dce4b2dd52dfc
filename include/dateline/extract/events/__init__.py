"""Events: who did what to whom, whether it happened, when and where, with which toll."""

from dateline.extract.events.find import find_events

__all__ = ["find_events"]
