"""The address of a proxy: which ones can be used, how it is shown, and what in it must never be.

Only `BAOZHAI_PROXY` counts, for Telegram as for pages of the web. The variables by which other programs find
their proxies are passed over: what they mean differs from program to program.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES = ("http", "https", "socks5", "socks5h")

LONGEST_NAME = 255
"""Bytes of a name or password that SOCKS5 can carry."""

_AMBIGUOUS = ("socks", "socks4", "socks4a")
_OTHERS = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_EXAMPLES = "http://HOST:PORT or socks5://USER:PASSWORD@HOST:PORT"
_ESCAPED = "in a name or password @ : / ? # and % are written as %40 %3A %2F %3F %23 and %25"


def check_proxy(address: str) -> str:
    """The address without spaces around it. Raises ValueError, whose words hold no part of the address."""
    address = address.strip()
    scheme, separator, _ = address.partition("://")
    scheme = scheme.casefold()
    if separator and scheme in _AMBIGUOUS:
        raise ValueError(f"{scheme}:// is not used: write socks5://HOST:PORT where it speaks SOCKS5")
    if not separator or scheme not in SCHEMES:
        raise ValueError(f"it has to begin with http://, https://, socks5:// or socks5h://: {_EXAMPLES}")
    try:
        parts = urlsplit(address)
        usable = parts.port != 0 and parts.netloc.count("@") < 2 and _is_taken(address, parts.hostname)
    except ValueError:
        usable = False
    if not usable or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"it has to be written as {_EXAMPLES}; {_ESCAPED}")
    if scheme.startswith("socks") and any(len(part.encode()) > LONGEST_NAME for part in _credentials(parts)):
        raise ValueError(f"SOCKS5 carries at most {LONGEST_NAME} bytes of a name or password")
    return address


def without_credentials(address: str) -> str:
    """The address as it may be shown."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def secrets_of(address: str) -> tuple[str, ...]:
    """What of an address must stand in no log, in each form in which it may turn up."""
    userinfo, at, _ = urlsplit(address).netloc.rpartition("@")
    password = userinfo.partition(":")[2]
    return tuple(dict.fromkeys(filter(None, (userinfo + at, password, unquote(password)))))


def passed_over(environment: Mapping[str, str]) -> list[str]:
    """The variables that are set and name proxies of other programs."""
    return sorted(name for name, value in environment.items() if name.upper() in _OTHERS and value.strip())


def _credentials(parts: SplitResult) -> tuple[str, str]:
    return unquote(parts.username or ""), unquote(parts.password or "")


def _is_taken(address: str, host: str | None) -> bool:
    """Whether the library that connects understands it too, and as meant."""
    import httpx  # noqa: PLC0415 - only where there is a proxy: the shell's look-ups need no client

    try:
        return bool(host) and httpx.Proxy(address).url.raw_host.decode().casefold() == host
    except (httpx.InvalidURL, ValueError):
        return False
