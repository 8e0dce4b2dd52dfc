"""What is published at once, what waits, and what changes nothing."""

from datetime import UTC, date, datetime

import pytest

from dateline import store
from dateline.contracts import ARTICLES
from dateline.pipelines import incoming

HOUR = datetime(2024, 3, 5, 8, tzinfo=UTC)
LATER = datetime(2024, 3, 5, 9, tzinfo=UTC)


def article(**more):
    row = dict.fromkeys(ARTICLES.names)
    row |= {
        "article_id": "a", "source_name": "wire", "source_kind": "ninjs", "source_id": "1", "bylines": [], "language": "en",
        "published_at": HOUR, "published_date": date(2024, 3, 5), "published_prec": "instant", "published_from": "input",
        "text": "Two men died.", "text_sha256": "0" * 64, "char_count": 13, "rights": "full", "status": "usable",
    }  # fmt: skip
    return row | more


def where(root, row):
    """Whether a new article is published at once, waits, or falls away."""
    parts = incoming.split(root, ARTICLES.table([row]))
    return "at once" if parts.at_once.num_rows else "waits" if parts.later.num_rows else "falls away"


def publish(root, row, folder=None):
    with store.publishing(root):
        store.commit(root, [store.Change("articles", ARTICLES.table([row]), [row["article_id"]], folder=folder)])


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(article(), "at once", id="new"),
        pytest.param(article(status="withheld", embargo_until=LATER), "waits", id="under embargo"),
        pytest.param(article(status="withheld"), "waits", id="withheld without a time"),
        pytest.param(article(rights="spans"), "waits", id="its text may not be stored"),
        pytest.param(article(rights="spans", duplicate_kind="copy"), "at once", id="a copy, which has no rows to wait for"),
        pytest.param(article(rights="spans", status="other_language"), "at once", id="another language"),
        pytest.param(article(status="canceled"), "at once", id="canceled"),
    ],
)
def test_an_article_that_was_never_there(tmp_path, new, expected):
    assert where(tmp_path, new) == expected


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        pytest.param(article(), article(), "falls away", id="the same"),
        pytest.param(article(), article(text_sha256="1" * 64), "at once", id="another text, nothing extracted yet"),
        pytest.param(article(), article(status="withheld"), "at once", id="withheld: what is published goes"),
        pytest.param(article(), article(status="withheld", embargo_until=LATER), "waits", id="under embargo: what is published stays"),
        pytest.param(article(modified_at=LATER), article(modified_at=HOUR, title="Old"), "falls away", id="an older version"),
        pytest.param(article(modified_at=HOUR), article(modified_at=LATER, title="New"), "at once", id="a newer version"),
        pytest.param(article(rights="spans", text="         died "), article(rights="spans"), "falls away", id="the same, kept in part"),
        pytest.param(article(rights="spans"), article(rights="full"), "at once", id="the text may be stored now"),
    ],
)
def test_an_article_that_is_published(tmp_path, known, new, expected):
    publish(tmp_path, known)
    assert where(tmp_path, new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(article(status="withheld", embargo_until=LATER), "falls away", id="the same"),
        pytest.param(article(embargo_until=LATER), "at once", id="its time has come"),
    ],
)
def test_an_article_that_waits(tmp_path, new, expected):
    publish(tmp_path, article(status="withheld", embargo_until=LATER), folder="_incoming/articles")
    assert where(tmp_path, new) == expected
