"""The moments that feeds write, in the forms that are met. What is not sure is none, never a guess. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Nothing older or younger stands in a feed on purpose."""

CHINA = timezone(timedelta(hours=8))
_AMERICA = timezone(timedelta(hours=-6))

_LENGTH = 80
"""Characters of a written moment."""

_NOON = 12
"""The hour of a day without one: then it is the same day nearly everywhere."""

_OFFSETS = {
    **dict.fromkeys(("z", "utc", "ut", "gmt"), 0),
    **{"edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8},
    **dict.fromkeys(("hkt", "sgt", "myt", "awst", "北京时间"), 8),
    **{"jst": 9, "kst": 9, "cet": 1, "cest": 2},
}
"""Hours from UTC by the name of a zone; CST is told by the feed. A name that is not here makes no moment."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|(?:星期|周|週|礼拜)[一二三四五六日天]),?\s*)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
)
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|\d{1,2}月)\.?"
_TIME = (
    r"(?:(?P<half>上午|下午|晚上|中午|凌晨|早上)\s*)?(?P<hour>\d{1,2})\s*[:时点點]\s*(?P<minute>\d{2})\s*分?"
    r"(?:\s*:?\s*(?P<second>\d{2})\s*秒?(?:[.,]\d{1,9})?)?(?:\s*(?P<am>[ap]\.?m\.?))?"
)
_ZONE = r"(?P<zone>(?:gmt|utc)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|[a-z]{1,5}|北京时间)"
_REST = rf"(?:(?:\s*t\s*|\s+|\s*,\s*)?{_WEEKDAY}?\s*{_TIME}(?:\s*{_ZONE})?)?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WEEKDAY}?(?P<year>\d{{4}})(?:-|/|\.|\s*年\s*)(?P<month>\d{{1,2}})(?:-|/|\.|\s*月\s*)"
        rf"(?P<day>\d{{1,2}})\s*[日号]?{_REST}",
        rf"{_WEEKDAY}?(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}|\d{{2}}){_REST}",
        rf"{_WEEKDAY}?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_REST}",
        rf"{_WEEKDAY}?{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}(?:\s+{_ZONE})?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
        rf"(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:\s*{_ZONE})?)?",
    )
)
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
_NUMERIC = re.compile(r"^(?:gmt|utc)?\s*([+-])\s*(\d{1,2}?)(?::?(\d{2}))?")


def read_moment(written: str, zone: tzinfo, *, is_chinese: bool = False) -> datetime | None:
    """The moment that is written; None where it is not sure, or in no year of a feed.

    A time without a zone is one of `zone`. CST is the time of China in a Chinese feed, and where `zone` is
    that; else that of America. A day without a time is noon of it.
    """
    text = _plain(written)
    if match := _SECONDS.fullmatch(text):
        seconds = int(match[1]) if match[1] else int(match[2]) / 1000
        found: datetime | None = datetime.fromtimestamp(seconds, UTC)
    else:
        form = _form(text)
        found = None if form is None else _moment(form, zone, is_chinese)
    return found if found is not None and _FIRST <= found < _LAST else None


def own_zone(written: Iterable[str]) -> tzinfo | None:
    """The zone that the moments of a feed name by numbers, where all name the same."""
    offsets = set()
    for each in written:
        match = _form(_plain(each))
        named = match["zone"] if match else None
        if named and (offset := _numeric(named)) is not None:
            offsets.add(offset)
    return timezone(offsets.pop()) if len(offsets) == 1 else None


def _plain(written: str) -> str:
    text = unicodedata.normalize("NFKC", written[:_LENGTH]).casefold()
    # Behind the zone some write its name in brackets once more; others put the day of the week into them.
    text = re.sub(r"\(([^()]*)\)", lambda match: " " if match.end() == len(text) else f" {match[1]} ", text)
    return " ".join(text.split())


def _form(text: str) -> re.Match[str] | None:
    return next((found for form in _FORMS if (found := form.fullmatch(text))), None)


def _moment(match: re.Match[str], zone: tzinfo, is_chinese: bool) -> datetime | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 50 else 1900
    hour = _hour(parts)
    try:
        local = datetime(
            year,
            _month(parts["month"]),
            int(parts["day"]),
            _NOON if hour is None else hour,
            int(parts["minute"] or 0),
            min(int(parts["second"] or 0), 59),
            tzinfo=zone,
        )
    except ValueError:
        return None
    named = parts["zone"]
    if not named:
        return local.astimezone(UTC)
    own = _zone(named, local, is_chinese)
    return None if own is None else local.replace(tzinfo=own).astimezone(UTC)


def _month(written: str) -> int:
    if written[0].isdigit():
        return int(written.rstrip("月"))
    return _MONTHS.index(written[:3]) + 1


def _hour(parts: dict[str, str | None]) -> int | None:
    if parts["hour"] is None:
        return None
    hour, half = int(parts["hour"]), (parts.get("am") or parts.get("half") or "")
    if half in ("下午", "晚上") or half.startswith("p"):
        return hour + 12 if hour < 12 else hour
    if half in ("上午", "凌晨", "早上") or half.startswith("a"):
        return 0 if hour == 12 else hour
    return hour


def _zone(named: str, local: datetime, is_chinese: bool) -> tzinfo | None:
    if named == "cst":
        return CHINA if is_chinese or local.utcoffset() == CHINA.utcoffset(None) else _AMERICA
    offset = _numeric(named)
    if offset is None and named in _OFFSETS:
        offset = timedelta(hours=_OFFSETS[named])
    return None if offset is None else timezone(offset)


def _numeric(named: str) -> timedelta | None:
    match = _NUMERIC.fullmatch(named)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (-1 if match[1] == "-" else 1)
