"""Word documents (.docx): headings by style, outline level or type; tables as rows of text."""

from __future__ import annotations

from itertools import islice

from bot.errors import PageTooLarge
from bot.model import Page, PageHints
from bot.reading.formats.word_headings import FILE_TITLE, heading_levels
from bot.reading.formats.word_package import open_word
from bot.reading.formats.word_text import Passage, passages_of
from bot.reading.outline import Heading, Part, has_outline, pieces_of_outline
from bot.reading.page import read_page
from bot.reading.pieces import BLOCK_LIMIT, Block, Role, page_of_pieces, tidy


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
    found = list(islice(passages_of(open_word(data, name)), BLOCK_LIMIT + 1))
    if len(found) > BLOCK_LIMIT:
        raise PageTooLarge(
            f"read {name}",
            f"it has more than {BLOCK_LIMIT} paragraphs",
            key="too_many_paragraphs",
            limit=BLOCK_LIMIT,
        )
    passages = [each for each in found if tidy(each.text) and not each.setting.is_contents]
    levels = zip(passages, heading_levels(passages), strict=True)
    return [_part(passage, level) for passage, level in levels if level != FILE_TITLE]


def _part(passage: Passage, level: int) -> Part:
    if level:
        return Heading(tidy(passage.text), level)
    return Block(Role.TABLE if passage.is_row else Role.PARAGRAPH, passage.text)
