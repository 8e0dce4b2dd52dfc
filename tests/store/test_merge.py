"""merge: rows leave and come day by day, and the files depend on the rows alone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import store
from dateline.contracts import MENTIONS, REVISIONS
from dateline.store import parquet

MONDAY, TUESDAY = date(2016, 12, 12), date(2016, 12, 13)


def mention(row_id: str, article_id: str, day: date = MONDAY, text: str = "Aleppo") -> dict[str, object]:
    return {
        "row_id": row_id,
        "article_id": article_id,
        "text_sha256": "0" * 64,
        "extractor_version": "1",
        "published_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
        "published_date": day,
        "sentence_index": 0,
        "char_start": 0,
        "char_end": len(text),
        "confidence": 0.5,
        "text": text,
        "mention_type": "PLACE",
        "canonical_name": text,
        "country": None,
        "role_title": None,
        "sector": None,
    }


def mentions(*rows: dict[str, object]) -> pa.Table:
    return MENTIONS.table(rows)


def merge(root: Path, *rows: dict[str, object], replaced: tuple[str, ...] = (), days: tuple[date, ...] = ()) -> dict[date, int]:
    with store.publishing(root):
        return store.merge(root, "mentions", mentions(*rows), replaced=replaced, days=days)


def keys(root: Path) -> list[str]:
    return store.read(root, "mentions", columns=["row_id"])["row_id"].to_pylist()


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.parquet"))}


def test_puts_rows_into_the_folder_of_their_day(tmp_path: Path) -> None:
    assert merge(tmp_path, mention("b", "x", TUESDAY), mention("a", "y", MONDAY)) == {MONDAY: 1, TUESDAY: 1}
    assert store.days(tmp_path, "mentions") == [MONDAY, TUESDAY]
    assert store.read(tmp_path, "mentions", days=[TUESDAY])["row_id"].to_pylist() == ["b"]


def test_replaces_all_rows_of_an_article(tmp_path: Path) -> None:
    merge(tmp_path, mention("a", "x"), mention("b", "x"), mention("c", "y"))
    assert merge(tmp_path, mention("d", "x"), replaced=("x",)) == {MONDAY: 2}
    assert keys(tmp_path) == ["c", "d"]


def test_takes_an_article_out_of_a_day_that_it_left(tmp_path: Path) -> None:
    merge(tmp_path, mention("a", "x", MONDAY))
    assert store.days_with(tmp_path, "mentions", {"x"}) == [MONDAY]
    assert merge(tmp_path, mention("a", "x", TUESDAY), replaced=("x",), days=(MONDAY,)) == {MONDAY: 0, TUESDAY: 1}
    frame = pd.read_parquet(tmp_path / "mentions")
    assert frame.row_id.tolist() == ["a"]
    assert frame.day.astype(str).tolist() == ["2016-12-13"]


def test_leaves_a_file_without_rows_when_a_day_is_emptied(tmp_path: Path) -> None:
    merge(tmp_path, mention("a", "x"))
    assert merge(tmp_path, replaced=("x",), days=(MONDAY,)) == {MONDAY: 0}
    frame = pd.read_parquet(tmp_path / "mentions")
    assert frame.empty
    assert frame.columns.drop("day").tolist() == MENTIONS.names


def test_makes_a_file_for_a_day_that_never_had_rows(tmp_path: Path) -> None:
    assert merge(tmp_path, days=(MONDAY,)) == {MONDAY: 0}
    assert pd.read_parquet(tmp_path / "mentions").empty


def test_leaves_unchanged_days_alone(tmp_path: Path) -> None:
    merge(tmp_path, mention("a", "x", MONDAY), mention("b", "y", TUESDAY))
    before = store.day_file(tmp_path, "mentions", MONDAY).stat().st_ino
    assert merge(tmp_path, mention("a", "x", MONDAY), mention("c", "y", TUESDAY), replaced=("x", "y")) == {TUESDAY: 1}
    assert store.day_file(tmp_path, "mentions", MONDAY).stat().st_ino == before


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        pytest.param([], ["a", "a"], id="within the new rows"),
        pytest.param(["a", "c"], ["a"], id="at the head of the day"),
        pytest.param(["a", "b", "c"], ["b"], id="amid the day"),
        pytest.param(["a", "c"], ["c"], id="at the end of the day"),
    ],
)
def test_refuses_a_key_that_occurs_twice(tmp_path: Path, stored: list[str], new: list[str]) -> None:
    merge(tmp_path, *(mention(key, "x") for key in stored))
    before = bytes_of(tmp_path)
    with pytest.raises(ValueError, match="more than once"):
        merge(tmp_path, *(mention(key, "y") for key in new))
    assert bytes_of(tmp_path) == before
    assert not list(tmp_path.rglob("*.tmp"))


def test_refuses_a_row_without_a_day(tmp_path: Path) -> None:
    rows = mentions(mention("a", "x"))
    rows = rows.set_column(rows.column_names.index("published_date"), "published_date", pa.nulls(1, pa.date32()))
    with store.publishing(tmp_path), pytest.raises(ValueError, match="published_date"):
        store.merge(tmp_path, "mentions", rows, replaced=())


def test_is_only_allowed_to_the_one_who_publishes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="publishing"):
        store.merge(tmp_path, "mentions", mentions(mention("a", "x")), replaced=())


def test_may_replace_by_another_column_than_the_article(tmp_path: Path) -> None:
    revision = dict.fromkeys(REVISIONS.names) | {
        "revision_id": "r", "dataset": "events", "id": "e", "published_date": MONDAY, "reason": "changed",
    }  # fmt: skip
    for reason in ("changed", "canceled"):
        with store.publishing(tmp_path):
            new = REVISIONS.table([revision | {"reason": reason}])
            store.merge(tmp_path, "revisions", new, replaced=["r"], replaced_column="revision_id")
    assert store.read(tmp_path, "revisions")["reason"].to_pylist() == ["canceled"]


def test_streams_days_larger_than_a_row_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_ROWS", 10)
    even = [mention(f"{number:03}", f"a{number % 7}") for number in range(0, 100, 2)]
    odd = [mention(f"{number:03}", "new") for number in range(1, 100, 2)]
    merge(tmp_path / "1", *even)
    merge(tmp_path / "1", *odd, replaced=("a3",))
    merge(tmp_path / "2", *odd, *(row for row in even if row["article_id"] != "a3"))
    assert keys(tmp_path / "1") == sorted(keys(tmp_path / "1"))
    assert len(keys(tmp_path / "1")) == 93
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")


STEPS = st.lists(
    st.tuples(
        # what comes: row -> (article, day, words)
        st.dictionaries(
            st.sampled_from("abcdefghijkl"), st.tuples(st.sampled_from("xyz"), st.sampled_from([MONDAY, TUESDAY]), st.text(max_size=3)), max_size=6
        ),
        # whose rows leave, beside those of the articles that come
        st.sets(st.sampled_from("xyz")),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(steps=STEPS, seed=st.randoms(use_true_random=False))
def test_agrees_with_a_plain_dictionary(steps, seed, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    """Any sequence of merges leaves what a dictionary would hold, and the bytes of one merge into an empty root."""
    root = tmp_path_factory.mktemp("root")
    model: dict[str, dict[str, object]] = {}
    for coming, leaving in steps:
        replaced = leaving | {article for article, _, _ in coming.values()}
        kept = {key: row for key, row in model.items() if row["article_id"] not in replaced}
        rows = [mention(key, article, day, words) for key, (article, day, words) in coming.items() if key not in kept]
        seed.shuffle(rows)
        merge(root, *rows, replaced=tuple(replaced), days=(MONDAY, TUESDAY))
        model = kept | {str(row["row_id"]): row for row in rows}
    everything = sorted(model.values(), key=lambda row: (row["published_date"], row["row_id"]))
    assert store.read(root, "mentions").to_pylist() == everything
    at_once = tmp_path_factory.mktemp("at_once")
    merge(at_once, *everything, days=(MONDAY, TUESDAY) if steps else ())
    assert bytes_of(root) == bytes_of(at_once)
