"""Texts that may not be stored keep the words that rows point to, and nothing else."""

import pyarrow as pa
import pytest

from dateline.contracts import EVENTS, MENTIONS, QUOTES
from dateline.pipelines.rights import is_same, masked, spans_of


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        pytest.param("Two men died.", [(0, 3), (8, 12)], "Two     died ", id="words stay where they are"),
        pytest.param("Two men died.", [], "             ", id="nothing to show, nothing kept"),
        pytest.param("Two men died.", [(0, 7), (4, 12)], "Two men died ", id="spans may overlap"),
        pytest.param("a\nb 😀c", [(4, 5)], "    😀 ", id="code points, and new lines go too"),
    ],
)
def test_everything_else_becomes_a_space(text, spans, expected):
    assert masked(text, spans) == expected
    assert len(masked(text, spans)) == len(text)


def test_everything_that_a_row_points_to_counts():
    def table(dataset, **row):
        schema = pa.schema([field for field in dataset.schema if field.name in row])
        return pa.Table.from_pylist([row], schema=schema)

    tables = [
        table(MENTIONS, article_id="a", char_start=0, char_end=3),
        table(QUOTES, article_id="a", char_start=5, char_end=9, speaker_char_start=None, speaker_char_end=None),
        table(
            EVENTS,
            article_id="b",
            char_start=0,
            char_end=30,
            trigger_char_start=4,
            trigger_char_end=8,
            actors=[{"text": "gunmen", "name": None, "country": None, "sector": None, "char_start": 40, "char_end": 46}],
            recipients=[],
        ),
    ]
    assert spans_of(tables) == {"a": {(0, 3), (5, 9)}, "b": {(0, 30), (4, 8), (40, 46)}}


def test_every_span_of_every_extracted_dataset_is_known_by_its_name():
    """A new column that points into the text under another name would lose its words."""
    from dateline.contracts import EXTRACTED_DATASETS

    for dataset in EXTRACTED_DATASETS:
        starts = [name for name in dataset.names if "char_start" in name]
        assert all(name.endswith("char_start") and name.replace("char_start", "char_end") in dataset.names for name in starts)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"rights": "spans", "text": "a b", "text_sha256": "1"}, {"rights": "spans", "text": "a  ", "text_sha256": "1"}, True, id="kept in part"),
        pytest.param({"rights": "spans", "text": "a b", "text_sha256": "2"}, {"rights": "spans", "text": "a  ", "text_sha256": "1"}, False, id="changed"),
        pytest.param({"rights": "full", "text": "a b", "text_sha256": "1"}, {"rights": "full", "text": "a  ", "text_sha256": "1"}, False, id="full"),
        pytest.param({"rights": "spans", "text": "a b", "text_sha256": "1"}, None, False, id="new"),
    ],
)  # fmt: skip
def test_a_text_that_is_kept_in_part_is_compared_by_its_hash(one, other, expected):
    assert is_same(one, other) is expected
