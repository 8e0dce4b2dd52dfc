"""Columns that several datasets share, so that the same thing has the same name, type and description everywhere."""

from dateline.contracts.base import DATE, FLOAT, INSTANT, INT, STRING, Column
from dateline.contracts.codes import PLACE_KINDS, TOLL_METRICS, TOLL_SOURCES

ISO_COUNTRY = "ISO 3166-1 alpha-2, and XK; for disputed areas what GeoNames has"
UCDP = "UCDP GED codebook"

ARTICLE_ID = Column("article_id", STRING, "The article; never changes, whatever becomes of its text.", nullable=False)
TEXT_SHA256 = Column(
    "text_sha256", STRING, "SHA-256 of the article's text that the row was taken from.", convention="FIPS 180-4, hex", nullable=False
)
PUBLISHED_DATE = Column(
    "published_date", DATE, "Calendar day of publication in the publisher's stated zone; relative dates are anchored to it.", nullable=False
)
RUN_ID = Column("run_id", STRING, "The run that wrote the row.", nullable=False)

EXTRACTED = (
    Column(
        "row_id",
        STRING,
        "Hash of dataset, article, text, span, type, and which of its like; the same on every machine and in every run.",
        convention="hex SHA-256, first 32 digits",
        nullable=False,
    ),
    ARTICLE_ID,
    TEXT_SHA256,
    Column("extractor_version", STRING, "Version of the extractors that made the row.", nullable=False),
    Column(
        "published_at", INSTANT, "Instant of publication; midnight UTC of the day where only the day is known.", unit="UTC", nullable=False
    ),
    PUBLISHED_DATE,
    Column("sentence_index", INT, "Sentence in which the evidence begins, from 0.", minimum=0, nullable=False),
    Column(
        "char_start", INT, "Where the evidence begins in `articles.text`.", unit="Unicode code points, from 0", minimum=0, nullable=False
    ),
    Column(
        "char_end", INT, "Where the evidence ends in `articles.text`, end excluded.", unit="Unicode code points", minimum=1, nullable=False
    ),
    Column(
        "confidence",
        FLOAT,
        "Probability that a careful reader would call the row right.",
        unit="probability",
        minimum=0,
        maximum=1,
        nullable=False,
    ),
)

ADMIN_AND_POINT = (
    Column("admin1_code", STRING, "First-order division.", convention="GeoNames admin1 code within the country"),
    Column("admin1_name", STRING, "Name of the first-order division."),
    Column("admin2_code", STRING, "Second-order division.", convention="GeoNames admin2 code within the division"),
    Column("admin2_name", STRING, "Name of the second-order division."),
    Column("geonames_id", INT, "Identifier of the place as issued by GeoNames.", convention="GeoNames", minimum=1),
    Column("latitude", FLOAT, "Latitude of the place or of its centre point.", unit="degrees, WGS 84", minimum=-90, maximum=90),
    Column("longitude", FLOAT, "Longitude of the place or of its centre point.", unit="degrees, WGS 84", minimum=-180, maximum=180),
    Column(
        "where_prec",
        INT,
        "How exact the place is: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 line or vague region, 6 country, 7 international.",
        convention=UCDP,
        minimum=1,
        maximum=7,
    ),
)

COUNTRY = Column("country", STRING, "Country of the place, body or person.", convention=ISO_COUNTRY)
PLACE_KIND = Column("place_kind", STRING, "What kind of place it is.", codes=PLACE_KINDS)

DATE_RANGE = (
    Column("date_start", DATE, "First day it may have happened or refers to."),
    Column("date_end", DATE, "Last day, included."),
    Column(
        "date_prec",
        INT,
        "How exact the date is: 1 day, 2 range of 2–6 days, 3 week, 4 month or 8–30 days, 5 more than a month, up to a year.",
        convention=UCDP,
        minimum=1,
        maximum=5,
    ),
)


def toll_columns(with_source: bool) -> tuple[Column, ...]:
    """low, best and high of each toll that events and incidents carry; with `…_from` for events."""
    columns: list[Column] = []
    for metric in TOLL_METRICS:
        for bound, meaning in (("low", "at least"), ("best", "best statement"), ("high", "at most")):
            columns.append(Column(f"{metric}_{bound}", INT, f"People {metric}: {meaning}; null where not said.", unit="persons", minimum=0))
        if with_source:
            columns.append(
                Column(
                    f"{metric}_from",
                    STRING,
                    f"Where the number of people {metric} comes from: a figure, the victims counted, or a sum of figures.",
                    codes=TOLL_SOURCES,
                )
            )
    return tuple(columns)
