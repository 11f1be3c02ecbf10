"""One request to one machine: bounded in size and time, decompressed within bounds."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from typing import Any

from mujaz.errors import ArticleError
from mujaz.extras import find_version
from mujaz.files.fetching.addresses import Address, find_machines

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of an answer, packed and unpacked."""

SECONDS = 60.0
"""Seconds on the clock that one request may take in all."""

WAIT = 20.0
"""Seconds without a byte after which a server is given up."""

_BLOCK = 1 << 16
_UNPACK = zlib.MAX_WBITS | 32  # gzip or zlib, told by the head


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a server.

    Attributes:
        status: Of HTTP.
        headers: Their names in lower case.
        body: Unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


@cache
def name_agent() -> str:
    """Return the words by which Mujaz tells servers who it is."""
    return f"Mujaz/{find_version('mujaz') or '0'} (reads the articles that its user asks for)"


def ask(
    address: Address, headers: Mapping[str, str], *, allow_private: bool = False, seconds: float = SECONDS
) -> Answer:
    """Return the answer of a server; redirections are not followed.

    The connection goes to the very machine that was looked at, so that a name which leads elsewhere a moment later
    changes nothing.

    Args:
        address: The address to ask for.
        headers: Beside those of every request.
        allow_private: Whether the machine may be in the own network.
        seconds: See `SECONDS`.

    Raises:
        ArticleError: No machine that may be asked, no answer, or too large or slow a one.
    """
    from http.client import HTTPException  # 0.1 s for both: only for addresses

    from urllib3.exceptions import HTTPError

    deadline = time.monotonic() + seconds
    fault: Exception | None = None
    for machine in find_machines(address, allow_private=allow_private):
        connection = _make_connection(address, machine)
        try:
            with _cut_at(deadline, connection):
                answer = _exchange(connection, address, headers)
            if time.monotonic() < deadline:  # else the answer may be cut
                return answer
        except (OSError, HTTPError, HTTPException, zlib.error, ValueError) as exc:
            fault = exc
        if time.monotonic() >= deadline:
            raise ArticleError(address.url, f"not fetched within {seconds:.0f} s") from fault
    raise ArticleError(address.url, f"cannot be fetched: {fault}") from fault


def _make_connection(address: Address, machine: str) -> Any:
    from urllib3.connection import HTTPConnection, HTTPSConnection  # as above

    if address.scheme == "http":
        return HTTPConnection(machine, address.port, timeout=WAIT)
    from ssl import create_default_context  # only for addresses

    context = create_default_context()
    return HTTPSConnection(
        machine, address.port, timeout=WAIT, ssl_context=context, server_hostname=address.host, assert_hostname=None
    )


@contextmanager
def _cut_at(deadline: float, connection: Any) -> Iterator[None]:
    """Connect, and shut the connection down at the deadline: a server that sends a byte now and then has no other."""
    opened: list[socket.socket] = []

    def cut() -> None:
        for sock in filter(None, (*opened, connection.sock)):
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not SSL's own, which another thread may use

    timer = Timer(max(deadline - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        opened.append(connection.sock)  # the response takes it away from the connection
        yield
    finally:
        timer.cancel()
        connection.close()


def _exchange(connection: Any, address: Address, headers: Mapping[str, str]) -> Answer:
    usual = {"Host": address.authority, "User-Agent": name_agent(), "Accept": "*/*", "Accept-Encoding": "gzip"}
    connection.request("GET", address.path, headers={**usual, **headers}, preload_content=False, decode_content=False)
    response = connection.getresponse()
    names = {name.lower(): value for name, value in response.headers.items()}
    length = names.get("content-length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise _make_size_error(address)
    packed = _read_blocks(response, address)
    coding = names.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise ArticleError(address.url, f"packed as {coding[:20]}, which was not asked for")
    body = b"".join(packed if coding in {"identity", ""} else _unpack(packed, address))
    if length.isdecimal() and not body and int(length):
        raise OSError("the answer broke off")
    return Answer(response.status, names, body)


def _read_blocks(response: Any, address: Address) -> Iterator[bytes]:
    size = 0
    # Not `stream`, which waits for a whole block however slowly it comes.
    while block := response.read1(_BLOCK, decode_content=False):
        size += len(block)
        if size > MOST_BYTES:
            raise _make_size_error(address)
        yield block


def _unpack(blocks: Iterator[bytes], address: Address) -> Iterator[bytes]:
    unpacker, size = zlib.decompressobj(_UNPACK), 0
    for block in blocks:
        unpacked = unpacker.decompress(block, MOST_BYTES + 1 - size)
        size += len(unpacked)
        if size > MOST_BYTES:
            raise _make_size_error(address)
        yield unpacked
    if size and not unpacker.eof:
        raise OSError("the answer broke off")


def _make_size_error(address: Address) -> ArticleError:
    return ArticleError(address.url, f"what is there is larger than {MOST_BYTES // 2**20} MB")
