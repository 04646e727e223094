"""The day that a lede tells of. A year is taken only from what is written; where none is, there is no day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.reading.numerals import day

_LEDE_LENGTH = 160
"""Characters of a paragraph in which its day is looked for."""

_LEDE_PARAGRAPHS = 2

_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_MONTH_DAY = re.compile(r"(?<![\d年])(?<!年\s)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_YEAR_OF_A_NAME = re.compile(r"(?<![\d.,])(20\d\d)(?=[\u4e00-\u9fff])(?!年)")
_OTHER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s?年")
_FUTURE = timedelta(days=40)
"""A day so long after the issue belongs to the year before."""


def event_date(paragraphs: Sequence[str], issue: date | None) -> date | None:
    """Return the day that the first paragraphs name, with the year that they or the issue date give it.

    A day without a year gets one from the issue date, or from an event that is named after its year in the
    same sentence (8月29日，2023某某大会); else there is no day.
    """
    for paragraph in paragraphs[:_LEDE_PARAGRAPHS]:
        lede = paragraph[:_LEDE_LENGTH]
        full, short = _FULL.search(lede), _MONTH_DAY.search(lede)
        if full and (short is None or full.start() < short.start()):
            return day(int(full[1]), int(full[2]), int(full[3]))
        if short:
            return _with_year(lede, short, issue)
    return None


def _with_year(lede: str, match: re.Match[str], issue: date | None) -> date | None:
    month, number = int(match[1]), int(match[2])
    if issue:
        found = day(issue.year, month, number)
        return day(issue.year - 1, month, number) if found and found > issue + _FUTURE else found
    start = lede.rfind("。", 0, match.start()) + 1
    end = lede.find("。", match.end())
    sentence = lede[start : end if end >= 0 else len(lede)]
    years = set(_YEAR_OF_A_NAME.findall(sentence))
    if len(years) != 1 or _OTHER_YEAR.search(sentence):
        return None
    return day(int(years.pop()), month, number)
