"""Marts and the HTML report."""

from dateline.report.marts import build_marts
from dateline.report.site import build_report

__all__ = ["build_marts", "build_report"]
