"""Pages of a few lines, as editors paste them and exports write them: what each kind must come out as.

Ours are the words, names and places; the layouts are those of real papers and sites.
"""

from __future__ import annotations

import pytest
from word_samples import headline, paragraph, word

from bot.model import Article, Kind, Page
from bot.reading.documents import read_document

POND = (
    "老鱼塘清淤后水又清了",
    "本报讯（记者贺行之）荒了六年的老鱼塘昨天清淤完工，塘边三十户人家又能打水浇菜，傍晚还有人来放风筝。",
    "村里的会计说，清出的塘泥都送去了果园，一车没有浪费，明年春天还要沿塘补种一圈柳树。",
)
LIBRARY = (
    "流动书车开进五所村小",
    "本报讯（记者白晓舟）县图书馆的流动书车本周开进五所村小，两千册图书摆上操场，孩子们排队办了借书卡。",
    "馆长说，书车每隔半月来一趟，借走的书由班主任登记，下一趟再换新书。",
)
CLINIC = (
    "乡卫生院添了夜间门诊",
    "本报讯（记者江一苇）乡卫生院从本月起开夜间门诊，看病的人不必再连夜赶往县城，头一晚来了四十多位病人。",
    "院长介绍，夜间值班的医生有三位，药房也跟着开到晚上十点。",
)


def read(text: str | bytes, name: str = "a.txt") -> Page:
    [page] = read_document(text.encode() if isinstance(text, str) else text, name).pages
    return page


def texts(page: Page) -> list[Article]:
    return [article for article in page.articles if article.kind is not Kind.CAPTION]


def captions(page: Page) -> list[Article]:
    return [article for article in page.articles if article.kind is Kind.CAPTION]


def heads(page: Page) -> list[str | None]:
    return [" ".join(filter(None, (each.kicker, each.headline))) for each in texts(page)]


def spread(*pieces: tuple[str, ...]) -> str:
    """A blank line between all lines."""
    return "\n\n".join(text for piece in pieces for text in piece) + "\n"


def indented(*pieces: tuple[str, ...], between: str = "\n") -> str:
    """Texts indented, headings flush: the first line of a piece, and lines behind a bar."""
    return (
        between.join(
            "\n".join(
                text.removeprefix("|") if place == 0 or text[0] == "|" else "　　" + text
                for place, text in enumerate(piece)
            )
            for piece in pieces
        )
        + "\n"
    )


def test_indented_texts_follow_each_other_without_a_blank_line() -> None:
    found = texts(read(indented(POND, LIBRARY, CLINIC)))
    assert [article.headline for article in found] == [POND[0], LIBRARY[0], CLINIC[0]]
    assert [len(article.paragraphs) for article in found] == [2, 2, 2]


@pytest.mark.parametrize(
    "places", [("柳河", "秋山", "北桥"), ("柳河镇", "秋山村", "北桥乡"), ("柳河县", "秋山", "北桥市")]
)
@pytest.mark.parametrize("lay", [spread, indented])
def test_places_head_the_parts_of_a_roundup(places: tuple[str, str, str], lay) -> None:
    told = (
        "召开助困会议，决定在节前给一千八百户困难家庭送去补贴，每户不少于二百元。",
        "与粮油公司商定，困难户凭证买米面可以便宜一成，办法一直用到月底。",
        "组织三路人马到矿区走访，送去棉衣九百件，还请来医生给老矿工看病。",
    )
    parts = [
        line
        for place, name, text in zip(places, ("宋远", "段青", "季平"), told, strict=True)
        for line in ("|" + place, f"本报{place}电记者{name}报道：{place}日前{text}")
    ]
    if lay is spread:
        parts = [line.removeprefix("|") for line in parts]
    [roundup] = texts(read(lay(("各地帮困难户过好年", *parts))))
    assert (roundup.headline, len(roundup.paragraphs)) == ("各地帮困难户过好年", 3)
    assert tuple(subhead.text for subhead in roundup.subheads) == places


def test_dispatches_under_one_headline_are_one_article() -> None:
    market = (
        "年后首个交易日粮价走高 两种货币回落",
        "据新华社东港２月６日电（记者许成）东港粮市在年后首个交易日里成交清淡，多数品种小幅上升，指数收报四千一百点。",
        "商人说，大家都在等本月下旬公布的收成数字。",
        "新华社南崖２月７日电据当地媒体报道，南崖元对东港元的比价六日再跌百分之三，收于三千二百比一。",
        "新华社西岭２月７日电西岭元对东港元的比价六日跌至二十二点五比一，为去年九月以来的最低点。",
    )
    page = read(spread(market, POND))
    assert heads(page) == [market[0], POND[0]]
    assert len(texts(page)[0].paragraphs) == 4


