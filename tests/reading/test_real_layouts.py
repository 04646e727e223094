"""Pages as exports write them: headings in any white space, and what papers print beside reports."""

import pytest
from made_kinds import make_kinds

from bot.model import Article, Kind
from bot.reading.page import read_page
from bot.text.characters import bare

FIRST = 7000
"""Pages with other numbers are fitted on."""

CANAL = (
    "新渠全线通水",
    "本报讯（记者林知远）东岭新渠昨天上午全线通水，三万亩旱田从此有了活水，沿渠的农户天不亮就守在闸口。",
    "水利站站长说，新渠全长二十一公里，穿过七个村子，今年冬天还要再修两条支渠，把水一直送到山脚。",
)
PORT = (
    "石湾港年吞吐量首破千万吨",
    "本报讯（记者周可）石湾港一月里靠泊货轮九十艘，年吞吐量头一回超过一千万吨，码头工人忙得脚不沾地。",
    "港务公司经理介绍，两座新泊位去年投用，装一船煤只要六个小时，比从前快了一半，船东都愿意来。",
)
STAGE = (
    "老戏台翻修完工重新开锣",
    "本报讯（记者秦岚）白沙镇的老戏台翻修完工，正月初八重新开锣，头一场唱的是老本子，台下坐得满满当当。",
    "戏台建成已有一百二十年，木匠师傅说，换下的梁柱只有三根，雕花一块也没有动，都照原样补好。",
)
STORIES = (CANAL, PORT, STAGE)


def laid(layout: str) -> str:
    """The three stories in a layout of exports."""
    rows: list[str] = []
    for story in STORIES:
        if rows and layout in ("gap", "indent_gap", "blank", "wrap_gap"):
            rows.append("")
        for place, text in enumerate(story):
            indented = place and layout not in ("plain", "gap", "blank")
            line = ("    " if layout == "spaces" else "　　") + text if indented else text
            width = 19 if layout.startswith("wrap") else len(line)
            if layout == "blank" and rows and rows[-1]:
                rows.append("")
            rows += [line[start : start + width] for start in range(0, len(line), width)]
    return ("\r\n" if layout == "spaces" else "\n").join(rows) + "\n"


def read(text: str) -> list[Article]:
    return list(read_page(text, "a.txt").articles)


@pytest.mark.parametrize(
    "layout", ["plain", "indent", "indent_gap", "gap", "blank", "wrap", "wrap_gap", "spaces"]
)
def test_headlines_are_known_in_any_white_space(layout: str) -> None:
    articles = read(laid(layout))
    assert [article.headline for article in articles] == [story[0] for story in STORIES]
    assert [len(article.paragraphs) for article in articles] == [2, 2, 2]
    assert [article.authors for article in articles] == [("林知远",), ("周可",), ("秦岚",)]


def page(*pieces: tuple[str, ...]) -> str:
    """Pieces whose first line is flush and the others indented; a line behind a bar is flush too."""
    return "\n".join(
        text.removeprefix("|") if place == 0 or text[0] == "|" else "　　" + text
        for piece in pieces
        for place, text in enumerate(piece)
    )


def test_several_dispatches_may_stand_under_one_headline() -> None:
    second = (
        "据新华社南浦1月3日电（记者方圆）南浦的集市也在同一天开张，卖农具的摊子一早就排起长队，买的人不少。"
    )
    first, last, *_ = read(page((*CANAL, second), PORT))
    assert (first.headline, len(first.paragraphs)) == (CANAL[0], 3)
    assert last.headline == PORT[0]


def test_a_block_of_pictures_is_no_part_of_the_articles_around_it() -> None:
    block = (
        "图片新闻",
        "１、小年这天，北塘街口的灯市挂起两千盏纸灯，孩子们提着灯走过石桥。",
        "２、云桥村的腰鼓队排了一个月新阵，初一要到镇上打头阵。（本报记者张可摄）",
    )
    articles = read(page(CANAL, block, PORT))
    texts = [article for article in articles if article.kind is not Kind.CAPTION]
    assert [article.headline for article in texts] == [CANAL[0], PORT[0]]
    assert [len(article.paragraphs) for article in texts] == [2, 2]


def test_a_label_of_pictures_at_the_end_is_no_headline() -> None:
    pictured = (*CANAL, "图片：", "新渠通水这天，沿渠的村民敲锣打鼓。（本报记者齐光摄）")
    texts = [article for article in read(page(pictured, PORT)) if article.kind is not Kind.CAPTION]
    assert [article.headline for article in texts] == [CANAL[0], PORT[0]]


