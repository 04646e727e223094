"""Word documents (.docx): headings by style, outline level or type; tables as rows of text."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from bot.errors import PageTooLarge, UnreadableFile
from bot.model import Page, PageHints
from bot.reading.outline import Heading, Part, has_outline, pieces_of_outline
from bot.reading.page import read_page
from bot.reading.pieces import BLOCK_LIMIT, Block, Role, page_of_pieces, tidy

UNPACKED_LIMIT = 100_000_000
"""Bytes of all that a document holds: with many pictures a whole issue has less."""

_HEADLINE_LIMIT = 60
"""Characters of a paragraph that its type alone makes a headline."""

_LARGER = 1.15
"""Times the commonest size: a paragraph in such type is no body."""

_BROKEN = (
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
)
"""What the library stumbles over in a damaged document, apart from its own errors."""


def page_of_word(data: bytes, name: str, hints: PageHints) -> Page:
    """The page of a Word document; one without any headings is read as a page dump. Raises ReadingError."""
    parts = parts_of_word(data, name)
    if has_outline(parts):
        return page_of_pieces(pieces_of_outline(parts), name, hints)
    return read_page("\n".join(_line(part.text) for part in parts), name, hints)


def _line(text: str) -> str:
    """A paragraph as page dumps have it: running text indented, headings not."""
    line = tidy(text)
    return f"　　{line}" if line.endswith(("。", "”", "！", "？")) else line


def parts_of_word(data: bytes, name: str) -> list[Part]:
    """What a Word document holds, in order. Raises UnreadableFile where it is broken, PageTooLarge."""
    could_not = f"read {name}"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
                raise PageTooLarge(could_not, "it unpacks to more than any page has")
        document = Document(io.BytesIO(data))
        return _parts(document, could_not)
    except (OpcError, etree.LxmlError, zipfile.BadZipFile, *_BROKEN) as error:
        raise UnreadableFile(could_not, "it is no whole Word document") from error


def _parts(document: Any, could_not: str) -> list[Part]:
    inside = []
    for each in document.iter_inner_content():
        inside.append(each)
        if len(inside) > BLOCK_LIMIT:
            raise PageTooLarge(could_not, f"it has more than {BLOCK_LIMIT} paragraphs")
    paragraphs = [each for each in inside if isinstance(each, Paragraph)]
    usual = _usual_size(paragraphs)
    parts: list[Part] = []
    for each in inside:
        if isinstance(each, Table):
            parts += _rows(each)
        elif text := tidy(each.text):
            level = _level(each, text, usual)
            parts.append(Heading(text, level) if level else Block(Role.PARAGRAPH, each.text))
    return parts


def _rows(table: Table) -> Iterator[Block]:
    for row in table._tbl.tr_lst:
        # As written, not as a grid: a merged cell of a hostile table may span millions.
        cells = [tidy("".join(cell.itertext(qn("w:t")))) for cell in row.tc_lst]
        if text := " ｜ ".join(filter(None, cells)):
            yield Block(Role.TABLE, text)


def _level(paragraph: Paragraph, text: str, usual: float) -> int:
    """The level of a heading, 0 of any other paragraph.

    Who gives no styles sets a headline in the middle, in bold or larger type; the largest is the headline.
    """
    style = paragraph.style.name if paragraph.style is not None else ""
    kind, _, number = (style or "").partition(" ")
    if kind in ("Heading", "标题") and number.isdigit():
        return int(number)
    if kind in ("Title", "标题"):
        return 1
    if kind == "Subtitle":
        return 2
    if (outlined := _outline_level(paragraph)) is not None:
        return outlined
    if len(text) > _HEADLINE_LIMIT or text[-1] in "。；" or paragraph.alignment != WD_ALIGN_PARAGRAPH.CENTER:
        return 0
    size = _size(paragraph)
    if size > usual * _LARGER * _LARGER:
        return 1
    return 2 if size > usual * _LARGER or _is_bold(paragraph) else 0


def _outline_level(paragraph: Paragraph) -> int | None:
    properties = paragraph._p.pPr
    found = None if properties is None else properties.find(qn("w:outlineLvl"))
    value = "" if found is None else found.get(qn("w:val"), "")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else None


def _usual_size(paragraphs: list[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[_size(paragraph)] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _size(paragraph: Paragraph) -> float:
    """The type of a paragraph's longest run in points; that of its style, or of Word, where it says none."""
    run = max(paragraph.runs, key=lambda each: len(each.text), default=None)
    size = run.font.size if run is not None else None
    if size is None and paragraph.style is not None:
        size = paragraph.style.font.size
    return size.pt if size is not None else 10.5


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
