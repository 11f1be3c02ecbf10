"""A site on this machine, for tests of fetching: pages and feeds, and all the ways in which a server misbehaves."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = "افتتحت البلدية حديقة الصفصاف أمام الزوار صباح الأحد بعد عامين من العمل فيها. "
PAGE = "<!doctype html><html lang='ar'><head><title>حديقة</title></head><body><article><h1>حديقة الصفصاف</h1>{}"
PAGE = PAGE.format(f"<p>{TEXT * 2}</p>" * 4 + "</article></body></html>")
ITEM = "<item><title>خبر {0}</title><guid>g{0}</guid><link>/news/{0}</link><description>موجز {0}</description></item>"
FEED = f'<rss version="2.0"><channel><link>/</link>{"".join(map(ITEM.format, range(2)))}</channel></rss>'
ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\n"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    protocol_version = "HTTP/1.1"
    asked: Counter[str]
    headers_seen: list[dict[str, str]]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.asked[path] += 1
        self.headers_seen.append({"path": path, **{name.lower(): value for name, value in self.headers.items()}})
        with suppress(OSError):
            ANSWERS.get(path, _answer_page)(self)

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _answer_page(handler: Handler) -> None:
    handler.answer(PAGE.encode(), Content_Type="text/html; charset=utf-8")


def _answer_marked(handler: Handler) -> None:
    if handler.headers.get("If-None-Match") == '"1"':
        handler.answer(status=304)
    else:
        handler.answer(PAGE.encode(), ETag='"1"', Content_Type="text/html")


def _answer_busy(handler: Handler) -> None:
    if handler.asked["/busy"] == 1:
        handler.answer(status=429, Retry_After="0")
    else:
        _answer_page(handler)


def _drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


def _pour(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 2**20)


def _babble(handler: Handler) -> None:
    handler.wfile.write(b"HELLO WORLD\r\n\r\n")
    handler.close_connection = True


def _break_off(handler: Handler) -> None:
    packed = gzip.compress(PAGE.encode())
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(packed[: len(packed) // 2])
    handler.close_connection = True


def _redirect(target: str) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status=301, Location=target.replace("PORT", str(handler.server.server_port)))


ANSWERS: dict[str, Callable[[Handler], None]] = {
    "/robots.txt": lambda handler: handler.answer(ROBOTS.encode()),
    "/feed": lambda handler: handler.answer(FEED.encode(), Content_Type="text/html"),
    "/marked": _answer_marked,
    "/busy": _answer_busy,
    "/later": lambda handler: handler.answer(status=503, Retry_After="86400"),
    "/gone": lambda handler: handler.answer(status=410),
    "/drip": _drip,
    "/endless": _pour,
    "/bomb": lambda handler: handler.answer(gzip.compress(b"\0" * (2**25 + 1), 1), Content_Encoding="gzip"),
    "/packed": lambda handler: handler.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
    "/unknown": lambda handler: handler.answer(b"x", Content_Encoding="br"),
    "/charset": lambda handler: handler.answer(TEXT.encode("cp1256"), Content_Type="text/plain; charset=utf-8"),
    "/babble": _babble,
    "/half": _break_off,
    "/nowhere": _redirect("http://["),
    "/moved": _redirect("/news/1"),
    "/round": _redirect("/round"),
    "/inside": _redirect("http://127.0.0.2:PORT/secret"),
    "/number": _redirect("http://0x7f.1/secret"),
    "/file": _redirect("file:///etc/passwd"),
    "/forbidden": _redirect("/private/1"),
}


class Site:
    """The running site.

    Attributes:
        address: Without a path.
        port: Its port.
        asked: How often each path was asked for.
        headers: Of each request, and its path.
    """

    def __init__(self, port: int, handler: type[Handler]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.asked = handler.asked
        self.headers = handler.headers_seen


@contextmanager
def run_site() -> Iterator[Site]:
    """Run the site while the context lasts."""
    handler = type("Fresh", (Handler,), {"asked": Counter(), "headers_seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Site(server.server_port, handler)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
