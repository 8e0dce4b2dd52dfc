"""How long the report takes and how large it gets over many events.

    python benchmarks/report_size.py [--events 100000]

A root is filled with made-up articles of five events each, over a year and 60 towns, their incidents and a figure for every third
event. Prints the seconds of marts and report, the ratio of both to reading all datasets once with DuckDB, and the size on disk.
Ends with 1 when the report takes 60 seconds or 15 MB or more.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
from stories import CITIES, START

from dateline import store
from dateline.contracts import ARTICLES, EVENTS, FIGURES, INCIDENTS
from dateline.contracts.base import Dataset
from dateline.incidents import build_incidents
from dateline.report import build_marts, build_report
from dateline.report.database import connect

BAR_SECONDS, BAR_BYTES = 60.0, 15_000_000
EVENTS_PER_ARTICLE = 5
SENTENCE = "Gunmen attacked a village near {town} on {day} and killed {n} people, police said."


def fill(root: Path, event_count: int, seed: int = 7) -> None:
    """Write articles, events, figures and incidents into an empty root."""
    rng = random.Random(seed)
    articles: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    for number in range(event_count // EVENTS_PER_ARTICLE):
        published = START + timedelta(days=rng.randrange(365))
        article_id = sha256(f"article-{number}".encode()).hexdigest()[:32]
        common = {
            "article_id": article_id,
            "text_sha256": sha256(article_id.encode()).hexdigest(),
            "extractor_version": "benchmark",
            "published_at": datetime(published.year, published.month, published.day, 12, tzinfo=UTC),
            "published_date": published,
            "confidence": 0.8,
        }
        sentences = []
        at = 0
        for nth in range(EVENTS_PER_ARTICLE):
            place = min(int(rng.expovariate(1 / 12)), len(CITIES) - 1)
            day, killed = published - timedelta(days=rng.randint(0, 2)), rng.randint(1, 40)
            sentence = SENTENCE.format(town=CITIES[place][0], day=f"{day:%A}", n=killed)
            row_id = sha256(f"event-{number}-{nth}".encode()).hexdigest()[:32]
            spot = {"char_start": at, "char_end": at + len(sentence), "sentence_index": nth, "row_id": row_id}
            events.append(
                _row(
                    EVENTS,
                    {**common, **spot},
                    event_id=row_id,
                    event_rank=nth + 1,
                    event_type="ASSAULT",
                    event_mode="firearms",
                    quad_code="MX",
                    factuality="asserted",
                    actor_text="Gunmen",
                    recipient_text="a village",
                    date_start=day,
                    date_end=day,
                    date_prec=1,
                    date_from="relative",
                    place_name=CITIES[place][0],
                    country="NG",
                    country_iso3="NGA",
                    where_prec=1,
                    latitude=float(place % 40),
                    longitude=float(place * 2),
                    killed_low=killed,
                    killed_best=killed,
                    killed_high=killed,
                    evidence_text=sentence,
                    trigger_text="attacked",
                    trigger_char_start=at + sentence.index("attacked"),
                    trigger_char_end=at + sentence.index("attacked") + 8,
                    publisher=f"Publisher {number % 40}",
                )
            )
            if nth % 3 == 0:
                figure_id = sha256(f"figure-{number}-{nth}".encode()).hexdigest()[:32]
                toll = {"low": killed, "best": killed, "high": killed, "metric": "killed", "qualifier": "exact", "unit": "persons"}
                state = {"scope": "incident", "is_negated": False, "event_id": row_id, "value_text": str(killed), "attributed_to": "police"}
                figures.append(_row(FIGURES, {**common, **spot, "row_id": figure_id}, figure_id=figure_id, **toll, **state))
            sentences.append(sentence)
            at += len(sentence) + 2
        text = "\n\n".join(sentences)
        known = {"source_name": "benchmark", "source_kind": "text", "published_prec": "instant", "rights": "full", "status": "usable"}
        articles.append(_row(ARTICLES, common, text=text, publisher=f"Publisher {number % 40}", title=f"Attacks {number}", **known))
    incidents = build_incidents(events, articles)
    with store.publishing(root):
        for dataset, rows in ((ARTICLES, articles), (EVENTS, events), (FIGURES, figures), (INCIDENTS, incidents)):
            store.merge(root, dataset.name, dataset.table(rows), replaced=(), replaced_column=dataset.key)


def _row(dataset: Dataset, common: dict[str, Any], **values: Any) -> dict[str, Any]:
    known = {**common, **values}
    return {f.name: known[f.name] if f.name in known else None if f.nullable else _blank(f.type) for f in dataset.schema}


def _blank(kind: pa.DataType) -> Any:
    return "-" if pa.types.is_string(kind) else [] if pa.types.is_list(kind) else 0


def main() -> int:
    """Print the figures; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    count = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        fill(root, count)
        with connect(root) as connection:
            began = time.perf_counter()
            for name in ("articles", "events", "figures", "incidents"):
                connection.sql(f"SELECT * FROM {name}").to_arrow_table()
            reading = time.perf_counter() - began
        began = time.perf_counter()
        build_marts(root)
        marts = time.perf_counter() - began
        began = time.perf_counter()
        build_report(root)
        report = time.perf_counter() - began
        size = sum(file.stat().st_size for file in (root / "report").rglob("*.html"))
    print(
        f"{count} events: marts {marts:.1f} s ({marts / reading:.1f} times reading all rows), report {report:.1f} s ({report / reading:.1f} times), {size / 1e6:.1f} MB"
    )
    return int(report >= BAR_SECONDS or size >= BAR_BYTES)


if __name__ == "__main__":
    sys.exit(main())
