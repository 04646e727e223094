"""The glyphs of a PDF page, placed as the page is shown: turned upright, from its top left corner."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from bot.reading.layout import Area, Glyph
from bot.text.characters import unified

_ASCENT = 0.88
"""Of its size, that a Chinese glyph stands over its base line."""

_UPRIGHT = math.radians(12)
"""A glyph that is turned by more is a watermark or a decoration."""

UNMAPPED = "\ufffd"
"""What stands for a glyph whose character the file does not say."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a point of the file stands on the page as it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    """Of the page as the file has it, before it is turned."""
    turned: int
    """Quarters, clockwise."""

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Placing:
        """The placing of a page."""
        left, bottom, right, top = page.get_bbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation() // 90 % 4)

    def point(self, across: float, up: float) -> tuple[float, float]:
        """A point, from the top left corner."""
        x, y = across - self.left, up - self.bottom
        if self.turned == 1:
            return y, x
        if self.turned == 2:
            return self.width - x, y
        if self.turned == 3:
            return self.height - y, self.width - x
        return x, self.height - y

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        """An area, from the top left corner."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def is_upright(self, angle: float) -> bool:
        """Whether glyphs that are turned so in the file stand upright on the page."""
        off = (angle - self.turned * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
        return abs(off) < _UPRIGHT


def glyphs(text: pypdfium2.PdfTextPage, count: int, placing: Placing) -> list[Glyph]:
    """The glyphs of a page in the order of the file."""
    fonts = _Fonts(text)
    found = []
    high = 0
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        character = UNMAPPED if unmapped or code == 0 else _usual(chr(code))
        glyph = _glyph(text, index, character, fonts.of(index), placing)
        if glyph is not None:
            found.append(glyph)
    return found


def _glyph(
    text: pypdfium2.PdfTextPage, index: int, character: str, font: str, placing: Placing
) -> Glyph | None:
    if not placing.is_upright(pdfium.FPDFText_GetCharAngle(text, index)):
        return None
    matrix, loose = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    across, up = ctypes.c_double(), ctypes.c_double()
    if not (
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        and pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        and pdfium.FPDFText_GetCharOrigin(text, index, across, up)
    ):
        return None
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    box = placing.area(loose.left, loose.bottom, loose.right, loose.top)
    _, base = placing.point(across.value, up.value)
    if not (0 < size < 10_000 and math.isfinite(box.left + box.right + base)):
        return None
    if placing.turned % 2:
        page_width, page_height = placing.height, placing.width
    else:
        page_width, page_height = placing.width, placing.height
    area = Area(box.left, base - _ASCENT * size, box.right, base + (1 - _ASCENT) * size)
    if not Area(0, 0, page_width, page_height).holds(area):
        return None
    return Glyph(character, area, size, font)


class _Fonts:
    """The font of each glyph, asked for once for each object of text."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._names: dict[int, str] = {}

    def of(self, index: int) -> str:
        """The name of the font that a glyph is set in."""
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self._names:
            buffer = ctypes.create_string_buffer(128)
            length = pdfium.FPDFText_GetFontInfo(self._text, index, buffer, 128, ctypes.c_int())
            name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
            self._names[key] = name.split("+", 1)[-1] or "unnamed"
        return self._names[key]


def _usual(character: str) -> str:
    """The character that is meant by a radical, a compatibility form or a form for vertical setting."""
    if "\ufe10" <= character <= "\ufe4f":
        plain = _one(unicodedata.normalize("NFKC", character), character)
        return chr(ord(plain) + 0xFEE0) if plain.isascii() and plain.isprintable() else plain
    return unified(character)


def _one(text: str, otherwise: str) -> str:
    return text if len(text) == 1 else otherwise
