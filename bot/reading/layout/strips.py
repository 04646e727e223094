"""Lines under each other in one column: the strips that bodies are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.layout.elements import Area, TextLine
from bot.reading.layout.glyphs import bounds
from bot.reading.layout.measures import Measures

_GAP = 1.5
"""Pitches from one line of a strip to the next; where it is more, another strip begins."""

_OVERLAP = 0.6
"""Of the narrower line, that the lines of a strip have above each other."""


@dataclass(eq=False, slots=True)
class Strip:
    """Lines of a column from top to bottom, with nothing between them but subheads."""

    lines: list[TextLine]
    subheads: set[TextLine] = field(default_factory=set)
    """Those of its lines that are subheads."""

    @property
    def area(self) -> Area:
        """What the lines cover."""
        return bounds(self.lines)

    @property
    def text(self) -> str:
        """Its characters, line after line."""
        return "".join(line.text for line in self.lines)


def strips_of(
    lines: Sequence[TextLine], between: Sequence[Area], measures: Measures, sizes: float = 1.15
) -> list[Strip]:
    """Put lines together that stand under each other in one column.

    `between` are the areas that part strips: headings, rules, pictures. `sizes` is the ratio of the sizes
    that one strip may hold.
    """
    ordered = sorted(lines, key=lambda line: (line.area.bottom, line.area.left))
    open_strips: list[Strip] = []
    closed: list[Strip] = []
    for line in ordered:
        reach = line.area.bottom - 4 * max(measures.pitch, line.size)
        closed += [each for each in open_strips if each.lines[-1].area.bottom < reach]
        open_strips = [each for each in open_strips if each.lines[-1].area.bottom >= reach]
        above = [each for each in open_strips if _follows(each.lines[-1], line, between, measures, sizes)]
        if above:
            max(above, key=lambda each: each.lines[-1].area.across(line.area)).lines.append(line)
        else:
            open_strips.append(Strip([line]))
    return closed + open_strips


def _follows(
    above: TextLine, below: TextLine, between: Sequence[Area], measures: Measures, sizes: float
) -> bool:
    size = max(above.size, below.size)
    if size > sizes * min(above.size, below.size):
        return False
    pitch = max(measures.pitch * size / measures.size, 1.15 * size)
    distance = below.area.bottom - above.area.bottom
    if not 0.5 * size < distance <= _GAP * pitch:
        return False
    narrower = min(above.area.width, below.area.width)
    if above.area.across(below.area) < _OVERLAP * narrower:
        return False
    gap = Area(
        max(above.area.left, below.area.left),
        above.area.bottom - 0.2 * size,
        min(above.area.right, below.area.right),
        below.area.top + 0.2 * size,
    )
    return not any(
        each.across(gap) > 0.3 * gap.width and gap.top <= each.middle[1] <= gap.bottom for each in between
    )
