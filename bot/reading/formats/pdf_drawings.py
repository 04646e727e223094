"""What is drawn on a PDF page besides text: pictures, rules and frames."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from bot.errors import PageTooLarge
from bot.reading.formats.pdf_glyphs import Placing
from bot.reading.layout import Area

_THIN = 4.0
"""Points: what is drawn no thicker, and many times as long, is a rule."""

_LONG = 12
_LEAST_PICTURE = 24.0
"""Points on either side: what is smaller is an ornament."""

_RECTANGLE = 6
"""Segments of a path that is a rectangle, however it was closed."""

_DEPTH = 8
_WHITE = 250

Drawn = tuple[tuple[Area, ...], tuple[Area, ...], tuple[Area, ...]]


def drawings(page: pypdfium2.PdfPage, placing: Placing, limit: int) -> Drawn:
    """The pictures, rules and frames of a page. Raises PageTooLarge above so many objects."""
    pictures: list[Area] = []
    rules: list[Area] = []
    frames: list[Area] = []
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    for count, drawn in enumerate(page.get_objects(filter=kinds, max_depth=_DEPTH)):
        if count > limit:
            raise PageTooLarge("read a page", f"it has more than {limit} drawn objects", key="pdf_objects")
        area = _area(drawn, placing)
        if area is None:
            continue
        thin, long = sorted((area.width, area.height))
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            if thin >= _LEAST_PICTURE:
                pictures.append(area)
            elif thin <= _THIN and long >= _LONG * max(thin, 0.5):
                rules.append(area)
        elif thin <= _THIN:
            if long >= _LONG * max(thin, 0.5):
                rules.append(area)
        elif thin >= _LEAST_PICTURE and _is_seen(drawn):
            segments = pdfium.FPDFPath_CountSegments(drawn)
            (frames if segments <= _RECTANGLE else pictures).append(area)
    return tuple(pictures), tuple(rules), tuple(frames)


def _area(drawn: pypdfium2.PdfObject, placing: Placing) -> Area | None:
    """Where an object stands on the page; what is inside another object is placed by that."""
    left, bottom, right, top = drawn.get_bounds()
    corners = [(left, bottom), (right, top), (left, top), (right, bottom)]
    holder = drawn.container
    while holder is not None:
        a, b, c, d, e, f = holder.get_matrix().get()
        corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
        holder = holder.container
    across, up = [x for x, _ in corners], [y for _, y in corners]
    area = placing.area(min(across), min(up), max(across), max(up))
    page = Area(
        0, 0, *((placing.height, placing.width) if placing.turned % 2 else (placing.width, placing.height))
    )
    if area.across(page) <= 0 and area.down(page) <= 0:
        return None
    return Area(
        max(area.left, 0), max(area.top, 0), min(area.right, page.right), min(area.bottom, page.bottom)
    )


def _is_seen(path: pypdfium2.PdfObject) -> bool:
    """Whether a path has a border, or a ground that is not white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    if stroke.value:
        return True
    if fill.value == 0:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE
