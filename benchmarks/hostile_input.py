"""Hostile input through the readers and the pipeline: nothing crashes, and every input is accounted for.

    python benchmarks/hostile_input.py [--gold DIR] [--random 10000] [--seed 1]

Given are naughty strings, mojibake, broken markup and broken feeds (with --gold, the folder of the annotated news), and
random bytes under the name of every kind of file, half of them small files of that kind with a few bytes changed. Every
input has to give at least one article or one rejection with a reason. What was read then goes through the pipeline: the
articles published and the documents in quarantine have to be those that the readers gave, no more and no fewer. Prints
counts, times and the memory's peak; exit status 1 on any mismatch, or above 2 GiB.
"""

import argparse
import gzip
import io
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.settings import settings
from dateline.sources.files import KIND_BY_SUFFIX

MAX_MEMORY_MB = 2048
SOURCE = "hostile"
DAY = date(2024, 3, 5)
TEXT = "Two ferries collided off the port of Bari on Tuesday, and nobody was hurt, the coast guard said."


@dataclass(slots=True)
class Tally:
    """What became of a set of inputs."""

    inputs: int = 0
    documents: int = 0
    articles: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")
    lost: list[str] = field(default_factory=list)  # inputs that gave nothing at all


@dataclass(slots=True)
class Read:
    """What the readers made of all sets."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    article_ids: set[str] = field(default_factory=set)
    rejected_ids: set[str] = field(default_factory=set)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path, help="folder with nasty_*.jsonl and feeds_feedparser/")
    arguments.add_argument("--random", type=int, default=10_000, help="number of random files")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    logging.disable(logging.WARNING)  # the libraries report every flaw
    with tempfile.TemporaryDirectory(prefix="dateline-hostile-") as name:
        folder = Path(name) / "in"
        os.environ["DATELINE_ROOT"] = str(Path(name) / "root")
        settings.cache_clear()
        if given.gold:
            _write_gold(given.gold, folder)
        _write_random(folder / "random bytes", given.random, random.Random(given.seed))
        read = _read(folder)
        problems = _print_tallies(read.tallies)
        problems += _through_the_pipeline(folder, read)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak:,} MB")
    if peak > MAX_MEMORY_MB:
        problems.append(f"more than {MAX_MEMORY_MB:,} MB")
    for problem in problems:
        print(f"MISMATCH: {problem}")
    return 1 if problems else 0


def _write_gold(gold: Path, folder: Path) -> None:
    """Each text as a file of its own, with its lone surrogates; each feed as it is."""
    for kind, suffix in (("strings", "txt"), ("mojibake", "txt"), ("html", "html")):
        target = folder / f"nasty {kind}"
        target.mkdir(parents=True)
        for line in (gold / f"nasty_{kind}.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):  # not at other line ends
            record = json.loads(line)
            text = record.get("html") or record.get("text") or ""
            (target / f"{record['id']}.{suffix}").write_bytes(text.encode("utf-8", "surrogatepass"))
    (folder / "broken feeds").mkdir()
    for feed in sorted((gold / "feeds_feedparser").iterdir()):
        (folder / "broken feeds" / feed.name).write_bytes(feed.read_bytes())


def _write_random(folder: Path, count: int, chance: random.Random) -> None:
    """Files under the names of all kinds: random bytes, and sound files of the kind with some bytes changed."""
    folder.mkdir(parents=True)
    suffixes = sorted(KIND_BY_SUFFIX)
    sound = _sound_files()
    for number in range(count):
        suffix = suffixes[number % len(suffixes)]
        content = bytearray(sound[KIND_BY_SUFFIX[suffix]] if chance.random() < 0.5 else chance.randbytes(chance.randrange(2000)))
        for _ in range(chance.randrange(1, 20)):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content) + 1) :]
        (folder / f"{number:05}{suffix}").write_bytes(content)


def _sound_files() -> dict[str, bytes]:
    """A small sound file of each kind."""
    import docx
    import pyarrow as pa
    import pyarrow.parquet as pq

    record = json.dumps({"id": "a", "text": TEXT, "published": str(DAY)})
    page = f"<html><head><title>Ferries</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: {len(answer)}\r\n\r\n"
    table, word, packed = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT, TEXT], "published": [str(DAY)] * 2}), table)
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(word)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.html", page)
    return {
        "text": TEXT.encode(),
        "html": page,
        "jsonl": f"{record}\n{record}\n".encode(),
        "json": f'{{"uri": "urn:a", "versioncreated": "{DAY}", "bodies": [{{"contenttype": "text/html", "value": "<p>{TEXT}</p>"}}]}}'.encode(),
        "csv": f'id,text,published\na,"{TEXT}",{DAY}\n'.encode(),
        "parquet": table.getvalue(),
        "xml": f"<rss version='2.0'><channel><title>x</title><item><title>y</title><description>{TEXT}</description></item></channel></rss>".encode(),
        "eml": f"From: a@example.org\nSubject: Ferries\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{TEXT}\n".encode(),
        "pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"trailer\n<< /Size 3 /Root 1 0 R >>\n%%EOF",
        "docx": word.getvalue(),
        "warc": gzip.compress(head.encode() + answer + b"\r\n\r\n"),
        "archive": packed.getvalue(),
    }


def _read(folder: Path) -> Read:
    """Read each file as the pipeline does; what ought to be published or in quarantine is known by its id."""
    from dateline import articles, sources
    from dateline.contracts.documents import Rejected
    from dateline.pipelines.rejected import quarantine_rows

    read = Read()
    found = sources.discover([folder])
    for name, why in found.skipped:
        read.tallies[name.split("/")[0]].lost.append(f"{name}: {why}")
    for file in found.files:
        tally = read.tallies[file.source_id.split("/")[0]]
        started = time.perf_counter()
        count = 0
        for document in sources.read(file, source_name=SOURCE, published=DAY, limits=settings()):
            count += 1
            article = document if isinstance(document, Rejected) else articles.make(document)
            if isinstance(article, Rejected):
                tally.reasons[article.reason] += 1
                read.rejected_ids.update(quarantine_rows([article])["quarantine_id"].to_pylist())
            else:
                tally.articles += 1
                read.article_ids.add(article.article_id)
        seconds = time.perf_counter() - started
        tally.inputs += 1
        tally.documents += count
        tally.seconds += seconds
        tally.slowest = max(tally.slowest, (seconds, file.path.name))
        if count == 0:
            tally.lost.append(file.source_id)
    return read


def _print_tallies(tallies: dict[str, Tally]) -> list[str]:
    problems = []
    print(f"{'set':<16}{'inputs':>8}{'documents':>11}{'articles':>10}{'rejected':>10}{'seconds':>9}{'slowest':>9}")
    for title, tally in tallies.items():
        rejected = tally.reasons.total()
        seconds, file = tally.slowest
        print(
            f"{title:<16}{tally.inputs:>8,}{tally.documents:>11,}{tally.articles:>10,}{rejected:>10,}{tally.seconds:>9.1f}{seconds:>8.2f}s  {file}"
        )
        print("   rejected: " + ", ".join(f"{reason} {count:,}" for reason, count in tally.reasons.most_common()))
        if tally.lost:
            problems.append(f"{len(tally.lost)} of {title} gave nothing: {', '.join(tally.lost[:5])}")
        if tally.articles + rejected != tally.documents:
            problems.append(f"{title}: {tally.articles} + {rejected} is not {tally.documents}")
    return problems


def _through_the_pipeline(folder: Path, read: Read) -> list[str]:
    """Run everything on the same files; what is published and in quarantine has to be what the readers gave."""
    from dateline import store
    from dateline.pipelines.whole import run_whole

    started = time.perf_counter()
    run = run_whole("hostile", [str(folder)], source_name=SOURCE, published=str(DAY))
    root = settings().root
    published = set(store.read(root, "articles", columns=["article_id"])["article_id"].to_pylist())
    held = [row for row in store.quarantine.read(root).to_pylist() if row["dataset"] == "articles"]
    checked_out = {row["article_id"] for row in held if row["stage"] == "validate"}
    failed = [row for row in held if row["stage"] == "extract"]
    rejected = {row["quarantine_id"] for row in held if row["stage"] in ("read", "articles")}
    print(
        f"pipeline: {run.documents:,} documents, {len(read.article_ids):,} different articles and {len(read.rejected_ids):,} different rejections: "
        f"{len(published):,} articles published, {len(rejected | checked_out):,} in quarantine, {time.perf_counter() - started:.0f} s"
    )
    problems = [f"the pipeline says: {problem}" for problem in run.problems]
    if published | checked_out != read.article_ids:
        problems.append(f"{len((published | checked_out) ^ read.article_ids)} articles differ between readers and pipeline")
    if rejected != read.rejected_ids:
        problems.append(f"{len(rejected ^ read.rejected_ids)} rejections differ between readers and quarantine")
    problems += [f"extraction failed: {row['source_id']}: {row['reasons']}" for row in failed]
    return problems


if __name__ == "__main__":
    sys.exit(main())
