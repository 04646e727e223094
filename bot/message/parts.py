"""A full text in parts, each within one message, cut at the ends of paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.message.markup import MAX_ENTITIES, MAX_UNITS, Html, bold, escape, utf16_length
from bot.model import Entry

PART = MAX_UNITS - 600
"""UTF-16 units of a part: room for the headline and the line that says where it stood."""
PART_ENTITIES = MAX_ENTITIES - 5
INDENT = "　　"

_SENTENCE_END = re.compile(r"(?<=[。！？；!?;])[”’」』）]*")


def full_text_parts(entry: Entry) -> list[list[Html]]:
    """The text as lines by part, subheads in bold; at least one part."""
    return pack(_lines(entry), PART) or [[escape(INDENT)]]


def pack(lines: Iterable[Html], limit: int) -> list[list[Html]]:
    """The lines in as few parts of at most `limit` units as keep their order.

    A line must not be longer than the limit itself.
    """
    parts: list[list[Html]] = []
    room = entities = 0
    for line in lines:
        if not parts or line.units + 1 > room or line.entities > entities:
            parts.append([])
            room, entities = limit, PART_ENTITIES
        parts[-1].append(line)
        room -= line.units + 1
        entities -= line.entities
    return parts


def split_text(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` UTF-16 units, cut after sentences where there are any."""
    if utf16_length(text) <= limit:
        return [text]
    pieces = [""]
    for sentence in _sentences(text, limit):
        if utf16_length(pieces[-1]) + utf16_length(sentence) > limit:
            pieces.append("")
        pieces[-1] += sentence
    return [piece for piece in pieces if piece]


def _lines(entry: Entry) -> Iterable[Html]:
    subheads: dict[int, list[str]] = {}
    for subhead in entry.article.subheads:
        subheads.setdefault(subhead.before_paragraph, []).append(subhead.text)
    for index, paragraph in enumerate(entry.article.paragraphs):
        for text in subheads.get(index, ()):
            yield from (bold(piece) for piece in split_text(text.strip(), PART // 2))
        for number, piece in enumerate(split_text(paragraph.strip(), PART // 2)):
            yield escape(INDENT + piece if number == 0 else piece)


def _sentences(text: str, limit: int) -> Iterable[str]:
    start = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        sentence = text[start:end]
        start = end
        # Characters of two units each still fit when the piece has half as many characters.
        step = limit if utf16_length(sentence) <= limit else limit // 2
        yield from (sentence[at : at + step] for at in range(0, len(sentence), step))
