"""Lines under each other in one column: the strips that bodies are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.layout.elements import Area, TextLine
from bot.reading.layout.glyphs import bounds
from bot.reading.layout.measures import Measures

_GAP = 1.5
"""Pitches from one line of a strip to the next; where it is more, another strip begins."""

_OVERLAP = 0.45
_INDENT = 2.5
"""Of the narrower, that a line and its strip have above each other; sizes that an indent takes from it."""

_WORD = 5
"""Sizes: a line that is shorter may end before the indent of the line below it."""

_FOOT = 4
"""Lines that show how wide a column is."""


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
    def foot(self) -> Area:
        """What its last lines cover: the width of its column even where one of them is short."""
        return bounds(self.lines[-_FOOT:])

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
        above = [each for each in open_strips if _follows(each, line, between, measures, sizes)]
        if above:
            max(above, key=lambda each: each.foot.across(line.area)).lines.append(line)
        else:
            open_strips.append(Strip([line]))
    return closed + open_strips


def _follows(
    strip: Strip, below: TextLine, between: Sequence[Area], measures: Measures, sizes: float
) -> bool:
    above = strip.lines[-1]
    size = max(above.size, below.size)
    if size > sizes * min(above.size, below.size):
        return False
    pitch = max(measures.pitch * size / measures.size, 1.15 * size)
    distance = below.area.bottom - above.area.bottom
    if not 0.5 * size < distance <= _GAP * pitch:
        return False
    column = strip.foot
    if not _in_column(column, below.area, size):
        return False
    gap = Area(
        below.area.left,
        above.area.bottom - 0.2 * size,
        below.area.right,
        below.area.top + 0.2 * size,
    )
    return not any(
        each.across(gap) > 0.3 * gap.width and gap.top <= each.middle[1] <= gap.bottom for each in between
    )


def _in_column(column: Area, line: Area, size: float) -> bool:
    """Whether a line stands under the last lines of a strip; a word alone does not show a column's width."""
    narrower = min(column.width, line.width)
    if column.across(line) >= max(_OVERLAP * narrower, narrower - _INDENT * size):
        return True
    return column.width < _WORD * size and 0 <= line.left - column.left + 0.5 * size < (_INDENT + 0.5) * size
