"""What a person says of a page in a caption or a reply: 《潍坊日报》2024/4/3第7版, A06版, 第七版."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.model import PageHints
from bot.reading.file_name import hints_from_name

LONGEST = 120
"""Characters: what is longer tells of something else, such as the article itself."""

_DAY_WITH_SLASHES = re.compile(r"(?<!\d)(\d{4})\s*/\s*(\d{1,2})\s*/\s*(\d{1,2})(?!\d)")
_AROUND_NAMES = re.compile(r"https?://\S+|[《》〈〉“”\"「」『』：:/]|报纸|报名|日期|刊期|版次")
_HAN_DIGIT = "[一二三四五六七八九]"
_PAGE = re.compile(
    rf"(?:第\s*)?(?<![\dA-Za-z-])(?P<page>[A-Da-d]?\d{{1,3}}(?:\s*[-—–]\s*[A-Da-d]?\d{{1,3}})?)\s*版"
    rf"|第(?P<han>{_HAN_DIGIT}?十{_HAN_DIGIT}?|{_HAN_DIGIT})版"
)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def hints_from_words(words: str) -> PageHints:
    """The paper, issue date and page that the words state; what they do not state stays None.

    A number that is called 版 is a page; another one only beside a paper or a day, as in a file's name.
    """
    if len(words) > LONGEST:
        return PageHints()
    plain = _AROUND_NAMES.sub(" ", _DAY_WITH_SLASHES.sub(r"\1-\2-\3", words))
    pages = {_page_of(found) for found in _PAGE.finditer(plain)}
    hints = hints_from_name(" ".join(_PAGE.sub(" ", plain).split()) + ".txt")
    if len(pages) == 1:
        return replace(hints, page=pages.pop())
    return replace(hints, page=None) if pages else hints


def _page_of(found: re.Match[str]) -> str:
    if found["page"]:
        return re.sub(r"\s*[-—–]\s*", "-", found["page"]).upper()
    tens, ten, ones = found["han"].rpartition("十")
    return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
