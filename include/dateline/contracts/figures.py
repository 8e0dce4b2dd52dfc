"""figures: one row per number of people, as one source states it."""

from dateline.contracts.base import BOOL, INT, STRING, STRINGS, Column, Dataset
from dateline.contracts.codes import METRICS, POPULATIONS, QUALIFIERS, SCOPES, UNITS
from dateline.contracts.common import EXTRACTED

FIGURES = Dataset(
    name="figures",
    one_row_per="number of people",
    description="Numbers of people killed, injured, displaced, detained and so on, each as one source states it.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("figure_id", STRING, "The figure; the same as `row_id`.", nullable=False),
        Column("metric", STRING, "What happened to them.", codes=METRICS, nullable=False),
        Column("low", INT, "At least so many; null where the text gives no lower bound.", unit="see `unit`", minimum=0),
        Column("best", INT, "The number stated; null for vague numbers and ranges.", unit="see `unit`", minimum=0),
        Column("high", INT, "At most so many; null where the text gives no upper bound.", unit="see `unit`", minimum=0),
        Column("qualifier", STRING, "How the number is hedged.", codes=QUALIFIERS, nullable=False),
        Column("value_text", STRING, "The number's words as written.", nullable=False),
        Column("unit", STRING, "What is counted.", codes=UNITS, nullable=False),
        Column("who_text", STRING, "Who they are, as written."),
        Column("population", STRINGS, "Groups that they belong to, by the words used.", codes=POPULATIONS),
        Column(
            "scope",
            STRING,
            "incident: this happening; cumulative: since a date or over several happenings; current: a stock now.",
            codes=SCOPES,
            nullable=False,
        ),
        Column("is_negated", BOOL, "The text says that nobody was.", nullable=False),
        Column("attributed_to", STRING, "Who states the number; null when the article itself does."),
        Column("part_of_figure_id", STRING, "The figure that this one is a part of; parts are never added to totals."),
        Column("event_id", STRING, "The event that it is a toll of."),
    ),
    parents=(
        ("article_id", "articles", "article_id"),
        ("part_of_figure_id", "figures", "figure_id"),
        ("event_id", "events", "event_id"),
    ),
)
