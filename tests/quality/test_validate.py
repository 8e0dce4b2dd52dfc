"""validate: good rows go on, bad rows to quarantine, a bad table stops the publication."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from dateline.contracts import QUALITY_RESULTS, QUARANTINE, named
from dateline.quality import Checked, validate

Batch = dict[str, list[dict[str, Any]]]
Tables = Callable[[Batch], dict[str, pa.Table]]
Check = Callable[..., Checked]
CHECKED_AT = datetime(2019, 3, 15, 6, tzinfo=UTC)


@pytest.fixture
def check(tables: Tables) -> Check:
    def check(batch: Batch, *datasets: str) -> Checked:
        candidates = {name: table for name, table in tables(batch).items() if not datasets or name in datasets}
        articles = tables(batch)["articles"]
        return validate(candidates, articles, run_id="manual__2019-03-15", checked_at=CHECKED_AT)

    return check


def reasons(checked: Checked) -> dict[str, list[str]]:
    """What is wrong with each quarantined row, by dataset."""
    rows = checked.quarantined.to_pylist()
    return {row["dataset"]: [reason.split(":")[0] for reason in row["reasons"]] for row in rows}


def test_a_good_batch_goes_on_as_it_is(batch: Batch, tables: Tables, check: Check) -> None:
    checked = check(batch)
    assert checked.good == tables(batch)
    assert checked.quarantined.num_rows == 0
    assert checked.stopped == ()
    assert checked.results.schema.equals(QUALITY_RESULTS.schema)
    assert all(row["success"] for row in checked.results.to_pylist())
    assert {row["suite"].split(".")[0] for row in checked.results.to_pylist()} == set(batch)


def test_a_bad_row_goes_to_quarantine_with_all_that_is_wrong(batch: Batch, check: Check) -> None:
    batch["mentions"][0] |= {"text": "Amina", "confidence": 1.5, "country": "Pakistan"}
    checked = check(batch, "mentions")
    assert checked.good["mentions"].num_rows == 1
    (row,) = checked.quarantined.to_pylist()
    assert row["reason"] == "confidence_out_of_bounds"
    assert [reason.split(":")[0] for reason in row["reasons"]] == ["confidence_out_of_bounds", "text_not_at_span", "country_unknown_code"]
    assert 'text="Amina"' in row["reasons"][1]
    assert (row["dataset"], row["stage"], row["article_id"]) == ("mentions", "validate", "article-1")
    assert row["row_id"] == batch["mentions"][0]["row_id"]
    assert '"Amina"' in row["content"]
    assert row["quarantine_date"] == date(2019, 3, 14)
    assert checked.stopped == ()


def test_a_warning_is_published_and_reported(batch: Batch, check: Check) -> None:
    batch["mentions"][0]["role_title"] = "Mayor"
    checked = check(batch, "mentions")
    assert checked.good["mentions"].num_rows == 2
    (row,) = [row for row in checked.results.to_pylist() if not row["success"]]
    assert (row["severity"], row["unexpected_count"], row["row_count"], row["column"]) == ("warning", 1, 2, "role_title")
    assert "Mayor" in row["observed"]


def test_all_rows_with_the_same_key_go(batch: Batch, check: Check) -> None:
    batch["mentions"].append(batch["mentions"][0] | {"canonical_name": "A. Dar"})
    checked = check(batch, "mentions")
    assert checked.good["mentions"]["text"].to_pylist() == ["Ladgham"]
    assert checked.quarantined["reason"].to_pylist() == ["row_id_not_unique"] * 2


def test_the_same_row_twice_is_one_finding(batch: Batch, check: Check) -> None:
    batch["mentions"].append(batch["mentions"][0])
    assert check(batch, "mentions").quarantined.num_rows == 1


def test_figures_keep_their_place_when_what_they_refer_to_goes(batch: Batch, check: Check) -> None:
    batch["events"][0]["quad_code"] = None
    batch["figures"][0]["metric"] = "wounded"
    checked = check(batch, "events", "figures")
    assert reasons(checked) == {"events": ["quad_of_another_type"], "figures": ["metric_unknown_code"]}
    (part,) = checked.good["figures"].to_pylist()
    assert (part["event_id"], part["part_of_figure_id"]) == (None, None)


def test_everything_of_an_article_goes_with_it(batch: Batch, check: Check) -> None:
    batch["articles"][0]["char_count"] = 3
    checked = check(batch, "articles", "mentions", "times")
    assert {name: table.num_rows for name, table in checked.good.items()} == {"articles": 1, "mentions": 0, "times": 0}
    assert set(reasons(checked)["mentions"]) == {"parent_quarantined"}


def test_a_copy_stands_for_itself_when_its_lead_goes(batch: Batch, check: Check) -> None:
    batch["articles"][0]["char_count"] = 3
    (row,) = check(batch, "articles").good["articles"].to_pylist()
    assert (row["article_id"], row["duplicate_of"], row["duplicate_kind"], row["similarity"]) == ("article-2", None, None, None)


def test_a_copy_of_an_article_published_earlier_is_good(batch: Batch, check: Check) -> None:
    batch["articles"] = batch["articles"][1:]
    assert check(batch, "articles").good["articles"].num_rows == 1


def test_a_row_without_its_article_goes(batch: Batch, check: Check) -> None:
    batch["articles"] = batch["articles"][1:]
    assert reasons(check(batch, "mentions")) == {"mentions": ["article_unknown"]}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda table: table.drop_columns("char_end"), id="a column is missing"),
        pytest.param(lambda table: table.append_column("extra", table["text"]), id="a column too many"),
        pytest.param(lambda table: table.set_column(7, "char_start", table["char_start"].cast(pa.string())), id="another type"),
    ],
)
def test_a_table_of_another_shape_is_stopped(batch: Batch, tables: Tables, change: Callable[[pa.Table], pa.Table]) -> None:
    candidates = tables(batch)
    candidates["mentions"] = change(candidates["mentions"])
    checked = validate(
        {name: candidates[name] for name in ("mentions", "times")}, candidates["articles"], run_id="run", checked_at=CHECKED_AT
    )
    assert checked.stopped == ("mentions",)
    assert checked.good["mentions"].equals(named("mentions").empty())
    assert checked.good["times"].num_rows == 1
    assert checked.quarantined.num_rows == 0


def test_a_batch_that_mostly_fails_is_stopped(batch: Batch, check: Check) -> None:
    row = batch["mentions"][0]
    batch["mentions"] = [row | {"row_id": f"{number:032x}", "char_start": int(number < 40)} for number in range(60)]
    checked = check(batch, "mentions")
    assert checked.stopped == ("mentions",)
    assert checked.good["mentions"].num_rows == 0
    assert checked.quarantined.num_rows == 60


def test_many_articles_without_mentions_are_stopped(batch: Batch, tables: Tables) -> None:
    articles = pa.concat_tables([tables(batch)["articles"]] * 10)
    checked = validate({"mentions": named("mentions").empty()}, articles, run_id="run", checked_at=CHECKED_AT)
    assert checked.stopped == ("mentions",)


def test_no_rows_are_nothing_wrong(tables: Tables) -> None:
    empty = {name: named(name).empty() for name in ("articles", "mentions", "events", "incidents")}
    checked = validate(empty, empty["articles"], run_id="run", checked_at=CHECKED_AT)
    assert checked.stopped == ()
    assert checked.good == empty


def test_tables_that_went_through_staging_pass(batch: Batch, tables: Tables, tmp_path: Any) -> None:
    from dateline.store import staging

    candidates = tables(batch)
    staging.write_table(tmp_path / "figures.parquet", candidates["figures"])
    figures = staging.read_table(tmp_path / "figures.parquet")
    checked = validate({"figures": figures}, candidates["articles"], run_id="run", checked_at=CHECKED_AT)
    assert checked.good["figures"].schema.equals(named("figures").schema, check_metadata=True)
    assert checked.quarantined.num_rows == 0


def test_checking_twice_gives_the_same(batch: Batch, check: Check) -> None:
    batch["mentions"][0]["sector"] = "ARMY"
    first, second = check(batch, "mentions"), check(batch, "mentions")
    assert first == second
    assert first.quarantined.schema.equals(QUARANTINE.schema)
    assert len(first.results["result_id"].unique()) == first.results.num_rows


def test_a_dataset_without_contract_is_an_error(batch: Batch, tables: Tables) -> None:
    with pytest.raises(KeyError, match="rumours"):
        validate({"rumours": tables(batch)["events"]}, tables(batch)["articles"], run_id="run", checked_at=CHECKED_AT)
