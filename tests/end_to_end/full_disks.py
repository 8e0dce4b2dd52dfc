"""Fill the disk in the midst of a run, make room, run again, and compare the bytes with those of an undisturbed run.

Where a file system in memory may be mounted (as root) the disk is really full; elsewhere the calls by which something new gets
onto the disk fail from a random one on.
"""

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from crashes import Fault, Reads, copy, lasting_rows, readers, remove, run, state_of
from kills import LASTING, Undisturbed, differences


@dataclass(slots=True)
class Fills:
    """What came of full disks."""

    is_real: bool = False
    failed_runs: int = 0  # runs that ended with an error, as they should
    whole_runs: int = 0  # there was room enough after all
    problems: list[str] = field(default_factory=list)
    reads: Reads = field(default_factory=Reads)

    @property
    def is_good(self) -> bool:
        return not (self.problems or self.reads.failed or self.reads.empty or self.reads.short) and self.failed_runs > 0


def fill_disks(work: Path, undisturbed: Undisturbed, times: int, seed: int) -> Fills:
    """Fill the disk so many times, ever later; in an empty folder."""
    work.mkdir()
    rng, fills = random.Random(seed), Fills()
    root = copy(undisturbed.base, work / "measured")
    run(root, undisturbed.coming)
    growth = _size(root) - _size(undisturbed.base)
    remove(root)
    fills.is_real = _can_mount(work / "disk")
    for number in range(times):
        share = (number + rng.random()) / times
        (_fill_for_real if fills.is_real else _fill_in_play)(work / "disk", undisturbed, share, growth, fills)
    return fills


def _fill_for_real(disk: Path, undisturbed: Undisturbed, share: float, growth: int, fills: Fills) -> None:
    _mount(disk, 1 << 30)
    try:
        root = copy(undisturbed.base, disk / "root")
        used = int(subprocess.run(["df", "--output=used", "-B1", disk], capture_output=True, text=True, check=True).stdout.split()[-1])
        _mount(disk, used + int(growth * share), is_again=True)
        _run_twice(root, undisturbed, Fault(is_full_disk=True), lambda: _mount(disk, 1 << 30, is_again=True), share, fills)
    finally:
        subprocess.run(["umount", disk], check=True)


def _fill_in_play(disk: Path, undisturbed: Undisturbed, share: float, growth: int, fills: Fills) -> None:
    root = copy(undisturbed.base, disk / "root")
    point = 1 + int(undisturbed.spans[False].points * share)
    _run_twice(root, undisturbed, Fault(point=point, is_full_disk=True), lambda: None, share, fills)
    remove(root)


def _run_twice(root: Path, undisturbed: Undisturbed, fault: Fault, make_room, share: float, fills: Fills) -> None:  # type: ignore[no-untyped-def]
    with readers(root, lasting_rows(root, LASTING)) as reads:
        ended = run(root, undisturbed.coming, fault)
        fills.failed_runs += ended.status == 1
        fills.whole_runs += ended.status == 0
        if ended.status not in (0, 1):
            fills.problems.append(f"at {share:.0%}: the run ended with status {ended.status}")
        make_room()
        again = run(root, undisturbed.coming)
    fills.reads.add(reads)
    if again.status:
        fills.problems.append(f"at {share:.0%}, in {ended.step}: the run after it ended with status {again.status} in {again.step}")
    else:
        fills.problems += [f"at {share:.0%}, in {ended.step}: {name} differs" for name in differences(undisturbed.state, state_of(root))]


def _size(root: Path) -> int:
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in root.rglob("*") if path.is_file())


def _mount(disk: Path, size: int, *, is_again: bool = False) -> None:
    options = f"{'remount,' if is_again else ''}size={size}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True, capture_output=True)


def _can_mount(disk: Path) -> bool:
    disk.mkdir()
    try:
        _mount(disk, 1 << 20)
    except (subprocess.CalledProcessError, FileNotFoundError):
        return False
    subprocess.run(["umount", disk], check=True)
    return True


def print_fills(fills: Fills) -> None:
    """The counts."""
    kind = "a file system that was full" if fills.is_real else "writes that failed as on a full disk"
    print(f"{fills.failed_runs + fills.whole_runs} runs with {kind}: {fills.failed_runs} broke off, {fills.whole_runs} had room enough")
    reads = fills.reads
    print(f"{reads.counts.total()} reads meanwhile: {reads.failed} failed, {reads.empty} empty, {reads.short} short")
    print(f"files that differ from an undisturbed run after running again: {len(fills.problems)}")
    for problem in [*fills.problems, *reads.examples][:20]:
        print(f"  {problem}")
