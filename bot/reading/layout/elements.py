"""What stands on a page: glyphs, lines of text, pictures, rules and frames, each with its area.

Lengths are in one unit a page, whichever it is (points of a PDF, pixels of a scan); the origin is the top
left corner. What is near or far is measured in sizes of type, never in units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle with upright sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre: across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def across(self, other: Area) -> float:
        """How far both reach over the same stretch of the page's width; negative: the gap between them."""
        return min(self.right, other.right) - max(self.left, other.left)

    def down(self, other: Area) -> float:
        """How far both reach over the same stretch of the page's height; negative: the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def holds(self, other: Area) -> bool:
        """Whether the centre of the other lies inside."""
        across, down = other.middle
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def grown(self, by: float) -> Area:
        """The area with so much more on every side."""
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(areas: Iterable[Area]) -> Area:
    """The smallest area that holds all of them. Raises ValueError where there is none."""
    lefts, tops, rights, bottoms = zip(
        *((each.left, each.top, each.right, each.bottom) for each in areas), strict=True
    )
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character; its area is as wide as the type advances and one size high."""

    character: str
    area: Area
    size: float
    font: str = ""
    confidence: float = 1.0
    """How surely it was recognised, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs in a row, or in a vertical row under each other."""

    text: str
    area: Area
    size: float
    font: str = ""
    """Of most of its glyphs; empty where it is not known."""
    vertical: bool = False
    doubled: bool = False
    """Whether its glyphs were printed twice on one place, as some programs make bold type."""
    doubtful: tuple[int, ...] = ()
    """The indexes of the characters that were recognised without certainty."""


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """A page as it is printed."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    pictures: tuple[Area, ...] = ()
    rules: tuple[Area, ...] = ()
    """Thin lines, across or down the page."""
    frames: tuple[Area, ...] = ()
    """Boxes with a border or a ground of their own."""
