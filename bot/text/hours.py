"""Hours of the day as people say them: 7:30, 早上七点半, 下午3点, 早8晚8, 8 PM, half past seven, 24:00.

An hour that the part of the day named with it does not have, such as 早上十三点, is no hour: nobody knows
which of the two is meant. Nothing is guessed; `likely_hours` says what may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from bot.errors import ScheduleError

_MORNING, _NOON = frozenset(range(1, 12)), frozenset(range(11, 15))
_AFTERNOON, _DUSK = frozenset(range(12, 24)), frozenset(range(16, 21))
_EVENING = frozenset((*range(17, 24), *range(5)))
_NIGHT, _DEEP_NIGHT = frozenset((*range(18, 24), *range(6))), frozenset((*range(21, 24), *range(6)))
_SMALL_HOURS = frozenset(range(7))
_HALVES = {"a": frozenset(range(12)), "p": frozenset(range(12, 24))}

_SHOWN = {
    word: shown
    for words, shown in (
        ("凌晨 拂晓 黎明 后半夜 下半夜", _SMALL_HOURS),
        ("清晨 清早 大清早 一大早 一早 早晨 早上 早间 上午 明早 今早 天亮 早 晨", _MORNING),
        ("中午 正午 晌午 午间", _NOON),
        ("午后 下午", _AFTERNOON),
        ("傍晚 黄昏", _DUSK),
        ("晚上 晚间 今晚 明晚 当晚 晚", _EVENING),
        ("夜里 夜间 夜晚 夜", _NIGHT),
        ("半夜 深夜 午夜 子夜", _DEEP_NIGHT),
    )
    for word in words.split()
}
"""The hours, on a clock of 24, that each part of the day has."""

_USUAL = {
    _SMALL_HOURS: ("05:00", "06:00"),
    _MORNING: ("07:00", "07:30", "08:00"),
    _NOON: ("12:00", "12:30"),
    _AFTERNOON: ("15:00", "17:00"),
    _DUSK: ("17:30", "18:30"),
    _EVENING: ("18:30", "20:00", "21:00"),
    _NIGHT: ("21:00", "22:00"),
    _DEEP_NIGHT: ("23:00", "00:00"),
}
"""What may be meant where only the part of the day is named."""

_ENGLISH_PARTS = {"morning": _HALVES["a"], "afternoon": _AFTERNOON, "evening": _EVENING, "night": _NIGHT}
_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_ENGLISH_NUMBERS = {word: value for value, word in enumerate(_TWELVE.split(), 1)}
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NAMES = {"中午": 12, "正午": 12, "noon": 12, "午夜": 0, "子夜": 0, "midnight": 0}
_USUAL_FORMS = str.maketrans("點時鐘鍾兩間裡裏後淩許過∶꞉", "点时钟钟两间里里后凌许过::") | {ord("廿"): "二十"}

_HAN = "[〇零一二两三四五六七八九十]"
_NUMBER = rf"(?:\d{{1,2}}|{_HAN}{{1,3}})"
_NO_MORE = rf"(?!\d|{_HAN})"

_LEAD = re.compile(
    r"(?:每天|每日|每|天天|在)?"
    rf"(?P<part>{'|'.join(sorted(_SHOWN, key=len, reverse=True))})?的?\s*"
    r"(?:(?<![a-z])(?P<half>[ap])\.?m\.?\s*)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:.-])(?P<hour>\d{1,2})(?:\s*:\s*|[.h])(?P<minutes>\d{2})(?![\d:]|\.\d)(?:\s*分)?", re.IGNORECASE
)
_FOUR = re.compile(
    r"(?<![\d:.-])(?P<hour>\d{2})(?P<minutes>\d{2})(?:\s*h(?:rs?)?(?![a-z])|(?![\d年]|[-:.]\d))", re.I
)
_SPOKEN = re.compile(rf"(?P<hour>{_NUMBER})\s*[点时]")
_MINUTES = (
    re.compile(r"\s{0,8}(?P<named>半)(?!夜)"),
    re.compile(r"\s{0,8}(?P<quarters>[一二两三123])刻钟?"),
    re.compile(rf"\s{{0,8}}[过零]?(?P<minutes>{_NUMBER})\s{{0,8}}分钟?"),
    re.compile(rf"[过零](?P<minutes>\d|{_HAN}){_NO_MORE}"),
    re.compile(rf"(?P<minutes>\d{{2}}|{_HAN}?十{_HAN}?|[〇零一二三四五][〇零一二三四五六七八九]){_NO_MORE}"),
    re.compile(r"\s{0,8}(?P<whole>整|正(?!午)|钟)"),
)
_LESS = re.compile(rf"\s{{0,8}}差(?:(?P<quarters>[一二两三123])刻钟?|(?P<minutes>{_NUMBER})分钟?)\s*")
_PAST = re.compile(
    rf"(?P<share>half|quarter)\s+(?P<way>past|to)\s+(?P<hour>\d{{1,2}}|{'|'.join(_ENGLISH_NUMBERS)})(?![\w:])",
    re.IGNORECASE,
)
_OCLOCK = re.compile(
    rf"(?<![\w:.-])(?P<hour>\d{{1,2}}|{'|'.join(_ENGLISH_NUMBERS)})(?:\s*o'?\s?clock|(?<=\d)h(?![a-z\d]))",
    re.I,
)
_BARE = re.compile(rf"(?<![\w:.-])(?P<hour>\d{{1,2}}|{'|'.join(_ENGLISH_NUMBERS)})(?![\d:.]\d|\d|[-–])", re.I)
_BARE_IN_PART = re.compile(rf"(?P<hour>{_NUMBER}){_NO_MORE}(?![:.-]\d)")
_TAIL = re.compile(
    r"\s{0,8}(?:(?<![a-z])(?P<half>[ap])\s?(?:\.\s?)?m(?![a-z])\.?"
    r"|(?:in\s+the|at)\s+(?P<part>morning|afternoon|evening|night)(?![a-z]))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"左右|许(?![\u4e00-\u9fff])")
_NAME = r"(?P<name>中午|正午|午夜|子夜|(?<![a-z])(?:noon|midnight)(?![a-z]))"
_NAMED = re.compile(rf"(?:每天|每日|每)?{_NAME}", re.IGNORECASE)
_TWELVE_NAMED = re.compile(rf"(?<![\d:.-])12(?:[:.]00)?\s*{_NAME}", re.IGNORECASE)
_LATER = re.compile("[早晚]一?点(?!钟)")
"""Earlier or later, and no hour."""

_SOME_NUMBER = re.compile(
    rf"(?<!\d)\d{{1,3}}(?!\d|[^\W\d_a-z点时半分])|{_HAN}{{1,3}}(?=[点时半分\W]|$)", re.IGNORECASE
)
_FIGURE = re.compile(rf"\d|{_HAN}")

MOST_LIKELY = 4
"""Hours that are offered where none is sure: a row of buttons."""


@dataclass(frozen=True, slots=True)
class SaidHours:
    """The hours that a text names, in its order, and what else stands in it."""

    hours: tuple[time, ...]
    rest: str
    unclear: tuple[str, ...] = ()
    """What has the form of an hour, and is none."""


def said_hours(text: str) -> SaidHours:
    """The hours of a text, of full-width figures too; a blank stands for each in the rest."""
    typed = _usual(text)
    hours: list[time] = []
    unclear: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(typed):
        end, hour = _hour_at(typed, at)
        if end == at:
            rest.append(typed[at])
            at += 1
            continue
        if hour is None:
            unclear.append(typed[at:end].strip())
        else:
            hours.append(hour)
        rest.append(" ")
        at = end
    return SaidHours(tuple(hours), "".join(rest).strip(), tuple(unclear))


def hour_of(text: str) -> time:
    """The one hour that a text is. Raises ScheduleError where it is none, or more than that."""
    said = said_hours(text)
    what = f"read {text.strip()[:20]!r} as an hour"
    if said.unclear:
        raise ScheduleError(what, "no clock shows it", key="impossible_hour", value=said.unclear[0])
    if len(said.hours) != 1 or said.rest:
        raise ScheduleError(what, "it is written like 07:30", key="no_hour", value=text)
    return said.hours[0]


def likely_hours(text: str) -> tuple[time, ...]:
    """The hours that may be meant by what names none for sure: 8, 730, 早上, 上午十二点.

    None where it tells of no hour, or of none that there is.
    """
    typed = _usual(text)
    if sure := said_hours(typed).hours:
        return tuple(dict.fromkeys(sure))[:MOST_LIKELY]
    number = _SOME_NUMBER.search(typed)
    if number is None:
        part = _LEAD.match(typed)
        shown = _SHOWN[part["part"]] if part is not None and part["part"] else None
        return tuple(map(time.fromisoformat, _USUAL[shown])) if shown else ()
    figures, minute = number.group(), 0
    if figures.isdecimal() and len(figures) == 3:
        figures, minute = figures[:1], int(figures[1:])
    if minute > 59:
        return ()
    return tuple(time(hour, minute) for hour in sorted(_on_a_clock_of_twelve(_value(figures))))


def _usual(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).translate(_USUAL_FORMS)
    return re.sub(r"(?<=\d)。(?=\d)", ".", typed)


def _hour_at(text: str, at: int) -> tuple[int, time | None]:
    """Where what begins at a place ends, and the hour it is; None where it only looks like one.

    Ends where it begins where it does not even that.
    """
    if named := _TWELVE_NAMED.match(text, at):
        return named.end(), time(_NAMES[named["name"].lower()])
    lead = _LEAD.match(text, at)
    assert lead is not None
    if _LATER.match(text, at) and not _MINUTES[0].match(text, at + 3):
        return at, None
    begin = lead.end()
    short = _LESS.match(text, begin)
    found = _figures(text, short.end() if short else begin, lead)
    if found is None:
        named = _NAMED.match(text, at)
        return (named.end(), time(_NAMES[named["name"].lower()])) if named else (at, None)
    hour, minute, end = found
    if short is None and (short := _LESS.match(text, end)):
        end = short.end()
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end()
    if about := _ABOUT.match(text, end):
        end = about.end()
    halves = {half.lower() for half in (lead["half"], tail and tail["half"]) if half}
    shown = [_SHOWN[lead["part"]]] if lead["part"] else []
    shown += [_HALVES[half] for half in halves]
    if tail and tail["part"]:
        shown.append(_ENGLISH_PARTS[tail["part"].lower()])
    sure = _sure_hour(hour, shown, of_twelve=bool(halves))
    if sure is None or not 0 <= minute < 60 or (hour == 24 and minute):
        return end, None
    minutes = 60 * sure + minute - (_minutes(short) if short else 0)
    return end, time(minutes // 60 % 24, minutes % 60)


def _figures(text: str, at: int, lead: re.Match[str]) -> tuple[int, int, int] | None:
    """The hour and minute as they are written at a place, and where they end; an unclear minute is -1."""
    if clock := _CLOCK.match(text, at) or _FOUR.match(text, at):
        return int(clock["hour"]), int(clock["minutes"]), clock.end()
    if spoken := _SPOKEN.match(text, at):
        minute, end = _spoken_minutes(text, spoken.end())
        return _value(spoken["hour"]), minute, end
    if past := _PAST.match(text, at):
        share = 30 if past["share"].lower() == "half" else 15
        return _before(_value(past["hour"]), share, past["way"].lower() == "to", past.end())
    if oclock := _OCLOCK.match(text, at):
        return _value(oclock["hour"]), 0, oclock.end()
    bare = _BARE.match(text, at)
    if bare and (lead["half"] or _TAIL.match(text, bare.end())):
        return _value(bare["hour"]), 0, bare.end()
    if lead["part"] and (bare := _BARE_IN_PART.match(text, at)):
        return _value(bare["hour"]), 0, bare.end()
    return None


def _before(hour: int, share: int, to: bool, end: int) -> tuple[int, int, int]:
    return ((hour - 1) or 12, 60 - share, end) if to else (hour, share, end)


def _spoken_minutes(text: str, at: int) -> tuple[int, int]:
    for form in _MINUTES:
        if found := form.match(text, at):
            return _minutes(found), found.end()
    more = _FIGURE.match(text, at)
    # 七点五 may be 07:05 or 07:50.
    return (-1, more.end()) if more else (0, at)


def _minutes(found: re.Match[str]) -> int:
    named = found.groupdict()
    if named.get("minutes"):
        return _value(named["minutes"])
    if named.get("quarters"):
        return 15 * _value(named["quarters"])
    return 30 if named.get("named") else 0


def _sure_hour(hour: int, shown: list[frozenset[int]], *, of_twelve: bool) -> int | None:
    """The one hour on a clock of 24 that all the parts of the day named have; None where there is none."""
    if not 0 <= hour <= 24 or (of_twelve and not 1 <= hour <= 12):
        return None
    if not shown:
        return hour % 24
    found = [one for one in _on_a_clock_of_twelve(hour) if all(one in hours for hours in shown)]
    return found[0] if len(found) == 1 else None


def _on_a_clock_of_twelve(hour: int) -> set[int]:
    """The hours on a clock of 24 that may be called so."""
    if hour > 24:
        return set()
    return {hour % 24, (hour + 12) % 24} if 1 <= hour <= 12 else {hour % 24}


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number.lower() in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS[number.lower()]
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(_VALUES[one]) for one in number))
    return (_VALUES.get(tens[-1], 1) if tens else 1) * 10 + (_VALUES.get(ones[-1], 0) if ones else 0)
