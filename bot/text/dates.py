"""Dates in Chinese text: 4月2日, 2024年4月2日, 今年, 昨日.

Papers leave out what the issue date says. With that day in hand, a date without year is taken as papers mean
it: this year, except that in January December is last year's, and the reverse. Without it nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_NEXT_YEAR_AFTER = timedelta(days=270)
"""A date without year that lies farther off than this is meant for the year before or after."""

_HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_RELATIVE_MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
_RELATIVE_DAYS = {
    "今日": 0, "今天": 0, "今晨": 0, "今晚": 0, "昨日": -1, "昨天": -1, "昨晚": -1, "前天": -2, "前日": -2,
    "明日": 1, "明天": 1, "明晚": 1, "后天": 2,
}  # fmt: skip

_FIRST = r"(?=[\d〇○零一二三四五六七八九十今本去前明后上下昨])"
"""What any of them begins with: looked for first, it spares most places the rest."""

_DATE = re.compile(
    _FIRST + "(?:"
    rf"(?<!\d)(?:(?P<year>{_YEAR})年|(?P<relative_year>{'|'.join(_RELATIVE_YEARS)}))"
    rf"(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})[日号])?)?(?!\d)"
    rf"|(?<![\d.])(?P<numeric>(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?![\d.])"
    rf"|(?<![\d一二三四五六七八九十—–\-~至.])(?P<bare_month>{_NUMBER})月(?:(?P<bare_day>{_NUMBER})[日号]|份)?"
    rf"|(?P<relative_month>{'|'.join(sorted(_RELATIVE_MONTHS, key=len, reverse=True))})"
    rf"(?:(?P<day_of_relative>{_NUMBER})[日号])?"
    rf"|(?P<relative_day>{'|'.join(_RELATIVE_DAYS)})(?![\u4e00-\u9fff]?报|·)"
    r"|(?:(?<=^)|(?<=[\n。，；：“（(者])|(?<=报讯 ))(?P<lone_day>\d{1,2})日"
    r"(?=[，,上下晚凌清中早电从在举召发获]|$))"
)
_RANGE_END = re.compile(rf"(?:日|号)?(?:至|到|[—–\-~]{{1,2}})(?P<day>{_NUMBER})[日号]")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text."""

    written: str
    start: int
    iso: str | None
    """2024-04-02, 2024-04 or 2024, as exactly as the text tells; None where the text does not tell the year,
    or where there is no such day."""

    @property
    def day(self) -> date | None:
        """The day, where one day is meant and known."""
        return date.fromisoformat(self.iso) if self.iso is not None and len(self.iso) == 10 else None

    @property
    def name(self) -> str:
        """The ISO form where it is known, else the words."""
        return self.iso or self.written


def find_dates(text: str, day: date | None = None) -> list[WrittenDate]:
    """The dates that a text names, in its order. `day` is the day it was written for: the issue date."""
    return [found for match in _DATE.finditer(text) for found in _written(text, match, day)]


def _written(text: str, match: re.Match[str], day: date | None) -> Iterator[WrittenDate]:
    iso = _iso(match, day)
    yield WrittenDate(match.group(), match.start(), iso)
    range_end = _RANGE_END.match(text, match.end()) if iso is None or len(iso) == 10 else None
    if range_end is not None and (match["bare_day"] or match["day"]):
        last = _iso_of(int(iso[:4]), int(iso[5:7]), _number(range_end["day"])) if iso else None
        yield WrittenDate(
            f"{match.group().split('月')[0]}月{range_end['day']}日", range_end.start("day"), last
        )


def _iso(match: re.Match[str], day: date | None) -> str | None:
    for group, resolve in _RESOLVERS.items():
        if match[group] is not None:
            return resolve(match, day)
    return None


def _of_year(match: re.Match[str], _: date | None) -> str | None:
    return _iso_of(_year(match["year"]), _optional(match["month"]), _optional(match["day"]))


def _of_relative_year(match: re.Match[str], day: date | None) -> str | None:
    if day is None:
        return None
    year = day.year + _RELATIVE_YEARS[match["relative_year"]]
    return _iso_of(year, _optional(match["month"]), _optional(match["day"]))


def _numeric(match: re.Match[str], _: date | None) -> str | None:
    year, month, day = map(int, re.split(r"[-/.]", match["numeric"]))
    return _iso_of(year, month, day)


def _without_year(match: re.Match[str], day: date | None) -> str | None:
    if day is None:
        return None
    month, day_of_month = _number(match["bare_month"]), _optional(match["bare_day"])
    middle = _date_or_none(day.year, month, day_of_month or 15)
    if middle is None:
        return None
    year = day.year
    if middle - day > _NEXT_YEAR_AFTER:
        year -= 1
    elif day - middle > _NEXT_YEAR_AFTER:
        year += 1
    return _iso_of(year, month, day_of_month)


def _of_relative_month(match: re.Match[str], day: date | None) -> str | None:
    if day is None:
        return None
    months = day.year * 12 + day.month - 1 + _RELATIVE_MONTHS[match["relative_month"]]
    return _iso_of(months // 12, months % 12 + 1, _optional(match["day_of_relative"]))


def _of_relative_day(match: re.Match[str], day: date | None) -> str | None:
    return None if day is None else (day + timedelta(days=_RELATIVE_DAYS[match["relative_day"]])).isoformat()


def _of_lone_day(match: re.Match[str], day: date | None) -> str | None:
    """The last day of that number: papers write 2日 of what happened days ago."""
    if day is None:
        return None
    number = int(match["lone_day"])
    before = day if number <= day.day else day.replace(day=1) - timedelta(days=1)
    return _iso_of(before.year, before.month, number)


_RESOLVERS: dict[str, Callable[[re.Match[str], date | None], str | None]] = {
    "year": _of_year,
    "relative_year": _of_relative_year,
    "numeric": _numeric,
    "bare_month": _without_year,
    "relative_month": _of_relative_month,
    "relative_day": _of_relative_day,
    "lone_day": _of_lone_day,
}


def _iso_of(year: int, month: int | None = None, day: int | None = None) -> str | None:
    whole = _date_or_none(year, 1 if month is None else month, 1 if day is None else day)
    if whole is None:
        return None
    return whole.isoformat()[: 4 if month is None else 7 if day is None else 10]


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _optional(digits: str | None) -> int | None:
    return None if digits is None else _number(digits)


def _year(digits: str) -> int:
    return int(digits) if digits.isdecimal() else int("".join(str(_HAN_DIGITS[digit]) for digit in digits))


def _number(digits: str) -> int:
    """1 to 99 in either kind of digits: 十二 is 12, 二十 is 20; 0 where it is neither, which is no day."""
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)
