"""Which addresses a fetcher may connect to, and a connection that holds it to them.

The check is made where the socket is opened, on the address that it is opened to: a name that is public when it is looked
up first and private when it is looked up again gets nobody inside.
"""

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import httpcore

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215


class ForbiddenAddressError(Exception):
    """A host that lies in a private network, on this machine, or nowhere."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    Not so are private, loopback, link-local, multicast, reserved and unspecified ones, and those of IPv6 that hide one of
    IPv4 (IPv4-mapped, 6to4, Teredo), which no publisher needs; NAT64 counts as what is inside, since whole networks live
    behind it. Raises `ValueError` for what is no address.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:93.184.215.14")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.ipv4_mapped is not None or ip.sixtofour is not None or ip.teredo is not None or ip.is_site_local or ip in _LOCAL_NAT64:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses only, unless `is_private_allowed`, and gives each `seconds` from first to last byte.

    Connections are not kept alive (see `fetching`), so a connection's time is a request's.
    """

    def __init__(self, seconds: float, is_private_allowed: bool) -> None:
        self._seconds = seconds
        self._is_private_allowed = is_private_allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that may be used and answers.

        Raises `ForbiddenAddressError` when there is none to try, and what httpcore raises when none answers.
        """
        deadline = time.monotonic() + self._seconds
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # UnicodeError: a name that no name server could be asked for
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = [address for address in addresses if self._is_private_allowed or is_public(address)]
        if not allowed:
            raise ForbiddenAddressError(f"{host} is {', '.join(addresses)}, which is not an address of the public internet")
        for address in allowed:
            try:
                stream = self._inner.connect_tcp(address, port, _left(deadline, timeout), local_address, socket_options)
                return _TimedStream(stream, deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A stream that ends at its deadline: one that sends a byte now and then would else go on for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Seconds that may still be waited. Raises `httpcore.ReadTimeout` when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for one answer is over")
    return left if timeout is None else min(left, timeout)
