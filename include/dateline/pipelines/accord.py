"""Which days' articles and ledger were found in accord, so that a plan reads the other days only.

A day is in accord when each of its published articles has, on that day, the ledger row that it ought to have, and each ledger
row has its article there. What was found so is remembered by the versions of the two files. Whatever changes one of them (a
run, a crash, a hand) or the extractors opens the day again, so the memory may be lost or old, but never wrong.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline import store
from dateline.extract.version import extractor_version
from dateline.paths import write_whole
from dateline.pipelines import incoming

_Stamps = dict[str, list[str | None]]  # ISO day → versions of the files of `articles` and `ledger`


@dataclass(frozen=True, slots=True)
class Look:
    """The days as they were at one moment."""

    stamps: _Stamps
    in_accord: _Stamps

    @property
    def open_days(self) -> set[date]:
        """Days that have to be compared."""
        return {date.fromisoformat(day) for day, stamps in self.stamps.items() if self.in_accord.get(day) != stamps}


def look(root: Path) -> Look:
    """Which days there are and which of them were found in accord. Reads no day."""
    articles, ledger = (store.stamps(root, dataset) for dataset in ("articles", "ledger"))
    stamps = {day.isoformat(): [articles.get(day), ledger.get(day)] for day in sorted(articles.keys() | ledger.keys())}
    file = _file(root)
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Look(stamps, known["days"] if known.get("extractor_version") == extractor_version() else {})


def remember(root: Path, look: Look, disagreeing: Collection[date]) -> None:
    """Write down that all days of this look but those that disagree were found in accord."""
    wrong = {day.isoformat() for day in disagreeing}
    days = {day: stamps for day, stamps in look.stamps.items() if day not in wrong}
    if days != look.in_accord:
        file = _file(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps({"extractor_version": extractor_version(), "days": days}))


def ledger_rows(root: Path, ids: Collection[str], days: Iterable[date] = ()) -> dict[str, dict[str, Any]]:
    """The ledger's rows of articles, with the columns by which runs are planned; articles without one are left out.

    On a day in accord a row lies where its article does; else it may lie on any open day. `days` are looked at besides.
    """
    where = {*look(root).open_days, *incoming.published_days(root, ids).values(), *days}
    ledger = store.ledger.read(root, where)
    rows = ledger.filter(pc.is_in(ledger["article_id"], value_set=pa.array(sorted(ids), pa.string())))
    return {row["article_id"]: row for row in rows.to_pylist()}


def disagreeing(
    articles: Iterable[Mapping[str, Any]], ledger: Mapping[str, Mapping[str, Any]], unfinished: Collection[str], days: Collection[date]
) -> set[date]:
    """Those of the days that are not in accord.

    `articles`: those published on these days (article_id, published_date), `ledger`: rows of all open days by article,
    `unfinished`: articles for which something is still to be done.
    """
    published: dict[date, set[str]] = {day: set() for day in days}
    found = set()
    for article in articles:
        article_id, day = article["article_id"], article["published_date"]
        published[day].add(article_id)
        if article_id in unfinished or (article_id in ledger and ledger[article_id]["published_date"] != day):
            found.add(day)
    orphans = {row["published_date"] for article_id, row in ledger.items() if article_id not in published.get(row["published_date"], ())}
    return found | (orphans & set(days))


def _file(root: Path) -> Path:
    return root / "_state" / "accord.json"
