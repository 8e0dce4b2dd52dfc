"""A pipeline that is killed, and a disk that is full: what the tests of crashes share.

The parent imports everything that is heavy and parses one sentence; every run of the pipeline is a process forked from it, so
a kill costs what was done, not ten seconds of imports. A run is `dateline extract` from files to report, and a release.
"""

import importlib
import json
import mmap
import os
import pkgutil
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
from tests_end_to_end import digests

RELEASE_DAY = date(2026, 1, 31)
STEPS = {
    "ingest": ("discover", "read", "near_duplicates", "validate", "publish"),
    "extract": ("plan", "extract_shard", "validate", "publish"),
    "report": ("find_incidents", "publish_incidents", "build_marts", "build_report"),
}
POINTS = ("replace", "rename", "fsync", "link")  # calls after which the disk holds something new
_LABEL_BYTES = 200

STORY = (
    "Gunmen attacked a {target} in the town of {town} in {country} on {day}, killing {killed} people, police said. "
    "{more} A spokesman for the regional government condemned the attack and promised an inquiry."
)
TOWNS = ("Baidoa", "Kismayo", "Jowhar", "Afgoye", "Bardera", "Galkayo", "Bosaso", "Garowe")
TARGETS = ("police post", "market", "hotel", "bus station", "hospital", "school", "mosque", "checkpoint")
MORE = (
    "Two of the attackers were shot dead by soldiers at the gate.",
    "Residents said that shops stayed closed on the next morning.",
    "The army sent more troops to the main road.",
    "At least nine others were wounded, a doctor told reporters.",
    "Women and children fled to a village near the river.",
    "No group has claimed responsibility.",
    "The wounded were flown to the capital.",
    "Elders called for calm and met the governor.",
)


def story(number: int, killed: str, published: str = "2024-03-05", **more: str) -> dict[str, str]:
    """One article that tells of its own attack."""
    text = STORY.format(
        target=TARGETS[number % 8], town=TOWNS[number % 8], country="Somalia", day="Monday", killed=killed, more=MORE[number % 8]
    )
    return {"id": f"s{number}", "url": f"https://wire.example/s{number}", "published": published, "text": text, **more}


