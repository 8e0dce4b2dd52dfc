"""What the extractors read out of the samples may not get worse without somebody saying so."""

import pytest
from tests.quality_floor.annotated import Annotated, any_of, faults, fingerprint, load
from tests.quality_floor.floor import PAGE, TOLERANCE, measure, read_floors, table
from tests.quality_floor.scoring import NAMES, Scores

from dateline.contracts import codes

PINNED_FOR, FLOORS = read_floors()


@pytest.fixture(scope="module")
def texts() -> list[Annotated]:
    return load()


@pytest.fixture(scope="module")
def scores(texts: list[Annotated]) -> Scores:
    return measure(texts)


def test_floors_belong_to_these_samples() -> None:
    assert fingerprint() == PINNED_FOR, "the samples have changed: look at `make quality`, then `make quality PIN=1`"


def test_page_shows_the_pinned_scores() -> None:
    cells_by_line = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    shown = {cells[1].strip(): float(cells[4]) for cells in cells_by_line if len(cells) == 7 and cells[1].strip() in FLOORS}
    assert shown == pytest.approx(FLOORS, abs=0.001)


@pytest.mark.parametrize("name", NAMES)
def test_score_is_not_below_its_floor(name: str, scores: Scores) -> None:
    assert scores[name].score >= FLOORS[name] - TOLERANCE, f"\n{table(scores, FLOORS)}"


def test_expected_words_stand_in_the_text(texts: list[Annotated]) -> None:
    assert {annotated.name: found for annotated in texts if (found := faults(annotated))} == {}


def test_expected_codes_are_known(texts: list[Annotated]) -> None:
    events = [event for annotated in texts for event in annotated.expected.get("events", [])]
    figures = [figure for annotated in texts for figure in annotated.expected.get("figures", [])]
    assert {t for event in events for t in any_of(event["type"])} <= set(codes.EVENT_TYPES)
    assert {m for event in events for m in any_of(event.get("mode")) if m} <= {m for modes in codes.MODES_BY_TYPE.values() for m in modes}
    assert {m for figure in figures for m in any_of(figure["metric"])} <= set(codes.METRICS)
    assert {q for figure in figures for q in any_of(figure["qualifier"])} <= set(codes.QUALIFIERS)


def test_at_least_sixty_texts(texts: list[Annotated]) -> None:
    assert len(texts) >= 60
    assert sum(not annotated.expected["events"] for annotated in texts) >= 10, "texts without any event guard precision"
