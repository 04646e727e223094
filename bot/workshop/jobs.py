"""What the workshop can be asked for. Each job is a pure function, found only when it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import GenericAlias
from typing import Any, get_args

from bot.errors import BaozhaiError
from bot.model import Page, PageHints
from bot.reading.documents import Document
from bot.reading.feeds import FeedContents
from bot.reading.pieces import Piece
from bot.reading.web import WebPage
from bot.workshop.codec import NotOurs
from bot.workshop.limits import Limits


class Job(StrEnum):
    """A job by its name, which is all that is sent of it."""

    DOCUMENT = "document"
    """`bot.reading.documents.read_document`."""
    PIECES = "pieces"
    """`bot.reading.pieces.page_of_pieces`."""
    WEB_PAGE = "web_page"
    """`bot.reading.formats.web_page.read_web_page`."""
    FEED = "feed"
    """`bot.reading.formats.feed.read_feed`."""
    FEED_LINKS = "feed_links"
    """`bot.reading.formats.feed_links.feed_links`."""


GIVEN: dict[Job, Any] = {
    Job.DOCUMENT: tuple[bytes, str, PageHints, PageHints],
    Job.PIECES: tuple[tuple[Piece, ...], str, PageHints],
    Job.WEB_PAGE: tuple[bytes, str, str | None],
    Job.FEED: tuple[bytes, str, str],
    Job.FEED_LINKS: tuple[bytes, str, str | None],
}
"""What each job is given."""

GIVES: dict[Job, Any] = {
    Job.DOCUMENT: Document,
    Job.PIECES: Page,
    Job.WEB_PAGE: WebPage,
    Job.FEED: FeedContents,
    Job.FEED_LINKS: tuple[str, ...],
}
"""What comes of each job, where it raises no error."""


@dataclass(frozen=True, slots=True)
class Order:
    """What goes to the process before what a job is given."""

    job: Job
    name: str
    limits: Limits
    given: int
    """How much the job is given; the rest is as its function has it by default."""
    papers: tuple[str, ...] = ()
    """The names of papers that are known: see `bot.reading.papers`."""


def given_of(order: Order) -> Any:
    """The type of what a job is given. Raises NotOurs where that is more than it takes."""
    takes = get_args(GIVEN[order.job])
    if not 0 < order.given <= len(takes):
        raise NotOurs(f"{order.job} takes {len(takes)} values")
    return GenericAlias(tuple, takes[: order.given])


def answer_of(job: Job) -> Any:
    """The type of an answer: the value of the job or an error, and whether the process goes on."""
    return GenericAlias(tuple, (GIVES[job] | BaozhaiError, bool))


def function_of(job: Job) -> Callable[..., Any]:
    """The function that does a job; loads what it needs, so that only the process that works has it."""
    match job:
        case Job.DOCUMENT:
            from bot.reading.documents import read_document  # noqa: PLC0415

            return read_document
        case Job.PIECES:
            from bot.reading.pieces import page_of_pieces  # noqa: PLC0415

            return page_of_pieces
        case Job.WEB_PAGE:
            from bot.reading.formats.web_page import read_web_page  # noqa: PLC0415

            return read_web_page
        case Job.FEED:
            from bot.reading.formats.feed import read_feed  # noqa: PLC0415

            return read_feed
        case Job.FEED_LINKS:
            from bot.reading.formats.feed_links import feed_links  # noqa: PLC0415

            return feed_links
