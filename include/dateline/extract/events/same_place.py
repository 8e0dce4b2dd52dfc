"""Whether two names of places may mean where one thing was."""

from dateline.extract.records import Place


def may_be_same_place(one: Place, other: Place) -> bool:
    """False where two names exclude each other: two countries, two provinces of one, two towns."""
    if one.country and other.country and one.country != other.country:
        return False
    if "country" in (one.place_kind, other.place_kind) or "site" in (one.place_kind, other.place_kind):
        return True
    if one.admin1_code and other.admin1_code and one.admin1_code != other.admin1_code:
        return False
    if one.place_kind == other.place_kind:
        return one.name == other.name or _is_inside(one, other)
    return True


def _is_inside(one: Place, other: Place) -> bool:
    """A quarter that no list has stands at the point of its town."""
    is_listed = one.geonames_id is not None and other.geonames_id is not None
    return not is_listed and one.latitude is not None and (one.latitude, one.longitude) == (other.latitude, other.longitude)
