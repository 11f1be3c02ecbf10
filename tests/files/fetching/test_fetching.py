"""Addresses: fetched with manners and within bounds, and never out of the own network."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.fetching import addresses, fetcher
from mujaz.files.fetching.addresses import find_machines, is_public, parse_address
from mujaz.files.fetching.cache import Cache
from mujaz.files.fetching.fetcher import FETCHERS, Fetcher
from mujaz.files.formats.base import Reading
from mujaz.types import Article
from tests.files.fetching.site import PAGE, TEXT, Site, run_site

PRIVATE = Reading(allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as site:
        yield site


@pytest.fixture
def private(tmp_path: Path) -> Fetcher:
    return Fetcher(allow_private=True, cache=Cache(tmp_path / "cache"), pause=0, seconds=30)


@pytest.fixture
def public(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """A fetcher that takes 127.0.0.1 alone for public, and the site's port for the web's."""
    monkeypatch.setattr(addresses, "_PORTS", {"http": site.port, "https": 443})
    monkeypatch.setattr(addresses, "is_public", lambda machine: str(machine) == "127.0.0.1")
    return Fetcher(cache=Cache(tmp_path / "cache"), pause=0, seconds=30)


@pytest.mark.parametrize(
    ("machine", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        *((machine, False) for machine in ("168.63.129.16", "192.88.99.1", "3fff::1")),
        *((machine, False) for machine in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254")),
        *(
            (machine, False)
            for machine in (str(ipaddress.IPv4Address(0)), "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1")
        ),
        *((machine, False) for machine in ("::1", "::", "fe80::1", "fc00::1", "ff02::1", "fec0::1", "2001:db8::1")),
        *(
            (machine, False)
            for machine in ("::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808")
        ),
        *((machine, False) for machine in ("2002:7f00:1::", "2001:0:4136:e378::1", "::127.0.0.1", "64:ff9b:1::1")),
    ],
)
def test_only_the_public_network_is_public(machine: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(machine)) is public


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://0x7f.1/", "its host is written as a number"),
        ("http://2130706433/", "its host is written as a number"),
        ("http://0177.0.0.1/", "its host is written as a number"),
        ("http://127.1/", "its host is written as a number"),
        ("http://127.0.0.1/", "its host is in the own network"),
        ("http://[::1]/", "its host is in the own network"),
        ("http://[::ffff:127.0.0.1]/", "its host is in the own network"),
        ("http://[64:ff9b::7f00:1]/", "its host is in the own network"),
        ("http://localhost/", "its host is in the own network"),
        ("http://news.example:8080/", "port 8080 is not the web's"),
        ("http://name:word@news.example/", "a name or a password in it"),
        ("https:///x", "not an address"),
        ("https://news.example/\ud800", "not an address"),
        ("http://" + "a." * 2_000, "not an address|longer than"),
    ],
)
def test_there_is_no_way_into_the_own_network(url: str, reason: str) -> None:
    (error,) = read_articles([url])
    assert isinstance(error, ArticleError)
    assert any(part in error.reason for part in reason.split("|")), error.reason


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://news.example", "/"),
        ("https://news.example/a//b/?p&x=2&a=1#top", "/a//b/?p&x=2&a=1"),
        ("https://news.example/خبر 1?ص=2", "/%D8%AE%D8%A8%D8%B1%201?%D8%B5=2"),
        ("https://news.example/%D8%AE?a=%20", "/%D8%AE?a=%20"),
        ("https://NEWS.example:443/a;b", "/a;b"),
    ],
)
def test_an_address_is_asked_for_as_it_was_given(url: str, path: str) -> None:
    address = parse_address(url)
    assert (address.url, address.path) == (f"https://news.example{path}", path)
    assert parse_address("http://خبر.example/").host == "xn--ngblk.example"


def test_a_host_with_one_machine_in_the_own_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    machines = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, 80)) for machine in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: machines)
    with pytest.raises(ArticleError, match="its host is in the own network"):
        find_machines(parse_address("http://news.example/"))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", "its host is in the own network"),
        ("/number", "its host is written as a number"),
        ("/file", "only http and https are fetched"),
    ],
)
def test_a_redirection_goes_through_the_same_door(public: Fetcher, site: Site, path: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        public.fetch(site.address + path)
    assert site.asked["/secret"] == 0


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/1", "robots.txt asks programs not to fetch it"),
        ("/a/report.pdf", "robots.txt asks programs not to fetch it"),
        ("/forbidden", "robots.txt asks programs not to fetch it"),
        ("/round", "more than 5 redirections"),
        ("/later", "asks to come again in 86400 s"),
        ("/gone", "the server answers with status 410"),
        ("/endless", "larger than 32 MB"),
        ("/bomb", "larger than 32 MB"),
        ("/unknown", "packed as br, which was not asked for"),
        ("/babble", "cannot be fetched: HELLO WORLD"),
        ("/half", "the answer broke off"),
        ("/nowhere", r"it leads to no address: http://\["),
    ],
)
def test_what_may_not_be_fetched_or_is_too_large(private: Fetcher, site: Site, path: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        private.fetch(site.address + path)


def test_a_slow_answer_is_given_up_after_its_time_in_all(site: Site, tmp_path: Path) -> None:
    hasty = Fetcher(allow_private=True, cache=Cache(tmp_path), pause=0, seconds=0.4)
    start = time.monotonic()
    with pytest.raises(ArticleError, match="not fetched within 0 s"):
        hasty.fetch(f"{site.address}/drip")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("path", ["/news/1", "/moved", "/packed", "/busy", "/marked"])
def test_a_page_is_fetched_and_who_asks_is_said(private: Fetcher, site: Site, path: str) -> None:
    assert private.fetch(site.address + path).body == PAGE.encode()
    assert site.headers[-1]["user-agent"].startswith("Mujaz/")
    assert site.headers[-1]["host"] == f"127.0.0.1:{site.port}"
    assert site.asked["/robots.txt"] == 1


def test_what_has_not_changed_is_not_sent_again(private: Fetcher, site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        assert private.fetch(f"{site.address}/marked").body == PAGE.encode()
    assert site.headers[-1]["if-none-match"] == '"1"'
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes() + b"x")
    assert private.fetch(f"{site.address}/marked").body == PAGE.encode()
    assert "if-none-match" not in site.headers[-1]


def test_requests_to_a_host_keep_a_distance(site: Site, tmp_path: Path) -> None:
    slow = Fetcher(allow_private=True, cache=Cache(tmp_path), pause=0.1)
    start = time.monotonic()
    for number in range(3):
        slow.fetch(f"{site.address}/news/{number}")
    assert time.monotonic() - start >= 0.2


@pytest.fixture
def _fast(monkeypatch: pytest.MonkeyPatch, private: Fetcher) -> None:
    monkeypatch.setitem(FETCHERS, True, private)


@pytest.mark.usefixtures("_fast")
@pytest.mark.parametrize(
    ("path", "text", "identifier"),
    [
        ("/news/1", TEXT.strip(), "1"),
        ("/%D8%AE%D8%A8%D8%B1.php", TEXT.strip(), "خبر"),
        ("/charset", TEXT.strip(), "charset"),
    ],
)
def test_an_address_is_an_input_as_a_file_is(site: Site, path: str, text: str, identifier: str) -> None:
    (article,) = read_articles([site.address + path], reading=PRIVATE)
    assert isinstance(article, Article), article
    assert (article.id, text in article.text) == (identifier, True)
    assert article.source == site.address + path


@pytest.mark.usefixtures("_fast")
def test_a_feed_at_an_address_is_read_and_its_pages_are_fetched_only_when_asked(site: Site) -> None:
    articles = list(read_articles([f"{site.address}/feed"], reading=PRIVATE))
    assert [getattr(article, "text", article) for article in articles] == ["موجز 0", "موجز 1"]
    assert site.asked["/news/1"] == 0
    full = Reading(full_text=True, allow_private=True)
    for article in read_articles([f"{site.address}/feed"], reading=full):
        assert isinstance(article, Article), article
        assert TEXT.strip() in article.text
        assert (article.id, article.title) in {("g0", "خبر 0"), ("g1", "خبر 1")}
        assert article.url == f"{site.address}/news/{article.id[1]}"
    assert (site.asked["/news/1"], site.asked["/feed"]) == (1, 1)


def test_a_server_that_asks_for_a_date_is_waited_for() -> None:
    answer = fetcher.Answer(429, {"retry-after": "Sun, 17 May 2009 08:30:00 GMT"}, b"")
    assert fetcher._read_pause(answer) == 0
