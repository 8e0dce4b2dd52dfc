"""WARC 1.0 and 1.1 archives: the web pages in them, one pass, bounded memory."""

import gzip
import io
import tracemalloc
import zipfile
from datetime import date

import pytest

PAGE = """<html lang="en"><head><title>Ferries collide off Bari</title>
<meta property="article:published_time" content="2024-03-05T09:00:00Z"></head><body><article><h1>Ferries collide off Bari</h1>
<p>Two ferries collided off the port of {port} on Tuesday, and the harbour master closed the port for the afternoon.</p>
<p>Nobody was hurt, the coast guard said in a statement, and both ships reached their berths under their own power.</p>
</article></body></html>"""


def http(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(url: str, block: bytes, kind: str = "response", length: int | None = None) -> bytes:
    content_type = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:6c8ad9b2-1111-4111-8111-{abs(hash(url)) % 10**12:012}>\r\n"
        f"WARC-Date: 2024-03-09T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(url: str, port: str = "Bari", **more: str) -> bytes:
    return record(url, http(PAGE.format(port=port).encode(), **more))


INFO = record("", b"software: tests\r\n", "warcinfo")
RECORDS = [
    INFO,
    record("https://example.org/a", b"GET / HTTP/1.1\r\n\r\n", "request"),
    page("https://example.org/world/ferries"),
    page("https://example.org/gone", status="404 Not Found"),
    record("https://example.org/logo.png", http(b"\x89PNG", kind="image/png")),
    page("https://example.org/2024/03/06/again", port="Brindisi"),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("crawl.warc", b"".join(RECORDS), id="plain"),
        pytest.param("crawl.warc.gz", b"".join(map(gzip.compress, RECORDS)), id="gz, a member for each record"),
        pytest.param("crawl.warc.gz", gzip.compress(b"".join(RECORDS)), id="gz in one piece"),
    ],
)
def test_every_page_is_a_document(read_file, name, content):
    first, second = read_file(name, content)
    assert first.text.startswith("Two ferries collided off the port of Bari")
    assert (first.source_kind, first.source_id, first.url) == (
        "warc",
        "https://example.org/world/ferries",
        "https://example.org/world/ferries",
    )
    assert (first.title, first.publisher) == ("Ferries collide off Bari", "example.org")
    assert (first.published.date(), first.published_from) == (date(2024, 3, 5), "meta")
    assert second.text.startswith("Two ferries collided off the port of Brindisi")


def test_a_page_without_date_is_not_dated_by_its_download(reasons_of, document_of):
    undated = PAGE.replace('<meta property="article:published_time" content="2024-03-05T09:00:00Z">', "").format(port="Bari").encode()
    assert reasons_of("crawl.warc", INFO + record("https://example.org/ferries", http(undated))) == ["undated"]
    found = document_of("crawl.warc", INFO + record("https://example.org/2024/03/06/ferries", http(undated)))
    assert (found.published, found.published_from) == (date(2024, 3, 6), "path")


def test_pages_that_are_packed_are_unpacked_within_bounds(reasons_of):
    packed = gzip.compress(PAGE.format(port="Bari").encode())
    bomb = gzip.compress(b"<p>words " * 5_000_000)
    content = INFO + record("https://example.org/a", http(packed, more="Content-Encoding: gzip\r\n"))
    content += record("https://example.org/b", http(PAGE.format(port="Ancona").encode(), more="Content-Encoding: gzip\r\n"))
    content += record("https://example.org/c", http(bomb, more="Content-Encoding: gzip\r\n"))
    assert reasons_of("crawl.warc", content) == ["read", "read", "too_large"]


@pytest.mark.slow
def test_a_page_of_a_hundred_megabytes_is_refused_in_little_memory(reasons_of):
    content = INFO + record("https://example.org/long", http(b"<p>words</p>" * 9_000_000)) + page("https://example.org/b")
    tracemalloc.start()
    reasons = reasons_of("crawl.warc", content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reasons == ["too_large", "read"]
    assert peak < 50_000_000


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        pytest.param(b"", ["no_body"], id="nothing"),
        pytest.param(b"no archive at all", ["unreadable"], id="something else"),
        pytest.param(INFO + page("https://example.org/a")[:-400], ["unreadable"], id="breaks off within a page"),
        pytest.param(INFO + record("https://example.org/a", b"HTTP/1.1 nonsense"), ["no_body"], id="a broken answer is passed over"),
        pytest.param(INFO + page("not an address"), ["read"], id="an address that is none"),
        pytest.param(INFO + page("http://[broken"), ["read"], id="an address that is broken"),
        pytest.param(INFO + record("https://example.org/a", http(b""), length=10**12), ["unreadable"], id="a length that lies"),
    ],
)
def test_what_is_wrong_with_an_archive_is_said(reasons_of, content, reasons):
    assert reasons_of("crawl.warc", content) == reasons


def test_one_in_a_zip_is_read(reasons_of):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("crawl.warc.gz", gzip.compress(b"".join(RECORDS)))
    assert reasons_of("crawls.zip", out.getvalue()) == ["read", "read"]
