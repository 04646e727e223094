"""What the workshop can be asked for. Each job is a pure function of bytes, found only when it is called."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any


class Job(StrEnum):
    """A job by its name, which is all that is sent of it."""

    DOCUMENT = "document"
    """`bot.reading.documents.read_document`."""
    WEB_PAGE = "web_page"
    """`bot.reading.formats.web_page.read_web_page`."""
    FEED = "feed"
    """`bot.reading.formats.feed.read_feed`."""
    FEED_LINKS = "feed_links"
    """`bot.reading.formats.feed_links.feed_links`."""


def function_of(job: Job) -> Callable[..., Any]:
    """The function that does a job; loads what it needs, so that only the process that works has it."""
    match job:
        case Job.DOCUMENT:
            from bot.reading.documents import read_document  # noqa: PLC0415

            return read_document
        case Job.WEB_PAGE:
            from bot.reading.formats.web_page import read_web_page  # noqa: PLC0415

            return read_web_page
        case Job.FEED:
            from bot.reading.formats.feed import read_feed  # noqa: PLC0415

            return read_feed
        case Job.FEED_LINKS:
            from bot.reading.formats.feed_links import feed_links  # noqa: PLC0415

            return feed_links
