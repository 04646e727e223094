"""One amount in the forms in which papers write it: 1.72万亿, 17200亿元, 1,720,000,000,000."""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_WRITTEN = ("", "万", "亿", "万亿")
_AMOUNT = re.compile(r"(\d{1,15}(?:,\d{3})*(?:\.\d{1,6})?)(万亿|千万|百万|亿|万|千|)(\D{0,6})")
_MOST_DECIMALS = 4
_MOST_DIGITS = 7
"""Before the point: papers write 172,000,000 as 1.72亿."""


def amount_forms(text: str) -> tuple[str, ...]:
    """Other ways to write the amount that a text is; none where it is none, or has neither scale nor unit."""
    found = _AMOUNT.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return ()
    number = Decimal(found[1].replace(",", "")).scaleb(_SCALES[found[2]])
    forms = []
    for scale in _WRITTEN:
        scaled = number.scaleb(-_SCALES[scale]).normalize()
        plain = f"{scaled:f}"
        whole, _, decimals = plain.partition(".")
        if len(decimals) <= _MOST_DECIMALS and len(whole) <= _MOST_DIGITS and whole != "0":
            forms += [f"{plain}{scale}{found[3]}"]
            if len(whole) > 3:
                forms.append(f"{scaled:,f}{scale}{found[3]}")
    return tuple(form for form in dict.fromkeys(forms) if form != text)
