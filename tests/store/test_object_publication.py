"""Publication in object storage: all or none, no row lost between two writers, no wrong row before a reader's eyes."""

import contextlib
import threading
import time
from datetime import date

import pytest
from object_store import new_root, served
from test_commit import MONDAY, TUESDAY, first, second, times

from dateline import store
from dateline.contracts import TIMES
from dateline.paths import ChangedMeanwhileError, ObjectPath
from dateline.store import lease

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def server():
    with served():
        yield


@pytest.fixture
def root(monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(lease, "_LOOK_SECONDS", 0.02)
    return new_root()


def rows_of(root: ObjectPath) -> dict[str, list[dict]]:
    return {name: store.read(root, name).to_pylist() for name in ("times", "revisions")}


def files_of(root: ObjectPath) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.parquet") if "_state" not in p.parts}


def test_the_same_bytes_as_on_a_local_disk(root, tmp_path):
    for place in (root, tmp_path / "local"):
        first(place)
        second(place)
    local = {p.relative_to(tmp_path / "local").as_posix(): p.read_bytes() for p in (tmp_path / "local").rglob("part-*.parquet")}
    assert files_of(root) == local
    assert sorted(path.name for path in (root / "_state").rglob("*")) == ["publication.json", "publish.lock"]


def test_only_inside_the_lock(root):
    with pytest.raises(RuntimeError, match="publishing"):
        store.merge(root, "times", times("a1"), replaced=[])


def test_two_writers_on_one_day_lose_no_row(root):
    ids = {writer: [f"{writer}{n}" for n in range(6)] for writer in "ab"}

    def write(writer: str) -> None:
        for id_ in ids[writer]:
            with store.publishing(root):
                store.merge(root, "times", times(id_, article=id_), replaced=[id_])

    writers = [threading.Thread(target=write, args=(writer,)) for writer in ids]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert store.read(root, "times")["row_id"].to_pylist() == sorted(ids["a"] + ids["b"])


def test_who_lost_the_lock_publishes_nothing_and_loses_nothing_of_others(root, monkeypatch):
    first(root)
    monkeypatch.setattr(lease, "LEASE_SECONDS", 0.5)
    monkeypatch.setattr(lease, "_beat", lambda _: None)  # as if this process stood still
    with store.publishing(root):
        other = threading.Thread(target=second, args=(root,))
        other.start()
        other.join()
        after = rows_of(root)
        with pytest.raises(ChangedMeanwhileError):
            store.merge(root, "times", times("c1", article="c"), replaced=["c"])
    assert rows_of(root) == after
    with store.publishing(root):
        store.merge(root, "times", times("c1", article="c"), replaced=["c"])
    assert {row["row_id"] for row in rows_of(root)["times"]} == {"a1", "b1", "c1"}


def test_readers_see_no_error_and_no_wrong_row_while_days_are_replaced(root):
    """Every publication says one word on both days; a reader must never see two words, nor a day without its row."""

    def publish(n: int) -> None:
        changes = [
            store.Change("times", times(f"{day}", day=day, words=f"{n:06}"), replaced=["a"], days=[day]) for day in (MONDAY, TUESDAY)
        ]
        store.commit(root, changes)

    seen: list[set[str]] = []
    errors: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                rows = store.read(root, "times")
                assert rows.num_rows == 2
                seen.append(set(rows["text"].to_pylist()))
            except Exception as error:  # noqa: BLE001 - shown below
                errors.append(error)

    with store.publishing(root):
        publish(0)
        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for n in range(1, 201):
            publish(n)
    done.set()
    for reader in readers:
        reader.join()
    assert not errors
    assert len(seen) > 20
    assert [words for words in seen if len(words) > 1] == []


class Killed(BaseException):
    """Not caught by anything that handles errors."""


def kill_at(monkeypatch: pytest.MonkeyPatch, n: int) -> list[int]:
    """Let the process die before its n-th write from now on; nothing is written by it any more. Returns the count of writes."""
    count = [0]
    ask = ObjectPath._ask

    def dying(path: ObjectPath, operation: str, **arguments):
        if operation in ("put_object", "delete_object"):
            count[0] += 1
            if count[0] > n:
                raise Killed
        return ask(path, operation, **arguments)

    monkeypatch.setattr(ObjectPath, "_ask", dying)
    monkeypatch.setattr(lease, "_beat", lambda _: None)
    return count


def test_a_publisher_that_dies_anywhere_leaves_the_old_state_or_the_new_one(root, monkeypatch):
    first(root)
    before, root_after = rows_of(root), new_root()
    first(root_after)
    second(root_after)
    after = rows_of(root_after)
    monkeypatch.setattr(lease, "LEASE_SECONDS", 0.1)
    n, states = 0, []
    while True:
        one = new_root()
        first(one)
        with monkeypatch.context() as patch:
            count = kill_at(patch, n)
            with contextlib.suppress(Killed):
                second(one)
        if count[0] <= n:
            break
        states.append(rows_of(one))
        assert states[-1] in (before, after), f"killed before write {n + 1}"
        second(one)
        assert rows_of(one) == after
        assert files_of(one) == files_of(root_after)
        n += 1
    assert n > 8
    assert before in states
    assert after in states


def test_a_store_without_conditions_is_refused(root, monkeypatch):
    put = ObjectPath.put
    monkeypatch.setattr(ObjectPath, "put", lambda path, content, *, replaces="": put(path, content))
    with pytest.raises(RuntimeError, match="conditional"), store.publishing(root):
        pass


def test_a_waiting_publisher_says_for_whom_it_waits(root):
    with store.publishing(root):
        error: list[BaseException] = []

        def wait() -> None:
            try:
                with store.publishing(root, timeout_seconds=0.2):
                    pass
            except TimeoutError as e:
                error.append(e)

        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join()
    assert "process" in str(error[0])


def test_a_holder_shows_that_it_lives(root, monkeypatch):
    monkeypatch.setattr(lease, "LEASE_SECONDS", 0.5)
    file = root / "_state" / "publish.lock"
    with store.publishing(root):
        seen = {file.etag()}
        end = time.monotonic() + 30
        while len(seen) < 3 and time.monotonic() < end:
            time.sleep(0.05)
            seen.add(file.etag())
        store.merge(root, "times", times("a1"), replaced=[])
    assert len(seen) >= 3
    assert store.days(root, "times") == [MONDAY]
    assert store.read(root, "times", days=[date(2020, 1, 1)]).equals(TIMES.empty())
