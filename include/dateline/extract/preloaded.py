"""What worker processes have in common, loaded once: imported by the server that they are forked from, before the first fork.

Model, lexicons and gazetteer then lie in memory once, however many processes read them.
"""

import gc
from datetime import UTC, datetime

from dateline.extract.article import extract_article

_DAY = datetime(2024, 5, 21, tzinfo=UTC)
extract_article(
    {
        "article_id": "",
        "text": "GOMA, Congo — Rebels killed two people near the capital on Monday, police said. “We saw it,” said Ann Lee, the mayor.",
        "text_sha256": "",
        "title": None,
        "publisher": None,
        "url": None,
        "dateline_place": None,
        "published_at": _DAY,
        "published_date": _DAY.date(),
    }
)
gc.collect()
gc.freeze()  # a collection in a worker would write to all these objects, and so copy them
