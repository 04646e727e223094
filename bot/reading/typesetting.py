"""How a page is set: the widths of its columns, whether its paragraphs are indented, and the words it
uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from bot.reading.continuation import to_mark
from bot.reading.joining import STARTS_NOTHING, ends_anyhow, ends_sentence
from bot.reading.lines import Line
from bot.reading.roles import is_bullet

WEB_LINE = 90
"""Cells: a line that is wider was never set in a column of a newspaper."""

_WORD = re.compile(r"[A-Za-z]{3,20}")

_SEAM_LIMIT = 200_000
"""Characters of a page whose runs of three are kept; a page has a tenth of that."""

_ROW = re.compile(
    r"^\d{1,2}\s?[:：]\s?\d\d(?!\d)|\d\s?(?:℃|°C)|\S(?:\s{2,}|\u3000|\t)\S+(?:\s{2,}|\u3000|\t)\S"
)
"""A row of a table: a time, degrees, or three things with wide gaps between them."""

_COLUMN_LEAST = 6
_COLUMN_SHARE = 0.1
"""Lines of one width, at least and of all on the page, that make it the width of a column."""

_WIDE_SHARE = 0.2
"""Of the lines of a page: so many are wider than a column where each is a paragraph."""

_FULL = 3
"""Cells that a line of a column may be short of it, for a sign that must not begin the next."""

_OVERHANG = 4
"""Cells of the signs that a line takes beyond its column since none may begin the next."""

_BODY_LINES = 5
_BODY_LENGTH = 110
"""Lines and characters from which lines that stand together are text, and no headline."""


class Layout:
    """What is known of a page as a whole before it is read from top to bottom."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        narrow = [line for line in lines if line.width <= WEB_LINE]
        deep = sum(2 <= line.indent <= 5 for line in narrow)
        self.indents = len(narrow) >= 4 and 0.03 * len(narrow) <= deep <= 0.6 * len(narrow)
        """Whether paragraphs are indented: narrow lines begin at two depths, mostly the lesser."""
        wide = [line for line in lines if line.width > WEB_LINE]
        self.a_line_each = len(wide) >= max(3, _WIDE_SHARE * len(lines))
        """Whether the page has a paragraph a line: many lines are wider than any column."""
        self.deep_lines = self.a_line_each and sum(line.indent >= 2 for line in wide) > 0.8 * len(wide)
        """Whether paragraphs of a line each are indented."""

    @cached_property
    def _columns(self) -> frozenset[int]:
        """The widths of lines that come so often that they are those of columns, in cells."""
        widths = Counter(line.width + line.indent for line in self._lines if line.width <= WEB_LINE)
        least = max(_COLUMN_LEAST, _COLUMN_SHARE * len(self._lines))
        return frozenset(width for width, count in widths.items() if count >= least)

    def fills_column(self, run: Sequence[Line]) -> bool:
        """Whether lines that stand together are all as wide as a column, as those of a headline are not."""
        return len(run) >= 2 and all(line.width + line.indent in self._columns for line in run)

    def parts_lines(self, run: Sequence[Line]) -> bool:
        """Whether each of the lines that stand together is a paragraph or a heading by itself."""
        if len(run) < 2:
            return False
        wide = any(line.width > WEB_LINE for line in run)
        return (wide or self.a_line_each) and not is_wrapped(run)

    @cached_property
    def words(self) -> frozenset[str]:
        """The Latin words of the page."""
        return frozenset(word.casefold() for line in self._lines for word in _WORD.findall(line.text))

    @cached_property
    def _runs_of_three(self) -> frozenset[str]:
        runs: set[str] = set()
        left = _SEAM_LIMIT
        for line in self._lines:
            text = line.text[:left]
            runs.update(text[i : i + 3] for i in range(len(text) - 2))
            left -= len(text)
            if left <= 0:
                break
        return frozenset(runs)

    def has_seam(self, above: str, below: str) -> bool:
        """Whether the characters on both sides of a break stand side by side elsewhere on the page."""
        return above[-2:] + below[:1] in self._runs_of_three or above[-1:] + below[:2] in self._runs_of_three


def is_wrapped(run: Sequence[Line]) -> bool:
    """Whether lines that stand together go on from one to the next, each as wide as their column."""
    if any(line.width > WEB_LINE for line in run):
        return False
    column = column_width(run)
    cut = [line for line in run[:-1] if not ends_anyhow(line.text)]
    full = sum(line.width + line.indent >= column - _FULL for line in cut)
    return len(run) >= 3 and 2 * full > len(run) - 1


def part_columns(run: Sequence[Line], column: int) -> list[Sequence[Line]]:
    """The lines of a column whose paragraphs are indented, parted where one stands flush and goes on from
    none.

    Such a line is a heading among paragraphs; each is a part by itself.
    """
    parts: list[list[Line]] = []
    for index, line in enumerate(run):
        above = run[index - 1] if index else None
        if above is None or line.indent >= 2 or not _goes_on(above, line, run[index + 1 :][:1], column):
            flush = line.indent < 2
            if flush or not parts or parts[-1][0].indent < 2:
                parts.append([line])
                continue
        parts[-1].append(line)
    return [*parts]


def _goes_on(above: Line, line: Line, below: Sequence[Line], column: int) -> bool:
    """Whether a flush line goes on from the line above it."""
    if line.text[0] in STARTS_NOTHING:
        return True
    printed = above.width + above.indent
    if printed < column * 0.7 or (printed < column - _FULL and ends_anyhow(above.text)):
        return False
    if line.width > column + _OVERHANG:
        return False
    ends = not below or below[0].indent >= 2
    return not (ends_sentence(above.text) and not ends_anyhow(line.text) and ends)


def is_body(run: Sequence[Line]) -> bool:
    """Whether lines that stand together are text and not two or three lines of a headline."""
    if is_bullet(run[0].text) or any("。" in line.text or line.width > WEB_LINE for line in run):
        return True
    if len(run) >= _BODY_LINES or sum(len(line.text) for line in run) > _BODY_LENGTH:
        return True
    if to_mark(run[-1].text) or (ends_sentence(run[-1].text) and any("，" in line.text for line in run)):
        return True
    if any(line.text[-1] in "，、；" for line in run[:-1]) or run[-1].text[-1] in "；，":
        return True
    if len(run) >= 3 and 2 * sum(_ROW.search(line.raw.strip()) is not None for line in run) > len(run):
        return True
    return len(run) >= 3 and run[0].indent >= 2 and all(line.indent < 2 for line in run[1:])


def column_width(run: Sequence[Line]) -> int:
    """The width in cells of the column that lines are set in, 0 for lines of the web: the widest tenth
    aside."""
    widths = sorted((line.width + line.indent for line in run if line.width <= WEB_LINE), reverse=True)
    return widths[len(widths) // 10] if widths else 0
