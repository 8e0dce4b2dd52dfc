"""A web server on this machine that behaves as badly as the real ones: slow, redirecting, bombing, busy, broken, forbidding."""

import gzip
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2024-03-05T08:30:00+03:00"><meta charset="utf-8">{head}</head>
<body><article><h1>{title}</h1>
<p>Gunmen attacked a police post outside the town of {place} on Monday night, killing three officers, the governor said on Tuesday.</p>
<p>Two of the attackers were shot dead when soldiers arrived. Schools and shops in the town stayed closed, residents said by telephone.</p>
<p>The interior ministry has sent a team to look into the attack, which nobody has claimed so far, a spokeswoman told reporters.</p>
</article></body></html>"""


def page(title="Three officers killed in raid", place="Baidoa", head=""):
    return PAGE.format(title=title, place=place, head=head)


class Site:
    """What the server answers, and what it was asked."""

    def __init__(self):
        self.pages = {}  # path → (status, headers, body) or a function of the handler
        self.asked = Counter()
        self.agents = set()
        self.robots = "User-agent: *\nDisallow: /private/\n"

    def put(self, path, body, status=200, **headers):
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, data)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked[self.path] += 1
        site.agents.add(self.headers["User-Agent"])
        if self.path == "/robots.txt":
            return self.answer(200, {"Content-Type": "text/plain"}, site.robots.encode())
        found = site.pages.get(self.path, (404, {}, b"not here"))
        if callable(found):
            return found(self)
        status, headers, body = found
        if status == 200 and headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
            return self.answer(304, {"ETag": headers["ETag"]}, b"")
        return self.answer(status, {"Content-Type": "text/html; charset=utf-8", **headers}, body)

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # clients that hang up are what is tested


def start(site):
    """A running server and its address; call `shutdown()` and `server_close()` on it."""
    server = Server(("127.0.0.1", 0), Handler)
    server.site = site
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


def drip(handler):
    """One byte every 50 ms, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def bomb(handler):
    """A gigabyte of blanks in one megabyte."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    piece = gzip.compress(b" " * 10_000_000, 9)
    for _ in range(100):
        handler.wfile.write(piece)


def endless(handler):
    """More and more of a page, as fast as it goes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)
