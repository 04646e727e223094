"""Who wrote it, for which paper: the byline lines of Chinese papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.names import looks_like_name, names_in
from bot.reading.papers import known
from bot.text.characters import is_han

MARKS = "□■◎●◆○▲△★☆◇▣◉▇◼▪•·－"
"""Signs that papers put before a byline."""

LINE_LIMIT = 90
"""Characters; a longer line is no byline."""

TITLE = re.compile(
    r"(?:首席|特约|特派|见习|实习|驻(?!驻)[\u4e00-\u9fff]{1,6}){0,4}(?:记者|通讯员|实习生|撰稿人|撰稿|评论员|特稿|观察员|作者|主笔|编译)"
)
"""What those who write for papers are called."""

_SIGN = re.compile(r"[者员稿生人笔译/／:：|｜丨合据]|^[文图]")
"""A byline without a mark before it has one of these, in a title or between what was done and who did it."""

_SENTENCE = re.compile(r"[。！？；“”]")
REPORT = re.compile(
    r"\s(?:[\u4e00-\u9fff]{2,4}报道|发自\s?[\u4e00-\u9fff]{2,10})$|(?:综合|摄影)*(?:报道|采写|整理|编译|摄影)$|[\s/／](?:文|图|文[/、／]?[图摄]|图[/、／]?文)$"
)
"""What stands behind the names: that they report, and from where."""

_WORKS = (
    r"文字?|图片?|撰文|采写|采访人?|作者|撰稿|执笔|整理|口述|编译|摄影|拍摄"
    r"|文[/／、·]?图|图[/／、·]?文|文[/／、·]摄影?"
)
_SIDE_FORM = re.compile(rf"^(?:{_WORKS})\s*(?:[/／：:|｜丨]|\s(?=\S\S))")
"""Begins with what was done; who did it follows, and perhaps the next work: 文/某某 图/某某."""

_WORK_WORDS = re.compile(rf"(?:^|(?<=\s))(?:{_WORKS})\s*(?:[/／：:|｜丨]\s*|\s(?=\S\S))")
_PICTURES = "图摄拍"
"""What the words for making a picture begin with."""

_NAME_FIRST = re.compile(
    r"^([\u4e00-\u9fff·\s、]{2,24})\s*[（(][^（()）]{0,16}(?:记者|通讯员|评论员|撰稿人|作者)[)）]?$"
)
_UNSIGNED = re.compile(
    r"^(?:(?:本报|本刊|记者)?综合(?:报道|整理|消息|外电)?|据(?:新华社|人民日报|中新社|央视)\S{0,6}(?:电|报道|讯|消息|客户端))$"
)
"""A byline that names nobody."""

_TEXT_AND_PICTURE = re.compile(r"\s*[（(]?(?:文[、/／·并]?|图[、/／·]?文|文字[、/／]?)(?:摄影?|图片?)[)）]?$")
"""At the end of a byline: the writer took the pictures too, which makes it no credit of a picture."""

_MAKERS = re.compile(
    r"(?<=\S)\s+(?:责任编辑|责编|编辑|校对|美编|版式|设计|视频|制图|统筹|策划)\s*[：:/／]\s*"
    r"\S{2,4}(?:[、 ]\S{2,3})*$"
)
"""Those who made the page, behind those who wrote."""

_INNER_MARKS = re.compile(r"\s*[□■◎●◆○|｜丨]\s*|(?<=[者员生])[：:]\s*")
"""What parts the writers, or their titles from their names."""

_TAIL_FORM = re.compile(r"^([\u4e00-\u9fff·\s、]{2,24})\s*[/／]\s*(?:文|图|文图|图文|摄|摄影|文[/、]图)$")

_UNTITLED = 4
"""Names without a title that a line may hold; more of them are a list."""

_PAPER_TAIL = re.compile(
    r"社?(?:全媒体?|融媒体?|新媒体|见习|实习|首席|特派|特约|本报|驻(?!驻).{1,6}){0,4}(?:中心)?(?:新闻)?(?:客户端)?$"
)
_OUTLET = re.compile(
    r"(?:融媒体?|全媒体?|媒体|传媒|客户端|新闻中心|融媒体中心|周末|画报|杂志|频道|电视|广播|在线|云|视频)$"
)
"""How outlets are called that are no papers."""

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
    if not 2 <= len(text) <= LINE_LIMIT:
        return None
    if _UNSIGNED.match(text):
        return Byline()
    if _SIDE_FORM.match(text) and (names := _by_works(text)):
        return Byline(names)
    return _signed(text, marked)


def _signed(text: str, marked: bool) -> Byline | None:
    """Read names with a title, with their work behind them, or with nothing but a mark before them."""
    if TITLE.search(text):
        text = _INNER_MARKS.sub(" ", _WORK_WORDS.sub(" ", _TEXT_AND_PICTURE.sub("", text))).strip()
    if text.endswith(("摄", "供图", "，", "、", "：")):
        return None
    for form in (_TAIL_FORM, _NAME_FIRST):
        if (match := form.match(text)) and (signers := _surely_names(match[1])):
            return Byline(signers)
    if title := TITLE.search(text):
        return _titled(text, title)
    names = _surely_names(REPORT.sub("", text)) if marked else ()
    return Byline(names) if 0 < len(names) <= _UNTITLED else None


def _by_works(text: str) -> tuple[str, ...]:
    """The names in 文/某某 图/某某; none where they only made the picture."""
    if all(work[0] in _PICTURES for work in _WORK_WORDS.findall(text)):
        return ()
    return _surely_names(without_titles(_WORK_WORDS.sub(" ", text)))


def _surely_names(text: str) -> tuple[str, ...]:
    """The names that a text holds where each is built as Chinese names are; else none."""
    names = names_in(text) or ()
    return names if all(map(looks_like_name, names)) else ()


def _titled(text: str, title: re.Match[str]) -> Byline | None:
    before = text[: title.start()].strip()
    if len(before) > 24 or re.search(r"[，、：:？?（(《》]|日电|讯$|电$", before):
        return None
    rest = REPORT.sub("", text[title.end() :])
    names = names_in(without_titles(rest))
    if names is None or rest.startswith("，") or (rest.strip() and not names):
        return None
    if is_han(rest[:1] or " ") and not all(map(looks_like_name, names)):
        return None
    leading = names_in(before) if before and not _is_organisation(before) else ()
    authors = names or (leading or ())
    return Byline(authors, paper_of(before))


def _is_organisation(text: str) -> bool:
    return bool(re.search(r"[报社台网刊媒端A-Za-z]|新闻|中心|频道|客户端", text))


def without_titles(text: str) -> str:
    """Blank out the titles inside a list of names, with the office that stands before them."""
    return TITLE.sub(" ", re.sub(r"[\u4e00-\u9fff]{0,12}(?:报|社|台|网|媒体)(?=记者|通讯员|实习)", " ", text))


def read_names_line(line: str) -> tuple[str, ...]:
    """The names on the line below a byline that ended in 记者; empty where the line is something else."""
    if len(line) > 40 or re.search(r"[，。：；！？]", line):
        return ()
    names = names_in(TITLE.sub(" ", line.strip().lstrip(MARKS)))
    return names if names and all(2 <= len(name) <= 4 or "·" in name for name in names) else ()


def paper_of(organisation: str) -> str | None:
    """The paper's name in what stands before 记者: of 某报社全媒体, 某报; of 某报/某新闻, 某报.

    None for 本报, for agencies, and for what is no outlet, such as a person or the words of a headline.
    """
    plain = organisation.strip(MARKS + "（()）")
    if listed := known().first_in(plain):
        return listed
    first = re.split(r"[/·、|\s]", plain)[0]
    name = _PAPER_TAIL.sub("", first)
    if name.startswith(("本报", "本社", "本刊", "本网")) or (
        not 2 <= len(name) <= 14 and not _GROUP.match(name)
    ):
        return None
    if name in ("新华", "新华社", "中新", "人民") or re.search(r"[，。：；（()）]", name):
        return None
    if re.search(r"(?:报|刊|新闻|网|台)$", name) or _GROUP.match(name):
        return name
    return first if _OUTLET.search(first) else None
