"""Fetching: what comes back, what is refused, and how each way of misbehaving ends."""

import socket
import time

import httpcore
import pytest
import web_server

from dateline.settings import Settings
from dateline.sources import addresses, fetching
from dateline.sources.addresses import ForbiddenAddressError, GuardedBackend, is_public
from dateline.sources.fetching import PAGE_TYPES, FetchError, fetch, gunzipped, open_client, retry_after_seconds


@pytest.fixture
def get(address):
    """Fetch a path of the server, which lies on this machine."""
    with open_client(Settings(fetch_private=True, fetch_seconds=1, contact="desk@example.org")) as client:
        yield lambda path, **more: fetch(client, path if "://" in path else address + path, types=PAGE_TYPES, max_bytes=200_000, **more)


def reason_of(call, *arguments):
    with pytest.raises(FetchError) as error:
        call(*arguments)
    return error.value.reason


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        pytest.param("93.184.215.14", True, id="public"),
        pytest.param("2001:4860:4860::8888", True, id="public IPv6"),
        pytest.param("10.1.2.3", False, id="private"),
        pytest.param("192.168.0.1", False, id="home network"),
        pytest.param("172.16.0.1", False, id="private, the middle one"),
        pytest.param("127.0.0.1", False, id="loopback"),
        pytest.param("127.8.8.8", False, id="loopback, the whole net"),
        pytest.param("0.0.0.0", False, id="unspecified"),
        pytest.param("169.254.169.254", False, id="link-local, where clouds keep secrets"),
        pytest.param("100.64.0.1", False, id="shared by a provider"),
        pytest.param("224.0.0.251", False, id="multicast"),
        pytest.param("255.255.255.255", False, id="broadcast"),
        pytest.param("::1", False, id="loopback IPv6"),
        pytest.param("fe80::1%eth0", False, id="link-local IPv6 with its zone"),
        pytest.param("fd00::1", False, id="unique local IPv6"),
        pytest.param("fec0::1", False, id="site-local IPv6"),
        pytest.param("ff02::1", False, id="multicast IPv6"),
        pytest.param("::ffff:127.0.0.1", False, id="IPv4-mapped"),
        pytest.param("::ffff:93.184.215.14", False, id="IPv4-mapped even if public"),
        pytest.param("2002:7f00:1::1", False, id="6to4"),
        pytest.param("64:ff9b::7f00:1", False, id="NAT64 of loopback"),
        pytest.param("64:ff9b::5db8:d70e", True, id="NAT64 of a public address"),
    ],
)
def test_knows_public_addresses(ip, expected):
    assert is_public(ip) is expected


def test_a_local_server_is_refused_unless_allowed(address, site):
    site.put("/", web_server.page())
    with open_client(Settings()) as client:
        assert reason_of(lambda: fetch(client, address + "/", types=PAGE_TYPES, max_bytes=1000)) == "forbidden_address"
    assert not site.asked


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_other_ways_to_write_this_machine_are_refused_too(host):
    with open_client(Settings(fetch_seconds=2)) as client:
        assert reason_of(lambda: fetch(client, f"http://{host}:9/", types=PAGE_TYPES, max_bytes=1000)) in (
            "forbidden_address",
            "unreachable",
        )


