"""Each day of publication in a batch: how full its columns are, and how its volume and mix stand to the 28 days before it.

A rule about a day is asked only where there is enough to say something; `None` stands for 'not asked'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import pyarrow as pa
import pyarrow.compute as pc

from dateline.contracts import Dataset
from dateline.quality.known import PublishedDay

TRAILING_DAYS = 28
DAYS_FOR_A_HISTORY = 14  # of the trailing ones that have articles; two weeks hold two weekends
ARTICLES_FOR_A_VOLUME = 20  # on the usual day, and in the batch: fewer come and go by chance
ROWS_FOR_A_SHARE = 50  # a share of fewer rows says nothing

# Shares of rows that have a value, well below what good runs reach: under them suspect the extractors, not the news.
COVERAGE = {
    "articles": (("title", 0.5, "Plain text may have no headline; pages, feeds and archives do."),),
    "places": (("latitude", 0.6, "Vague regions have no point; below this suspect the gazetteer."),),
    "quotes": (("speaker_name", 0.4, "Below this suspect the reporting verbs."),),
    "events": (
        ("place_name", 0.1, "Speech acts have no place of their own; violence and disasters nearly always do."),
        ("date_end", 0.3, "What is reported as new at least ends on the publication day."),
        ("actor_text", 0.4, "Passives without a doer are common, not the rule."),
    ),
}


@dataclass(frozen=True, slots=True)
class DayRule:
    """Bounds of one measure of a day."""

    measure: str  # column of the frame of days
    name: str  # what is wrong where it doesn't hold
    columns: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    notes: str
    is_volume: bool = False  # outside these bounds the day's rows are held at once, not only the second time


VOLUME_RULES = (
    DayRule(
        "articles_to_usual",
        "article_count_unusual",
        (),
        0.25,
        4.0,
        "Weekends halve the news and great events double it; a source that floods or has gone silent does more.",
        is_volume=True,
    ),
    DayRule(
        "events_per_article_to_usual",
        "event_count_unusual",
        (),
        1 / 3,
        3.0,
        "What an article tells hardly changes from day to day; suspect the extractors or the articles' text.",
        is_volume=True,
    ),
    DayRule(
        "distance_of_types",
        "event_types_unusual",
        ("event_type",),
        None,
        0.5,
        "Share of events that would need another type to give the mix of the 28 days before; even a disaster moves less than half.",
    ),
)


def day_rules(dataset: Dataset) -> tuple[DayRule, ...]:
    """All rules about a day of a dataset."""
    floors = tuple(
        DayRule(f"{column}_share", f"{column}_rare", (column,), share, None, notes)
        for column, share, notes in COVERAGE.get(dataset.name, ())
    )
    return (*floors, *VOLUME_RULES) if dataset.name == "events" else floors


def measure_days(
    dataset: Dataset, table: pa.Table, article_days: Mapping[date, int], known: Mapping[date, PublishedDay], checked_date: date
) -> list[dict[str, object]]:
    """One record per day of publication of the batch, with `day`, `row_count` and the measures of `day_rules`.

    `table`: the dataset's rows; `article_days`: articles of the batch by day of publication.
    """
    records = []
    for day in sorted(article_days):
        rows = table.filter(pc.equal(table[dataset.day], day))
        record: dict[str, object] = {"day": day, "row_count": rows.num_rows}
        for column, _, _ in COVERAGE.get(dataset.name, ()):
            has_enough = rows.num_rows >= ROWS_FOR_A_SHARE
            record[f"{column}_share"] = 1 - rows[column].null_count / rows.num_rows if has_enough else None
        if dataset.name == "events":
            record |= _against_usual(day, rows, article_days[day], known, checked_date)
        records.append(record)
    return records


def _against_usual(
    day: date, events: pa.Table, article_count: int, known: Mapping[date, PublishedDay], checked_date: date
) -> dict[str, float | None]:
    before = [known[past] for n in range(1, TRAILING_DAYS + 1) if (past := day - timedelta(days=n)) in known]
    measures: dict[str, float | None] = dict.fromkeys(rule.measure for rule in VOLUME_RULES)
    usual_articles = median(past.articles for past in before) if before else 0
    if len(before) < DAYS_FOR_A_HISTORY or usual_articles < ARTICLES_FOR_A_VOLUME:
        return measures
    if day in known:
        ratio = known[day].articles / usual_articles
        is_over = checked_date > day + timedelta(days=1)  # until then more may come
        measures["articles_to_usual"] = ratio if ratio >= 1 or is_over else None
    read = [past for past in before if past.extracted]  # the others tell nothing yet
    if len(read) < DAYS_FOR_A_HISTORY:
        return measures
    usual_events = sum(past.events for past in read) / sum(past.extracted for past in read)
    if article_count >= ARTICLES_FOR_A_VOLUME and usual_events:
        measures["events_per_article_to_usual"] = events.num_rows / article_count / usual_events
    if events.num_rows >= ROWS_FOR_A_SHARE and usual_events:
        measures["distance_of_types"] = _distance(_counts(events["event_type"]), _sum([past.events_by_type for past in read]))
    return measures


def _counts(column: pa.ChunkedArray) -> dict[str, int]:
    return {item["values"]: item["counts"] for item in pc.value_counts(column).to_pylist()}


def _sum(parts: list[Mapping[str, int]]) -> dict[str, int]:
    kinds = sorted({kind for part in parts for kind in part})
    return {kind: sum(part.get(kind, 0) for part in parts) for kind in kinds}


def _distance(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Total variation distance of two mixes, from 0 (the same shares) to 1 (nothing in common)."""
    totals = sum(one.values()), sum(other.values())
    return sum(abs(one.get(kind, 0) / totals[0] - other.get(kind, 0) / totals[1]) for kind in sorted({*one, *other})) / 2
