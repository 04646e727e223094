"""Pages of news sites: one article each, without what their templates put around it."""

from __future__ import annotations

import pytest
from outlet_pages import HEADLINE, OUTLETS, TEXT

from bot.model import Kind, PageHints
from bot.reading.formats.web_lines import heads_a_tail, is_notice
from bot.reading.formats.web_page import page_of_web_page
from bot.reading.traditional import simplified


def read(text: str):
    articles = page_of_web_page(text.encode(), "saved.html", PageHints()).articles
    [article] = [article for article in articles if article.kind is not Kind.CAPTION]
    return article


@pytest.mark.parametrize("kind", OUTLETS)
def test_the_text_is_whole_and_nothing_else(kind):
    outlet = OUTLETS[kind]
    article = read(outlet.page)
    opening, *others = map(simplified, article.paragraphs)
    assert (opening.removeprefix(outlet.lede), *others) == TEXT
    assert tuple(subhead.text for subhead in article.subheads) == outlet.subheads


@pytest.mark.parametrize("kind", OUTLETS)
def test_the_headline_is_without_the_site(kind):
    headline = simplified(read(OUTLETS[kind].page).headline)
    assert headline.replace('"岸电"', "") == HEADLINE


@pytest.mark.parametrize("kind", OUTLETS)
def test_source_authors_and_day_are_those_of_the_article(kind):
    outlet = OUTLETS[kind]
    article = read(outlet.page)
    authors = tuple(map(simplified, article.authors))
    assert (article.source, authors, article.issue_date) == (
        outlet.source,
        outlet.authors,
        outlet.day,
    ), kind


def test_where_an_article_was_printed_and_the_lines_beside_its_headline_are_read():
    article = read(OUTLETS["printed"].page)
    assert (article.kicker, article.subheadline) == ("渔港换新颜", "另外两港明年春天换上")
    assert (article.source, article.page) == ("岸民日报", "07")


def page(title: str, inside: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    return f"<html><head><title>{title}</title></head><body>{inside}<div>{paragraphs}</div></body></html>"


@pytest.mark.parametrize(
    ("title", "shown", "headline"),
    [
        ("浅滩—外岛航线复航_潮声网", "", "浅滩—外岛航线复航"),
        ("潮声网-浅滩外岛航线今天复航", "<h1>浅滩外岛航线今天复航</h1>", "浅滩外岛航线今天复航"),
        (
            "浅滩外岛航线今天复航 旅客称方便...",
            "<h1>浅滩外岛航线今天复航 旅客称方便多了</h1>",
            "浅滩外岛航线今天复航 旅客称方便多了",
        ),
        ("外岛航线今天复航-要闻-浅滩网", "<h1>浅滩至外岛航线今天复航</h1>", "浅滩至外岛航线今天复航"),
        ("浅滩网", "<h1>浅滩网</h1><h2>外岛航线今天复航</h2>", "外岛航线今天复航"),
        ("外岛航线今天复航", "<h1>相关推荐</h1>", "外岛航线今天复航"),
        ("歼击-20型渔政船下水", "", "歼击-20型渔政船下水"),
    ],
)
def test_the_headline_is_what_title_and_page_agree_on(title, shown, headline):
    assert read(page(title, shown)).headline == headline


@pytest.mark.parametrize(
    "line",
    [
        "【纠错】 责任编辑： 周泊",
        "(责编：周泊、李锚)",
        "编辑 ｜ 周泊",
        "来源：浅滩晚报",
        "（原标题：渔港接通岸电）",
        "当前位置：首页 > 新闻 > 正文",
        "2022-11-09 08:11:25",
        "13小时前",
        "阅读 1024 评论 3",
        "分享到：微信 微博 QQ空间",
        "【打印】【关闭窗口】",
        "字号：大 中 小",
        "Copyright © 2022 潮声网 版权所有",
        "本文仅代表作者个人观点，与本网无关。请读者仅作参考。",
        "未经授权，不得转载。",
        "微信扫一扫关注该公众号",
    ],
)
def test_a_line_of_the_page_itself_is_no_text(line):
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        *TEXT,
        "编辑部昨天收到一封渔民来信。",
        "评论家林栈说，这部戏写活了渔家人。",
        "法院认为，被告未经授权转载他人作品，侵害了著作权。被告当庭致歉，双方达成和解，赔偿三千元。",
        "更多的渔船要在明年换上新机。",
        "分享渔获是村里的老规矩",
        "编辑：您为什么写这本书？",
        "2",
        "关注海洋",
        "一九八四年的春天",
    ],
)
def test_a_line_of_the_article_is_text(line):
    assert not is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "相关推荐",
        "热点新闻",
        "跟贴热词：",
        "推荐阅读",
        "评论（191）",
        "延伸阅读",
        "【相关新闻】",
        "特别声明",
        "24小时热榜",
    ],
)
def test_a_line_over_a_list_heads_a_tail(line):
    assert heads_a_tail(line)


@pytest.mark.parametrize(
    "line", ["一只插座一张卡", "新闻不等人", "推荐信的故事", "评论家的眼光", "相关部门回应"]
)
def test_a_subhead_heads_none(line):
    assert not heads_a_tail(line)


def test_a_list_in_the_middle_does_not_end_the_text():
    middle = "<h3>相关阅读</h3><ul><li><a href='/1'>老灯塔本周末开放登顶</a></li></ul>"
    first, *others = (f"<p>{text}</p>" for text in (*TEXT, *reversed(TEXT)))
    text = f"<html><title>{HEADLINE}</title><h1>{HEADLINE}</h1><div>{first}{middle}{''.join(others)}</div>"
    assert read(text).paragraphs == (*TEXT, *reversed(TEXT))


def test_a_page_of_many_parts_is_read_whole():
    comments = "".join(f"<div class='reply'><p>{text}</p></div>" for text in TEXT * 400)
    nested = "<div>" * 150 + "".join(f"<p>{text}</p>" for text in TEXT * 400) + "</div>" * 150
    article = read(f"<html><title>{HEADLINE}</title><h1>{HEADLINE}</h1>{nested}{comments}")
    assert len(article.paragraphs) == 3 * 400


def test_a_name_of_a_field_that_is_no_person_is_no_author():
    for written in ("企鹅号", "浅滩网", "admin", "编辑部", "发布于浅滩", "责编周泊"):
        text = page(HEADLINE, f"<h1>{HEADLINE}</h1>").replace(
            "<title>", f'<meta name="author" content="{written}"><title>'
        )
        assert read(text).authors == (), written
    text = page(HEADLINE, f"<h1>{HEADLINE}</h1>").replace(
        "<title>", '<meta name="author" content="程帆"><title>'
    )
    assert read(text).authors == ("程帆",)


def test_a_page_of_headings_without_end_is_read():
    headings = "".join(f"<h1>{HEADLINE}之{number}</h1>" for number in range(20_000))
    text = f"<html><title>{HEADLINE}_潮声网</title>{headings}<h1>{HEADLINE}</h1>" + "".join(
        f"<p>{text}</p>" for text in TEXT
    )
    assert read(text).paragraphs[-3:] == TEXT