def test_each_redirect_is_checked(address, site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1")
    site.put("/out", "", status=302, Location=address.replace("127.0.0.1", "127.0.0.2") + "/secret")
    with open_client(Settings(fetch_seconds=2)) as client:
        assert reason_of(lambda: fetch(client, address + "/out", types=PAGE_TYPES, max_bytes=1000)) == "forbidden_address"
    assert site.asked == {"/out": 1}


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch):
    """A name server that answers 93.… first and 127.… a moment later gets nowhere: it is asked once."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    opened = []

    class Recorder(httpcore.MockBackend):
        def connect_tcp(self, host, *arguments, **more):
            opened.append(host)
            return super().connect_tcp(host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (ip, 80)) for ip in next(answers)])
    backend = GuardedBackend(5, is_private_allowed=False)
    backend._inner = Recorder([])
    backend.connect_tcp("rebind.example", 80)
    assert opened == ["93.184.215.14"]
    with pytest.raises(ForbiddenAddressError):
        backend.connect_tcp("rebind.example", 80)


def test_gives_the_body_and_says_who_asks(get, site, address):
    site.put("/", "<p>news</p>")
    found = get("/")
    assert (found.url, found.status, found.body, found.charset) == (address + "/", 200, b"<p>news</p>", "utf-8")
    assert site.agents == {"Dateline/0.1.0 (+desk@example.org)"}


def test_an_unchanged_page_is_not_sent_again(get, site):
    site.put("/", "news", ETag='"1"')
    first = get("/")
    assert not first.is_unchanged
    assert get("/", etag=first.headers["etag"]).is_unchanged


def test_follows_redirects_up_to_a_bound(get, site, address):
    for i in range(8):
        site.put(f"/{i}", "", status=301, Location=f"/{i + 1}")
    site.put("/8", "there")
    assert get("/3").url == address + "/8"
    assert reason_of(get, "/2") == "too_many_redirects"
    site.put("/loop", "", status=302, Location="/loop")
    assert reason_of(get, "/loop") == "too_many_redirects"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param((404, {}, b""), "gone", id="not found"),
        pytest.param((410, {}, b""), "gone", id="gone"),
        pytest.param((403, {}, b""), "refused", id="forbidden"),
        pytest.param((500, {}, b""), "server_error", id="broken"),
        pytest.param((200, {"Content-Type": "video/mp4"}, b"x"), "wrong_type", id="a film"),
        pytest.param((200, {}, b"x" * 300_000), "too_large", id="too large, and says so"),
        pytest.param(web_server.endless, "too_large", id="too large, and doesn't say"),
        pytest.param(web_server.bomb, "too_large", id="a gzip bomb"),
        pytest.param((200, {"Content-Encoding": "gzip"}, b"\x1f\x8bnot"), "broken_encoding", id="no gzip"),
        pytest.param((200, {"Content-Encoding": "br"}, b"x"), "broken_encoding", id="a compression nobody asked for"),
        pytest.param((302, {"Location": "file:///etc/passwd"}, b""), "bad_url", id="sent on to a file"),
        pytest.param((302, {"Location": "http://[::1"}, b""), "unreachable", id="sent on to nonsense"),
    ],
)
def test_each_misbehaviour_has_its_name(get, site, answer, reason):
    site.pages["/"] = answer
    assert reason_of(get, "/") == reason


def test_a_server_that_drips_is_left_when_the_time_is_over(site, get):
    site.pages["/"] = web_server.drip
    started = time.monotonic()
    assert reason_of(get, "/") == "timeout"
    assert time.monotonic() - started < 4


def test_a_busy_server_says_how_long_to_wait(get, site):
    site.put("/", "", status=429, Retry_After="7")
    with pytest.raises(FetchError) as error:
        get("/")
    assert (error.value.reason, error.value.retry_after_seconds, error.value.is_passing) == ("rate_limited", 7.0, True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("120", 120.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), (None, None), ("soon", None), ("-3", None)],
)
def test_reads_retry_after(value, expected):
    assert retry_after_seconds(value) == expected


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "//example.org/", "http://", "http://[x/", "gopher://x/"])
def test_only_web_addresses_are_fetched(get, url):
    if "://" in url:
        assert reason_of(get, url) == "bad_url"
    else:
        with open_client(Settings()) as client:
            assert reason_of(lambda: fetch(client, url, types=PAGE_TYPES, max_bytes=1)) == "bad_url"


def test_a_host_that_is_not_there_is_unreachable(get):
    assert reason_of(get, "http://127.0.0.1:1/") == "unreachable"


def test_a_password_in_an_address_is_not_sent(get, site, address):
    seen = []
    site.pages["/"] = lambda handler: (seen.append(handler.headers["Authorization"]), handler.answer(200, {}, b"x"))
    get(address.replace("://", "://user:secret@") + "/")
    assert seen == [None]


def test_a_bomb_is_noticed_piece_by_piece():
    import gzip

    pieces = gunzipped(iter([gzip.compress(b"\0" * 5_000_000)]), "bomb")
    assert max(len(piece) for piece, _ in zip(pieces, range(100), strict=False)) <= fetching._CHUNK_BYTES
