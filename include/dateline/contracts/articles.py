"""articles: one row per article, read, cleaned and identified."""

from dateline.contracts.base import FLOAT, INSTANT, INT, STRING, STRINGS, Column, Dataset
from dateline.contracts.codes import (
    ARTICLE_STATUSES,
    DUPLICATE_KINDS,
    PUBLISHED_PRECISIONS,
    PUBLISHED_SOURCES,
    RIGHTS,
    SOURCE_KINDS,
)
from dateline.contracts.common import ARTICLE_ID, PUBLISHED_DATE, TEXT_SHA256

ARTICLES = Dataset(
    name="articles",
    one_row_per="article",
    description="What was read: the text that every span of the other datasets points into, and what is known about it.",
    key="article_id",
    day="published_date",
    columns=(
        ARTICLE_ID,
        Column("source_name", STRING, "Name of the source that handed it over.", nullable=False),
        Column("source_kind", STRING, "Format it came in.", codes=SOURCE_KINDS, nullable=False),
        Column("source_id", STRING, "The id, URL or path given at the source.", nullable=False),
        Column("url", STRING, "Address as given."),
        Column("canonical_url", STRING, "Address without tracking, as the page or the source gives it."),
        Column("publisher", STRING, "Who published it."),
        Column("agency", STRING, "News agency whose wire copy it is, by its credit."),
        Column("title", STRING, "Headline; context for the extractors, never evidence."),
        Column("section", STRING, "Section or desk."),
        Column("bylines", STRINGS, "Authors as named."),
        Column("language", STRING, "Language of the text.", convention="ISO 639-1", nullable=False),
        Column(
            "published_at",
            INSTANT,
            "Instant of publication; midnight UTC of the day where only the day is known.",
            unit="UTC",
            nullable=False,
        ),
        PUBLISHED_DATE,
        Column("published_prec", STRING, "Whether the instant or only the day was given.", codes=PUBLISHED_PRECISIONS, nullable=False),
        Column("published_from", STRING, "Where the publication date was found.", codes=PUBLISHED_SOURCES, nullable=False),
        Column("modified_at", INSTANT, "Instant of the last change that the source states.", unit="UTC"),
        Column("dateline_place", STRING, "Place in the dateline at the head of the text."),
        Column("text", STRING, "The body, repaired; offsets of all spans count its code points.", nullable=False),
        TEXT_SHA256,
        Column("char_count", INT, "Length of the text.", unit="Unicode code points", minimum=1, nullable=False),
        Column("duplicate_of", STRING, "The earliest article of the same story in the same words; null for that one itself."),
        Column(
            "duplicate_kind",
            STRING,
            "copy: every sentence is in its lead, with the same numbers, names and dates; update: some differ; contains: longer than its lead.",
            codes=DUPLICATE_KINDS,
        ),
        Column(
            "similarity", FLOAT, "How alike it and `duplicate_of` are.", unit="Jaccard similarity of word 3-grams", minimum=0, maximum=1
        ),
        Column("rights", STRING, "Whether the text may be stored in full, or only the evidence.", codes=RIGHTS, nullable=False),
        Column("embargo_until", INSTANT, "Not to be used before.", unit="UTC"),
        Column("status", STRING, "Whether the extractors may read it, and if not why.", codes=ARTICLE_STATUSES, nullable=False),
    ),
    parents=(("duplicate_of", "articles", "article_id"),),
)
