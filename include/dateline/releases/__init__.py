"""Releases: citable states of the datasets that never change, and what differs between two states."""

from dateline.releases.differences import Difference, compare
from dateline.releases.freezing import folder_of, freeze, names
from dateline.releases.verify import verify

__all__ = ["Difference", "compare", "folder_of", "freeze", "names", "verify"]
