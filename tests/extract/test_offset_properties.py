"""Whatever the text: no extractor raises, and every row's span holds the words that it states."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extract.article import extract_article

DAY = date(2024, 3, 5)
WORDS = (
    "Gunmen", "killed", "12", "people", "in", "Baidoa", ",", ".", "\n\n", "“", "”", '"', "'", "said", "President", "Ada", "Moretti", "on", "Monday",
    "at least", "dozens", "were", "arrested", "not", "will", "the", "army", "and", "who", "(AP)", "—", "BARI, Italy (AP) —", "5 March", "1,400",
    "two", "million", "of", "protest", "By", "last year", "\u202e", "\u200b", "e\u0301", "\U0001f6a2", "ﬁ", "\x85", "\t", "'s", "he", "it",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), min_size=1, max_size=60).map(" ".join)
# The words of a row stand at its own span; those of a part of it at a span of their own.
PARTS = {
    "speaker_text": ("speaker_char_start", "speaker_char_end"),
    "trigger_text": ("trigger_char_start", "trigger_char_end"),
}
WHOLE = {"mentions": "text", "places": "text", "times": "text", "quotes": "quote_text", "events": "evidence_text"}


@given(text=TEXTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_holds(text: str) -> None:
    rows, _ = extract_article(
        {
            "article_id": "a" * 32,
            "text": text,
            "text_sha256": "0" * 64,
            "title": None,
            "publisher": None,
            "url": None,
            "dateline_place": None,
            "published_at": datetime(2024, 3, 5, tzinfo=UTC),
            "published_date": DAY,
        }
    )
    for dataset, found in rows.items():
        for row in found:
            start, end = row["char_start"], row["char_end"]
            assert 0 <= start < end <= len(text), dataset
            if dataset in WHOLE:
                assert row[WHOLE[dataset]] == text[start:end], dataset
            for name, (first, last) in PARTS.items():
                if row.get(name) is not None:
                    assert row[name] == text[row[first] : row[last]], name
