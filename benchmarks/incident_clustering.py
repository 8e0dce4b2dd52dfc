"""How well and how fast events of many articles are put together to incidents.

    python benchmarks/incident_clustering.py [--articles 600] [--events 100000]

First `benchmarks/stories.py` makes articles of invented happenings, several publishers each; they are extracted, their events
clustered, and every pair of articles is judged: same incident, same happening? An article stands for the incident of its
highest-ranked asserted event of the happening's type; without one it stands alone. Then as many events as asked for, spread
over a year and 60 towns, are clustered, and their time is compared with that of sorting their ids by Python's own sort, 100
times, in the same process. Ends with 1 when a bar is missed: F1 .90, 60 seconds of this process for 100,000 events.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from typing import Any

from stories import CITIES, START, Story, stories

from dateline.extract.article import ArticleRow, extract_article
from dateline.incidents import build_incidents
from dateline.incidents.clusters import cluster
from dateline.incidents.similarity import Happening, words_of

BAR_F1, BAR_SECONDS_PER_100_000 = 0.90, 60.0


def events_of(told: Iterable[Story]) -> list[dict[str, Any]]:
    """Rows of `events` of all stories, as the extractors find them."""
    rows: list[dict[str, Any]] = []
    for story in told:
        published = datetime(story.published_date.year, story.published_date.month, story.published_date.day, 12, tzinfo=UTC)
        article = ArticleRow(
            article_id=story.article_id,
            text_sha256=sha256(story.text.encode()).hexdigest(),
            published_at=published,
            published_date=story.published_date,
            title=story.title,
            publisher=story.publisher,
            url=None,
            text=story.text,
            dateline_place=None,
        )
        rows += extract_article(article)[0]["events"]
    return rows


def pair_scores(told: Sequence[Story], events: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles."""
    articles = [{"article_id": s.article_id, "publisher": s.publisher, "agency": None, "duplicate_of": None} for s in told]
    incident_of = {event_id: row["incident_id"] for row in build_incidents(events, articles) for event_id in row["event_ids"]}
    by_article = defaultdict(list)
    for event in sorted(events, key=lambda e: e["event_rank"]):
        by_article[event["article_id"]].append(event)
    found: dict[str, str] = {}
    for story in told:
        of_type = [e for e in by_article[story.article_id] if e["event_type"] in story.event_types and e["event_id"] in incident_of]
        found[story.article_id] = incident_of[of_type[0]["event_id"]] if of_type else f"alone:{story.article_id}"
    expected = _pairs((s.article_id, s.happening_id) for s in told)
    predicted = _pairs(found.items())
    right = len(expected & predicted)
    precision, recall = right / max(len(predicted), 1), right / max(len(expected), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _pairs(labelled: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    groups = defaultdict(list)
    for item, label in labelled:
        groups[label].append(item)
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def many_happenings(count: int, seed: int = 7) -> list[Happening]:
    """Events of a year as the news has them: half of them in ten towns, a third without a town, parties from a small stock."""
    rng = random.Random(seed)
    names = ("the army", "gunmen", "police", "protesters", "villagers", "civilians", "the president", "soldiers")
    parties = [words_of(name) for name in names]
    found: list[Happening] = []
    while len(found) < count:
        place = min(int(rng.expovariate(1 / 12)), len(CITIES) - 1)
        day = START + timedelta(days=rng.randrange(365))
        is_town = rng.random() < 0.67
        first = Happening(
            event_id="",
            article_id="",
            event_type=rng.choice(("ASSAULT", "ASSAULT", "CONSULT", "CONSULT", "PROTEST", "DISASTER", "ACCUSE", "AID")),
            event_mode=None,
            country=CITIES[place][1],
            admin1_code=str(place % 4),
            place_name=CITIES[place][0] if is_town else None,
            where_prec=1 if is_town else 4,
            latitude=float(place) if is_town else None,
            longitude=float(place) if is_town else None,
            first_day=day,
            last_day=day,
            is_dated=rng.random() < 0.7,
            actor=rng.choice(parties),
            recipient=rng.choice([*parties, frozenset()]),
            killed=rng.randint(1, 40) if rng.random() < 0.3 else None,
            abducted=None,
        )
        for _ in range(rng.choice((1, 1, 1, 2, 3, 12))):  # most are told once, some by everybody
            number = len(found)
            found.append(
                replace(first, event_id=sha256(f"event-{seed}-{number}".encode()).hexdigest()[:32], article_id=f"article-{number}")
            )
    return found[:count]


def main() -> int:
    """Print both tables; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--events", type=int, default=100_000)
    arguments = parser.parse_args()
    told = list(stories(arguments.articles))
    precision, recall, f1 = pair_scores(told, events_of(told))
    sizes = Counter(Counter(s.happening_id for s in told).values())
    print(f"{len(told)} articles of {sum(sizes.values())} happenings: pairs of articles P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    happenings = many_happenings(arguments.events)
    began = time.process_time()
    groups = cluster(happenings)
    seconds = time.process_time() - began
    ids = [h.event_id for h in happenings]
    began = time.process_time()
    for _ in range(100):
        sorted(ids)
    baseline = time.process_time() - began
    print(
        f"{len(happenings)} events to {len(groups)} incidents: {seconds:.1f} s of CPU, {seconds / baseline:.1f} times sorting their ids 100 times"
    )
    return int(f1 < BAR_F1 or seconds > BAR_SECONDS_PER_100_000 * len(happenings) / 100_000)


if __name__ == "__main__":
    sys.exit(main())
