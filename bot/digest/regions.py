"""Parts of countries, and offsets from UTC, as people name them where they mean a zone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_OF_CHINA = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川
贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 大陆 中国大陆 东北 华北 华东 华南 华中 西北 西南
中国 中华人民共和国 国内 china cn prc tibet
"""
_OF_AMERICA = {
    "America/New_York": """
        美东 美东岸 美国东部 美国东岸 美国东海岸 纽约州 新泽西 麻省 马萨诸塞 佛州 佛罗里达 宾州 宾夕法尼亚
        eastern useastern easternus useast eastcoast est edt et newjersey massachusetts florida""",
    "America/Chicago": """
        美中 美国中部 得州 德克萨斯 得克萨斯 伊利诺伊 central uscentral cdt ct texas illinois""",
    "America/Denver": "美国山区 美国山地 科罗拉多 mountain usmountain mst mdt mt colorado",
    "America/Los_Angeles": """
        美西 美西岸 美国西部 美国西岸 美国西海岸 太平洋 加州 加利福尼亚 硅谷 湾区 华盛顿州
        pacific uspacific uswest westcoast pst pdt pt california siliconvalley bayarea""",
    "America/Anchorage": "阿拉斯加 alaska",
    "Pacific/Honolulu": "夏威夷 hawaii",
}
_OF_BRITAIN = "英国 英格兰 苏格兰 uk england britain greatbritain bst"

REGIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_OF_CHINA.split(), ("Asia/Shanghai",)),
    **{name: (zone,) for zone, names in _OF_AMERICA.items() for name in names.split()},
    # Most clocks there show the time of Beijing, some that of Ürümqi.
    **dict.fromkeys(("新疆", "xinjiang"), ("Asia/Shanghai", "Asia/Urumqi")),
    **dict.fromkeys(("新疆时间", "乌鲁木齐时间"), ("Asia/Urumqi",)),
    "cst": ("Asia/Shanghai", "America/Chicago"),
    **dict.fromkeys(_OF_BRITAIN.split(), ("Europe/London",)),
    "加东": ("America/Toronto",),
    "加西": ("America/Vancouver",),
    "澳东": ("Australia/Sydney",),
    "澳西": ("Australia/Perth",),
    "澳洲": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
    "阿联酋": ("Asia/Dubai",),
    "jst": ("Asia/Tokyo",),
    "hkt": ("Asia/Hong_Kong",),
    **dict.fromkeys(("欧洲中部", "中欧"), ("Europe/Berlin",)),
    "西欧": ("Europe/London", "Europe/Berlin"),
    "欧洲": ("Europe/London", "Europe/Berlin", "Europe/Athens"),
}
"""The zones of a region by its name in small letters, the one that most people there mean first."""

_OFFSET = re.compile(
    r"(?:(?:utc|gmt)\s*(?P<sign>[+-]?)|(?P<bare>[+-]))\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d)|(?P<half>\.5))?",
    re.IGNORECASE,
)
_BELT = re.compile(r"([东西])([一二三四五六七八九十]{1,2}|\d{1,2})(?:时?区)?")
_DASHES = str.maketrans("−–—", "---")
_NUMBERS = {number: value for value, number in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}


def offset_of(typed: str) -> timedelta | None:
    """The offset that a text names: UTC+8, GMT+08:00, +8, 东八区; None where it names none."""
    typed = typed.translate(_DASHES)
    if match := _OFFSET.fullmatch(typed):
        minutes = 30 if match["half"] else int(match["minutes"] or 0)
        offset = timedelta(hours=int(match["hours"]), minutes=minutes)
        return -offset if "-" in (match["sign"], match["bare"]) else offset
    if match := _BELT.fullmatch(typed):
        hours = int(match[2]) if match[2].isdecimal() else _NUMBERS.get(match[2], 0)
        return timedelta(hours=hours if match[1] == "东" else -hours)
    return timedelta() if typed.casefold() in {"utc", "gmt", "零时区", "中时区"} else None


def has_offset(zone: str, offset: timedelta, now: datetime) -> bool:
    """Whether the clocks of a zone show this offset at a moment."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() == offset
