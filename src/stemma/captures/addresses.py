"""Open connections to public addresses alone.

Enters: requests of an ``httpx`` client. Leaves: their responses. Refuses: hosts with an address that is not public
(loopback, private, link-local, multicast, reserved; in IPv6 also those that hold such an IPv4 address), before a byte
is sent; connections that live longer than they may.

The address that was checked is the one that is connected to, so that a name cannot change its meaning in between; the
certificate is still that of the name. Numbers in other writings (``0177.1``, ``2130706433``) are checked as what the
system makes of them. Proxies of the environment are not used: behind one, nobody could tell where a connection ends.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host, as numbers; raises ``OSError`` for one that has none."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_OWN = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))


class PrivateAddressError(httpcore.ConnectError):
    """A host that leads, or could lead, into a network that is not public."""


class PublicTransport(httpx.HTTPTransport):
    """An ``httpx`` transport that connects to public addresses, and to hosts that were allowed by name."""

    def __init__(
        self,
        *,
        private_hosts: Iterable[str] = (),
        seconds: float,
        resolve: Resolver | None = None,
        backend: httpcore.NetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the transport.

        Args:
            private_hosts: Hosts, as written in an address, perhaps with a port ("127.0.0.1:8000"), that may be of a
                network that is not public.
            seconds: The longest life of a connection, handshake, head and body together.
            resolve: Finds the addresses of a host; the system's resolver by default.
            backend: Opens connections; plain sockets by default.
            clock: Seconds that never run backwards.
        """
        super().__init__(trust_env=False)
        hosts = frozenset(host.lower() for host in private_hosts)
        guarded = _Backend(hosts, seconds, resolve or find_addresses, backend or httpcore.SyncBackend(), clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_keepalive_connections=0, network_backend=guarded
        )


def named_hosts(addresses: Iterable[str]) -> frozenset[str]:
    """Return, with their ports, the hosts that are plainly written as this computer or one of the own network.

    Who types ``http://127.0.0.1:8000/`` or ``http://192.168.1.5/`` means it. A name that only leads there, a number in
    another writing and what a page links or redirects to stay refused.
    """
    found: set[str] = set()
    for address in addresses:
        try:
            parts = urlsplit(address.strip())
            host, port = parts.hostname or "", parts.port or {"https": 443}.get(parts.scheme, 80)
            number = None if host == "localhost" else ipaddress.ip_address(host)
        except ValueError:
            continue
        if number is None or number.is_loopback or any(number in net for net in _OWN if net.version == number.version):
            found.add(f"{host}:{port}")
    return frozenset(found)


def find_addresses(host: str, port: int) -> Sequence[str]:
    """Return the addresses of ``host`` as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public network; an IPv4 address inside an IPv6 one must be public too."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local or found in ipaddress.IPv6Network("::/96"):
            return False
    return found.is_global and not found.is_multicast


def _inner(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a mapped, 6to4, Teredo or NAT64 address leads to."""
    if found.ipv4_mapped or found.sixtofour:
        return found.ipv4_mapped or found.sixtofour
    if found.teredo:
        return found.teredo[1]
    return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None


class _Backend(httpcore.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(
        self,
        private: frozenset[str],
        seconds: float,
        resolve: Resolver,
        inner: httpcore.NetworkBackend,
        clock: Callable[[], float],
    ) -> None:
        self._private = private
        self._seconds = seconds
        self._resolve = resolve
        self._inner = inner
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        ends = self._clock() + self._seconds
        error: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._checked(host, port):
            left = min(timeout or self._seconds, max(ends - self._clock(), 0.001))
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, ends, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                error = refused
        raise error or httpcore.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no such host: {error}") from error
        allowed = {host.lower(), f"{host.lower()}:{port}"} & self._private
        if not allowed and not all(map(is_public, found)):
            raise PrivateAddressError("the host is not in the public network")
        return found


class _Stream(httpcore.NetworkStream):
    """A connection with an end: a server that sends a byte now and then cannot hold it for ever."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float, clock: Callable[[], float]) -> None:
        self._inner = inner
        self._ends = ends
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._ends, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[Exception]) -> float:
        left = self._ends - self._clock()
        if left <= 0:
            raise error("the connection lasted too long")
        return left if timeout is None else min(timeout, left)
