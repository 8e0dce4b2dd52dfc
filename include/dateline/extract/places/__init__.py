"""Places: from names to GeoNames, a country and a point."""

from dateline.extract.places.find import find_places

__all__ = ["find_places"]
