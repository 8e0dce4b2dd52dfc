"""Kill the pipeline again and again, start it anew, and compare the bytes with those of an undisturbed run.

Half of the kills come at a random time of a run, half before or after a random one of the calls by which something new gets
onto the disk. Each round begins with the same published news, to which the same news comes: kill, start again, kill, …, until
a run gets to its end. All the while a reader reads.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crashes import Ended, Fault, Reads, copy, lasting_rows, readers, remove, run, state_of, write_news

KILLS_A_ROUND = 4
ROUNDS_PER_REPORT = 5  # in one of so many rounds the HTML report is built, too: it takes longer than all the rest
LASTING = ("s0", "s1")  # articles that nothing changes
SLOWER = 1.2  # than undisturbed, with readers and other rounds beside
KILLED = -9


@dataclass(slots=True)
class Tally:
    """What was killed where, and what came of it."""

    by_time: Counter[str] = field(default_factory=Counter)
    at_point: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    problems: list[str] = field(default_factory=list)
    reads: Reads = field(default_factory=Reads)

    @property
    def kills(self) -> int:
        return self.by_time.total() + self.at_point.total()

    @property
    def is_good(self) -> bool:
        return not (self.problems or self.reads.failed or self.reads.empty or self.reads.short)

    def add(self, other: "Tally") -> None:
        self.by_time.update(other.by_time)
        self.at_point.update(other.at_point)
        self.rounds += other.rounds
        self.problems += other.problems
        self.reads.add(other.reads)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The news published before, the news that comes, and what runs without a kill make of it."""

    base: Path
    coming: Path
    state: dict[str, str]
    spans: dict[bool, Ended]  # by whether the HTML report is built


def prepare(work: Path) -> Undisturbed:
    """Publish the first news; add the news that comes, undisturbed, with and without the HTML report."""
    before, coming = write_news(work / "news")
    _must_end(run(work / "base", before))
    spans, states = {}, []
    for has_report in (False, True):
        root = copy(work / "base", work / "undisturbed")
        spans[has_report] = _must_end(run(root, coming, has_report=has_report))
        states.append(state_of(root))
        remove(root)
    if differing := differences(*states):
        raise RuntimeError(f"two undisturbed runs differ: {', '.join(differing)}")
    return Undisturbed(work / "base", coming, states[0], spans)


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """What two states don't have in common, by name."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _must_end(ended: Ended) -> Ended:
    if ended.status:
        raise RuntimeError(f"an undisturbed run ended with status {ended.status} in {ended.step}")
    return ended


def kill_rounds(work: Path, undisturbed: Undisturbed, kills: int, seed: int) -> Tally:
    """Rounds of kills until there were so many, in an empty folder."""
    work.mkdir()
    rng, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        _round(work / f"round-{tally.rounds}", undisturbed, min(KILLS_A_ROUND, kills - tally.kills), rng, tally)
    return tally


def _round(root: Path, undisturbed: Undisturbed, kills: int, rng: random.Random, tally: Tally) -> None:
    has_report = tally.rounds % ROUNDS_PER_REPORT == ROUNDS_PER_REPORT - 1
    copy(undisturbed.base, root)
    with readers(root, lasting_rows(root, LASTING)) as reads:
        for number in range(kills):
            fault = _fault(undisturbed.spans[has_report], rng, is_by_time=number % 2 == 0)
            ended = run(root, undisturbed.coming, fault, has_report=has_report)
            if ended.status != KILLED:
                break  # a run that has less to do may end before its kill comes
            (tally.by_time if fault.seconds is not None else tally.at_point)[ended.step] += 1
        ended = run(root, undisturbed.coming, has_report=has_report)
    tally.reads.add(reads)
    tally.rounds += 1
    if ended.status:
        tally.problems.append(f"{root.name}: the last run ended with status {ended.status} in {ended.step}")
        return
    differing = differences(undisturbed.state, state_of(root))
    tally.problems += [f"{root.name}: {name} differs" for name in differing]
    if not differing:
        remove(root)


def _fault(span: Ended, rng: random.Random, *, is_by_time: bool) -> Fault:
    if is_by_time:
        return Fault(seconds=rng.uniform(0, span.seconds * SLOWER))
    return Fault(point=rng.randint(1, span.points), is_after=rng.random() < 0.5)


def print_tally(tally: Tally) -> None:
    """The counts."""
    print(f"{tally.kills} kills in {tally.rounds} rounds: {tally.by_time.total()} at a random time, {tally.at_point.total()} at a write")
    for step in sorted(tally.by_time.keys() | tally.at_point.keys()):
        print(f"  {step:<48} {tally.by_time[step]:>3} by time {tally.at_point[step]:>3} at a write")
    reads = tally.reads
    print(f"{reads.counts.total()} reads meanwhile: {reads.failed} failed, {reads.empty} empty, {reads.short} short")
    print(f"files that differ from an undisturbed run: {len(tally.problems)}")
    for problem in [*tally.problems, *reads.examples][:20]:
        print(f"  {problem}")
