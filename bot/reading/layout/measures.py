"""What is usual on a page: the size of its text, and how far its lines stand apart."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.reading.layout.elements import TextLine

_LEAST = 6
"""Characters of a line that may be text."""

_USUAL_PITCH = 1.5
"""Sizes from line to line, where a page has no two lines to measure."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a page, in its unit."""

    size: float
    """Of the type that most of the page is set in."""
    pitch: float
    """From one line of text to the next."""
    font: str


def measure(lines: Sequence[TextLine]) -> Measures:
    """Measure a page by its lines, of which there is at least one."""
    size = _size(lines)
    text = [line for line in lines if not line.vertical and abs(line.size - size) <= 0.1 * size]
    fonts = Counter[str]()
    for line in text:
        fonts[line.font] += len(line.text)
    return Measures(size, _pitch(text, size), fonts.most_common(1)[0][0] if fonts else "")


def _size(lines: Sequence[TextLine]) -> float:
    """The size that, with those a tenth larger or smaller, sets the most characters."""
    weights = Counter[float]()
    for line in lines:
        if not line.vertical and len(line.text) >= _LEAST:
            weights[round(line.size, 2)] += len(line.text)
    if not weights:
        return median(line.size for line in lines)

    def around(size: float) -> float:
        return sum(count for other, count in weights.items() if abs(other - size) <= 0.08 * size)

    best = max(weights, key=lambda size: (around(size), weights[size]))
    near = [size for size in weights for _ in range(weights[size]) if abs(size - best) <= 0.08 * best]
    return median(near)


def _pitch(lines: Sequence[TextLine], size: float) -> float:
    columns: defaultdict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        columns[round(line.area.left / (2 * size))].append(line)
    distances = []
    for column in columns.values():
        column.sort(key=lambda line: line.area.bottom)
        for above, below in itertools.pairwise(column):
            distance = below.area.bottom - above.area.bottom
            if 0.9 * size < distance < 3 * size:
                distances.append(distance)
    return median(distances) if distances else _USUAL_PITCH * size
