"""Marts: every total agrees with the datasets it comes from, and the map opens where maps are opened."""

import csv
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from dateline import store
from dateline.contracts import ARRIVALS, ARTICLES, EVENTS, FIGURES, INCIDENTS, QUOTES
from dateline.incidents import build_incidents
from dateline.report import build_marts
from dateline.report.database import connect
from dateline.report.marts import mart_names

DAY = date(2024, 5, 20)
NOON = datetime(2024, 5, 20, 12, tzinfo=UTC)


def row(dataset, number, **values):
    common = {"article_id": "a1", "text_sha256": "0" * 64, "extractor_version": "1", "published_at": NOON, "published_date": DAY}
    common |= {"sentence_index": 0, "char_start": 0, "char_end": 4, "confidence": 0.5, "row_id": f"{number:032d}"}
    known = {name: value for name, value in common.items() if name in dataset.names} | values
    return {f.name: known[f.name] if f.name in known else None if f.nullable else blank(f.type) for f in dataset.schema}


def blank(kind):
    """Something for a column that can't be null and doesn't matter here."""
    return "-" if pa.types.is_string(kind) else [] if pa.types.is_list(kind) else 0


def an_event(number, **values):
    said = {"event_type": "ASSAULT", "quad_code": "MX", "factuality": "asserted", "event_rank": number, "date_from": "relative"}
    words = {"evidence_text": "Boom", "trigger_text": "Boom", "trigger_char_start": 0, "trigger_char_end": 4}
    where = {"country": "SD", "country_iso3": "SDN", "admin1_code": "55", "admin1_name": "North Darfur", "place_name": "Kutum"}
    point = {"where_prec": 1, "latitude": 14.2, "longitude": 24.67, "date_start": DAY, "date_end": DAY, "date_prec": 1}
    acled = {"acled_event_type": "Explosions/Remote violence", "civilian_targeting": True}
    return row(EVENTS, number, event_id=f"{number:032d}", **{**said, **words, **where, **point, **acled, **values})


def a_figure(number, event_number, **values):
    what = {"metric": "killed", "low": 5, "best": 5, "high": 5, "qualifier": "exact", "value_text": "five", "unit": "persons"}
    state = {"scope": "incident", "is_negated": False, "event_id": f"{event_number:032d}", "figure_id": f"{number:032d}"}
    return row(FIGURES, number, **{**what, **state, **values})


def an_article(article_id, **values):
    known = {"article_id": article_id, "source_name": "files", "publisher": "Wire", "published_prec": "instant", "status": "usable"}
    return row(ARTICLES, 1, **{**known, "text": "Boom", **values})


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("root")
    killed = {"killed_low": 5, "killed_best": 5, "killed_high": 5, "actor_name": "Army", "recipient_name": "Traders", "publisher": "Wire"}
    events = [
        an_event(1, **killed),
        an_event(2, **{**killed, "killed_best": 7, "killed_low": 7, "killed_high": 7, "publisher": "Post"}, article_id="a2"),
        an_event(3, article_id="a2", event_type="PROTEST", acled_event_type="Protests", civilian_targeting=False, actor_text="students"),
        an_event(4, article_id="a3", place_name="Chad", country="TD", country_iso3="TCD", admin1_code=None, admin1_name=None, where_prec=6),
        an_event(5, article_id="a3", factuality="future"),
    ]
    articles = [an_article("a1"), an_article("a2", publisher="Post"), an_article("a3", duplicate_of="a1", duplicate_kind="update")]
    figures = [a_figure(1, 1), a_figure(2, 2, low=7, best=7, high=7, article_id="a2", attributed_to="police"), a_figure(3, 5)]
    quotes = [row(QUOTES, 1, speaker_name="Amna Bello", quote_kind="direct", quote_text="Boom", speaker_text="she")]
    arrivals = [
        {**dict.fromkeys(ARRIVALS.names), "arrival_id": f"r{n}", "article_id": f"a{n}", "text_sha256": "0" * 64, "published_date": DAY,
         "source_name": "files", "fetched_at": datetime(2024, 5, 20, 13, tzinfo=UTC), "run_id": "r"}
        for n in (1, 2, 3)
    ]  # fmt: skip
    incidents = build_incidents(events, articles)
    with store.publishing(folder):
        for dataset, rows in (
            (EVENTS, events),
            (ARTICLES, articles),
            (FIGURES, figures),
            (QUOTES, quotes),
            (ARRIVALS, arrivals),
            (INCIDENTS, incidents),
        ):
            store.merge(folder, dataset.name, dataset.table(rows), replaced=(), replaced_column=dataset.key)
    build_marts(folder)
    return folder


