"""The pictures of docs/views.md: drawn from any message as sound SVG, all there."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.console import Sent
from bot.console.entities import parse_html
from bot.model import Button
from docs import make_pictures
from docs.make_pictures import LANGUAGES, draw, stale, write

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_a_message_is_drawn_with_its_markup_and_buttons() -> None:
    text, entities = parse_html("<b>标题 &amp; 副题</b>\n正文 <i>原句</i>，<code>a &lt; b</code>")
    rows = ((Button("看 <1>", data="o:1"), Button("更多", data="n")),)
    picture = draw(Sent("message", 1, text=text, entities=entities, buttons=rows))
    drawn = [piece for piece in ElementTree.fromstring(picture).itertext() if piece.strip()]
    assert drawn == ["标题 & 副题", "正文 ", "原句", "，", "a < b", "看 <1>", "更多"]


@pytest.mark.parametrize("text", ["字" * 500, "word " * 200, "x" * 300, "🚌" * 90, "一\n\n二"])
def test_no_line_is_wider_than_the_picture(text: str) -> None:
    picture = ElementTree.fromstring(draw(Sent("message", 1, text=text)))
    lines = ["".join(line.itertext()) for line in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(len(line) <= 60 for line in lines)


def test_every_picture_of_the_page_is_there() -> None:
    page = (DOCS / "views.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((views/[^)]+)\)", page))
    there = {str(file.relative_to(DOCS)) for file in (DOCS / "views").rglob("*.svg")}
    assert named == there
    assert {name.split("/")[1] for name in named} == set(LANGUAGES)


def test_pictures_that_are_not_as_drawn_are_named_and_drawing_mends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pictures = tmp_path / "views.md", tmp_path / "views"
    monkeypatch.setattr(make_pictures, "PAGE_OF_VIEWS", page)
    monkeypatch.setattr(make_pictures, "PICTURES", pictures)
    drawn = {page: "page", pictures / "en" / "a.svg": "a", pictures / "en" / "b.svg": "b"}
    write(drawn)
    assert stale(drawn) == []
    (pictures / "en" / "a.svg").write_text("old")
    (pictures / "en" / "b.svg").unlink()
    (pictures / "en" / "c.svg").write_text("left over")
    assert [file.name for file in stale(drawn)] == ["a.svg", "b.svg", "c.svg"]
    write(drawn)
    assert stale(drawn) == []
