"""Page files read into pages, by several processes where there are many."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

import click

from bot.commands.options import say
from bot.commands.sources import STANDARD_INPUT, Source
from bot.errors import BaozhaiError
from bot.intake.pages import read_bytes
from bot.model import Page, PageHints

MANY = 40
"""Files from which it is worth the while to start processes."""

_AT_ONCE = 8
"""Files that a process is given at a time."""


def read_pages(sources: Sequence[Source], hints: PageHints) -> tuple[list[Page], int]:
    """The pages that could be read, in the order of the sources, and how many could not.

    Each that could not is named with its reason on standard error, where a terminal also shows a progress
    bar.
    """
    pages: list[Page] = []
    refusals: list[str] = []
    hidden = len(sources) < MANY or not sys.stderr.isatty()
    with (
        _results(sources, hints) as results,
        click.progressbar(results, length=len(sources), file=sys.stderr, hidden=hidden) as bar,
    ):
        for result in bar:
            if isinstance(result, Page):
                pages.append(result)
            else:
                refusals.append(result)
    for refusal in refusals:
        say(refusal)
    return pages, len(refusals)


@contextmanager
def _results(sources: Sequence[Source], hints: PageHints) -> Iterator[Iterable[Page | str]]:
    read = partial(_read, hints=hints)
    processes = os.cpu_count() or 1
    if len(sources) < MANY or processes == 1 or any(each.path == STANDARD_INPUT for each in sources):
        yield map(read, sources)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield pool.map(read, sources, chunksize=_AT_ONCE)


def _read(source: Source, hints: PageHints) -> Page | str:
    try:
        return read_bytes(source.read(), source.name, hints)
    except BaozhaiError as error:
        return str(error)
