"""The bound from numbers never gives a pair fewer points than the comparison itself, and rules out most that can't be linked."""

import random
from datetime import date, timedelta
from itertools import combinations
from zlib import crc32

import numpy as np
import pytest

from dateline.incidents.bounds import RULED_OUT, SHARED, columns_of, most_points
from dateline.incidents.incremental import LINKED_FROM
from dateline.incidents.similarity import Happening, block_of, keys, score, slip_days, words_of

PLACES = {
    "Goma": ("07", -1.68, 29.22, 1), "Sake": ("07", -1.57, 29.04, 3), "Bukavu": ("12", -2.5, 28.86, 2), "North Kivu": ("07", None, None, 4),
    "Old Market": (None, -1.67, 29.23, 1),
}  # fmt: skip
PARTIES = ("M23 rebels", "the army", "police", "villagers of Sake", "Goma", "two soldiers", None)
KINDS = (
    ("ASSAULT", "firearms"), ("ASSAULT", "explosives"), ("ASSAULT", "suicide-attack"), ("ASSAULT", None), ("COERCE", "seize"),
    ("AGREE", None), ("RETREAT", "ceasefire"), ("CONSULT", None), ("DISASTER", "flood"),
)  # fmt: skip


def hash_of(name: str | None) -> int:
    return crc32(name.encode()) + 1 if name else 0


def happenings(count: int, rng: random.Random) -> list[Happening]:
    made = []
    for number in range(count):
        place = rng.choice((*PLACES, None, None))
        admin1, latitude, longitude, prec = PLACES[place] if place else (rng.choice(("07", None)), None, None, 6)
        event_type, mode = rng.choice(KINDS)
        first = date(2024, 3, 1) + timedelta(days=rng.randrange(10))
        made.append(
            Happening(
                event_id=f"{number:04d}", article_id=f"a{rng.randrange(count // 2)}", event_type=event_type, event_mode=mode,
                country=rng.choice(("CD", "CD", "CD", "RW", None)) if place else rng.choice(("CD", None)), admin1_code=admin1,
                place_name=place, where_prec=prec, latitude=latitude, longitude=longitude,
                first_day=first, last_day=first + timedelta(days=rng.choice((0, 0, 0, 1, 5))), is_dated=rng.random() < 0.7,
                actor=words_of(rng.choice(PARTIES)), recipient=words_of(rng.choice(PARTIES)),
                killed=rng.choice((None, 2, 4, 20, 21)), abducted=rng.choice((None, None, 12)),
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("seed", range(4))
def test_no_pair_has_more_points_than_the_bound(seed: int) -> None:
    events = happenings(150, random.Random(seed))
    pairs = [(a, b) for a, b in combinations(events, 2) if block_of(a.event_type) == block_of(b.event_type)]
    shared = [sum({SHARED[kind] for kind, word in {*keys(a)} & {*keys(b)}}) for a, b in pairs]
    one, other = (columns_of([pair[side] for pair in pairs], hash_of) for side in (0, 1))
    slips = np.array([slip_days(a.event_type) for a, _ in pairs])
    bounds = most_points(one, other, np.array(shared), slips)
    scores = np.array([RULED_OUT if (points := score(a, b)) is None else points for a, b in pairs])
    assert (bounds >= scores).all()
    may_be, are = (bounds >= LINKED_FROM).sum(), (scores >= LINKED_FROM).sum()
    assert are > 30
    assert may_be < 3 * are, f"{may_be} of {len(pairs)} pairs left for {are} that are linked"


def test_the_bound_of_two_plain_reports_is_their_score() -> None:
    a = Happening(
        event_id="1", article_id="a", event_type="ASSAULT", event_mode="firearms", country="CD", admin1_code="07", place_name="Goma",
        where_prec=1, latitude=-1.68, longitude=29.22, first_day=date(2024, 3, 1), last_day=date(2024, 3, 1), is_dated=True,
        actor=words_of("M23 rebels"), recipient=words_of("villagers"), killed=4, abducted=None,
    )  # fmt: skip
    b = Happening(**{name: getattr(a, name) for name in Happening.__dataclass_fields__} | {"event_id": "2", "article_id": "b"})
    shared = np.array([sum({SHARED[kind] for kind, _ in keys(a)})])
    bound = most_points(columns_of([a], hash_of), columns_of([b], hash_of), shared, np.array([1]))
    assert bound.tolist() == [score(a, b)] == [10.5]
