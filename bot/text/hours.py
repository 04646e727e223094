"""Hours of the day as people say them: 7:30, 早上七点半, 下午3点, 晚八点一刻, 8 PM, 24:00."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bot.errors import ScheduleError

_MORNING = ("凌晨", "清晨", "清早", "大清早", "拂晓", "早晨", "早上", "上午", "明早", "今早", "早间", "早")
_NOON = ("中午", "正午", "晌午")
_AFTERNOON = ("午后", "下午", "傍晚", "黄昏")
_EVENING = ("晚上", "晚间", "今晚", "明晚", "当晚", "晚")
_NIGHT = ("半夜", "深夜", "夜里", "夜间", "午夜", "子夜", "夜晚", "夜")
_PARTS_OF_DAY = (*_MORNING, *_NOON, *_AFTERNOON, *_EVENING, *_NIGHT)

_HAN = "[〇零一二两三四五六七八九十]{1,3}"
_NUMBER = rf"(?:\d{{1,2}}|{_HAN})"
_PART = rf"(?P<part>{'|'.join(sorted(_PARTS_OF_DAY, key=len, reverse=True))})?"
_SAID_MINUTES = rf"(?:(?P<named>半|一刻|三刻|整|正|钟)|[过零]?(?P<said>{_NUMBER})分?钟?)?"
_HOUR = re.compile(
    rf"(?:每[天日]?|在)?{_PART}的?\s*"
    r"(?:(?<![\d:.-])(?P<hour>\d{1,2})\s*[:.](?P<minutes>\d{2})(?!\d)"
    r"|(?<!\d)(?P<four>\d{4})(?!\d)"
    rf"|(?P<spoken>{_NUMBER})\s*[点點时時]{_SAID_MINUTES}"
    r"|(?<!\d)(?P<bare>\d{1,2})(?=\s*(?:[ap]\.?m\b|o'?clock))(?:\s*o'?clock)?)"
    r"(?:\s*(?P<half>[ap])\.?m(?:\b\.?|$))?",
    re.IGNORECASE,
)
_NAMED_HOUR = re.compile(r"(?:每[天日]?)?(?P<name>中午|正午|午夜|半夜|\bnoon\b|\bmidnight\b)", re.IGNORECASE)
_NAMED_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_NOONS = frozenset({"中午", "正午", "noon"})
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}

_TWELVE_MORE = {
    part: hours
    for parts, hours in (
        (_NOON, range(1, 5)),
        (_AFTERNOON, range(1, 12)),
        # 晚上五点 is 17:00, 晚上两点 the middle of the night.
        (_EVENING, range(5, 12)),
        (_NIGHT, range(6, 12)),
    )
    for part in parts
}
"""The hours that are said on a clock of twelve, in each part of the day after noon."""

_FROM_MIDNIGHT = frozenset({"凌晨", *_EVENING, *_NIGHT})
"""In these parts of the day twelve is midnight."""


@dataclass(frozen=True, slots=True)
class SaidHours:
    """The hours that a text names, in its order, and what else stands in it."""

    hours: tuple[time, ...]
    rest: str


def said_hours(text: str) -> SaidHours:
    """The hours of a text, with full-width figures and colons too.

    Raises ScheduleError where something has the form of an hour, and no clock shows it.
    """
    typed = unicodedata.normalize("NFKC", text)
    hours: list[time] = []

    def taken(read: Callable[[re.Match[str]], time]) -> Callable[[re.Match[str]], str]:
        def take(match: re.Match[str]) -> str:
            hours.append(read(match))
            return " "

        return take

    rest = _HOUR.sub(taken(_read), typed)
    rest = _NAMED_HOUR.sub(taken(_read_name), rest)
    return SaidHours(tuple(hours), rest.strip())


def hour_of(text: str) -> time:
    """The one hour that a text is. Raises ScheduleError where it is none, or more than that."""
    said = said_hours(text)
    if len(said.hours) != 1 or said.rest:
        raise ScheduleError(
            f"read {text.strip()[:20]!r} as an hour", "it is written like 07:30", key="no_hour", value=text
        )
    return said.hours[0]


def _read(match: re.Match[str]) -> time:
    if match["four"]:
        hour, minute = int(match["four"][:2]), int(match["four"][2:])
    elif match["hour"]:
        hour, minute = int(match["hour"]), int(match["minutes"])
    else:
        hour = _value(match["spoken"] or match["bare"])
        minute = _value(match["said"]) if match["said"] else _NAMED_MINUTES.get(match["named"] or "", 0)
    try:
        return _on_the_clock(hour, minute, match["part"] or "", (match["half"] or "").lower())
    except ValueError as error:
        raise ScheduleError(
            f"read {match.group().strip()[:20]!r} as an hour",
            "no clock shows it",
            key="impossible_hour",
            value=match.group(),
        ) from error


def _read_name(match: re.Match[str]) -> time:
    return time(12 if match["name"].lower() in _NOONS else 0)


def _on_the_clock(hour: int, minute: int, part: str, half: str) -> time:
    """The hour on a clock of 24 hours. Raises ValueError where part of the day and hour contradict."""
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("a clock with halves shows twelve hours")
        return time(hour % 12 + 12 * (half == "p"), minute)
    if part in _MORNING and hour > 12:
        raise ValueError("no morning")
    if hour in _TWELVE_MORE.get(part, ()):
        hour += 12
    elif (hour == 12 and part in _FROM_MIDNIGHT) or (hour == 24 and minute == 0):
        hour = 0
    return time(hour, minute)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(_VALUES[one]) for one in number))
    return (_VALUES[tens[-1]] if tens else 1) * 10 + (_VALUES[ones[-1]] if ones else 0)
