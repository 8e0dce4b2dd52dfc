"""Marts and page: their sums agree with the datasets, and nothing from the news is taken for markup."""

from datetime import UTC, date, datetime

import pytest

from dateline import store
from dateline.contracts import EVENTS, FIGURES
from dateline.contracts.base import Dataset
from dateline.report import build_marts, build_report
from dateline.report.database import connect

DAY = date(2024, 5, 20)


def blank(dataset: Dataset, **values):
    """A row of nulls and defaults with these values."""
    row = dict.fromkeys(dataset.names)
    row |= {"article_id": "a1", "text_sha256": "0" * 64, "extractor_version": "1", "published_at": datetime(2024, 5, 20, tzinfo=UTC)}
    row |= {"published_date": DAY, "sentence_index": 0, "char_start": 0, "char_end": 4, "confidence": 0.5}
    return row | values


def an_event(number: int, **values):
    row_id = f"{number:032d}"
    text = {"evidence_text": "Boom", "trigger_text": "Boom", "trigger_char_start": 0, "trigger_char_end": 4}
    kind = {"event_type": "ASSAULT", "quad_code": "MX", "factuality": "asserted", "event_rank": number, "country": "SD"}
    return blank(EVENTS, row_id=row_id, event_id=row_id, **{**text, **kind, **values})


def a_figure(number: int, **values):
    row_id = f"{number:032d}"
    what = {"metric": "killed", "low": 5, "best": 5, "high": 5, "qualifier": "exact", "value_text": "five", "unit": "persons"}
    state = {"scope": "incident", "is_negated": False, "event_id": f"{1:032d}"}
    return blank(FIGURES, row_id=row_id, figure_id=row_id, **{**what, **state, **values})


@pytest.fixture
def root(tmp_path):
    nasty = "<script>alert(1)</script>"
    events = [
        an_event(1, evidence_text="Boom" + nasty, actor_text=nasty, title=nasty, url="javascript:alert(1)", char_end=29),
        an_event(2, date_start=DAY, url="https://wire.example/2", title="Second"),
        an_event(3, factuality="negated"),
        an_event(4, country=None, event_type="ACCIDENT", quad_code=None),
    ]
    figures = [
        a_figure(1),
        a_figure(2, low=7, best=7, high=7),
        a_figure(3, is_negated=True),
        a_figure(4, part_of_figure_id=f"{1:032d}", best=2),
    ]
    with store.publishing(tmp_path):
        store.merge(tmp_path, "events", EVENTS.table(events), replaced=())
        store.merge(tmp_path, "figures", FIGURES.table(figures), replaced=())
    build_marts(tmp_path)
    return tmp_path


def test_marts_agree_with_the_datasets(root):
    with connect(root) as connection:
        events = connection.execute("SELECT sum(event_count)::INT FROM events_by_day").fetchone()
        asserted = connection.execute("SELECT count(*) FROM events WHERE factuality = 'asserted'").fetchone()
        figures = connection.execute("SELECT statement_count, lowest, highest FROM figures_by_place").fetchall()
    assert events == asserted == (3,)
    assert figures == [(2, 5, 7)], "neither parts nor 'no one' are counted"


def test_an_empty_root_has_a_page_too(tmp_path):
    build_marts(tmp_path)
    page = build_report(tmp_path).read_text(encoding="utf-8")
    assert "No news yet" in page


def test_the_page_escapes_what_comes_from_the_news(root):
    page = build_report(root).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "javascript:" not in page
    assert 'href="https://wire.example/2"' in page


def test_the_page_asks_no_other_host(root):
    page = build_report(root).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "src=" not in page
    assert "<link" not in page


def test_every_dataset_is_a_view_even_without_files(tmp_path):
    with connect(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM quotes").fetchone() == (0,)
