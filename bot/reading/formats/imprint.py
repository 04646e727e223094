"""What a web page says of where it was printed: the paper, the day, the page, by its address and its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.reading.mastheads import paper_in
from bot.reading.numerals import DAY, PAGE, day_of, page_as_printed
from bot.reading.numerals import day as day_from

_DAY_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-/_.]?([01]\d)[-/_.]?([0-3]\d)(?!\d)")
_PAGE_IN_ADDRESS = re.compile(
    r"/nw\.\w+?_\d{8}_\d+-(?P<nw>[A-Z]?\d{2})\.|/nbs\.\w+?_(?P<nbs>[A-Z]?\d{2,3})\.|/node_(?P<node>[A-Z]?0?\d)\."
    r"|/Articel(?P<art>[A-Z]?\d{2})\d{3}[A-Z]{2}\.|/Page(?P<tb>[A-Z]?\d{2})[A-Z]{2}\.",
    re.IGNORECASE,
)
_NUMERIC_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_PRINTED_PAGE = re.compile(rf"(?:第|日)\s*({PAGE})\s*版(?:\s*[：:]\s*([^\s，。；|｜<>（）()]{{1,12}}))?")
_MARKED_PAGE = re.compile(r"^\s*([A-D]\d{1,3}|\d{2,3})\s*版?\s*[：:]\s*(\S{1,12})\s*$")
_QUOTED_PAPER = re.compile(r"《([^《》]{2,20})》")
_LINE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where and when something was printed, as far as it is said."""

    paper: str | None = None
    day: date | None = None
    page: str | None = None
    section: str | None = None

    def or_else(self, other: Imprint) -> Imprint:
        """This one, with what it does not say taken from the other."""
        return Imprint(
            self.paper or other.paper,
            self.day or other.day,
            self.page or other.page,
            self.section or other.section,
        )


def imprint_of_address(address: str) -> Imprint:
    """What an address says: e-papers keep an issue in a folder of its day and name files by their page."""
    found = (
        day_from(int(year), int(month), int(number))
        for year, month, number in _DAY_IN_ADDRESS.findall(address[:2000])
    )
    match = _PAGE_IN_ADDRESS.search(address[:2000])
    number = next(filter(None, match.groups()), None) if match else None
    return Imprint(day=next(filter(None, found), None), page=number and page_as_printed(number))


def imprint_of_line(line: str) -> Imprint:
    """What a short line says, such as 《某某日报》（2024年04月03日 第 01 版）, or a name of a page alone."""
    text = line[:_LINE_LIMIT]
    quoted = _QUOTED_PAPER.search(text)
    page = _PRINTED_PAGE.search(text) or _MARKED_PAGE.match(text)
    return Imprint(
        paper=quoted[1] if quoted and paper_in(quoted[1]) else paper_in(text),
        day=day_in(text),
        page=page_as_printed(page[1]) if page else None,
        section=page[2] if page else None,
    )


def day_in(text: str) -> date | None:
    """The first day with its year that a text names."""
    if match := re.search(DAY, text[:_LINE_LIMIT]):
        return day_of(match.group())
    if match := _NUMERIC_DAY.search(text[:_LINE_LIMIT]):
        return day_from(int(match[1]), int(match[2]), int(match[3]))
    return None
