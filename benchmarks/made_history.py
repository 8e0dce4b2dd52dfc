"""A root with a year of news behind it, for measuring: made up by Arrow from the rows of a few articles that were really extracted.

Articles are texts of their own (words drawn by Zipf's law, so that none repeats another), their rows are those of the templates
with other ids, days, towns and mostly other parties. Nothing of it is checked or extracted, so 200,000 articles take minutes and not days.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from corpus import FIRST_DAY
from near_duplicates import earlier_articles
from stories import CITIES

from dateline import articles, store
from dateline.articles import Article
from dateline.contracts import ARRIVALS, EXTRACTED_DATASETS, LEDGER, QUARANTINE, named
from dateline.contracts.countries import iso3
from dateline.pipelines import article_index

COUNTRIES = ("AF", "BF", "CD", "CO", "ET", "HT", "IQ", "KE", "ML", "MM", "NG", "PH", "PK", "SD", "SO", "SS", "SY", "UA", "YE")
EVENTS_AN_ARTICLE = 4  # the first by rank: what 2,000 articles of real news had; the samples, which the templates are made of, have 12
TOWNS = [(f"{city} {nth}", place) for nth in range(100) for place, (city, _) in enumerate(CITIES)]  # some 5,000, as a year's news names
SYLLABLES = ("ba", "dar", "el", "fi", "gor", "ha", "ka", "lo", "mi", "nu", "ra", "sa", "te", "vi", "zan", "or")
PARTIES = ["".join(part).capitalize() for part in product(SYLLABLES, repeat=3)]  # some 4,000; a few of them are in the news all the time
PARTIES_KEPT = 0.1  # of the templates' own; with all of them most events of a day resemble each other, as they don't in news
TOWN_PREC = 3  # events placed this exactly or better get another town
RUNS_A_DAY = 24
RESULT_DAYS = 28
QUARANTINED_A_DAY = 2  # rows of each dataset
INDEXED_AT_ONCE = 20_000
_KEPT = 20  # characters of a template's id that stay in an id made of it


def make_history(root: Path, templates: Path, count: int, *, days: int = 365) -> None:
    """Fill an empty root with `count` articles over so many days, made of those of the root `templates`, index included."""
    tables = {d.name: store.read(templates, d.name) for d in (*EXTRACTED_DATASETS, LEDGER)}
    tables["events"] = tables["events"].filter(pc.less_equal(tables["events"]["event_rank"], EVENTS_AN_ARTICLE))
    is_of_none_left_out = pc.is_in(tables["figures"]["event_id"], value_set=tables["events"]["event_id"].combine_chunks())
    tables["figures"] = tables["figures"].filter(pc.or_(is_of_none_left_out, pc.is_null(tables["figures"]["event_id"])))
    results = store.read(templates, "quality_results")
    extracted = tables["ledger"].filter(pc.equal(tables["ledger"]["outcome"], "extracted"))
    names = extracted["article_id"].to_pylist()
    texts = earlier_articles(count, seed=1)
    indexed: list[Article] = []
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        wanted = count * (number + 1) // days - count * number // days
        made = list(_articles_of(day, number, names, wanted, texts))
        ids = pa.array([article.article_id for article in made], pa.string())
        hashes = pa.array([article.text_sha256 for article in made], pa.string())
        copies = range(-(-wanted // len(names)))
        changes = [store.Change("articles", articles.to_table(made), ())]
        for name, table in tables.items():
            rows = pa.concat_tables([moved(table, name, number, copy, day) for copy in copies])
            rows = rows.filter(pc.is_in(rows["article_id"], value_set=ids))
            at = rows.schema.get_field_index("text_sha256")
            own = hashes.take(pc.index_in(rows["article_id"].combine_chunks(), value_set=ids))
            changes.append(store.Change(name, rows.set_column(at, rows.schema.field(at), own), ()))
        changes.append(store.Change("arrivals", _arrivals(made), ()))
        changes += store.quarantine.additions(_quarantined(made, day))
        with store.publishing(root):
            store.commit(root, changes)
            indexed += made
            if len(indexed) >= INDEXED_AT_ONCE or number == days - 1:
                articles.remember(indexed, article_index.folder(root))
                indexed = []
    with store.publishing(root):
        for number in range(RESULT_DAYS):
            today = datetime.now(UTC).date() - timedelta(days=number + 1)
            rows = pa.concat_tables([_results(results, today, run) for run in range(RUNS_A_DAY)])
            store.merge(root, "quality_results", rows, replaced=(), replaced_column="result_id")
    article_index.catch_up(root)


def _articles_of(day: date, number: int, names: list[str], wanted: int, texts: Iterator[Article]) -> Iterator[Article]:
    when = datetime.combine(day, time(12), UTC)
    for nth in range(wanted):
        article_id = f"{names[nth % len(names)][:_KEPT]}{_mark(number, nth // len(names))}"
        text = next(texts)
        digest = sha256(text.text.encode()).hexdigest()
        yield replace(text, article_id=article_id, source_id=article_id, published_at=when, published_date=day, text_sha256=digest)


def _mark(number: int, copy: int) -> str:
    """What makes ids of a day's copy of the templates its own."""
    return f"{number:06x}{copy:06x}"


def moved(table: pa.Table, name: str, number: int, copy: int, day: date) -> pa.Table:
    """A copy of the templates' rows of one dataset, on another day and in other towns."""
    later = (day - FIRST_DAY).days
    for at, field in enumerate(table.schema):
        column = table.column(at)
        if pa.types.is_string(field.type) and (field.name.endswith("_id") and field.name not in ("run_id", "source_id")):
            column = pc.binary_join_element_wise(pc.utf8_slice_codeunits(column, 0, _KEPT), _mark(number, copy), "")
        elif pa.types.is_date32(field.type):
            column = pc.add(column.cast(pa.int32()), pa.scalar(later, pa.int32())).cast(pa.date32())
        elif field.name == "published_at":
            column = pc.add(column, pa.scalar(timedelta(days=later), pa.duration("us")))
        table = table.set_column(at, field, column)
    if name != "events":
        return table
    rng = random.Random(f"{number}-{copy}")
    return _of_other_parties(_in_other_towns(table, rng), rng)


def _in_other_towns(events: pa.Table, rng: random.Random) -> pa.Table:
    precise = [prec is not None and prec <= TOWN_PREC for prec in events["where_prec"].to_pylist()]
    towns = [rng.choice(TOWNS) if is_town else None for is_town in precise]
    others = {
        "place_name": [town and town[0] for town in towns],
        "country": (countries := [town and COUNTRIES[town[1] % len(COUNTRIES)] for town in towns]),
        "country_iso3": [country and iso3(country) for country in countries],
        "latitude": [None if town is None else town[1] % 40 + int(town[0].split()[-1]) / 70 for town in towns],
        "longitude": [None if town is None else town[1] * 2.0 for town in towns],
    }
    for name, values in others.items():
        at = events.schema.get_field_index(name)
        field = events.schema.field(at)
        new = pc.if_else(pa.array(precise), pa.array(values, field.type), events.column(at).combine_chunks())
        events = events.set_column(at, field, new)
    return events


def _of_other_parties(events: pa.Table, rng: random.Random) -> pa.Table:
    for role in ("actor", "recipient"):
        own = [rng.random() < PARTIES_KEPT for _ in range(events.num_rows)]
        names = [PARTIES[int(len(PARTIES) ** rng.random()) - 1] for _ in own]  # by Zipf's law
        for column in (f"{role}_name", f"{role}_text"):
            at = events.schema.get_field_index(column)
            is_left = pc.or_(pa.array(own), events[column].combine_chunks().is_null())
            new = pc.if_else(is_left, events[column].combine_chunks(), pa.array(names, pa.string()))
            events = events.set_column(at, events.schema.field(at), new)
    return events


def _arrivals(made: list[Article]) -> pa.Table:
    return ARRIVALS.table(
        sorted(
            (
                {
                    "arrival_id": sha256(article.article_id.encode()).hexdigest()[:32],
                    "article_id": article.article_id,
                    "text_sha256": article.text_sha256,
                    "published_date": article.published_date,
                    "source_name": article.source_name,
                    "fetched_at": article.published_at,
                    "run_id": "history",
                }
                for article in made
            ),
            key=lambda row: row["arrival_id"],
        )
    )


def _quarantined(made: list[Article], day: date) -> pa.Table:
    rows = []
    for dataset in ("articles", *(d.name for d in EXTRACTED_DATASETS)):
        for article in made[:QUARANTINED_A_DAY]:
            key = sha256(f"{dataset} {article.article_id}".encode()).hexdigest()[:32]
            known = {
                "quarantine_id": key,
                "dataset": dataset,
                "stage": "read" if dataset == "articles" else "validate",
                "reason": "empty",
                "reasons": ["empty: nothing"],
                "source_name": article.source_name,
                "source_id": f"other-{article.source_id}",
                "article_id": None if dataset == "articles" else article.article_id,
                "content": article.text[:500],
                "quarantine_date": day,
            }
            rows.append({column.name: known.get(column.name) for column in named("quarantine").columns})
    return QUARANTINE.table(sorted(rows, key=lambda row: row["quarantine_id"]))


def _results(results: pa.Table, today: date, run: int) -> pa.Table:
    ids = [sha256(f"{key} {today} {run}".encode()).hexdigest()[:32] for key in results["result_id"].to_pylist()]
    changed = {
        "result_id": pa.array(ids, pa.string()),
        "run_id": pa.array([f"history-{today}-{run}"] * len(ids), pa.string()),
        "checked_date": pa.array([today] * len(ids), pa.date32()),
        "checked_at": pa.array([datetime.combine(today, time(run), UTC)] * len(ids), pa.timestamp("us", tz="UTC")),
    }
    for name, values in changed.items():
        results = results.set_column(results.schema.get_field_index(name), results.schema.field(name), values)
    return results