def write_news(folder: Path) -> tuple[Path, Path]:
    """News that is there before, and news that comes: new articles on the same days, updates, a cancellation, a late lead."""
    before = [story(n, killed="three", published=f"2024-03-0{4 + n % 2}T12:00:00Z") for n in range(6)]
    lead = {**story(5, killed="three", published="2024-03-05T08:00:00Z"), "id": "lead", "url": "https://wire.example/lead"}
    coming = [
        story(6, killed="twelve", published="2024-03-04T15:00:00Z"),
        story(7, killed="two", published="2024-03-05T16:00:00Z"),
        story(2, killed="eleven", published="2024-03-04T12:00:00Z"),
        story(3, killed="four", published="2024-03-05T12:00:00Z", status="canceled"),
        story(4, killed="five", published="2024-03-05T09:00:00Z"),  # on another day than before
        lead,
    ]
    for name, articles in (("before", before), ("coming", coming)):
        (folder / name).mkdir(parents=True)
        (folder / name / f"{name}.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return folder / "before", folder / "coming"


def warm_up() -> None:
    """Import what is heavy and load the model, once for all runs. Starts no threads that a fork would lose."""
    from dateline import quality
    from dateline.articles.language import find_language
    from dateline.extract.nlp import parse
    from dateline.extract.places import gazetteer
    from dateline.extract.version import extractor_version

    quality.warm_up().join()
    extractor_version()
    gazetteer.load()
    parse("The minister met rebels in Aleppo on Tuesday.")
    find_language("The minister met rebels in Aleppo on Tuesday.", None)
    for name in ("altair", "duckdb", "jinja2", "trafilatura"):
        importlib.import_module(name)
    for package in ("articles", "incidents", "pipelines", "releases", "report", "sources"):
        for module in pkgutil.iter_modules(importlib.import_module(f"dateline.{package}").__path__, f"dateline.{package}."):
            importlib.import_module(module.name)


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls a run: at the so manieth point that matters, or after a time."""

    seconds: float | None = None  # killed from outside
    point: int | None = None  # counted from 1; killed there, or from there on the disk is full
    is_after: bool = False  # the call is made first
    is_full_disk: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    status: int  # exit status, or minus the signal
    seconds: float
    points: int  # how many it passed
    step: str  # where it was


def run(root: Path, news: Path, fault: Fault | None = None, *, has_report: bool = False) -> Ended:
    """Run the pipeline, with or without the HTML report, and freeze a release, in a process of its own, and wait for its end."""
    return wait(start(root, news, fault, has_report=has_report), fault)


@dataclass(slots=True)
class Running:
    """A run that isn't over."""

    pid: int
    board: mmap.mmap  # points passed and the step, written by the run
    started: float = field(default_factory=time.monotonic)


def start(root: Path, news: Path, fault: Fault | None = None, *, has_report: bool = False) -> Running:
    """Fork a run."""
    board = mmap.mmap(-1, _LABEL_BYTES)
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            _run(root, news, fault or Fault(), board, has_report)
            status = 0
        except BaseException as error:  # noqa: BLE001 - the fork may not go on as its parent
            if not (fault and fault.is_full_disk and isinstance(error, OSError)):
                traceback.print_exc()
        finally:
            os._exit(status)
    return Running(pid, board)


def wait(running: Running, fault: Fault | None = None) -> Ended:
    """The end of a run; kills it when its time has come."""
    deadline = running.started + (fault.seconds if fault and fault.seconds is not None else 300)
    while True:
        pid, status = os.waitpid(running.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() >= deadline:
            os.kill(running.pid, signal.SIGKILL)
            _, status = os.waitpid(running.pid, 0)
            break
        time.sleep(0.002)
    points, step = running.board[:].rstrip(b"\0").decode().split(" ", 1)
    return Ended(os.waitstatus_to_exitcode(status), time.monotonic() - running.started, int(points), step)


def _run(root: Path, news: Path, fault: Fault, board: mmap.mmap, has_report: bool) -> None:
    os.environ["DATELINE_ROOT"] = str(root)
    os.environ.pop("DATELINE_WORKERS", None)
    from dateline import releases
    from dateline.pipelines import report
    from dateline.pipelines.whole import run_whole
    from dateline.settings import settings

    settings.cache_clear()
    if not has_report:
        report.build_report = lambda: ""
    watch = _Watch(board, fault)
    watch.install()
    done = run_whole(f"run-{os.getpid()}", [str(news)], source_name="wire", published=None)
    if done.problems or done.findings:
        raise RuntimeError(f"{done.problems} {done.findings}")
    watch.enter("release.freeze")
    releases.freeze(root, RELEASE_DAY)


class _Watch:
    """Writes down where a run is, and lets happen what is to happen there."""

    def __init__(self, board: mmap.mmap, fault: Fault) -> None:
        self._board, self._fault, self._points, self._steps = board, fault, 0, ["start"]
        self._note()

    def install(self) -> None:
        from dateline.store import publication

        for module_name, functions in STEPS.items():
            module = importlib.import_module(f"dateline.pipelines.{module_name}")
            for name in functions:
                setattr(module, name, self._in_step(getattr(module, name), f"{module_name}.{name}"))
        for name, label in (("_build", "building files"), ("_finish", "moving files")):
            setattr(publication, name, self._in_step(getattr(publication, name), label))
        for name in POINTS:
            setattr(os, name, self._at_point(getattr(os, name)))

    def enter(self, step: str) -> None:
        self._steps = [step]
        self._note()

    def _in_step(self, function: Callable, label: str) -> Callable:
        def call(*args, **kwargs):
            self._steps.append(label)
            self._note()
            try:
                return function(*args, **kwargs)
            finally:
                self._steps.pop()
                self._note()

        return call

    def _at_point(self, function: Callable) -> Callable:
        def call(*args, **kwargs):
            self._points += 1
            self._note()
            fault = self._fault
            if fault.is_full_disk and fault.point is not None and self._points >= fault.point:
                raise OSError(28, "No space left on device")
            is_here = fault.point == self._points
            if is_here and not fault.is_after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*args, **kwargs)
            if is_here:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    def _note(self) -> None:
        label = f"{self._points} {': '.join(self._steps[-2:])}".encode()
        self._board[:] = label.ljust(_LABEL_BYTES, b"\0")


# readers


@dataclass(slots=True)
class Reads:
    """What readers found: reads by dataset, and what was wrong with them."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    empty: int = 0
    short: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Reads") -> None:
        self.counts.update(other.counts)
        self.failed, self.empty, self.short = self.failed + other.failed, self.empty + other.empty, self.short + other.short
        self.examples += other.examples


READER_PAUSE_SECONDS = 0.01  # leaves most of a core to the pipeline
READ = ("articles", "mentions", "events", "figures")


def lasting_rows(root: Path, lasting_sources: Sequence[str]) -> dict[str, frozenset[str]]:
    """The keys of rows that no change touches, by dataset: every read has to hold them all."""
    from dateline.contracts import named

    articles = pd.read_parquet(root / "articles", columns=["article_id", "source_id"])
    ids = set(articles.loc[articles["source_id"].isin(lasting_sources), "article_id"])
    found = {}
    for dataset in READ:
        frame = pd.read_parquet(root / dataset)
        found[dataset] = frozenset(frame.loc[frame["article_id"].isin(ids), named(dataset).key])
    return found


@contextmanager
def readers(root: Path, lasting: dict[str, frozenset[str]], processes: int = 1) -> Iterator[Reads]:
    """Processes that read the datasets in a loop, as an analyst does, as long as the block lasts; what they found is filled in."""
    found = Reads()
    pipes, pids = [], []
    for _ in range(processes):
        receiver, sender = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(receiver)
            _read_until_told(root, lasting, sender)
        os.close(sender)
        pipes.append(receiver)
        pids.append(pid)
    try:
        yield found
    finally:
        for pid, pipe in zip(pids, pipes, strict=True):
            os.kill(pid, signal.SIGTERM)
            with os.fdopen(pipe) as stream:
                text = stream.read()
            os.waitpid(pid, 0)
            found.add(Reads(**{k: Counter(v) if k == "counts" else v for k, v in json.loads(text).items()}))


def _read_until_told(root: Path, lasting: dict[str, frozenset[str]], sender: int) -> None:
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: told.append(1))
    reads = Reads()
    while not told:
        for dataset, keys in lasting.items():
            _read_once(root, dataset, keys, reads)
            time.sleep(READER_PAUSE_SECONDS)
    with os.fdopen(sender, "w") as stream:
        json.dump({name: getattr(reads, name) for name in Reads.__slots__}, stream)
    os._exit(0)


def _read_once(root: Path, dataset: str, keys: frozenset[str], reads: Reads) -> None:
    from dateline.contracts import named

    reads.counts[dataset] += 1
    try:
        frame = pd.read_parquet(root / dataset)
    except Exception as error:  # noqa: BLE001 - whatever a reader gets is what is counted
        reads.failed += 1
        reads.examples.append(f"{dataset}: {error!r}"[:300])
        return
    if frame.empty:
        reads.empty += 1
    elif missing := keys - set(frame[named(dataset).key]):
        reads.short += 1
        reads.examples.append(f"{dataset}: {len(missing)} rows are missing")


# the same in the end


def state_of(root: Path) -> dict[str, str]:
    """What has to be the same in the end: the bytes of all data, and what the ledger says beside times and run ids."""
    ledger = pd.read_parquet(root / "ledger").drop(columns=["run_id", "extracted_at", "seconds", "attempts"])
    rows = ledger.sort_values("article_id").to_json(orient="records", date_format="iso")
    left = [path.name for path in (root / "_state").glob("publication*")] + [path.name for path in (root / "releases").glob(".*")]
    waiting = len(pd.read_parquet(root / "_incoming" / "articles", columns=["article_id"]))
    return {**digests(root), "ledger": rows, "left lying": str(left), "waiting": str(waiting)}


def copy(root: Path, target: Path) -> Path:
    shutil.copytree(root, target)
    return target


def remove(root: Path) -> None:
    """Also where releases are read-only."""
    for path in [root, *root.rglob("*")]:
        if path.is_dir():
            with suppress(OSError):
                path.chmod(0o755)
    shutil.rmtree(root)
