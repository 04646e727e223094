"""How reports begin: 本报讯（记者 …）, 新华社北京4月2日电."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.bylines import REPORT, TITLE, Byline, paper_of, without_titles
from bot.reading.names import names_in

_LEDE = re.compile(
    r"^[□■◎○▲◆●]?\s*[【\[（(<〈《〔]?\s*(?P<desk>[\u4e00-\u9fffA-Za-z·]{0,16}?(?:\s?[\u4e00-\u9fff]{1,8}\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?\s?"
    r"(?:(?<![资腾音问审通喜])讯(?!员)|电|消息))\s*[】\]）)>〉》〕]?\s*"
)
_LEDE_SIGN = re.compile(r"[讯电息]")
_LEDE_LIMIT = 60
"""Characters of a lede before its names."""

_LEDE_NAMES = re.compile(r"^[（(【\[]\s*([^（()）【】\[\]]{1,120})[)）】\]]\s*")
_LEDE_OPEN_NAMES = re.compile(
    r"^((?:[\u4e00-\u9fff]{0,8}记者|通讯员)\s?[\u4e00-\u9fff\s、]{2,30}?)\s?(?:报道[：:]?|[：:])\s*"
)
_LEDE_WORDS = ("本报", "新华社", "据新华社", "中新", "据中新", "报讯", "社讯", "讯", "日电", "社电", "消息")
_BODY_REPORTER = re.compile(r"^[（(【]\s*([^（()）【】]{0,40}(?:记者|通讯员)[^（()）【】]{0,60})[)）】]\s*")

_REPORTER_REPORTS = re.compile(
    r"^((?:[\u4e00-\u9fff]{0,8}记者|通讯员)\s?[\u4e00-\u9fff\s、]{2,20}?)\s?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合)?报道[\s：:]+"
)


@dataclass(frozen=True, slots=True)
class Lede:
    """The opening of a report: 本报讯（记者 …）, 新华社北京4月2日电."""

    byline: Byline
    end: int
    """Where the report's own words begin."""
    own: bool
    """Whether it only says that the paper itself reports, as 本报讯 does; an agency's lede says more."""


def read_lede(paragraph: str) -> Lede | None:
    """Read the lede that a paragraph begins with, if it does."""
    head = paragraph[:180]
    match = _LEDE.match(head) if _LEDE_SIGN.search(head, 0, _LEDE_LIMIT) else None
    if match is None or (
        not match["desk"].startswith(_LEDE_WORDS) and not match["desk"].endswith(_LEDE_WORDS)
    ):
        return _bracketed_reporter(head)
    desk, rest = match["desk"], head[match.end() :]
    names = _LEDE_NAMES.match(rest) or _LEDE_OPEN_NAMES.match(rest)
    if names is None:
        if desk == "讯" and match.end() == 1 and head[:1] == "讯":
            return None
        if desk.endswith("消息") and not desk.startswith(("本报", "本网")):
            return None
        return Lede(Byline(), match.end(), own=desk.startswith("本"))
    own = desk.startswith("本") or desk.endswith("讯")
    return Lede(_lede_byline(names[1]), match.end() + names.end(), own)


def _bracketed_reporter(head: str) -> Lede | None:
    match = _BODY_REPORTER.match(head) or _REPORTER_REPORTS.match(head)
    if match is None:
        return None
    byline = _lede_byline(match[1])
    return Lede(byline, match.end(), own=True) if byline.authors else None


def _lede_byline(text: str) -> Byline:
    title = TITLE.search(text)
    if title is None:
        return Byline(names_in(text) or ())
    names = names_in(without_titles(REPORT.sub("", text[title.end() :].strip()))) or ()
    return Byline(names, paper_of(text[: title.start()].strip()))
