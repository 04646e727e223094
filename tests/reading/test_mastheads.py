"""Masthead and staff lines, continuation marks and days."""

from datetime import date

import pytest

from bot.reading.continuation import from_mark, is_pointer, to_mark
from bot.reading.dates import event_date
from bot.reading.mastheads import is_staff_line, read_masthead
from bot.reading.numerals import day_of, number_of, page_as_printed

DAY = date(2022, 3, 9)


@pytest.mark.parametrize(
    ("line", "paper", "day", "page", "section"),
    [
        ("河山日报 要闻", "河山日报", None, None, "要闻"),
        ("2022年3月9日 星期三 第6版", None, DAY, "6", None),
        ("A06 要闻 2022年3月9日 星期三 责任编辑：王梅 美术编辑：李长河", None, DAY, "A06", "要闻"),
        ("第05版 综合新闻　2022年3月9日 星期三　临江新报", "临江新报", DAY, "05", "综合新闻"),
        ("临江新报　2022年3月9日 星期三　05", "临江新报", DAY, "05", None),
        ("《临江新报》", "临江新报", None, None, None),
        ("河山日报 2022-03-09 A06", "河山日报", DAY, "A06", None),
        ("二〇二二年三月九日 星期三 农历壬寅年二月初七", None, DAY, None, None),
        ("02-03", None, None, "02-03", None),
        ("8", None, None, "8", None),
        ("08 文化·副刊", None, None, "08", "文化·副刊"),
        ("国内统一连续出版物号 CN 37-0000 邮发代号23-33", None, None, None, None),
        ("客户端:河山云 客户端:看河山", None, None, None, None),
    ],
)
def test_a_masthead_is_read(line, paper, day, page, section):
    masthead = read_masthead(line)
    assert masthead is not None
    assert (masthead.paper, masthead.day, masthead.page, masthead.section) == (paper, day, page, section)


@pytest.mark.parametrize(
    "line",
    [
        "A 国际会客厅",
        "3月全国房价同",
        "编辑部的故事",
        "客户端上线3天",
        "第二届 全市 运动会",
        "90家企业报名",
        "2022年3月9日——",
        "要闻",
        "",
    ],
)
def test_other_lines_are_no_masthead(line):
    assert read_masthead(line) is None


@pytest.mark.parametrize(
    "line",
    ["责编：王梅 版式：李长河 校对：赵青", "主编 王梅 美编 李长河 审读 赵青", "责任编辑 王 梅 美编 李长河"],
)
def test_a_staff_line_is_known(line):
    assert is_staff_line(line)


@pytest.mark.parametrize("line", ["编辑部的故事", "责编告诉我们这件事", "主编：今年的工作很多。"])
def test_other_lines_are_no_staff_line(line):
    assert not is_staff_line(line)


@pytest.mark.parametrize(
    ("mark", "page"),
    [
        ("（上接1版）", "1"),
        ("（上接第一版）", "1"),
        ("（紧接A01版）", "A01"),
        ("【上接02版】", "02"),
        ("上接1版", "1"),
        ("▲（上接头版）", "1"),
        ("（接1版）", "1"),
        ("（上接1版《新桥通车》）", "1"),
        ("上接1版《新桥通车》", "1"),
        ("（上接要闻1版）", "1"),
        ("（从1版转来）", "1"),
        ("〈上接1版〉", "1"),
        ("（上接1版）▶", "1"),
    ],
)
def test_the_mark_of_a_second_half_is_read(mark, page):
    read = from_mark(mark + " 新桥昨天通车。")
    assert read is not None and read.page == page


@pytest.mark.parametrize(
    ("mark", "page"),
    [
        ("（下转07版）", "07"),
        ("(下转二版)", "2"),
        ("（转第4版）", "4"),
        ("（未完，转3版）", "3"),
        ("（文转A5版）", "A5"),
        ("【下转7版】", "7"),
        ("（未完 待续 转7版）", "7"),
        ("（→7版）", "7"),
        ("（下转第7版▶）", "7"),
        ("（下转要闻7版）", "7"),
        ("（下转二、三版）", "2、3"),
        ("（余见7版）", "7"),
        ("（详细内容转7版）", "7"),
    ],
)
def test_the_mark_of_a_first_half_is_read(mark, page):
    read = to_mark("新桥昨天通车。" + mark)
    assert read is not None and read.page == page


@pytest.mark.parametrize("text", ["接着说第二件事", "转眼三年过去", "新桥（二期）", ""])
def test_other_texts_have_no_mark(text):
    assert from_mark(text) is None and to_mark(text) is None


def test_a_pointer_to_another_article_is_known():
    for line in ("更多内容请看3版", "导读见2版", "（社论见3版）", "（名单见A3版）", "（今日2版有相关报道）"):
        assert is_pointer(line)
    assert is_pointer("（详见3版）") and is_pointer("相关报道见3版")
    assert not is_pointer("详见会议纪要")


def test_pages_and_numbers_are_read_as_printed():
    assert [page_as_printed(page) for page in ("０７", "a06", "二", "头", "02-03")] == [
        "07",
        "A06",
        "2",
        "1",
        "02-03",
    ]
    assert [number_of(text) for text in ("二十一", "廿一", "十", "２１", "没有")] == [21, 21, 10, 21, None]
    assert day_of("2022年13月40日") is None


def test_the_event_date_takes_its_year_only_from_what_is_written():
    assert event_date(["3月8日，新桥通车。"], None) is None
    assert event_date(["3月8日，新桥通车。"], DAY) == date(2022, 3, 8)
    assert event_date(["12月30日，新桥通车。"], date(2022, 1, 2)) == date(2021, 12, 30)
    assert event_date(["2021年3月8日，新桥通车。"], None) == date(2021, 3, 8)
    assert event_date(["春光正好。", "3月8日，2022新桥大会开幕。"], None) == date(2022, 3, 8)
    assert event_date(["2021年，全市建桥三座。3月8日，新桥通车。"], None) is None
    assert event_date(["2月30日，新桥通车。"], DAY) is None
