"""Who wrote it, for which paper: byline lines, ledes such as 本报讯（记者 …）, and photographers' credits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.names import looks_like_name, names_in
from bot.text.characters import is_han

MARKS = "□■◎●◆○▲△★☆◇▣◉▇◼▪•·－"
"""Signs that papers put before a byline."""

LINE_LIMIT = 90
"""Characters; a longer line is no byline."""

_TITLE = re.compile(
    r"(?:首席|特约|特派|见习|实习|驻[\u4e00-\u9fff]{1,6})*(?:记者|通讯员|实习生|撰稿人|撰稿|评论员|特稿|观察员|作者|主笔|编译)"
)
_SIGN = re.compile(r"[者员稿生人笔译/／:：]")
"""A byline without a mark before it has one of these, in a title or between what was done and who did it."""

_SENTENCE = re.compile(r"[。！？；“”]")
_REPORT = re.compile(
    r"\s(?:[\u4e00-\u9fff]{2,4}报道|发自\s?[\u4e00-\u9fff]{2,10})$|(?:综合|摄影)*(?:报道|采写|整理|编译|摄影)$|[\s/／](?:文|图|文[/、／]?[图摄]|图[/、／]?文)$"
)
_SIDE_FORM = re.compile(
    r"^(?:(?:文字?|图片?|撰文|采写|作者|文[/、·]?图|图[/、·]?文|文[/、·]摄影?)\s*[/：:／]\s*)+(.+)$"
)
_TEXT_AND_PICTURE = re.compile(r"\s*[（(]?(?:文[、/／·并]?|图[、/／·]?文|文字[、/／]?)(?:摄影?|图片?)[)）]?$")
"""At the end of a byline: the writer took the pictures too, which makes it no credit of a picture."""

_MAKERS = re.compile(
    r"(?<=\S)\s+(?:责任编辑|责编|编辑|校对|美编|版式|设计|视频|制图|统筹|策划)\s*[：:/／]\s*"
    r"\S{2,4}(?:[、 ]\S{2,3})*$"
)
"""Those who made the page, behind those who wrote."""

_WORK = re.compile(r"(?:^|(?<=\s))(?:采写|撰文|撰稿|执笔|文字?|图片?|摄影)\s*[：:/／|]\s*(?=\S)")
"""What each of them did, before their names."""

_INNER_MARKS = re.compile(r"\s*[□■◎●◆○|｜]\s*|(?<=[者员生])[：:]\s*")
"""What parts the writers, or their titles from their names."""

_TAIL_FORM = re.compile(r"^([\u4e00-\u9fff·\s、]{2,24})\s*[/／]\s*(?:文|图|文图|图文|摄|摄影|文[/、]图)$")

_LEDE = re.compile(
    r"^[□■◎○▲]?\s*[【\[（(<〈《]?\s*(?P<desk>[\u4e00-\u9fffA-Za-z·]{0,16}?(?:\s?[\u4e00-\u9fff]{1,8}\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?\s?"
    r"(?:(?<![资腾音问审通喜])讯(?!员)|电|消息))\s*[】\]）)>〉》]?\s*"
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

_CREDIT = re.compile(
    r"(?:[（(【]?\s*(?P<bracketed>[^（()）【】。！？；]{0,40}?)\s*(?:摄影报道|摄影|摄|供图|绘图?|制图|图片报道)\s*[)）】]?)$"
)
_CREDIT_BEFORE = re.compile(
    r"[（(]?(?:摄影|图片?|供图|制图|[文图][/／]图?|图片?来源)\s*[:：/／]\s*([^（()）。]{2,30})[)）]?$"
)
_FILE_PICTURE = re.compile(
    r"[（(]?(?:资料(?:图片|照片?|图)|本报资料照?片?|新华社发|受访者供图|AI(?:生成|制图)|效果图|视频截图|网络图片)[)）]?$"
)
_END_NAMES = re.compile(r"[（(]\s*([^（()）]{2,60})\s*[)）]$")

_PAPER_TAIL = re.compile(
    r"社?(?:全媒体?|融媒体?|新媒体|见习|实习|首席|特派|特约|本报|驻.{1,6})*(?:中心)?(?:新闻)?(?:客户端)?$"
)
_GROUP = re.compile(r"^[A-Z]{2,8}$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline, lede or credit says."""

    authors: tuple[str, ...] = ()
    organisation: str | None = None
    """The paper as the byline builds it, without 社, 全媒体 and the like; None for 本报."""


