"""What a page says of itself: the paper, the day, the page and its section, and who made it up.

A masthead has no fixed form. A line counts as one when nothing is left of it after all that a masthead is
made of has been taken away: the paper's name, a day, a weekday, a page number, registration numbers,
addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.reading.numerals import DAY, PAGE, day_of, page_as_printed
from bot.reading.papers import NAME_LIMIT, known

LINE_LIMIT = 160
"""Characters; a longer line is text."""

_DAY = re.compile(rf"{DAY}|(?<!\d)(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)")
_NUMERIC_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_LUNAR = re.compile(
    r"(?:农历|夏历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初[一二三四五六七八九十]|[十廿三]?[一二三四五六七八九十]{1,2})"
)
_PAGE_WORDS = re.compile(
    rf"(?:第\s?(?P<a>{PAGE})\s?版|(?P<b>{PAGE})\s?版(?![\u4e00-\u9fff]{{3}})|版[次面]?[：:]\s?(?P<c>{PAGE})|(?<![A-Za-z0-9])(?P<d>[A-D]\s?\d{{1,3}})(?![0-9A-Za-z]))"
)
_LONE_PAGE = re.compile(
    r"^[-—·\s]*(?:[Pp]\.?)?([A-Da-d]?\d{1,3}(?:-[A-Da-d]?\d{1,3})?|[一二三四五六七八九十]{1,3})[-—·\s]*$"
)
_ISSUE = re.compile(
    r"(?:总?第?\s?\d{1,6}\s?期|(?:本[报期])?今日\s?[\d一二三四五六七八九十]+\s?版|共\s?[\d一二三四五六七八九十]+个?版|本[市省]零售.{0,8}|每份.{0,6}元|(?:国内|国际)?统一(?:连续出版物|刊)号[：:]?|(?:CN|ISSN)\s?[\d\-A-Z/]+|邮发代号[：:]?\s?[\d\-]*|代号[：:]?\s?[\d\-]+)"
)
_CONTACT = re.compile(
    r"(?:(?:新闻)?(?:热线|电话|传真|邮箱|信箱|邮编|网址|官网|微信(?:公众号)?|微博|客户端|公众号|二维码|扫码.{0,10}|投稿(?:邮箱)?|E-?mail|QQ群?)"
    r"\s*[：:]\s*[^\s：:]{1,40})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]{3,60}|[\w.\-]{2,30}@[\w.\-]{3,30}")
_STAFF = re.compile(
    r"(?<![\u4e00-\u9fff])(?:本?[版期]?(?:第?[一二三四五六七八九十\d]+版)?(?:值班)?(?:总编辑?|副?主编|编委|编审|责任?编辑?|责编|执行主编|统筹|策划|编辑|美术?编辑?|美编|视觉|图编|版式|"
    r"设计|制图|校对|校检|检校|审读|审校|审核|排版|组版|照排|录入|制版|终审|签发|监制|实习编辑|见习编辑|值班主任|主任|首席编辑|文字编辑|图片编辑|版面))"
    r"\s*[：:／/|\s]\s*(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、，,][\u4e00-\u9fff·]{2,3}(?![：:\u4e00-\u9fff]))*|[\u4e00-\u9fff]\s[\u4e00-\u9fff](?![\u4e00-\u9fff])|)"
)
_HINT = re.compile(
    r"[0-9０-９版报刊期周邮网端@：:]|星期|[编校审]|[〇二].{0,3}年|农历|^[一二三四五六七八九十]{1,3}$"
)
"""Without any of these no line is a masthead: most lines are told so at once."""

_SERVICE_LIMIT = 80
_SERVICE_SIGN = re.compile(r"[℃°度期]")
_SERVICE = re.compile(
    r"(?:晴|阴|多云|[阵小中大]雨|雪).{0,60}\d\s{0,2}(?:℃|°C|度)?\s{0,2}[~～至到/-]\s{0,2}-?\d{1,2}\s{0,2}(?:℃|°C|度)"
    r"|(?:双色球|大乐透|七乐彩|七星彩|快乐8|排列[三五35]|福彩|体彩|3D).{0,8}第?\s?\d{5,7}\s?期"
)

_STAFF_WORD = re.compile(
    r"^(?:责编|编辑|责任编辑|主编|美编|审读|排版|校对|版式|组版|值班|本版|执行|视觉|设计|终审|总编|编审|统筹|策划|监制|图编|检校|制图)"
)
_PAPER = re.compile(
    r"(?:[\u4e00-\u9fff]{1,10}(?:日报|晚报|晨报|早报|时报|都市报|快报|商报|周报|导报|青年报|新报|午报|法制报|法治报|工人报|农民报|科技报|教育报|"
    r"健康报|文艺报|体育报|经济报|消费者报|广播电视报|生活报|信息报|财经报|证券报|参考报|妇女报|少年报|电视报|铁道报|石油报|大众报|民族报|企业报|校报|政协报|人民报|新闻报|文汇报|周末|晨刊|周刊))"
)
_PAPER_AT_ALL = re.compile(r"^[《]?([\u4e00-\u9fff]{2,8}报)[》]?$")
_LEFT_OVER = re.compile(r"[\s|｜│/／·•—\-－_,，、。:：()（）\[\]【】<>《》◆■●★☆▲△◎=+*~～.…]+")
_NUMBER = re.compile(r"^(?:[A-Da-d]?\d{1,2}|[一二三四五六七八九十]{1,3})$")
_SECTION = re.compile(r"^[\u4e00-\u9fff]{2,6}$")
_SECTION_NEWS = re.compile(
    r"要闻|综合|时政|经济|财经|体育|文化|国际|国内|社会|民生|教育|健康|科技|聚焦|"
    r"特刊|专版|专题|广告|公告|副刊|周刊|评论|理论|县域|区域|市场|法治|旅游|文旅|"
    r"文体|娱乐|天下|中国|世界|本地|城事|都市|财富|房产|楼市|汽车|金融|深度|调查|"
    r"视点|焦点|关注|纵深|特别报道|新闻|热线|头版|封面|头条|导读|悦读|阅读|读书|"
    r"生活|美食|人物|观察|前沿|产业|三农|乡村|乡镇|基层|党建|政务|声音|图片|影像|"
    r"连线|亲子|校园|医疗|养生|证券|股市|理财|消费|数字|生态|环保|军事|国防|华东|"
    r"省内|本市|今日|一线|动态|资讯|公益"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a masthead line states."""

    paper: str | None = None
    day: date | None = None
    page: str | None = None
    section: str | None = None

    def with_missing(self, other: Masthead) -> Masthead:
        """This one, with what it does not state taken from the other."""
        return replace(
            self,
            paper=self.paper or other.paper,
            day=self.day or other.day,
            page=self.page or other.page,
            section=self.section or other.section,
        )


