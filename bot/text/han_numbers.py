"""Numbers in Chinese characters: 三十二, 两千, 一万五千, 八点五, 二〇二四."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS_IN_HAN = "〇零一二两三四五六七八九"
PLAIN_IN_HAN = f"{DIGITS_IN_HAN}十百千"
"""Of which numbers below ten thousand are written."""

_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = (("亿", 10**8), ("万", 10**4))
_LARGEST = 10**12


def of_han(characters: str) -> Decimal | None:
    """The value of a number in characters; None where it is none, or means more than it says: 一百二."""
    whole, point, decimals = characters.partition("点")
    value = _whole(whole)
    if value is None or (point and not decimals) or not set(decimals) <= _VALUES.keys():
        return None
    return Decimal(f"{value}.{''.join(str(_VALUES[each]) for each in decimals)}") if point else Decimal(value)


def in_han(number: Decimal) -> list[str]:
    """A number in characters, and with 两 for 二 where that is said; none where papers write digits."""
    whole, _, decimals = f"{number.normalize():f}".partition(".")
    if not whole.isdecimal() or not 0 <= int(whole) < _LARGEST or (whole == "0" and not decimals):
        return []
    written = _written(int(whole)) or "零"
    if decimals:
        return [f"{written}点{''.join('零一二三四五六七八九'[int(each)] for each in decimals)}"]
    return list(dict.fromkeys((written, re.sub("二(?=[千万亿])|^二(?=百|$)", "两", written))))


def year_in_han(year: int) -> list[str]:
    """A year digit by digit, with both characters for nought."""
    return list(dict.fromkeys("".join(digits[int(each)] for each in str(year)) for digits in _YEARS))


_YEARS = ("〇一二三四五六七八九", "零一二三四五六七八九")


def _whole(characters: str) -> int | None:
    if not characters or not set(characters) & {*_PLACES, "万", "亿"}:
        digits = [_VALUES[each] for each in characters]
        # 三四 is three or four.
        return int("".join(map(str, digits))) if digits and len(digits) != 2 else None
    for scale, value in _SCALES:
        before, found, after = characters.rpartition(scale)
        if found:
            high = _whole(before) if before else None
            # 一万零五 is not 零五, which is two digits.
            low = _whole(after.lstrip("〇零")) if after else 0
            # 一万五 is 15,000.
            if high is None or low is None or (len(after) == 1 and after not in _PLACES):
                return None
            return high * value + low
    return _section(characters)


def _section(characters: str) -> int | None:
    total, digit, least = 0, None, 10_000
    for each in characters:
        if each in _PLACES:
            if _PLACES[each] >= least:
                return None
            least = _PLACES[each]
            total += (1 if digit is None else digit) * least
            digit = None
        elif digit:
            return None
        else:
            digit = _VALUES[each]
    # 一百二 is 120, where 一百零二 is 102.
    if digit and least > 10 and characters[-2] not in "〇零":
        return None
    return total + (digit or 0)


def _written(number: int) -> str:
    for scale, value in _SCALES:
        if number >= value:
            high, low = divmod(number, value)
            between = "零" if low and low < value // 10 else ""
            return f"{_written(high)}{scale}{between}{_written(low)}"
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += "〇一二三四五六七八九"[digit] + name
        elif written and number % place and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if written.startswith("一十") else written
