"""Numbers of people: low, best and high."""

from dateline.extract.figures.find import find_figures

__all__ = ["find_figures"]
