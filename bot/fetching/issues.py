"""A whole issue by its contents page: politely, one request after the other, within a limit."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from bot.errors import FetchError, PageTooLarge, ReadingError, ReadingStopped
from bot.fetching.fetcher import Fetched, Fetcher
from bot.fetching.robots import Robots
from bot.model import Page, PageHints
from bot.reading.documents import or_else, under
from bot.reading.formats.imprint import imprint_of_line
from bot.reading.pieces import Piece
from bot.reading.web import Link, WebPage

REQUEST_LIMIT = 400
"""Of one issue: forty pages with eight articles each."""

FAILURES = 5
"""In a row, after which the site is left alone."""

Progress = Callable[[int, int], Awaitable[None]]
"""Told how many addresses are fetched, and of how many that are known."""

Refusals = list[ReadingError | FetchError]


class Reader(Protocol):
    """Takes apart what was fetched, and puts together what was found."""

    async def look(self, fetched: Fetched) -> WebPage:
        """What a fetched web page holds. Raises ReadingError."""

    async def compose(self, pieces: Sequence[Piece], name: str, known: PageHints) -> Page:
        """The page that pieces make. Raises ReadingError."""


class Crawl:
    """Fetches one issue."""

    def __init__(
        self,
        fetcher: Fetcher,
        robots: Robots,
        reader: Reader,
        pace: float,
        progress: Progress,
        goes_on: Callable[[], bool],
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._reader = reader
        self._pace = pace
        self._progress = progress
        self._goes_on = goes_on
        self._waiting: deque[tuple[Link, str | None]] = deque()
        """Links with the page of the paper that they were found on."""
        self._seen: set[str] = set()
        self._found: list[Piece] = []
        self._refusals: Refusals = []

    async def read(
        self, address: str, links: Iterable[Link], hints: PageHints, otherwise: PageHints
    ) -> tuple[list[Page], Refusals]:
        """The pages of the issue, in the order in which the paper names them, and what could not be had.

        Raises RobotsRefused where the site does not want programs there, ReadingStopped where it is not to go
        on.
        """
        self._seen.add(address)
        self._take_up(links, None)
        await self._robots.check(address)
        failures = done = 0
        while self._waiting and failures < FAILURES:
            if done >= REQUEST_LIMIT:
                self._refusals.append(
                    PageTooLarge(
                        f"read all of {address}",
                        f"only {REQUEST_LIMIT} of its pages are fetched",
                        key="issue_too_large",
                        limit=REQUEST_LIMIT,
                    )
                )
                break
            self._check_goes_on(address)
            link, page = self._waiting.popleft()
            try:
                await self._visit(link, page)
                failures = 0
            except (FetchError, ReadingError) as error:
                self._refusals.append(error)
                failures += isinstance(error, FetchError)
            done += 1
            await self._progress(done, done + len(self._waiting))
        pages = await self._pages(address, hints, otherwise)
        # What the stop of the bot kept from being read is no refusal: all of it is read when the bot is back.
        self._check_goes_on(address)
        return pages, self._refusals

    def _check_goes_on(self, address: str) -> None:
        if not self._goes_on():
            raise ReadingStopped(f"read {address}", "the bot is about to stop", key="stopped_by_stop")

    async def _visit(self, link: Link, page: str | None) -> None:
        await asyncio.sleep(max(self._pace, await self._robots.check(link.address)))
        fetched = await self._fetcher.fetch(link.address)
        self._seen.add(fetched.address)
        found = await self._reader.look(fetched)
        if found.links:
            # A page of the paper lists its articles; one that an article's link leads to is not gone through.
            if link.is_page:
                self._take_up(found.links, imprint_of_line(link.text).page or page)
            return
        self._found += (replace(piece, page=piece.page or page) for piece in found.pieces)

    def _take_up(self, links: Iterable[Link], page: str | None) -> None:
        for link in links:
            if link.address not in self._seen:
                self._seen.add(link.address)
                self._waiting.append((link, page))

    async def _pages(self, address: str, hints: PageHints, otherwise: PageHints) -> list[Page]:
        by_page: dict[str | None, list[Piece]] = defaultdict(list)
        for piece in self._found:
            by_page[piece.page].append(piece)
        pages = []
        for number in sorted(by_page, key=lambda each: each or "~"):
            known = replace(or_else(hints, otherwise), page=number)
            try:
                page = await self._reader.compose(
                    by_page[number], _name(address, by_page[number], number), known
                )
            except ReadingError as error:
                self._refusals.append(error)
                continue
            pages.append(under(page, replace(hints, page=None)))
        return pages


def _name(address: str, pieces: Sequence[Piece], number: str | None) -> str:
    """What the page is called by: the site, the day, the page."""
    day = next((str(piece.issue_date) for piece in pieces if piece.issue_date), None)
    return " ".join(filter(None, (urlsplit(address).hostname, day, number)))
