"""What is found on a web page, as values: articles, or links to the parts of an issue."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.pieces import Piece


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another part of the same issue."""

    address: str
    text: str
    is_page: bool
    """Whether it leads to a page of the paper, which lists articles again."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a web page holds: an article or several, or the contents of an issue."""

    address: str
    """Where it was found; for a saved page what it says of that, which may be nothing."""
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    """Of a page without articles: to the other parts of its issue."""
    is_contents: bool = False
    """Whether it lists articles and holds none; without `links`, they are of no issue that is known."""
