"""Reading files of every kind in tests."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources import discover, read

Found = list[Document | Rejected]


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Found]:
    """Write a file under a name and read it as the pipeline does."""

    def write_and_read(name: str, content: bytes | str, *, published: date | None = None, **limits: object) -> Found:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (file,) = discover([path]).files
        return list(read(file, source_name="test", published=published, limits=Settings(**limits)))  # type: ignore[arg-type]

    return write_and_read


@pytest.fixture
def document_of(read_file: Callable[..., Found]) -> Callable[..., Document]:
    """The one document of a file."""

    def only(name: str, content: bytes | str, **more: object) -> Document:
        (found,) = read_file(name, content, **more)
        assert isinstance(found, Document), found
        return found

    return only


@pytest.fixture
def reasons_of(read_file: Callable[..., Found]) -> Callable[..., list[str]]:
    """What became of each document of a file: `read`, or the reason why not."""

    def reasons(name: str, content: bytes | str, **more: object) -> list[str]:
        found = read_file(name, content, **more)
        assert all(one.remedy and one.detail for one in found if isinstance(one, Rejected))
        return [one.reason if isinstance(one, Rejected) else "read" for one in found]

    return reasons
