"""Asking servers other than the hub, and reading files from them; the network's errors become ours here."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.request import getproxies, proxy_bypass

from mujaz.errors import ModelError
from mujaz.models.registry.hub import RemoteFile, Snapshot, TransferError, UnreachableError

MAX_ANSWER_BYTES = 16 * 1024 * 1024
ANSWER_SECONDS = 120.0
"""Bounds of an answer that is no file."""

_WAIT = 30.0
"""Seconds without a byte after which a server is given up."""
_BLOCK = 1 << 16
_ADVICE = "see to proxies, and to the addresses that the environment names, if it does (docs/models.md)"


class FileServer:
    """A server of files at known addresses, as `transfer` reads from it.

    Args:
        urls: The address of each file, by its name; all on one server.

    Attributes:
        address: As messages have it.
    """

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = dict(urls)
        self.address = _find_host(next(iter(urls.values())))

    def read(self, _snapshot: Snapshot, file: RemoteFile, start: int) -> Generator[tuple[int, bytes]]:
        """Yield the bytes of a file, each time after their position: from `start` on, or from 0 if the server can't.

        Raises:
            TransferError: The transfer broke off, or the server is busy.
            ModelError: The server refuses.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        with _open(self._urls[file.name], headers) as response:
            position = start if response.status == 206 else 0
            # Not `stream`, which waits for a whole block however slowly it comes.
            while data := response.read1(_BLOCK, decode_content=False):
                yield position, data
                position += len(data)


def ask_size(url: str) -> int:
    """Ask how many bytes a file has, without reading it.

    Raises:
        TransferError: The server cannot be reached or is busy.
        ModelError: The server refuses, or does not say.
    """
    with _open(url, {}) as response:
        size = response.headers.get("Content-Length", "")
    if not size.isdecimal():
        raise make_answer_error(url, "no size of a file")
    return int(size)


def read_json(url: str) -> dict[str, Any]:
    """Read a JSON object of bounded size.

    Raises:
        TransferError: The server cannot be reached, breaks off, is busy or too slow.
        ModelError: The server refuses, or answers with something else.
    """
    data = bytearray()
    end = time.monotonic() + ANSWER_SECONDS
    with _open(url, {}) as response:
        while len(data) <= MAX_ANSWER_BYTES and (block := response.read1(_BLOCK, decode_content=True)):
            data += block
            if time.monotonic() > end:
                raise TransferError(f"{_find_host(url)} is too slow: no answer within {ANSWER_SECONDS:.0f} s")
    try:
        content = json.loads(data) if len(data) <= MAX_ANSWER_BYTES else None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise make_answer_error(url, "no JSON that could be read")
    return content


def make_answer_error(url: str, problem: str) -> ModelError:
    """Make the error for an answer that is not what was asked for."""
    return ModelError(f"{_find_host(url)} gives {problem}; {_ADVICE}")


@contextmanager
def _open(url: str, headers: dict[str, str]) -> Iterator[Any]:
    import urllib3  # only a pull needs it

    host = _find_host(url)
    try:
        headers = {"Accept-Encoding": "identity", **headers}
        response = _make_client(url, host).request("GET", url, headers=headers, preload_content=False)
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as exc:
        raise UnreachableError(f"{host} cannot be reached ({_find_reason(exc)})") from exc
    try:
        _require_success(response.status, host)
        yield response
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as exc:
        raise TransferError(
            f"the transfer from {host} broke off ({_find_reason(exc)}); what has arrived is kept: the same command "
            "goes on from there"
        ) from exc
    finally:
        response.close()


def _find_reason(exc: Exception) -> str:
    return " ".join(str(exc).split())[:200]


def _require_success(status: int, host: str) -> None:
    if status == 429 or status >= 500:
        raise TransferError(f"{host} is busy or out of order ({status}); try again later")
    if status not in (200, 206):
        raise ModelError(f"{host} refuses with {status}; {_ADVICE}")


def _find_host(url: str) -> str:
    from urllib3.util import parse_url

    try:
        return parse_url(url).host or url[:100]
    except ValueError:
        return url[:100]


def _make_client(url: str, host: str) -> Any:
    import urllib3

    timeout = urllib3.Timeout(connect=_WAIT, read=_WAIT)
    settings: dict[str, Any] = {
        "timeout": timeout,
        "retries": urllib3.Retry(total=3, connect=0, read=0, status=0, respect_retry_after_header=False),
    }
    proxy = getproxies().get(url.partition(":")[0])
    if proxy and not proxy_bypass(host):
        return urllib3.ProxyManager(proxy, **settings)
    return urllib3.PoolManager(**settings)
