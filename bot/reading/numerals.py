"""Page numbers and days as papers print them: 第A06版, 二版, 头版, 2024年4月3日, 二〇二四年四月三日."""

from __future__ import annotations

import re
from datetime import date

from bot.text.characters import fold

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "元": 1,
    "Ο": 0,
}
_CHINESE = re.compile(r"[〇零○一二三四五六七八九十廿卅百]{1,7}")

_NUMBER = r"[A-Da-dＡ-Ｄ]?\s?[0-9０-９]{1,3}"
_HAN_NUMBER = r"[一二三四五六七八九十廿]{1,4}"
PAGE = rf"(?:{_NUMBER}(?:\s?[-—－~～、,，]\s?{_NUMBER})?|{_HAN_NUMBER}(?:[、-]{_HAN_NUMBER})?|头)"
"""A page number, within a larger pattern."""

_YEAR = r"(?:19|20|１９|２０|[一二]\s?[〇零○九Ο０0])[0-9０-９〇零○Ο一二三四五六七八九]{2}"
_OF_MONTH = r"[0-9０-９一二三四五六七八九十廿]{1,3}"
DAY = rf"{_YEAR}\s?年\s?{_OF_MONTH}\s?月\s?{_OF_MONTH}\s?日"
"""A day with its year, within a larger pattern."""

_PARTS = re.compile(r"([^年月日]{1,12}?)\s?年\s?([^年月日]{1,6}?)\s?月\s?([^年月日]{1,6}?)\s?日")
_PAGE_PARTS = re.compile(r"\s+")


def number_of(text: str) -> int | None:
    """The value of figures or Chinese numerals up to 99: 21, ２１, 二十一, 廿一, 二一."""
    plain = fold(text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain[:9])
    if not _CHINESE.fullmatch(plain):
        return None
    plain = plain.replace("廿", "二十").replace("卅", "三十")
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for digit in plain:
        value = value * 10 + _DIGITS.get(digit, 0)
    return value


def page_as_printed(text: str) -> str:
    """The page as a text in half-width figures: ０７ is 07, 二 is 2, 头 is 1, a06 is A06."""
    plain = _PAGE_PARTS.sub("", fold(text)).upper()
    if plain == "头":
        return "1"
    if "、" in plain:
        return "、".join(map(page_as_printed, plain.split("、")))
    value = number_of(plain) if not plain.isascii() else None
    return str(value) if value is not None else plain.replace("—", "-").replace("~", "-")


def day_of(text: str) -> date | None:
    """The day that a text of the form of DAY names; None where there is no such day."""
    match = _PARTS.search(fold(text))
    if match is None:
        return None
    return day(number_of(match[1]), number_of(match[2]), number_of(match[3]))


def day(year: int | None, month: int | None, number: int | None) -> date | None:
    """The day, or None where the calendar has none or a part is unknown."""
    if year is None or month is None or number is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
