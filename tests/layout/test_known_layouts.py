"""Lines whose places are known become articles, whatever they were read from."""

from __future__ import annotations

import itertools

import opencc
import pytest

from bot.errors import NothingToRead
from bot.model import Kind
from bot.reading.layout import Area, LayoutPage, TextLine, read_layout

_BODY = (
    "　　　　桥面铺的是回收的旧轨枕，村里的",
    "木匠带着徒弟一根一根刨平，前后用了四",
    "十多天，桥才通了车，孩子们上学近了。",
)


def _line(text: str, left: float, top: float, size: float = 10, font: str = "song") -> TextLine:
    words = text.strip("　")
    start = left + size * (len(text) - len(words)) / 2
    return TextLine(words, Area(start, top, start + size * len(words), top + size), size, font)


def _text(left: float, top: float, lines: tuple[str, ...] = _BODY) -> list[TextLine]:
    return [_line(text, left, top + 15 * at) for at, text in enumerate(lines)]


def test_a_page_in_traditional_characters_is_given_back_as_printed() -> None:
    traditional = opencc.OpenCC("s2t").convert
    lines = [_line("老渡口架起新索桥", 0, 0, 24, "hei"), _line("本报记者 刘远", 0, 34), *_text(0, 60)]
    page = LayoutPage(
        300, 400, tuple(TextLine(traditional(line.text), line.area, line.size, line.font) for line in lines)
    )
    [read] = read_layout([page], "渡口.pdf")
    [article] = read.articles
    assert article.headline == traditional("老渡口架起新索桥")
    assert article.paragraphs == (traditional("".join(_BODY).strip("　")),)
    assert article.authors == (traditional("刘远"),)


def test_a_picture_with_a_headline_of_its_own_is_a_caption_with_it() -> None:
    picture = Area(200, 0, 400, 120)
    lines = [
        _line("老渡口架起新索桥", 0, 0, 20, "hei"),
        *_text(0, 40),
        _line("索桥通车", 200, 125, 16, "hei"),
        _line("图为孩子们走过新桥。本报记者 林远 摄", 200, 146, 8, "kai"),
    ]
    [read] = read_layout([LayoutPage(420, 300, tuple(lines), (picture,))], "渡口.pdf")
    caption = next(article for article in read.articles if article.kind is Kind.CAPTION)
    assert (caption.headline, caption.authors) == ("索桥通车", ("林远",))
    assert caption.text == "图为孩子们走过新桥。"


def test_a_heading_inside_a_column_is_a_subhead_where_it_is_smaller_than_the_headline() -> None:
    lines = [
        _line("老渡口架起新索桥", 0, 0, 28, "hei"),
        *_text(0, 50),
        _line("四十天刨平一座桥", 40, 98, 12, "hei"),
        *_text(0, 116),
    ]
    [read] = read_layout([LayoutPage(300, 400, tuple(lines))], "渡口.pdf")
    [article] = read.articles
    assert [(each.text, each.before_paragraph) for each in article.subheads] == [("四十天刨平一座桥", 1)]
    assert len(article.paragraphs) == 2


def test_headings_as_large_as_the_headline_above_begin_stories_of_their_own() -> None:
    lines = [
        line
        for at, head in enumerate(("老渡口架起新索桥", "南坡的果园添了水"))
        for line in (_line(head, 0, 120 * at, 16, "hei"), *_text(0, 120 * at + 30))
    ]
    [read] = read_layout([LayoutPage(300, 400, tuple(lines))], "渡口.pdf")
    assert [article.headline for article in read.articles] == ["老渡口架起新索桥", "南坡的果园添了水"]


def test_a_page_without_an_article_is_refused_by_name() -> None:
    with pytest.raises(NothingToRead, match=r"read 渡口\.pdf"):
        read_layout([LayoutPage(300, 400, ())], "渡口.pdf")


def test_a_file_with_one_empty_page_gives_the_other() -> None:
    full = LayoutPage(300, 400, (_line("老渡口架起新索桥", 0, 0, 24, "hei"), *_text(0, 60)))
    pages = read_layout([LayoutPage(300, 400, ()), full], "渡口.pdf")
    assert [len(page.articles) for page in pages] == [0, 1]


def test_where_the_columns_stand_does_not_matter_for_what_is_read() -> None:
    columns = [_text(at * 220.0, 50) for at in range(3)]
    lines = [_line("老渡口架起新索桥", 100, 0, 28, "hei"), *itertools.chain(*columns)]
    [read] = read_layout([LayoutPage(700, 400, tuple(reversed(lines)))], "渡口.pdf")
    [article] = read.articles
    assert article.text.count("木匠带着徒弟") == 3
