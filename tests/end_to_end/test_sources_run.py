"""Sources of sources.yaml through the whole way: rights, embargo, cancellation, versions, languages, feeds."""

import json
import os
import time
from datetime import UTC, datetime, timedelta

import pandas as pd
import pyarrow.parquet as pq
import pytest
import web_server

from dateline.extract import version
from dateline.pipelines import embargo, extract, feeds, ingest, whole
from dateline.settings import settings

pytestmark = pytest.mark.slow

STORY = (
    "Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing {killed} officers, police said. "
    "Two of the attackers were shot dead. A spokesman for the regional government condemned the attack. "
    "Schools and shops stayed closed on Tuesday, and soldiers searched houses near the market, residents said.\n\n"
    "The weather in the region was mild and the harvest is under way."
)
EXTRACTED = ("mentions", "places", "times", "quotes", "figures", "events")


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path / "root"))
    monkeypatch.setenv("DATELINE_SETTLE_SECONDS", "0")
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setenv("DATELINE_HOST_DELAY_SECONDS", "0")
    settings.cache_clear()
    (tmp_path / "root" / "landing").mkdir(parents=True)
    yield tmp_path / "root"
    settings.cache_clear()


@pytest.fixture
def run(root):
    """What the three DAGs do, once; returns the root."""
    runs = iter(range(100))

    def one_run():
        run_id = f"run-{next(runs)}"
        for batch in feeds.plan(f"{run_id}-feeds"):
            feeds.visit(batch)
        done = whole.run_batches(run_id, ingest.discover(run_id))
        assert done.problems == ()
        return done

    return one_run


def put(folder, name, *articles):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(json.dumps(a) for a in articles))
    then = time.time() - 60
    os.utime(folder / name, (then, then))


def story(article_id, killed="three", published="2024-03-05T08:00:00Z", **more):
    text = more.pop("text", STORY.format(killed=killed))
    return {"id": article_id, "url": f"https://wire.example/{article_id}", "published": published, "text": text, **more}


def make_due(root, name):
    """Let a source be looked at again, as if its time had passed."""
    (root / "_state" / "feeds" / "sources" / f"{name}.json").unlink()


def rows(root, dataset):
    return pd.read_parquet(root / dataset) if (root / dataset).exists() else pd.DataFrame({"article_id": []})


def texts_below(root, words):
    """Files under the root in which these words stand, also within Parquet."""
    found = []
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "landing" not in p.parts):
        content = path.read_bytes()
        if path.suffix == ".parquet":
            content = json.dumps(pq.read_table(path).to_pylist(), default=str).encode()
        if words.encode() in content:
            found.append(path.relative_to(root).as_posix())
    return found


def test_where_only_spans_may_be_stored_the_full_text_is_nowhere_afterwards(root, run, tmp_path, monkeypatch):
    (root / "sources.yaml").write_text("sources:\n  - {name: wire, kind: folder, where: ../wire, rights: spans, publisher: Wire}\n")
    put(tmp_path / "wire", "a.jsonl", story("a"))
    full = STORY.format(killed="three")
    run()
    [article] = rows(root, "articles").to_dict("records")
    events = rows(root, "events")
    assert len(events)
    assert len(article["text"]) == len(full)
    assert "weather" not in article["text"]
    assert article["publisher"] == "Wire"
    assert all(a in (" ", b) for a, b in zip(article["text"], full, strict=True))
    for name in EXTRACTED:
        for row in rows(root, name).itertuples():
            assert article["text"][row.char_start : row.char_end] == full[row.char_start : row.char_end]
    assert article["text_sha256"] == set(events["text_sha256"]).pop()
    assert texts_below(root, "weather in the region") == []
    [ledger] = rows(root, "ledger").to_dict("records")
    assert (ledger["outcome"], ledger["is_text_kept"]) == ("extracted", False)

    before = {name: rows(root, name).to_json(date_format="iso") for name in ("articles", "ledger", *EXTRACTED)}
    monkeypatch.setattr(version, "extractor_version", lambda: "another")
    assert extract.plan("later") == [], "a new version of the extractors leaves it as it is"
    monkeypatch.undo()
    monkeypatch.setenv("DATELINE_ROOT", str(root))
    put(tmp_path / "wire", "again.jsonl", story("a"))
    make_due(root, "wire")
    assert run().accepted == 1
    assert {name: rows(root, name).to_json(date_format="iso") for name in before} == before

    put(tmp_path / "wire", "changed.jsonl", story("a", killed="eleven"))
    make_due(root, "wire")
    run()
    assert "eleven" in rows(root, "articles")["text"].iloc[0]
    assert texts_below(root, "weather in the region") == []


