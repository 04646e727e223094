"""Articles of e-papers (数字报): what the publishing systems write beside the text goes before what is shown.

The common systems put the fields of an article into a comment (`<!--enpproperty …/enpproperty-->`), into meta
tags and elements whose names begin with `founder-`, or in lines of fixed classes over the text; they mark the
body with `<founder-content>`, `<!--enpcontent-->` or a container of a well-known id. All of it comes from
outside and may be forged, cut off or a million characters long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.reading.formats.imprint import Imprint, day_in, imprint_of_address, imprint_of_line
from bot.reading.formats.markup import Element, blocks_of, parse, parts_of, text_of
from bot.reading.mastheads import paper_in
from bot.reading.pieces import HEADING_LIMIT, Block, Piece, Role, tidy

_COMMENT = "<!--enpproperty"
_COMMENT_END = "enpproperty-->"
_COMMENT_LIMIT = 20_000
"""Characters: a comment of fields has some hundred."""

_BODY, _BODY_END = "<!--enpcontent-->", "<!--/enpcontent-->"
_BODIES = 50
"""Marked stretches of one page that are looked at."""

_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "headline": ("title", "headline", "maintitle", "articletitle"),
    "kicker": ("introtitle", "pretitle", "leadtitle", "kicker", "eyebrow", "shouldertitle", "yinti"),
    "subheadline": ("subtitle", "vicetitle", "subheadline", "futi"),
    "authors": ("author", "authors", "byline", "reporter"),
    "day": ("date", "pubdate", "publishdate", "paperdate", "pubtime", "publishtime", "issuedate"),
    "page": (
        "page",
        "pageno",
        "pagenum",
        "pagenumber",
        "pagename",
        "papernumber",
        "edition",
        "nodename",
        "banci",
    ),
    "paper": ("newspaper", "newspapername", "papername", "paper", "source", "sitename", "site"),
}
"""Our names of the fields, and the names that systems give them, without dashes."""

_NAMED = {name: field for field, names in _FIELDS.items() for name in names}

_CONTAINERS = (
    "ozoom",
    "articlecontent",
    "contenttext",
    "zoom",
    "article_content",
    "articletext",
    "div_content",
)
"""Ids of the element that holds the body, in the systems without marks; small letters."""

_MARKS = re.compile(r"enpproperty|enpcontent|founder-|id\s*=\s*[\"']?(?:ozoom|contenttext)\b", re.IGNORECASE)


def is_epaper(text: str) -> bool:
    """Whether a page bears a mark of one of the systems."""
    return _MARKS.search(text) is not None


def read_epaper_article(text: str, tree: Element, address: str) -> Piece | None:
    """The article of an e-paper's page; None where it is none, as a contents page is."""
    blocks = _body(text, tree)
    if not any(block.role is not Role.CAPTION and len(tidy(block.text)) > 1 for block in blocks):
        return None
    written = _comment_fields(text) | _founder_fields(tree)
    shown = _Shown(tree)
    fields = shown.headings() | written if not written.get("headline") else written
    headline = fields.get("headline") or shown.title()
    imprint = _written_imprint(written).or_else(shown.imprint()).or_else(imprint_of_address(address))
    headings = {headline, fields.get("kicker"), fields.get("subheadline")}
    blocks = _without_repeated(blocks, headings)
    return Piece(
        tuple(blocks),
        headline=headline,
        kicker=fields.get("kicker"),
        subheadline=fields.get("subheadline"),
        authors=written.get("authors") or shown.authors(),
        source=imprint.paper,
        issue_date=imprint.day,
        page=imprint.page,
        section=imprint.section,
    )


def _comment_fields(text: str) -> dict[str, str]:
    """The fields of the first comment that has any."""
    start = text.find(_COMMENT)
    if start < 0:
        return {}
    end = text.find(_COMMENT_END, start)
    inside = text[start : end if 0 <= end - start <= _COMMENT_LIMIT else start + _COMMENT_LIMIT]
    found: dict[str, str] = {}
    for name, field in _NAMED.items():
        opening, closing = f"<{name}>", f"</{name}>"
        begin = inside.find(opening)
        stop = inside.find(closing, begin)
        if 0 <= begin < stop and (value := _value(inside[begin + len(opening) : stop])):
            found.setdefault(field, value)
    return found


