"""Amounts as papers write them: 1.7万亿 and 17000亿, 32所 and 三十二所, ¥1280 and 1280元, ㎡ and 平方米."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.text.han_numbers import DIGITS_IN_HAN, PLAIN_IN_HAN, in_han, of_han, year_in_han
from bot.text.numbers import UNITS

MOST_FORMS = 60
"""Of one text: as many as an amount that papers write has, and few enough that each can be looked up."""

_MOST_CHARACTERS = 24
"""Of a text: longer ones are sentences, which nobody writes again with another number."""

_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_WRITTEN = ("", "万", "亿", "万亿")

_CURRENCIES = {
    "元": ("¥", "RMB", "人民币"),
    "美元": ("$", "US$"),
    "港元": ("HK$",),
    "欧元": ("€",),
    "英镑": ("£",),
}
"""The words for money, which stand behind an amount, and what stands before it instead."""
_BEFORE = {sign.casefold(): word for word, signs in _CURRENCIES.items() for sign in signs}

_SAME_UNITS = (
    ("平方米", "平米", "m2"),
    ("立方米", "m3"),
    ("平方公里", "平方千米", "km2"),
    ("公里", "千米", "km"),
    ("米", "m"),
    ("厘米", "cm"),
    ("毫米", "mm"),
    ("微米", "μm"),
    ("纳米", "nm"),
    ("公顷", "hm2", "ha"),
    ("公斤", "千克", "kg"),
    ("克", "g"),
    ("毫克", "mg"),
    ("微克", "μg"),
    ("升", "l"),
    ("毫升", "ml"),
    ("摄氏度", "°c", "度"),
    ("千瓦时", "度电", "kwh"),
    ("千瓦", "kw"),
    ("兆瓦", "mw"),
    ("吉瓦", "gw"),
    ("伏", "v"),
    ("千伏", "kv"),
    ("赫兹", "hz"),
    ("兆赫", "mhz"),
    ("分贝", "db"),
    ("公里/小时", "千米/小时", "公里每小时", "千米每小时", "km/h"),
    ("小时", "个小时", "h"),
    ("分钟", "min"),
    ("元", "块", "块钱"),
    ("美元", "美金"),
)
"""Units that are written in several ways, each way with the others; Latin ones small and by NFKC."""
_SAME_AS = {unit: same for same in reversed(_SAME_UNITS) for unit in same}
_PRINTED = {"m2": "㎡", "m3": "m³", "km2": "km²", "hm2": "hm²", "°c": "℃"}
_CALENDAR = ("年", "月", "日", "号", "时", "世纪", "周岁", "多", "余", "几")
"""What follows a number as a unit does."""

_DIGITS = r"\d{1,15}(?:,\d{3})*(?:\.\d{1,6})?"
_HAN = f"[{PLAIN_IN_HAN}](?:[{PLAIN_IN_HAN}万亿]*[{PLAIN_IN_HAN}])?(?:点[{DIGITS_IN_HAN}]+)?"
_SIGN = "|".join(sorted(map(re.escape, _BEFORE), key=len, reverse=True))
_UNIT = "|".join(
    unit if not unit.isascii() else rf"{re.escape(unit)}(?![a-z\d])"
    for unit in sorted({*_SAME_AS, *UNITS, *_CALENDAR}, key=len, reverse=True)
    if unit[0] not in "万亿"
)
_SCALE = "万亿|千万|百万|亿|万|千"
_AMOUNT = re.compile(
    rf"(?:(?P<sign>{_SIGN})|(?<![\d.,\-]))(?:(?P<digits>{_DIGITS})(?![\d.,\-]*\d)|(?P<han>{_HAN}))"
    rf"(?:(?P<unit>{_UNIT})|(?P<scale>{_SCALE})(?P<scaled>{_UNIT})|(?P<bare>{_SCALE})?)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<sign>[%‰])|(?P<of>百|千)分之(?:(?P<of_digits>{_DIGITS})|(?P<han>{_HAN}))"
)
_OF_SIGN = {"%": "百", "‰": "千"}

_MOST_DECIMALS = 4
_MOST_DIGITS = 7
"""Before the point: papers write 172,000,000 as 1.72亿."""

_TELLING_DIGITS = 4
"""That differ from nought, of a number that papers write in characters."""


def amount_forms(text: str) -> tuple[str, ...]:
    """Other ways to write a text in which amounts stand: at most MOST_FORMS; none where none stands there.

    A number alone is no amount: it has a unit, a scale, a sign, or Chinese characters beside it.
    """
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > _MOST_CHARACTERS:
        return ()
    spans = list(_SHARE.finditer(plain)) or list(_AMOUNT.finditer(plain))
    forms: dict[str, None] = {}
    written = [plain]
    for match in reversed(spans[:3]):
        others = [form for form in dict.fromkeys(_forms(plain, match)) if form]
        # From behind, so that places before a number stay as they are; several numbers may all be others.
        written += [
            each[: match.start()] + other + each[match.end() :]
            for each in written[: max(1, MOST_FORMS // (len(others) + 1))]
            for other in others
        ]
    for form in written:
        forms.setdefault(form)
    return tuple(form for form in forms if form not in (text, plain))[:MOST_FORMS]


def _forms(text: str, match: re.Match[str]) -> Iterator[str]:
    parts = match.groupdict()
    if match.re is _SHARE:
        share = (
            Decimal(digits.replace(",", "")) if (digits := parts["digits"] or parts["of_digits"]) else None
        )
        share = of_han(parts["han"]) if share is None else share
        if share is not None:
            yield from _of_share(share, parts["of"] or _OF_SIGN[parts["sign"]])
        return
    number = _value(parts["digits"], parts["han"])
    scale, unit = parts["scale"] or parts["bare"] or "", (parts["scaled"] or parts["unit"] or "").casefold()
    if number is None:
        return
    if sign := (parts["sign"] or "").casefold():
        # ¥1280 and 人民币1280元
        unit = unit or _BEFORE[sign]
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    is_part_of_name = before.isascii() and before.isalpha() and not sign
    if unit == "年" and not scale and len(plain := f"{number:f}") == 4:
        yield from (f"{form}年" for form in (plain, *year_in_han(int(number))))
    elif (unit or (scale and parts["digits"])) and not is_part_of_name:
        yield from _of_amount(number, scale, unit)
    elif (
        not scale
        and (_is_han(after) or _is_han(before))
        and (parts["digits"] or before == "第" or is_part_of_name)
    ):
        # 第3届, HPV九价
        yield from (f"{form}{unit}" for form in _numerals(number))


def _value(digits: str | None, characters: str | None) -> Decimal | None:
    return Decimal(digits.replace(",", "")) if digits else of_han(characters or "")


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _of_amount(number: Decimal, scale: str, unit: str) -> Iterator[str]:
    same = dict.fromkeys((unit, *_SAME_AS.get(unit, ())))
    latin = [_PRINTED.get(each, each) for each in same if (each and each.isascii()) or each in _PRINTED]
    chinese = [each for each in same if not each or not (each.isascii() or each in _PRINTED)]
    signs = next((_CURRENCIES[each] for each in same if each in _CURRENCIES), ())[:2]
    whole = number.scaleb(_SCALES[scale])
    for written in _WRITTEN:
        scaled = whole.scaleb(-_SCALES[written]).normalize()
        plain = f"{scaled:f}"
        before, _, decimals = plain.partition(".")
        if len(decimals) > _MOST_DECIMALS or len(before) > _MOST_DIGITS or before == "0" != plain:
            continue
        forms = [plain] + [f"{scaled:,f}"] * (len(before) > 3)
        if signs and len(decimals) == 1:
            forms += [f"{form}0" for form in forms]
        for form in forms:
            yield from (f"{form}{written}{each}" for each in chinese)
            yield from (f"{form}{gap}{written}{each}" for each in latin for gap in ("", " "))
            yield from (f"{sign}{form}{written}" for sign in signs)
        if unit and len(scaled.as_tuple().digits) <= _TELLING_DIGITS and (not written or scaled < 10_000):
            yield from (f"{form}{written}{each}" for form in in_han(scaled) for each in chinese)


def _of_share(share: Decimal, of: str) -> Iterator[str]:
    plain = f"{share.normalize():f}"
    yield f"{plain}{'%' if of == '百' else '‰'}"
    yield from (f"{of}分之{form}" for form in (plain, *in_han(share)))


def _numerals(number: Decimal) -> Iterable[str]:
    return (f"{number.normalize():f}", *in_han(number)) if number < 10_000 else ()
