"""Lines that a program cut at a count of characters, put together again.

Programs that wrap a text cut it wherever the count is full, also before a comma; who sets type does not.
Where a page is cut so, its full lines go on in the next, and no others do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.joining import STARTS_NOTHING, ends_anyhow
from bot.reading.lines import MEASURED, Line
from bot.text.characters import cells, collapse_blanks

_COUNTS = range(10, 60)
"""Characters of a full line."""

_LEAST = 4
"""Lines inside paragraphs, from which a page shows where it cuts them."""

_EXACT = 0.95
"""The share of these that are full."""

_BEFORE_SIGNS = 0.02
"""The share of these that begin with a sign with which no line of type begins."""

_INDENTED = 3
"""Indented lines of a page that indents its paragraphs."""


def unwrapped(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the paragraphs of a page that is wrapped at a count of characters, each as one line.

    A page that is set otherwise is given back as it is.
    """
    count = _count(lines)
    if not count:
        return lines
    deep = sum(line.indent >= 2 for line in lines) >= _INDENTED
    heads_are_whole = deep and any(_size(line) > count for line in lines)
    paragraphs = [[lines[0]]]
    for index, line in enumerate(lines[1:], 1):
        below = lines[index + 1] if index + 1 < len(lines) else None
        of_text = paragraphs[-1][0].indent >= 2 or not heads_are_whole
        if of_text and _goes_on(lines[index - 1], line, below, count):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined(paragraph) for paragraph in paragraphs]


def _count(lines: Sequence[Line]) -> int:
    """The count of characters at which the lines of a page are cut, 0 where they are not."""
    sizes = Counter(size for line in lines if (size := _size(line)) in _COUNTS)
    if not sizes:
        return 0
    [(count, _)] = sizes.most_common(1)
    inside = [
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if _size(above) == count and _follows(above, line) and _follows(line, below)
    ]
    if len(inside) < _LEAST:
        return 0
    exact = sum(_size(line) == count for line in inside)
    signs = sum(line.text[0] in STARTS_NOTHING for line in inside)
    by_program = exact >= _EXACT * len(inside) and signs >= _BEFORE_SIGNS * len(inside)
    return count if by_program or exact == len(inside) else 0


def _follows(above: Line, line: Line) -> bool:
    """Whether a line stands under one that breaks off, in one paragraph with it."""
    return line.gap == 0 and line.indent < 2 and not ends_anyhow(above.text)


def _goes_on(above: Line, line: Line, below: Line | None, count: int) -> bool:
    """Whether a line goes on from that above it. One that joins an ended text and goes on in none is a
    heading."""
    trimmed = _size(above) == count - 1 and not ends_anyhow(above.text)
    if not trimmed and _size(above) != count:
        return False
    if line.gap or line.indent >= 2 or _size(line) > count or above.bold != line.bold:
        return False
    alone = below is None or below.gap > 0 or below.indent >= 2 or _size(line) < count
    return not (ends_anyhow(above.text) and not ends_anyhow(line.text) and alone)


def _size(line: Line) -> int:
    return len(line.raw.rstrip("\r\f\v"))


def _is_plain(line: Line) -> bool:
    """Whether nothing of a line was mended."""
    return collapse_blanks(line.raw) == line.text


def _joined(lines: Sequence[Line]) -> Line:
    first = lines[0]
    if len(lines) == 1:
        return first
    text = collapse_blanks("".join(line.raw if _is_plain(line) else line.text for line in lines))
    return replace(
        first,
        raw="".join(line.raw for line in lines),
        text=text,
        width=cells(text[:MEASURED]),
        count=len(lines),
    )
