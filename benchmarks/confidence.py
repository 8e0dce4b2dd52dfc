"""Whether confidence holds: how often rows are right among those that are as sure as they say.

    python benchmarks/confidence.py GOLD.jsonl… [--write]

GOLD.jsonl holds articles annotated by the project's reading guidelines (docs/reading.md): `id`, `text`, `title`, `published`
and `gold` with events, figures, quotes and places. An event is right if a reader has one of the same type
on overlapping words (each reader's event once), with the same factuality and a doer of half the same words, or none. Readers
did not mark ACCIDENT and DISASTER: these rows are judged in the samples only. All candidates are judged, also those that
`dateline.extract.events.find.likely` leaves out for being unlikely.

Of figures (numbers and metric), quotations (words and speaker) and places (name and country) the confidence comes from how they
were found; for these the shares right are printed by how sure they were.

The model is a logistic regression with a ridge penalty over the traits of `dateline.extract.events.traits`, fitted on the given
articles and on the repository's samples. The samples were written by those who wrote the rules and score higher, so they have an
intercept of their own, which is dropped. The table is made by cross-validation: the rows of an article are judged by a model that
was fitted without this article. `--write` fits on all rows and writes the numbers into `lexicons/confidence.yaml`.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from tests.quality_floor import annotated as samples  # found by the path above
from tests.quality_floor import scoring

from dateline.extract.article import country_of_address, find_all
from dateline.extract.events import find as events_find
from dateline.extract.records import Context, Event, Figure, Findings, Span

LEXICON = PROJECT / "include" / "dateline" / "lexicons" / "confidence.yaml"
MODELS = {"event": "type, factuality and doer", "event_type": "type"}
RIDGE = 3.0
OWN_RIDGE = 0.1  # of the samples' own intercept
FOLDS = 10
SHUFFLES = 5  # of articles into folds; the table is of the first, the error the mean of all
ROWS_A_BIN = 30
NOT_MARKED = ("ACCIDENT", "DISASTER")
Item = dict[str, Any]  # what a reader wrote down


@dataclass(frozen=True, slots=True)
class Judged:
    """One extracted event with its traits, and what of it is right."""

    article: str
    is_sample: bool
    traits: dict[str, float]
    event: bool  # type, factuality and doer
    event_type: bool


def read_article(line: str) -> tuple[dict[str, Any], Findings]:
    """An annotated article and what the extractors find in it."""
    row = json.loads(line)
    context = Context(date.fromisoformat(row["published"][:10]), row.get("title"), country_of_address(row.get("url")))
    return row, find_all(row["text"], context)


def judge_article(row: dict[str, Any], findings: Findings) -> list[Judged]:
    """The events found in one annotated article."""
    events = [event for event in findings.events if event.event_type not in NOT_MARKED]
    matched = match(row["text"], row["gold"]["events"], events, lambda item, event: bool(item["type"] == event.event_type))
    return [_judged(row["id"], event, matched.get(j)) for j, event in enumerate(events)]


def match(text: str, gold: Sequence[Item], found: Sequence[Any], is_same: Callable[[Item, Any], bool]) -> dict[int, Item]:
    """The index of each found row that has an item of its own kind on overlapping words; the closest first, one to one."""
    spans = [Span(at, at + len(item["evidence"])) for item in gold for at in [text.find(item["evidence"])]]
    near = [
        (
            (min(span.end, row.span.end) - max(span.start, row.span.start)) / max(span.end - span.start, row.span.end - row.span.start),
            -i,
            -j,
        )
        for i, (item, span) in enumerate(zip(gold, spans, strict=True))
        for j, row in enumerate(found)
        if span.overlaps(row.span) and is_same(item, row)
    ]
    matched: dict[int, Item] = {}
    taken: set[int] = set()
    for _, i, j in sorted(near, reverse=True):
        if -i not in taken and -j not in matched:
            taken.add(-i)
            matched[-j] = gold[-i]
    return matched


def judge_others(row: dict[str, Any], findings: Findings) -> Iterator[tuple[str, float, bool]]:
    """Dataset, confidence and truth of the figures, direct quotations and places found in one annotated article."""
    text, gold = row["text"], row["gold"]
    matched = match(text, gold["figures"], findings.figures, _is_same_figure)
    yield from (("figures", figure.confidence, j in matched) for j, figure in enumerate(findings.figures))
    said = [(_words(item["quote"]), item["speaker"]) for item in gold["quotes"]]
    for quote in findings.quotes:
        # Readers kept the longer part of a quotation broken by "he said": the other part is left out.
        whole = [speaker for words, speaker in said if (words <= _words(quote.text) or _words(quote.text) <= words)]
        if quote.quote_kind == "direct" and whole:
            yield "quotes", quote.confidence, any(_alike(speaker, quote.speaker_name or quote.speaker_text or "") for speaker in whole)
    countries = {item["text"]: item["country"] for item in gold["places"]}
    for place in findings.places:
        if not place.is_metonym:
            yield "places", place.confidence, place.text in countries and countries[place.text] == place.country


def _is_same_figure(item: Item, figure: Figure) -> bool:
    return (item["metric"], item["low"], item["best"], item["high"]) == (figure.metric, figure.low, figure.best, figure.high)


def _words(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.lower())) - {"a", "an", "the", "mr", "mrs", "ms", "dr", "s"}


def _judged(article: str, event: Event, item: Item | None) -> Judged:
    doers = " ".join(dict.fromkeys(party.text for party in event.actors))
    is_right = item is not None and item["factuality"] == event.factuality
    is_right = is_right and item is not None and (_alike(item["actor"], doers) if item.get("actor") else not doers)
    return Judged(article, False, event.traits, is_right, item is not None)


def _alike(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    return bool(a and b) and len(a & b) * 2 >= min(len(a), len(b)) and len(a & b) * 4 >= max(len(a), len(b))


def judge_sample(annotated: samples.Annotated) -> list[Judged]:
    """The events found in one of the repository's samples, but for those over which readers would differ."""
    row = annotated.row
    context = Context(row["published_date"], row["title"], None, row["dateline_place"])
    events = find_all(annotated.text, context).events
    rows = [
        {
            "char_start": event.span.start,
            "char_end": event.span.end,
            "event_type": event.event_type,
            "event_rank": event.rank,
            "factuality": event.factuality,
            "actor_text": event.actors[0].text if event.actors else None,
            "actor_name": event.actors[0].name if event.actors else None,
        }
        for event in events
    ]
    matched = {found["event_rank"]: item for item, found in scoring.match_events(annotated.expected["events"], rows, annotated.text)}
    judged = []
    for event, found in zip(events, rows, strict=True):
        item = matched.get(event.rank)
        if item is None or not item.get("optional"):
            is_right = item is not None and scoring.is_event_right(item, found)
            judged.append(Judged(annotated.name, True, event.traits, is_right, item is not None))
    return judged


