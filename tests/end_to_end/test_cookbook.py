"""Every query of docs/cookbook.md runs, and the ones about the samples find something."""

import re
from pathlib import Path

import pytest

from dateline.report import build_marts
from dateline.report.database import connect

COOKBOOK = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
RECIPES = re.findall(r"^### (\d+)\. (.+?)$.*?```sql\n(.+?)```", COOKBOOK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_there_are_twenty():
    assert [int(number) for number, _, _ in RECIPES] == list(range(1, 21))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    root = tmp_path_factory.mktemp("empty")
    build_marts(root)
    with connect(root) as connection:
        yield connection


@pytest.mark.parametrize(("question", "query"), [pytest.param(q, sql, id=number) for number, q, sql in RECIPES])
def test_the_query_fits_the_contracts(empty, question, query):
    assert empty.execute(query).description, question


MAY_BE_EMPTY = {"8"}  # each toll of the samples is stated once, or the same


@pytest.fixture(scope="module")
def answered(samples_run_to_change):
    build_marts(samples_run_to_change)
    with connect(samples_run_to_change) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize(("number", "query"), [pytest.param(n, sql, id=n) for n, _, sql in RECIPES])
def test_the_query_answers(answered, number, query):
    rows = answered.execute(query).fetchall()
    assert rows or number in MAY_BE_EMPTY


@pytest.mark.slow
def test_every_event_stands_in_its_article(answered):
    query = next(sql for number, _, sql in RECIPES if number == "18")
    [(events, as_written)] = answered.execute(query).fetchall()
    assert events == as_written > 0
