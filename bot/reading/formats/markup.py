"""HTML to parts: paragraphs, headings, captions and rows of tables, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from bot.reading.credits import read_credit
from bot.reading.outline import Heading, Part
from bot.reading.pieces import Block, Role, tidy

Element: TypeAlias = Any
"""Of lxml, which has no types."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_TEXT = frozenset(
    {"script", "style", "noscript", "iframe", "template", "select", "textarea", "button", "head", "object"}
)
_BREAKS = re.compile(
    r"address|article|aside|blockquote|body|br|center|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6r]"
    r"|header|li|main|nav|[ou]l|p|pre|section|table|t(?:body|d|foot|h|head|r)"
)
_CAPTION_NAMES = re.compile(
    r"(?:img|pic|picture|photo|image)[-_]?(?:desc|note|text|title|info)|caption|tuzhu"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_SUBHEAD_LIMIT = 30
"""Characters of a bold paragraph that is a subhead: in a web page no tag says so."""

_CAPTION_LIMIT = 160
"""Characters of a paragraph that may be the caption of the picture before it."""

_CELL_LIMIT = 80
"""Characters of a cell; in a table with longer ones a page is laid out, no figures are shown."""

_BOLD = frozenset({"b", "strong"})


def parse(text: str) -> Element:
    """The tree of a page, whatever is wrong with it. Raises ValueError where there is none."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ValueError(str(error)) from error
    if tree is None:
        raise ValueError("it has no elements")
    return tree


@dataclass(frozen=True, slots=True)
class Passage:
    """A part with where it stands."""

    part: Part
    holder: Element
    """The element that breaks the line before and after it."""
    linked: float
    """The share of its characters that are links."""

    @property
    def text(self) -> str:
        """The words of the part."""
        return self.part.text


def passages_of(root: Element) -> list[Passage]:
    """What an element holds, in order, and where. Takes time linear in its size."""
    return list(_Walk().passages(root))


def parts_of(root: Element) -> list[Part]:
    """What an element holds, in order. Takes time linear in its size."""
    return [passage.part for passage in passages_of(root)]


def blocks_of(root: Element) -> list[Block]:
    """As `parts_of`, for the body of one article: headings in it are subheads."""
    return [Block(Role.SUBHEAD, part.text) if isinstance(part, Heading) else part for part in parts_of(root)]


def text_of(root: Element) -> str:
    """The text of an element, without scripts and what is hidden, as one line."""
    return tidy(" ".join(part.text for part in parts_of(root)))


class _Walk:
    """Goes through a tree without recursion, which a hostile one would exhaust, and collects its text."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._bold = 0
        self._plain = 0
        """Characters of the text at hand outside bold type."""
        self._linked = 0
        self._in_bold = 0
        self._in_link = 0
        self._headings: list[int] = []
        self._captions = 0
        self._after_picture = False
        self._holders: list[Element] = []

    def passages(self, root: Element) -> Iterator[Passage]:
        self._holders = [root]
        skipped: Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
            elif event == "start":
                if element is not root and (rows := self._passed_over(element)) is not None:
                    yield from self._ended()
                    yield from (Passage(row, element, 0.0) for row in rows)
                    skipped = element
                else:
                    yield from self._started(element)
            else:
                if event == "end":
                    yield from self._closed(element)
                if element is not root:
                    self._add(element.tail)
        yield from self._ended()

    def _passed_over(self, element: Element) -> list[Block] | None:
        """What stands for an element that is not gone into; None where it is."""
        tag = element.tag
        if tag in _NO_TEXT or _HIDDEN.search(element.get("style", "")):
            return []
        return _rows(element) if tag == "table" else None

    def _started(self, element: Element) -> Iterator[Passage]:
        tag = str(element.tag)
        if _BREAKS.fullmatch(tag):
            yield from self._ended()
            self._holders.append(element)
        if tag in _HEADINGS:
            self._headings.append(_HEADINGS[tag])
        self._in_bold += tag in _BOLD
        self._in_link += tag == "a"
        self._captions += _is_caption(element)
        self._after_picture |= tag == "img"
        self._add(element.text)

    def _closed(self, element: Element) -> Iterator[Passage]:
        tag = str(element.tag)
        if _BREAKS.fullmatch(tag) or _is_caption(element):
            yield from self._ended()
        if _BREAKS.fullmatch(tag) and len(self._holders) > 1:
            self._holders.pop()
        if tag in _HEADINGS and self._headings:
            self._headings.pop()
        self._in_bold -= tag in _BOLD
        self._in_link -= tag == "a"
        self._captions -= _is_caption(element)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            count = sum(not character.isspace() for character in text)
            self._linked += count if self._in_link else 0
            if self._in_bold:
                self._bold += count
            else:
                self._plain += count

    def _ended(self) -> Iterator[Passage]:
        """The paragraph that ends here, if one does."""
        text, bold = tidy("".join(self._text)), self._bold > 0 and self._plain == 0
        linked = self._linked / (self._bold + self._plain or 1)
        self._text.clear()
        self._bold = self._plain = self._linked = 0
        if text:
            yield Passage(self._part(text, bold), self._holders[-1], linked)
            self._after_picture = False

    def _part(self, text: str, bold: bool) -> Part:
        if self._captions:
            return Block(Role.CAPTION, text)
        if self._headings:
            return Heading(text, self._headings[-1])
        if self._after_picture and len(text) <= _CAPTION_LIMIT and read_credit(text):
            return Block(Role.CAPTION, text)
        if bold and len(text) <= _SUBHEAD_LIMIT and text[-1] not in "。；，、：！？":
            return Block(Role.SUBHEAD, text)
        return Block(Role.PARAGRAPH, text)


def _is_caption(element: Element) -> bool:
    tag = element.tag
    if tag == "figcaption" or (isinstance(tag, str) and tag.startswith("founder-img")):
        return True
    return bool(_CAPTION_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}".casefold()))


def _rows(table: Element) -> list[Block] | None:
    """The rows of a table that shows something; None where it only lays a page out."""
    if next(table.iterdescendants("table", "img", "p"), None) is not None and not _small(table):
        return None
    rows = [[tidy("".join(cell.itertext())) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    rows = [cells for row in rows if (cells := [cell for cell in row if cell])]
    if sum(len(cells) > 1 for cells in rows) < 2 or any(
        len(cell) > _CELL_LIMIT for row in rows for cell in row
    ):
        return None
    return [Block(Role.TABLE, " ｜ ".join(cells)) for cells in rows]


def _small(table: Element) -> bool:
    """Whether the paragraphs in a table are no more than what word processors put into its cells."""
    return next(table.iterdescendants("table", "img"), None) is None and all(
        len(cell.findall(".//p")) <= 1 for cell in table.iter("td", "th")
    )