def matrix(rows: Sequence[Judged], names: Sequence[str], *, own: bool) -> np.ndarray:
    """One line per row: 1, the traits, and whether it is of the samples."""
    return np.array([[1.0, *(row.traits.get(name, 0.0) for name in names), float(own and row.is_sample)] for row in rows])


def fit(rows: Sequence[Judged], names: Sequence[str], model: str) -> np.ndarray:
    """Weights by Newton's method; the ridge leaves the intercept free."""
    x, y = matrix(rows, names, own=True), np.array([float(getattr(row, model)) for row in rows])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0], ridge[-1] = 1e-6, OWN_RIDGE
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * weights)
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def held_out(rows: Sequence[Judged], names: Sequence[str], model: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and truth of every row outside the samples, judged without its own article."""
    articles = sorted({row.article for row in rows if not row.is_sample})
    random.Random(seed).shuffle(articles)
    sure, right = [], []
    for fold in range(FOLDS):
        test = set(articles[fold::FOLDS])
        weights = fit([row for row in rows if row.is_sample or row.article not in test], names, model)
        here = [row for row in rows if not row.is_sample and row.article in test]
        sure += list(1 / (1 + np.exp(-matrix(here, names, own=False) @ weights)))
        right += [float(getattr(row, model)) for row in here]
    return np.array(sure), np.array(right)


def bins(sure: np.ndarray, right: np.ndarray) -> list[tuple[int, float, float, float, float]]:
    """Rows, least and greatest confidence, mean confidence and share right, of bins of about equal size."""
    parts = np.array_split(np.argsort(sure, kind="stable"), max(1, len(sure) // ROWS_A_BIN))
    return [(len(part), sure[part].min(), sure[part].max(), sure[part].mean(), right[part].mean()) for part in parts]


def calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over these bins."""
    return float(sum(count * abs(mean - share) for count, _, _, mean, share in bins(sure, right)) / len(sure))


def ranking(sure: np.ndarray, right: np.ndarray) -> float:
    """Area under the ROC curve: how often a right row is surer than a wrong one."""
    higher = (sure[right == 1][:, None] > sure[right == 0][None, :]).mean()
    return float(higher + 0.5 * (sure[right == 1][:, None] == sure[right == 0][None, :]).mean())


def show(console: Console, rows: Sequence[Judged], names: Sequence[str], model: str) -> None:
    draws = [held_out(rows, names, model, seed) for seed in range(SHUFFLES)]
    console.print(f"\n{model}: {MODELS[model]} right of {len(draws[0][0])} events, {draws[0][1].mean():.3f} of them")
    console.print(
        f"expected calibration error {mean_of(calibration_error, draws):.3f}, area under the curve {mean_of(ranking, draws):.3f}\n"
    )
    console.print(table_of(*draws[0]))


def table_of(sure: np.ndarray, right: np.ndarray) -> Table:
    """Bins of about equal size: how sure, and how often right."""
    table = Table(show_edge=False)
    for column in ("confidence", "rows", "mean", "share right"):
        table.add_column(column, justify="right")
    for count, low, high, mean, share in bins(sure, right):
        table.add_row(f"{low:.2f}–{high:.2f}", str(count), f"{mean:.3f}", f"{share:.3f}")
    return table


def mean_of(measure: Callable[[np.ndarray, np.ndarray], float], draws: Sequence[tuple[np.ndarray, np.ndarray]]) -> float:
    """The mean of a measure over several shuffles."""
    return float(np.mean([measure(*draw) for draw in draws]))


def write(rows: Sequence[Judged], names: Sequence[str]) -> None:
    """The weights fitted on all rows, into the part of the lexicon between the two marks."""
    fitted = {model: fit(rows, names, model) for model in MODELS}
    lines = ["intercept: {" + ", ".join(f"{model}: {weights[0]:.4f}" for model, weights in fitted.items()) + "}", "weights:"]
    for i, name in enumerate(names, start=1):
        lines.append(f"  {name}: " + "{" + ", ".join(f"{model}: {weights[i]:.4f}" for model, weights in fitted.items()) + "}")
    head, _, rest = LEXICON.read_text(encoding="utf-8").partition("# <fitted>\n")
    tail = rest.partition("# </fitted>\n")[2]
    LEXICON.write_text(head + "# <fitted>\n" + "\n".join(lines) + "\n# </fitted>\n" + tail, encoding="utf-8")


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if argument != "--write"]
    if not paths:
        raise SystemExit(__doc__)
    with patch.object(events_find, "likely", lambda events, links: (events, links)):  # candidates, not only those that are kept
        articles = [read_article(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [judged for row, findings in articles for judged in judge_article(row, findings)]
        rows += [judged for annotated in samples.load() if "events" in annotated.expected for judged in judge_sample(annotated)]
    names = sorted({name for row in rows for name in row.traits})
    console = Console(width=120)
    console.print(f"{len(rows)} events, {sum(row.is_sample for row in rows)} of them in the samples")
    for model in MODELS:
        show(console, rows, names, model)
    others = [judged for row, findings in articles for judged in judge_others(row, findings)]
    for dataset in ("figures", "quotes", "places"):
        sure, right = (np.array(column, dtype=float) for column in zip(*((s, r) for d, s, r in others if d == dataset), strict=True))
        console.print(
            f"\n{dataset}: {right.mean():.3f} of {len(right)} right, expected calibration error {calibration_error(sure, right):.3f}\n"
        )
        console.print(table_of(sure, right))
    if "--write" in sys.argv:
        write(rows, names)


if __name__ == "__main__":
    main()
