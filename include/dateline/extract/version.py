"""The version of the extractors: when their code or lexicons change, articles are extracted anew."""

import hashlib
from functools import cache
from importlib.resources import files

from dateline import __version__


@cache
def extractor_version() -> str:
    """The package's version and eight digits of a hash over the extractors' modules and lexicons."""
    digest = hashlib.sha256()
    for folder, suffix in (("extract", ".py"), ("lexicons", ".yaml")):
        for entry in sorted(files("dateline").joinpath(folder).iterdir(), key=lambda e: e.name):
            if entry.name.endswith(suffix):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes().replace(b"\r\n", b"\n"))
    return f"{__version__}+{digest.hexdigest()[:8]}"
