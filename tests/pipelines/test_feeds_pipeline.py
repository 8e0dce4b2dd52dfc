"""Feeds on their way into the spool: each answer of a server ends as it should, is counted, and nothing is fetched twice."""

import json

import pytest
import web_server

from dateline.contracts.documents import Document, Rejected
from dateline.pipelines import feed_state, feeds, spool
from dateline.settings import settings

NOW = 1_709_640_000.0  # 5 March 2024, noon UTC


class Clock:
    """Time passes only when somebody sleeps."""

    def __init__(self):
        self.seconds = NOW
        self.slept = 0.0

    def __call__(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds
        self.slept += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(feeds.time, "time", clock)
    return clock


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", str(tmp_path))
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setenv("DATELINE_FETCH_SECONDS", "0.6")
    monkeypatch.setenv("DATELINE_MAX_FETCH_BYTES", "300000")
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def run(root, clock):
    """One run over all sources that are due; returns its counts."""
    runs = iter(range(100))

    def one_run(**more):
        run_id = f"run-{next(runs)}"
        batches = feeds.plan(run_id, **more)
        for batch in batches:
            while wait := feeds.visit(batch, now=clock, sleep=clock.sleep).wait_seconds:
                clock.sleep(wait)
        return feeds.report(batches).counts

    return one_run


def source(root, where, kind="feed", **more):
    fields = {"name": "example", "kind": kind, "where": where, **more}
    (root / "sources.yaml").write_text(json.dumps({"sources": [fields]}))  # JSON is YAML


def rss(*paths, **dates):
    items = "".join(
        f"<item><title>Story {p}</title><link>{p}</link><guid>{p}</guid><pubDate>{dates.get('date', 'Tue, 05 Mar 2024 08:30:00 +0300')}</pubDate></item>"
        for p in paths
    )
    return f'<rss version="2.0"><channel><title>The Example</title>{items}</channel></rss>'


def spooled(root):
    return {d.source_id.rpartition(":")[2].partition("/")[2]: d for d in (spool.read(path).document for path in spool.waiting(root))}


def test_an_article_is_fetched_and_keeps_what_page_and_feed_say(root, site, address, run):
    source(root, address + "/rss", publisher="The Example", rights="spans", language="en")
    site.put("/rss", rss("/a"), Content_Type="application/rss+xml")
    site.put("/a", web_server.page("Three officers killed"))
    assert run() == {"announced_new": 1, "article_fetched": 1, "look_read": 1}
    [document] = spooled(root).values()
    assert isinstance(document, Document)
    assert (document.source_name, document.source_kind, document.source_id) == ("example", "feed", address + "/a")
    assert (document.publisher, document.rights, document.language) == ("The Example", "spans", "en")
    assert document.title == "Three officers killed"
    assert document.text.startswith("Gunmen attacked")
    assert document.published.isoformat() == "2024-03-05T08:30:00+03:00"


def test_a_feed_polled_twice_fetches_nothing_twice(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/a", "/b"), ETag='"1"')
    for path in "ab":
        site.put(f"/{path}", web_server.page())
    assert run()["article_fetched"] == 2
    assert run() == {}, "not due yet"
    clock.sleep(900)
    assert run() == {"look_unchanged": 1}, "304"
    clock.sleep(900)
    site.put("/rss", rss("/c", "/a", "/b"), ETag='"2"')
    site.put("/c", web_server.page())
    assert run() == {"look_read": 1, "announced_new": 1, "article_fetched": 1}
    assert (site.asked["/a"], site.asked["/b"], site.asked["/c"]) == (1, 1, 1)


def test_an_article_that_is_announced_as_changed_is_fetched_again(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/a"))
    site.put("/a", web_server.page())
    run()
    clock.sleep(900)
    site.put("/rss", rss("/a", date="Tue, 05 Mar 2024 11:30:00 +0300"))
    assert run() == {"look_read": 1, "announced_changed": 1, "article_fetched": 1}
    assert len(spool.waiting(root)) == 1, "the later version takes the place of the earlier one"


def test_every_answer_ends_as_it_should(root, site, address, run, clock):
    source(root, address + "/rss")
    answers = {
        "good": (200, {}, web_server.page().encode()),
        "moved": (301, {"Location": "/good"}, b""),
        "loop": (302, {"Location": "/loop"}, b""),
        "slow": web_server.drip,
        "bomb": web_server.bomb,
        "gone": (404, {}, b""),
        "broken": (500, {}, b""),
        "film": (200, {"Content-Type": "video/mp4"}, b"x"),
        "private/secret": (200, {}, web_server.page().encode()),
        "reserved": (200, {"tdm-reservation": "1"}, web_server.page().encode()),
        "empty": (200, {}, b"<html><body></body></html>"),
        "latin": (200, {"Content-Type": "text/html; charset=utf-8"}, web_server.page("Café attacked").encode("latin-1")),
        "cyrillic": (
            200,
            {"Content-Type": "text/html; charset=windows-1251"},
            web_server.page("Взрыв в городе").replace('<meta charset="utf-8">', "").encode("windows-1251"),
        ),
    }
    for path, answer in answers.items():
        site.pages[f"/{path}"] = answer
    site.put("/rss", rss(*(f"/{path}" for path in answers)))
    assert run() == {
        "look_read": 1,
        "announced_new": len(answers),
        "article_fetched": 5,  # `empty` among them: it was fetched, and goes to quarantine as a page without a body
        "article_too_many_redirects": 1,
        "article_too_large": 1,
        "article_gone": 1,
        "article_wrong_type": 1,
        "article_robots_forbidden": 1,
        "article_tdm_reserved": 1,
        "later_timeout": 1,
        "later_server_error": 1,
    }
    documents = spooled(root)
    assert documents["latin"].title == "Café attacked"
    assert documents["cyrillic"].title == "Взрыв в городе"
    rejected = {path: d.reason for path, d in documents.items() if isinstance(d, Rejected)}
    assert rejected == {
        "loop": "too_many_redirects",
        "bomb": "too_large",
        "gone": "gone",
        "film": "wrong_type",
        "private/secret": "robots_forbidden",
        "reserved": "tdm_reserved",
        "empty": "no_body",
    }
    assert all(d.remedy for d in documents.values() if isinstance(d, Rejected))
    assert {a.entry.url.rpartition("/")[2] for a in feed_state.load_source(root, "example").waiting} == {"slow", "broken"}
    assert "/private/secret" not in site.asked


def test_what_fails_again_and_again_is_given_up_and_named(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/broken"))
    site.put("/broken", "", status=500)
    for _ in range(8):
        run()
        clock.sleep(900)
    assert site.asked["/broken"] == feeds.MAX_ATTEMPTS
    assert spooled(root)["broken"].reason == "server_error"
    assert feed_state.load_source(root, "example").waiting == []


def test_a_busy_site_is_asked_again_when_it_says(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/busy"))
    asked_at = []

    def busy_once(handler):
        asked_at.append(clock.seconds)
        if len(asked_at) == 1:
            handler.answer(429, {"Retry-After": "120"}, b"")
        else:
            handler.answer(200, {"Content-Type": "text/html"}, web_server.page().encode())

    site.pages["/busy"] = busy_once
    assert run() == {"look_read": 1, "announced_new": 1, "later_rate_limited": 1, "article_fetched": 1}
    assert asked_at[1] - asked_at[0] == 120


def test_a_site_that_asks_for_hours_is_left_for_another_run(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/busy"))
    site.put("/busy", "", status=429, Retry_After="7200")
    assert run() == {"look_read": 1, "announced_new": 1, "later_rate_limited": 1}
    clock.sleep(3600)
    run()
    assert site.asked["/busy"] == 1
    site.put("/busy", web_server.page())
    clock.sleep(3700)
    assert run()["article_fetched"] == 1


def test_there_is_a_pause_between_two_articles(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", rss("/a", "/b", "/c"))
    for path in "abc":
        site.put(f"/{path}", web_server.page())
    assert run()["article_fetched"] == 3
    assert clock.slept == 3 * settings().host_delay_seconds


def test_a_dead_feed_is_looked_at_less_and_less_often(root, site, address, run, clock):
    source(root, address + "/rss")
    site.put("/rss", "", status=404)
    for _ in range(96):  # a day
        run()
        clock.sleep(900)
    assert 4 <= site.asked["/rss"] <= 8
    assert feed_state.load_source(root, "example").problem.startswith("gone")


def test_a_web_page_in_place_of_a_feed_says_so(root, site, address, run):
    source(root, address + "/rss")
    site.put("/rss", web_server.page())
    assert run() == {"look_no_feed": 1}


def test_old_articles_are_not_fetched(root, site, address, run):
    source(root, address + "/rss", days="7")
    site.put("/rss", rss("/a", date="Tue, 06 Feb 2024 08:30:00 +0300"))
    assert run() == {"look_read": 1, "announced_too_old": 1}


def test_an_index_of_sitemaps_is_followed(root, site, address, run, clock):
    source(root, address + "/index.xml", kind="sitemap")
    site.put("/index.xml", f"<sitemapindex><sitemap><loc>{address}/1.xml</loc><lastmod>2024-03-05</lastmod></sitemap></sitemapindex>")
    site.put("/1.xml", f"<urlset><url><loc>{address}/a</loc><lastmod>2024-03-05T09:00:00Z</lastmod></url></urlset>")
    site.put("/a", web_server.page())
    assert run() == {"look_read": 1, "map_read": 1, "announced_new": 1, "article_fetched": 1}
    clock.sleep(900)
    assert run() == {"look_read": 1}


def test_a_list_of_addresses_on_this_machine(root, site, address, run):
    (root / "list.txt").write_text(f"{address}/a\n{address}/b\n")
    source(root, "list.txt", kind="articles")
    site.put("/a", web_server.page())
    site.put("/b", web_server.page())
    assert run()["article_fetched"] == 2


def test_a_step_that_died_goes_on_where_it_stopped(root, site, address, run, clock, monkeypatch):
    source(root, address + "/rss")
    site.put("/rss", rss("/a", "/b", "/c"))
    for path in "abc":
        site.put(f"/{path}", web_server.page())
    batches = feeds.plan("night")
    put, left = spool.put, iter([None, None])

    def dies(*arguments):
        next(left)
        return put(*arguments)

    monkeypatch.setattr(spool, "put", dies)
    with pytest.raises(StopIteration):
        feeds.visit(batches[0], now=clock, sleep=clock.sleep)
    monkeypatch.setattr(spool, "put", put)
    counts = feeds.visit(batches[0], now=clock, sleep=clock.sleep).counts
    assert counts == {"look_read": 1, "announced_new": 3, "article_fetched": 3}
    assert sum(site.asked[f"/{path}"] for path in "abc") == 4, "only the one in hand was asked for again"


def test_a_wrong_line_in_sources_is_reported_and_the_others_are_read(root, site, address, run, clock):
    site.put("/rss", rss())
    (root / "sources.yaml").write_text(
        f"sources:\n  - name: good\n    kind: feed\n    where: {address}/rss\n  - name: bad\n    kind: rss\n    where: x\n"
    )
    batches = feeds.plan("run")
    assert sum(feeds.visit(batch, now=clock, sleep=clock.sleep).counts.get("look_read", 0) for batch in batches) == 1
    [problem] = feeds.report(batches).problems
    assert "sources.yaml:6: `kind: rss` is not known" in problem


def test_a_source_that_is_named_is_read_at_once(root, site, address, run):
    source(root, address + "/rss", schedule="daily")
    site.put("/rss", rss())
    run()
    assert run() == {}
    assert run(sources=["example"]) == {"look_read": 1}
    with pytest.raises(LookupError, match="unknown"):
        run(sources=["unknown"])


def test_nothing_to_do_without_a_file(root, run):
    assert feeds.plan("run") == []
