"""Pages whose articles stand under each other without a blank line, as most exports write them."""

from __future__ import annotations

import pytest

from bot.model import Doubt
from bot.reading.page import read_page

STORIES = (
    (
        "滨河新区十二条公交线今起加密",
        [
            "本报讯（记者 林秋实）4月2日起，滨河新区十二条公交线路高峰间隔缩短到六分钟，末班车延后半小时。",
            "公交公司介绍，新增的二十四辆车全部是纯电动车，充电场站设在老城码头和石桥园区两处。",
            "下一步，公交公司还要在夜市周边开设两条小巷公交，方便居民散步回家时乘坐。",
        ],
    ),
    (
        "北山林场种下第一百万棵树",
        [
            "本报讯（记者 周大海）北山林场的护林员昨日种下第一百万棵树，这是一棵三年生的油松，树苗自己培育。",
            "林场场长说，三十年前这里只有砂石，如今森林覆盖率超过七成，泉眼也重新冒出了水。",
        ],
    ),
    (
        "东湾渔港休渔期整修网具",
        [
            "本报讯（记者 赵青）休渔期里，东湾渔港的渔民没有闲着，三百多户人家忙着补网、刷船、学习新规。",
            "渔政部门每天派人上门讲解网目尺寸的规定，并为老旧渔船免费检查救生设备和消防器材。",
            "港口冷库也在检修，预计八月开渔前全部完工，届时日冻结能力将达到四百吨。",
        ],
    ),
)


def wrapped(paragraph: str, width: int) -> list[str]:
    text = f"　　{paragraph}"
    return [text[at : at + width] for at in range(0, len(text), width)]


def stacked(indent: str) -> str:
    return "\n".join(line for head, body in STORIES for line in (head, *(f"{indent}{each}" for each in body)))


def in_one_column(width: int) -> str:
    lines = []
    for head, body in STORIES:
        lines.append(head)
        for paragraph in body:
            lines += wrapped(paragraph, width)
    return "\n".join(lines)


def bare(text: str) -> str:
    return text.split("）", 1)[-1]


@pytest.mark.parametrize(
    "page",
    [stacked(""), stacked("　　"), stacked("    "), in_one_column(18), in_one_column(22)],
    ids=["flush", "indented", "by four blanks", "wrapped narrow", "wrapped wide"],
)
def test_each_article_has_its_headline_and_its_whole_text(page: str) -> None:
    articles = read_page(page, "a.txt").articles
    assert [article.headline for article in articles] == [head for head, _ in STORIES]
    assert [[bare(each) for each in article.paragraphs] for article in articles] == [
        [bare(each) for each in body] for _, body in STORIES
    ]
    assert [article.authors for article in articles] == [("林秋实",), ("周大海",), ("赵青",)]


def page_with(first: str, second: str) -> str:
    """A stacked page in which the first two articles are followed by lines of their own."""
    (one, body), (two, text), (three, more) = STORIES
    return "\n".join([one, *body, *first.split("\n"), two, *text, *second.split("\n"), three, *more])


def test_names_that_close_an_article_are_not_the_next_headline() -> None:
    articles = read_page(page_with("（李长河王梅）", "（陈晓东）"), "a.txt").articles
    assert [article.headline for article in articles] == [head for head, _ in STORIES]


def test_a_column_tag_belongs_to_its_headline() -> None:
    page = stacked("　　").replace("北山林场种下第一百万棵树", "山坡上的一百万棵树（乡间随感）")
    headlines = [article.headline for article in read_page(page, "a.txt").articles]
    assert headlines[1] == "山坡上的一百万棵树（乡间随感）"


def test_what_is_sure_is_given_without_a_doubt_and_articles_of_one_headline_are_not() -> None:
    sure = read_page(stacked("　　"), "a.txt").articles
    assert [article.doubts for article in sure[:2]] == [(), ()]
    page = stacked("　　").replace("东湾渔港休渔期整修网具", "北山林场种下第一百万棵树")
    doubted = read_page(page, "a.txt").articles
    assert any(Doubt.CUT_UNCERTAIN in article.doubts for article in doubted)


def test_a_page_that_is_set_with_blank_lines_reads_the_same() -> None:
    page = "\n\n".join(line for head, body in STORIES for line in (head, *body))
    assert [article.headline for article in read_page(page, "a.txt").articles] == [
        head for head, _ in STORIES
    ]
