"""Events of many articles put together to happenings in the world."""

from dateline.incidents.build import build_incidents

__all__ = ["build_incidents"]
