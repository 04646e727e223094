"""Who signs a short line that has no title such as 记者: names alone, or an office with a name behind it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.reading.bylines import Byline
from bot.reading.names import looks_like_name, names_in
from bot.text.characters import is_han

LINE_LIMIT = 24
"""Characters; a longer line is no signer's."""

_NO_NAME = re.compile("[，。；：！？“”《》]")
_OFFICE = re.compile(
    r"(?:长|书记|主任|经理|主席|委员|教授|研究员|记者|作者|总裁|院士|总理|总统|工程师|博士|编辑部|公司|大学|学院|部队)"
    r"(?P<name>[\u4e00-\u9fff]{2,3})$"
)


class Signed(StrEnum):
    """How a line may be that of a signer."""

    NAMES = "names"
    OFFICE = "office and name"
    PERHAPS = "name last"


@lru_cache(maxsize=512)
def how_signed(text: str) -> Signed | None:
    """What of a signer a line has, if it does."""
    text = text.strip("（）() ")
    if not 2 <= len(text) <= LINE_LIMIT or not is_han(text[-1]) or _NO_NAME.search(text):
        return None
    names = names_in(text)
    if names and all(map(looks_like_name, names)):
        return Signed.NAMES
    if (match := _OFFICE.search(text)) and looks_like_name(match["name"]):
        return Signed.OFFICE
    return Signed.PERHAPS if looks_like_name(text[-3:]) else None


def signer(text: str) -> Byline:
    """The names that a line of a signer holds."""
    text = text.strip("（）() ")
    how = how_signed(text)
    if how is Signed.NAMES:
        return Byline(names_in(text) or ())
    match = _OFFICE.search(text)
    if how is Signed.OFFICE and match:
        return Byline((match["name"],))
    return Byline((text[-3:],) if how is Signed.PERHAPS else names_in(text) or ())
