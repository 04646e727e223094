"""What a link leads to, read: a page, a file, or a whole issue by its contents page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from bot.blocking import PLAIN_TEXT, QUICK_FILES
from bot.errors import NothingToRead, OnlyContents
from bot.fetching.fetcher import Fetched, Fetcher
from bot.fetching.issues import Crawl, Progress
from bot.fetching.robots import Robots
from bot.model import Page, PageHints
from bot.reading.documents import Document, or_else, under
from bot.reading.feeds import FeedContents
from bot.reading.formats.sniffing import Format, outer_format_of
from bot.reading.pieces import Piece
from bot.reading.web import WebPage
from bot.workshop import QUICK, Job, Workshop
from bot.workshop.files import lane_of, read_safely

PACE = 1.0
"""Seconds between two requests to one site of a whole issue; more where its robots.txt asks for it."""

_UNSAID = PageHints()


async def _no_progress(done: int, total: int) -> None:
    """Nobody watches."""


def _for_ever() -> bool:
    return True


class LinkReader:
    """Reads links. What is fetched is taken apart in the workshop."""

    def __init__(self, fetcher: Fetcher, workshop: Workshop, *, pace: float = PACE) -> None:
        self.fetcher = fetcher
        self._workshop = workshop
        self.pace = pace

    async def read(
        self,
        address: str,
        hints: PageHints = _UNSAID,
        otherwise: PageHints = _UNSAID,
        *,
        progress: Progress = _no_progress,
        goes_on: Callable[[], bool] = _for_ever,
        issues: bool = True,
    ) -> Document:
        """The pages that a link leads to; of a contents page, those of the issue, an article of each link.

        One link that a person sent is fetched as by a browser; an issue only as far as the site's robots.txt
        allows. `goes_on` is asked between two requests. Raises FetchError, ReadingError, also for a contents
        page where `issues` are not wanted; of an issue, what could not be had is among the refusals.
        """
        fetched = await self.fetcher.fetch(address)
        if not _is_html(fetched):
            name = fetched.address
            return await lane_of(fetched.data, name).run(
                read_safely, self._workshop, fetched.data, name, hints, otherwise
            )
        page = await self.look(fetched)
        if page.is_contents and not page.links:
            raise OnlyContents(
                f"read {address}",
                "it only lists articles, of no issue that is known",
                key="contents_of_no_issue",
            )
        if not page.links:
            return await self._document(page, hints, otherwise)
        if not issues:
            raise OnlyContents(f"read {address}", "it only lists articles", key="contents_of_page")
        crawl = Crawl(self.fetcher, Robots(self.fetcher), self, self.pace, progress, goes_on)
        pages, refusals = await crawl.read(fetched.address, page.links, hints, otherwise)
        if not pages:
            raise refusals[0] if refusals else NothingToRead(f"read {address}", "it holds no article")
        return Document(tuple(pages), tuple(refusals))

    async def feed(self, fetched: Fetched, zone: str) -> FeedContents:
        """What a fetched feed holds, its times in a zone where it names none. Raises ReadingError."""
        read = await QUICK_FILES.run(
            self._workshop.run,
            Job.FEED,
            fetched.data,
            fetched.address,
            zone,
            name=fetched.address,
            limits=QUICK,
        )
        return cast(FeedContents, read)

    async def feed_links(self, fetched: Fetched) -> tuple[str, ...]:
        """The addresses of the feeds that a fetched page names. Raises ReadingError."""
        return cast(tuple[str, ...], await self._read_page(Job.FEED_LINKS, fetched))

    async def look(self, fetched: Fetched) -> WebPage:
        """What a fetched web page holds. Raises ReadingError."""
        return cast(WebPage, await self._read_page(Job.WEB_PAGE, fetched))

    async def compose(self, pieces: Sequence[Piece], name: str, known: PageHints) -> Page:
        """The page that pieces make, as `bot.reading.pieces.page_of_pieces`. Raises ReadingError."""
        page = await PLAIN_TEXT.run(
            self._workshop.run, Job.PIECES, tuple(pieces), name, known, name=name, limits=QUICK
        )
        return cast(Page, page)

    async def _document(self, page: WebPage, hints: PageHints, otherwise: PageHints) -> Document:
        composed = await self.compose(page.pieces, page.address, or_else(hints, otherwise))
        return Document((under(composed, hints),))

    async def _read_page(self, job: Job, fetched: Fetched) -> object:
        read: object = await QUICK_FILES.run(
            self._workshop.run,
            job,
            fetched.data,
            fetched.address,
            fetched.charset,
            name=fetched.address,
            limits=QUICK,
        )
        return read


def _is_html(fetched: Fetched) -> bool:
    kind = outer_format_of(fetched.data, fetched.address)
    return kind is Format.HTML or (kind is Format.TEXT and "html" in fetched.media_type)
