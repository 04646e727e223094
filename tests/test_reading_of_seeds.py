"""What reading finds on the pages under seeds/: the articles, whole and clean, and which are one story."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.model import Article, Kind, Page
from bot.reading.file_name import hints_from_name
from bot.reading.formats import decode
from bot.reading.page import read_page
from bot.reading.stories import link_stories

SEEDS = Path(__file__).parents[1] / "seeds"
REPORT = frozenset({Kind.NEWS, Kind.FEATURE})


@dataclass(frozen=True)
class Expected:
    """An article of a page: the first words of its body, and what a reader sees above it."""

    begins: str
    headline: str | None
    kinds: frozenset[Kind]
    authors: tuple[str, ...] = ()
    story: str = ""
    """The same on editions and halves of one story; empty where it stands alone."""
    ends: str = ""


def report(begins: str, headline: str | None, authors: str, story: str = "", ends: str = "") -> Expected:
    return Expected(begins, headline, REPORT, tuple(authors.split()), story, ends)


def fragment(
    begins: str, ends: str, story: str = "", headline: str | None = None, authors: str = ""
) -> Expected:
    return Expected(begins, headline, frozenset({Kind.FRAGMENT}), tuple(authors.split()), story, ends)


def caption(begins: str, headline: str | None = None, authors: str = "") -> Expected:
    return Expected(begins, headline, frozenset({Kind.CAPTION}), tuple(authors.split()))


def box(begins: str, headline: str) -> Expected:
    return Expected(begins, headline, frozenset({Kind.BOX}))


def notice(begins: str, headline: str) -> Expected:
    return Expected(begins, headline, frozenset({Kind.NOTICE}))


GREEN = "借风追光添新绿 储能氢能起新篇"
METAVERSE = "虚实之间 潍坊落子"
TRADE = "一线牵四海 货通天下来"
MERCHANTS = "四海潍商归故里 一腔乡情话发展"

PAGES: dict[str, tuple[str, date | None, str | None, list[Expected]]] = {
    "潍坊日报_2024-04-03_03.txt": (
        "潍坊日报",
        date(2024, 4, 3),
        "03",
        [
            report("第四届潍坊发展大会期间", GREEN, "刘杰", "green", "样样都有。"),
            report("开年以来，政策暖风频吹", METAVERSE, "石莹", "metaverse", "主攻精密制造。"),
            report("四月的鸢都", TRADE, "刘伟 王鲁萍", "trade", "健康发展支招。"),
            report("4月2日，东方大酒店里", MERCHANTS, "马宇琪 唐子雯", "merchants", "一份份合同。"),
            notice("为方便居民就近学习", "“家门口的课堂”开课公告"),
        ],
    ),
    "潍坊日报_2024-04-03_07.txt": (
        "潍坊日报",
        date(2024, 4, 3),
        "07",
        [
            report("一座城拿什么留住人才", None, "方文婷", ends="237万人。"),
            fragment("安丘市文化和旅游局局长", "助产业。"),
            fragment("《中国（山东）跨境电子商务产业发展报告2023》", "刚刚铺开。", "trade"),
            fragment("看政策，真金白银在后", "点火腾飞。", "metaverse", METAVERSE),
            report("在北京的中华世纪坛", None, "郭超", "drama", "因戏相识。"),
            fragment("“以前上下六楼全靠两条腿", "每月上墙。"),
        ],
    ),
    "发展大会特刊.txt": (
        "潍坊日报",
        None,
        None,
        [
            report("乡音入耳", GREEN, "刘杰", "green", "还没有降温。"),
            report("春风送暖", MERCHANTS, "马宇琪 唐子雯", "merchants", "合作的线。"),
            report("元宇宙三个字人人听过", METAVERSE, "石莹", "metaverse", "点火腾飞。"),
            fragment("修理铺只有六平方米", "一直亮着灯。", authors="林一苇"),
        ],
    ),
    "潍坊日报要闻版.txt": (
        "潍坊日报",
        date(2024, 4, 2),
        "2",
        [
            report("潍坊海外联谊会4月1日上午", "潍坊海外联谊会召开理事会会议", "邵光耀", ends="更足了。"),
            report("一年之计，招商打头", "春潮催人急 招商步履疾", "刘伟", ends="客商的信任。"),
            box("全市去年签下新项目1126个", "核心提示"),
            caption("山东万盛的功能性新材料项目，年产能达55万吨。"),
            caption("作业繁忙的渤海湾港潍坊港区。"),
            report("开放的门开得越大", "家门口连起大市场", "刘伟", ends="立起来。"),
            report("在北京的中华世纪坛", "寒亭“乡村戏剧节”走进中华世纪坛", "郭超", "drama", "添一笔。"),
            caption("3月31日，坊茨小镇", "坊茨小镇捏出“中国龙”", "隋炜凤"),
            notice("按照市委办公室", "关于诸城市负责人接听12345热线电话的公告"),
            fragment("按照安排，大会的", "也足了。", headline="发展大会准备就绪"),
        ],
    ),
    "青岛日报聚焦版.txt": (
        "青岛日报",
        date(2023, 8, 30),
        "5",
        [
            box("磁存储芯片研发生产基地", "当场签约的六个项目"),
            report("大会选在此时召开", "二百项目列阵 青岛向“绿”进发", "杨光", ends="更远处。"),
            caption("全球第一艘10万吨级"),
            caption("山东港口青岛港集团"),
            caption("用上光伏“绿”电的青岛啤酒智慧产业园"),
        ],
    ),
    "yantai-ymg-2023.txt": (
        "",
        None,
        None,
        [
            report(
                "初秋的烟台", "八角湾畔立新约 港城探路向“绿”行", "高少帅 王修齐 衣玉林", ends="添上一笔。"
            ),
            box("418个项目登台", "核心提示"),
            caption("可再生能源体系的模型", authors="唐克"),
        ],
    ),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    read = []
    for name in PAGES:
        text = decode((SEEDS / name).read_bytes(), name)
        read.append(read_page(text, name, hints_from_name(name)))
    return {page.name: page for page in link_stories(read)}


def found(page: Page, expected: Expected) -> Article:
    for article in page.articles:
        if article.text.lstrip("■-• ").startswith(expected.begins):
            return article
    pytest.fail(f"{page.name}: no article begins with {expected.begins}")


EXPECTED = [(name, article) for name, (*_, articles) in PAGES.items() for article in articles]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_knows_its_paper_its_day_and_its_number(pages: dict[str, Page], name: str) -> None:
    source, day, number, _ = PAGES[name]
    page = pages[name]
    if source:
        assert page.source == source
    assert (page.issue_date, page.page) == (day, number)


@pytest.mark.parametrize("name", PAGES)
def test_no_article_is_missing_and_none_is_invented(pages: dict[str, Page], name: str) -> None:
    assert len(pages[name].articles) == len(PAGES[name][-1])


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=lambda value: getattr(value, "begins", value))
def test_an_article_has_its_headline_its_kind_and_its_authors(
    pages: dict[str, Page], name: str, expected: Expected
) -> None:
    article = found(pages[name], expected)
    assert article.kind in expected.kinds
    assert article.authors == expected.authors
    if expected.headline is None:
        assert article.headline is None
    else:
        assert article.headline is not None
        assert "".join(expected.headline.split()) in "".join(article.headline.split())
    assert article.text.endswith(expected.ends)


def test_halves_and_editions_are_one_story_and_nothing_else_is(pages: dict[str, Page]) -> None:
    stories: dict[str, set[str | None]] = defaultdict(set)
    for name, expected in EXPECTED:
        stories[expected.story].add(found(pages[name], expected).story_id)
    alone = stories.pop("")
    assert alone == {None}
    assert all(len(ids) == 1 and None not in ids for ids in stories.values()), dict(stories)
    assert len(set().union(*stories.values())) == len(stories)


@pytest.mark.parametrize("name", PAGES)
def test_no_mark_of_layout_is_left_in_a_body(pages: dict[str, Page], name: str) -> None:
    for article in pages[name].articles:
        for left in (
            "上接",
            "下转",
            "本报讯",
            "全媒体记者",
            "综合报道",
            "责任编辑",
            "客户端：",
            "\n\n",
            "核核",
        ):
            assert left not in article.text
        assert not any(character in article.text for character in "\ue5e5\ue12b\x02\u3000")


def test_doubled_and_spaced_glyphs_are_mended(pages: dict[str, Page]) -> None:
    subheads = {
        head.text for page in pages.values() for article in page.articles for head in article.subheads
    }
    assert {
        "38天签约，跑出招引加速度",
        "“乡情”作线，引来潍商“回归潮”",
        "服务到位，客商安心留下来",
    } <= subheads
    assert any(head.startswith("厚植优势再出发，") for head in subheads)
    texts = "\n".join(article.text for page in pages.values() for article in page.articles)
    for mended in (
        "为跨境电商项目集中签约。",
        "成了年年不变的主题。",
        "建设家乡的信心更足了。",
        "在更大的舞台上多讲几段潍坊故事，",
    ):
        assert mended in texts
