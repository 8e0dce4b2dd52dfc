"""revisions, arrivals, quality_results, ledger, quarantine: what happened to the data, not in the world."""

from dateline.contracts.base import BOOL, DATE, FLOAT, INSTANT, INT, STRING, STRINGS, Column, Dataset
from dateline.contracts.codes import LEDGER_OUTCOMES, REVISION_REASONS, SEVERITIES, STAGES, VERDICTS
from dateline.contracts.common import ARTICLE_ID, PUBLISHED_DATE, RUN_ID, TEXT_SHA256

REVISIONS = Dataset(
    name="revisions",
    one_row_per="row that left a dataset",
    description="What left, and why: an id that is gone or has another text behind it.",
    key="revision_id",
    day="published_date",
    columns=(
        Column("revision_id", STRING, "Hash of the other columns.", nullable=False),
        Column("dataset", STRING, "The dataset that it left.", nullable=False),
        Column("id", STRING, "The id that is gone or changed.", nullable=False),
        Column("article_id", STRING, "The article that it belonged to."),
        Column("published_date", DATE, "Day of the folder that it left.", nullable=False),
        Column("old_text_sha256", STRING, "Text that it was taken from."),
        Column("new_text_sha256", STRING, "Text that replaces it."),
        Column("replaced_by", STRING, "Id that takes its place."),
        Column("reason", STRING, "Why it left.", codes=REVISION_REASONS, nullable=False),
    ),
)

ARRIVALS = Dataset(
    name="arrivals",
    one_row_per="arrival of an article's text",
    description="When which text of which article came in.",
    key="arrival_id",
    day="published_date",
    columns=(
        Column("arrival_id", STRING, "Hash of article, text and run.", nullable=False),
        ARTICLE_ID,
        TEXT_SHA256,
        PUBLISHED_DATE,
        Column("source_name", STRING, "Name of the source that handed it over.", nullable=False),
        Column("fetched_at", INSTANT, "When it was read.", unit="UTC", nullable=False),
        RUN_ID,
    ),
    is_clocked=True,
)

QUALITY_RESULTS = Dataset(
    name="quality_results",
    one_row_per="outcome of one expectation in one run",
    description="Every outcome of every expectation.",
    key="result_id",
    day="checked_date",
    columns=(
        Column("result_id", STRING, "Hash of run, suite, what was expected, and day of publication.", nullable=False),
        RUN_ID,
        Column("suite", STRING, "Expectation suite.", nullable=False),
        Column("dataset", STRING, "Dataset checked.", nullable=False),
        Column("column", STRING, "Column, or columns joined by commas; null for the whole table."),
        Column("expectation", STRING, "Name of the expectation.", convention="Great Expectations", nullable=False),
        Column(
            "severity",
            STRING,
            "critical: rows go to quarantine, a table is not published; warning: reported.",
            codes=SEVERITIES,
            nullable=False,
        ),
        Column("success", BOOL, "Whether it held.", nullable=False),
        Column("observed", STRING, "What was observed, as JSON."),
        Column("unexpected_count", INT, "Rows that failed.", minimum=0),
        Column("row_count", INT, "Rows checked.", minimum=0, nullable=False),
        Column("published_date", DATE, "Day of publication that was checked; null where the whole batch was."),
        Column("checked_date", DATE, "Day on which it was checked (the run's day).", nullable=False),
        Column("checked_at", INSTANT, "When it was checked.", unit="UTC"),
        Column("notes", STRING, "The reason for the expectation."),
    ),
    is_clocked=True,
)

LEDGER = Dataset(
    name="ledger",
    one_row_per="article",
    description="What became of the latest version of each article, under which version of the extractors.",
    key="article_id",
    day="published_date",
    columns=(
        ARTICLE_ID,
        TEXT_SHA256,
        Column("extractor_version", STRING, "Version of the extractors.", nullable=False),
        PUBLISHED_DATE,
        Column("outcome", STRING, "What became of it.", codes=LEDGER_OUTCOMES, nullable=False),
        Column(
            "is_text_kept",
            BOOL,
            "Whether the full text is stored; where it isn't, a later version of the extractors leaves the article as it is.",
            nullable=False,
        ),
        Column("attempts", INT, "How often it was tried.", minimum=0, nullable=False),
        RUN_ID,
        Column("extracted_at", INSTANT, "When.", unit="UTC", nullable=False),
        *(
            Column(f"{name}_count", INT, f"Rows published in `{name}s`.", minimum=0, nullable=False)
            for name in ("mention", "place", "time", "quote", "figure", "event")
        ),
        Column("quarantined_count", INT, "Rows of it that went to quarantine.", minimum=0, nullable=False),
        Column("seconds", FLOAT, "Time that its extraction took.", unit="seconds", minimum=0),
    ),
    is_clocked=True,
)

QUARANTINE = Dataset(
    name="quarantine",
    one_row_per="row or document that failed",
    description="Rows and documents that failed, each with the reason and enough of the input to repair it; a folder per dataset.",
    key="quarantine_id",
    day="quarantine_date",
    columns=(
        Column("quarantine_id", STRING, "Hash of dataset, stage, source, id and content.", nullable=False),
        Column("dataset", STRING, "Dataset that it was meant for; documents: articles.", nullable=False),
        Column("stage", STRING, "Where on its way it failed.", codes=STAGES, nullable=False),
        Column("reason", STRING, "Short name of the first failure: undated, empty, binary, span_mismatch, …", nullable=False),
        Column("reasons", STRINGS, "All failures, each with what was found.", nullable=False),
        Column("remedy", STRING, "What to do next."),
        Column("source_name", STRING, "Name of the source that handed it over."),
        Column("source_id", STRING, "The id, URL or path given at the source; with a line number for JSONL."),
        Column("article_id", STRING, "The article, where it is known."),
        Column("text_sha256", STRING, "The text's hash, where it is known."),
        Column("row_id", STRING, "The failed row's key, where it is a row."),
        Column("content", STRING, "The row as JSON, or the beginning of the document."),
        Column("quarantine_date", DATE, "Publication day, or 1970-01-01 where there is none.", nullable=False),
    ),
)

REVIEWS = Dataset(
    name="reviews",
    one_row_per="person's verdict on a row",
    description="Rows that a person read beside their text and called right or wrong; the latest verdict of each person.",
    key="review_id",
    day="published_date",
    columns=(
        Column("review_id", STRING, "Hash of dataset, row and reviewer.", nullable=False),
        Column("dataset", STRING, "The row's dataset.", nullable=False),
        Column("id", STRING, "The row's key.", nullable=False),
        ARTICLE_ID,
        TEXT_SHA256,
        Column("extractor_version", STRING, "Version of the extractors that made the row.", nullable=False),
        PUBLISHED_DATE,
        Column("confidence", FLOAT, "What the row itself said of being right.", unit="probability", minimum=0, maximum=1),
        Column("verdict", STRING, "What the person says.", codes=VERDICTS, nullable=False),
        Column("note", STRING, "Why, in the person's words."),
        Column("reviewer", STRING, "Name of the person's account.", nullable=False),
        Column("reviewed_at", INSTANT, "When.", unit="UTC", nullable=False),
    ),
    is_clocked=True,
)
