"""The checks say the same in a process of their own, and what goes wrong there is said where they were asked for."""

from datetime import UTC, datetime
from multiprocessing import active_children

import pytest

from dateline import quality
from dateline.contracts import ARTICLES
from dateline.quality import checking, process

AT = datetime(2024, 5, 22, 9, tzinfo=UTC)


def processes_of_checks():
    return [child for child in active_children() if child.name == "checks"]


@pytest.fixture
def started():
    """The process of the checks; ended afterwards, so that other tests check in theirs."""
    quality.start_process()
    yield
    process._process().close()
    process._process.cache_clear()
    for child in processes_of_checks():
        child.join()


@pytest.mark.usefixtures("started")
def test_the_process_gives_the_same_answer_and_hands_errors_back():
    tables = {"articles": ARTICLES.empty().drop_columns(["text"])}
    beside = quality.validate(tables, ARTICLES.empty(), run_id="r", checked_at=AT)
    here = checking.validate(tables, ARTICLES.empty(), run_id="r", checked_at=AT)
    assert beside.stopped == here.stopped == ("articles",)
    assert beside.results.equals(here.results)
    with pytest.raises(KeyError, match="no_such_dataset") as raised:
        quality.validate({"no_such_dataset": ARTICLES.empty()}, ARTICLES.empty(), run_id="r", checked_at=AT)
    assert "checking.py" in raised.value.__notes__[0], "where it happened"


@pytest.mark.usefixtures("started")
def test_a_process_that_died_is_no_silence():
    (child,) = processes_of_checks()
    child.kill()
    with pytest.raises(RuntimeError, match="process of the checks died"):
        quality.validate({"articles": ARTICLES.empty()}, ARTICLES.empty(), run_id="r", checked_at=AT)
