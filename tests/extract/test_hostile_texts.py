"""Texts that are made to take long: what grows with the square of something else is bounded."""

import time
from datetime import UTC, date, datetime

import pytest

from dateline.extract.article import extract_article

pytestmark = pytest.mark.slow

CHARS = 30_000
SECONDS = 60  # each takes some five on a quiet machine; without the bounds some took minutes


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param('"', id="quotation marks"),
        pytest.param("x", id="one word"),
        pytest.param("the soldiers killed two people in Baghdad and ", id="a sentence without end"),
        pytest.param("killed, ", id="one verb"),
        pytest.param('"He was killed," said Smith. ', id="quotations"),
        pytest.param("Gunmen killed three people in Baidoa on Monday, police said. ", id="one sentence again and again"),
        pytest.param("Paris, France, ", id="places"),
        pytest.param("a\n\n", id="paragraphs"),
        pytest.param("five hundred and ", id="a number without end"),
        pytest.param("March 5 ", id="days"),
        pytest.param("he said ", id="statements"),
    ],
)
def test_takes_bounded_time(piece):
    text = piece * (CHARS // len(piece))
    extract_article(_article("Rebels freed two priests."))  # loads the model
    started = time.perf_counter()
    rows, _ = extract_article(_article(text))
    assert time.perf_counter() - started < SECONDS
    assert all(0 <= row["char_start"] < row["char_end"] <= len(text) for found in rows.values() for row in found)


def _article(text):
    return {
        "article_id": "a" * 32,
        "text": text,
        "text_sha256": "0" * 64,
        "title": None,
        "publisher": None,
        "url": None,
        "dateline_place": None,
        "published_at": datetime(2024, 3, 5, tzinfo=UTC),
        "published_date": date(2024, 3, 5),
    }
