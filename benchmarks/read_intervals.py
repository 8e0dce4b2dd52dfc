"""How sure the scores of annotated articles are: each score of another program, with a bootstrap interval over articles.

    python benchmarks/read_intervals.py SCORER.py GOLD.jsonl PRED.jsonl [GOLD.jsonl PRED.jsonl …]

The scorer is run for each article alone (`SCORER.py GOLD PRED`, by its `main()`); its lines "name P … R … F1 … (gold n, pred m)",
"name a/b = …" and "name: a of b … = …" are read back as counts, summed over all articles for the score, and over articles
drawn with replacement for the interval from the 5th to the 95th percentile. Few articles make wide intervals: two scores
whose intervals overlap widely are not shown to differ.
"""

import contextlib
import importlib.util
import io
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

DRAWS = 2000
SEED = 7
_F1 = re.compile(r"^(?P<name>\S.*?)\s+P \S+ R (?P<recall>\S+) F1 \S+ \(gold (?P<gold>\d+), pred (?P<found>\d+)\)", re.MULTILINE)
_SHARE = re.compile(r"(?P<name>[a-z][\w ,:+-]*?):? (?P<right>\d+)(?:/| of )(?P<all>\d+)(?: [a-z]+)? =")
Counts = dict[str, tuple[int, int, int]]  # score → right, expected, found; of a share "found" is -1


def read_scores(printed: str) -> Counts:
    """The counts behind the scorer's lines."""
    counts: Counts = {}
    for line in _F1.finditer(printed):
        expected, found = int(line["gold"]), int(line["found"])
        right = round(float(line["recall"]) * expected)
        counts[line["name"]] = (right, expected, found)
        counts[f"{line['name']}, precision"] = (right, found, -1)
        counts[f"{line['name']}, recall"] = (right, expected, -1)
    for share in _SHARE.finditer(printed):
        name = share["name"].rpartition("on matched: ")[2]
        counts[name] = (int(share["right"]), int(share["all"]), -1)
    return counts


def by_article(score: Callable[[], None], gold: Path, predictions: Path) -> list[Counts]:
    """The scorer's counts for each article alone."""
    found = {json.loads(line)["id"]: line for line in predictions.read_text(encoding="utf-8").splitlines()}
    counts = []
    with tempfile.TemporaryDirectory() as folder:
        one_gold, one_found = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        for line in gold.read_text(encoding="utf-8").splitlines():
            one_gold.write_text(line + "\n", encoding="utf-8")
            one_found.write_text(found.get(json.loads(line)["id"], "") + "\n", encoding="utf-8")
            printed, sys.argv = io.StringIO(), ["scorer", str(one_gold), str(one_found)]
            with contextlib.redirect_stdout(printed):
                score()
            counts.append(read_scores(printed.getvalue()))
    return counts


def value(counts: list[Counts], name: str) -> float | None:
    """F1, or the share that is right, over some articles; None where nothing was there to get right."""
    right, expected, found = (sum(column) for column in zip(*(article[name] for article in counts if name in article), strict=True))
    total = expected if found < 0 else (expected + found) / 2
    return right / total if total else None


def interval(counts: list[Counts], name: str) -> tuple[float, float]:
    """The 5th and 95th percentile over articles drawn with replacement; the draws are the same on every run."""
    draw = random.Random(SEED)
    with_score = [article for article in counts if name in article]
    without = len(counts) - len(with_score)
    drawn = []
    for _ in range(DRAWS):
        sample = [article for article in draw.choices([*with_score, *[None] * without], k=len(counts)) if article is not None]
        if sample and (score := value(sample, name)) is not None:
            drawn.append(score)
    drawn.sort()
    return drawn[len(drawn) * 5 // 100], drawn[len(drawn) * 95 // 100 - 1]


def load_scorer(path: str) -> Callable[[], None]:
    """The scorer's `main`."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main


def main() -> None:
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        raise SystemExit(__doc__)
    score, paths = load_scorer(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    for gold, predictions in zip(paths[::2], paths[1::2], strict=True):
        counts = by_article(score, gold, predictions)
        table = Table(title=f"{gold.name}: {len(counts)} articles, {DRAWS} draws", show_edge=False)
        for column in ("score", "F1 or share", "90 % interval", "right", "expected", "found"):
            table.add_column(column, justify="left" if column == "score" else "right")
        for name in dict.fromkeys(name for article in counts for name in article):
            right, expected, found = (sum(column) for column in zip(*(article[name] for article in counts if name in article), strict=True))
            if (whole := value(counts, name)) is not None:
                low, high = interval(counts, name)
                table.add_row(name, f"{whole:.3f}", f"{low:.3f}–{high:.3f}", str(right), str(expected), "" if found < 0 else str(found))
        Console(width=120).print(table)


if __name__ == "__main__":
    main()
