"""Letters with their writers, daily lines such as the weather, and bylines that a column breaks."""

import pytest

from bot.model import Kind
from bot.reading.letters import is_salutation, read_writer
from bot.reading.mastheads import is_service
from bot.reading.page import read_page


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("读者 王梅", "王梅"),
        ("东岭街道居民 李长河", "李长河"),
        ("市民王梅", "王梅"),
        ("（读者 王 梅）", "王梅"),
        ("柳河 李长河", "李长河"),
        ("——李长河", "李长河"),
    ],
)
def test_the_writer_of_a_letter_is_read(line: str, name: str) -> None:
    byline = read_writer(line)
    assert byline is not None and byline.authors == (name,)


@pytest.mark.parametrize("line", ["此致 敬礼", "东岭街道办事处", "站牌该换新了", "读者来信", ""])
def test_other_lines_below_a_letter_name_nobody(line: str) -> None:
    assert read_writer(line) is None


@pytest.mark.parametrize("line", ["编辑同志：", "编辑你好：", "编辑部：", "柳河日报社："])
def test_a_salutation_is_known(line: str) -> None:
    assert is_salutation(line)


def test_a_letter_keeps_its_writer_from_the_next_story() -> None:
    text = """站牌该换新了

　　编辑同志：
　　我家门口的站牌锈得看不清字，外地人常常坐错车，
希望有人来管一管。
          读者 李长河
          2023年6月8日

（上接1版）后来的三年里，苗圃从两亩扩到六十亩。
"""
    letter, half = read_page(text, "a.txt").articles
    assert (letter.authors, letter.kind, letter.headline) == (("李长河",), Kind.NEWS, "站牌该换新了")
    assert letter.paragraphs[-1].endswith("希望有人来管一管。")
    assert (half.kind, half.authors) == (Kind.FRAGMENT, ())


@pytest.mark.parametrize(
    "line",
    [
        "今日天气：晴转多云，气温18℃～27℃，偏南风3级",
        "阴有小雨 12-19℃",
        "双色球 第2023065期 03 08 11 19 25 30+07",
    ],
)
def test_what_papers_print_daily_is_no_article(line: str) -> None:
    assert is_service(line)
    story = "旧厂房改成书屋\n\n本报记者 王梅\n\n老人买菜不用再绕远路，书屋里坐满了孩子。\n"
    page = read_page(
        f"{story}\n\n{line}\n\n新桥昨天通车\n\n本报记者 李长河\n\n两岸往来只要五分钟。\n", "a.txt"
    )
    assert [article.headline for article in page.articles] == ["旧厂房改成书屋", "新桥昨天通车"]
    assert [each.reason for each in page.noise] == ["service"]


@pytest.mark.parametrize("line", ["最高气温将达39℃ 防暑莫大意", "福彩公益金修好了桥", "雨后的山村"])
def test_headlines_on_weather_and_lotteries_are_none_of_these(line: str) -> None:
    assert not is_service(line)


def test_a_byline_that_the_column_breaks_stays_in_its_brackets() -> None:
    text = """新桥昨天通车

　　本报讯 （河山日报
记者 李长河 通讯员 王
梅）两岸往来只要五分钟，
老人赶集不用再绕远路。
　　王梅告诉记者，桥头
还要建一座公园。
"""
    [article] = read_page(text, "a.txt").articles
    assert article.authors == ("李长河", "王梅")
    assert article.paragraphs == (
        "两岸往来只要五分钟，老人赶集不用再绕远路。",
        "王梅告诉记者，桥头还要建一座公园。",
    )


def test_a_last_line_behind_a_dash_names_the_writer() -> None:
    text = """秋夜的河

　　谁在河边洗衣，水声洗得发
白，一夜都没有停。
　　后来下了雨，桥上的人都散
了，只剩一把伞。
　　——李长河
"""
    [essay] = read_page(text, "a.txt").articles
    assert (essay.authors, len(essay.paragraphs)) == (("李长河",), 2)


def test_a_credit_below_a_whole_text_is_its_byline() -> None:
    text = """旧厂房改成书屋

　　去年秋天以来，当地把旧厂
房改成了书屋和菜场，老人买菜
不用再绕远路。
　　负责人介绍，项目分三期推
进，第一期修缮房屋一百间。
　　　　本报记者 李长河 摄影报道
"""
    [story] = read_page(text, "a.txt").articles
    assert (story.kind, story.authors, len(story.paragraphs)) == (Kind.NEWS, ("李长河",), 2)


def test_a_heading_over_another_subject_begins_another_article() -> None:
    first = "清晨的码头挤满渔船，渔民卸下黄鱼，冷库的灯亮了一夜，船长说这一网有三十吨，渔船还要再出海。"
    first += "修网的老人坐在堤上，眼看一筐筐黄鱼抬过去。"
    second = "山腰的茶园里，采茶工抢在雨前摘芽，炒茶师傅守着铁锅，茶农盼望今年的茶价能再涨两成。"
    second += "合作社收下头一批雨前茶，当天开采，当天炒好。"
    page = read_page(f"渔船满载归来\n\n本报记者 王梅\n\n{first}\n\n雨前茶开采\n\n{second}\n", "a.txt")
    assert [article.headline for article in page.articles] == ["渔船满载归来", "雨前茶开采"]
    told_on = "码头上的渔民说，黄鱼进了冷库，渔船加满水，船长还要再出海，这一网又有三十吨。"
    page = read_page(f"渔船满载归来\n\n本报记者 王梅\n\n{first}\n\n再出海的人\n\n{told_on}\n", "a.txt")
    assert [article.subheads[0].text for article in page.articles] == ["再出海的人"]
