"""The version of the extractors: when their code or lexicons change, articles are extracted anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline import __version__


@cache
def extractor_version() -> str:
    """The package's version and eight digits of a hash over the extractors' modules and lexicons."""
    digest = hashlib.sha256()
    for folder, suffix in (("extract", ".py"), ("lexicons", ".yaml")):
        for path, content in sorted(_sources(files("dateline").joinpath(folder), folder, suffix)):
            digest.update(path.encode() + b"\0" + content.replace(b"\r\n", b"\n"))
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _sources(folder: Traversable, path: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file below a folder that has the suffix."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{path}/{entry.name}", suffix)
        elif entry.name.endswith(suffix):
            yield f"{path}/{entry.name}", entry.read_bytes()
