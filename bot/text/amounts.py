"""One amount as papers write it: 1.7万亿 and 17000亿, 32所 and 三十二所, ¥1280 and 1280元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.text.numbers import UNITS

_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_WRITTEN = ("", "万", "亿", "万亿")
_SIGNS = {"¥": "元", "￥": "元", "$": "美元", "＄": "美元", "€": "欧元", "£": "英镑", "￡": "英镑"}
_SCALE = "(万亿|千万|百万|亿|万|千|)"
_DIGITS = r"(\d{1,15}(?:,\d{3})*(?:\.\d{1,6})?)"
_HAN = "([〇零一二两三四五六七八九十百千]{1,8})"
_IN_DIGITS = re.compile(rf"([{''.join(_SIGNS)}]?){_DIGITS}{_SCALE}(\D{{0,6}})")
_IN_HAN = re.compile(
    rf"{_HAN}(万亿|亿|万|)((?:{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})\D{{0,5}})"
)
_SHARE = re.compile(rf"{_DIGITS}[%％]|百分之(?:{_DIGITS}|{_HAN})")

_SAME_UNITS = (
    ("平方米", "平米", "㎡"),
    ("立方米", "m³"),
    ("平方公里", "平方千米", "km²"),
    ("公里", "千米", "km"),
    ("厘米", "cm"),
    ("毫米", "mm"),
    ("公斤", "千克", "kg"),
    ("摄氏度", "℃"),
    ("千瓦时", "kWh"),
    ("小时", "个小时"),
)
"""Units that are written in several ways, each way with the others."""

_MOST_DECIMALS = 4
_MOST_DIGITS = 7
"""Before the point: papers write 172,000,000 as 1.72亿."""

_MOST_IN_HAN = 9_999
"""The largest number that papers write in characters."""

_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def amount_forms(text: str) -> tuple[str, ...]:
    """Other ways to write the amount that a text is; none where it is none, or has neither scale nor unit."""
    return tuple(form for form in dict.fromkeys(_forms(text)) if form != text)


def _forms(text: str) -> Iterator[str]:
    if found := _SHARE.fullmatch(text):
        share = _value(found[1] or found[2], found[3])
        if share is not None:
            yield from _of_share(share)
    elif found := _IN_DIGITS.fullmatch(text):
        sign, digits, scale, unit = found.groups()
        unit = _SIGNS.get(sign, "") + unit
        if scale or unit:
            yield from _of_amount(Decimal(digits.replace(",", "")), scale, unit)
    elif found := _IN_HAN.fullmatch(text):
        number = _value(None, found[1])
        if number is not None:
            yield from _of_amount(number, found[2], found[3])


def _value(digits: str | None, characters: str | None) -> Decimal | None:
    if digits:
        return Decimal(digits.replace(",", ""))
    number = _number(characters) if characters else None
    return None if number is None else Decimal(number)


def _of_amount(number: Decimal, scale: str, unit: str) -> Iterator[str]:
    units = _units(unit)
    whole = number.scaleb(_SCALES[scale])
    for written in _WRITTEN:
        scaled = whole.scaleb(-_SCALES[written]).normalize()
        plain = f"{scaled:f}"
        before, _, decimals = plain.partition(".")
        if len(decimals) > _MOST_DECIMALS or len(before) > _MOST_DIGITS or before == "0":
            continue
        forms = [plain]
        if len(before) > 3:
            forms.append(f"{scaled:,f}")
        if not decimals and unit:
            forms += _in_han(int(scaled))
        for form in forms:
            for each in units:
                yield f"{form}{written}{each}"
            if unit.startswith("元") and form[0].isdigit():
                yield f"¥{form}{written}"


def _of_share(share: Decimal) -> Iterator[str]:
    plain = f"{share.normalize():f}"
    yield f"{plain}%"
    yield f"百分之{plain}"
    if "." not in plain:
        for form in _in_han(int(plain)):
            yield f"百分之{form}"


def _units(unit: str) -> list[str]:
    for same in _SAME_UNITS:
        for one in sorted(same, key=len, reverse=True):
            if unit.startswith(one):
                return [unit, *(other + unit[len(one) :] for other in same if other != one)]
    return [unit]


def _number(characters: str) -> int | None:
    """The value of a number in characters below ten thousand: 三十二, 一百零五, 两千, 二〇二四."""
    if not set(characters) & _TENS.keys():
        digits = [_VALUES[one] for one in characters]
        return int("".join(map(str, digits))) if len(digits) != 2 else None
    total, digit = 0, None
    for one in characters:
        if one in _TENS:
            total += (1 if digit is None else digit) * _TENS[one]
            digit = None
        else:
            digit = _VALUES[one] or None
    return total + (digit or 0)


def _in_han(number: int) -> list[str]:
    """A whole number in characters, and with 两 for 二 where papers write that."""
    if not 0 < number <= _MOST_IN_HAN:
        return []
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += "〇一二三四五六七八九"[digit] + name
        elif written and number % place:
            written += "零"
    written = re.sub("零+", "零", written).rstrip("零")
    plain = written.removeprefix("一") if written.startswith("一十") else written
    spoken = re.sub("^二(?=[千百]|$)", "两", plain)
    return list(dict.fromkeys((plain, spoken)))
