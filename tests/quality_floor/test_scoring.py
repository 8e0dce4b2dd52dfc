"""The scorer's own rules, on one small text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.quality_floor.annotated import Annotated
from tests.quality_floor.scoring import Counted, score

TEXT = "Rebels shelled Kutum on Monday, and the army said it would answer. Critics fear that the rebels will bomb the bridge."
SHELLING = {
    "evidence": "Rebels shelled Kutum on Monday",
    "trigger": "shelled",
    "type": "ASSAULT",
    "actor": "Rebels",
    "place": "Kutum",
    "country": "SD",
    "date_start": date(2024, 5, 20),
}
FEAR = {"evidence": "the rebels will bomb the bridge", "trigger": "bomb", "type": "ASSAULT", "factuality": ["hypothetical", "future"]}


def found(evidence: str, trigger: str, event_type: str = "ASSAULT", factuality: str = "asserted", **details: Any) -> dict[str, Any]:
    nothing = ("actor", "recipient", "place")
    start = TEXT.index(evidence)
    return {
        **{f"{role}_{form}": None for role in nothing for form in ("text", "name")},
        **dict.fromkeys(("country", "date_start", "killed_best", "injured_best", "event_mode", "denied_by")),
        "event_rank": 1,
        "event_type": event_type,
        "factuality": factuality,
        "trigger_text": trigger,
        "char_start": start,
        "char_end": start + len(evidence),
        **details,
    }


def scores_of(expected: list[Mapping[str, Any]], rows: list[dict[str, Any]]) -> Mapping[str, Counted]:
    return score([(Annotated("one text", {"text": TEXT}, {"events": expected}), {"events": rows})])


def test_all_right() -> None:
    row = found(
        "Rebels shelled Kutum on Monday", "shelled", actor_text="rebels", place_text="Kutum", country="SD", date_start=date(2024, 5, 20)
    )
    assert {name: counted.score for name, counted in scores_of([SHELLING, FEAR], [row]).items() if counted.score < 1} == {}


@pytest.mark.parametrize(
    ("expected", "rows", "name", "counts"),
    [
        pytest.param([SHELLING], [], "events, asserted", (0, 1, 0), id="missed"),
        pytest.param([SHELLING], [found("shelled Kutum", "shelled", "PROTEST")], "events, asserted", (0, 1, 1), id="wrong type"),
        pytest.param([SHELLING], [found("the army said", "said")], "asserted events not out of nothing", (0, 1, None), id="out of nothing"),
        pytest.param([SHELLING | {"optional": True}], [], "events, asserted", (0, 0, 0), id="optional and missed"),
        pytest.param(
            [SHELLING | {"optional": True}], [found("shelled Kutum", "shelled")], "events, asserted", (0, 0, 0), id="optional and found"
        ),
        pytest.param(
            [FEAR],
            [found("the rebels will bomb the bridge", "bomb")],
            "what did not happen not shown as happened",
            (0, 1, None),
            id="feared, shown",
        ),
        pytest.param(
            [FEAR], [found("the rebels will bomb the bridge", "bomb")], "events, asserted", (0, 0, 1), id="feared, counted as found"
        ),
        pytest.param(
            [FEAR],
            [found("the rebels will bomb the bridge", "bomb", factuality="future")],
            "event factuality",
            (1, 1, None),
            id="either is right",
        ),
        pytest.param([SHELLING], [found("shelled Kutum", "shelled", actor_text="the army")], "event actor", (0, 1, None), id="wrong actor"),
        pytest.param(
            [FEAR], [found("will bomb the bridge", "bomb", factuality="future", country="SD")], "event country", (0, 1, None), id="invented"
        ),
        pytest.param(
            [SHELLING],
            [found("shelled Kutum", "shelled"), found("on Monday", "shelled")],
            "events, asserted",
            (1, 1, 2),
            id="one happening told twice",
        ),
    ],
)
def test_counts(expected: list[Mapping[str, Any]], rows: list[dict[str, Any]], name: str, counts: tuple[int, int, int | None]) -> None:
    counted = scores_of(expected, rows)[name]
    assert (counted.right, counted.expected, counted.found) == counts
