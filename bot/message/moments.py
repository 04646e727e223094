"""Days, hours and zones in a reader's words. The year stands only where it is not this year."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location

from bot.message.languages import Translator

NATIONAL_ZONES = {"Asia/Shanghai": "zone.beijing", "UTC": "zone.utc", "Etc/UTC": "zone.utc"}
"""Zones that go by another name than their city."""


def day(t: Translator, of: date, today: date | None = None) -> str:
    """4月3日; with the year where `today` is not given or lies in another."""
    pattern = "date.day" if today is not None and today.year == of.year else "date.day_year"
    return _format(t, of, pattern)


def weekday(t: Translator, of: date, today: date | None = None) -> str:
    """4月3日 周三; with the year as in `day`."""
    pattern = "date.weekday" if today is not None and today.year == of.year else "date.weekday_year"
    return _format(t, of, pattern)


def moment(t: Translator, at: datetime, zone: str, today: date | None = None) -> str:
    """4月4日 周四 07:30（北京时间）, of an aware moment.

    Where `today` is not given, the year is left out: for what lies within days.
    """
    local = at.astimezone(ZoneInfo(zone))
    return t(
        "date.moment",
        day=weekday(t, local.date(), today or local.date()),
        time=f"{local:%H:%M}",
        zone=zone_name(t, zone),
    )


def zone_name(t: Translator, zone: str) -> str:
    """北京时间; elsewhere by the city: 柏林时间."""
    if zone in NATIONAL_ZONES:
        return t(NATIONAL_ZONES[zone])
    return t("zone.city", city=get_timezone_location(ZoneInfo(zone), locale=t.locale, return_city=True))


def _format(t: Translator, of: date, pattern: str) -> str:
    return format_date(of, t(pattern), locale=t.locale)
