"""Politeness: whose rules are asked, what they forbid, and how long a site is left alone."""

import pytest
import web_server

from dateline.settings import Settings
from dateline.sources.fetching import PAGE_TYPES, FetchError
from dateline.sources.robots import crawl_delay, is_allowed, is_reserved_by_answer, is_reserved_by_file
from dateline.sources.visiting import Visitor


class Clock:
    def __init__(self):
        self.seconds = 1_700_000_000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def visitor(clock):
    with Visitor(Settings(fetch_private=True, fetch_seconds=2, host_delay_seconds=3), now=clock) as visitor:
        yield visitor


def outcome(visitor, url):
    try:
        return visitor.visit(url, types=PAGE_TYPES).status
    except FetchError as error:
        return error.reason


def test_robots_txt_is_asked_once_a_day_and_obeyed(visitor, site, address, clock):
    site.put("/private/a", "x")
    site.put("/a", "x")
    assert outcome(visitor, address + "/private/a") == "robots_forbidden"
    assert outcome(visitor, address + "/a") == 200
    assert site.asked == {"/robots.txt": 1, "/.well-known/tdmrep.json": 1, "/a": 1}
    clock.seconds += 25 * 3600
    site.robots = "User-agent: dateline\nDisallow: /"
    assert outcome(visitor, address + "/a") == "robots_forbidden"
    assert site.asked["/robots.txt"] == 2


def test_a_redirect_into_a_forbidden_folder_is_not_followed(visitor, site, address):
    site.put("/go", "", status=302, Location="/private/a")
    site.put("/private/a", "x")
    assert outcome(visitor, address + "/go") == "robots_forbidden"
    assert "/private/a" not in site.asked


def test_without_robots_txt_everything_may_be_fetched_but_not_while_the_site_is_broken(visitor, site, address, clock):
    site.put("/a", "x")
    site.pages["/robots.txt"] = (500, {}, b"")

    def broken(handler):
        handler.answer(500, {}, b"")

    original = web_server.Handler.do_GET
    try:
        web_server.Handler.do_GET = broken
        assert outcome(visitor, address + "/a") == "unreachable"
    finally:
        web_server.Handler.do_GET = original
    site.robots = ""
    assert outcome(visitor, address + "/a") == "unreachable", "the site is left alone for a while"
    clock.seconds += 700
    assert outcome(visitor, address + "/a") == 200


def test_there_is_a_pause_between_two_visits(visitor, site, address, clock):
    site.put("/a", "x")
    assert visitor.seconds_until_free(address + "/a") == 0
    outcome(visitor, address + "/a")
    assert visitor.seconds_until_free(address + "/b") == 3
    clock.seconds += 3
    assert visitor.seconds_until_free(address + "/b") == 0


def test_a_longer_pause_that_the_site_asks_for_is_kept(visitor, site, address):
    site.robots = "User-agent: *\nCrawl-delay: 20"
    site.put("/a", "x")
    outcome(visitor, address + "/a")
    assert visitor.seconds_until_free(address + "/a") == 20


def test_a_busy_site_is_left_alone_as_long_as_it_says(visitor, site, address):
    site.put("/a", "", status=429, Retry_After="90")
    assert outcome(visitor, address + "/a") == "rate_limited"
    assert visitor.seconds_until_free(address + "/a") == 90


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        pytest.param("/a", (200, {"tdm-reservation": "1"}, b"x"), id="in the header"),
        pytest.param("/a", (200, {}, b'<head><meta name="tdm-reservation" content="1"></head>'), id="in the page"),
        pytest.param("/a", (200, {}, b"<head><META content=1 name='TDM-Reservation'></head>"), id="in the page, written otherwise"),
    ],
)
def test_a_reservation_of_text_mining_is_respected(visitor, site, address, path, answer):
    site.pages[path] = answer
    assert outcome(visitor, address + path) == "tdm_reserved"


def test_a_reservation_in_the_site_s_file_is_known_before_anything_is_fetched(visitor, site, address):
    site.put("/.well-known/tdmrep.json", '[{"location": "/open/", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": 1}]')
    site.put("/open/a", "x")
    assert outcome(visitor, address + "/a") == "tdm_reserved"
    assert outcome(visitor, address + "/open/a") == 200
    assert "/a" not in site.asked


@pytest.mark.parametrize(
    ("location", "url", "expected"),
    [
        pytest.param("/", "https://a.example/b", True, id="everything"),
        pytest.param("/news/*.html$", "https://a.example/news/1.html", True, id="pattern"),
        pytest.param("/news/*.html$", "https://a.example/news/1.html?x", False, id="the end is the end"),
        pytest.param("/news", "https://a.example/", False, id="elsewhere"),
    ],
)
def test_patterns_of_tdmrep(location, url, expected):
    assert is_reserved_by_file(f'[{{"location": "{location}", "tdm-reservation": 1}}]', url) is expected


@pytest.mark.parametrize(
    "text", ["", "not json", "3", "[3]", '[{"location": 3}]', "[" * 100_000, '{"location": "/", "tdm-reservation": 0}']
)
def test_a_broken_tdmrep_reserves_nothing(text):
    assert not is_reserved_by_file(text, "https://a.example/")


def test_the_header_goes_before_the_page():
    assert not is_reserved_by_answer({"tdm-reservation": "0"}, b'<meta name="tdm-reservation" content="1">')


def test_rules_for_others_are_not_ours():
    robots = "User-agent: otherbot\nDisallow: /\n\nUser-agent: *\nAllow: /"
    assert is_allowed(robots, "https://a.example/", "Dateline")
    assert crawl_delay(robots, "Dateline") is None
    assert crawl_delay("User-agent: *\nRequest-rate: 1/30s", "Dateline") == 30
