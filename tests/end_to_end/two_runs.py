"""Two runs at once on the same days: nothing is lost, and the bytes are those of one run after the other."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from crashes import Reads, copy, lasting_rows, readers, remove, run, start, state_of, wait
from kills import LASTING, Undisturbed

DEPENDS_ON_ORDER = (
    "marts/",
    "releases/",
    "revisions/",
)  # what is built last; when a release was frozen; which incidents there were between


@dataclass(slots=True)
class Pairs:
    """What came of runs at once."""

    pairs: int = 0
    rows: int = 0
    problems: list[str] = field(default_factory=list)
    reads: Reads = field(default_factory=Reads)

    @property
    def is_good(self) -> bool:
        return not (self.problems or self.reads.failed or self.reads.empty or self.reads.short) and self.pairs > 0


def run_pairs(work: Path, undisturbed: Undisturbed, times: int) -> Pairs:
    """Let two runs publish at once, so many times; in an empty folder."""
    work.mkdir()
    pairs = Pairs()
    articles = [json.loads(line) for line in (undisturbed.coming / "coming.jsonl").read_text(encoding="utf-8").splitlines()]
    news = []
    for name, part in (("one", articles[:4]), ("other", articles[2:])):  # some articles come in both
        (work / name).mkdir()
        (work / name / f"{name}.jsonl").write_text("\n".join(map(json.dumps, part)), encoding="utf-8")
        news.append(work / name)
    wanted = _one_after_the_other(work, undisturbed.base, news)
    for number in range(times):
        root = copy(undisturbed.base, work / f"pair-{number}")
        with readers(root, lasting_rows(root, LASTING)) as reads:
            ended = [wait(running) for running in [start(root, part) for part in news]]
        pairs.reads.add(reads)
        pairs.pairs += 1
        pairs.problems += [f"pair {number}: a run ended with status {e.status} in {e.step}" for e in ended if e.status]
        found = _state(root)
        pairs.problems += sorted(
            f"pair {number}: {name} differs" for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
        )
        pairs.rows += sum(len(pd.read_parquet(root / dataset)) for dataset in ("articles", "events", "mentions", "figures"))
        remove(root)
    return pairs


def _one_after_the_other(work: Path, base: Path, news: list[Path]) -> dict[str, str]:
    root = copy(base, work / "one-after-the-other")
    for part in news:
        if run(root, part).status:
            raise RuntimeError(f"an undisturbed run of {part} failed")
    found = _state(root)
    remove(root)
    return found


def _state(root: Path) -> dict[str, str]:
    revisions = pd.read_parquet(root / "revisions").query("dataset != 'incidents'").sort_values("revision_id")
    state = {name: value for name, value in state_of(root).items() if not name.startswith(DEPENDS_ON_ORDER)}
    return {**state, "revisions": revisions.to_json(orient="records", date_format="iso")}


def print_pairs(pairs: Pairs) -> None:
    """The counts."""
    print(f"{pairs.pairs} times two runs at once: {pairs.rows} rows, {len(pairs.problems)} differences from one run after the other")
    reads = pairs.reads
    print(f"{reads.counts.total()} reads meanwhile: {reads.failed} failed, {reads.empty} empty, {reads.short} short")
    for problem in [*pairs.problems, *reads.examples][:20]:
        print(f"  {problem}")
