"""Pages of which the layout is known, from a PDF or a scan: lines with their places and sizes, to articles.

A page is read from small to large: glyphs become lines (`glyphs`), lines strips of a column (`strips`) and
headings (`heads`), and each strip is given what comes before it, a headline or another strip (`order`).
"""

from bot.reading.layout.elements import Area, Glyph, LayoutPage, TextLine
from bot.reading.layout.reading import read_layout

__all__ = ["Area", "Glyph", "LayoutPage", "TextLine", "read_layout"]
