"""Characters mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lines import read_lines
from bot.reading.repairs import closed, single


@pytest.mark.parametrize(
    ("doubled", "mended"),
    [
        ("聚聚力力攻攻坚坚，，再再启启新新程程", "聚力攻坚，再启新程"),
        ("年年产产5555万万吨吨", "年产55万吨"),
        ("同同比比1122..55%%", "同比12.5%"),
        ("——我我市市春春耕耕一一线线见见闻闻", "——我市春耕一线见闻"),
        ("  本本报报记记者者  王王梅梅  摄摄", "  本报记者 王梅 摄"),
        ("图为 港港区区新新码码头头夜夜景景 一角", "图为 港区新码头夜景 一角"),
    ],
)
def test_doubled_glyphs_become_single(doubled, mended):
    assert single(doubled).split() == mended.split()


@pytest.mark.parametrize(
    "line",
    [
        "他常常年年都来",
        "1100户",
        "5500亿元",
        "高高兴兴上班，平平安安回家",
        "平平安安",
        "常常年年1100",
        "……",
        "————————",
        "人人人人人人",
        "",
    ],
)
def test_real_doubles_stay(line):
    assert single(line) == line


@pytest.mark.parametrize(
    ("spaced", "mended"),
    [
        ("为 城 市 更 新 注 入 活 力", "为城市更新注入活力"),
        ("让老街、共 享 新 空 间”已 是 大 家 的", "让老街、共享新空间”已是大家的"),
        ("增 强  优 势", "增强  优势"),
        ("增  强  优  势", "增强优势"),
        ("全年增长22 4 5 户 ， 但 也 要 看 到", "全年增长2245户，但也要看到"),
    ],
)
def test_letter_spaced_runs_are_closed(spaced, mended):
    assert closed(spaced) == mended


@pytest.mark.parametrize(
    "line", ["A 国际会客厅", "□本报记者 张 三 李 四 王 五", "1 2 3 4 5", "新城 起步 成势", "a b c d e"]
)
def test_other_blanks_stay(line):
    assert closed(line) == line


def test_every_repair_is_recorded_with_the_original():
    lines, repairs = read_lines("聚聚力力攻攻坚坚再再启启\n为 城 市 更 新\n报\u200b头\n平常的一行\n")
    assert [(repair.number, repair.what, repair.repaired) for repair in repairs] == [
        (1, "doubled", "聚力攻坚再启"),
        (2, "spaced", "为城市更新"),
        (3, "control", "报头"),
    ]
    assert repairs[0].original == "聚聚力力攻攻坚坚再再启启"
    assert [line.bold for line in lines] == [True, False, False, False]


@pytest.mark.parametrize(
    "line",
    [
        "聚 聚 力 力 攻 攻 坚 坚 再 再",
        "聚聚聚聚力力力力攻攻攻攻坚坚坚坚再再再再",
        "聚聚  力力  攻攻  坚坚  再再",
    ],
)
def test_what_is_mended_needs_no_mending(line):
    (mended,), _ = read_lines(line)
    assert mended.text == "聚力攻坚再"
    assert read_lines(mended.text)[1] == []


@given(st.text(alphabet="常年高兴平安报项目0123，。…— 　\u200b", max_size=60))
def test_mending_what_is_mended_changes_nothing(line):
    for mended in read_lines(line)[0]:
        assert [again.text for again in read_lines(mended.text)[0]] == [mended.text]
