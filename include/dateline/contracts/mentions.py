"""mentions: one row per name or named group of people in an article."""

from dateline.contracts.base import STRING, Column, Dataset
from dateline.contracts.codes import MENTION_TYPES, SECTORS
from dateline.contracts.common import COUNTRY, EXTRACTED

MENTIONS = Dataset(
    name="mentions",
    one_row_per="name or named group",
    description="Persons, bodies, armed groups, places and peoples that an article names, each time it names them.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("text", STRING, "The words as written.", nullable=False),
        Column("mention_type", STRING, "What is named.", codes=MENTION_TYPES, nullable=False),
        Column("canonical_name", STRING, "The fullest form of the name in the article.", nullable=False),
        COUNTRY,
        Column("role_title", STRING, "Office or role, as the article words it."),
        Column("sector", STRING, "Part of society.", convention="PLOVER sectors", codes=SECTORS),
    ),
    spans=(("text", "char_start", "char_end"),),
    parents=(("article_id", "articles", "article_id"),),
)
