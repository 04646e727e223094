"""Days as readers ask for them: 2024-04, 2024-04-01..2024-04-30, 4月2日, 4.2, 昨天, 上周.

The day of asking is passed in. A day without year is the last one that has come: in January, 12月30日 is last
year's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date


_DAYS_AGO = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "前日": 2}
_WEEKS_AGO = {"本周": 0, "这周": 0, "上周": 1, "上星期": 1, "上上周": 2}
_MONTHS_AGO = {"本月": 0, "这个月": 0, "上月": 1, "上个月": 1}
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2}
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-/.年](?P<month>\d\d?)(?:[-/.月](?P<day>\d\d?)[日号]?)?月?)?年?"
)
_SHORT = re.compile(r"(?P<month>\d\d?)(?:月(?P<day>\d\d?)[日号]?|[.](?P<dotted>\d\d?)|月份?)")
_RANGE = re.compile(r"\.\.+|…|~|～|至|到|—+")


def asked_days(text: str, today: date) -> Days | None:
    """The days that a text names, or None where it names none."""
    parts = _RANGE.split(text.strip(), maxsplit=1)
    ends = [_single(part.strip(), today) for part in parts]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None
    return Days(min(first.first, last.first), max(first.last, last.last))


def written_forms(text: str, today: date) -> tuple[str, ...]:
    """How papers write the days that a text names; none where it names none, or more than a week."""
    if (
        len(text) < 2
        or text.isdecimal()
        or not (days := _single(text, today))
        or days.last - days.first > _WEEK
    ):
        return ()
    forms: list[str] = []
    for number in range((days.last - days.first).days + 1):
        day = days.first + timedelta(days=number)
        year = f"{day.year}年" if _ISO.fullmatch(text) else ""
        forms.append(f"{year}{day.month}月{day.day}日")
        if number == 0 and days.first == days.last:
            forms.append(f"{day.year}-{day.month:02}-{day.day:02}")
            forms.append(f"{day.year}.{day.month}.{day.day}")
    return tuple(forms)


_WEEK = timedelta(days=6)


def _single(text: str, today: date) -> Days | None:
    if text in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[text])
        return Days(day, day)
    if text in _WEEKS_AGO:
        monday = today - timedelta(days=today.weekday() + 7 * _WEEKS_AGO[text])
        return Days(monday, monday + _WEEK)
    if text in _MONTHS_AGO:
        months = today.year * 12 + today.month - 1 - _MONTHS_AGO[text]
        return _days(months // 12, months % 12 + 1, None)
    if text in _YEARS_AGO:
        return _days(today.year - _YEARS_AGO[text], None, None)
    if found := _ISO.fullmatch(text):
        return _days(int(found["year"]), _number(found["month"]), _number(found["day"]))
    if found := _SHORT.fullmatch(text):
        month, day_of_month = int(found["month"]), _number(found["day"] or found["dotted"])
        here = _days(today.year, month, day_of_month)
        return _days(today.year - 1, month, day_of_month) if here and here.first > today else here
    return None


def _days(year: int, month: int | None, day: int | None) -> Days | None:
    try:
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Days(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
