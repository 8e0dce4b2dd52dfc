"""The desk behind Airflow's login: who may read, who may decide, what is escaped, what a verdict and a release come to."""

import json
import re

import pandas as pd
import pytest
from desk_server import served
from tests_end_to_end import dateline

from dateline import store
from dateline.contracts import EVENTS
from dateline.pipelines import reviews
from dateline.quality.failures import quarantine_rows, quarantine_table

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NASTY = "<script>alert(1)</script>"
ARTICLES = [
    {
        "id": "1",
        "title": NASTY,
        "published": "2024-03-05",
        "publisher": "Harbour Post",
        "text": f"Gunmen killed three officers in Baidoa in Somalia on Monday, police said. {NASTY} Nobody claimed the attack.",
    },
    {
        "id": "2",
        "title": "Students march",
        "published": "2024-03-06",
        "publisher": "Radio Meridian",
        "text": "Thousands of students marched in Nairobi on Tuesday to demand lower fees. Police arrested 12 of the protesters.",
    },
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    news = folder / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    done = dateline("extract", news, "--out", folder / "root")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "root"


@pytest.fixture(scope="module")
def clients(root, tmp_path_factory):
    """A client for each role of Airflow's simple auth manager, and one without a login."""
    with served(root, tmp_path_factory.mktemp("airflow")) as desk:
        yield {role: desk.client(role) for role in (None, "VIEWER", "USER")}


OURS = {"X-Dateline-Desk": "1"}


def event_of(root, publisher):
    frame = pd.read_parquet(root / "events")
    return frame[frame["publisher"] == publisher].iloc[0]


@pytest.mark.parametrize("path", ["", "quarantine", "incidents/x", "articles/x"])
def test_nobody_reads_without_a_login(clients, path):
    assert clients[None].get(path).status_code == 401


def test_a_reader_reads_and_does_not_decide(clients, root):
    assert clients["VIEWER"].get("").status_code == 200
    body = {"dataset": "events", "row_id": event_of(root, "Radio Meridian")["row_id"], "verdict": "right"}
    assert clients["VIEWER"].post("reviews", json=body, headers=OURS).status_code == 403


def test_what_another_site_could_send_is_refused(clients, root):
    body = {"dataset": "events", "row_id": event_of(root, "Radio Meridian")["row_id"], "verdict": "right"}
    assert clients["USER"].post("reviews", json=body).status_code == 403


def test_from_the_search_to_the_incident_to_the_words(clients):
    found = clients["USER"].get("", params={"words": "students", "kind": "PROTEST"}).text
    [incident] = set(re.findall(r'href="/dateline/(incidents/\w+)"', found))
    page = clients["USER"].get(incident).text
    article = re.search(r'href="/dateline/(articles/\w+)#(at-\d+)"', page)
    assert article is not None
    text = clients["USER"].get(article[1]).text
    assert f'id="{article[2]}"' in text
    assert re.search(r'<mark class="k-event k-trigger[^"]*"[^>]*>marched</mark>', text)


def test_a_search_that_nothing_fits_and_a_day_that_is_none(clients):
    assert "None fits." in clients["USER"].get("", params={"words": "%' OR 1=1 --"}).text
    assert clients["USER"].get("", params={"first": "yesterday"}).status_code == 422
    assert clients["USER"].get("incidents/unknown").status_code == 404


def test_text_that_looks_like_markup_is_shown_as_text(clients, root):
    page = clients["USER"].get(f"articles/{event_of(root, 'Harbour Post')['article_id']}")
    assert "alert(1)" in page.text
    assert NASTY not in page.text
    assert "script-src 'sha256-" in page.headers["content-security-policy"]


def test_a_verdict_is_kept_and_shown_again(clients, root):
    event = event_of(root, "Radio Meridian")
    for verdict in ("right", "wrong"):  # the later one of a person counts
        body = {"dataset": "events", "row_id": event["row_id"], "verdict": verdict, "note": NASTY}
        assert clients["USER"].post("reviews", json=body, headers=OURS).status_code == 200
    [review] = store.read(root, "reviews").to_pylist()
    assert (review["verdict"], review["reviewer"], review["note"], review["id"]) == ("wrong", "ann", NASTY, event["row_id"])
    page = clients["USER"].get(f"articles/{event['article_id']}").text
    assert page.count('aria-pressed="true"') == 1
    assert NASTY not in page
    with pytest.raises(LookupError):
        reviews.save(root, "events", "no such row", "right", "ann")


def put_into_quarantine(root, event):
    """As a check does with a row that fails."""
    table = EVENTS.table([event])
    with store.publishing(root):
        store.quarantine.put(root, quarantine_table(quarantine_rows(EVENTS, table, {0: ["span_mismatch: planted"]})))
    return next(row for row in store.quarantine.read(root).to_pylist() if row["row_id"] == event["row_id"])


def test_a_released_row_is_in_the_datasets_after_the_next_run(clients, root):
    event = next(row for row in store.read(root, "events").to_pylist() if row["publisher"] == "Radio Meridian")
    with store.publishing(root):
        store.merge(root, "events", EVENTS.empty(), replaced=[event["row_id"]], replaced_column="row_id", days=[event["published_date"]])
    entry = put_into_quarantine(root, event)
    assert "release</button>" in clients["USER"].get("quarantine").text
    assert clients["USER"].post(f"quarantine/{entry['quarantine_id']}/release", headers=OURS, json={}).status_code == 200
    done = dateline("extract", root.parent / "news.jsonl", "--out", root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert event["row_id"] in set(pd.read_parquet(root / "events")["row_id"])
    assert not store.quarantine.read(root).num_rows


def test_a_dropped_entry_is_gone_and_noted(clients, root):
    event = store.read(root, "events").to_pylist()[0]
    entry = put_into_quarantine(root, {**event, "row_id": "f" * 32})
    assert clients["USER"].post(f"quarantine/{entry['quarantine_id']}/drop", headers=OURS, json={}).status_code == 200
    assert not store.quarantine.read(root).num_rows
    assert entry["quarantine_id"] in (root / "_state" / "decisions.jsonl").read_text(encoding="utf-8")
