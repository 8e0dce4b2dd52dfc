"""Events of many articles put together to happenings in the world."""

from dateline.incidents.build import build_incidents
from dateline.incidents.history import OLD_COLUMNS, departures
from dateline.incidents.incremental import Regrouped, Report, regroup
from dateline.incidents.remembering import incident_rows, reports_of
from dateline.incidents.similarity import Happening, keys

__all__ = [
    "OLD_COLUMNS",
    "Happening",
    "Regrouped",
    "Report",
    "build_incidents",
    "departures",
    "incident_rows",
    "keys",
    "regroup",
    "reports_of",
]
