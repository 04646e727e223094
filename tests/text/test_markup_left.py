"""Entities and addresses in text that came out of markup."""

from __future__ import annotations

import pytest

from bot.reading.page import read_page
from bot.reading.pieces import tidy
from bot.text.markup_left import addresses_in, without_addresses, without_markup

PATH = "%E6%B5%85%E6%BB%A9%E6%B8%AF"  # 浅滩港


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("&nbsp;浅滩港&nbsp;&nbsp;通航", " 浅滩港  通航"),
        ("浅滩港&nbsp通航", "浅滩港 通航"),
        ("&ldquo;岸电&rdquo;&mdash;&mdash;&#23433;静", "“岸电”——安静"),
        ("浅滩&amp;外岛", "浅滩&外岛"),
        ("浅滩&amp;nbsp;外岛", "浅滩 外岛"),
        ("第一行&#10;第二行", "第一行 第二行"),
        ("R&D; A&B；&不明；", "R&D; A&B；&不明；"),
        ("&#0;&#99999999;", "&#0;&#99999999;"),
    ],
)
def test_an_entity_is_the_character_that_it_stands_for(written, plain):
    assert without_markup(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (f"见 https://a.example/{PATH}/24.html 的公告", "见 https://a.example/浅滩港/24.html 的公告"),
        (f"见https://a.example/{PATH}的公告", "见https://a.example/浅滩港 的公告"),
        (f"（https://a.example/{PATH}）", "（https://a.example/浅滩港）"),
        ("https://a.example/a%20b?q=%25", "https://a.example/a%20b?q=%25"),
        ("https://a.example/%C7%B3%CC%B2", "https://a.example/%C7%B3%CC%B2"),
        ("增长了97%E左右", "增长了97%E左右"),
    ],
)
def test_an_address_is_as_browsers_show_it(written, plain):
    assert without_markup(written) == plain


def test_addresses_are_found_and_what_goes_on_behind_them_is_not_theirs():
    text = "见https://a.example/x的公告，也见 https://a.example/浅滩港/97%25 。"
    assert [text[start:end] for start, end in addresses_in(text)] == [
        "https://a.example/x",
        "https://a.example/浅滩港/97%25",
    ]
    plain = without_addresses(text)
    assert len(plain) == len(text)
    assert "公告，也见" in plain and "97" not in plain


def test_a_page_with_entities_is_read_as_its_characters():
    text = (
        "&nbsp;浅滩港通航\n\n　　本报讯（记者 林小溪）浅滩港昨天通航，首日靠船二十艘。&nbsp;&nbsp;\n\n"
        f"　　公告见 https://a.example/{PATH}/247520/ 一页。\n"
    )
    [article] = read_page(text, "x.txt").articles
    assert article.headline == "浅滩港通航"
    assert article.paragraphs == (
        "浅滩港昨天通航，首日靠船二十艘。",
        "公告见 https://a.example/浅滩港/247520/ 一页。",
    )
    assert tidy("&amp;nbsp;浅滩港&nbsp;") == "浅滩港"
