"""What the pipeline has to endure: kills, full disks, two runs at once, updates under a reader's eyes.

    python tests/end_to_end/endure.py --kills 100 --full-disks 12 --pairs 3 --updates 200

Everything heavy is imported once, and every run is a process forked from this one. Prints what was counted; exit status 1 if
a byte differs from an undisturbed run, a row is lost, a read goes wrong or a span doesn't hold.
"""

import argparse
import os
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))  # as pytest does

from crashes import warm_up
from full_disks import fill_disks, print_fills
from joins import print_joins, update_articles
from kills import Tally, kill_rounds, prepare, print_tally
from two_runs import print_pairs, run_pairs


def main() -> int:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--full-disks", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=0, help="times that two runs run at once")
    parser.add_argument("--updates", type=int, default=0, help="articles that are updated while a reader joins")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--lanes", type=int, default=min(2, os.cpu_count() or 1), help="rounds of kills at the same time")
    arguments = parser.parse_args()
    warm_up()
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if arguments.kills or arguments.full_disks or arguments.pairs:
            undisturbed = prepare(work / "undisturbed")
        if arguments.kills:
            began, tally = time.monotonic(), Tally()
            shares = [arguments.kills // arguments.lanes + (lane < arguments.kills % arguments.lanes) for lane in range(arguments.lanes)]
            with get_context("fork").Pool(arguments.lanes) as pool:
                lanes = [(work / f"lane-{lane}", undisturbed, kills, arguments.seed + lane) for lane, kills in enumerate(shares)]
                for part in pool.starmap(kill_rounds, lanes):
                    tally.add(part)
            print_tally(tally)
            is_good &= _end(tally.is_good, began)
        if arguments.full_disks:
            began = time.monotonic()
            fills = fill_disks(work / "full", undisturbed, arguments.full_disks, arguments.seed)
            print_fills(fills)
            is_good &= _end(fills.is_good, began)
        if arguments.pairs:
            began = time.monotonic()
            pairs = run_pairs(work / "pairs", undisturbed, arguments.pairs)
            print_pairs(pairs)
            is_good &= _end(pairs.is_good, began)
        if arguments.updates:
            began = time.monotonic()
            joins = update_articles(work / "joins", arguments.updates)
            print_joins(joins, arguments.updates)
            is_good &= _end(joins.is_good, began)
    return 0 if is_good else 1


def _end(is_good: bool, began: float) -> bool:
    print(f"{'good' if is_good else 'NOT GOOD'}, {time.monotonic() - began:.0f} s", flush=True)
    return is_good


if __name__ == "__main__":
    sys.exit(main())
