"""The marks that tie the halves of a story: 上接1版, 下转第A06版, 紧接二版, and pointers such as 详见3版."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.numerals import PAGE, page_as_printed

_ARROWS = r"[▲▼►◄▶◀→←△■□●◆★☆>»《〈<》〉\s]*"
_OPEN, _CLOSE = rf"{_ARROWS}[（(【\[〔《〈<]{_ARROWS}", rf"{_ARROWS}[）)】\]〕》〉>]{_ARROWS}"
_FROM = (
    r"(?:(?:本文|文|紧|上|续|承|前|顺|后|原文|内容)?(?:接|承)(?:自|上|续)?"
    r"|上转|续自|续|承自|接自|[上前]文请?见)"
)
_TO = (
    r"(?:[^（()）【】\d上]{0,8}?(?:转(?!自|来)|接|续|未完|待续|(?:余文?|[本下后]文)请?见|→)"
    r"[^（()）\d第A-Z]{0,6}?)"
)
"""Whatever stands before it: 转 and 续 lead on, 见 does so only for the rest of a text."""

_PAGE = PAGE.replace("A-Da-dＡ-Ｄ", "A-Za-zＡ-Ｚ")
"""Behind such words a letter can only be that of a section, T and P as well."""

_WHERE = (
    rf"\s*(?:本[报刊]|今日)?\s*(?:[\u4e00-\u9fff]{{2,4}}(?=[A-Z\d]))?第?\s*(?P<page>{_PAGE})"
    r"\s*(?:版|页|面|(?<=[A-Z]\d)|(?<=[A-Z]\d\d))"
    r"(?:[①-⑳\s]|第?\d条|[·・]?[\u4e00-\u9fff]{0,4}(?=[）)】\]]))?"
)
_TITLE = r"(?:[《“：:\s][^（()）]{0,40})?"

_BRACKETED_FROM = re.compile(
    rf"^{_OPEN}(?:{_FROM}{_WHERE}{_TITLE}|[从自由]?第?(?P<back>{_PAGE})版(?:转|接)来)\s*{_CLOSE}"
)
_BRACKETED_TO = re.compile(rf"[（(【\[〔]{_ARROWS}{_TO}{_WHERE}{_TITLE}\s*{_CLOSE}")
_BARE_FROM = re.compile(
    rf"^{_ARROWS}(?:紧接|上接|续接|文接|承接|接上?|续自|前接|上承){_WHERE}\s*(?:《[^》]{{1,40}}》)?{_ARROWS}$"
)
_LEADING_FROM = re.compile(rf"^{_ARROWS}(?:紧接|上接|续接|文接){_WHERE}(?:《[^》]{{1,40}}》)?[\s：:]+")
_BARE_TO = re.compile(
    rf"^{_ARROWS}(?:下转|文转|转|后转|转至|紧转|下接|后接|未完转|(?<=→)){_WHERE}\s*{_ARROWS}$"
)
_POINTER = re.compile(
    rf"^[（(【\[〔]?{_ARROWS}(?!.{{0,6}}(?:[上前下余本后]文|转|接|续))(?:[^（()）。，\d]{{0,10}}(?:见|看|详|刊)[于在登]{{0,2}}|今日){_WHERE}"
    rf"(?:有?(?:相关)?(?:报道|新闻|内容))?{_ARROWS}[）)】\]〕]?{_ARROWS}$"
)

_PAGE_WORD = re.compile(r"[版页面A-ZＡ-Ｚ]")
"""What every mark has: most lines are told so at once."""

LINE_LIMIT = 60
"""Characters at either end of a paragraph in which a mark is looked for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A continuation mark: the page it names, and where it stands in the text."""

    page: str
    start: int
    end: int


def from_mark(text: str) -> Mark | None:
    """The mark at the beginning of a text that says on which page the story began."""
    head = text[: LINE_LIMIT * 2]
    if not _PAGE_WORD.search(head):
        return None
    match = _BRACKETED_FROM.match(head) or _LEADING_FROM.match(head) or _BARE_FROM.match(head)
    return _mark(match) if match else None


def to_mark(text: str) -> Mark | None:
    """The mark at the end of a text that says on which page the story goes on."""
    tail_at = max(0, len(text) - LINE_LIMIT)
    if not _PAGE_WORD.search(text, tail_at):
        return None
    for match in _BRACKETED_TO.finditer(text, tail_at):
        if match.end() >= len(text.rstrip()) - 1:
            return _mark(match)
    bare = _BARE_TO.match(text[: LINE_LIMIT + 1])
    return _mark(bare) if bare else None


def is_pointer(line: str) -> bool:
    """Whether a line only points to another article, as 相关报道见3版 does."""
    if len(line) >= LINE_LIMIT or not _PAGE_WORD.search(line):
        return False
    return _POINTER.match(line) is not None


def _mark(match: re.Match[str]) -> Mark:
    named = match.groupdict()
    return Mark(page_as_printed(named["page"] or named["back"]), match.start(), match.end())