@pytest.mark.parametrize("label", ["图片新闻", "影像"])
def test_a_block_of_pictures_stands_between_articles(label: str) -> None:
    block = (
        label,
        "１、柳河镇的灯市一早就开张，挑花灯的人挤满了石桥。（段青摄）",
        "２、供销社的暖手炉卖得快，售货员正给老人试温。",
        "（本报记者季平摄）",
    )
    page = read(spread(POND, block, LIBRARY))
    assert heads(page) == [POND[0], LIBRARY[0]]
    assert [len(article.paragraphs) for article in texts(page)] == [2, 2]
    assert captions(page)[0].headline == label
    assert all("摄" not in text for article in texts(page) for text in article.paragraphs)


@pytest.mark.parametrize("label", ["图片：", "附图："])
def test_a_label_before_the_caption_at_the_end_is_no_headline(label: str) -> None:
    pictured = (*POND, label, "２月３日，村民在清好的塘边放风筝。（本报记者季平摄）")
    page = read(spread(pictured, LIBRARY))
    assert heads(page) == [POND[0], LIBRARY[0]]
    [caption] = captions(page)
    assert caption.authors == ("季平",)
    assert caption.headline == label.rstrip("：")


def test_essays_have_headlines_with_a_quotation_and_a_tag() -> None:
    essays = (
        (
            "渡口的最后一班船（旧信）",
            "“只见船头坐着一位白发老人，怀里抱着一只木匣，匣子里是三十年的家信。”这是旧日记里的一句话。",
            "头一回读到这里时，我怎么也想不到，老人就是后来修桥的总工。",
        ),
        (
            "“满分表”填不得（柳河漫笔）",
            "县里发下一张检查表，栏目有六十四个，村里的会计填了两夜，样样都是满分。",
            "表不怕长，怕的是假。填得越满，要紧的毛病越看不见。",
        ),
        (
            "石阶（街角）",
            "我爱在雨后慢慢走上那条石阶，看青苔怎样爬过断了的栏杆。",
            "阶顶有一棵老槐，花落的时候，卖豆腐的人会在树下歇担。",
        ),
        (
            "“让渠水进田”（异乡来信）",
            "“渠成之日，我们谢谢远道来的工匠。”东港国农务部长在信里说，这条渠养活了两岸的人。",
            "信里还写道，去年有二百名青年在工地学会了砌石。",
        ),
    )
    found = texts(read(spread(*essays)))
    assert [article.headline for article in found] == [essay[0] for essay in essays]
    assert [len(article.paragraphs) for article in found] == [2, 2, 2, 2]


def test_names_in_brackets_before_the_next_headline_sign_the_article() -> None:
    signed = (
        POND[0],
        "本报讯荒了六年的老鱼塘昨天清淤完工，塘边三十户人家又能打水浇菜，傍晚还有人来放风筝。",
        POND[2],
        "（段青山季平原）",
    )
    found = texts(read(indented(signed, LIBRARY, between="\n\n")))
    assert [article.headline for article in found] == [POND[0], LIBRARY[0]]
    assert found[0].authors == ("段青山", "季平原")


@pytest.mark.parametrize(
    "subheads",
    [
        ("先问买主再动刀", "舍得小利有大路"),
        ("先看天色再开船", "放宽三步路自平"),
        ("先走乡亲的路", "退一步天地宽"),
        ("手上有茧", "心里有秤"),
    ],
)
def test_flush_subheads_part_an_indented_feature(subheads: tuple[str, str]) -> None:
    feature = (
        "小竹篮编出大市场——记秋山竹器社",
        "|本报记者宋远",
        "八年前，秋山竹器社只有十六个社员，靠编菜篮过日子，白天上山砍竹，夜里点灯劈篾，一只篮子卖三毛钱。",
        "如今，竹器社的货架摆满两层楼，去年卖出四十万件，销到十一个省区，来看样的客商一拨接一拨。",
        "|" + subheads[0],
        "起初，城里人嫌竹篮粗，不爱买。社员们到省城摆了半个月地摊，把要什么花样一一记下，回来重新画样。",
        "好货也要吆喝。五月里的一场庙会，让竹器社一天卖掉三千只果盘，排队的人从庙门排到了桥头。",
        "|" + subheads[1],
        "那年冬天，他们到南浦推销，先送一千只篮子给菜场试用，坏了包换，三个月就打开了门路。",
        "社长说：少赚一点，走得远一点，这本账要算到孙子辈，急不得，也糊涂不得。",
    )
    [article] = texts(read(indented(feature)))
    assert tuple(subhead.text for subhead in article.subheads) == subheads
    assert (article.authors, len(article.paragraphs)) == (("宋远",), 6)


