"""Links named on the command line, fetched and read into pages."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from bot.commands.options import say
from bot.errors import BaozhaiError
from bot.fetching import Fetcher, LinkReader
from bot.fetching.issues import Progress
from bot.model import Page, PageHints
from bot.settings import Settings
from bot.workshop import Workshop


def is_link(source: str) -> bool:
    """Whether a source is an address of the web and no file."""
    return source.casefold().startswith(("http://", "https://"))


def read_links(addresses: Sequence[str], hints: PageHints, settings: Settings) -> tuple[list[Page], int]:
    """The pages that links lead to, and how many links, and parts of issues, could not be had.

    Each that could not is named with its reason on standard error, where a terminal also shows how far an
    issue is.
    """
    return asyncio.run(_read(addresses, hints, settings)) if addresses else ([], 0)


async def _read(addresses: Sequence[str], hints: PageHints, settings: Settings) -> tuple[list[Page], int]:
    pages: list[Page] = []
    refusals: list[BaozhaiError] = []
    with Workshop() as workshop:
        async with Fetcher(proxy=settings.proxy_address) as fetcher:
            reader = LinkReader(fetcher, workshop)
            for address in addresses:
                try:
                    with _shown(address) as progress:
                        document = await reader.read(address, hints, progress=progress)
                except BaozhaiError as error:
                    refusals.append(error)
                else:
                    pages += document.pages
                    refusals += document.refusals
    for refusal in refusals:
        say(str(refusal))
    return pages, len(refusals)


@contextmanager
def _shown(address: str) -> Iterator[Progress]:
    """A progress bar that learns on the way how long it is."""
    with click.progressbar(
        length=1, label=address[:60], file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        async def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield progress