def test_an_embargo_ends_by_itself(root, run, monkeypatch):
    until = datetime.now(UTC) + timedelta(hours=1)
    put(root / "landing", "a.json", ninjs("a", "usable", embargoed=until.isoformat()))
    run()
    assert len(rows(root, "articles")) == 0, "nobody reads it before"
    assert rows(root, "ledger")["outcome"].tolist() == ["withheld"]
    assert ingest.discover("early") == []

    later = until + timedelta(minutes=1)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return later.astimezone(tz)

    monkeypatch.setattr(ingest, "datetime", Later)
    assert embargo.is_due(root, later)
    run()
    assert rows(root, "articles")["status"].tolist() == ["usable"]
    assert rows(root, "ledger")["outcome"].tolist() == ["extracted"]
    assert len(rows(root, "events"))
    assert len(rows(root / "_incoming", "articles")) == 0
    assert ingest.discover("again") == []


def ninjs(article_id, status, killed="three", embargoed=None, version="1", created="2024-03-05T08:00:00Z"):
    return {
        "uri": f"tag:wire.example,2024:{article_id}",
        "type": "text",
        "version": version,
        "pubstatus": status,
        "versioncreated": created,
        "firstcreated": "2024-03-05T08:00:00Z",
        "language": "en",
        "headline": "Officers killed in raid",
        "body_text": STORY.format(killed=killed),
        **({"embargoed": embargoed} if embargoed else {}),
    }


def test_a_canceled_item_takes_its_rows_away(root, run):
    put(root / "landing", "a.json", ninjs("a", "usable"))
    run()
    before = rows(root, "events")
    assert len(before)
    put(root / "landing", "b.json", ninjs("a", "canceled", version="2", created="2024-03-05T10:00:00Z"))
    run()
    assert rows(root, "articles")["status"].tolist() == ["canceled"]
    assert all(len(rows(root, name)) == 0 for name in EXTRACTED)
    assert rows(root, "ledger")["outcome"].tolist() == ["withdrawn"]
    revisions = rows(root, "revisions").query("dataset == 'events'")
    assert set(revisions["reason"]) == {"canceled"}
    assert set(before["row_id"]) <= set(revisions["id"])


def test_an_older_version_that_arrives_late_changes_nothing(root, run):
    put(root / "landing", "2.json", ninjs("a", "usable", killed="eleven", version="2", created="2024-03-05T10:00:00Z"))
    run()
    put(root / "landing", "1.json", ninjs("a", "usable", version="1", created="2024-03-05T08:00:00Z"))
    run()
    assert "eleven" in rows(root, "articles")["text"].iloc[0]


def test_a_feed_polled_twice_ingests_nothing_twice_and_other_languages_are_left_for_later(root, run):
    site = web_server.Site()
    server, address = web_server.start(site)
    try:
        (root / "sources.yaml").write_text(f"sources:\n  - {{name: example, kind: feed, where: '{address}/rss', days: 3650}}\n")
        items = "".join(f"<item><title>{p}</title><link>/{p}</link></item>" for p in ("en", "de", "private/x"))
        site.put("/rss", f'<rss version="2.0"><channel><title>Example</title>{items}</channel></rss>')
        site.put("/en", web_server.page())
        german = (
            "Bei einem Angriff auf eine Polizeiwache in der Stadt sind am Montag drei Beamte getötet worden, teilten die Behörden mit. "
        )
        site.put("/de", f"<html lang=de><head><title>Drei Tote</title></head><body><article><p>{german * 2}</p><p>{german}</p></article>"
                 '<meta property="article:published_time" content="2024-03-05"></body></html>')  # fmt: skip
        first = run()
        assert (first.documents, first.accepted) == (3, 2)
        assert [f.reason for f in first.findings] == ["robots_forbidden"]
        articles = rows(root, "articles").set_index("title")
        assert articles["status"].sort_values().tolist() == ["other_language", "usable"]
        assert rows(root, "ledger")["outcome"].sort_values().tolist() == ["extracted", "other_language"]
        english = articles[articles["status"] == "usable"]["article_id"].tolist()
        assert set(rows(root, "events")["article_id"]) == set(english)
        before = {name: rows(root, name).to_json(date_format="iso") for name in ("articles", "arrivals", "ledger", *EXTRACTED)}
        make_due(root, "example")  # and as if it had never been polled
        assert run().accepted == 2
        after = {name: rows(root, name).to_json(date_format="iso") for name in before}
        del before["arrivals"], after["arrivals"]
        assert after == before
        assert list((root / "_incoming" / "fetched").rglob("*.json")) == []
    finally:
        server.shutdown()
        server.server_close()
