"""Scores of the samples, and the floors below which they may not fall.

python -m tests.quality_floor.floor          print the table
python -m tests.quality_floor.floor --pin    and write today's scores as the new floors, whatever they are
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from tests.quality_floor.annotated import Annotated, extract, fingerprint, load
from tests.quality_floor.scoring import Scores, score

FLOORS = Path(__file__).with_name("floor.yaml")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "quality.md"
TABLE_BEGIN, TABLE_END = "<!-- table, written by make quality PIN=1 -->", "<!-- end of table -->"
TOLERANCE = 0.005  # of a score: about one event
HEAD = """\
# Written by `make quality PIN=1`; don't edit. F1, or the share that is right. A change of the extractors that lowers a score
# on purpose pins it anew and says why in its commit; so does a change of the samples (the fingerprint is of their files).
"""


def measure(texts: Iterable[Annotated]) -> Scores:
    """Extract every text once and score it."""
    return score((annotated, extract(annotated)) for annotated in texts)


def read_floors() -> tuple[str, dict[str, float]]:
    """The fingerprint of the samples that the floors belong to, and the floors by name of the score."""
    pinned = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return pinned["fingerprint"], pinned["floors"]


def write_floors(scores: Scores) -> None:
    """Pin these scores, and show them in docs/quality.md."""
    content = {"fingerprint": fingerprint(), "floors": {name: round(counted.score, 4) for name, counted in scores.items()}}
    FLOORS.write_text(HEAD + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(TABLE_BEGIN)
    _, after = rest.split(TABLE_END)
    PAGE.write_text(f"{before}{TABLE_BEGIN}\n{table(scores)}\n{TABLE_END}{after}", encoding="utf-8")


def table(scores: Scores, floors: Mapping[str, float] | None = None) -> str:
    """A Markdown table, with the floors where they are given."""
    head = ["score", "precision", "recall", "F1 or share right", "right / expected / found"]
    rows = [head, ["---"] * len(head)]
    for name, c in scores.items():
        precision, recall = ("", "") if c.found is None else (f"{c.precision:.3f}", f"{c.recall:.3f}")
        counts = f"{c.right} / {c.expected}" if c.found is None else f"{c.right} / {c.expected} / {c.found}"
        rows.append([name, precision, recall, f"{c.score:.3f}", counts])
    if floors is not None:
        floor_column = ["floor", "---", *(f"{floors[name]:.3f}" if name in floors else "" for name in scores)]
        rows = [[*row, cell] for row, cell in zip(rows, floor_column, strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> int:
    scores = measure(load())
    if "--pin" in sys.argv[1:]:
        write_floors(scores)
    pinned_for, floors = read_floors() if FLOORS.exists() else ("", {})
    print(table(scores, floors))
    fallen = [name for name, floor in floors.items() if scores[name].score < floor - TOLERANCE]
    for name in fallen:
        print(f"below its floor: {name}: {scores[name].score:.3f} < {floors[name]:.3f}")
    if pinned_for != fingerprint():
        print("the samples have changed since the floors were pinned: make quality PIN=1")
    return 1 if fallen or pinned_for != fingerprint() else 0


if __name__ == "__main__":
    sys.exit(main())
