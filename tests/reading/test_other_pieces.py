"""What stands on a page beside its news: tables, letters, poems, rules; and bylines of several hands."""

import pytest

from bot.reading.bylines import read_byline
from bot.reading.ledes import read_lede
from bot.reading.page import read_page

BODY = """去年秋天以来，当地把旧厂房改成了书屋和菜场，老人买菜不用再绕远路。

负责人介绍，项目分三期推进，第一期修缮房屋一百一十六间，新铺管线九公里。"""
STORY = f"旧厂房改成书屋\n\n本报记者 王梅\n\n{BODY}"


def headlines(text: str) -> list[str | None]:
    return [article.headline for article in read_page(text, "a.txt").articles]


def test_rules_between_articles_are_noise():
    page = read_page(
        f"│\n{STORY}\n————————————\n新桥昨天通车\n* * *\n本报记者 李河\n\n两岸往来只要五分钟。", "a.txt"
    )
    assert [article.headline for article in page.articles] == ["旧厂房改成书屋", "新桥昨天通车"]
    assert [line.reason for line in page.noise] == ["rule"] * 3


def test_dots_in_a_text_are_no_rule():
    page = read_page("旧厂房改成书屋\n\n本报记者 王梅\n\n老人说起从前。\n\n……\n\n如今都好了。", "a.txt")
    assert "……" in page.articles[0].text


def test_a_programme_is_no_part_of_the_next_headline():
    table = "电视节目预告\n\n19:00 新闻转播\n19:35 天气预报\n20:05 电视剧\n22:10 晚间播报"
    assert headlines(f"{table}\n\n{STORY}") == ["电视节目预告", "旧厂房改成书屋"]


def test_letters_to_the_editor_are_told_apart():
    first = "站牌该换新了\n\n编辑同志：\n　　我家门口的站牌锈得看不清字，外地人常常坐错车。\n"
    second = "路灯何时亮\n\n编辑同志：\n　　小区的路灯灭了半个月，夜里进出很不方便。\n"
    assert headlines(f"{first}\n{second}") == ["站牌该换新了", "路灯何时亮"]


def test_a_poem_is_no_headline():
    poem = "秋夜\n\n◎许知远\n\n月亮落在瓦上\n像一枚旧硬币\n谁在河边洗衣\n把水声洗得发白"
    assert headlines(f"{poem}\n\n{STORY}") == ["秋夜", "旧厂房改成书屋"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报见习记者 王梅 通讯员 李长河 文/摄", ("王梅", "李长河")),
        ("本报记者 王梅 文并摄", ("王梅",)),
        ("记者/王梅 编辑/李长河", ("王梅",)),
        ("采写：本报记者 王梅 摄影：李长河", ("王梅", "李长河")),
        ("本报记者 王梅 摄", None),
    ],
)
def test_bylines_name_who_wrote(line, names):
    byline = read_byline(line)
    assert (byline and byline.authors) == names


@pytest.mark.parametrize(
    "mark",
    ["（后接6版）", "（下转6版）", "[未完，见第6版]", "（余文见第6版）", "（接6版）", "（本文下转6版·要闻）"],
)
def test_a_story_that_goes_on_says_where(mark):
    [article] = read_page(f"{STORY}{mark}", "a.txt").articles
    assert article.continues_to == "6"


def test_a_caption_and_a_box_know_their_article():
    box = "核心提示\n\n- 旧厂房改成书屋和菜场\n- 第一期修缮房屋一百一十六间"
    caption = "图为旧厂房改成的书屋。李长河 摄"
    page = read_page(
        f"{STORY}\n\n{box}\n\n{caption}\n\n新桥昨天通车\n\n本报记者 周敏\n\n两岸往来只要五分钟。", "a.txt"
    )
    [story] = [each.id for each in page.articles if each.headline == "旧厂房改成书屋"]
    assert {each.kind.value: each.belongs_to for each in page.articles if each.belongs_to} == {
        "box": story,
        "caption": story,
    }


def test_a_picture_alone_belongs_to_no_article():
    [caption] = read_page("昨日，市民在公园放风筝。\n记者 王梅 摄", "a.txt").articles
    assert caption.belongs_to is None


@pytest.mark.parametrize("name", ["王小梅", "李 河"])
def test_an_essay_is_signed_by_a_name_alone(name):
    [article] = read_page(STORY.replace("本报记者 王梅", name), "a.txt").articles
    assert (article.headline, article.authors) == ("旧厂房改成书屋", (name.replace(" ", ""),))


def test_a_short_subhead_is_no_name():
    [article] = read_page(STORY.replace("本报记者 王梅", "成书屋"), "a.txt").articles
    assert article.authors == ()


@pytest.mark.parametrize("mark", ["（上接T06版）", "▲上接T06", "（上文见T06版）", "（紧接T06版·要闻）"])
def test_a_half_says_where_it_began(mark):
    [article] = read_page(f"{mark}\n\n{BODY}", "a.txt").articles
    assert article.continues_from == "T06"


@pytest.mark.parametrize(
    "lede",
    [
        "（通讯员 李河）",
        "<本报讯>（记者 李河）",
        "■本报讯（李河）",
        "早报记者李河报道 ",
        "本报记者李河5月6日报道：",
    ],
)
def test_a_lede_names_who_reports(lede):
    read = read_lede(f"{lede}新桥昨天通车。")
    assert read is not None
    assert (read.byline.authors, read.end) == (("李河",), len(lede))


@pytest.mark.parametrize("text", ["据行业资讯统计，新桥昨天通车。", "他用腾讯（一种软件）报名。"])
def test_words_that_end_like_a_lede_are_none(text):
    assert read_lede(text) is None
