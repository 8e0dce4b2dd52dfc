"""events: one row per happening in an article."""

import pyarrow as pa

from dateline.contracts.base import BOOL, FLOAT, INT, STRING, STRINGS, Column, Dataset
from dateline.contracts.codes import (
    ACLED_EVENT_TYPES,
    ACLED_SUB_EVENT_TYPES,
    CONTEXTS,
    DATE_SOURCES,
    EVENT_MODES,
    EVENT_TYPES,
    FACTUALITIES,
    QUAD_CODES,
    SECTORS,
    STANCES,
)
from dateline.contracts.common import ADMIN_AND_POINT, DATE_RANGE, EXTRACTED, ISO_COUNTRY, toll_columns

PARTIES = pa.list_(
    pa.struct(
        [
            pa.field("text", pa.string()),
            pa.field("name", pa.string()),
            pa.field("country", pa.string()),
            pa.field("sector", pa.string()),
            pa.field("char_start", pa.int64()),
            pa.field("char_end", pa.int64()),
        ]
    )
)


def _party(role: str, meaning: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}_text", STRING, f"{meaning}, as written: the first one named."),
        Column(f"{role}_name", STRING, f"{meaning}: the fullest name in the article."),
        Column(f"{role}_country", STRING, f"{meaning}: country.", convention=ISO_COUNTRY),
        Column(f"{role}_sector", STRING, f"{meaning}: part of society.", convention="PLOVER sectors", codes=SECTORS),
    )


EVENTS = Dataset(
    name="events",
    one_row_per="happening in an article",
    description="Who did what to whom, when and where, as one article tells it, with the clause that says so.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("event_id", STRING, "The event; the same as `row_id`.", nullable=False),
        Column("event_rank", INT, "1…n, unique in the article; 1 is what it is about.", minimum=1, nullable=False),
        Column(
            "event_type",
            STRING,
            "Kind of happening.",
            convention="PLOVER 2.0 draft, and ACCIDENT and DISASTER",
            codes=EVENT_TYPES,
            nullable=False,
        ),
        Column("event_mode", STRING, "Kind within the type.", convention="PLOVER 2.0 draft", codes=EVENT_MODES),
        Column("quad_code", STRING, "Verbal or material, cooperation or conflict.", convention="PLOVER quad", codes=QUAD_CODES),
        Column("contexts", STRINGS, "What it is about.", convention="PLOVER contexts", codes=CONTEXTS),
        Column("acled_event_type", STRING, "Nearest ACLED event type.", convention="ACLED codebook", codes=ACLED_EVENT_TYPES),
        Column("acled_sub_event_type", STRING, "Nearest ACLED sub-event type.", convention="ACLED codebook", codes=ACLED_SUB_EVENT_TYPES),
        Column("civilian_targeting", BOOL, "Civilians were the main target.", convention="ACLED codebook"),
        Column("factuality", STRING, "Whether the text as a whole gives it as having happened.", codes=FACTUALITIES, nullable=False),
        *_party("actor", "Who did it"),
        *_party("recipient", "To whom it was done"),
        Column("actors", PARTIES, "All who did it.", unit="offsets: Unicode code points"),
        Column("recipients", PARTIES, "All to whom it was done.", unit="offsets: Unicode code points"),
        *DATE_RANGE,
        Column("date_from", STRING, "How the date was found; `publication`: not said, reported as new.", codes=DATE_SOURCES),
        Column("date_text", STRING, "The words that give the date, as written."),
        Column("place_text", STRING, "The most precise named place where it happened, as written."),
        Column("place_name", STRING, "The gazetteer's name of that place, in ASCII; null where it is a country."),
        Column("country", STRING, "Country where it happened, if the text says so of this event.", convention=ISO_COUNTRY),
        Column("country_iso3", STRING, "The same.", convention="ISO 3166-1 alpha-3, and XKX"),
        *ADMIN_AND_POINT,
        *toll_columns(with_source=True),
        Column("attributed_to", STRING, "Who says so; null when the article itself does."),
        Column("attribution_stance", STRING, "How that source stands to it.", codes=STANCES),
        Column("denied_by", STRING, "Who denies it."),
        Column("trigger_text", STRING, "The one to three words that carry the type.", nullable=False),
        Column(
            "trigger_char_start", INT, "Where they begin in `articles.text`.", unit="Unicode code points, from 0", minimum=0, nullable=False
        ),
        Column("trigger_char_end", INT, "Where they end, end excluded.", unit="Unicode code points", minimum=1, nullable=False),
        Column("evidence_text", STRING, "The clause that states the event.", nullable=False),
        Column("type_confidence", FLOAT, "Probability that the type is right.", unit="probability", minimum=0, maximum=1),
        Column("place_confidence", FLOAT, "Probability that the place is right.", unit="probability", minimum=0, maximum=1),
        Column("title", STRING, "Headline of the article."),
        Column("publisher", STRING, "Who published the article."),
        Column("url", STRING, "Address of the article."),
    ),
    spans=(("evidence_text", "char_start", "char_end"), ("trigger_text", "trigger_char_start", "trigger_char_end")),
    parents=(("article_id", "articles", "article_id"),),
)
