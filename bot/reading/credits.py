"""Who is named behind a text: the photographer of a caption, the writer of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.bylines import (
    TITLE,
    Byline,
    paper_of,
    read_byline,
    without_report,
    without_titles,
    without_work,
)
from bot.reading.names import looks_like_name, looks_like_pen_name, names_in
from bot.text.characters import is_han

_CREDIT = re.compile(
    r"(?:[（(【]?\s{0,4}(?P<bracketed>[^（()）【】。！？；]{0,40}?)\s{0,4}(?:摄影报道|摄影|摄|航拍|供图|绘图?|制图|图片报道)\s*"
    r"(?:\d{2,4}年\d{1,2}月\d{1,2}日)?\s*[)）】]?)$"
)
_CREDIT_BEFORE = re.compile(
    r"[（(]?(?:(?:摄影|拍摄|图片?|供图|制图|漫画|插图|绘图|[文图][/／]图?|图片?来源)\s*[:：/／]|(?<=\s)(?:摄影|拍摄|漫画)\s|图片?由)\s*"
    r"([^（()）。，]{2,30}?)(?:提供|供图|翻?摄)?[)）]?$"
)
_FILE_PICTURE = re.compile(
    r"[（(]?(?:资料(?:图片|照片?|图)|本报资料照?片?|新华社发|受访者供图|AI(?:生成|制图)|效果图|视频截图|网络图片)[)）]?$"
)
_GIVEN_BY = re.compile(
    r"[（(]?(?:(?<=[\s（(])[\u4e00-\u9fffA-Z]{2,12}供图|图片?由[\u4e00-\u9fff]{2,12}提供)[)）]?$"
)
"""An office, company or agency that a picture comes from."""

_WHEN = re.compile(r"(?:(?<!\s)\s++)?\d{2,4}年\d{1,2}月\d{1,2}日$")
"""When a picture was taken, behind who took it."""

_END_NAMES = re.compile(r"[（(]\s*([^（()）]{2,60})\s*[)）]$")

_OF_WRITER = re.compile(r"^作者[：:]\s*([^，,；;]{2,20})[，,；;]|^作者[系为是].*\s([\u4e00-\u9fff·]{2,12})$")
_NOT_SIGNED = re.compile(r"[版页见图据载自转删完续略供稿综合新闻网社报讯电台刊本下上第一二三四五]")
"""In brackets at the end of a report; what holds one of these is a note and names nobody."""

_NAME_BELOW = re.compile(r"^[—―─]{1,3}\s*([\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2})$")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who took a picture, at the end of a caption."""

    byline: Byline
    start: int
    """Where the credit begins in the text."""


def read_credit(text: str) -> Credit | None:
    """Read the picture credit that a text ends with (记者 某某 摄), if it does."""
    tail_at = max(0, len(text) - 60)
    tail = text[tail_at:]
    if match := _FILE_PICTURE.search(tail):
        return Credit(Byline(), tail_at + match.start())
    match = _CREDIT_BEFORE.search(tail)
    names = names_in(without_titles(match[1])) if match else None
    if match and names and all(looks_like_name(name) or "·" in name for name in names):
        return Credit(Byline(names), tail_at + match.start())
    if _WHEN.sub("", tail.rstrip("）)】 ")).endswith(("摄", "报道", "图", "摄影", "绘", "航拍", "提供")):
        return _credit_after(tail, tail_at) or _given_by(tail, tail_at)
    return None


def _given_by(tail: str, tail_at: int) -> Credit | None:
    match = _GIVEN_BY.search(tail)
    return Credit(Byline(), tail_at + match.start()) if match else None


def _credit_after(tail: str, tail_at: int) -> Credit | None:
    match = _CREDIT.search(tail)
    if match is None:
        return None
    words = match["bracketed"]
    title = TITLE.search(words)
    if title:
        names = names_in(without_titles(words[title.end() :])) or ()
        before = words[: title.start()]
        organisation = before.split()[-1] if before.split() else ""
        start = match.start("bracketed") + len(before) - len(organisation)
        if not names and not organisation:
            return None
        opening = match.start() if tail[match.start()] in "（(【" else start
        return Credit(
            Byline(names, paper_of(organisation)),
            tail_at + min(start, opening) if opening else tail_at + start,
        )
    return _untitled_credit(match, words, tail_at)


def _untitled_credit(match: re.Match[str], words: str, tail_at: int) -> Credit | None:
    """（张三 摄） or 张三 摄: only names, by their surnames, taken from the end."""
    tokens = words.replace("/", " ").split()
    names: list[str] = []
    while tokens and (looks_like_name(tokens[-1]) or (len(tokens[-1]) == 1 and names == [])):
        token = tokens.pop()
        if len(token) == 1:
            if not tokens or len(tokens[-1]) != 1:
                return None
            token = tokens.pop() + token
        names.insert(0, token)
    if not names:
        return None
    start = words.rfind(names[0][0] if len(names[0]) == 2 else names[0])
    start = match.start("bracketed") + (start if start >= 0 else 0)
    return Credit(Byline(tuple(names)), tail_at + (match.start() if not tokens else start))


def read_end_names(paragraph: str, reported: bool = False) -> tuple[Byline, int] | None:
    """Read a byline in brackets at the end of a body, such as （记者 某某） or （某某），and where it begins.

    `reported` says that the body opens as a report of the paper's own: then what stands there is who sent it
    in, also by a pen name or without surnames.
    """
    tail_at = max(0, len(paragraph) - 64)
    match = _END_NAMES.search(paragraph[tail_at:])
    if match is None:
        return None
    start = tail_at + match.start()
    inner = match[1]
    if writer := _OF_WRITER.match(inner):
        names = names_in(writer[1] or writer[2])
        return (Byline(names), start) if names and all(map(looks_like_name, names)) else None
    if TITLE.search(inner):
        byline = read_byline(inner)
        return (byline, start) if byline and byline.authors else None
    if start == 0 or paragraph[start - 1] not in "。！？”…』」":
        return None
    names = _end_names(without_report(without_work(inner)), reported)
    return (Byline(names), start) if names else None


def _end_names(text: str, reported: bool) -> tuple[str, ...]:
    names = names_in(text) or ()
    known = sum(map(looks_like_name, names))
    if (
        0 < len(names) <= 4
        and known + sum(map(looks_like_pen_name, names)) >= len(names)
        and (reported or known)
    ):
        return names
    if not reported or _NOT_SIGNED.search(text) or not all(map(is_han, text)):
        return ()
    if len(text) in (2, 3):
        return (text,)
    return tuple(text[at : at + 2] for at in range(0, len(text), 2)) if len(text) in (4, 6) else ()


def read_name_below(paragraph: str) -> Byline | None:
    """Read the last line of an essay or a poem that names its writer behind a dash: ——某某."""
    match = _NAME_BELOW.match(paragraph)
    name = "".join(match[1].split()) if match else ""
    return Byline((name,)) if looks_like_name(name) else None
