"""Bylines, ledes and credits in the forms that papers use."""

import pytest

from bot.reading.bylines import paper_of, read_byline
from bot.reading.credits import read_credit, read_end_names
from bot.reading.ledes import read_lede


@pytest.mark.parametrize(
    ("line", "authors", "paper"),
    [
        ("□河山日报社全媒体记者 王梅 李长河", ("王梅", "李长河"), "河山日报"),
        ("■本报记者　王梅　通讯员　李长河 赵青", ("王梅", "李长河", "赵青"), None),
        ("河山日报/山海新闻记者 王梅", ("王梅",), "河山日报"),
        ("河山日报·河山新闻客户端记者 王梅", ("王梅",), "河山日报"),
        ("HSMG全媒体记者 王梅", ("王梅",), "HSMG"),
        ("记者王梅李长河报道", ("王梅", "李长河"), None),
        ("本报首席记者 王 梅 李长河", ("王梅", "李长河"), None),
        ("文/王梅 图/李长河", ("王梅", "李长河"), None),
        ("□ 王梅", ("王梅",), None),
        ("□ 文 鹏", ("文鹏",), None),
        ("王梅 李长河/文", ("王梅", "李长河"), None),
        ("见习记者 欧阳长河", ("欧阳长河",), None),
        ("通讯员 市委宣传部 李长河", ("李长河",), None),
        ("河山日报记者", (), "河山日报"),
        ("（河山日报社全媒体记者综合报道）", (), "河山日报"),
        ("文字：王小梅 摄影：李长河", ("王小梅", "李长河"), None),
        ("撰稿/王小梅 摄影/李长河", ("王小梅", "李长河"), None),
        ("口述/王小梅 整理/李长河", ("王小梅", "李长河"), None),
        ("文 王小梅 图 李长河", ("王小梅", "李长河"), None),
        ("记者丨王小梅", ("王小梅",), None),
        ("◆本报记者 王小梅／文 李长河／图", ("王小梅", "李长河"), None),
        ("作者：王小梅", ("王小梅",), None),
        ("王小梅（河山日报记者）", ("王小梅",), None),
        ("本报综合报道", (), None),
        ("□本报记者 阿依古丽·买买提", ("阿依古丽·买买提",), None),
    ],
)
def test_a_byline_is_read(line, authors, paper):
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.organisation) == (authors, paper)


@pytest.mark.parametrize(
    "line",
    [
        "记者了解到，",
        "吟对《某某报》记者",
        "■新码头一角",
        "记者从会上获悉。",
        "河山周报记者就此采访了一家公司",
        "本报讯 （河山日报记者",
        "□",
        "记者节到了",
        "王梅告诉记者，陶瓷",
        "摄影：王小梅",
        "文明 安全 高效",
        "",
    ],
)
def test_other_lines_are_no_byline(line):
    byline = read_byline(line)
    assert byline is None or not byline.authors


@pytest.mark.parametrize(
    ("opening", "authors", "own"),
    [
        ("本报讯（记者 王梅 通讯员 李长河）", ("王梅", "李长河"), True),
        ("本报讯 （河山日报社全媒体记者 王梅)", ("王梅",), True),
        ("【本报讯】（记者王梅）", ("王梅",), True),
        ("本报讯 记者王梅、李长河报道：", ("王梅", "李长河"), True),
        ("本报3月8日讯（记者 王梅）", ("王梅",), True),
        ("早报讯（记者 王梅）", ("王梅",), True),
        ("（记者 王梅）", ("王梅",), True),
        ("本报讯 ", (), True),
        ("新华社北京3月8日电（记者王梅）", ("王梅",), False),
    ],
)
def test_a_lede_is_read(opening, authors, own):
    lede = read_lede(opening + "昨天，新桥通车。")
    assert lede is not None
    assert (lede.byline.authors, lede.own) == (authors, own)
    assert (opening + "昨天，新桥通车。")[lede.end :] == "昨天，新桥通车。"


@pytest.mark.parametrize(
    "text", ["讯飞公司昨天宣布", "电力公司昨天宣布", "北京时间3月8日消息，比赛结束", "据报道，新桥通车", ""]
)
def test_other_openings_are_no_lede(text):
    assert read_lede(text) is None


@pytest.mark.parametrize(
    ("caption", "credit", "authors"),
    [
        ("新桥通车。河山日报记者 王梅 摄", "河山日报记者 王梅 摄", ("王梅",)),
        ("新桥通车。（王梅 摄）", "（王梅 摄）", ("王梅",)),
        ("新桥通车。 王梅/摄", "王梅/摄", ("王梅",)),
        ("新桥通车。 王 梅 摄", "王 梅 摄", ("王梅",)),
        ("新桥通车。摄影：王梅", "摄影：王梅", ("王梅",)),
        ("新桥通车。（新华社发）", "（新华社发）", ()),
        ("新桥通车。通讯员 王梅 摄影报道", "通讯员 王梅 摄影报道", ("王梅",)),
        ("新桥通车。 市文旅局供图", "市文旅局供图", ()),
        ("新桥通车。（图片由主办方提供）", "（图片由主办方提供）", ()),
        ("新桥通车。 拍摄：王小梅", "拍摄：王小梅", ("王小梅",)),
        ("新桥通车。 摄影 王小梅", "摄影 王小梅", ("王小梅",)),
        ("新桥通车。 记者 王小梅 航拍", "记者 王小梅 航拍", ("王小梅",)),
        ("王梅 李长河供图", "王梅 李长河供图", ("王梅", "李长河")),
    ],
)
def test_a_credit_is_read(caption, credit, authors):
    read = read_credit(caption)
    assert read is not None
    assert (caption[read.start :].strip(), read.byline.authors) == (credit, authors)


@pytest.mark.parametrize("text", ["老人热爱摄影", "这是新版示意图", "全市开展拍摄", ""])
def test_other_endings_are_no_credit(text):
    assert read_credit(text) is None


def test_names_in_brackets_end_a_body():
    ending = read_end_names("新桥昨天通车。（记者 王梅）")
    assert ending is not None and ending[0].authors == ("王梅",)
    assert read_end_names("新桥昨天通车。（王梅 李长河）") is not None
    assert read_end_names("这是中国石油大学（华东）") is None


@pytest.mark.parametrize(
    ("organisation", "paper"),
    [
        ("河山日报社融媒体", "河山日报"),
        ("本报", None),
        ("新华社", None),
        ("临江晚报", "临江晚报"),
        ("河山融媒", "河山融媒"),
        ("", None),
    ],
)
def test_the_paper_is_known_by_how_its_byline_is_built(organisation, paper):
    assert paper_of(organisation) == paper
