"""What becomes of rows when articles change: nothing stays that no text holds, and what left is written down."""

import json

import pandas as pd
import pytest

from dateline.pipelines.whole import run_whole
from dateline.settings import settings

pytestmark = pytest.mark.slow

STORY = (
    "Gunmen attacked a police post in the town of Baidoa in Somalia on Monday, killing {killed} officers, police said. "
    "Two of the attackers were shot dead. A spokesman for the regional government condemned the attack. "
    "Schools and shops stayed closed on Tuesday, and soldiers searched houses near the market, residents said."
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the whole pipeline in this process on articles given as dicts; returns the root."""
    root = tmp_path / "root"
    monkeypatch.setenv("DATELINE_ROOT", str(root))
    settings.cache_clear()
    runs = iter(range(100))

    def run_on(*articles):
        number = next(runs)
        file = tmp_path / f"{number}.jsonl"
        file.write_text("\n".join(json.dumps(a) for a in articles))
        done = run_whole(f"run-{number}", [str(file)], source_name="wire", published=None)
        assert done.problems == ()
        return root

    yield run_on
    settings.cache_clear()


def story(article_id, published, killed="three", **more):
    return {
        "id": article_id,
        "url": f"https://wire.example/{article_id}",
        "published": published,
        "text": STORY.format(killed=killed),
        **more,
    }


def rows(root, dataset):
    return pd.read_parquet(root / dataset)


def test_update_replaces_the_rows_of_the_article_and_leaves_a_line_for_each_that_left(run):
    root = run(story("a", "2024-03-05"))
    before = set(rows(root, "events")["row_id"])
    assert before
    root = run(story("a", "2024-03-05", killed="eleven"))
    [article] = rows(root, "articles").to_dict("records")
    events = rows(root, "events")
    assert "eleven" in article["text"]
    assert set(events["text_sha256"]) == {article["text_sha256"]}
    assert 11 in set(rows(root, "figures")["best"])
    revisions = rows(root, "revisions").query("dataset != 'incidents'")
    assert before <= set(revisions.loc[revisions["dataset"] == "events", "id"])
    assert set(revisions["reason"]) == {"changed"}
    assert set(revisions["new_text_sha256"]) == {article["text_sha256"]}
    assert rows(root, "ledger")["text_sha256"].tolist() == [article["text_sha256"]]
    assert len(rows(root / "_incoming", "articles")) == 0, "nothing waits any more"


def test_an_article_that_moves_to_another_day_is_found_there_only(run):
    run(story("a", "2024-03-05"))
    root = run(story("a", "2024-03-06", killed="eleven"))
    for dataset in ("articles", "events", "figures", "ledger"):
        frame = rows(root, dataset)
        assert set(frame["published_date"].astype(str)) == {"2024-03-06"}
        assert set(frame["day"].astype(str)) == {"2024-03-06"}
    assert (root / "events" / "day=2024-03-05" / "part-0.parquet").exists(), "an emptied day is a file with no rows"


def test_late_lead_takes_the_rows_of_its_copy_over(run):
    root = run(story("copy", "2024-03-05T12:00:00Z"))
    assert len(rows(root, "events"))
    root = run(story("lead", "2024-03-05T08:00:00Z"))
    articles = rows(root, "articles").set_index("source_id")
    assert articles.loc["copy", "duplicate_of"] == articles.loc["lead", "article_id"]
    assert articles.loc["copy", "duplicate_kind"] == "copy"
    assert set(rows(root, "events")["article_id"]) == {articles.loc["lead", "article_id"]}
    assert set(rows(root, "revisions").query("dataset != 'incidents'")["reason"]) == {"duplicate"}
    assert sorted(rows(root, "ledger")["outcome"]) == ["copy", "extracted"]


def test_cancellation_takes_the_rows_of_the_article_away(run):
    root = run(story("a", "2024-03-05"), story("b", "2024-03-05", killed="nine"))
    articles = rows(root, "articles").set_index("source_id")["article_id"]
    found = {d: rows(root, d) for d in ("events", "figures", "mentions", "places")}
    gone = {d: set(frame.loc[frame["article_id"] == articles["a"], "row_id"]) for d, frame in found.items()}
    assert all(gone.values())
    root = run(story("a", "2024-03-05", status="canceled"))
    for dataset, ids in gone.items():
        assert set(rows(root, dataset)["article_id"]) == {articles["b"]}
        revisions = rows(root, "revisions").loc[lambda frame, name=dataset: frame["dataset"] == name]
        assert set(revisions["id"]) == ids
        assert set(revisions["reason"]) == {"canceled"}
    assert rows(root, "articles").set_index("source_id").loc["a", "status"] == "canceled"
    assert sorted(rows(root, "ledger")["outcome"]) == ["extracted", "withdrawn"]


def test_a_cancellation_overtakes_an_update_that_waits(run, monkeypatch):
    """The update comes in, but its extraction doesn't get to its end; then the article is canceled."""
    from dateline.pipelines import extract

    run(story("a", "2024-03-05"))
    with monkeypatch.context() as patch:
        patch.setattr(extract, "plan", lambda run_id: [])
        root = run(story("a", "2024-03-05", killed="eleven"))
        assert len(rows(root / "_incoming", "articles")) == 1
    root = run(story("a", "2024-03-05", status="canceled"))
    assert len(rows(root / "_incoming", "articles")) == 0
    assert len(rows(root, "events")) == 0
    assert rows(root, "ledger")["outcome"].tolist() == ["withdrawn"]


def test_an_update_that_arrives_during_extraction_keeps_the_rows_of_the_old_text_out(run, tmp_path, monkeypatch):
    """Rows of a text that isn't the article's any more are never published; the article is extracted anew."""
    from dateline.pipelines import extract, ingest

    real, newer = extract.validate, tmp_path / "newer.jsonl"
    newer.write_text(json.dumps(story("a", "2024-03-05", killed="eleven")))

    def validate(run_id, *args, **kwargs):
        if run_id.endswith("-0"):  # another run takes the update in while this one checks its rows
            batches = ingest.discover("other", inputs=[str(newer)], source_name="wire")
            ingest.publish(ingest.validate(ingest.near_duplicates("other", [ingest.read(b) for b in batches])))
        return real(run_id, *args, **kwargs)

    monkeypatch.setattr(extract, "validate", validate)
    root = run(story("a", "2024-03-05"))
    [article] = rows(root, "articles").to_dict("records")
    assert "eleven" in article["text"]
    assert set(rows(root, "events")["text_sha256"]) == {article["text_sha256"]}
    assert rows(root, "ledger")["text_sha256"].tolist() == [article["text_sha256"]]


def test_the_same_again_changes_nothing(run):
    root = run(story("a", "2024-03-05"), story("b", "2024-03-05", killed="nine"))
    before = {d: rows(root, d).to_json(date_format="iso") for d in ("articles", "events", "figures", "incidents")}
    root = run(story("b", "2024-03-05", killed="nine"), story("a", "2024-03-05"))
    assert {d: rows(root, d).to_json(date_format="iso") for d in before} == before
    assert not (root / "revisions").exists() or len(rows(root, "revisions")) == 0


def test_other_languages_are_kept_and_not_extracted(run):
    german = "Bei einem Angriff auf eine Polizeiwache in der Stadt sind am Montag drei Beamte getötet worden, wie die Behörden mitteilten."
    root = run({"id": "de", "published": "2024-03-05", "text": german}, story("a", "2024-03-05"))
    articles = rows(root, "articles").set_index("source_id")
    assert articles.loc["de", "status"] == "other_language"
    assert set(rows(root, "events")["article_id"]) == {articles.loc["a", "article_id"]}
    assert sorted(rows(root, "ledger")["outcome"]) == ["extracted", "other_language"]
