"""Addresses of the web: what is one, and which machines may be asked."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from mujaz.errors import ArticleError

LONGEST = 2_000
"""Characters of an address."""

_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_PLAIN = "%/:?@!$&'()*+,;=~-._[]"
"""Signs of a path and a query that stay; others are encoded."""

_COUNTER = re.compile(r"(?:utm_\w+|[fgy]clid|fbclid|mc_[ce]id|at_(?:medium|campaign)|ocid)=", re.IGNORECASE)
"""Parts of a query that tell a site where its readers come from."""

_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
_GLOBAL = ipaddress.ip_network("2000::/3")
"""All addresses of the public network of version 6; mapped ones, NAT64 and local ones are outside of it."""

_SPECIAL = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.88.99.0/24", "3fff::/20")))
"""Public by their number and not by what is there: a cloud's own service, a relay, addresses for documentation."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """An address, taken apart.

    Attributes:
        url: All of it.
        scheme: ``http`` or ``https``.
        host: In lower case and in ASCII; of version 6 without its brackets.
        port: The number of the port.
        path: The path with what follows it, never empty.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as of a site."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Return the host as the header ``Host`` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(name: str) -> bool:
    """Tell whether an input is an address of the web and no file."""
    return name[:8].lower().startswith(("http://", "https://"))


def parse_address(url: str, *, allow_private: bool = False) -> Address:
    """Return an address taken apart.

    Args:
        url: With its scheme; letters that are not ASCII are encoded.
        allow_private: Whether other ports than those of the web may be asked.

    Raises:
        ArticleError: No address of the web, one with a password, or one that hides where it leads.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        port = parts.port or _PORTS.get(parts.scheme, 0)
        path = quote(parts.path or "/", safe=_PLAIN) + (f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else "")
    except ValueError as exc:  # also of half of a surrogate pair
        raise ArticleError(url, f"not an address: {exc}") from exc
    faults = (
        (parts.scheme not in _PORTS, "only http and https are fetched"),
        (len(url) > LONGEST, f"longer than {LONGEST:,} characters"),
        (not host or _CONTROL.search(host + path) is not None, "not an address"),
        (parts.username is not None or parts.password is not None, "a name or a password in it"),
        (_is_disguised(host), "its host is written as a number"),
        (port not in _PORTS.values() and not allow_private, f"port {port} is not the web's; --allow-private allows it"),
    )
    if fault := next((words for is_fault, words in faults if is_fault), None):
        raise ArticleError(url, fault)
    address = Address("", parts.scheme, host, port, path)
    return replace(address, url=address.origin + path)


def make_whole(base: str, link: str) -> str:
    """Return a link as an address, made whole by the page that it stands on, without what counts its readers."""
    try:
        address = urljoin(base, link.strip()) if link.strip() else ""
        parts = urlsplit(address)
    except ValueError:  # «http://[»
        return link
    counted = [part for part in parts.query.split("&") if _COUNTER.match(part)]
    kept = "&".join(part for part in parts.query.split("&") if part not in counted)
    return urlunsplit(parts._replace(query=kept)) if counted else address


def find_machines(address: Address, *, allow_private: bool = False) -> list[str]:
    """Return the numbers of the machines that a host has, in the order in which to try them.

    Args:
        address: Whose host.
        allow_private: Whether they may be in the own network.

    Raises:
        ArticleError: There is no such host, or one of its machines is not in the public network.
    """
    try:
        entries = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise ArticleError(address.url, f"no such host: {getattr(exc, 'strerror', None) or exc}") from exc
    machines = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    if not allow_private and not all(is_public(ipaddress.ip_address(machine)) for machine in machines):
        raise ArticleError(address.url, "its host is in the own network, or not public; --allow-private allows it")
    return machines


def is_public(machine: IP) -> bool:
    """Tell whether a machine is in the public network, and not reached by a way around through another number."""
    if any(machine in network for network in _SPECIAL):
        return False
    if isinstance(machine, ipaddress.IPv6Address):
        is_wrapped = machine.sixtofour is not None or machine.teredo is not None or machine.ipv4_mapped is not None
        return machine in _GLOBAL and machine.is_global and not is_wrapped
    return machine.is_global and not machine.is_multicast


def _is_disguised(host: str) -> bool:
    """Tell whether a host is a number in another form than the usual one, such as ``0x7f.1``."""
    if ":" in host or not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return False
    try:
        return str(ipaddress.IPv4Address(host)) != host
    except ValueError:
        return True