def read_masthead(line: str) -> Masthead | None:
    """Read a line that is masthead and nothing else; None where it is something else."""
    text = line.strip()
    if not text or len(text) > LINE_LIMIT or text[-1] in "。，、；！？—”":
        return None
    if len(text) <= NAME_LIMIT and (paper := known().named(text.strip("《》〈〉"))):
        return Masthead(paper=paper)
    if not _HINT.search(text):
        return None
    if match := _LONE_PAGE.match(text):
        return Masthead(page=page_as_printed(match[1]))
    found, weight, words = _take_apart(text)
    unknown: list[str] = []
    for word in words:
        if found.paper is None and len(word) <= 12 and (_PAPER.fullmatch(word) or _PAPER_AT_ALL.match(word)):
            found, weight = replace(found, paper=word), weight + 2
        elif _is_section(word):
            found = replace(found, section=f"{found.section}·{word}" if found.section else word)
            weight += 1
        elif found.page is None and _NUMBER.match(word):
            found, weight = replace(found, page=page_as_printed(word)), weight + 1
        else:
            unknown.append(word)
    if len(unknown) > 1 or not all(map(_SECTION.match, unknown)):
        return None
    if unknown and found.section is None and weight >= 3:
        return replace(found, section=unknown[0])
    stated = found.paper or found.day or found.page or weight >= 2 or not words
    return found if stated and weight >= (3 if unknown else 1) else None


def _is_section(word: str) -> bool:
    return _SECTION_NEWS.fullmatch(word) is not None or (word.endswith("新闻") and len(word) <= 6)


def _take_apart(text: str) -> tuple[Masthead, int, list[str]]:
    """What the line states, how surely that makes it a masthead, and the words that are left."""
    text, paper = known().taken_from(text)
    weight = 2 if paper else 0
    days = _DAY.search(text)
    day = (day_of(days.group()) or _numeric(days.group())) if days else None
    rest = _DAY.sub(" ", text)
    for pattern, surely in (
        (_CONTACT, 2),
        (_ADDRESS, 2),
        (_ISSUE, 2),
        (_LUNAR, 1),
        (_WEEKDAY, 1),
        (_STAFF, 2),
    ):
        rest, count = pattern.subn(" ", rest)
        weight += surely if count else 0
    number = _PAGE_WORDS.search(rest)
    page = page_as_printed(next(filter(None, number.groups()))) if number else None
    rest = _PAGE_WORDS.sub(" ", rest)
    weight += (2 if day else 0) + (1 if page else 0)
    return Masthead(paper, day, page), weight, [word for word in _LEFT_OVER.split(rest) if word]


def _numeric(text: str) -> date | None:
    match = _NUMERIC_DAY.search(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def is_service(line: str) -> bool:
    """Whether a line is one that papers print daily beside their articles: weather, numbers drawn."""
    if len(line) > _SERVICE_LIMIT or "。" in line or not _SERVICE_SIGN.search(line):
        return False
    return _SERVICE.search(line) is not None


def is_staff_line(line: str) -> bool:
    """Whether a line only names the editors, designers and readers of the page."""
    text = line.strip().strip("□■◎●|｜-—·【】[]（）() ")
    if len(text) > LINE_LIMIT or not _STAFF_WORD.match(text):
        return False
    if "。" in text:
        return False
    rest = _STAFF.sub(" ", text)
    return rest != text and not "".join(_LEFT_OVER.split(_PAGE_WORDS.sub("", rest))).strip()


def paper_in(text: str) -> str | None:
    """The newspaper that a short text names, if it does."""
    if listed := known().first_in(text):
        return listed
    match = _PAPER.search(text)
    return match.group() if match else None
