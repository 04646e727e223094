"""Who wrote it, for which paper: the byline lines of Chinese papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.names import has_common_surname, looks_like_name, names_in
from bot.reading.papers import known
from bot.text.characters import is_han

MARKS = "□■◎●◆○▲△★☆◇▣◉▇◼▪•·－"
"""Signs that papers put before a byline."""

LINE_LIMIT = 90
"""Characters; a longer line is no byline."""

TITLE = re.compile(
    r"(?:首席|特约|特派|见习|实习|全媒体|融媒体|驻(?!驻)[\u4e00-\u9fff]{1,6}){0,4}(?:记者|报道员|通讯员|实习生|撰稿人|撰稿|评论员|特稿|观察员|作者|主笔|编译)"
)
"""What those who write for papers are called."""

_DEEDS = ("编译", "撰稿")
"""Titles that also say what was done, behind who did it: 某某编译."""

_SIGN = re.compile(r"[者员稿生人笔译/／:：|｜丨合据]|^[文图]")
"""A byline without a mark before it has one of these, in a title or between what was done and who did it."""

_SENTENCE = re.compile(r"[。！？；“”]")
_PLACES = (
    "台北|新北|基隆|桃园|新竹|苗栗|台中|彰化|南投|云林|嘉义|台南|高雄|屏东|宜兰|花莲|台东|澎湖|金门|马祖|连江|香港|澳门|"
    "北京|上海|天津|重庆|广州|深圳|南京|杭州|武汉|成都|西安|沈阳|长春|哈尔滨|济南|青岛|郑州|长沙|南昌|合肥|福州|厦门|"
    "南宁|海口|贵阳|昆明|拉萨|兰州|西宁|银川|乌鲁木齐|呼和浩特|石家庄|太原|大连|宁波|苏州|东京|大阪|首尔|平壤|曼谷|"
    "河内|雅加达|吉隆坡|新加坡|马尼拉|新德里|伊斯兰堡|德黑兰|开罗|耶路撒冷|莫斯科|基辅|华沙|柏林|巴黎|伦敦|罗马|"
    "马德里|布鲁塞尔|日内瓦|维也纳|华盛顿|纽约|洛杉矶|旧金山|芝加哥|渥太华|多伦多|墨西哥城|里约热内卢|悉尼|堪培拉|"
    "综合|连线|特别|独家"
)
"""Where reports that name their writer without a blank before the place come from; and how they were made."""

_OFFICE = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,12}(?:报|社|台|网|刊|新闻|客户端|频道|周刊|周末|传媒|媒体|中心|每日电讯)"
    r"(?=(?:首席|特约|特派|见习|实习|全媒体|融媒体|驻)?[\u4e00-\u9fff]{0,4}?(?:记者|通讯员|实习生|评论员|撰稿))"
)
"""The outlet of a correspondent, before the title."""

_OWN_OFFICE = re.compile(r"(?:本[报刊社网台]|新华社|中新社)(?=[\u4e00-\u9fff\s])")
"""What stands there too, also right behind the name before it."""

REPORT = re.compile(
    r"(?:(?<!\s)\s++)?[/／]\s*+(?:[\u4e00-\u9fff、－—-]{2,12}?)??(?:报[道导]|专电|外电|特稿|专访|电|讯)$"
    r"|\s[\u4e00-\u9fff]{2,4}报[道导]$|\s?发自\s?[\u4e00-\u9fff、]{2,10}$"
    rf"|(?:{_PLACES})(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:综合|摄影)*(?:报[道导]|专电|电|讯)$"
    r"|(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合|摄影|连线)*(?:报[道导]|采写|整理|编译|摄影)$"
    r"|[\s/／](?:文|图|文[/、／]?[图摄]|图[/、／]?文)$"
)
"""What stands behind the names: that they report, and from where."""

_DATED = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:综合|外)*(?:专电|电|讯)$")
"""Behind the names and a place: when it was reported. A place has two to four characters."""

_WORKS = (
    r"文字?|图片?|撰文|采写|采访(?:撰文|整理|人)?|作者|撰稿|执笔|整理|口述|编译|摄影|拍摄"
    r"|文[/／、·]?图|图[/／、·]?文|文[/／、·]摄影?"
)
_SIDE_FORM = re.compile(rf"^(?:{_WORKS})\s*(?:[/／：:|｜丨·]|\s(?=\S\S))")
"""Begins with what was done; who did it follows, and perhaps the next work: 文/某某 图/某某."""

_WORK_WORDS = re.compile(rf"(?:^|(?<=\s))(?:{_WORKS})\s*(?:[/／：:|｜丨·]\s*|\s(?=\S\S))")
_PICTURES = "图摄拍"
"""What the words for making a picture begin with."""

_NAME_FIRST = re.compile(
    r"^([\u4e00-\u9fff·\s、]{2,24})\s*[（(][^（()）]{0,16}(?:记者|通讯员|评论员|撰稿人|作者)[)）]?$"
)
_UNSIGNED = re.compile(
    r"^(?:(?:本报|本刊|记者)?综合(?:报道|整理|消息|外电)?|据(?:新华社|人民日报|中新社|央视)\S{0,6}(?:电|报道|讯|消息|客户端))$"
)
"""A byline that names nobody."""

_TEXT_AND_PICTURE = re.compile(
    r"(?:(?<!\s)\s++)?[（(]?"
    r"(?:文[、/／·并]?|图[、/／·]?文|文字[、/／]?)(?:摄影?|图片?)[)）]?$"
)
"""At the end of a byline: the writer took the pictures too, which makes it no credit of a picture."""

_MAKERS = re.compile(
    r"(?<=\S)\s+[\u4e00-\u9fff]{0,8}?(?:责任编辑|责编|编辑|校对|审校|审核|美编|版式|设计|视频|制图|统筹|策划|核稿|监制)"
    r"(?:\s*[：:/／|｜]\s*|\s+)\S{2,4}(?:[、 ]\S{2,4}){0,8}$"
)
"""Those who made the page, behind those who wrote."""

_THANKS = re.compile(
    r"(?:(?<![\s，,；;（(])[\s，,；;（(]++)?(?:(?:[\u4e00-\u9fff·]{2,4}[、\s]?){1,4}(?:对(?:此|本)文|为(?:此|本)文)?[亦也均]?(?:有贡献|做出贡献|提供帮助)"
    r"|(?:鸣谢|致谢|感谢)[：:\s]?).*$"
)
"""Behind the names: who helped."""

_INNER_MARKS = re.compile(r"(?:(?<!\s)\s++)?[□■◎●◆○|｜丨]\s*+|(?<=[者员生笔稿])\s*[：:·—－-]\s*")
"""What parts the writers, or their titles from their names."""

_TAIL_FORM = re.compile(r"^([\u4e00-\u9fff·\s、]{2,24})\s*[/／]\s*(?:文|图|文图|图文|摄|摄影|文[/、]图)$")

_BRACKETS = "（()）【】[]〔〕 "
_BRACKETED = re.compile(r"^[（(]([\u4e00-\u9fff·\s、]{2,24})[)）]$")

_SIGNATURE_LIMIT = 40
_BY_HAND = re.compile(r"(?:(?<!\s)\s++)?[/／]?(?:摄影报道|文并摄|采写|撰文|整理|编译|译|辑|供稿|文)$")
_POST = re.compile(
    r"^[\u4e00-\u9fff、·]{2,28}(?:总经理|董事长|总裁|主席|书记|主任|部长|局长|厅长|市长|省长|县长|校长|院长|所长|社长|会长"
    r"|馆长|司长|处长|秘书长|教授|研究员|工程师|律师|博士|医师|作家|委员|代表|公司|集团|大学|学院|研究[院所]|中学|小学|医院|中心)"
    r"\s?([\u4e00-\u9fff]{2,4})$"
)
"""A writer who is named with an office or a post."""

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
    if _SENTENCE.search(text) or not (marked or text[:1] in _BRACKETS or _SIGN.search(text)):
        return None
    if (bracketed := _BRACKETED.match(text)) and (signers := _surely_names(bracketed[1])):
        return Byline(signers) if len(signers) <= _UNTITLED else None
    text = _MAKERS.sub("", _THANKS.sub("", text.strip(_BRACKETS)))
    if not 2 <= len(text) <= LINE_LIMIT:
        return None
    if _UNSIGNED.match(text):
        return Byline()
    if _SIDE_FORM.match(text) and (names := _by_works(text)):
        return Byline(names)
    return _signed(text, marked)


def read_signature(line: str) -> Byline | None:
    """Read a line that holds names and nothing else, without a title or a mark, as essays are signed.

    A line of text may be built so by chance: ask only where a signature may stand, such as under a headline.
    """
    text = line.strip().strip(_BRACKETS)
    if not 2 <= len(text) <= _SIGNATURE_LIMIT:
        return None
    plain = without_work(text)
    if office := _POST.match(plain):
        plain = office[1]
    names = _surely_names(plain)
    if len(names) > 1 and plain.isalpha() and not any(map(has_common_surname, names)):
        return None  # words too begin with the rarer surnames: 申领时间
    return Byline(names) if 0 < len(names) <= _UNTITLED else None


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
    before, paper = known().taken_from(text[: title.start()].strip())
    if len(before) > 24 or re.search(r"[、：:？?（(《》]|日电|(?<!通)讯$|电$", before):
        return None
    # What stands right before the title is the office of whom it names.
    is_deed = text.endswith(_DEEDS) and title.end() == len(text)
    glued = not is_deed and title.start() > 0 and not text[title.start() - 1].isspace()
    leading, office = signers_before(before, glued)
    behind = text[title.end() :]
    rest = without_report(behind)
    names = names_in(without_titles(rest))
    if names is None or rest.startswith("，") or (rest.strip() and not names):
        return None
    sure = all(map(looks_like_name, names))
    if is_han(behind[:1] or " ") and not sure:
        return None
    if office and not _is_organisation(office) and not (names and sure):
        return None  # a headline that ends in 记者
    return Byline(tuple(dict.fromkeys(leading + names)), paper or paper_of(office))


def signers_before(text: str, glued: bool) -> tuple[tuple[str, ...], str]:
    """Those who are named before the office of the next one: 某某 某某 本报."""
    words = text.replace("，", " ").split()
    office = len(words) - 1 if words and (glued or _is_organisation(words[-1])) else len(words)
    if office and (leading := _surely_names(" ".join(words[:office]))):
        return leading, " ".join(words[office:])
    return (), text


def _is_organisation(text: str) -> bool:
    return bool(re.search(r"[报社台网刊媒端A-Za-z]|新闻|中心|频道|客户端|每经", text)) or bool(
        known().first_in(text)
    )


def without_work(text: str) -> str:
    """Names without what their bearers did, behind them: 某某译, 某某 摄影报道."""
    return _BY_HAND.sub("", text).strip()


def without_report(text: str) -> str:
    """A list of names without what stands behind it: that they report, from where, and when."""
    text = text.strip()
    plain = REPORT.sub("", text)
    if plain != text or not (dated := _DATED.search(text)):
        return plain
    listed = text[: dated.start()].rstrip()
    # The place may stand beside the last name without a blank.
    for length in (2, 3, 4, 0):
        names = listed[: len(listed) - length].rstrip(" /／")
        if _surely_names(without_titles(names)):
            return names
    return listed


def without_titles(text: str) -> str:
    """Blank out the titles inside a list of names, with the office that stands before them."""
    return TITLE.sub(" ", _OFFICE.sub(" ", _OWN_OFFICE.sub(" ", text)))


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
