"""Markdown: rendered as HTML, then read as that."""

from __future__ import annotations

from markdown_it import MarkdownIt

from bot.model import Page, PageHints
from bot.reading.formats.markup import parse, parts_of
from bot.reading.formats.plain_text import decode
from bot.reading.outline import Part, has_outline, pieces_of_outline
from bot.reading.page import read_page
from bot.reading.pieces import page_of_pieces

_NESTING = 20
"""Lists within lists that are followed; deeper ones are text."""


def parts_of_markdown(text: str) -> list[Part]:
    """What a Markdown text holds, in order. HTML in it is text like any other, since it may be anything."""
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable("table")
    return parts_of(parse(f"<div>{reader.render(text)}</div>"))


def page_of_markdown(data: bytes, name: str, hints: PageHints) -> Page:
    """The page of a Markdown file; one without headings is read as a page dump. Raises ReadingError."""
    text = decode(data, name)
    parts = parts_of_markdown(text)
    if has_outline(parts):
        return page_of_pieces(pieces_of_outline(parts), name, hints)
    return read_page(text, name, hints)
