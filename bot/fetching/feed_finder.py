"""The feed that an address means: its own, or the one that the page there names."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

from bot.errors import FetchError, NoFeed, ReadingError
from bot.fetching.fetcher import Fetched
from bot.fetching.links import LinkReader

SECONDS = 90.0
"""For all of the search: somebody waits for it."""

_USUAL = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/rss", "/index.xml")
"""Where sites have their feed without saying so."""


async def find_feed(links: LinkReader, address: str, zone: str) -> str:
    """The address of the feed that an address means.

    Raises FetchError where nothing can be had at the address, NoFeed where there is no feed: neither there
    nor at what the page names nor at the usual places of its site.
    """
    try:
        async with asyncio.timeout(SECONDS):
            return await _find(links, address, zone)
    except TimeoutError:
        raise FetchError(f"find the feed of {address}", "it takes too long", key="feed_slow") from None


async def _find(links: LinkReader, address: str, zone: str) -> str:
    fetched = await links.fetcher.fetch(address)
    if await _is_feed(links, fetched, zone):
        return address
    try:
        named = await links.feed_links(fetched)
    except ReadingError:
        # What is no page may lie on a site with a feed all the same.
        named = ()
    usual = (urljoin(fetched.address, path) for path in _USUAL)
    for candidate in dict.fromkeys((*named, *usual)):
        try:
            found = await links.fetcher.fetch(candidate)
        except FetchError:
            continue
        if await _is_feed(links, found, zone):
            return candidate
    raise NoFeed(f"find the feed of {address}", "there is none, and the page names none")


async def _is_feed(links: LinkReader, fetched: Fetched, zone: str) -> bool:
    try:
        await links.feed(fetched, zone)
    except ReadingError:
        return False
    return True
