"""The way out: each host is resolved once, its addresses are checked, and the one that was checked is used.

httpx is given the address instead of the name, so that no second answer of the name server counts; the name
stays in the Host header and in the TLS handshake, where the certificate is checked against it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

import httpx
import socksio

from bot.blocking import NAMES
from bot.errors import AddressRefused, FetchError
from bot.fetching.addresses import is_public

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as numbers. Raises OSError where there are none."""

Admits = Callable[[str], bool]
"""Whether an address may be reached."""

_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp")


async def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows of a host."""
    # Not by the loop's own way: its threads look up Telegram, which must not wait for a host that is slow.
    found = await NAMES.run(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends each request to an address that it has checked itself. Raises AddressRefused for others."""

    def __init__(self, *, admits: Admits = is_public, look_up: Resolve = resolve) -> None:
        self._admits = admits
        self._look_up = look_up
        # No connection is kept: it would be found by its address, under which another host's name may go.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._within = httpx.AsyncHTTPTransport(trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        address = await self._checked(host, request.url.port or _PORTS[request.url.scheme])
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._within.handle_async_request(pinned)

    async def aclose(self) -> None:
        await self._within.aclose()

    async def _checked(self, host: str, port: int) -> str:
        addresses = await _addresses(self._look_up, host, port)
        # One private address among public ones is no accident.
        if not all(map(self._admits, addresses)):
            raise AddressRefused(
                f"reach {host}", "its address is not one of the public web", key="address_private"
            )
        return addresses[0]


class ProxiedTransport(httpx.AsyncBaseTransport):
    """Leaves the connection to a proxy, which resolves the name itself.

    Refused is what is private by its name, by its numbers, or by what the name means here. What it means to
    the proxy only the proxy knows: it is the proxy that must not let through to its own network.
    """

    def __init__(self, proxy: str, *, admits: Admits = is_public, look_up: Resolve = resolve) -> None:
        self._admits = admits
        self._look_up = look_up
        self._within = httpx.AsyncHTTPTransport(proxy=proxy, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        try:
            addresses = await _addresses(self._look_up, host, request.url.port or _PORTS[request.url.scheme])
        except FetchError:
            # Behind a proxy names may mean nothing here.
            addresses = []
        name = host.casefold().rstrip(".")
        is_local = name.endswith(_LOCAL_NAMES) or not ("." in name or _is_number(name))
        if is_local or not all(map(self._admits, addresses)):
            raise AddressRefused(
                f"reach {host}", "its address is not one of the public web", key="address_private"
            )
        try:
            return await self._within.handle_async_request(request)
        except socksio.ProtocolError:
            raise httpx.ProxyError("the proxy does not speak SOCKS5") from None

    async def aclose(self) -> None:
        await self._within.aclose()


_PORTS = {"http": 80, "https": 443}


async def _addresses(look_up: Resolve, host: str, port: int) -> Sequence[str]:
    if _is_number(host):
        return [host]
    try:
        found = await look_up(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"reach {host}", "there is no such host", key="fetch_no_host", host=host) from error
    if not found:
        raise FetchError(f"reach {host}", "there is no such host", key="fetch_no_host", host=host)
    return found


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
