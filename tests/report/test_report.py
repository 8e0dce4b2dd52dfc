"""Marts and pages: their sums agree with the datasets, and nothing from the news is taken for markup."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import store
from dateline.contracts import ARTICLES, EVENTS, FIGURES, INCIDENTS
from dateline.contracts.base import Dataset
from dateline.incidents import build_incidents
from dateline.report import build_marts, build_report
from dateline.report.changes import since_last_report
from dateline.report.database import connect
from dateline.report.marking import KINDS, Span, pieces

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
    common = {"source_name": "files", "source_kind": "text", "source_id": "1", "published_prec": "day", "published_from": "input"}
    state = {"rights": "full", "status": "usable", "char_count": 29, "language": "en", "publisher": nasty}
    article = dict.fromkeys(ARTICLES.names) | {
        "article_id": "a1", "url": "https://wire.example/2", "text": "Boom" + nasty, "title": nasty, "text_sha256": "0" * 64, "published_date": DAY,
        "published_at": datetime(2024, 5, 20, tzinfo=UTC), **common, **state,
    }  # fmt: skip
    with store.publishing(tmp_path):
        incidents = INCIDENTS.table(build_incidents(events, [article]))
        store.merge(tmp_path, "articles", ARTICLES.table([article]), replaced=())
        store.merge(tmp_path, "incidents", incidents, replaced=(), replaced_column="incident_id")
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


def test_an_empty_root_has_a_report_too(tmp_path):
    build_marts(tmp_path)
    page = build_report(tmp_path).read_text(encoding="utf-8")
    assert "No news yet" in page


def pages_of(root):
    """Every page of the report by its name."""
    folder = build_report(root).parent
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}


def test_every_page_escapes_what_comes_from_the_news(root):
    pages = pages_of(root)
    own = build_report(root).read_text(encoding="utf-8").count("<script")
    assert own == 1, "the report's own, known by its hash"
    assert all(page.count("<script") == own for page in pages.values())
    assert all("javascript:" not in page for page in pages.values())
    assert any("&lt;script&gt;" in page for page in pages.values())
    assert any('href="https://wire.example/2"' in page for page in pages.values())


def test_no_page_asks_another_host(root):
    for name, page in pages_of(root).items():
        assert "default-src 'none'" in page, name
        assert "src=" not in page, name
        assert "<link" not in page, name


def test_every_link_leads_to_a_page(root):
    folder = build_report(root).parent
    for name, page in pages_of(root).items():
        for href in re.findall(r'href="([^"#]+)', page):
            if not href.startswith("https://"):
                assert ((folder / name).parent / href).resolve().is_file(), f"{href} on {name}"


def test_numbers_lead_to_incidents_incidents_to_articles_articles_to_words(root):
    pages = pages_of(root)
    incident = next(page for name, page in pages.items() if name.startswith("incidents/") and "articles/a1.html" in page)
    [anchor] = set(re.findall(r"articles/a1\.html#(at-\d+)", incident))
    assert f'id="{anchor}"' in pages["articles/a1.html"]
    assert re.search(r'<mark class="k-event k-trigger[^"]*"[^>]*>Boom</mark>', pages["articles/a1.html"])


def test_pages_of_incidents_that_are_gone_are_removed(root):
    folder = build_report(root).parent
    stale = folder / "incidents" / "gone.html"
    stale.write_text("old", encoding="utf-8")
    build_report(root)
    assert not stale.exists()


def test_what_changed_since_the_last_report(tmp_path):
    def toll(incident_id, killed):
        return {"incident_id": incident_id, "killed_low": killed, "killed_best": killed, "killed_high": killed}

    memory = tmp_path / "report.json"
    assert since_last_report(memory, [toll("i1", 5), toll("i2", 1)]).is_first
    second = [toll("i1", 7), toll("i3", None)]
    changes = since_last_report(memory, second)
    assert (changes.new, changes.toll_changed, changes.gone_count) == (("i3",), ("i1",), 1)
    assert since_last_report(memory, second) == changes, "built again over the same incidents it says the same"
    assert since_last_report(memory, [*second, toll("i4", 2)]).new == ("i4",)


spans = st.builds(Span, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(KINDS), st.text(max_size=3))


@given(st.text(max_size=30), st.lists(spans, max_size=8))
def test_marked_pieces_are_the_text_again(text, found):
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    at = 0
    for piece in cut:
        for kind in KINDS:
            covered = any(s.kind == kind and 0 <= s.start <= at < min(s.end, len(text)) for s in found)
            assert (kind in piece.kinds) is covered
        at += len(piece.text)


def test_every_dataset_is_a_view_even_without_files(tmp_path):
    with connect(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM quotes").fetchone() == (0,)
