"""Web pages: e-papers by what their systems write beside the text, others by what they show."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
import web_samples
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NothingToRead, OnlyContents, ReadingError
from bot.model import Kind, PageHints
from bot.reading.formats.web_page import decode_html, page_of_web_page, read_web_page

HINTS = PageHints()


def articles(text: str, name: str = "saved.html", encoding: str = "utf-8"):
    return page_of_web_page(text.encode(encoding), name, HINTS).articles


def test_a_comment_of_fields_gives_every_field() -> None:
    article, caption = articles(web_samples.BY_COMMENT, encoding="gb18030")
    assert (article.kicker, article.headline) == ("老码头有了新去处", "渡口改建成 江畔书房")
    assert article.subheadline == '百姓家门口多了"阅读角"'
    assert article.authors == ("林秋实", "何一川")
    assert (article.source, article.page, article.section) == ("临江晚报", "A03", "民生")
    assert (article.issue_date, article.event_date) == (date(2024, 4, 3), date(2024, 4, 2))
    assert [subhead.text for subhead in article.subheads] == ["一张借书证"]
    assert article.subheads[0].before_paragraph == 1
    assert article.paragraphs[0].startswith("4月2日，改建后")
    assert article.paragraphs[2:] == ("书房 ｜ 册数", "渡口 ｜ 6000", "钟楼 ｜ 4200")
    assert caption.kind is Kind.CAPTION
    assert caption.belongs_to == article.id
    assert "市民在书房里看书" in caption.text


def test_meta_tags_of_the_system_give_every_field() -> None:
    article, caption = articles(web_samples.BY_META)
    assert (article.kicker, article.headline, article.subheadline) == (
        "小果园连着大市场",
        "山乡电商走进直播间",
        "三百农户开起网店",
    )
    assert article.authors == ("石莹",)
    assert (article.source, article.issue_date, article.page) == ("云岭日报", date(2024, 5, 6), "07")
    assert len(article.paragraphs) == 2
    assert caption.text == "果农在直播间里介绍新摘的樱桃。"


def test_lines_over_the_body_give_every_field_and_a_body_that_stands_twice_is_read_once() -> None:
    [article] = articles(web_samples.BY_LINES)
    assert (article.kicker, article.headline, article.subheadline) == (
        "治水三年见成效",
        "河道清出一湾碧水",
        "沿岸新增绿道十二公里",
    )
    assert article.authors == ("赵启明",)
    assert (article.source, article.issue_date, article.page) == ("海陵日报", date(2024, 4, 3), "05")
    assert len(article.paragraphs) == 2


def test_an_ordinary_page_is_read_without_what_stands_around_it() -> None:
    [article] = articles(web_samples.ORDINARY)
    assert article.headline == "夜校开到社区里"
    assert article.issue_date == date(2024, 4, 3)
    assert [subhead.text for subhead in article.subheads] == ["老师就在身边"]
    assert "沙发" not in article.text
    assert "首页" not in article.text


def test_the_address_says_the_day_and_page_where_the_page_does_not() -> None:
    text = web_samples.BY_META.replace('content="2024年05月06日"', 'content=""').replace("founder-page", "x")
    address = "http://paper.example/content/20240403/Articel05002MT.htm"
    [article, _] = articles(text, address)
    assert (article.issue_date, article.page) == (date(2024, 4, 3), "05")
    saved = f"<!-- saved from url=(0044){address} -->{text}"
    assert articles(saved)[0].issue_date == date(2024, 4, 3)


def test_what_the_editor_says_fills_what_the_page_does_not() -> None:
    text = web_samples.BY_META.replace("founder-newspaper", "x")
    page = page_of_web_page(text.encode(), "x.html", PageHints(source="山城日报", page="9"))
    assert (page.articles[0].source, page.articles[0].page) == ("山城日报", "07")


def test_every_line_belongs_to_an_article_or_is_noise() -> None:
    page = page_of_web_page(web_samples.BY_COMMENT.encode("gb18030"), "x.html", HINTS)
    lines = page.original.split("\n")
    assert [verdict.number for verdict in page.verdicts] == list(range(1, len(lines) + 1))
    assert [line.text for line in page.noise] == ["责任编辑：周小满"]


def test_a_page_in_traditional_characters_is_given_back_as_printed() -> None:
    text = (
        '<html><meta charset="big5"><founder-title>渡輪恢復夜間航班</founder-title><founder-content>'
        "<p>　　本報記者 陳志遠</p><p>　　渡輪公司宣布，四月起恢復夜間航班，兩岸的居民不必再繞道過橋。</p>"
        "</founder-content></html>"
    )
    [article] = articles(text, encoding="big5hkscs")
    assert article.headline == "渡輪恢復夜間航班"
    assert article.authors == ("陳志遠",)
    assert "兩岸的居民" in article.text


def test_a_contents_page_gives_the_links_of_its_issue_and_no_others() -> None:
    page = read_web_page(web_samples.CONTENTS.encode(), web_samples.CONTENTS_ADDRESS)
    assert not page.pieces
    assert [(link.address.rpartition("/")[2], link.is_page) for link in page.links] == [
        ("node_3.htm", True),
        ("content_88.htm", False),
        ("content_89.htm", False),
    ]
    assert page.links[1].text == "渡口改建成江畔书房"


def test_a_saved_contents_page_says_what_to_send_instead() -> None:
    saved = f"<!-- saved from url=(0048){web_samples.CONTENTS_ADDRESS} -->{web_samples.CONTENTS}"
    with pytest.raises(NothingToRead, match="send its link"):
        page_of_web_page(saved.encode(), "x.html", HINTS)


LISTED = [f"第{number}座江畔书房今天开门" for number in range(1, 9)]


@pytest.mark.parametrize(
    "listed",
    [
        "<ul>"
        + "".join(f'<li><a href="content_{n}.htm">{text}</a></li>' for n, text in enumerate(LISTED))
        + "</ul>",
        "".join(f'<p><a href="content_{n}.htm">{text}。</a></p>' for n, text in enumerate(LISTED)),
        "".join(
            f'<h3><a href="/{n}.html">{text}</a></h3><span>04-03</span>' for n, text in enumerate(LISTED)
        ),
        "".join(f'<td><a href="{n}">{text}</a></td>' for n, text in enumerate(LISTED)),
    ],
)
def test_a_saved_contents_page_that_does_not_say_where_it_is_from_is_refused_too(listed) -> None:
    saved = f"<html><title>临江晚报</title><h1>第A03版：民生</h1>{listed}<p>未经许可不得转载。</p></html>"
    with pytest.raises(OnlyContents, match=r"x\.html: it only lists articles"):
        page_of_web_page(saved.encode(), "x.html", HINTS)


def test_a_brief_among_many_links_is_an_article() -> None:
    links = "".join(f'<li><a href="content_{n}.htm">{text}</a></li>' for n, text in enumerate(LISTED))
    text = "改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书，市民凭一张借书证就能在全城十七个书房借还。"
    page = f"<html><title>渡口改建</title><ul>{links}</ul><h1>渡口改建</h1><p>{text}</p></html>"
    assert text in page_of_web_page(page.encode(), "x.html", HINTS).articles[0].text


@pytest.mark.parametrize("said", ["gb2312", "gbk", "big5", "utf-16", "iso-8859-1"])
def test_bytes_that_are_utf_8_are_read_as_that_whatever_is_said(said) -> None:
    page = f'<html><meta charset="{said}"><p>临江渡口第一次点灯。</p>'
    assert decode_html(page.encode(), "a.html", said) == page
    cut = decode_html(page.encode()[:-7] + b"\xe3", "a.html", said)
    assert "临江渡口第一次点灯" in cut


def test_a_document_with_a_headline_over_each_article_is_cut_there() -> None:
    text = "<body>" + "".join(
        f"<h1>第{n}条路通车</h1><p>这条路昨天通车，全长{n}公里。</p>" for n in (3, 4, 5)
    )
    assert [article.headline for article in articles(text)] == ["第3条路通车", "第4条路通车", "第5条路通车"]


@pytest.mark.parametrize(
    ("written", "said", "read"),
    [
        ("gb18030", "gbk", "氢能"),
        ("utf-8", "gb2312", "氢能"),
        ("gb18030", None, "氢能"),
        ("utf-8", "zlib_codec", "氢能"),
    ],
)
def test_a_page_is_decoded_by_what_is_said_of_it_unless_that_is_wrong(written, said, read) -> None:
    text = "<html><body>" + "滨河新区的氢能公交车今天上线，市民可以乘坐。" * 5
    assert read in decode_html(text.encode(written), "x.html", said)


@pytest.mark.parametrize(
    "text",
    [
        "<!--enpproperty " + "<title>" * 5000,
        "<!--enpproperty <title>"
        + "氢" * 100_000
        + "</title>/enpproperty--><!--enpcontent-->氢能公交上线了。",
        "<!--enpcontent-->" * 3000,
        "<html>" + "<div>" * 20_000 + "氢能公交上线了。",
        "<html>" + "<table><tr><td>" * 3000 + "氢能",
        "<founder-content>" * 2000,
        "<html><a href='http://[::1'>x</a>" * 100,
    ],
)
def test_hostile_markup_is_read_or_refused(text) -> None:
    try:
        page = page_of_web_page(text.encode(), "http://paper.example/2024-04/03/x.htm", HINTS)
    except ReadingError:
        return
    assert all(len(article.headline or "") <= 200 for article in page.articles)


@given(st.text(max_size=200), st.text(alphabet="<>/!-enpcontfudr p'\"=氢能。", max_size=200))
def test_any_text_between_tags_is_read_or_refused(before, inside) -> None:
    data = f"<html><body>{before}<!--enpproperty <title>{inside}</title>/enpproperty-->{inside}".encode(
        "utf-8", "replace"
    )
    with suppress(ReadingError):
        read_web_page(data, "x.html")
