"""Characters: comparing form, width, blanks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.characters import (
    bare,
    cells,
    collapse_blanks,
    count_han,
    fold,
    is_han,
    unified,
    without_controls,
)


def test_full_width_and_half_width_capital_and_small_are_one():
    assert fold("ＡＢＣ１２３，Ｑｆｌｐ") == fold("abc123,qflp")


@pytest.mark.parametrize("character", ["报", "〇", "㐀", "𠮷", "豈"])
def test_chinese_characters_are_han(character):
    assert is_han(character)


@pytest.mark.parametrize("character", ["a", "1", "，", "あ", " "])
def test_others_are_not_han(character):
    assert not is_han(character)


def test_han_is_counted():
    assert count_han("共3个项目 OK") == 4


def test_a_chinese_character_takes_two_cells():
    assert cells("报纸A4") == 6
    assert cells("plain") == 5


def test_blanks_become_one_and_none_stands_beside_punctuation():
    assert collapse_blanks("  早春 　时节 ，万物  生长。 好 ") == "早春 时节，万物 生长。好"


def test_a_blank_before_an_opening_quote_stays():
    assert collapse_blanks("逐绿前行 “碳”路先锋") == "逐绿前行 “碳”路先锋"


def test_controls_and_private_characters_go():
    assert without_controls("报\u200b纸\ue003\x07头\ufeff版") == "报纸头版"


def test_only_wording_counts_in_the_bare_form():
    assert bare("“新 城” ＡＢ，——一期！") == "新城ab一期"


@pytest.mark.parametrize(
    ("doubled", "usual"),
    [
        ("⽇⽉⼈⼝⼭⽔", "日月人口山水"),
        ("⻓⻋⻔⻅⻉⻛⻢⻥⻦⻨⻬⻮⻰", "长车门见贝风马鱼鸟麦齐齿龙"),
        ("⺠⺟⺝⺜⻄⻘⻚⻝⻤⻩", "民母月日西青页食鬼黄"),
        ("⽤⼾⾭年⿈⾦", "用户青年黄金"),
        ("\uf900\ufa0b\U0002f800", "豈廓丽"),
        ("plain，123", "plain，123"),
    ],
)
def test_characters_that_unicode_has_twice_are_the_usual_ones(doubled, usual):
    assert unified(doubled) == usual


def test_every_radical_becomes_one_character_that_is_no_radical():
    radicals = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))]
    named = [radical for radical in radicals if unicodedata.name(radical, "")]
    left = [radical for radical in named if not is_han(unified(radical)) or len(unified(radical)) != 1]
    # CJK RADICAL REPEAT is a mark, and has no character.
    assert left == ["\u2e80"]


@given(st.text())
def test_writing_the_usual_characters_keeps_all_places_and_is_done_once(text):
    assert len(unified(text)) == len(text)
    assert unified(unified(text)) == unified(text)
