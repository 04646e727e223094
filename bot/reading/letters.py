"""Letters to the editor: how they begin, and who signs them below."""

from __future__ import annotations

import re

from bot.reading.bylines import Byline
from bot.reading.names import looks_like_name

LETTER_LINES = 60
"""Lines of a letter; a signature further below is another text's."""

_SALUTATION = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}编辑(?:部|同志|老师|先生|女士|朋友|们)*|[\u4e00-\u9fff]{2,8}报(?:社|编辑部)?)"
    r"[，,]?(?:[你您]们?好)?[：:！!]"
)
_WRITER = re.compile(
    r"^(?:[\u4e00-\u9fff0-9]{0,14}?(?:读者|市民|居民|网友|村民|学生|家长|业主|乘客|教师|老师|职工|工人|农民|老人|患者|顾客|游客|车主)"
    r"[\s：:·]{0,3}|[\u4e00-\u9fff]{2,8}\s+)?(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])$"
)


def is_salutation(text: str) -> bool:
    """Whether a text begins as a letter to the paper does: 编辑同志：."""
    return _SALUTATION.match(text) is not None


def read_writer(line: str) -> Byline | None:
    """Read the line below a letter that names its writer: 读者 某某, 某街道居民 某某, or the name alone."""
    match = _WRITER.match(line.strip("（()）—― "))
    if match is None:
        return None
    name = "".join(match["name"].split())
    return Byline((name,)) if looks_like_name(name) else None
