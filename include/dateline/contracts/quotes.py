"""quotes: one row per quotation or reported statement."""

from dateline.contracts.base import INT, STRING, Column, Dataset
from dateline.contracts.codes import QUOTE_KINDS
from dateline.contracts.common import EXTRACTED, ISO_COUNTRY

QUOTES = Dataset(
    name="quotes",
    one_row_per="quotation or reported statement",
    description="What people and bodies said or wrote, word for word or reported, and who they are.",
    key="row_id",
    day="published_date",
    columns=(
        *EXTRACTED,
        Column("quote_text", STRING, "The words quoted or reported, without outer marks.", nullable=False),
        Column(
            "quote_kind",
            STRING,
            "direct: inside marks; indirect: reported; mixed: reported, with marks inside.",
            codes=QUOTE_KINDS,
            nullable=False,
        ),
        Column("speaker_text", STRING, "The words that name the speaker, as written; may be 'he'."),
        Column("speaker_name", STRING, "The speaker's fullest name or description in the article."),
        Column("speaker_role", STRING, "Office or role, as the article words it."),
        Column("speaker_country", STRING, "Country of the speaker.", convention=ISO_COUNTRY),
        Column("cue", STRING, "The reporting words: 'said', 'according to'."),
        Column(
            "speaker_char_start", INT, "Where the speaker's words begin in `articles.text`.", unit="Unicode code points, from 0", minimum=0
        ),
        Column("speaker_char_end", INT, "Where they end, end excluded.", unit="Unicode code points", minimum=1),
    ),
    spans=(("quote_text", "char_start", "char_end"), ("speaker_text", "speaker_char_start", "speaker_char_end")),
    parents=(("article_id", "articles", "article_id"),),
)
