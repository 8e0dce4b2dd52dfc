"""Archives: a folder in one file, whatever is packed into it."""

import bz2
import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from dateline.contracts.documents import Document

TEXT = "Two ferries collided off the port of Bari on Tuesday."
MEMBERS = {
    "ferries-2024-03-05.txt": TEXT.encode(),
    "below/harbour.txt": b"The harbour master closed the port for the afternoon.",
    "below/harbour.json": b'{"title": "Port closed", "published": "2024-03-06"}',
    "lines.jsonl.gz": gzip.compress(b'{"id": "a", "text": "Nobody was hurt in the collision.", "published": "2024-03-05"}'),
    "photo.jpg": b"\xff\xd8\xff",
    ".DS_Store": b"hidden",
}


def packed_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def packed_tar(members: dict[str, bytes | tarfile.TarInfo], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def link(name: str, kind: bytes, target: str = "/etc/passwd") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("news.zip", packed_zip(MEMBERS), id="zip"),
        pytest.param("news.tar", packed_tar(MEMBERS, "w"), id="tar"),
        pytest.param("news.tar.gz", packed_tar(MEMBERS), id="tar.gz"),
        pytest.param("news.tgz", packed_tar(MEMBERS), id="tgz"),
    ],
)
def test_is_read_like_the_folder_that_was_packed(read_file, name, content):
    found = read_file(name, content)
    documents = {one.source_id: one for one in found if isinstance(one, Document)}
    assert sorted(documents) == ["a", f"{name}/below/harbour.txt", f"{name}/ferries-2024-03-05.txt"]
    assert documents[f"{name}/below/harbour.txt"].title == "Port closed"
    assert documents[f"{name}/ferries-2024-03-05.txt"].published == date(2024, 3, 5)
    assert [(one.source_id, one.reason) for one in found if not isinstance(one, Document)] == [(f"{name}/photo.jpg", "unknown_kind")]


UNSAFE = [
    "../outside.txt", "/absolute.txt", "a/../../outside.txt", "..\\outside.txt", "C:/windows.txt", "C:\\windows.txt", "\\\\host\\share.txt",
    "x" * 300 + ".txt", "a/" * 80 + "deep.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_nothing_is_written_outside(reasons_of, tmp_path, name):
    before = sorted(Path(tmp_path).rglob("*"))
    assert reasons_of("news.zip", packed_zip({name: TEXT.encode()})) == ["unsafe_name", "empty"]
    assert reasons_of("news.tar.gz", packed_tar({name: TEXT.encode()})) == ["unsafe_name", "empty"]
    new = {path.name for path in Path(tmp_path).rglob("*")} - {path.name for path in before}
    assert new == {"in", "news.zip", "news.tar.gz"}


@pytest.mark.parametrize(
    "member",
    [
        pytest.param(link("a.txt", tarfile.SYMTYPE), id="symbolic link"),
        pytest.param(link("a.txt", tarfile.LNKTYPE), id="hard link"),
        pytest.param(link("a.txt", tarfile.CHRTYPE), id="device"),
        pytest.param(link("a.txt", tarfile.FIFOTYPE), id="pipe"),
    ],
)
def test_links_and_devices_are_refused(reasons_of, member):
    members = {"a.txt": member, "a.txt/b.txt": TEXT.encode(), "c-2024-03-05.txt": TEXT.encode()}
    assert sorted(reasons_of("news.tar", packed_tar(members, "w"))) == ["read", "undated", "unsafe_name"]


def test_links_in_a_zip_are_refused(reasons_of):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert reasons_of("news.zip", out.getvalue()) == ["unsafe_name", "empty"]


def test_two_members_of_one_name_are_not_confused(reasons_of):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a-2024-03-05.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a-2024-03-05.txt", "Another text altogether, of which nobody knows.")
    assert reasons_of("news.zip", out.getvalue()) == ["unsafe_name", "read"]
    assert reasons_of("news.zip", packed_zip({"a": b"x", "a/b-2024-03-05.txt": TEXT.encode()})) == ["unsafe_name", "undated"]


BOMB = b" " * 70_000_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("bomb.zip", packed_zip({"a-2024-03-05.txt": TEXT.encode(), "bomb.txt": BOMB}), id="zip"),
        pytest.param("bomb.tar.gz", packed_tar({"a-2024-03-05.txt": TEXT.encode(), "bomb.txt": BOMB}), id="tar.gz"),
    ],
)
def test_a_bomb_is_stopped_and_what_came_before_it_is_read(reasons_of, name, content):
    tracemalloc.start()
    reasons = reasons_of(name, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (reasons[0], reasons[-1]) == ("read", "bomb")
    assert peak < 30_000_000


@pytest.mark.slow
def test_a_bomb_of_lines_is_stopped(reasons_of):
    lines = b'{"id": "a", "text": "Nobody was hurt in the collision.", "published": "2024-03-05"}\n' + (b" " * 999 + b"\n") * 70_000
    assert reasons_of("lines.jsonl.gz", gzip.compress(lines, 9)) == ["read", "bomb"]


def test_archives_in_archives_and_too_many_files_are_refused(reasons_of):
    inner = packed_zip({"a-2024-03-05.txt": TEXT.encode()})
    assert reasons_of("news.zip", packed_zip({"inner.zip": inner, "a-2024-03-05.txt": TEXT.encode()})) == ["read", "nested_archive"]
    many = packed_tar({f"{i}-2024-03-05.txt": f"{TEXT} {i}".encode() for i in range(20)})
    assert reasons_of("many.tar.gz", many, max_archive_members=10) == ["read"] * 10 + ["bomb"]


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        pytest.param("a.zip", b"PK\x03\x04 and no more", ["broken_archive"], id="a broken zip"),
        pytest.param("a.zip", b"", ["broken_archive"], id="an empty file"),
        pytest.param("a.zip", packed_zip({}), ["empty"], id="a zip without files"),
        pytest.param("a.tar.gz", gzip.compress(b"no tar at all" * 100), ["broken_archive"], id="gzip of something else"),
        pytest.param("a.tar.gz", packed_tar({"a-2024-03-05.txt": TEXT.encode(), "b.txt": b"x" * 5_000_000})[:3000], ["read", "broken_archive"], id="a tar that breaks off"),
        pytest.param("a.zip", bz2.compress(b"x"), ["broken_archive"], id="another packer"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_archive_is_said(reasons_of, name, content, reasons):
    assert reasons_of(name, content) == reasons


def test_a_damaged_member_stops_no_other(reasons_of):
    content = bytearray(packed_zip({"a-2024-03-05.txt": TEXT.encode(), "b-2024-03-05.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    at = content.index(TEXT.encode())
    content[at : at + 3] = b"xxx"
    assert reasons_of("news.zip", bytes(content)) == ["broken_archive", "read"]


def test_an_encrypted_member_is_said_to_be_one(reasons_of):
    content = bytearray(packed_zip({"a.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)
    assert reasons_of("news.zip", bytes(content)) == ["encrypted", "empty"]
