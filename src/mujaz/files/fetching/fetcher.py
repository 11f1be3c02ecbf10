"""Fetching with manners: what robots.txt allows, one request at a time, no sooner than a server asks for."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any
from urllib.parse import urljoin

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.fetching.addresses import Address, parse_address
from mujaz.files.fetching.cache import Cache, make_conditions
from mujaz.files.fetching.door import SECONDS, Answer, ask, name_agent

MOST_REDIRECTIONS = 5
"""Redirections in a row that are followed."""

MOST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt that are read."""

LONGEST_PAUSE = 60.0
"""Seconds that a server may ask to wait; after more it is given up."""

PAUSE = 1.0
"""Seconds between two requests to a host."""

_TRIES = 3
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content of an address.

    Attributes:
        url: The address at the end of all redirections.
        body: The content.
        content_type: As the server says, without parameters; empty if it does not.
    """

    url: str
    body: bytes
    content_type: str


class Fetcher:
    """Fetches addresses, one at a time.

    Args:
        allow_private: Whether the own network may be asked, on any port.
        cache: Where answers are kept.
        pause: See `PAUSE`.
        seconds: That one request may take.
    """

    def __init__(
        self, *, allow_private: bool = False, cache: Cache | None = None, pause: float = PAUSE, seconds: float = SECONDS
    ) -> None:
        self._allow_private = allow_private
        self._cache = cache or Cache()
        self._pause = pause
        self._seconds = seconds
        self._rules: dict[str, Any] = {}
        self._next_times: dict[str, float] = {}
        self._once: dict[str, Fetched | ArticleError] = {}
        self._lock = Lock()

    def fetch(self, url: str) -> Fetched:
        """Return what is at an address.

        Raises:
            ArticleError: It may not be fetched, or cannot.
        """
        with self._lock:
            address = parse_address(url, allow_private=self._allow_private)
            for _ in range(MOST_REDIRECTIONS + 1):
                self._check_rules(address)
                answer = self._get(address)
                if answer.status not in _REDIRECTIONS:
                    return _take(answer, address)
                address = self._follow(address, answer)
        raise ArticleError(url, f"more than {MOST_REDIRECTIONS} redirections")

    def fetch_once(self, url: str) -> Fetched:
        """Return what was at an address when this was first asked, so that a run reads what it has looked at.

        Raises:
            ArticleError: As of `fetch`.
        """
        if url not in self._once:
            try:
                self._once[url] = self.fetch(url)
            except ArticleError as exc:
                self._once[url] = exc
        fetched = self._once[url]
        if isinstance(fetched, ArticleError):
            raise fetched
        return fetched

    def _follow(self, address: Address, answer: Answer) -> Address:
        target = answer.headers.get("location", "")
        try:
            return parse_address(urljoin(address.url, target), allow_private=self._allow_private)
        except ValueError as exc:  # «http://[»
            raise ArticleError(address.url, f"it leads to no address: {target}") from exc
        except ArticleError as exc:
            raise ArticleError(address.url, f"it leads to {target}: {exc.reason}") from exc

    def _get(self, address: Address) -> Answer:
        """Return an answer, from the cache if it has not changed; wait if the server is busy, and asks for it."""
        kept = self._cache.find(address.url)
        for _ in range(_TRIES):
            answer = self._ask(address, dict(make_conditions(kept)))
            if answer.status == 304 and kept is not None:
                return kept
            if answer.status not in _BUSY:
                break
            self._delay(address, _read_pause(answer))
        if answer.status == 200:
            self._cache.keep(address.url, answer)
        return answer

    def _ask(self, address: Address, headers: dict[str, str]) -> Answer:
        time.sleep(max(self._next_times.get(address.host, 0) - time.monotonic(), 0))
        try:
            return ask(address, headers, allow_private=self._allow_private, seconds=self._seconds)
        finally:
            self._delay(address, self._pause)

    def _delay(self, address: Address, seconds: float) -> None:
        if seconds > LONGEST_PAUSE:
            raise ArticleError(address.url, f"the server asks to come again in {seconds:.0f} s")
        later = time.monotonic() + seconds
        self._next_times[address.host] = max(self._next_times.get(address.host, 0), later)

    def _check_rules(self, address: Address) -> None:
        """Make sure that the site's robots.txt lets the address be fetched.

        Raises:
            ArticleError: It does not, or cannot be had because the server fails.
        """
        if address.origin not in self._rules:
            self._rules[address.origin] = self._read_rules(address)
        rules = self._rules[address.origin]
        if not rules.can_fetch(address.url, name_agent()):
            raise ArticleError(address.url, "the site's robots.txt asks programs not to fetch it")
        self._delay(address, rules.crawl_delay(name_agent()) or 0)

    def _read_rules(self, address: Address) -> Any:
        try:
            from protego import Protego  # an extra; Python's own lets `/*.pdf$` through
        except ImportError as exc:
            raise ArticleError(address.url, str(MissingExtraError("fetching addresses", "feeds"))) from exc
        try:
            answer = self._ask_robots(parse_address(f"{address.origin}/robots.txt", allow_private=self._allow_private))
        except ArticleError as exc:
            raise ArticleError(address.url, exc.reason) from exc
        if answer.status >= 500 or answer.status == 429:
            raise ArticleError(address.url, f"the site's robots.txt cannot be had: status {answer.status}")
        text = answer.body[:MOST_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""
        return Protego.parse(text)

    def _ask_robots(self, robots: Address) -> Answer:
        answer = ask(robots, {}, allow_private=self._allow_private, seconds=self._seconds)
        for _ in range(MOST_REDIRECTIONS):
            if answer.status not in _REDIRECTIONS:
                break
            robots = self._follow(robots, answer)
            answer = ask(robots, {}, allow_private=self._allow_private, seconds=self._seconds)
        return answer


def _take(answer: Answer, address: Address) -> Fetched:
    if answer.status != 200:
        raise ArticleError(address.url, f"the server answers with status {answer.status}")
    content_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(address.url, answer.body, content_type)


def _read_pause(answer: Answer) -> float:
    """Return the seconds after which a busy server asks to come again; some if it does not say."""
    value = answer.headers.get("retry-after", "")
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 2 * PAUSE


FETCHERS: dict[bool, Fetcher] = {allow_private: Fetcher(allow_private=allow_private) for allow_private in (False, True)}
"""The fetchers of this process: the one that asks the public network alone, and the one that may ask the own one."""
