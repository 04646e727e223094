"""What the name of a file says of its page: 潍坊日报_2024-04-03_07.txt has the paper, the day and the
page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from bot.model import PageHints
from bot.reading.papers import known
from bot.text.characters import fold, unified

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-_.年/]?)(\d{1,2})(?:[-_.月/]?)(\d{1,2})日?(?!\d)")
_PAGE = re.compile(r"^(?:第|p|page)?([a-d]?\d{1,3}(?:-[a-d]?\d{1,3})?)版?$")
_PAPER = re.compile(r"^[\u4e00-\u9fff]{1,12}(?:报|新闻|周刊|时评|导刊)$")
_SEPARATORS = re.compile(r"[\s_.,，、·+@()（）\[\]【】]+")


def hints_from_name(name: str) -> PageHints:
    """Return the paper, issue date and page that a file name states; what it does not state stays None.

    Paths are allowed; only the last part counts. A page is taken only beside a day or a paper, since a bare
    number in a name may count anything.
    """
    stem = PurePosixPath(unified(name).replace("\\", "/")).stem[:200]
    match = next(filter(_day_of, _DAY.finditer(stem)), None)
    day = _day_of(match) if match else None
    rest = (
        stem if match is None or day is None else f"{stem[: match.start()]}_{stem[match.end() :].lstrip('-')}"
    )
    rest, source = known().taken_from(rest)
    page = None
    for part in _SEPARATORS.split(rest):
        trimmed = part.strip("-—")
        if source is None and _PAPER.match(trimmed):
            source = trimmed
        elif page is None and (found := _PAGE.match(fold(trimmed))):
            page = found.group(1).upper()
    return PageHints(source=source, issue_date=day, page=page if source or day else None)


def _day_of(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
