"""What a heading says of itself: a notice, a numbered part, a second line behind a dash."""

from __future__ import annotations

import re

NOTICE = re.compile(
    r"公告|启事|通知|声明|预告|通告|公示|讣告|招标|拍卖|遗失|通报|提示|海报|征集|招聘|预报|简讯|快讯|短讯"
)
_NOTICE_OPENING = re.compile(
    r"(?:为|按照|根据|经|因|兹|现将|定于|遵照|依据|受|依照|我[公司市县区局院校]|本[公司院校单位])"
)
_NOTICE_WORDS = re.compile(
    r"公告|通知|如下|停电|停水|停气|检修|拍卖|招标|请[有相各广]|特此|公示|事项|转让|遗失|作废|招聘|竞买"
)
DASHED = re.compile(r"^[—―─-]{2,}")
NUMBERED = re.compile(
    r"^(?:[A-H]|[①-⑩]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．]|第[一二三四五六七八九十]+[章节条])\s*\S"
)

_OPENING = 120
"""Characters of a notice by which it is known."""


def opens_notice(text: str) -> bool:
    """Whether a paragraph begins as notices do."""
    return _NOTICE_OPENING.match(text) is not None and _NOTICE_WORDS.search(text[:_OPENING]) is not None
