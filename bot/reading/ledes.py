"""How reports begin: 本报讯（记者 …）, 新华社北京4月2日电."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.bylines import TITLE, Byline, paper_of, signers_before, without_report, without_titles
from bot.reading.names import looks_like_name, names_in

_LEDE = re.compile(
    r"^[□■◎○▲◆●]?\s*(?:[【\[（(<〈《〔]\s*)?(?P<desk>[\u4e00-\u9fffA-Za-z·]{0,16}?(?:\s?[\u4e00-\u9fff]{1,8}\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?\s?"
    r"(?:(?<![资腾音问审通喜])讯(?!员)|电|消息))\s*[】\]）)>〉》〕]?\s*"
)
_LEDE_SIGN = re.compile(r"[讯电息]")
_LEDE_LIMIT = 60
"""Characters of a lede before its names."""

_LEDE_NAMES = re.compile(r"^[（(【\[]\s*([^（()）【】\[\]]{1,120})[)）】\]]\s*[：:]?\s*")
_LEDE_OPEN_NAMES = re.compile(
    r"^((?:[\u4e00-\u9fff]{0,12}记者|通讯员|报道员|实习生)\s?[\u4e00-\u9fff·\s、，]{2,80}?(?:报[道导]|采写))\s?[：:]?\s*"
    r"|^((?:[\u4e00-\u9fff]{0,8}记者|通讯员|报道员|实习生)\s?[\u4e00-\u9fff·\s、]{2,30}?)\s?[：:]\s*"
    r"|^((?:[\u4e00-\u9fff]{0,8}记者|通讯员|报道员|实习生)\s?(?:[\u4e00-\u9fff·]{2,12}[\s、])*[\u4e00-\u9fff·]{2,12})(?:\s+(?=\S))"
)
_WHO_REPORTS = re.compile(r"^记者\s?([\u4e00-\u9fff·、]{2,16}?)(?=从|昨|今|近日|日前|在|了解|获悉|\d{1,2}日)")
"""The names are part of the sentence: 本报讯 记者某某从…获悉."""

_LEDE_WORDS = ("本报", "新华社", "据新华社", "中新", "据中新", "报讯", "社讯", "讯", "日电", "社电", "消息")
_BODY_REPORTER = re.compile(r"^[（(【\[〔]\s*([^（()）【】\[\]〔〕]{2,100})[)）】\]〕]\s*")
_REPORTS = re.compile(r"记者|通讯员|编译|特约|[/／].{0,12}(?:报[道导]|电|讯)$")

_REPORTER_REPORTS = re.compile(
    r"^((?:[\u4e00-\u9fff]{0,8}记者|通讯员|编译)\s?[\u4e00-\u9fff·\s、，]{2,80}?"
    r"(?:[/／][\u4e00-\u9fff、－—-]{2,12}?)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合|连线)?报[道导])[\s：:]+"
)
_EDITED = re.compile(r"(?:^|(?<!\s)\s++)[\u4e00-\u9fff]{0,4}(?:编辑|校对|责编)[\s：:/／].*$")
_STATION = re.compile(r"[\u4e00-\u9fff]{0,6}记者站")
"""The office of those who report from a place."""
_OUTLETS = re.compile(r"(?:[报社台网刊]|新闻|客户端)[\u4e00-\u9fff]{0,4}(?:记者|通讯员)")
_AGENCY = re.compile(r"^(?=.*(?:中央社|中新社|新华社|通讯社)).*\d{1,2}日专?电$")


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
    bracketed = _LEDE_NAMES.match(rest)
    names = bracketed or _LEDE_OPEN_NAMES.match(rest)
    byline = _lede_byline(next(filter(None, names.groups()))) if names else Byline()
    if names is None or not (bracketed or _are_people(byline)):
        if desk == "讯" and match.end() == 1 and head[:1] == "讯":
            return None
        if desk.endswith("消息") and not desk.startswith(("本报", "本网")):
            return None
        told = _WHO_REPORTS.match(rest)
        byline = _lede_byline(told[1]) if told else Byline()
        own = desk.startswith("本") or (desk.endswith("讯") and head[match.end() - 1] in "】]〕")
        return Lede(byline if _are_people(byline) else Byline(), match.end(), own)
    own = desk.startswith("本") or desk.endswith("讯")
    return Lede(byline, match.end() + names.end(), own)


def _are_people(byline: Byline) -> bool:
    return bool(byline.authors) and all(map(looks_like_name, byline.authors))


def _bracketed_reporter(head: str) -> Lede | None:
    match = _BODY_REPORTER.match(head) or _REPORTER_REPORTS.match(head)
    if match is None or not _REPORTS.search(match[1]):
        return None
    byline = _lede_byline(match[1])
    if not byline.authors or (match.re is _REPORTER_REPORTS and not _are_people(byline)):
        return None
    return Lede(byline, match.end(), own=_AGENCY.search(match[1]) is None)


def _lede_byline(text: str) -> Byline:
    """The byline of a lede, without those who only edited; of several outlets none is the page's paper."""
    text = _STATION.sub("记者 ", _EDITED.sub("", text))
    title = TITLE.search(text)
    if title is None:
        return Byline(names_in(without_report(text)) or ())
    leading, office = signers_before(text[: title.start()].strip(), glued=False)
    names = names_in(without_titles(without_report(text[title.end() :]))) or ()
    several = len(_OUTLETS.findall(text)) > 1
    return Byline(tuple(dict.fromkeys(leading + names)), None if several else paper_of(office))
