"""Texts that may not be stored: only the words that rows point to stay, every other character becomes a space.

So a text keeps its length, and every span holds. Such an article (`rights` is `spans`) waits in `_incoming/` until it is
extracted, is published without its other words, and is extracted once: `text_sha256` is of the full text, which is nowhere
after that.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline import store
from dateline.contracts import ARTICLES

SPANS = "spans"
Span = tuple[int, int]


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with every character outside the spans (end excluded) as a space.

    >>> masked("Two men died.", [(0, 3), (8, 12)])
    'Two     died '
    """
    kept = [" "] * len(text)
    for start, end in spans:
        kept[start:end] = text[start:end]
    return "".join(kept)


def spans_of(tables: Iterable[pa.Table]) -> dict[str, set[Span]]:
    """Everything that rows point to, by article: each pair of columns `…char_start` and `…char_end`, also within lists."""
    found: dict[str, set[Span]] = defaultdict(set)
    for table in tables:
        starts = [name for name in table.column_names if name.endswith("char_start")]
        lists = [field.name for field in table.schema if _holds_spans(field.type)]
        names = ["article_id", *starts, *(name.replace("char_start", "char_end") for name in starts), *lists]
        for row in table.select(names).to_pylist():
            pairs = [(row[name], row[name.replace("char_start", "char_end")]) for name in starts]
            pairs += [(part["char_start"], part["char_end"]) for name in lists for part in row[name] or ()]
            found[row["article_id"]] |= {(start, end) for start, end in pairs if start is not None and end is not None}
    return dict(found)


def reduced(articles: pa.Table, spans: Mapping[str, Iterable[Span]]) -> pa.Table:
    """Articles as they may be published: the texts of those with `spans` rights keep only these spans."""
    if not pc.any(pc.equal(articles["rights"], SPANS)).as_py():
        return articles
    rows = articles.to_pylist()
    return ARTICLES.table([{**r, "text": masked(r["text"], spans.get(r["article_id"], ()))} if r["rights"] == SPANS else r for r in rows])


def is_same(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> bool:
    """Whether two rows of `articles` say the same; of texts that aren't kept the hash decides."""
    if other is None or one["rights"] != SPANS:
        return one == other
    return {**one, "text": None} == {**other, "text": None}


def without_texts(quarantined: pa.Table, articles: pa.Table) -> pa.Table:
    """Rows of the quarantine without the texts of those articles that have `spans` rights."""
    restricted = set(articles.filter(pc.equal(articles["rights"], SPANS))["article_id"].to_pylist())
    rows = quarantined.to_pylist()
    for row in rows:
        if row["article_id"] in restricted and row["dataset"] == ARTICLES.name:
            content = json.loads(row["content"])
            row["content"] = json.dumps({**content, "text": ""}, ensure_ascii=False)
    return pa.Table.from_pylist(rows, schema=quarantined.schema) if restricted else quarantined


def forget(root: Path, step_folder: Path) -> None:
    """Take texts that may not be stored out of a run's staging folder, when they were published or extracted.

    `step_folder` is that of any step of the run. The other articles stay, so that a step may run again.
    """
    run_folder = root / "staging" / step_folder.relative_to(root / "staging").parts[0]
    for file in sorted(run_folder.rglob("*.parquet")):
        with pq.ParquetFile(store.readable(file)) as parquet:
            if "rights" not in parquet.schema_arrow.names or SPANS not in parquet.read(["rights"])["rights"].to_pylist():
                continue
        table = store.staging.read_table(file)
        store.staging.write_table(file, table.filter(pc.not_equal(table["rights"], SPANS)))  # a publication that died here is done again


def _holds_spans(kind: pa.DataType) -> bool:
    return pa.types.is_list(kind) and pa.types.is_struct(kind.value_type) and kind.value_type.get_field_index("char_start") >= 0
