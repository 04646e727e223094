"""Pages read: structure, paragraphs, asides and noise."""

from datetime import date

import pytest

from bot.errors import NothingToRead
from bot.model import Doubt, Kind, PageHints
from bot.reading.page import read_page

COLUMN = """河山日报 要闻
2022年3月9日 星期三 第6版
责编：王梅 版式：李长河 校对：赵青


老街区开出新铺子

□河山日报社全媒体记者 王梅

　　春天的老街很热闹，十二家
新铺子在一个月里先后开门，卖
茶的、修表的、做糖画的都有。
　　铺子的主人多半是本地年轻

人，他们说，租金减了三成，手
艺就能留下来。

　　街道办算过一笔账，全年客
流可达八十万人次。（下转8版）


"""

WEB = """逐浪前行 海上牧场添新绿

——我市深远海养殖见闻

□河山日报社全媒体记者 王梅

清晨六点，养殖工船缓缓靠上码头，第一批三十吨黄鱼当天就要运往三个省份的市场。

船长说，今年的水温比往年高了两度，鱼长得更快，也更要小心看护，夜里每两个小时就

■养殖工船靠上码头，工人正在起鱼。

要巡一遍网箱，一次也不能少。

核心提示

- 全市深远海养殖工船达到六艘
- 年产黄鱼一千二百吨

养一船鱼，带富一个湾

工船带动岸上的冷库、饲料厂和运输队，一千三百人在家门口找到了工作。
"""


def test_a_column_page_is_read():
    page = read_page(COLUMN, "河山日报_2022-03-09_06.txt")
    (article,) = page.articles
    assert article.id == "河山日报_2022-03-09_06-1"
    assert article.headline == "老街区开出新铺子"
    assert article.authors == ("王梅",)
    assert article.paragraphs == (
        "春天的老街很热闹，十二家新铺子在一个月里先后开门，卖茶的、修表的、做糖画的都有。",
        "铺子的主人多半是本地年轻人，他们说，租金减了三成，手艺就能留下来。",
        "街道办算过一笔账，全年客流可达八十万人次。",
    )
    assert (article.source, article.issue_date, article.page) == ("河山日报", date(2022, 3, 9), "6")
    assert (article.section, article.continues_to, article.kind) == ("要闻", "8", Kind.NEWS)
    assert [(line.number, line.reason) for line in page.noise] == [
        (1, "masthead"),
        (2, "masthead"),
        (3, "staff"),
    ]


def test_a_web_page_is_read_with_its_caption_and_box():
    page = read_page(WEB, "a.txt")
    kinds = {article.kind: article for article in page.articles}
    feature = kinds[Kind.FEATURE]
    assert (feature.headline, feature.subheadline) == ("逐浪前行 海上牧场添新绿", "我市深远海养殖见闻")
    assert feature.paragraphs[1].endswith("夜里每两个小时就要巡一遍网箱，一次也不能少。")
    assert [(each.text, each.before_paragraph) for each in feature.subheads] == [("养一船鱼，带富一个湾", 2)]
    assert kinds[Kind.CAPTION].paragraphs == ("养殖工船靠上码头，工人正在起鱼。",)
    assert kinds[Kind.BOX].headline == "核心提示"
    assert kinds[Kind.BOX].paragraphs == ("全市深远海养殖工船达到六艘", "年产黄鱼一千二百吨")
    assert feature.source == "河山日报" and feature.doubts == ()


def test_headlines_stand_before_and_after_their_bodies_on_one_page():
    text = """□本报记者 王梅

　　桥工们昨夜合上最后一段钢
梁，跨江新桥从此连成一线，两
岸居民过江只要六分钟。


跨江新桥合龙 过江只要六分钟

山村小学建成图书馆

　　本报讯（记者 李长河）山村
小学的孩子们昨天走进了自己的
图书馆，两千册新书摆上书架。
"""
    first, second = read_page(text, "a.txt").articles
    assert (first.headline, first.authors) == ("跨江新桥合龙 过江只要六分钟", ("王梅",))
    assert (second.headline, second.authors) == ("山村小学建成图书馆", ("李长河",))
    assert second.paragraphs == ("山村小学的孩子们昨天走进了自己的图书馆，两千册新书摆上书架。",)


