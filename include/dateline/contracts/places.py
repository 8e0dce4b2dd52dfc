"""places: one row per mention of a place, resolved."""

from dateline.contracts.base import BOOL, INT, STRING, Column, Dataset
from dateline.contracts.common import ADMIN_AND_POINT, COUNTRY, EXTRACTED, PLACE_KIND

PLACES = Dataset(
    name="places",
    one_row_per="mention of a place",
    description="Places that an article names, resolved to GeoNames and a point where that can be done honestly.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("text", STRING, "The words as written.", nullable=False),
        Column("name", STRING, "The gazetteer's name, in ASCII.", nullable=False),
        PLACE_KIND,
        COUNTRY,
        *ADMIN_AND_POINT,
        Column("population", INT, "Inhabitants of the place.", unit="persons", convention="GeoNames", minimum=0),
        Column("is_metonym", BOOL, "The name stands for a government, a people or a team.", nullable=False),
    ),
    spans=(("text", "char_start", "char_end"),),
    parents=(("article_id", "articles", "article_id"),),
)
