"""Documents and articles that failed, as rows of the quarantine."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.contracts import QUARANTINE
from dateline.contracts.documents import Rejected

UNDATED_DAY = date(1970, 1, 1)  # the folder of documents without a publication day

_READING = frozenset({"read", "articles", "validate"})


def quarantine_rows(rejected: Iterable[Rejected]) -> pa.Table:
    """Rejected documents as a table of the quarantine's contract; the same document twice is one row."""
    rows = {}
    for document in rejected:
        content_hash = hashlib.sha256(document.content.encode("utf-8", "replace")).hexdigest()
        parts = ("articles", document.stage, document.source_name, document.source_id, document.reason, content_hash)
        key = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
        rows[key] = {
            "quarantine_id": key,
            "dataset": "articles",
            "stage": document.stage,
            "reason": document.reason,
            "reasons": [f"{document.reason}: {document.detail}"],
            "remedy": document.remedy,
            "source_name": document.source_name,
            "source_id": document.source_id,
            "article_id": document.article_id,
            "text_sha256": document.text_sha256,
            "row_id": None,
            "content": document.content,
            "quarantine_date": document.published_date or UNDATED_DAY,
        }
    return QUARANTINE.table([rows[key] for key in sorted(rows)])


def failed_article(article: Mapping[str, Any], error: str) -> dict[str, Any]:
    """An article whose extraction failed, as a row of the quarantine. It waits for a person: it isn't tried again."""
    parts = ("articles", "extract", article["article_id"], article["text_sha256"])
    last_line = error.strip().splitlines()[-1] if error.strip() else "no message"
    return {
        "quarantine_id": hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32],
        "dataset": "articles",
        "stage": "extract",
        "reason": "extraction_failed",
        "reasons": [f"extraction_failed: {last_line}"],
        "remedy": "Report the text and the message; `reprocess` of news_extract tries the article again.",
        "source_name": article["source_name"],
        "source_id": article["source_id"],
        "article_id": article["article_id"],
        "text_sha256": article["text_sha256"],
        "row_id": None,
        "content": json.dumps({"error": error, "text": article["text"][:2000] if article["rights"] == "full" else ""}, ensure_ascii=False),
        "quarantine_date": article["published_date"],
    }


def outdated_rows(root: Path, article_ids: Collection[str], days: Collection[date], found: pa.Table) -> set[str]:
    """Ids of findings about articles that a run looked at again, and didn't make again (`found`, contract `quarantine`).

    `days`: those on which the articles are or were published; a finding without a day is found as well.
    """
    known = store.quarantine.read(root, columns=["quarantine_id", "dataset", "stage", "article_id"], days={*days, UNDATED_DAY})
    is_of_extraction = pc.or_(pc.equal(known["stage"], "extract"), pc.not_equal(known["dataset"], "articles"))
    is_asked_again = pc.and_(
        is_of_extraction,
        pc.is_in(known["article_id"], value_set=pa.array(sorted(article_ids), pa.string())),
    )
    return set(known.filter(is_asked_again)["quarantine_id"].to_pylist()) - set(found["quarantine_id"].to_pylist())


def repaired_documents(root: Path, accepted: pa.Table, found: pa.Table) -> set[str]:
    """Ids of documents that were read again under the same source and id, and accepted this time (`accepted`: articles)."""
    names = ["source_name", "source_id"]
    good = set(zip(*(accepted[name].to_pylist() for name in names), strict=True)) - set(
        zip(*(found[n].to_pylist() for n in names), strict=True)
    )
    known = store.quarantine.read(root, "articles", columns=["quarantine_id", "stage", *names])
    return {
        row["quarantine_id"] for row in known.to_pylist() if row["stage"] in _READING and (row["source_name"], row["source_id"]) in good
    }
