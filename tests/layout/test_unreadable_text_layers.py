"""A text layer that is no text is known for what it is."""

from __future__ import annotations

import random

import pytest
from press_sheets import cutting

from bot.errors import UnreadableFile
from bot.model import PageHints
from bot.reading.formats import recognition
from bot.reading.formats.pdf import read_pdf
from bot.reading.layout import Area, Glyph
from bot.reading.layout.legibility import why_unreadable

_TEXT = "桥面铺的是回收的旧轨枕，村里的木匠带着徒弟一根一根刨平，前后用了四十多天，大家都说这桥走得稳。" * 3


def _glyphs(text: str) -> list[Glyph]:
    return [Glyph(character, Area(at, 0, at + 1, 1), 1) for at, character in enumerate(text)]


def test_text_is_text() -> None:
    assert why_unreadable(_glyphs(_TEXT)) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text layer"),
        ("第3版", "no text layer"),
        ("\ue012\ue0a3\ue145" * 40, "do not say which characters"),
        ("\ufffd" * 30 + _TEXT[:90], "do not say which characters"),
        (_TEXT.encode("gb18030").decode("latin-1"), "garbled"),
    ],
)
def test_what_is_no_text_is_told_with_its_reason(text: str, why: str) -> None:
    assert why in (why_unreadable(_glyphs(text)) or "")


def test_characters_taken_for_others_are_garbled() -> None:
    chance = random.Random(3)
    other = {character: chr(chance.randint(0x5000, 0x9FA0)) for character in set(_TEXT)}
    assert "garbled" in (why_unreadable(_glyphs("".join(map(other.get, _TEXT)))) or "")  # type: ignore[arg-type]


def test_without_recognition_such_a_page_is_refused_in_a_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("rapidocr")

    monkeypatch.setattr(recognition, "_engine", missing)
    with pytest.raises(UnreadableFile) as refused:
        read_pdf(cutting()[0], "剪报.pdf", PageHints())
    assert "page 1 of 剪报.pdf" in str(refused.value)
    assert "pip install 'baozhai[ocr]'" in str(refused.value)
