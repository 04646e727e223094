"""What reading made of a page, line by line: `split --explain`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import click

from bot.model import Doubt, Page
from bot.reading.reasons import Reasons, reasons_of
from bot.text.characters import for_terminal, without_controls

_COLOURS = {
    "headline": "green",
    "subhead": "green",
    "byline": "cyan",
    "continuation": "magenta",
    "signature": "cyan",
    "caption": "yellow",
    "box": "blue",
}
_WIDTH = 18


def explained(page: Page) -> str:
    """Every line of the dump with its verdict: the number of its article and its part there, or why it is
    noise; under the first line of each heading and paragraph, what spoke for and against.

    Coloured where standard output is a terminal.
    """
    text = "\n".join(_lines(page)) + "\n\n"
    return text if is_terminal() else click.unstyle(text)


def is_terminal() -> bool:
    """Whether colours reach a person who wants them."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _lines(page: Page) -> Iterator[str]:
    yield click.style(f"{for_terminal(page.name)}: {len(page.articles)}", bold=True)
    numbers = {article.id: place for place, article in enumerate(page.articles, 1)}
    verdicts = {verdict.number: verdict for verdict in page.verdicts}
    reasons = reasons_of(page.original) if page.is_dump else Reasons({}, {})
    for number, line in enumerate(page.original.rstrip("\n").split("\n"), 1):
        verdict = verdicts.get(number)
        noise = verdict is not None and verdict.article is None
        said = f"{numbers.get(verdict.article or '', '–'):<3} {verdict.part}" if verdict else ""
        colour = _COLOURS.get(verdict.part) if verdict else None
        yield click.style(f"{number:5}  {said:{_WIDTH}}{without_controls(line)}".rstrip(), colour, dim=noise)
        if number in reasons.lines and verdict is not None:
            yield click.style(f"{'':7}{'':{_WIDTH}}{reasons.lines[number]}", dim=True)
    opened = {verdict.article: verdict.number for verdict in reversed(page.verdicts)}
    for article in page.articles:
        if article.doubts:
            doubts = ", ".join(article.doubts)
            yield click.style(f"{numbers[article.id]}: {doubts} ({article.confidence:.2f})", fg="red")
            if Doubt.CUT_UNCERTAIN in article.doubts and (
                against := reasons.articles.get(opened[article.id])
            ):
                yield click.style(f"   {against}", dim=True)
