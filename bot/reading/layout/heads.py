"""Headings: which lines are larger than text, and which of them stand together as one headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.layout.elements import Area, TextLine
from bot.reading.layout.glyphs import bounds
from bot.reading.layout.measures import Measures
from bot.reading.layout.strips import Strip, strips_of

LARGER = 1.2
"""Ratio to the text's size from which a line is a heading."""

OTHER_FONT = 1.08
"""The same for a line in another font than the text's."""

_HARDLY_LARGER = 1.04
_ONE_SIZE = 1.12
"""Ratios: to the text's size, of what may be text in large type; and of the sizes that it is set in."""

_TEXT_LINES = 5
_TEXT_LENGTH = 90
"""So many large lines or characters under each other, with a stop among them, are a text in large type."""

_MAIN = 0.85
"""Ratio to the largest size of a headline: what is less is kicker or subheadline."""

_GAP = 1.0
_UPRIGHT_GAP = 0.6
"""Sizes between two lines of one headline, level and upright."""


@dataclass(eq=False, slots=True)
class Head:
    """A headline with all that stands about it: kicker, subheadline, bylines."""

    lines: list[TextLine]
    """From top to bottom, vertical ones from right to left."""
    kicker: list[TextLine] = field(default_factory=list)
    main: list[TextLine] = field(default_factory=list)
    sub: list[TextLine] = field(default_factory=list)
    bylines: list[TextLine] = field(default_factory=list)

    @property
    def area(self) -> Area:
        """What the headline covers, bylines aside."""
        return bounds(self.lines)

    @property
    def size(self) -> float:
        """Of its largest line."""
        return max(line.size for line in self.lines)

    @property
    def vertical(self) -> bool:
        """Whether its main line runs downwards."""
        return max(self.lines, key=lambda line: line.size).vertical

    @property
    def text(self) -> str:
        """Its characters, line after line."""
        return "".join(line.text for line in self.lines)


def is_large(line: TextLine, measures: Measures) -> bool:
    """Whether a line is set as headings are: upright, much larger, or larger and in another font."""
    other = bool(line.font) and line.font != measures.font
    return line.vertical or line.size >= (OTHER_FONT if other else LARGER) * measures.size


def large_lines(
    lines: Sequence[TextLine], rules: Sequence[Area], measures: Measures
) -> tuple[list[TextLine], list[TextLine]]:
    """Part the lines into headings and text. Large type with stops, many lines of it, is text."""
    large = [line for line in lines if is_large(line, measures)]
    larger = [line for line in lines if line.size > _HARDLY_LARGER * measures.size and not line.vertical]
    texts = {
        line
        for strip in strips_of(larger, rules, measures, _ONE_SIZE)
        if _is_text(strip, measures)
        for line in strip.lines
    }
    headings = [line for line in large if line not in texts]
    chosen = set(headings)
    return headings, [line for line in lines if line not in chosen]


def _is_text(strip: Strip, measures: Measures) -> bool:
    text = strip.text
    if strip.lines[0].size >= 2 * measures.size:
        return False
    enough = len(strip.lines) >= _TEXT_LINES or len(text) >= _TEXT_LENGTH
    return enough and ("。" in text or "，" in text)


def heads_of(headings: Sequence[TextLine], rules: Sequence[Area]) -> list[Head]:
    """Put heading lines together that stand close to each other, and tell kicker and subheadline apart."""
    groups: list[list[TextLine]] = []
    for line in sorted(headings, key=lambda each: (each.area.top, each.area.left)):
        near = [group for group in groups if any(_together(other, line, rules) for other in group)]
        merged = [line]
        for group in near:
            merged += group
            groups.remove(group)
        groups.append(merged)
    return [told_apart(group) for group in groups]


def _together(one: TextLine, other: TextLine, rules: Sequence[Area]) -> bool:
    if one.vertical != other.vertical:
        return False
    size = max(one.size, other.size)
    if one.vertical:
        beside = -one.area.across(other.area) < _UPRIGHT_GAP * size
        level = one.area.down(other.area) > 0.3 * min(one.area.height, other.area.height)
        under = one.area.across(other.area) > 0.8 * size and -one.area.down(other.area) < 1.8 * size
        close = (beside and level) or (under and _alike(one, other))
    else:
        overlap = one.area.across(other.area)
        gap = -one.area.down(other.area)
        close = gap < _GAP * min(size, 2 * min(one.size, other.size)) and overlap > 0.5 * min(
            one.area.width, other.area.width
        )
    return close and not any(_parts(rule, one.area, other.area) for rule in rules)


def _alike(one: TextLine, other: TextLine) -> bool:
    return max(one.size, other.size) < 1.1 * min(one.size, other.size)


def _parts(rule: Area, one: Area, other: Area) -> bool:
    """Whether a rule runs between two lines."""
    if rule.width >= rule.height:
        upper, lower = sorted((one, other), key=lambda each: each.middle[1])
        return upper.middle[1] < rule.middle[1] < lower.middle[1] and rule.across(upper) > 0.5 * upper.width
    left, right = sorted((one, other), key=lambda each: each.middle[0])
    return left.middle[0] < rule.middle[0] < right.middle[0] and rule.down(left) > 0.5 * left.height


def told_apart(lines: Sequence[TextLine]) -> Head:
    """The head of these lines: the largest are the headline, what is over it the kicker, under it the
    subheadline; of vertical lines, what is right and left of it."""
    vertical = max(lines, key=lambda line: line.size).vertical
    largest = max(line.size for line in lines)
    ordered = sorted(lines, key=lambda line: _place(line, 0.5 * largest, vertical))
    mains = [at for at, line in enumerate(ordered) if line.size >= _MAIN * largest]
    first, last = mains[0], _last_of_run(mains)
    head = Head(list(ordered))
    for at, line in enumerate(ordered):
        if _is_dashed(line.text) and at > first:
            head.sub.append(line)
        elif at < first:
            head.kicker.append(line)
        elif at <= last:
            head.main.append(line)
        else:
            head.sub.append(line)
    return head


def _is_dashed(text: str) -> bool:
    return text.startswith(("——", "—", "──", "--"))


def _last_of_run(mains: Sequence[int]) -> int:
    """The last of the main lines that follow each other from the first on."""
    last = mains[0]
    for at in mains[1:]:
        if at != last + 1:
            break
        last = at
    return last


def _place(line: TextLine, step: float, vertical: bool) -> tuple[int, float]:
    """Where a line of a headline comes: by rows from the top, or by upright rows from the right."""
    across, down = line.area.middle
    if vertical:
        return -round(across / step), line.area.top
    return round(down / step), line.area.left
