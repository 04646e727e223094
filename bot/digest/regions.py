"""Parts of countries, and offsets from UTC, as people name them where they mean a zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_OF_CHINA = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川
贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 大陆 中国大陆 东北 华北 华东 华南 华中 西北 西南
"""

REGIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_OF_CHINA.split(), ("Asia/Shanghai",)),
    # Most clocks there show the time of Beijing, some that of Ürümqi.
    "新疆": ("Asia/Shanghai", "Asia/Urumqi"),
    "新疆时间": ("Asia/Urumqi",),
    "美东": ("America/New_York",),
    "美国东部": ("America/New_York",),
    "美中": ("America/Chicago",),
    "美国中部": ("America/Chicago",),
    "美国山区": ("America/Denver",),
    "美西": ("America/Los_Angeles",),
    "美国西部": ("America/Los_Angeles",),
    "加州": ("America/Los_Angeles",),
    "夏威夷": ("Pacific/Honolulu",),
    "英国": ("Europe/London",),
    "英格兰": ("Europe/London",),
    "苏格兰": ("Europe/London",),
    "加东": ("America/Toronto",),
    "加西": ("America/Vancouver",),
    "澳东": ("Australia/Sydney",),
    "澳西": ("Australia/Perth",),
    "欧洲中部": ("Europe/Berlin",),
    "中欧": ("Europe/Berlin",),
    "eastern": ("America/New_York",),
    "central": ("America/Chicago",),
    "mountain": ("America/Denver",),
    "pacific": ("America/Los_Angeles",),
    "uk": ("Europe/London",),
    "england": ("Europe/London",),
}
"""The zones of a region by its name in small letters, the one that most people there mean first."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_BELT = re.compile(r"([东西])([一二三四五六七八九十]{1,2}|\d{1,2})(?:时)?区")
_NUMBERS = {number: value for value, number in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}


def offset_of(typed: str) -> timedelta | None:
    """The offset that a text names: UTC+8, GMT+08:00, +8, 东八区; None where it names none."""
    if match := _OFFSET.fullmatch(typed):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return offset if match[1] == "+" else -offset
    if match := _BELT.fullmatch(typed):
        hours = int(match[2]) if match[2].isdecimal() else _NUMBERS.get(match[2], 0)
        return timedelta(hours=hours if match[1] == "东" else -hours)
    return timedelta() if typed.casefold() in {"utc", "gmt", "零时区", "中时区"} else None


def has_offset(zone: str, offset: timedelta, now: datetime) -> bool:
    """Whether the clocks of a zone show this offset at a moment."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() == offset