def test_a_tag_in_brackets_marks_the_headline_of_an_essay() -> None:
    lamp = (
        "不肯收起的灯（老城记忆）",
        "巷口那盏灯亮了四十年，修鞋的老人每天收摊前都要擦一遍灯罩，说是给晚归的人照路。",
        "后来老人走了，灯还亮着，不知是谁接了班，灯罩总是干干净净。",
    )
    ledger = (
        "“厚账本”要不得（街谈）",
        "有的村子账本越记越厚，群众却越看越糊涂，一笔修路的钱要翻三本账才找得到去处。",
        "账是给人看的，薄一点、明一点，比什么都强。",
    )
    assert [article.headline for article in read(page(lamp, ledger, PORT))] == [
        lamp[0],
        ledger[0],
        PORT[0],
    ]


def test_names_that_close_an_article_are_no_part_of_the_next_headline() -> None:
    closed = (CANAL[0], CANAL[1].replace("（记者林知远）", ""), CANAL[2], "|（周博远夏志宁）")
    assert [article.headline for article in read(page(closed, PORT, STAGE))] == [
        CANAL[0],
        PORT[0],
        STAGE[0],
    ]


def test_flush_subheads_part_an_indented_text() -> None:
    feature = (
        "小豆浆做成大生意——记白沙食品厂",
        "|本报记者刘明",
        "十年前，白沙食品厂只有四十万元家底，靠卖豆浆过日子，一台老机器白天磨豆浆，夜里还要替邻厂磨米粉。",
        "|先问街坊再开机",
        "起初，街坊嫌厂里的豆浆稀，不爱喝。厂里请来两位老师傅，先问街坊要什么味道，再开机试磨，"
        "豆浆一天比一天香。",
    )
    first, second = read(page(feature, PORT))
    assert (first.authors, [each.text for each in first.subheads]) == (("刘明",), ["先问街坊再开机"])
    assert second.headline == PORT[0]


def test_the_weather_between_articles_is_a_piece_of_its_own() -> None:
    weather = (
        "明天天气预报（4月2日20时—4月3日20时）",
        "受弱冷空气影响，今天夜里到明天，南浦一带有小雨，气温下降三度到五度，东北风四级，出门请带伞。",
    )
    assert [article.headline for article in read(page(CANAL, weather, PORT))] == [
        CANAL[0],
        weather[0],
        PORT[0],
    ]


def test_questions_and_answers_stay_one_article() -> None:
    asked = (
        "供暖热线开通首日",
        "李先生：我家住在北塘小区六号楼，暖气片一直不热，找谁来看？",
        "客服：北塘小区正在换管，五号以前全部换完，换完当天就会送热，换管期间每户补三天的费用。",
        "张女士：新房还没有开户，现在办来得及吗？",
        "客服：来得及，带上房本到服务厅登记，两天之内上门开阀，不另外收钱，逾期也不加收滞纳金。",
    )
    first, second = read(page(asked, PORT))
    assert (first.headline, len(first.paragraphs), second.headline) == (asked[0], 4, PORT[0])


def share_of_right_articles(seeds: range) -> float:
    """Of the stories of made pages, those that an article has whole, alone and under their headline."""
    right = []
    for seed in seeds:
        made = make_kinds(seed)
        articles = {printed(each.kicker, each.headline, each.subheadline): each for each in read(made.text)}
        for story in made.stories:
            article = articles.get(printed(story.headline))
            text = bare(article.text) if article else ""
            others = [each for each in made.stories if each is not story]
            right.append(
                all(bare(each)[-20:] in text for each in story.paragraphs)
                and not any(bare(each.paragraphs[0])[-20:] in text for each in others)
            )
    return sum(right) / len(right)


def printed(*lines: str | None) -> str:
    return "".join(sorted(bare("".join(filter(None, lines)))))


def test_made_pages_of_many_kinds_in_the_layouts_of_exports_are_read() -> None:
    assert share_of_right_articles(range(FIRST, FIRST + 40)) > 0.7


@pytest.mark.parametrize("sent", ["（据《南浦农民报》供稿）", "谢谢大家！（南浦社北塘1月3日电）"])
def test_where_a_piece_was_sent_from_is_no_line_of_the_next_headline(sent: str) -> None:
    first, second = read("\n".join((*CANAL, sent, *PORT)))
    assert (first.headline, second.headline) == (CANAL[0], PORT[0])