def ask(root, query):
    with connect(root) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("mart", "dataset"),
    [
        pytest.param("SELECT count(*) FROM incident_map", "SELECT count(*) FROM incidents", id="a map row per incident"),
        pytest.param(
            "SELECT sum(best) FROM reconciled_casualties WHERE metric = 'killed'", "SELECT sum(killed_best) FROM incidents", id="the dead"
        ),
        pytest.param(
            "SELECT count(*) FROM casualty_statements",
            "SELECT count(*) FROM figures AS f JOIN events AS e USING (event_id) WHERE e.factuality = 'asserted'",
            id="every statement about what happened",
        ),
        pytest.param("SELECT sum(article_count) FROM source_coverage", "SELECT count(*) FROM articles", id="articles by source"),
        pytest.param("SELECT sum(event_count) FROM source_coverage", "SELECT count(*) FROM events", id="events by source"),
        pytest.param(
            "SELECT sum(article_count), sum(event_count) FROM quality_by_day",
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM events)",
            id="articles and events by day",
        ),
        pytest.param("SELECT sum(quote_count) FROM quotes_by_speaker", "SELECT count(*) FROM quotes", id="quotes"),
        pytest.param(
            "SELECT sum(events) FROM admin1_by_month WHERE event_type != 'civilian_targeting'",
            "SELECT count(*) FROM incidents WHERE event_type IN ('ASSAULT', 'PROTEST')",
            id="incidents by province: each under one group",
        ),
        pytest.param(
            "SELECT sum(incident_count), sum(killed_best) FROM dyads_by_month",
            "SELECT count(*), sum(killed_best) FROM incidents WHERE actor_name IS NOT NULL AND recipient_name IS NOT NULL",
            id="dyads",
        ),
        pytest.param(
            "SELECT sum(event_count) FROM events_by_day", "SELECT count(*) FROM events WHERE factuality = 'asserted'", id="events by day"
        ),
    ],
)
def test_totals_agree_with_the_datasets(root, mart, dataset):
    assert ask(root, mart) == ask(root, dataset)


def test_marts_are_flat(root):
    for name in mart_names():
        kinds = {kind for _, kind, *_ in ask(root, f'DESCRIBE SELECT * FROM "{name}"')}
        assert not [kind for kind in kinds if "[]" in kind or "STRUCT" in kind], name


def test_a_rising_toll_is_read_down_the_rows(root):
    rows = ask(root, "SELECT stated_by, best, is_source_named FROM casualty_statements ORDER BY best")
    assert rows == [("Wire", 5, False), ("police", 7, True)]


def test_the_delay_is_from_publication_to_arrival(root):
    assert ask(root, "SELECT DISTINCT median_delay_minutes FROM source_coverage") == [(60.0,)]


def test_the_map_opens_in_geopandas_and_has_no_point_for_a_country(root):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_parquet(root / "marts" / "incident_map.parquet")
    assert frame.crs == "OGC:CRS84"
    points = dict(zip(frame["place_name"], frame.geometry, strict=True))
    assert (points["Kutum"].x, points["Kutum"].y) == (24.67, 14.2)
    assert points["Chad"] is None
    assert ask(root, "SELECT count(*) FROM incident_map") == [(len(frame),)], "and in DuckDB"


def test_csv_twins_have_hashtags_and_no_formula(root):
    with store.publishing(root):
        rows = build_incidents([an_event(9, actor_name="=HYPERLINK(1)", recipient_name="-5", article_id="a1")], [an_article("a1")])
        store.merge(root, "incidents", INCIDENTS.table(rows), replaced=(), replaced_column="incident_id")
    build_marts(root, with_csv=True)
    with (root / "marts" / "incident_map.csv").open(encoding="utf-8", newline="") as stream:
        header, tags, *lines = csv.reader(stream)
    assert dict(zip(header, tags, strict=True))["killed_best"] == "#affected+killed"
    assert [(row[header.index("actor_name")], row[header.index("recipient_name")]) for row in lines if "HYPERLINK" in "".join(row)] == [
        ("'=HYPERLINK(1)", "'-5")
    ]
    assert len(lines) == ask(root, "SELECT count(*) FROM incidents")[0][0]