def test_bylines_of_several_outlets_of_two_titles_and_of_names_alone_are_read() -> None:
    pieces = (
        (
            "两地商定渡船与班车",
            "本报南浦３月８日电记者宋远，东港广播电台记者段立青，新华社记者季一、高绪报道：两地主管今天下午一同回答了船票和班次的提问。",
            "说到船票，双方表示先从学生做起。",
        ),
        (
            "老街装上新路灯",
            "本报记者高雪岚实习记者唐远发自南浦",
            "刚修好的老街昨晚亮起三百盏路灯，沿街的铺子都多开了两个钟头。",
            "管理处说，灯光到夜里十一点才调暗。",
        ),
        (
            "哨所里的元宵夜",
            "季桦　高凝　本报特约通讯员　段国良",
            "二月十二日深夜，一阵铃声响起，刚躺下的战士们翻身起床，八分钟后车队出了营门。",
            "天亮时，堵在山口的积雪已经铲净。",
        ),
    )
    page = read(spread(*pieces))
    assert heads(page) == [piece[0] for piece in pieces]
    assert [article.authors for article in texts(page)] == [
        ("宋远", "段立青", "季一", "高绪"),
        ("高雪岚", "唐远"),
        ("季桦", "高凝", "段国良"),
    ]
    assert page.source not in ("季桦", "高雪岚")


def test_entities_and_addresses_are_no_text() -> None:
    text = """&nbsp;南浦港一日进船三十艘

　　本报讯（记者 宋远）南浦港昨天进船三十艘，创下今年新高，码头工人分三班连着干。&nbsp;&nbsp;

　　详情见 https://www.example.org/%E5%8D%97%E6%B5%A6/8812/%E6%B8%AF 的公告。

　　港口请车主错开时间提货，节前两天闸口开到夜里十一点。
"""
    [article] = texts(read(text))
    assert article.headline == "南浦港一日进船三十艘"
    assert "nbsp" not in article.text
    assert article.authors == ("宋远",)


def test_a_paper_that_is_not_called_one_is_the_source() -> None:
    page = read("参考消息\n2023年9月5日 星期二 第7版\n\n" + spread(POND))
    assert (page.source, page.page, str(page.issue_date)) == ("参考消息", "7", "2023-09-05")
    assert heads(page) == [POND[0]]


TITLE = "南浦港开出第五百列货车"
PARAGRAPHS = "".join(
    f"<p>　　{text}</p>"
    for text in (
        "南浦港昨天开出今年第五百列货车，四十个货箱从船上直接吊上火车，路上不用再换一次汽车。",
        "港口负责人说，铁路进港以后，一只货箱从卸船到发车平均只要八个小时，比去年快了一半。",
        "往后，港口还要把一条专用线接到新建的木材码头。",
    )
)


def site(title: str, above: str, below: str = "", meta: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{meta}</head><body>{above}'
        f'<div class="text">{PARAGRAPHS}{below}</div></body></html>'
    ).encode()


QUOTED = '奖金五万！"南浦银杯"首位得主是谁'


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            site(
                f"{QUOTED}_南浦新闻",
                f"<h1>{QUOTED}</h1><div>2022-03-08 09:10:00 来源: 南浦新闻</div>",
                meta=f'<meta property="og:title" content="{QUOTED}">',
            ),
            QUOTED,
        ),
        (
            site(
                f"{TITLE} - 东岭省人民政府门户网站",
                '<div id="header"><h1><a href="/">东岭省人民政府网站</a></h1></div>'
                f'<div class="title">{TITLE}</div><div>发布时间：2022-03-08 来源：东岭日报 作者：宋远</div>',
            ),
            TITLE,
        ),
        (
            site(
                f"{TITLE}-东岭网",
                f'<div class="h-title">{TITLE}</div><div>2022-03-08 来源：东岭网</div>',
                "<p>【纠错】 责任编辑： 段青</p>",
            ),
            TITLE,
        ),
        (
            site(
                f"{TITLE}_南浦新闻",
                f"<h1>{TITLE}</h1><div>2022-03-08 09:10:00　来源: 南浦新闻</div>"
                "<p>（原标题：五百列货车开出南浦）</p>",
                "<p>(责任编辑：段青)</p></div><div><h2>相关推荐</h2>"
                '<ul><li><a href="/1.html">老桥今起封闭大修</a></li>'
                '<li><a href="/2.html">一场春雨过后的茶山</a></li></ul><h3>跟贴热词：</h3>'
                "<p>网友评论仅供其表达个人看法，并不表明本网立场。</p>",
            ),
            TITLE,
        ),
    ],
    ids=["title cut at a quotation mark", "logo as h1", "site behind the title", "tail of links"],
)
def test_pages_of_sites_give_the_headline_and_the_text_alone(page: bytes, title: str) -> None:
    [article] = read(page, "a.html").articles
    assert article.headline == title
    assert (len(article.paragraphs), article.subheads) == (3, ())


def test_a_headline_set_by_hand_stands_over_styled_subheads() -> None:
    body = headline("渡口改成书房", bold=True) + paragraph("本报记者 宋远")
    body += paragraph("改建后的渡口昨天第一次点灯，候船厅里摆进了五千册图书。")
    for subhead in ("一张卡走遍全城", "夜里也开门"):
        body += paragraph(subhead, "heading2") + paragraph(f"{subhead}，读者都说方便，书房还要再添座位。")
    [article] = read(word(body), "a.docx").articles
    assert [subhead.text for subhead in article.subheads] == ["一张卡走遍全城", "夜里也开门"]
