"""A reader joins every dataset to the articles while all articles are updated: no span may fail to hold."""

import json
import os
import signal
import time
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd
from crashes import run, start, story, wait

from dateline.contracts import EXTRACTED_DATASETS
from dateline.store import state

COLUMNS = ["article_id", "text", "text_sha256"]


@dataclass(slots=True)
class Joins:
    """What a reader found."""

    joins: int = 0
    rows: int = 0
    wrong_spans: int = 0
    still_joins: int = 0  # nothing was published while they read: joined by article_id alone
    still_wrong: int = 0
    old_texts: int = 0  # articles with the text before the update
    new_texts: int = 0
    failed: int = 0

    @property
    def is_good(self) -> bool:
        return not (self.wrong_spans or self.still_wrong or self.failed) and min(self.rows, self.still_joins, self.new_texts) > 0


def update_articles(work: Path, articles: int) -> Joins:
    """Publish so many articles, then a new text of each, while a reader joins; what it found."""
    folders = []
    for name, killed in (("before", "three"), ("after", "at least eleven")):
        (work / name).mkdir(parents=True)
        # each with a sentence of its own, of which no two are near-duplicates
        lines = [
            story(n % 8, killed) | {"id": f"u{n}", "url": f"https://wire.example/u{n}", "text": _text(n, killed)} for n in range(articles)
        ]
        (work / name / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        folders.append(work / name)
    root = work / "root"
    if run(root, folders[0]).status:
        raise RuntimeError("the first texts could not be published")
    receiver, sender = os.pipe()
    pid = os.fork()
    if pid == 0:
        _join_until_told(root, sender)
    os.close(sender)
    try:
        ended = wait(start(root, folders[1]))
        time.sleep(1)
    finally:
        os.kill(pid, signal.SIGTERM)
        with os.fdopen(receiver) as stream:
            joins = Joins(**json.loads(stream.read()))
        os.waitpid(pid, 0)
    joins.failed += ended.status != 0
    return joins


def _text(number: int, killed: str) -> str:
    names = ("Amina", "Bashir", "Caleb", "Dunia", "Eliud", "Fatima", "Gedi", "Halima", "Idris", "Jama")
    base = story(number, killed)["text"]
    words = f"{names[number % 10]} {names[number // 10 % 10]}, a trader of {20 + number} years from ward {number}, saw {number + 3} trucks leave."
    return f"{base} {words} Mayor {names[number // 3 % 10]} of district {number} spoke to {number * 7 + 2} families at road {number + 100}."


def _join_until_told(root: Path, sender: int) -> None:
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: told.append(1))
    joins = Joins()
    while not told:
        for dataset in EXTRACTED_DATASETS:
            try:
                _join(root, dataset.name, joins)
            except Exception:  # noqa: BLE001 - whatever a reader gets is what is counted
                joins.failed += 1
    with os.fdopen(sender, "w") as stream:
        json.dump({f.name: getattr(joins, f.name) for f in fields(joins)}, stream)
    os._exit(0)


def _join(root: Path, dataset: str, joins: Joins) -> None:
    """As an analyst joins, by article and text; by the article alone where nothing was published between the first look and the last."""
    before = state(root, "articles", dataset)
    articles = pd.read_parquet(root / "articles", columns=COLUMNS)
    rows = pd.read_parquet(root / dataset)
    is_still = before == state(root, "articles", dataset)
    spans = _words_and_spans(dataset)
    joined = rows.merge(articles, on=["article_id", "text_sha256"], suffixes=("", "_of_article"))
    joins.joins += 1
    joins.rows += len(joined)
    joins.wrong_spans += _wrong(joined, spans)
    is_new = articles["text"].str.contains("at least eleven")
    joins.new_texts += int(is_new.sum())
    joins.old_texts += int((~is_new).sum())
    if is_still:
        alone = rows.merge(articles, on="article_id", suffixes=("", "_of_article"))
        joins.still_joins += 1
        joins.still_wrong += _wrong(alone, spans) + int((alone["text_sha256"] != alone["text_sha256_of_article"]).sum())


def _words_and_spans(dataset: str) -> tuple[tuple[str, str, str], ...]:
    return next(d.spans for d in EXTRACTED_DATASETS if d.name == dataset)


def _wrong(joined: pd.DataFrame, spans: tuple[tuple[str, str, str], ...]) -> int:
    """Rows whose words aren't those of the article's text at their span."""
    text = "text_of_article" if "text_of_article" in joined else "text"
    wrong = 0
    for words, start_column, end_column in spans:
        said = joined[joined[words].notna()]
        wrong += sum(
            body[int(a) : int(b)] != stated
            for body, stated, a, b in zip(said[text], said[words], said[start_column], said[end_column], strict=True)
        )
    return wrong


def print_joins(joins: Joins, articles: int) -> None:
    """The counts."""
    print(
        f"{articles} articles updated while a reader joined {joins.joins} times: {joins.rows} rows, {joins.wrong_spans} spans that don't hold"
    )
    print(f"  {joins.still_joins} joins by article_id alone while nothing was published: {joins.still_wrong} rows against another text")
    print(f"  articles read with the old text {joins.old_texts}, with the new one {joins.new_texts}; failed reads or runs: {joins.failed}")
