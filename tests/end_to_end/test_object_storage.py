"""A root in object storage holds the same bytes as one on the disk, whatever is done to it."""

import hashlib

import pytest
from object_store import new_root, served
from tests_end_to_end import CLOCKED, CLOCKED_MARTS, NOT_DATA, dateline, digests

from dateline.paths import ObjectPath

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(samples, tmp_path_factory):
    """The root of a run over the samples, on a machine that has an empty cache."""
    with served():
        root = new_root()
        done = dateline("extract", samples, "--out", root)
        assert done.returncode == 0, done.stdout + done.stderr
        yield root


def object_digests(root: ObjectPath) -> dict[str, str]:
    files = ((path.relative_to(root), path) for path in root.rglob("*.parquet"))
    return {
        below.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for below, path in files
        if below.parts[0] not in CLOCKED | NOT_DATA and below.name not in CLOCKED_MARTS
    }


def test_every_data_file_has_the_same_bytes(root, samples_run):
    assert object_digests(root) == digests(samples_run)


def test_nothing_is_left_of_the_publications(root):
    assert [path.name for path in (root / "_state").glob("publication/*")] == []


def test_queries_and_quarantine(root, samples_run):
    query = "SELECT event_type, count(*) AS n FROM events GROUP BY ALL ORDER BY ALL"
    here, there = (dateline("sql", query, "--root", place, "--format", "csv") for place in (root, samples_run))
    assert here.returncode == 0, here.stderr
    assert here.stdout == there.stdout != ""
    listed = dateline("quarantine", "list", "--root", root)
    assert listed.returncode == 0, listed.stderr


def test_a_release_is_whole_and_can_be_compared(root):
    made = dateline("release", "--root", root)
    assert made.returncode == 0, made.stderr
    [release] = {path.parent for path in (root / "releases").glob("*/SHA256SUMS")}
    assert dateline("diff", release.name, "live", "--root", root).returncode == 0
    (release / "README.md").write_text("changed")
    assert dateline("release", "verify", "--root", root).returncode == 1
