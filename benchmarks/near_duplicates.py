"""How well near-duplicates are found, and what a look-up costs when many articles came before.

    python benchmarks/near_duplicates.py [--stories N] [--earlier N] [--seed N]

The first table scores the verdicts on altered copies (`corpus_copies.py`) pair by pair: two articles are a pair if they have
the same lead. The second fills an index with earlier articles of some 450 words drawn from the vocabulary of the samples by
Zipf's law, adds the stories, and looks up their copies one at a time. Times are CPU time of one process with one thread;
memory is what the process holds beyond its start, mapped pages of the index included.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate, islice
from math import comb
from multiprocessing import get_context
from pathlib import Path

import psutil
from corpus_copies import ALTERATIONS, START, Piece, corpus, name
from rich.console import Console
from rich.table import Table

from dateline.articles import Article, judge_duplicates, make, remember
from dateline.contracts.documents import Document

SAMPLES = Path(__file__).resolve().parents[1] / "include" / "samples" / "articles"
WORDS = (300, 600)  # of an earlier article
ADDED_AT_ONCE = 20_000


def as_article(piece_id: str, text: str, title: str, published: object) -> Article:
    """The article that the pipeline would make."""
    made = make(Document("benchmark", "jsonl", piece_id, text, title=title, published=published, published_from="input"))  # type: ignore[arg-type]
    if not isinstance(made, Article):
        raise TypeError(f"{piece_id}: {made.reason}")
    return made


def scores(pieces: Sequence[Piece]) -> tuple[Table, float]:
    """Judge all pieces in one go; recall by kind of alteration, and pairwise F1."""
    made = {piece.piece_id: as_article(piece.piece_id, piece.text, piece.title, piece.published) for piece in pieces}
    ids = {article.article_id: piece_id for piece_id, article in made.items()}
    judged, _ = judge_duplicates(list(made.values()), None)
    lead = {ids[a.article_id]: ids[a.duplicate_of or a.article_id] for a in judged}
    kind = {ids[a.article_id]: a.duplicate_kind for a in judged}
    both = _pairs(Counter((piece.cluster, lead[piece.piece_id]) for piece in pieces))
    found, meant = _pairs(Counter(lead.values())), _pairs(Counter(piece.cluster for piece in pieces))
    f1 = 2 * both / (found + meant)
    table = Table(title=f"{len(pieces):,} articles, {meant:,} pairs: precision {both / found:.4f}, recall {both / meant:.4f}, F1 {f1:.4f}")
    for column in ("alteration", "articles", "found", "copy", "update", "contains"):
        table.add_column(column, justify="left" if column == "alteration" else "right")
    by_kind: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_kind[piece.kind].append(piece)
    for alteration in ALTERATIONS:
        group = by_kind[alteration]
        hits = sum(lead[piece.piece_id] == lead[piece.cluster] for piece in group)
        kinds = Counter(kind[piece.piece_id] for piece in group)
        table.add_row(alteration, f"{len(group):,}", f"{hits / len(group):.1%}", *(f"{kinds[k]:,}" for k in ("copy", "update", "contains")))
    for neighbour in ("follow-up", "same pattern"):
        group = by_kind[neighbour]
        alone = sum(lead[piece.piece_id] == piece.piece_id for piece in group)
        table.add_row(f"{neighbour} (no copy)", f"{len(group):,}", f"{1 - alone / len(group):.1%}")
    return table, f1


def _pairs(sizes: Counter) -> int:
    return sum(comb(size, 2) for size in sizes.values())


def earlier_articles(count: int, seed: int) -> Iterator[Article]:
    """Articles that have nothing to do with each other, but that the same words are frequent in them as in news."""
    words = Counter(word for path in sorted(SAMPLES.glob("*.txt")) for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8")))
    vocabulary = [word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))]
    rng = random.Random(seed)
    vocabulary += sorted({a + b for a in vocabulary[200:500] for b in ("ing", "less", "ship", "ward", "wise", "like")} - set(vocabulary))
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    template = as_article("template", "A text that says something in English.", "", START)
    for number in range(count):
        drawn = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(*WORDS))
        for at in range(0, len(drawn), 9):
            drawn[at] = rng.choice((name(rng), f"{rng.randint(2, 999)}.", f"{drawn[at]}. The"))
        yield _dated(template, f"{seed:04x}{number:028x}", " ".join(drawn), number)


def _dated(template: Article, article_id: str, text: str, number: int) -> Article:
    return replace(template, article_id=article_id, text=text, published_at=START - timedelta(minutes=number))


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking up cost."""

    alone: list[float]  # seconds for each article, one after the other
    together: float  # seconds an article, all in one run
    memory: int  # bytes beyond the start


def look_up(index: Path, copies: Sequence[Article]) -> Looked:
    """Look articles up in an index, in a process that did nothing before."""
    judge_duplicates(copies[:1], None)
    before = psutil.Process().memory_info().rss
    alone = []
    for article in copies:
        at = time.process_time()
        judge_duplicates([article], index)
        alone.append(time.process_time() - at)
    at = time.process_time()
    judge_duplicates(copies, index)
    return Looked(alone, (time.process_time() - at) / len(copies), psutil.Process().memory_info().rss - before)


def costs(pieces: Sequence[Piece], count: int, seed: int) -> Table:
    """Fill an index and look the copies of its last articles up."""
    with tempfile.TemporaryDirectory() as folder:
        index, earlier = Path(folder) / "index", earlier_articles(count, seed)
        started = time.process_time()
        while batch := list(islice(earlier, ADDED_AT_ONCE)):
            remember(batch, index)
        filled = (time.process_time() - started) / count
        made = {piece: as_article(piece.piece_id, piece.text, piece.title, piece.published) for piece in pieces}
        remember([article for piece, article in made.items() if piece.kind == "story"], index)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            looked = pool.submit(look_up, index, [article for piece, article in made.items() if piece.kind != "story"]).result()
        files = list(index.iterdir())
        size = sum(path.stat().st_size for path in files)
    table = Table(title=f"Look-up of an article against {count:,} earlier ones")
    for column in ("what", "value"):
        table.add_column(column, justify="left" if column == "what" else "right")
    table.add_row("one article alone, median", f"{statistics.median(looked.alone) * 1000:.1f} ms")
    table.add_row("one article alone, slowest of 20", f"{statistics.quantiles(looked.alone, n=20)[-1] * 1000:.1f} ms")
    table.add_row(f"one of {len(looked.alone):,} in one run", f"{looked.together * 1000:.1f} ms")
    table.add_row("index on disk", f"{size / 1e6:.0f} MB in {len(files)} files")
    table.add_row("memory beyond the start, mapped pages included", f"{looked.memory / 1e6:.0f} MB")
    table.add_row("making and adding an earlier article", f"{filled * 1000:.2f} ms")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--earlier", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pieces = list(corpus(given.stories, given.seed))
    console = Console()
    console.print(scores(pieces)[0])
    if given.earlier:
        console.print(costs(list(corpus(100, given.seed + 1)), given.earlier, given.seed))


if __name__ == "__main__":
    main()
