"""Bylines, ledes and credits as papers of other regions print them, and names of every people."""

from __future__ import annotations

import pytest

from bot.reading.bylines import read_byline, read_signature
from bot.reading.credits import read_credit, read_end_names
from bot.reading.ledes import read_lede
from bot.reading.names import looks_like_name, names_in
from bot.reading.page import read_page
from bot.reading.traditional import simplified

BODY = "　　渡口的新趸船昨天下水，两岸居民过江不用再绕行大桥。\n\n　　船务公司说，末班船延长到夜里十点。\n"
REPORT = "渡口的新趸船昨天下水。"


def named(line: str) -> tuple[str, ...]:
    byline = read_byline(simplified(line))
    return byline.authors if byline else ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        # Taiwan and Hong Kong
        ("記者林小溪／台北報導", "林小溪"),
        ("〔記者林小溪／台北報導〕", "林小溪"),
        ("【記者林小溪、方大川／台中報導】", "林小溪 方大川"),
        ("記者林小溪高雄報導", "林小溪"),
        ("【本報記者林小溪花蓮報導】", "林小溪"),
        ("特派記者林小溪／東京報導", "林小溪"),
        ("編譯林小溪／綜合外電報導", "林小溪"),
        ("記者 林小溪 ／ 綜合報導", "林小溪"),
        ("實習記者林小溪／新北報導", "林小溪"),
        ("採訪撰文／林小溪", "林小溪"),
        ("撰文：林小溪 攝影：方大川", "林小溪 方大川"),
        ("大公報記者 林小溪 香港報道", "林小溪"),
        # National papers and weeklies
        ("新华每日电讯记者林小溪、方大川", "林小溪 方大川"),
        ("南方周末记者 林小溪 发自广州", "林小溪"),
        ("21世纪经济报道记者林小溪 北京报道", "林小溪"),
        ("新京报记者 林小溪 编辑 方大川 校对 罗青", "林小溪"),
        ("每日经济新闻记者 林小溪 每日经济新闻编辑 方大川", "林小溪"),
        ("界面新闻记者 | 林小溪", "林小溪"),
        ("农民日报·中国农网记者 林小溪", "林小溪"),
        ("本刊记者/林小溪", "林小溪"),
        ("文·林小溪 摄影·方大川", "林小溪 方大川"),
        ("记者 - 林小溪", "林小溪"),
        ("●本报驻南洋特派记者 林小溪 本报特约记者 方大川", "林小溪 方大川"),
        ("本报记者林小溪实习记者方川发自东岭", "林小溪 方川"),
        # Several outlets, and names before a title
        ("东岭日报记者林小溪，东岭电视台记者方大川，青台晚报记者罗青、石云", "林小溪 方大川 罗青 石云"),
        ("林桦　方凝　本报特约通讯员　侯小良", "林桦 方凝 侯小良"),
        ("林桦 方凝 本报记者 罗青", "林桦 方凝 罗青"),
        # Names alone in brackets
        ("（林一溪方大川）", "林一溪 方大川"),
        ("（林溪）", "林溪"),
        ("本报通讯员 溪石 大川", "溪石 大川"),
        # Peoples without Chinese surnames, and transliterated names
        ("新华社记者旺堆次仁", "旺堆次仁"),
        ("本报记者 阿依古丽·努尔 林小溪", "阿依古丽·努尔 林小溪"),
        ("本报记者 娜仁高娃", "娜仁高娃"),
        ("本报记者 阿依古丽·努尔 林小溪 木拉江热", "阿依古丽·努尔 林小溪 木拉江热"),
        ("江月记者 林小溪", "林小溪"),
        ("本报见习记者林溪本报记者方大川", "林溪 方大川"),
        ("见习记者 安娜·彼得罗娃", "安娜·彼得罗娃"),
        ("□安娜・彼得罗娃", "安娜·彼得罗娃"),
    ],
)
def test_a_byline_of_another_region_is_read(line, authors):
    assert named(line) == tuple(authors.split())


@pytest.mark.parametrize(
    "line",
    [
        "市长会见中外记者",
        "我给山村当记者",
        "小记者 大天地",
        "记者节 我们的节日",
        "战地记者手记",
        "（完）",
        "（华东）",
        "（未完待续）",
        "界面新闻编辑 | 林小溪",
        "香港文匯報訊",
        "记者 现场直击",
    ],
)
def test_a_line_that_only_sounds_like_one_names_nobody(line):
    assert named(line) == ()


