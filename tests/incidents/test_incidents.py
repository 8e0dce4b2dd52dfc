"""Incidents: which events are one happening, and what many statements of a toll come to."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.contracts import INCIDENTS, REVISIONS
from dateline.contracts.codes import TOLL_METRICS
from dateline.incidents import build_incidents, departures
from dateline.incidents.clusters import cluster
from dateline.incidents.reconcile import Statement, reconcile
from dateline.incidents.similarity import SAME_FROM, Happening, distance_km, score, words_of

DAY = date(2024, 5, 20)
KUTUM = Happening(
    event_id="e1", article_id="a1", event_type="ASSAULT", event_mode="aerial", country="SD", admin1_code="55", place_name="Kutum",
    where_prec=1, latitude=14.2, longitude=24.67, first_day=DAY, last_day=DAY, is_dated=True,
    actor=words_of("Sudanese army"), recipient=words_of("market"), killed=23, abducted=None,
)  # fmt: skip


def other(**changes) -> Happening:
    return replace(KUTUM, **{"event_id": "e2", "article_id": "a2", **changes})


NO_TOWN = {"place_name": None, "latitude": None, "longitude": None, "where_prec": 4}
NO_PLACE = {**NO_TOWN, "where_prec": None, "country": None, "admin1_code": None}


@pytest.mark.parametrize(
    ("second", "is_same"),
    [
        pytest.param(other(), True, id="the same in every respect"),
        pytest.param(other(killed=31), True, id="a toll that rose"),
        pytest.param(other(first_day=DAY + timedelta(1), last_day=DAY + timedelta(1)), True, id="a day later in another time zone"),
        pytest.param(
            other(place_name=None, latitude=None, longitude=None, where_prec=4), True, id="only the province is said, the toll is"
        ),
        pytest.param(other(first_day=DAY + timedelta(3), last_day=DAY + timedelta(3)), False, id="three days later"),
        pytest.param(other(country="TD"), False, id="another country"),
        pytest.param(other(event_type="PROTEST"), False, id="another type"),
        pytest.param(other(article_id="a1"), False, id="two events of one article"),
        pytest.param(other(place_name="El Fasher", latitude=13.63, longitude=25.35), False, id="a town 100 km away"),
        pytest.param(
            other(
                place_name=None,
                latitude=None,
                longitude=None,
                where_prec=6,
                admin1_code=None,
                killed=None,
                actor=words_of(None),
                recipient=words_of(None),
            ),
            False,
            id="only the country and the day in common",
        ),
        pytest.param(other(**NO_TOWN, recipient=words_of("Kutum"), killed=None), True, id="the town is named as what was attacked"),
        pytest.param(other(**{**NO_TOWN, "place_name": "Kutum"}, killed=None), True, id="a province called like the town"),
        pytest.param(other(**NO_TOWN, recipient=words_of("Mellit"), actor=words_of("gunmen")), False, id="another town was attacked"),
        pytest.param(other(killed=25, actor=words_of("jets"), recipient=words_of("a clinic")), True, id="two more dead"),
    ],
)
def test_which_two_are_one(second, is_same):
    points = score(KUTUM, second)
    assert (points is not None and points >= SAME_FROM) is is_same
    assert points == score(second, KUTUM), "symmetric"


BOMB = other(event_mode="explosives", actor=words_of(None), killed=None)
TOWN_TAKEN = other(event_mode=None, actor=words_of("rebels"), recipient=words_of("Kutum"), killed=None)
TRUCE = other(event_type="RETREAT", event_mode="ceasefire", actor=words_of("Sudan"), recipient=words_of("rebels"), killed=None)


@pytest.mark.parametrize(
    ("one", "second", "is_same"),
    [
        pytest.param(BOMB, {"event_mode": "suicide-attack", "recipient": words_of("traders")}, True, id="a bomb, and who carried it"),
        pytest.param(BOMB, {"event_mode": "abduct", "recipient": words_of("traders")}, False, id="a bomb and a kidnapping"),
        pytest.param(TOWN_TAKEN, {"event_type": "COERCE", "event_mode": "seize"}, True, id="a town captured, a town seized"),
        pytest.param(TOWN_TAKEN, {"event_type": "COERCE", "event_mode": "arrest"}, False, id="a town captured, people arrested"),
        pytest.param(
            TOWN_TAKEN, {"event_type": "COERCE", "event_mode": "seize", "recipient": words_of("cattle")}, False, id="a town and cattle"
        ),
        pytest.param(
            TRUCE,
            {
                **NO_PLACE,
                "event_type": "AGREE",
                "event_mode": None,
                "actor": words_of("rebels"),
                "recipient": words_of("Sudan's government"),
            },
            True,
            id="a truce: both sides, whoever is named first",
        ),
        pytest.param(
            TRUCE, {**NO_PLACE, "event_type": "AGREE", "event_mode": None, "recipient": words_of(None)}, False, id="one side of a deal"
        ),
    ],
)
def test_types_and_modes_under_which_one_happening_is_told(one, second, is_same):
    second = replace(one, event_id="e3", article_id="a3", **second)
    assert ((score(one, second) or 0) >= SAME_FROM) is is_same
    assert len(cluster([one, second])) == (1 if is_same else 2), "found among all pairs, too"


def test_numbers_do_not_make_two_parties_alike():
    assert words_of("Twenty-three market traders") == words_of("some 20 of the market traders") == {"market", "trader"}


def test_distances_are_those_on_the_globe():
    assert distance_km(KUTUM, other(latitude=14.2, longitude=24.67)) == 0
    assert distance_km(KUTUM, other(latitude=15.2)) == pytest.approx(111.2, abs=0.2)


def test_a_vague_report_does_not_chain_two_attacks_together():
    elsewhere = other(event_id="e3", article_id="a3", place_name="El Fasher", latitude=13.63, longitude=25.35)
    vague = other(event_id="e2", place_name=None, latitude=None, longitude=None, where_prec=4)
    groups = cluster([KUTUM, vague, elsewhere])
    assert sorted(len(g) for g in groups) == [1, 2]
    assert not any({"e1", "e3"} <= {h.event_id for h in g} for g in groups)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_events_changes_nothing(rng: random.Random):
    events = [other(event_id=f"e{i}", article_id=f"a{i}", killed=20 + i % 3, latitude=14.2 + 0.3 * (i % 4)) for i in range(12)]
    shuffled = events[:]
    rng.shuffle(shuffled)
    assert cluster(shuffled) == cluster(events)


def statement(hours, low=None, best=None, high=None, source="UN"):
    return Statement(datetime(2024, 5, 20, tzinfo=UTC) + timedelta(hours=hours), f"e{hours}", low, best, high, source)


@pytest.mark.parametrize(
    ("statements", "low", "best", "high"),
    [
        pytest.param([], None, None, None, id="nothing stated"),
        pytest.param([statement(1, 5, 5, 5)], 5, 5, 5, id="one exact number"),
        pytest.param([statement(1, 5, 5, 5), statement(2, 9, 9, 9)], 9, 9, 9, id="a rising toll: the source's last word"),
        pytest.param([statement(2, 9, 9, 9), statement(1, 5, 5, 5)], 9, 9, 9, id="whatever the order"),
        pytest.param([statement(1, 5, 5, 5, "army"), statement(2, 9, 9, 9)], 5, 9, 9, id="two sources differ: the newest is best"),
        pytest.param([statement(1, 5, 5, 5, "army"), statement(26, 9, 9, 9)], 9, 9, 9, id="a day later the first word is overtaken"),
        pytest.param(
            [statement(1, 5, 5, 5, "police"), statement(2, 9, 9, 9, "police spokesman Garba")], 9, 9, 9, id="the police under two names"
        ),
        pytest.param([statement(1, 24)], 24, None, None, id="dozens: no best"),
        pytest.param([statement(1, 12, 12), statement(2, 9, 9, 9, "army")], 9, 9, None, id="at least 12: no upper bound is agreed"),
        pytest.param([statement(1, 5, 5), statement(2, None, 40, 40, "army")], 5, 40, 40, id="at least and up to"),
    ],
)
def test_statements_come_to_low_best_high(statements, low, best, high):
    toll = reconcile(statements)
    assert (toll.low, toll.best, toll.high) == (low, best, high)
    assert toll.statement_count == len(statements)


bounds = st.one_of(st.none(), st.integers(0, 1000))


@given(st.lists(st.tuples(st.integers(0, 50), bounds, bounds, bounds), max_size=8))
def test_low_best_high_are_in_order_whatever_is_stated(rows):
    statements = [statement(h, *sorted_bounds(low, best, high)) for h, low, best, high in rows]
    toll = reconcile(statements)
    known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    assert known == sorted(known)


def sorted_bounds(*numbers):
    """The same nulls, the numbers in order, as the contract of events has them."""
    known = iter(sorted(n for n in numbers if n is not None))
    return tuple(None if n is None else next(known) for n in numbers)


def event(**changes):
    row = {
        "event_id": "e1", "article_id": "a1", "event_type": "ASSAULT", "event_mode": "aerial", "factuality": "asserted", "country": "SD",
        "country_iso3": "SDN", "admin1_code": "55", "admin1_name": "North Darfur", "admin2_code": None, "admin2_name": None, "geonames_id": 1,
        "place_name": "Kutum", "where_prec": 1, "place_confidence": 0.9, "latitude": 14.2, "longitude": 24.67, "date_start": DAY, "date_end": DAY,
        "date_prec": 1, "published_date": DAY, "published_at": datetime(2024, 5, 20, 12, tzinfo=UTC), "actor_name": None,
        "actor_text": "an army plane", "recipient_name": None, "recipient_text": "market", "attributed_to": "police", "publisher": "Wire",
        "denied_by": None, "attribution_stance": "asserts",
        **{f"{m}_{b}": None for m in TOLL_METRICS for b in ("low", "best", "high")},
    }  # fmt: skip
    return row | {"killed_low": 23, "killed_best": 23} | changes


def article(article_id, publisher="Wire", **changes):
    return {"article_id": article_id, "publisher": publisher, "agency": None, "duplicate_of": None, **changes}


def test_rows_fit_the_contract_and_count_independent_voices():
    later = {"published_at": datetime(2024, 5, 21, tzinfo=UTC), "published_date": DAY + timedelta(1)}
    events = [
        event(),
        event(event_id="e2", article_id="a2", killed_low=31, killed_best=31, publisher="Post", **later),
        event(event_id="e3", article_id="a3", killed_low=None, killed_best=None, publisher="Copycat", **later),
        event(event_id="e4", article_id="a4", publisher="Army Times", denied_by="the army", killed_low=None, killed_best=None, **later),
    ]
    articles = [article("a1"), article("a2", "Post"), article("a3", "Copycat", duplicate_of="a1"), article("a4", "Army Times")]
    [row] = build_incidents(events, articles)
    INCIDENTS.table([row])
    assert row["event_ids"] == ["e1", "e2", "e3", "e4"]
    assert (row["article_count"], row["publisher_count"]) == (4, 3), "a copy is no corroboration"
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (31, 31, None), "the police's last word, at least 31"
    assert row["is_disputed"] is True
    assert row["incident_date"] == DAY


@pytest.mark.parametrize("factuality", ["negated", "future", "hypothetical", "historical"])
def test_only_what_happened_founds_an_incident(factuality):
    assert build_incidents([event(factuality=factuality)], [article("a1")]) == []


def test_what_happened_years_ago_founds_none():
    assert build_incidents([event(date_start=date(2019, 1, 1), date_end=date(2019, 12, 31))], [article("a1")]) == []


def test_a_denial_in_another_article_disputes_the_incident_and_founds_none():
    denial = event(event_id="e9", article_id="a9", factuality="negated", attribution_stance="denies", attributed_to="the army")
    [row] = build_incidents([event(), denial], [article("a1"), article("a9", "Army Times")])
    assert (row["event_ids"], row["is_disputed"]) == (["e1"], True)


def incident(incident_id, *event_ids, **changes):
    row = {"incident_date": DAY, "event_type": "ASSAULT", "country": "SD", "place_name": "Kutum"}
    return {"incident_id": incident_id, "event_ids": list(event_ids), **row, **changes}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([incident("i1", "e1")], [incident("i1", "e1", "e2")], [], id="grown: nothing left"),
        pytest.param([incident("i1", "e1")], [incident("i2", "e0", "e1")], [("i1", "i2", "reanchored")], id="an earlier report came in"),
        pytest.param(
            [incident("i1", "e1"), incident("i2", "e2")], [incident("i1", "e1", "e2")], [("i2", "i1", "merged")], id="two were one"
        ),
        pytest.param(
            [incident("i1", "e1", "e2", "e3")],
            [incident("i4", "e2", "e3"), incident("i5", "e1")],
            [("i1", "i4", "split")],
            id="one was two: the larger part takes its place",
        ),
        pytest.param([incident("i1", "e1")], [incident("i2", "e5")], [("i1", "i2", "changed")], id="its article has a new text"),
        pytest.param([incident("i1", "e1")], [], [("i1", None, "changed")], id="its article was taken away"),
    ],
)
def test_every_id_that_is_gone_says_what_took_its_place(old, new, expected):
    rows = departures(old, new)
    REVISIONS.table(rows)
    assert [(row["id"], row["replaced_by"], row["reason"]) for row in rows] == expected