def read_byline(line: str) -> Byline | None:
    """Read a line that holds a byline and nothing else; None where it is something else.

    A byline may end in 记者 with its names on the next line: then it has no authors.
    """
    printed = line.strip()
    text = printed.lstrip(MARKS + " ")
    marked = text != printed
    if _SENTENCE.search(text) or not (marked or _SIGN.search(text)):
        return None
    text = _MAKERS.sub("", text.strip("（()）【】[] "))
    if _TITLE.search(text):
        text = _INNER_MARKS.sub(" ", _WORK.sub("", _TEXT_AND_PICTURE.sub("", text)))
    if not 2 <= len(text) <= LINE_LIMIT or text.endswith(("摄", "供图", "，", "、", "：")):
        return None
    for form in (_SIDE_FORM, _TAIL_FORM):
        if (match := form.match(text)) and (names := names_in(_without_titles(match[1]))):
            return Byline(names)
    title = _TITLE.search(text)
    if title is None:
        names = names_in(_REPORT.sub("", text)) if marked else None
        if names and len(names) <= 4 and all(map(looks_like_name, names)):
            return Byline(names)
        return None
    return _titled(text, title)


def _titled(text: str, title: re.Match[str]) -> Byline | None:
    before = text[: title.start()].strip()
    if len(before) > 24 or re.search(r"[，、：:？?（(《》]|日电|讯$|电$", before):
        return None
    rest = _REPORT.sub("", text[title.end() :])
    names = names_in(_without_titles(rest))
    if names is None or rest.startswith("，") or (rest.strip() and not names):
        return None
    if is_han(rest[:1] or " ") and not all(map(looks_like_name, names)):
        return None
    leading = names_in(before) if before and not _is_organisation(before) else ()
    authors = names or (leading or ())
    return Byline(authors, paper_of(before))


def _is_organisation(text: str) -> bool:
    return bool(re.search(r"[报社台网刊媒端A-Za-z]|新闻|中心|频道|客户端", text))


def _without_titles(text: str) -> str:
    """Blank out the titles inside a list of names, with the office that stands before them."""
    return _TITLE.sub(
        " ", re.sub(r"[\u4e00-\u9fff]{0,12}(?:报|社|台|网|媒体)(?=记者|通讯员|实习)", " ", text)
    )


def read_names_line(line: str) -> tuple[str, ...]:
    """The names on the line below a byline that ended in 记者; empty where the line is something else."""
    if len(line) > 40 or re.search(r"[，。：；！？]", line):
        return ()
    names = names_in(_TITLE.sub(" ", line.strip().lstrip(MARKS)))
    return names if names and all(2 <= len(name) <= 4 or "·" in name for name in names) else ()


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
    title = _TITLE.search(text)
    if title is None:
        return Byline(names_in(text) or ())
    names = names_in(_without_titles(_REPORT.sub("", text[title.end() :].strip()))) or ()
    return Byline(names, paper_of(text[: title.start()].strip()))


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
    if match := _CREDIT_BEFORE.search(tail):
        names = names_in(_without_titles(match[1]))
        return Credit(Byline(names or ()), tail_at + match.start()) if names else None
    return (
        _credit_after(tail, tail_at)
        if tail.rstrip("）)】 ").endswith(("摄", "报道", "图", "摄影", "绘"))
        else None
    )


def _credit_after(tail: str, tail_at: int) -> Credit | None:
    match = _CREDIT.search(tail)
    if match is None:
        return None
    words = match["bracketed"]
    title = _TITLE.search(words)
    if title:
        names = names_in(_without_titles(words[title.end() :])) or ()
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


def read_end_names(paragraph: str) -> tuple[Byline, int] | None:
    """Read a byline in brackets at the end of a body, such as （记者 某某） or （某某），and where it
    begins."""
    tail_at = max(0, len(paragraph) - 64)
    match = _END_NAMES.search(paragraph[tail_at:])
    if match is None:
        return None
    inner = match[1]
    title = _TITLE.search(inner)
    if title:
        byline = read_byline(inner)
        return (byline, tail_at + match.start()) if byline and byline.authors else None
    names = names_in(inner)
    if (
        names
        and len(names) <= 4
        and all(map(looks_like_name, names))
        and paragraph[tail_at + match.start() - 1] in "。！？”…"
    ):
        return Byline(names), tail_at + match.start()
    return None


def paper_of(organisation: str) -> str | None:
    """The paper's name in what stands before 记者: of 某报社全媒体, 某报; of 某报/某新闻, 某报; None for
    本报."""
    first = re.split(r"[/·、|\s]", organisation.strip(MARKS + "（()）"))[0]
    name = _PAPER_TAIL.sub("", first)
    if name.startswith(("本报", "本社", "本刊", "本网")) or (
        not 2 <= len(name) <= 14 and not _GROUP.match(name)
    ):
        return None
    if name in ("新华", "新华社", "中新", "人民") or re.search(r"[，。：；（()）]", name):
        return None
    return name if re.search(r"(?:报|刊|新闻|网|台)$", name) or _GROUP.match(name) else first
