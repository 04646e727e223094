"""The parts of a page that are read by themselves: each frame, and the page without its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.layout.elements import Area, LayoutPage, TextLine
from bot.reading.layout.heads import LARGER
from bot.reading.layout.measures import Measures

_LEAST_WIDTH = 6
_LEAST_HEIGHT = 3
"""Sizes of type: a lesser frame is an ornament."""

_BORDER = 0.75
"""Of the page's lines: a frame that holds so many is the border of the page."""

_SHORT = 60
"""Characters: a frame that holds headings and hardly more is part of a headline."""

_OVERPRINTED = 4
"""Lines that stand on a picture: so many make it the ground of a text."""

_BACKGROUND = 0.7
"""Of the page: a picture so large is the paper's ground or its scan."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, with what stands in it."""

    frame: Area | None
    """None for the page without its frames."""
    lines: Sequence[TextLine]
    pictures: Sequence[Area]
    frames: Sequence[Area]
    """The frames directly inside."""
    rules: Sequence[Area]


def parts_of(page: LayoutPage, lines: Sequence[TextLine], measures: Measures) -> list[Part]:
    """Part a page by its frames; the first part is the page without them."""
    pictures = [each for each in page.pictures if _size(each) < _BACKGROUND * page.width * page.height]
    grounds = [each for each in pictures if sum(each.holds(line.area) for line in lines) >= _OVERPRINTED]
    pictures = [each for each in pictures if each not in grounds]
    rules = [each for each in page.rules if not any(picture.holds(each) for picture in pictures)]
    frames = _frames([*page.frames, *grounds], lines, measures)
    inner: dict[TextLine, Area] = {}
    for line in lines:
        holding = [frame for frame in frames if frame.holds(line.area)]
        if holding:
            inner[line] = min(holding, key=_size)
    parts = []
    for frame in (None, *frames):
        parts.append(
            Part(
                frame,
                [line for line in lines if inner.get(line) is frame],
                [each for each in pictures if _holder(each, frames) is frame],
                [each for each in frames if each is not frame and _holder(each, frames) is frame],
                [each for each in rules if _holder(each, frames) is frame],
            )
        )
    return [part for part in parts if part.frame is None or part.lines]


def _size(area: Area) -> float:
    return area.width * area.height


def _holder(area: Area, frames: Sequence[Area]) -> Area | None:
    """The smallest frame around an area."""
    holding = [
        frame for frame in frames if frame is not area and frame.holds(area) and _size(frame) > _size(area)
    ]
    return min(holding, key=_size) if holding else None


def _frames(candidates: Sequence[Area], lines: Sequence[TextLine], measures: Measures) -> list[Area]:
    """The frames that hold a text of their own, each once."""
    frames: list[Area] = []
    for area in sorted(candidates, key=_size):
        if area.width < _LEAST_WIDTH * measures.size or area.height < _LEAST_HEIGHT * measures.size:
            continue
        held = [line for line in lines if area.holds(line.area)]
        if not held or len(held) > _BORDER * len(lines) or _is_cut_through(area, lines, measures):
            continue
        length = sum(len(line.text) for line in held)
        if length < _SHORT and all(line.size >= LARGER * measures.size or line.vertical for line in held):
            continue
        if any(_same(area, frame, measures) for frame in frames):
            continue
        frames.append(area)
    return frames


def _is_cut_through(area: Area, lines: Sequence[TextLine], measures: Measures) -> bool:
    """Whether text stands across its sides: then it is no frame of a text but an ornament."""
    inside = area.grown(-measures.size)
    return any(
        line.area.down(inside) > 0
        and (line.area.left < area.left - measures.size < area.left + measures.size < line.area.right)
        for line in lines
    )


def _same(one: Area, other: Area, measures: Measures) -> bool:
    """Whether two frames are one, as a ground and its border."""
    return all(
        abs(mine - its) < 1.5 * measures.size
        for mine, its in (
            (one.left, other.left),
            (one.top, other.top),
            (one.right, other.right),
            (one.bottom, other.bottom),
        )
    )
