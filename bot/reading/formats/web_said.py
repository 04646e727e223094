"""What a web page says beside its article: who wrote it, for whom and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.reading.bylines import read_byline
from bot.reading.formats.imprint import day_in
from bot.reading.formats.markup import Element
from bot.reading.formats.web_fields import metas
from bot.reading.mastheads import paper_in
from bot.reading.names import looks_like_name, names_in
from bot.reading.traditional import simplified

_META_SOURCES = ("source", "mediaid", "article:source", "contentsource")
_META_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator", "byline")
_META_DAYS = (
    "article:published_time",
    "og:release_date",
    "pubdate",
    "publishdate",
    "publish_time",
    "og:time",
    "apub:time",
    "dc.date",
    "date",
)
_WRITTEN_DAY = re.compile(
    r'"(?:datePublished|pubDate|publishTime|publish_time|pub_time|ptime)"\s?:\s?"([^"]{8,40})"'
)

_SOURCE = re.compile(
    r"(?:来源于?|稿源|出处|信息来源|稿件来源|文章来源|新闻来源|转载自)\s?[：:｜|]\s?(?P<source>[^\s｜|（()）<>《》，。]{2,24})(?:《(?P<paper>[^《》]{2,20})》)?"
)
_NO_SOURCE = re.compile(r"^(?:网络|互联网|综合|本站|本网|原创|未知|其他|转载|.{0,4}整理|\d.*|.*[：:])$")
_BEHIND_SOURCE = re.compile(
    r"(?:作者|责任编辑|责编|编辑|记者|通讯员|发布(?:时间|日期|于|[：:])|时间|日期|字号|字体|阅读|浏览|点击|评论|参与|分享|打印|举报|收藏|关注|订阅|\d{4}[-年/.]).*$|[·•].*$"
)
_MOMENT = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?)"
_AROUND = re.compile(rf"^{_MOMENT}[\s|｜]?|[\s|｜]?{_MOMENT}$")
_OUTLET_ALONE = re.compile(
    rf"^\s?{_MOMENT}?[\s|｜]*(?:(?P<writer>[\u4e00-\u9fff·]{{2,8}})\s?[/／]\s?)?"
    rf"(?P<outlet>[\u4e00-\u9fff0-9]{{1,10}}(?:报|社|新闻|网|周刊|周末|客户端|消息))[\s|｜]*{_MOMENT}?\s?(?:发布于.{{0,12}})?"
)
"""A line that is an outlet, with the moment and the writer before it: 某某/某某日报."""
_AUTHOR = re.compile(
    r"(?:作者|记者|撰文|撰稿|采写|(?<![图中英原])文|文字|通讯员|执笔)\s?[：:｜|/／丨]\s?"
    r"((?:[\u4e00-\u9fff·]{2,12}(?:[、，,/\s]{1,2}|$)){1,6})"
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who wrote an article, for whom, and when it was published."""

    source: str | None
    authors: tuple[str, ...]
    day: date | None


def read_said(tree: Element, text: str, lines: Sequence[str]) -> Said:
    """What the lines over and under the text, and the page's own fields, say of an article.

    Authors are people; those who edited, published or recommended it are none.
    """
    sources = [source for line in lines if (source := source_in(line))]
    stated = (_cut_source(value) for value in metas(tree, _META_SOURCES))
    days = (day_in(line) for line in (*metas(tree, _META_DAYS), *lines, *_WRITTEN_DAY.findall(text)[:3]))
    return Said(
        next((source for source in (*sources, *stated) if source), None),
        _authors(tree, lines),
        next(filter(None, days), None),
    )


def source_in(line: str) -> str | None:
    """The source that a line names: behind 来源：, or alone but for the moment and a writer before it."""
    plain = simplified(line)
    if match := _SOURCE.search(plain):
        said = "paper" if match["paper"] else "source"
        return _cut_source(line[match.start(said) : match.end(said)])
    match = _OUTLET_ALONE.fullmatch(plain)
    if match is None or _NO_SOURCE.fullmatch(match["outlet"]):
        return None
    return line[match.start("outlet") : match.end("outlet")]


def _cut_source(said: str) -> str | None:
    """The outlet of a field; of a site and a paper (某网－某日报) the paper."""
    source = _BEHIND_SOURCE.sub("", said).strip("：:、-－–—_【】[] ")
    parts = [part for part in re.split(r"[－–—-]", source) if len(part) > 1]
    source = next((part for part in parts if paper_in(part) == part), next(iter(parts), ""))
    return source if 2 <= len(source) <= 20 and not _NO_SOURCE.fullmatch(source) else None


def _authors(tree: Element, lines: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for written in lines:
        line = _AROUND.sub("", written)
        plain = simplified(line)
        if match := _AUTHOR.search(plain):
            found += _people(line[match.start(1) : match.end(1)])
        elif (match := _OUTLET_ALONE.fullmatch(plain)) and match["writer"]:
            found += _people(line[match.start("writer") : match.end("writer")])
        elif (byline := read_byline(plain)) and all(map(looks_like_name, byline.authors)):
            found += (_as_written(name, plain, line) for name in byline.authors)
    if not found:
        found += next(filter(None, map(_people, metas(tree, _META_AUTHORS))), ())
    return tuple(dict.fromkeys(found))


def _as_written(name: str, plain: str, line: str) -> str:
    """A name that was read in simplified characters, as the line has it."""
    place = plain.find(name)
    return line[place : place + len(name)] if place >= 0 else name


def _people(said: str) -> tuple[str, ...]:
    """The names that a field of authors holds, where each is built as names are."""
    names = names_in(said.strip()) or ()
    return names if all(map(looks_like_name, names)) else ()
