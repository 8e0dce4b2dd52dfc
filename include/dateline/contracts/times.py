"""times: one row per time expression."""

from dateline.contracts.base import STRING, Column, Dataset
from dateline.contracts.codes import TIMEX_TYPES
from dateline.contracts.common import DATE_RANGE, EXTRACTED

TIMES = Dataset(
    name="times",
    one_row_per="time expression",
    description="Dates, times, durations and repetitions that an article states, as TIMEX3 and as ranges of days.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("text", STRING, "The words as written.", nullable=False),
        Column("timex_type", STRING, "Kind of expression.", convention="TimeML TIMEX3", codes=TIMEX_TYPES, nullable=False),
        Column("timex_value", STRING, "Value of the expression.", convention="TimeML TIMEX3", nullable=False),
        *DATE_RANGE,
    ),
    spans=(("text", "char_start", "char_end"),),
    parents=(("article_id", "articles", "article_id"),),
)
