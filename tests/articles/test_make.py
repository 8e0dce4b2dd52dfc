"""make: one document to one article, or a rejection with its reason."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles import Article, from_table, make, newest_versions, to_table
from dateline.contracts import ARTICLES
from dateline.contracts.documents import Document, Rejected

TEXT = "LENNE (Reuters) - Two bridges were closed on Tuesday after engineers found cracks in their piers, the council said."
DOCUMENT = Document(
    source_name="test",
    source_kind="jsonl",
    source_id="n1",
    text=TEXT,
    url="https://News.example/bridges?utm_source=x",
    title="Two  bridges\nclosed",
    bylines=("By Ann Bell and Carl Dee",),
    published=datetime(2016, 12, 14, 22, 30, tzinfo=timezone(timedelta(hours=-5))),
    published_from="input",
    modified_at=datetime(2016, 12, 15, 2, 0, tzinfo=timezone(timedelta(hours=1))),
)


def article(document: Document = DOCUMENT) -> Article:
    made = make(document)
    assert isinstance(made, Article)
    return made


def test_an_article_has_the_columns_of_the_contract() -> None:
    assert [f.name for f in fields(Article)] == ARTICLES.names


def test_fills_the_columns() -> None:
    made = article()
    assert (made.title, made.bylines, made.agency, made.dateline_place) == (
        "Two bridges closed",
        ("Ann Bell", "Carl Dee"),
        "Reuters",
        "LENNE",
    )
    assert (made.url, made.canonical_url) == (DOCUMENT.url, "https://news.example/bridges")
    assert (made.text, made.char_count, made.language, made.status) == (TEXT, len(TEXT), "en", "usable")
    assert (len(made.article_id), len(made.text_sha256)) == (32, 64)
    assert made.modified_at == datetime(2016, 12, 15, 1, 0, tzinfo=UTC)
    assert (made.duplicate_of, made.duplicate_kind, made.similarity) == (None, None, None)


@pytest.mark.parametrize(
    ("published", "at", "day", "precision"),
    [
        pytest.param(
            DOCUMENT.published, datetime(2016, 12, 15, 3, 30, tzinfo=UTC), date(2016, 12, 14), "instant", id="the publisher's own day"
        ),
        pytest.param(date(2016, 12, 14), datetime(2016, 12, 14, tzinfo=UTC), date(2016, 12, 14), "day", id="only the day is known"),
    ],
)
def test_dates_an_article(published: datetime | date, at: datetime, day: date, precision: str) -> None:
    made = article(replace(DOCUMENT, published=published))
    assert (made.published_at, made.published_date, made.published_prec) == (at, day, precision)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        pytest.param({}, "usable", id="usable"),
        pytest.param({"is_canceled": True}, "canceled", id="canceled"),
        pytest.param({"embargo_until": datetime(2016, 12, 20, tzinfo=UTC)}, "withheld", id="embargo"),
        pytest.param({"text": "Die Brücken über die Lenne wurden am Dienstag nach einer Prüfung gesperrt."}, "other_language", id="German"),
    ],
)
def test_says_whether_it_may_be_read(changes: dict[str, object], status: str) -> None:
    assert article(replace(DOCUMENT, **changes)).status == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"published": None}, "undated", id="no date"),
        pytest.param({"text": "\x00\x01 \ufeff"}, "empty", id="nothing left after repair"),
        pytest.param({"text": "12 + 30 = 42, 100 %"}, "not_news", id="no letters"),
        pytest.param({"text": "undefined"}, "not_news", id="one word"),
    ],
)
def test_refuses_with_a_reason(changes: dict[str, object], reason: str) -> None:
    made = make(replace(DOCUMENT, **changes))  # type: ignore[arg-type]
    assert isinstance(made, Rejected)
    assert (made.reason, made.stage) == (reason, "articles")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Blast kills 12 in Lenne", id="headline"),
        pytest.param("市议会周三决定关闭河上的两座桥梁，称桥墩出现裂缝，居民须绕行至本月底。", id="no spaces"),
    ],
)
def test_takes_short_texts_that_say_something(text: str) -> None:
    assert article(replace(DOCUMENT, text=text)).text == text


@given(
    text=st.text(max_size=120),
    name=st.none() | st.text(max_size=20),
    published=st.none() | st.dates(date(1600, 1, 1), date(2200, 12, 31)),
)
@settings(max_examples=50, deadline=None)
def test_any_document_becomes_an_article_that_can_be_stored_or_a_rejection(text: str, name: str | None, published: date | None) -> None:
    document = replace(DOCUMENT, text=text, title=name, publisher=name, url=name, guid=name, language=name, published=published)
    made = make(document)
    if isinstance(made, Article):
        assert from_table(to_table([made])) == [made]
    else:
        assert made.reason in {"undated", "empty", "not_news"}
        made.content.encode()


def test_a_table_is_sorted_by_id_and_gives_the_articles_back() -> None:
    articles = [article(replace(DOCUMENT, url=None, source_id=str(n))) for n in range(5)]
    table = to_table(articles)
    assert table.schema == ARTICLES.schema
    assert from_table(table) == sorted(articles, key=lambda a: a.article_id)
    assert to_table([]).num_rows == 0


def test_the_newest_version_is_chosen_whatever_the_order() -> None:
    old, new = article(), article(replace(DOCUMENT, text=f"{TEXT} Buses take a detour.", modified_at=datetime(2016, 12, 16, tzinfo=UTC)))
    twin = article(replace(DOCUMENT, url=None))
    assert newest_versions([old, new, twin]) == newest_versions([twin, new, old]) == sorted([new, twin], key=lambda a: a.article_id)
