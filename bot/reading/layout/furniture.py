"""What frames a page and is no article: masthead, page number, the names of those who made it up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.layout.elements import Area, LayoutPage, TextLine
from bot.reading.layout.measures import Measures
from bot.reading.mastheads import Masthead, is_staff_line, read_masthead

_TOP = 0.22
"""Of the page's height, in which a masthead may stand; a front page's name takes that much."""

_BOTTOM = 0.1

_IMPRINT = re.compile(
    r"主办|主管|出版|机关报|创刊|刊号|邮发|零售|报业|集团|热线|网址|扫码|客户端|公众号|今日\d+版"
)
_FOREIGN = re.compile(r"^[A-Za-z\s.·|&'-]+$")


_STAFF = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<!责任)(?=(?:责任编辑|责编|编辑|版式|校对|审读|美编|组版|设计|制图|统筹|策划)[：:])"
)
"""Where the next who made the page begins in a line whose blanks were lost."""


def furniture(page: LayoutPage, measures: Measures) -> tuple[Masthead, dict[TextLine, str]]:
    """What the page says of itself, and its lines that are no article's, each with the reason."""
    masthead = Masthead()
    found: dict[TextLine, str] = {}
    rows = _rows(page.lines)
    top = [row for row in rows if _area_top(row) < _TOP * page.height]
    bottom = [row for row in rows if row[0].area.bottom > (1 - _BOTTOM) * page.height]
    for edge in (top, bottom[::-1]):
        for row in edge:
            stated = _read(row, measures)
            found.update(stated[1])
            masthead = masthead.with_missing(stated[0])
            if len(stated[1]) < len(row) and any(
                line.size >= 0.9 * measures.size for line in row if line not in found
            ):
                break
    for line in page.lines:
        if line not in found and not line.vertical and _names_staff(line.text):
            found[line] = "staff"
    return masthead, found


def _area_top(row: Sequence[TextLine]) -> float:
    return min(line.area.top for line in row)


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines side by side, from top to bottom."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda each: each.area.top):
        if rows and _reach(rows[-1]).down(line.area) > 0.5 * line.area.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda each: each.area.left)
    return rows


def _reach(row: Sequence[TextLine]) -> Area:
    first = row[0].area
    return Area(first.left, first.top, first.right, first.bottom)


def _read(row: Sequence[TextLine], measures: Measures) -> tuple[Masthead, dict[TextLine, str]]:
    """What a row states: read whole where it is a masthead whole, else line by line."""
    masthead = Masthead()
    found: dict[TextLine, str] = {}
    whole = read_masthead(" ".join(line.text for line in row))
    if whole:
        return whole, dict.fromkeys(row, "masthead")
    for line in row:
        if _names_staff(line.text):
            found[line] = "staff"
        elif stated := read_masthead(line.text):
            masthead = masthead.with_missing(stated)
            found[line] = "masthead"
    for line in row:
        imprint = _IMPRINT.search(line.text) and len(line.text) <= 60 and "，" not in line.text
        if line not in found and line.size < 1.5 * measures.size and (imprint or _FOREIGN.match(line.text)):
            found[line] = "masthead"
    return masthead, found


def _names_staff(text: str) -> bool:
    return is_staff_line(text) or is_staff_line(_STAFF.sub(" ", text))
