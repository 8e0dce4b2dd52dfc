"""Events of many articles put together to happenings in the world."""

from dateline.incidents.build import build_incidents
from dateline.incidents.history import OLD_COLUMNS, departures

__all__ = ["OLD_COLUMNS", "build_incidents", "departures"]
