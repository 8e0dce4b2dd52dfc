"""Extraction of a shard's articles in this process or in several, so that one article can't take the others with it.

An article that raises is a finding about that article. An article that kills its process (out of memory, a crash in native
code) is found by the note that each process keeps of the article in hand: after two deaths with the same article in hand
it is reported as failed, and the others go on.
"""

import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any

DEATHS_ALLOWED = 1
PROCESS_ARTICLES = 25  # fewer are extracted before another process has started
CHUNK_ARTICLES = 8  # small enough to keep all processes busy to the end, large enough to make the passing of rows cheap


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: its rows by dataset, or the error."""

    article_id: str
    rows: dict[str, list[dict[str, Any]]] | None
    seconds: float | None
    error: str | None = None  # traceback, or what is known of a death


Extractor = Callable[[Any], tuple[dict[str, list[dict[str, Any]]], float]]  # as `dateline.extract.article.extract_article`


def processes_for(articles: int, *, tasks: int) -> int:
    """How many processes so many articles are worth, in one of so many tasks that share this machine's cores; at least 1."""
    return max(min(cores() // tasks, articles // PROCESS_ARTICLES), 1)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def warm_up(processes: int, preload: str) -> None:
    """Let the server that worker processes are forked from load `preload`, while this process does something else."""
    if processes > 1:
        _pool(processes, preload)
        forkserver.ensure_running()


def extract_all(
    articles: Sequence[dict[str, Any]], notes: Path, extract: Extractor, *, processes: int, preload: str | None = None
) -> Iterator[Outcome]:
    """One outcome per article (rows of `articles`), in no particular order. `extract` is a function of a module.

    `preload` is a module that loads what `extract` needs: imported once, in the process that the others are forked from.

    `notes` is a folder that outlives a kill: a later call with the same folder knows which article was in hand at a death.
    """
    notes.mkdir(parents=True, exist_ok=True)
    todo = list(articles)
    while todo:
        deaths = _settle_deaths(notes)
        for article in todo:
            if deaths[article["article_id"]] > DEATHS_ALLOWED:
                yield Outcome(article["article_id"], None, None, "the process died twice with this article in hand")
        todo = [a for a in todo if deaths[a["article_id"]] <= DEATHS_ALLOWED]
        if processes == 1 or (len(todo) <= CHUNK_ARTICLES and not deaths):  # a killer may still be among few
            for article in todo:
                yield _extract(article, notes, extract)
            return
        done = set()
        for outcome in _in_processes(todo, notes, extract, _pool(processes, preload)):
            done.add(outcome.article_id)
            yield outcome
        todo = [a for a in todo if a["article_id"] not in done]  # not empty when a process died


def _in_processes(articles: Sequence[dict[str, Any]], notes: Path, extract: Extractor, pool: ProcessPoolExecutor) -> Iterator[Outcome]:
    """Outcomes until all are there or a process dies."""
    longest_first = sorted(articles, key=lambda a: (-len(a["text"]), a["article_id"]))
    chunks = [longest_first[i : i + CHUNK_ARTICLES] for i in range(0, len(longest_first), CHUNK_ARTICLES)]
    waiting: list[Future[list[Outcome]]] = []
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_extract_chunk, chunk, notes, extract))  # raises too where a process is dead by now
        for future in as_completed(waiting):
            yield from future.result()
    except BrokenProcessPool:  # the caller looks into the notes and goes on with the rest
        _pool.cache_clear()
        pool.shutdown()
    finally:
        for future in waiting:
            future.cancel()


@cache
def _pool(processes: int, preload: str | None) -> ProcessPoolExecutor:
    """Worker processes that stay until this process ends, for whichever shard comes next."""
    context = get_context("forkserver")
    context.set_forkserver_preload([preload] if preload else [])
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose parent was killed, or left without saying goodbye as Airflow's tasks do, would wait for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _extract_chunk(articles: Sequence[dict[str, Any]], notes: Path, extract: Extractor) -> list[Outcome]:
    return [_extract(article, notes, extract) for article in articles]


def _extract(article: dict[str, Any], notes: Path, extract: Extractor) -> Outcome:
    in_hand = notes / f"{os.getpid()}.in_hand"
    in_hand.write_text(article["article_id"], encoding="utf-8")
    try:
        rows, seconds = extract(article)
        outcome = Outcome(article["article_id"], rows, seconds)
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding about this article: to quarantine with its traceback
        outcome = Outcome(article["article_id"], None, None, traceback.format_exc())
    in_hand.unlink()
    return outcome


def _settle_deaths(notes: Path) -> Counter[str]:
    """Turn the notes of processes that died into a count of deaths per article."""
    for in_hand in sorted(notes.glob("*.in_hand")):
        article_id = in_hand.read_text(encoding="utf-8")
        in_hand.rename(notes / f"{len(list(notes.glob('*.death'))):04d}-{article_id}.death")
    return Counter(path.stem.split("-", 1)[1] for path in notes.glob("*.death"))
