"""PDF to articles, by PDFium: the text layer with its places, or a picture of the page where that is no text.

PDFium was chosen by trial: it is a quarter faster than pdfplumber (pdfminer.six), gives the glyphs of
embedded OpenType fonts where that gave none, draws the pages that must be recognised, and browsers harden it
against hostile files. It is not safe for threads, so one file is read at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from bot.errors import EncryptedFile, PageTooLarge, UnreadableFile
from bot.model import Page, PageHints
from bot.reading.formats.pdf_drawings import drawings
from bot.reading.formats.pdf_glyphs import Placing, glyphs
from bot.reading.formats.recognition import recognised
from bot.reading.layout import LayoutPage, read_layout
from bot.reading.layout.glyphs import lines_of
from bot.reading.layout.legibility import why_unreadable

PAGE_LIMIT = 200
"""Pages of a file: a whole issue with its supplements has fewer."""

OBJECT_LIMIT = 200_000
"""Glyphs, and drawn objects, of one page: the fullest pages of small advertisements have a tenth."""

SIDE_LIMIT = 14_400
"""Points: the longest side that a PDF page may have by its standard."""

_DPI = 200
"""Of the picture that is made of a page for recognition: text of 7 points is then 20 pixels high."""

PIXEL_LIMIT = 24_000_000
"""Of that picture; a larger page is drawn with fewer dots."""

_ONE_AT_A_TIME = threading.RLock()
_PASSWORD = 4


def read_pdf(data: bytes, name: str, hints: PageHints) -> tuple[Page, ...]:
    """Read the pages of a PDF; what is promised of them is said at `read_layout`.

    Raises UnreadableFile where it is damaged or has pages that must be recognised while recognition is not
    installed; EncryptedFile where it asks for a password; PageTooLarge above the limits; NothingToRead where
    no page has an article.
    """
    return read_layout(pdf_layout(data, name), name, hints)


def pdf_layout(data: bytes, name: str) -> tuple[LayoutPage, ...]:
    """The layout of every page of a PDF. Raises as `read_pdf` does."""
    with _ONE_AT_A_TIME, _opened(data, name) as document:
        count = len(document)
        if count > PAGE_LIMIT:
            raise PageTooLarge(
                f"read {name}",
                f"it has {count} pages, and a file has at most {PAGE_LIMIT}",
                key="pdf_pages",
                count=count,
                limit=PAGE_LIMIT,
            )
        if count == 0:
            raise UnreadableFile(f"read {name}", "it has no pages", key="pdf_no_pages")
        return tuple(_layout(document, index, name) for index in range(count))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    if not data.strip():
        raise UnreadableFile(f"read {name}", "it is empty", key="file_empty")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise EncryptedFile(f"read {name}", "it is locked by a password") from None
        raise UnreadableFile(f"read {name}", "it is no PDF, or damaged", key="pdf_damaged") from None
    with closing(document):
        yield document


def _layout(document: pypdfium2.PdfDocument, index: int, name: str) -> LayoutPage:
    could_not = f"read page {index + 1} of {name}"
    try:
        with closing(document[index]) as page:
            return _page(page, could_not)
    except pypdfium2.PdfiumError:
        raise UnreadableFile(could_not, "it is damaged", key="pdf_damaged") from None


def _page(page: pypdfium2.PdfPage, could_not: str) -> LayoutPage:
    width, height = page.get_size()
    if not (0 < width <= SIDE_LIMIT and 0 < height <= SIDE_LIMIT):
        raise PageTooLarge(could_not, f"it measures {width:.0f} by {height:.0f} points", key="pdf_measures")
    placing = Placing.of(page)
    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        objects = pdfium.FPDFPage_CountObjects(page)
        if max(count, objects) > OBJECT_LIMIT:
            raise PageTooLarge(
                could_not,
                f"it has {max(count, objects)} objects, and a page at most {OBJECT_LIMIT}",
                key="pdf_objects",
            )
        printed = glyphs(text, count, placing)
    pictures, rules, frames = drawings(page, placing, OBJECT_LIMIT)
    why = why_unreadable(printed)
    if why is None:
        return LayoutPage(width, height, lines_of(printed), pictures, rules, frames)
    if objects == 0:
        return LayoutPage(width, height, ())
    return recognised(_picture(page, width, height), could_not, why)


def _picture(page: pypdfium2.PdfPage, width: float, height: float) -> Image.Image:
    scale = min(_DPI / 72, (PIXEL_LIMIT / (width * height)) ** 0.5)
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return drawn.convert("RGB")
