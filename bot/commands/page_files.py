"""Files read into pages, by several processes where there are several files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import click

from bot.commands.options import say
from bot.commands.sources import STANDARD_INPUT, Source
from bot.errors import BaozhaiError
from bot.model import Page, PageHints
from bot.reading.documents import Document
from bot.workshop import Workshop
from bot.workshop.files import read_safely

_SLOW = 2
"""Files from which a progress bar is shown: one may be an issue of scans."""

_NOTHING_ELSE = PageHints()


def read_pages(sources: Sequence[Source], hints: PageHints) -> tuple[list[Page], int]:
    """The pages that could be read, in the order of the sources, and how many files could not.

    Each that could not is named with its reason on standard error, where a terminal also shows a progress
    bar.
    """
    pages: list[Page] = []
    refusals: list[BaozhaiError] = []
    hidden = len(sources) < _SLOW or not sys.stderr.isatty()
    with (
        _results(sources, hints) as results,
        click.progressbar(results, length=len(sources), file=sys.stderr, hidden=hidden) as bar,
    ):
        for result in bar:
            if isinstance(result, Document):
                pages += result.pages
                refusals += result.refusals
            else:
                refusals.append(result)
    for refusal in refusals:
        say(str(refusal))
    return pages, len(refusals)


@contextmanager
def _results(sources: Sequence[Source], hints: PageHints) -> Iterator[Iterable[Document | BaozhaiError]]:
    processes = min(len(sources), os.cpu_count() or 1)
    with Workshop(max(1, processes)) as workshop:
        read = partial(_read, workshop, hints=hints)
        if processes < 2 or any(each.path == STANDARD_INPUT for each in sources):
            yield map(read, sources)
            return
        with ThreadPoolExecutor(processes) as pool:
            yield pool.map(read, sources)


def _read(workshop: Workshop, source: Source, hints: PageHints) -> Document | BaozhaiError:
    try:
        return read_safely(workshop, source.read(), source.name, hints, _NOTHING_ELSE)
    except BaozhaiError as error:
        return error
