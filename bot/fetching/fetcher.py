"""Fetching one address of the web: http and https, public hosts, limits on size, time and redirects."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from email.message import Message
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx

from bot import __version__
from bot.errors import AddressRefused, FetchError
from bot.fetching.addresses import is_public
from bot.fetching.bodies import ACCEPTED, read_body
from bot.fetching.guard import Admits, GuardedTransport, ProxiedTransport, Resolve, resolve
from bot.fetching.redirects import sent_on

USER_AGENT = f"Baozhai/{__version__} (newspaper digests; reads for its editors)"
PRODUCT = "Baozhai"
"""What sites may call it in robots.txt."""

SIZE_LIMIT = 20_000_000
"""Bytes, unpacked: as much as an editor may send as a document."""

SECONDS = 60.0
"""For all of it: name, connection, redirects and body."""

SILENCE = 15.0
"""Seconds without a byte after which nothing more is expected."""

REDIRECTS = 5

ADDRESS_LIMIT = 2_000

_REDIRECTED = (301, 302, 303, 307, 308)
_UNCHANGED = 304
_ORDINARY_PORTS = (80, 443)
_FREE_PORTS = range(1024, 65536)
"""Some e-papers are served there; below are services that are no web."""

_READ = ("text/", "image/", "application/xhtml", "application/xml", "application/rss", "application/atom")
_READ_EXACTLY = (
    "",
    "application/pdf",
    "application/zip",
    "application/x-zip-compressed",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/json",
    "application/octet-stream",
    "binary/octet-stream",
    "application/download",
    "application/force-download",
    "application/x-download",
    "application/x-force-download",
    "application/gzip",
    "application/x-gzip",
)
"""Types that say little: what it is, its first bytes tell."""

_READ_SUFFIXES = ("+xml", "+json", "/x-xml", "/x-rss", "/x-atom")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    address: str
    """Where it came from in the end."""
    status: int
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None


class Fetcher:
    """Fetches what is public. `admits` says which addresses are; only tests give another than `is_public`."""

    def __init__(
        self,
        *,
        proxy: str | None = None,
        admits: Admits = is_public,
        look_up: Resolve = resolve,
        seconds: float = SECONDS,
        size_limit: int = SIZE_LIMIT,
    ) -> None:
        self._seconds = seconds
        self._size_limit = size_limit
        transport = (
            ProxiedTransport(proxy, admits=admits, look_up=look_up)
            if proxy
            else GuardedTransport(admits=admits, look_up=look_up)
        )
        self._client = httpx.AsyncClient(
            transport=transport,
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(min(SILENCE, seconds)),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED, "Accept-Language": "zh,en;q=0.5"},
        )

    async def fetch(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        any_status: bool = False,
    ) -> Fetched:
        """What stands at an address.

        With `etag` or `last_modified` of before the status may be 304, without data. Raises AddressRefused,
        and FetchError for all else that keeps it away: above all a status of refusal, except with
        `any_status`, where the answer has no data.
        """
        could_not = f"fetch {address[:ADDRESS_LIMIT]}"
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            async with asyncio.timeout(self._seconds):
                fetched = await self._follow(address, headers, could_not)
        except TimeoutError:
            raise FetchError(
                could_not,
                f"it takes longer than {self._seconds:.0f} seconds",
                key="fetch_slow",
                seconds=round(self._seconds),
            ) from None
        except httpx.TimeoutException:
            raise FetchError(could_not, "nothing more came", key="fetch_silent") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _broken(could_not, error) from None
        if not (200 <= fetched.status < 300 or fetched.status == _UNCHANGED or any_status):
            raise FetchError(
                could_not,
                f"it answers {fetched.status}",
                key=status_key(fetched.status),
                status=fetched.status,
            )
        return fetched

    async def close(self) -> None:
        """Give back what is open."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _follow(self, address: str, headers: dict[str, str], could_not: str) -> Fetched:
        for _ in range(REDIRECTS + 1):
            url = _checked(address)
            async with self._client.stream("GET", url, headers=headers) as response:
                target = _location(response)
                if response.status_code in _REDIRECTED and target:
                    address = urljoin(str(url), target)
                    continue
                fetched = await self._taken(str(url), response, could_not)
                onward = sent_on(fetched.data, fetched.address, response.headers.get("refresh", ""))
            if onward is None:
                return fetched
            address = onward
        raise FetchError(could_not, f"it leads on more than {REDIRECTS} times", key="fetch_redirects")

    async def _taken(self, address: str, response: httpx.Response, could_not: str) -> Fetched:
        media_type, charset = _media_type(response.headers.get("content-type", ""))
        data = b""
        if 200 <= response.status_code < 300:
            if not _is_read(media_type):
                raise FetchError(
                    could_not,
                    f"it is {media_type[:60]}, which is not read",
                    key="fetch_media_type",
                    type=media_type,
                )
            data = await read_body(response, self._size_limit, could_not)
        return Fetched(
            address,
            response.status_code,
            data,
            media_type,
            charset,
            response.headers.get("etag"),
            response.headers.get("last-modified"),
            response.headers.get("retry-after"),
        )


def _checked(address: str) -> httpx.URL:
    """The address, where it is one that may be asked for at all. Raises AddressRefused."""
    could_not = f"fetch {address[:ADDRESS_LIMIT]}"
    if len(address) > ADDRESS_LIMIT or not address.isprintable():
        raise AddressRefused(could_not, "it is no address", key="address_malformed")
    try:
        url = httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise AddressRefused(could_not, "it is no address", key="address_malformed") from None
    if url.scheme not in ("http", "https") or not host:
        raise AddressRefused(could_not, "only http and https are fetched", key="address_scheme")
    if url.userinfo:
        raise AddressRefused(could_not, "it holds a name or password", key="address_credentials")
    if url.port is not None and url.port not in _ORDINARY_PORTS and url.port not in _FREE_PORTS:
        raise AddressRefused(
            could_not, f"nothing of the web is at port {url.port}", key="address_port", port=url.port
        )
    return url


def _location(response: httpx.Response) -> str:
    """Where an answer leads on to. Some servers write the address in the characters of its page."""
    raw = next((value for name, value in response.headers.raw if name.lower() == b"location"), b"")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _media_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset")
    kind = header.partition(";")[0].strip().casefold()
    return kind, charset if isinstance(charset, str) else None


def _is_read(media_type: str) -> bool:
    return (
        media_type.startswith(_READ)
        or media_type in _READ_EXACTLY
        or media_type.endswith(_READ_SUFFIXES)
        # No type at all, such as `rss`, says as little.
        or "/" not in media_type
    )


def status_key(status: int) -> str:
    """What a status of refusal comes to, as the key of an error."""
    if status in (404, 410):
        return "fetch_gone"
    if status in (401, 402, 403, 407, 451):
        return "fetch_forbidden"
    if status in (425, 429):
        return "fetch_too_often"
    return "fetch_server" if status >= 500 else "fetch_status"


def _broken(could_not: str, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(could_not, "its certificate is not valid", key="fetch_certificate")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return FetchError(could_not, "it cannot be reached", key="fetch_unreachable")
    if isinstance(error, httpx.HTTPError):
        return FetchError(could_not, "it breaks off or is no web page", key="fetch_broke_off")
    return FetchError(could_not, "it is no address", key="address_malformed")