def _founder_fields(tree: Element) -> dict[str, str]:
    """The fields in meta tags and elements named founder-…; those in the head go before those in the text."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name", meta.get("property", "")).casefold()
        if name.startswith("founder-") and (value := _value(meta.get("content", ""))):
            _keep(found, name, value)
    for element in tree.iter():
        if (
            isinstance(element.tag, str)
            and element.tag.startswith("founder-")
            and element.tag != "founder-content"
        ):
            _keep(found, element.tag, text_of(element))
    return found


def _keep(found: dict[str, str], name: str, value: str) -> None:
    field = _NAMED.get(re.sub(r"[-_]", "", name.removeprefix("founder-")))
    if field and value:
        found.setdefault(field, value)


def _value(written: str) -> str:
    """A value as text: systems put paragraphs and line breaks into a title, and escape some of them."""
    plain = written[:5000]
    for _ in range(2):
        plain = html.unescape(_TAG.sub("", _BREAK.sub(" ", plain)))
    return tidy(plain)[: 2 * HEADING_LIMIT]


def _written_imprint(fields: Mapping[str, str]) -> Imprint:
    place = fields.get("page", "")
    printed = imprint_of_line(place)
    if printed.page is None and re.fullmatch(r"[A-Da-d]?\d{1,3}", place):
        printed = replace(printed, page=place.upper())
    section = printed.section or (place if not printed.page and 0 < len(place) <= 12 else None)
    return Imprint(fields.get("paper"), day_in(fields.get("day", "")), printed.page, section)


def _body(text: str, tree: Element) -> list[Block]:
    elements = list(_outermost(tree.iter("founder-content"))) or [
        parse(f"<div>{stretch}</div>") for stretch in _marked(text)
    ]
    if not elements:
        held = next((element for element in tree.iter() if _id(element) in _CONTAINERS), None)
        elements = [] if held is None else [held]
    return [block for element in elements for block in blocks_of(element)]


def _outermost(elements: Iterable[Element]) -> Iterator[Element]:
    """Those that lie in no other of them; of what a page holds twice, as for printing, the first."""
    seen: set[str] = set()
    last: Element | None = None
    for element in elements:
        if last is not None and any(above is last for above in element.iterancestors()):
            continue
        last = element
        told = text_of(element)
        if told and told not in seen:
            seen.add(told)
            yield element


def _marked(text: str) -> Iterator[str]:
    """The stretches between the marks of a body, each of them once."""
    seen: set[str] = set()
    place = 0
    for _ in range(_BODIES):
        start = text.find(_BODY, place)
        if start < 0:
            return
        start += len(_BODY)
        end = text.find(_BODY_END, start)
        stretch = text[start:end] if end >= 0 else text[start:]
        # A mark may stand twice at the beginning.
        stretch = stretch.rpartition(_BODY)[2] if stretch.startswith(_BODY) else stretch.replace(_BODY, "")
        if stretch.strip() and stretch.strip() not in seen:
            seen.add(stretch.strip())
            yield stretch
        if end < 0:
            return
        place = end + len(_BODY_END)


def _without_repeated(blocks: list[Block], headings: set[str | None]) -> list[Block]:
    """The blocks, without the headline that some systems print over the body once more."""
    start = next(
        (place for place, block in enumerate(blocks) if tidy(block.text) not in headings), len(blocks)
    )
    return blocks[start:]


def _id(element: Element) -> str:
    return str(element.get("id", "")).casefold() if isinstance(element.tag, str) else ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows over its body, where nothing is written beside it."""

    tree: Element

    def headings(self) -> dict[str, str]:
        """The headline is in h1, or in the class of the biggest type; what stands around it belongs to it."""
        first = next(self.tree.iter("h1"), None)
        if first is not None and (headline := text_of(first)):
            above = first.getparent()
            beside = [] if above is None else list(above.iterchildren("h2", "h3", "h4"))
            before = [text for each in beside if _before(each, first) and (text := text_of(each))]
            after = [text for each in beside if not _before(each, first) and (text := text_of(each))]
            return _headings(headline, before, after)
        return self._by_type()

    def _by_type(self) -> dict[str, str]:
        """Older systems set the headline in the class font01 and its kicker and subheadline in font02."""
        lines = [
            (str(each.get("class")), text)
            for each in self.tree.iter("td", "span", "div", "p")
            if each.get("class") in ("font01", "font02") and (text := text_of(each))
        ]
        main = next((place for place, (kind, _) in enumerate(lines) if kind == "font01"), None)
        if main is None:
            return {}
        before = [text for kind, text in lines[:main] if kind == "font02"]
        after = [text for kind, text in lines[main + 1 :] if kind == "font02"]
        return _headings(lines[main][1], before, after[:1])

    def title(self) -> str | None:
        """The page's title without the name of the site behind it."""
        title = next(self.tree.iter("title"), None)
        words = tidy(title.text or "") if title is not None else ""
        head, separator, site = _rpartition(words)
        return (head if separator and len(site) <= 20 else words) or None

    def authors(self) -> str | None:
        """The line under the headline names them before the paper: 本报记者 某某 《某某日报》（…）."""
        line = self._line()
        named = re.split(r"《|（|\(|\d{4}[年-]", line, maxsplit=1)[0] if line else ""
        return tidy(named) or None

    def imprint(self) -> Imprint:
        """What the line under the headline says, then the title, then the only page that is named."""
        imprint = imprint_of_line(self._line())
        title = next(self.tree.iter("title"), None)
        words = tidy(title.text or "") if title is not None else ""
        imprint = imprint.or_else(Imprint(paper=paper_in(_rpartition(words)[2])))
        if imprint.page and imprint.day:
            return imprint
        lines = [imprint_of_line(part) for part in self._short_lines()]
        pages = {(line.page, line.section) for line in lines if line.page}
        day = next((line.day for line in lines if line.day), None)
        page, section = pages.pop() if len({number for number, _ in pages}) == 1 else (None, None)
        return imprint.or_else(Imprint(None, day, page, section))

    def _line(self) -> str:
        for element in self.tree.iter("p", "div", "span", "td"):
            if {"sec", "art-info", "articleinfo", "article-info"} & set(
                str(element.get("class", "")).casefold().split()
            ):
                return text_of(element)[: 2 * HEADING_LIMIT]
        return ""

    def _short_lines(self) -> Iterator[str]:
        for part in parts_of(self.tree):
            if 3 <= len(part.text) <= 60:
                yield part.text


def _headings(headline: str, before: list[str], after: list[str]) -> dict[str, str]:
    found = {"headline": headline, "kicker": " ".join(before), "subheadline": " ".join(after)}
    return {field: text for field, text in found.items() if text}


def _before(element: Element, other: Element) -> bool:
    return any(each is other for each in element.itersiblings())


def _rpartition(title: str) -> tuple[str, str, str]:
    """A title and the site's name behind the last dash, bar or underscore."""
    match = re.search(r"^(.*\S)\s*([-_|—｜]+)\s*([^-_|—｜]+)$", title[:400])
    return (match[1].rstrip("-_|—｜ "), match[2], match[3].strip()) if match else (title, "", "")