def test_a_second_half_is_a_fragment_and_a_missing_headline_a_doubt():
    text = """（上接1版）后来的三年里，苗圃从两亩扩到六十亩，村里人都来学嫁接。

□本报记者 王梅

集市上最热闹的是卖农具的摊子，铁匠师傅一上午卖出四十把锄头。
"""
    half, bare = read_page(text, "a.txt").articles
    assert (half.kind, half.continues_from, half.headline) == (Kind.FRAGMENT, "1", None)
    assert Doubt.HEAD_ELSEWHERE in half.doubts
    assert half.paragraphs[0].startswith("后来的三年里")
    assert Doubt.HEADLINE_MISSING in bare.doubts


def test_a_notice_is_known_by_its_signature():
    text = """计划停水通知

　　为配合管网改造，下列街道将
于3月12日停水，请居民做好准备。
　　停水时间：9：00-17：00
　　　　　　河山市自来水公司
　　　　　　2022年3月9日
"""
    (notice,) = read_page(text, "a.txt").articles
    assert (notice.kind, notice.headline, notice.issue_date) == (
        Kind.NOTICE,
        "计划停水通知",
        date(2022, 3, 9),
    )
    assert len(notice.paragraphs) == 2


def test_a_signature_is_known_also_without_indent():
    text = """夜校开课公告

为方便居民学习，社区夜校定于3月12日开课，现将有关事项公告如下：

报名时间：3月10日前

东港街道社区中心

2022年3月9日
"""
    (notice,) = read_page(text, "a.txt").articles
    assert (notice.kind, notice.issue_date, len(notice.paragraphs)) == (Kind.NOTICE, date(2022, 3, 9), 2)


def test_a_credited_caption_knows_its_photographer_and_headline():
    text = """　　昨天，面塑师傅在社区教孩子们捏小动物，三十个家庭来学手艺。    本报记者 王梅 摄

面塑师傅在社区
"""
    (caption,) = read_page(text, "a.txt").articles
    assert (caption.kind, caption.authors, caption.headline) == (Kind.CAPTION, ("王梅",), "面塑师傅在社区")


def test_a_repeated_paragraph_is_noise():
    sentence = "这座老灯塔守着港口已经九十年，今年春天换上了新的灯。"
    text = f"老灯塔换新灯\n\n记者 王梅\n\n{sentence}\n\n守塔人说，夜里出港的船都看得见。\n\n{sentence}\n"
    page = read_page(text, "a.txt")
    assert page.articles[0].paragraphs == (sentence, "守塔人说，夜里出港的船都看得见。")
    assert [line.reason for line in page.noise] == ["repeated"]


def test_doubled_names_and_figures_are_doubts():
    headline, byline = "老老港港区区吞吞吐吐量量破破55万万吨吨", "本本报报记记者者  王王梅梅"
    text = f"{headline}\n\n{byline}\n\n港区昨天传来好消息，新码头开始装船。\n"
    (article,) = read_page(text, "a.txt").articles
    assert article.headline == "老港区吞吐量破5万吨"
    assert article.authors == ("王梅",)
    assert {Doubt.FIGURE_REPAIRED, Doubt.PERSONAL_NAME_REPAIRED} <= set(article.doubts)


def test_latin_words_are_joined_with_a_blank_and_broken_ones_without():
    body = "　　新系统由Harbour\nControl公司提供，Wi\nnd数据显示，Wind价格\n已经降了三成，大家都满意。\n"
    text = f"老码头装上新系统\n\n记者 王梅\n\n{body}"
    (article,) = read_page(text, "a.txt").articles
    assert article.paragraphs == (
        "新系统由Harbour Control公司提供，Wind数据显示，Wind价格已经降了三成，大家都满意。",
    )


def test_hints_stand_in_for_what_the_page_does_not_print():
    hints = PageHints("临江晚报", date(2020, 1, 2), "A3")
    printed = read_page(COLUMN, "a.txt", hints)
    silent = read_page(WEB.replace("河山日报社全媒体", "本报"), "a.txt", hints)
    assert (printed.source, printed.issue_date, printed.page) == ("河山日报", date(2022, 3, 9), "6")
    assert (silent.source, silent.issue_date, silent.page) == ("临江晚报", date(2020, 1, 2), "A3")
    assert all(article.source == "临江晚报" for article in silent.articles)


@pytest.mark.parametrize(
    "text", ["", "\n \n", "8\n", "责编：王梅 校对：李长河\n", "（下转8版）\n", "只有一行标题\n"]
)
def test_a_page_without_article_is_refused(text):
    with pytest.raises(NothingToRead, match=r"could not read a\.txt: it holds no article"):
        read_page(text, "a.txt")
