"""The contracts: every column that users were promised exists, and is written down well enough to be read."""

import pyarrow as pa
import pytest

from dateline.contracts import DATASETS, EXTRACTED_DATASETS, QUARANTINE, Column, Dataset, codes, named
from dateline.contracts.codes import TOLL_METRICS

ALL = (*DATASETS, QUARANTINE)
COLUMNS = [pytest.param(dataset, column, id=f"{dataset.name}.{column.name}") for dataset in ALL for column in dataset.columns]

COMMON = "row_id article_id text_sha256 extractor_version published_at published_date sentence_index char_start char_end confidence"
PLACE = "place_name country country_iso3 admin1_code admin1_name admin2_code admin2_name geonames_id latitude longitude where_prec"
TOLLS = " ".join(f"{metric}_{bound}" for metric in TOLL_METRICS for bound in ("low", "best", "high"))
PROMISED = {
    "articles": """article_id source_name source_kind source_id url canonical_url publisher agency title section bylines language
        published_at published_date published_prec published_from modified_at dateline_place text text_sha256 char_count
        duplicate_of duplicate_kind similarity rights embargo_until status""",
    "mentions": f"{COMMON} text mention_type canonical_name country role_title sector",
    "places": f"""{COMMON} text name place_kind country admin1_code admin1_name admin2_code admin2_name geonames_id latitude
        longitude where_prec population is_metonym""",
    "times": f"{COMMON} text timex_type timex_value date_start date_end date_prec",
    "quotes": f"""{COMMON} quote_text quote_kind speaker_text speaker_name speaker_role speaker_country cue speaker_char_start
        speaker_char_end""",
    "figures": f"""{COMMON} figure_id metric low best high qualifier value_text unit who_text population scope is_negated
        attributed_to part_of_figure_id event_id""",
    "events": f"""{COMMON} event_id event_rank event_type event_mode quad_code contexts acled_event_type acled_sub_event_type
        civilian_targeting factuality actor_text actor_name actor_country actor_sector recipient_text recipient_name
        recipient_country recipient_sector actors recipients date_start date_end date_prec date_from date_text place_text {PLACE}
        {TOLLS} {" ".join(f"{metric}_from" for metric in TOLL_METRICS)} attributed_to attribution_stance denied_by trigger_text
        trigger_char_start trigger_char_end evidence_text type_confidence place_confidence title publisher url""",
    "incidents": f"""incident_id event_type event_mode date_start date_end date_prec {PLACE} actor_name recipient_name {TOLLS}
        {" ".join(f"{metric}_{what}" for metric in TOLL_METRICS for what in ("rule", "statement_count", "sources"))} is_disputed
        article_count publisher_count first_reported_at last_reported_at event_ids""",
    "revisions": "dataset id article_id old_text_sha256 new_text_sha256 replaced_by reason",
    "arrivals": "article_id text_sha256 source_name fetched_at run_id",
    "quality_results": "suite dataset column expectation severity success observed unexpected_count row_count checked_date",
    "ledger": """article_id text_sha256 extractor_version published_date outcome is_text_kept attempts run_id extracted_at mention_count
        place_count time_count quote_count figure_count event_count seconds""",
    "quarantine": "reason stage content",
}


@pytest.mark.parametrize("dataset", ALL, ids=lambda dataset: dataset.name)
def test_has_every_column_that_was_promised(dataset: Dataset) -> None:
    assert set(PROMISED[dataset.name].split()) <= set(dataset.names)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_names_columns_that_it_has(dataset: Dataset) -> None:
    named_elsewhere = {dataset.key, dataset.day, *(name for span in dataset.spans for name in span), *(p[0] for p in dataset.parents)}
    assert named_elsewhere <= set(dataset.names)
    assert all(key in named(parent).names for _, parent, key in dataset.parents)
    assert dataset.schema.field(dataset.key).type == pa.string()
    assert dataset.schema.field(dataset.day).type == pa.date32()
    assert not dataset.column(dataset.key).nullable
    assert not dataset.column(dataset.day).nullable


@pytest.mark.parametrize(("dataset", "column"), COLUMNS)
def test_a_column_says_what_it_holds(dataset: Dataset, column: Column) -> None:
    assert column.description.endswith((".", "…"))
    assert column.codes is None or any(column.codes is value for value in vars(codes).values())
    assert column.type != pa.bool_() or column.name.startswith(("is_", "has_")) or column.name in ("civilian_targeting", "success")
    assert dataset.schema.field(column.name).metadata[b"description"].decode() == column.description


def test_a_shared_name_has_one_type() -> None:
    types: dict[str, set[str]] = {}
    for dataset in ALL:
        for column in dataset.columns:
            types.setdefault(column.name, set()).add(str(column.type))
    several = {name: found for name, found in types.items() if len(found) > 1}
    assert set(several) == {"population"}  # a city's inhabitants, and the groups that a figure counts: both are what their fields say


@pytest.mark.parametrize("dataset", EXTRACTED_DATASETS, ids=lambda dataset: dataset.name)
def test_an_extracted_row_begins_with_what_all_share(dataset: Dataset) -> None:
    assert dataset.names[: len(COMMON.split())] == COMMON.split()
    assert ("article_id", "articles", "article_id") in dataset.parents


def test_instants_are_in_utc_and_in_microseconds() -> None:
    stamps = {str(c.type) for dataset in ALL for c in dataset.columns if pa.types.is_timestamp(c.type)}
    assert stamps == {"timestamp[us, tz=UTC]"}


class TestTable:
    dataset = named("revisions")

    def test_has_the_contracts_schema(self) -> None:
        assert self.dataset.table([]).schema.equals(self.dataset.schema, check_metadata=True)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            pytest.param({"extra": 1}, r"unknown \['extra'\]", id="a column too many"),
            pytest.param({"reason": ...}, r"missing \['reason'\]", id="a column missing"),
        ],
    )
    def test_refuses_rows_of_another_shape(self, change: dict[str, object], message: str) -> None:
        row = {name: value for name, value in (dict.fromkeys(self.dataset.names) | change).items() if value is not ...}
        with pytest.raises(ValueError, match=message):
            self.dataset.table([row])

    def test_refuses_a_value_of_another_type(self) -> None:
        with pytest.raises(pa.ArrowTypeError):
            self.dataset.table([dict.fromkeys(self.dataset.names) | {"published_date": "soon"}])


def test_a_column_cannot_be_written_down_twice() -> None:
    column = Column("a", pa.string(), "A.")
    with pytest.raises(ValueError, match="twice"):
        Dataset("d", "row", "D.", (column, column), key="a", day="a")


def test_unknown_names_are_errors() -> None:
    with pytest.raises(KeyError, match="no dataset is called rumours"):
        named("rumours")
    with pytest.raises(KeyError, match="no column rumour"):
        named("events").column("rumour")
