"""ObjectPath: what pipelines do with paths, done with objects."""

import os
import pickle

import pytest
from object_store import new_root, served

from dateline import cli_doctor
from dateline.paths import ChangedMeanwhileError, ObjectPath, append_line, path_of, remove_folder, write_whole


@pytest.fixture(scope="module")
def server():
    with served():
        yield


@pytest.fixture
def root(server):
    return new_root()


def test_an_address_stays_what_it_is():
    path = path_of("s3://news/dateline/") / "events" / "day=2024-03-04" / "part-0.parquet"
    assert str(path) == "s3://news/dateline/events/day=2024-03-04/part-0.parquet"
    assert (path.bucket, path.key) == ("news", "dateline/events/day=2024-03-04/part-0.parquet")
    assert path_of(str(path)) == path == pickle.loads(pickle.dumps(path))
    assert path.relative_to(path_of("s3://news/dateline")).as_posix() == "events/day=2024-03-04/part-0.parquet"
    assert str(path.with_suffix(".tmp")) == "s3://news/dateline/events/day=2024-03-04/part-0.tmp"


def test_it_is_never_taken_for_a_local_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TypeError, match="object storage"):
        os.fspath(ObjectPath("s3://news/x"))
    with pytest.raises(TypeError, match="object storage"):
        open(ObjectPath("s3://news/x"), "w")  # noqa: SIM115
    assert not any(tmp_path.iterdir())


@pytest.mark.slow
def test_whole_files(root):
    file = root / "a" / "b.json"
    assert not file.exists()
    assert not root.exists()
    write_whole(file, "[1]")
    append_line(root / "lines", "one")
    append_line(root / "lines", "two")
    assert file.is_file()
    assert root.is_dir()
    assert (root / "a").exists()
    assert not (root / "a").is_file()
    assert (file.read_text(), file.stat().st_size) == ("[1]", 3)
    assert (root / "lines").read_text() == "one\ntwo\n"
    with file.open("rb") as stream:
        assert stream.read() == b"[1]"
    with pytest.raises(FileNotFoundError):
        (root / "nothing").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        pytest.param("day=*/part-0.parquet", ["day=1/part-0.parquet", "day=2/part-0.parquet"], id="files in folders"),
        pytest.param("*/", ["day=1", "day=2", "x"], id="folders"),
        pytest.param("*", ["a.json", "day=1", "day=2", "x"], id="what lies here"),
        pytest.param("x/*.json", ["x/b.json"], id="below a fixed name"),
        pytest.param("y*", [], id="nothing"),
    ],
)
def test_glob(root, pattern, found):
    for name in ("a.json", "day=1/part-0.parquet", "day=2/part-0.parquet", "x/b.json", "x/y/c.json"):
        write_whole(root / name, name)
    assert [path.relative_to(root).as_posix() for path in root.glob(pattern)] == found


@pytest.mark.slow
def test_remove_folder(root):
    for name in ("a/1", "a/b/2", "ab/3"):
        write_whole(root / name, name)
    remove_folder(root / "a")
    assert [path.relative_to(root).as_posix() for path in root.rglob("*")] == ["ab/3"]


@pytest.mark.slow
def test_conditions(root):
    file = root / "x"
    first = file.put(b"1", replaces=None)
    with pytest.raises(ChangedMeanwhileError):
        file.put(b"2", replaces=None)
    second = file.put(b"2", replaces=first)
    with pytest.raises(ChangedMeanwhileError):
        file.put(b"3", replaces=first)
    assert file.read_version() == (b"2", second)


@pytest.mark.slow
def test_the_doctor_asks_for_conditions(root, monkeypatch):
    assert [is_fit for is_fit, _, _ in cli_doctor._object_storage(root)] == [True, True, True]
    put = ObjectPath.put
    monkeypatch.setattr(ObjectPath, "put", lambda path, content, *, replaces="": put(path, content))
    assert [is_fit for is_fit, _, _ in cli_doctor._object_storage(root)] == [True, False, False]
    assert not list(root.rglob("*"))
