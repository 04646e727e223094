"""Which addresses are of the public internet. Nothing of the own machine or the own network ever is."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052): the last four bytes."""

_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by a provider's customers
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "64:ff9b:1::/48",  # a translator's own network
        "fec0::/10",
        "5f00::/16",
    )
)
"""Beside what Python knows as private, which depends on its version."""


def is_public(written: str) -> bool:
    """Whether an address, as numbers, is one that anybody on the internet may be sent to."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    return all(map(_is_global, _meant(address)))


def _meant(address: Address) -> list[Address]:
    """The address and those that it stands for: IPv4 in its many clothes."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.scope_id is not None:
        return [ipaddress.IPv6Address("::1")]
    meant: list[Address] = [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        meant.append(address.sixtofour)
    if address.teredo:
        meant += address.teredo
    if address in _TRANSLATED:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return meant


def _is_global(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NEVER if network.version == address.version)
    )