@pytest.mark.parametrize(
    ("opening", "authors", "own"),
    [
        ("〔記者林小溪／台北報導〕", "林小溪", True),
        ("[記者林小溪/台中報導]", "林小溪", True),
        ("【記者林小溪、方大川高雄報導】", "林小溪 方大川", True),
        ("【林小溪／台北報導】", "林小溪", True),
        ("記者林小溪／綜合報導　", "林小溪", True),
        ("（中央社記者林小溪台北5日電）", "林小溪", False),
        ("（中央社記者林小溪、方大川台東5日電）", "林小溪 方大川", False),
        ("【本報訊】記者林小溪報道：", "林小溪", True),
        ("香港文匯報訊（記者 林小溪 北京報道）", "林小溪", True),
        ("中新社香港3月5日電 (記者 林小溪)", "林小溪", False),
        (
            "本报东岭６月２日电记者林溪，东岭广播电台记者方川，新华社记者罗一、石云报道：",
            "林溪 方川 罗一 石云",
            True,
        ),
        ("本报讯新华社记者林溪、本报记者方川报道：", "林溪 方川", True),
        ("新华社东岭十二月三十一日电（东岭广播电台记者林溪、新华社记者方川）", "林溪 方川", False),
        ("据新华社东岭十二月三日电（林溪、方川）", "林溪 方川", False),
        ("河山日报讯（东岭记者站 林小溪 通讯员 方大川）", "林小溪 方大川", True),
        ("新华社马德里6月2日电（报道员林小溪）", "林小溪", False),
        ("本报讯（林小溪 记者方大川）", "林小溪 方大川", True),
        ("本报讯实习生林小溪报道：", "林小溪", True),
        ("央视网消息（记者 林小溪）：", "林小溪", False),
        ("【环球时报驻南洋特约记者 林小溪】", "林小溪", True),
        ("本报拉萨5月6日电（记者旺堆次仁、林溪）", "旺堆次仁 林溪", True),
        ("南都讯 记者林小溪 通讯员方大川 ", "林小溪 方大川", True),
        ("羊城晚报讯 记者林小溪、通讯员方大川摄影报道：", "林小溪 方大川", True),
        ("财联社5月6日讯（编辑 林小溪）", "", True),
    ],
)
def test_a_lede_of_another_region_is_read(opening, authors, own):
    opening = simplified(opening)
    lede = read_lede(opening + REPORT)
    assert lede is not None
    assert (lede.byline.authors, lede.own) == (tuple(authors.split()), own)
    assert (opening + REPORT)[lede.end :] == REPORT


def test_a_name_in_the_first_sentence_is_the_writers_and_the_sentence_stays_whole():
    text = "本报讯记者林小溪从昨天举行的发布会上获悉：渡口添了新船。"
    lede = read_lede(text)
    assert lede is not None and lede.byline.authors == ("林小溪",)
    assert text[lede.end :].startswith("记者林小溪从昨天")
    unnamed = read_lede("本报讯记者从昨天举行的发布会上获悉：渡口添了新船。")
    assert unnamed is not None and unnamed.byline.authors == ()


def test_outlets_that_share_a_lede_are_not_the_papers_of_the_page():
    text = "渡口添新船\n\n　　新华社东岭5月6日电（东岭广播电台记者林溪、新华社记者方川）" + BODY.lstrip()
    assert read_page(text, "x.txt").source is None


@pytest.mark.parametrize(
    ("caption", "authors"),
    [
        ("新船下水。（新华社记者旺堆次仁摄）", "旺堆次仁"),
        ("新船下水。（記者林小溪攝）", "林小溪"),
        ("新船下水。（圖／記者林小溪攝）", "林小溪"),
        ("新船下水。（中央社記者林小溪攝 113年5月6日）", "林小溪"),
        ("新船下水。安娜·彼得罗娃 摄", "安娜·彼得罗娃"),
        ("新船下水。新华社发（林小溪 摄）", "林小溪"),
    ],
)
def test_a_credit_of_another_region_is_read(caption, authors):
    credit = read_credit(simplified(caption))
    assert credit is not None and credit.byline.authors == tuple(authors.split())


