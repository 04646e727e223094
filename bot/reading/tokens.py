"""What a page is made of, between its lines and its articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from bot.reading.bylines import Byline
from bot.reading.ledes import Lede


class Sort(Enum):
    """What a token is."""

    HEADING = auto()
    """One line of a headline or subhead: which of them is settled when the page is cut."""
    PARAGRAPH = auto()
    BYLINE = auto()
    FROM = auto()
    TO = auto()
    SIGNATURE = auto()
    CAPTION = auto()
    BOX = auto()
    NOISE = auto()


@dataclass(slots=True)
class Token:
    """A heading line, a whole paragraph, a mark, or a thing that stands apart from the columns."""

    sort: Sort
    text: str
    numbers: list[int]
    """The numbers of its lines."""
    gap: int = 0
    """Blank lines above it."""
    bold: bool = False
    indented: bool = False
    width: int = 0
    """Of its column, in cells; 0 where it is a line by itself."""
    byline: Byline | None = None
    lede: Lede | None = None
    ending: tuple[Byline, int] | None = None
    """The byline in brackets that a paragraph ends with, and where it begins."""
    page: str | None = None
    """The page that a continuation mark names."""
    items: list[str] = field(default_factory=list)
    """The paragraphs of a box."""
    reason: str = ""
    """Why it is noise."""
    bullet: bool = False
    headings: list[str] = field(default_factory=list)
    """The headline of a caption or box, where it has one of its own."""
    heading_numbers: list[int] = field(default_factory=list)
