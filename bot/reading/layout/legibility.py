"""Whether the text layer of a page is text: fonts without a true table of characters give rubbish."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bot.reading.layout.elements import Glyph
from bot.text.characters import is_han
from bot.text.plausible import common_share

_LEAST = 20
"""Glyphs: a page with fewer has no text layer, only a stamp or a page number."""

_BROKEN = 0.15
"""Share of characters that stand for nothing, from which a text layer is rubbish."""

_COMMON = 0.12
"""Share of the commonest characters under which Chinese is none: plain text has over a third, lists of names
a fifth."""

_ENOUGH = 60
"""Chinese characters from which their commonness says anything."""

_ACCENTED = 0.3


def why_unreadable(glyphs: Sequence[Glyph]) -> str | None:
    """Why the glyphs of a page make no text, None where they do."""
    text = "".join(glyph.character for glyph in glyphs if not glyph.character.isspace())
    if len(text) < _LEAST:
        return "it has no text layer"
    if sum(map(_stands_for_nothing, text)) > _BROKEN * len(text):
        return "its fonts do not say which characters they print"
    han = "".join(filter(is_han, text))
    if len(han) >= _ENOUGH and common_share(han) < _COMMON:
        return "its text layer is garbled"
    accented = sum("\u0080" <= each <= "\u024f" and each not in "·×÷±°§" for each in text)
    if accented > _ACCENTED * len(text):
        return "its text layer is garbled"
    return None


def _stands_for_nothing(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs")