@pytest.mark.parametrize(
    ("ending", "authors"),
    [
        ("（林一溪方大川阿平）", "林一溪 方大川 阿平"),
        ("（作者：林小溪，东岭大学教授）", "林小溪"),
        ("（林小溪整理）", "林小溪"),
        ("（林小溪译）", "林小溪"),
        ("（林小溪编译）", "林小溪"),
        ("（記者 林小溪／台北報導）", "林小溪"),
        ("（安娜·彼得罗娃）", "安娜·彼得罗娃"),
        ("（通讯员 溪石 大川）", "溪石 大川"),
        ("（阿平）", ""),
        ("（海棠）", ""),
        ("（本报综合）", ""),
        ("（来源：江河日报）", ""),
    ],
)
def test_names_in_brackets_end_a_body(ending, authors):
    ended = read_end_names(simplified(f"新船下水。{ending}"))
    assert (ended[0].authors if ended else ()) == tuple(authors.split())


@pytest.mark.parametrize(
    ("ending", "authors"),
    [
        ("（阿平）", "阿平"),
        ("（溪石大川云岭）", "溪石 大川 云岭"),
        ("（见图）", ""),
        ("（未完）", ""),
        ("（本报综合）", ""),
    ],
)
def test_a_report_of_the_papers_own_may_be_signed_without_surnames(ending, authors):
    ended = read_end_names(f"新船下水。{ending}", reported=True)
    assert (ended[0].authors if ended else ()) == tuple(authors.split())


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("林小溪", "林小溪"),
        ("林溪", "林溪"),
        ("林一溪方大川", "林一溪 方大川"),
        ("林溪 方川", "林溪 方川"),
        ("林一溪方大川摄影报道", "林一溪 方大川"),
        ("林小溪 方大川 摄影报道", "林小溪 方大川"),
        ("东岭船务集团公司林小溪", "林小溪"),
        ("东岭证券交易所总经理林小溪", "林小溪"),
        ("旺堆次仁", "旺堆次仁"),
    ],
)
def test_names_alone_under_a_headline_sign_the_text(line, authors):
    signature = read_signature(line)
    assert signature is not None and signature.authors == tuple(authors.split())
    [article] = read_page(f"渡口添新船\n\n{line}\n\n{BODY}", "x.txt").articles
    assert (article.headline, article.authors) == ("渡口添新船", tuple(authors.split()))


@pytest.mark.parametrize(
    "line", ["时评", "安全", "夜航", "水上人家", "新船下水第一天", "两岸居民齐叫好", "一"]
)
def test_other_short_lines_sign_nothing(line):
    assert read_signature(line) is None


def test_names_run_together_are_cut_before_surnames_and_pen_names():
    assert names_in("林一溪方大川阿平") == ("林一溪", "方大川", "阿平")
    assert names_in("林溪方小川") == ("林溪", "方小川")
    assert names_in("林溪方川") == ("林溪", "方川")
    assert names_in("旺堆次仁林溪") == ("旺堆次仁", "林溪")
    assert names_in("岳小溪涂大川") == ("岳小溪", "涂大川")
    assert names_in("现场直击") is None


def test_long_names_are_names():
    for name in ("欧阳溪", "欧阳小溪", "娜仁高娃", "安娜·彼得罗娃", "J·K·林顿"):
        assert looks_like_name(name), name
    for words in ("江河日报", "新船下水", "·溪", "江苏"):
        assert not looks_like_name(words), words


def test_a_page_of_traditional_papers_is_signed_as_printed():
    text = (
        "聯合報 2023年6月8日 星期四 A3版\n\n"
        "渡口添新船\n\n　　〔記者林小溪、陳國華／台北報導〕渡口的新船昨天下水，"
        "兩岸居民過江不用再繞行大橋。\n\n"
        "　　船務公司說，末班船延長到夜裡十點。\n\n"
        "老橋今起封閉\n\n記者葉麗芬／台中報導\n\n　　老橋今天起封閉三個月，"
        "橋面要鋪上新的鋼板，公車改走下游的新橋。\n\n"
        "　　工務局說，行人仍可通行。\n"
    )
    page = read_page(text, "x.txt")
    assert (page.source, page.page) == ("聯合報", "A3")
    assert [article.authors for article in page.articles] == [("林小溪", "陳國華"), ("葉麗芬",)]
